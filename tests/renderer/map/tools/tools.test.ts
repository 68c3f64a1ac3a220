import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reshape, shapesOf } from '../../../../renderer/desk/editing/open.ts'
import { handlesOf, pulled } from '../../../../renderer/map/tools/handles.ts'
import { AT_REST } from '../../../../renderer/map/tools/select.ts'
import type { Grip } from '../../../../renderer/map/tools/drawing.ts'
import type { ToolEvent, ToolKey, Want, World } from '../../../../renderer/map/tools/tool.ts'
import { wholesOf } from '../../../../renderer/map/tools/wholes.ts'
import { holds, step, toolFor, type ToolState, view } from '../../../../renderer/map/tools/tools.ts'
import { frameAt } from '../../../../src/core/geo/frame.ts'
import type { LatLon } from '../../../../src/core/geo/position.ts'
import type { Mission } from '../../../../src/core/mission/mission.ts'
import type { Site } from '../../../../src/core/site/site.ts'
import { quantisePlace } from '../../../../src/core/units/quantise.ts'
import { aCircleZone, aMission, aPolygonZone, waypoints } from '../../../builders/mission.ts'
import { anOrbit, patternFrom } from '../../../builders/patterns.ts'
import { anAsset, aSite, box, place } from '../../../builders/site.ts'

const CORNERS = [
  { x: 30, y: 30 },
  { x: 160, y: 30 },
  { x: 160, y: 140 },
]
const site = aSite({ assets: [anAsset()] })
const mission = aMission({
  fence: [aPolygonZone(box(-60, -60, 260, 260)), aCircleZone(place(180, 180), 10)],
})
const waypoint = {
  place: { patternId: 'wp', near: place(50, 50), pass: 0 },
  at: place(50, 50),
  number: 1,
}
const overSite: World = {
  kind: 'site',
  meant: 'boundary',
  shapes: shapesOf({ kind: 'site', doc: site }),
  waypoint: null,
  wholes: null,
}
const overMission: World = {
  kind: 'mission',
  meant: null,
  shapes: shapesOf({ kind: 'mission', doc: mission }),
  waypoint,
  wholes: wholesOf(mission.patterns),
}
const overNothing: World = { kind: null, meant: null, shapes: [], waypoint: null, wholes: null }

const FORMS = ['place', 'line', 'area', 'circle', 'ruler', 'picture'] as const
const asked = (form: (typeof FORMS)[number]): ToolState =>
  toolFor({ form, promptKey: 'tools.pickRally', pictureUrl: 'blob:picture' })

/** Few places on purpose: hands come back to where they were. */
const at: fc.Arbitrary<LatLon> = fc.oneof(
  fc
    .record({ x: fc.integer({ min: 0, max: 3 }), y: fc.integer({ min: 0, max: 3 }) })
    .map(({ x, y }) => place(x * 20, y * 20)),
  fc
    .record({
      x: fc.double({ min: -300, max: 300, noNaN: true }),
      y: fc.double({ min: -300, max: 300, noNaN: true }),
    })
    .map(({ x, y }) => place(x, y)),
)
const spot = at.map((where) => ({ at: where, held: null }))
const grip: fc.Arbitrary<Grip> = fc.oneof(
  fc.record({ of: fc.constantFrom('corner' as const, 'side' as const), index: fc.nat(6) }),
  fc.constantFrom({ of: 'whole' as const }, { of: 'waypoint' as const }),
  fc.constantFrom({ of: 'turn' as const }, { of: 'scale' as const }),
)
const KEYS = ['Escape', 'Enter', ' ', 'Backspace', 'Delete', 'ArrowUp', 'ArrowLeft', 'z', 'Z', 'q', 'Tab']
const key: fc.Arbitrary<ToolKey> = fc.record({
  kind: fc.constant('key' as const),
  key: fc.constantFrom(...KEYS),
  isShift: fc.boolean(),
  isMod: fc.boolean(),
  grip: fc.option(grip),
  middle: at,
})
const anEvent: fc.Arbitrary<ToolEvent> = fc.oneof(
  fc.record({ kind: fc.constantFrom('move' as const, 'click' as const, 'drag' as const), spot }),
  fc
    .constantFrom(
      'finish' as const,
      'back' as const,
      'again' as const,
      'cancel' as const,
      'drop' as const,
      'addTyped' as const,
    )
    .map((kind) => ({ kind })),
  fc
    .record({
      lengthM: fc.option(fc.double({ min: 0.1, max: 500, noNaN: true })),
      bearingDeg: fc.option(fc.double({ min: 0, max: 360, noNaN: true })),
    })
    .map((side) => ({ kind: 'fix' as const, side })),
  fc.record({ kind: fc.constant('focus' as const), grip }),
  fc.record({ kind: fc.constant('take' as const), grip, at }),
  fc.record({ kind: fc.constant('type' as const), index: fc.nat(6), at }),
  fc.record({ kind: fc.constant('remove' as const), index: fc.nat(6) }),
  fc
    .constantFrom(
      { of: 'shape' as const, key: 'boundary' },
      { of: 'shape' as const, key: 'home' },
      { of: 'shape' as const, key: 'gone' },
      { of: 'waypoint' as const, place: waypoint.place },
      { of: 'thing' as const, selected: { kind: 'site' as const, id: 's' } },
      {
        of: 'place' as const,
        place: { type: 'Point' as const, coordinates: [109.97, 41.77] as [number, number] },
      },
    )
    .map((chosen) => ({ kind: 'choose' as const, chosen })),
  key,
)
const world = fc.constantFrom(overSite, overMission, overNothing)
const start: fc.Arbitrary<ToolState> = fc.oneof(
  fc.constant(AT_REST as ToolState),
  fc.constantFrom(...FORMS).map(asked),
)

const press = (name: string, over: Partial<ToolKey> = {}): ToolKey => ({
  kind: 'key',
  key: name,
  isShift: false,
  isMod: false,
  grip: null,
  middle: place(0, 0),
  ...over,
})
const click = (x: number, y: number): ToolEvent => ({ kind: 'click', spot: { at: place(x, y), held: null } })

/** Feeds a tool one event after the other until it is through. */
function feed(
  first: ToolState,
  events: readonly ToolEvent[],
  over: World = overNothing,
): { state: ToolState | null; wants: Want[] } {
  let state: ToolState | null = first
  const wants: Want[] = []
  for (const event of events) {
    if (!state) break
    const next = step(state, event, over)
    if (!next) continue
    wants.push(...next.wants)
    state = next.state
  }
  return { state, wants }
}

const answersOf = (wants: readonly Want[]) =>
  wants.flatMap((want) => (want.do === 'answer' ? [want.points] : []))

describe('any tool', () => {
  it('takes events in any order and always has something to show', () => {
    fc.assert(
      fc.property(start, fc.array(fc.tuple(anEvent, world), { maxLength: 30 }), (first, events) => {
        let state: ToolState = first
        let isHeld = false
        for (const [event, over] of events) {
          const kind =
            state.tool === 'drag' ? state.kind : state.tool === 'turnAndScale' ? 'mission' : over.kind
          const next = step(state, event, over)
          const seen = view(state, over)
          holds(state)
          expect(seen.corners.every(({ lat, lon }) => Number.isFinite(lat) && Number.isFinite(lon))).toBe(
            true,
          )
          for (const want of next?.wants ?? []) {
            // A gesture begins once, is shown only then, and ends once.
            if (want.do === 'begin') expect(isHeld).toBe(false)
            if (want.do === 'show' || want.do === 'commit' || want.do === 'bail') expect(isHeld).toBe(true)
            if (want.do === 'begin') isHeld = true
            if (want.do === 'commit' || want.do === 'bail') isHeld = false
            // Whatever is to be done to a document can be done to it.
            if (want.do === 'show' || want.do === 'change')
              (want.action as (doc: Mission | Site) => unknown)(kind === 'site' ? site : mission)
          }
          state = next ? (next.state ?? AT_REST) : state
          expect(state.tool === 'drag' || state.tool === 'turnAndScale').toBe(isHeld)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('ends with Escape at any moment, and answers whoever asked with nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FORMS), fc.array(anEvent, { maxLength: 20 }), (form, events) => {
        const { state, wants } = feed(asked(form), events)
        // A corner in hand is put back first.
        const inHand = state && 'sketch' in state && state.sketch.inHand
        const free = inHand ? (step(state, press('Escape'), overNothing)?.state ?? null) : state
        const last = free && step(free, press('Escape'), overNothing)
        if (last) expect(last).toEqual({ state: null, wants: [{ do: 'answer', points: null }] })
        // One answer, and not before the tool is through.
        expect(answersOf(wants)).toHaveLength(state ? 0 : 1)
        expect(wants.every((want) => want.do === 'answer')).toBe(true)
      }),
    )
  })

  it('leaves alone what is clicked on the map while it draws, and keys that mean nothing to it', () => {
    for (const form of FORMS) {
      for (const event of [
        press('q'),
        press('F8'),
        press('k', { isMod: true }),
        press('Z', { isMod: true, isShift: true }),
      ])
        expect(step(asked(form), event, overSite), `${form} ${JSON.stringify(event)}`).toBeNull()
      expect(
        step(asked(form), { kind: 'choose', chosen: { of: 'shape', key: 'boundary' } }, overSite),
      ).toBeNull()
      expect(step(asked(form), { kind: 'take', grip: { of: 'corner', index: 0 } }, overSite)).toBeNull()
    }
    expect(step(AT_REST, press('Escape'), overSite)).toBeNull()
    expect(step(AT_REST, press('z', { isMod: true }), overSite)).toBeNull()
  })
})

describe('an area that is drawn', () => {
  it('has three corners or more, none of them twice, and each of them where somebody clicked', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 40 }), (events) => {
        const { wants } = feed(asked('area'), events)
        const [points] = answersOf(wants)
        if (!points) return
        expect(points.length).toBeGreaterThanOrEqual(3)
        const names = points.map(({ lat, lon }) => `${lat} ${lon}`)
        expect(new Set(names).size).toBe(names.length)
        // What is typed, dragged or moved by a key lies elsewhere.
        const isByClicks = events.every(
          (event) =>
            !['fix', 'addTyped', 'take', 'drag', 'drop'].includes(event.kind) &&
            !(event.kind === 'key' && event.grip),
        )
        if (!isByClicks) return
        const clicked = events.flatMap((event) =>
          event.kind === 'click' ? [event.spot.at] : event.kind === 'key' ? [event.middle] : [],
        )
        for (const point of points) expect(clicked.map(quantisePlace)).toContainEqual(point)
      }),
      { numRuns: 500 },
    )
  })

  it('is closed by a click on its first corner, by Enter or by a double click', () => {
    const corners = [click(0, 0), click(50, 0), click(50, 50)]
    for (const end of [click(0, 0), press('Enter'), { kind: 'finish' } as const]) {
      const { state, wants } = feed(asked('area'), [...corners, end])
      expect(state).toBeNull()
      expect(answersOf(wants)).toEqual([[place(0, 0), place(50, 0), place(50, 50)].map(quantisePlace)])
    }
    expect(feed(asked('area'), [click(0, 0), click(50, 0), click(0, 0), press('Enter')]).state).toMatchObject(
      {
        sketch: { points: { length: 2 } },
      },
    )
  })

  it('takes back as many corners as were put in, by Backspace, by Ctrl+Z or by the button', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(100), { minLength: 1, maxLength: 12 }),
        fc.constantFrom<ToolEvent>(press('Backspace'), press('z', { isMod: true }), { kind: 'back' }),
        fc.nat(12),
        (xs, back, n) => {
          const puts = xs.map((x) => click(x, x * 2))
          const { state } = feed(asked('area'), [...puts, ...Array.from({ length: n }, () => back)])
          const left = xs.slice(0, Math.max(0, xs.length - n)).map((x) => quantisePlace(place(x, x * 2)))
          expect(state).toMatchObject({ sketch: { points: left } })
        },
      ),
    )
  })

  it('is drawn from the keyboard alone: Space puts a corner where the middle of the map is', () => {
    const space = (x: number, y: number) => press(' ', { middle: place(x, y) })
    const { wants } = feed(asked('area'), [
      space(0, 0),
      space(0, 0),
      space(90, 0),
      space(40, 40),
      press('Backspace'),
      press('Enter'),
      space(90, 90),
      press('Enter'),
    ])
    expect(answersOf(wants)).toEqual([[place(0, 0), place(90, 0), place(90, 90)].map(quantisePlace)])
    const { state } = feed(asked('area'), [
      space(0, 0),
      { kind: 'move', spot: { at: place(5, 5), held: null } },
    ])
    expect(state && view(state, overNothing)).toMatchObject({
      isByKeyboard: false,
      sketch: { points: { length: 2 } },
    })
  })
})

describe('what is drawn and not finished', () => {
  const take = (of: 'corner' | 'side', index: number): ToolEvent => ({ kind: 'take', grip: { of, index } })
  const to = (x: number, y: number): ToolEvent => ({ kind: 'drag', spot: { at: place(x, y), held: null } })
  const drop: ToolEvent = { kind: 'drop' }
  const three = [click(0, 0), click(50, 0), click(50, 50)]
  const cornersAfter = (...events: ToolEvent[]) => {
    const { state } = feed(asked('area'), [...three, ...events])
    return state && 'sketch' in state ? state.sketch.points : null
  }
  const at = (...corners: [number, number][]) => corners.map(([x, y]) => quantisePlace(place(x, y)))

  it('has corners that are dragged, put in out of a side, and deleted, each as one step', () => {
    expect(cornersAfter(take('corner', 1), to(60, 5), to(70, 10), drop)).toEqual(
      at([0, 0], [70, 10], [50, 50]),
    )
    expect(cornersAfter(take('side', 0), to(25, -9), drop)).toEqual(at([0, 0], [25, -9], [50, 0], [50, 50]))
    expect(cornersAfter(press('Delete', { grip: { of: 'corner', index: 1 } }))).toEqual(at([0, 0], [50, 50]))
    expect(cornersAfter(take('corner', 1), to(60, 5), drop, press('z', { isMod: true }))).toEqual(
      at([0, 0], [50, 0], [50, 50]),
    )
  })

  it('is as it was when a drag ends with Escape, and goes on', () => {
    expect(cornersAfter(take('corner', 1), to(60, 5), press('Escape'), drop, click(0, 50))).toEqual(
      at([0, 0], [50, 0], [50, 50], [0, 50]),
    )
  })

  it('makes again what was taken back, until something else is done', () => {
    const undo = press('z', { isMod: true })
    const redo = press('z', { isMod: true, isShift: true })
    expect(cornersAfter(undo, undo, redo)).toEqual(at([0, 0], [50, 0]))
    expect(cornersAfter(undo, click(9, 9), redo)).toEqual(at([0, 0], [50, 0], [9, 9]))
  })

  it('leaves undo to what was saved before once it has nothing of its own', () => {
    const undo = press('z', { isMod: true })
    const { state } = feed(asked('area'), [click(0, 0), undo])
    expect(state && step(state, undo, overNothing)).toBeNull()
  })

  it('joins a corner that is laid on another one', () => {
    expect(cornersAfter(click(0, 50), take('corner', 2), to(50, 0), drop)).toEqual(
      at([0, 0], [50, 0], [0, 50]),
    )
  })

  it('takes a side as it was typed, and what was not typed from the pointer', () => {
    const fix = (lengthM: number | null, bearingDeg: number | null): ToolEvent => ({
      kind: 'fix',
      side: { lengthM, bearingDeg },
    })
    const typed = (...events: ToolEvent[]) => {
      const { state } = feed(asked('line'), [click(0, 0), ...events])
      const end = state && 'sketch' in state ? state.sketch.points[1] : undefined
      return frameAt(quantisePlace(place(0, 0))).toLocal(end ?? place(0, 0))
    }
    const whole = typed(fix(120, 90), { kind: 'addTyped' })
    expect(whole.x).toBeCloseTo(120, 1)
    expect(whole.y).toBeCloseTo(0, 1)
    const long = typed(fix(100, null), click(30, 40))
    expect(long.x).toBeCloseTo(60, 1)
    expect(long.y).toBeCloseTo(80, 1)
    const north = typed(fix(null, 0), click(30, 40))
    expect(north.x).toBeCloseTo(0, 1)
    expect(north.y).toBeCloseTo(50, 1)
  })

  it('gives a circle the radius that was typed', () => {
    const { wants } = feed(asked('circle'), [
      click(10, 10),
      { kind: 'fix', side: { lengthM: 35, bearingDeg: null } },
      { kind: 'addTyped' },
    ])
    const [points] = answersOf(wants)
    const by = metres(points?.[0], points?.[1])
    expect(Math.hypot(by.x, by.y)).toBeCloseTo(35, 1)
  })

  it('is only measured with the ruler, which nobody waits for', () => {
    const { state, wants } = feed(asked('ruler'), [click(0, 0), click(30, 40), press('Enter')])
    expect(state).toBeNull()
    expect(answersOf(wants)).toEqual([null])
  })
})

describe('a line that is drawn', () => {
  it('has two points or more, none of them twice running', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 40 }), (events) => {
        const [points] = answersOf(feed(asked('line'), events).wants)
        if (!points) return
        expect(points.length).toBeGreaterThanOrEqual(2)
        for (const [i, point] of points.entries()) if (i > 0) expect(point).not.toEqual(points[i - 1])
      }),
      { numRuns: 300 },
    )
  })

  it('does not mind a hand that presses twice in one place', () => {
    const near = fc.tuple(fc.nat(1), fc.nat(1)).map(([x, y]) => click(x * 30, y * 30))
    fc.assert(
      fc.property(fc.array(near, { minLength: 2, maxLength: 12 }), (clicks) => {
        const [points] = answersOf(feed(asked('line'), [...clicks, press('Enter')]).wants)
        for (const [i, point] of (points ?? []).entries())
          if (i > 0) expect(point).not.toEqual(points?.[i - 1])
      }),
    )
  })

  it('may come back to where it was', () => {
    const { wants } = feed(asked('line'), [click(0, 0), click(9, 9), click(0, 0), press('Enter')])
    expect(answersOf(wants)[0]).toHaveLength(3)
  })
})

describe('a place, and a picture', () => {
  it('are answered by the first click, and by two corners that have an area between them', () => {
    expect(answersOf(feed(asked('place'), [press('Enter'), press('Backspace'), click(3, 4)]).wants)).toEqual([
      [quantisePlace(place(3, 4))],
    ])
    const { wants } = feed(asked('picture'), [click(40, 10), click(40, 10), click(40, 90), click(0, 80)])
    const [points] = answersOf(wants)
    const [w, e, s, n] = [place(0, 10), place(40, 10), place(0, 10), place(0, 80)]
    expect(points).toEqual(
      [
        { lat: n?.lat, lon: w?.lon },
        { lat: n?.lat, lon: e?.lon },
        { lat: s?.lat, lon: e?.lon },
        { lat: s?.lat, lon: w?.lon },
      ].map((corner) => quantisePlace(corner)),
    )
  })
})

const done = (wants: readonly Want[], doc: Site): Site =>
  wants.reduce(
    (now, want) => (want.do === 'change' ? (want.action as unknown as (doc: Site) => Site)(now) : now),
    doc,
  )
const metres = (a: LatLon | undefined, b: LatLon | undefined) =>
  a && b ? frameAt(a).toLocal(b) : { x: Number.NaN, y: Number.NaN }

describe('a corner with the focus', () => {
  const on = (index: number, isShift = false) => ({ grip: { of: 'corner' as const, index }, isShift })
  const moved = (name: string, index: number, isShift = false) =>
    done(feed(AT_REST, [press(name, on(index, isShift))], overSite).wants, site)

  it('is moved a metre by an arrow key, ten with Shift, and nothing else is', () => {
    for (const [name, x, y] of [
      ['ArrowRight', 1, 0],
      ['ArrowLeft', -1, 0],
      ['ArrowUp', 0, 1],
      ['ArrowDown', 0, -1],
    ] as const)
      for (const isShift of [false, true]) {
        const after = moved(name, 2, isShift)
        const by = metres(site.boundary[2], after.boundary[2])
        expect(by.x).toBeCloseTo(x * (isShift ? 10 : 1), 1)
        expect(by.y).toBeCloseTo(y * (isShift ? 10 : 1), 1)
        expect(after.boundary.filter((_, i) => i !== 2)).toEqual(
          site.boundary.filter((_, i) => i !== 2).map(quantisePlace),
        )
      }
  })

  it('moves as often as the key is pressed, from where it is by then', () => {
    const { wants } = feed(
      AT_REST,
      Array.from({ length: 5 }, () => press('ArrowUp', on(1))),
      overSite,
    )
    expect(metres(site.boundary[1], done(wants, site).boundary[1]).y).toBeCloseTo(5, 1)
  })

  it('is taken away by Delete, down to three', () => {
    const after = moved('Delete', 1)
    expect(after.boundary).toHaveLength(3)
    const overThree = { ...overSite, shapes: shapesOf({ kind: 'site', doc: after }) }
    expect(step(AT_REST, press('Delete', on(0)), overThree)).toEqual({ state: AT_REST, wants: [] })
  })

  it('stays where a line has but two, and a way of waypoints but one', () => {
    const corridor = { ...patternFrom('corridor', CORNERS, ({ x, y }) => place(x, y)), id: 'line' }
    const doc = aMission({ patterns: [corridor, waypoints([place(9, 9), place(99, 9)])] })
    const shapes = shapesOf({ kind: 'mission', doc })
    const wants = (meant: string, over = shapes) =>
      step(AT_REST, press('Delete', on(0)), { ...overMission, shapes: over, meant })?.wants.map(
        (want) => want.do,
      )
    expect(shapes.find(({ key }) => key === 'pattern:line')?.points).toHaveLength(2)
    expect(wants('pattern:line')).toEqual([])
    expect(wants('pattern:wp')).toEqual(['change'])
    const one = aMission({ patterns: [waypoints([place(9, 9)])] })
    expect(wants('pattern:wp', shapesOf({ kind: 'mission', doc: one }))).toEqual([])
    // Whoever takes one away by another way is refused as well.
    const less = reshape('mission', 'pattern:line', (points) => points.slice(1))
    expect((less as (doc: Mission) => unknown)(doc)).toBe(doc)
  })

  it('keeps its keys to itself: elsewhere an arrow or Delete is not for the map', () => {
    expect(step({ ...AT_REST, corner: 1 }, press('ArrowUp'), overSite)).toBeNull()
    expect(step({ ...AT_REST, corner: 1 }, press('Delete'), overSite)).toBeNull()
  })
})

describe('a handle that is dragged', () => {
  it('takes its corner to where it is let go, in one step, and leaves the others', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(overSite, overMission),
        fc.nat(20),
        fc.nat(20),
        fc.array(spot, { minLength: 1, maxLength: 4 }),
        (over, s, g, spots) => {
          const shape = over.shapes[s % over.shapes.length]
          if (!shape) throw new Error('no shape')
          const handles = handlesOf(shape)
          const handle = handles[g % handles.length]
          if (!handle) throw new Error('no handle')
          const { state, wants } = feed(
            AT_REST,
            [
              { kind: 'choose', chosen: { of: 'shape', key: shape.key } },
              { kind: 'take', grip: handle.grip },
              ...spots.map((each) => ({ kind: 'drag' as const, spot: each })),
              { kind: 'drop' },
            ],
            over,
          )
          expect(state).toBeNull()
          expect(wants.map((want) => want.do)).toEqual([
            'selectShape',
            'begin',
            ...spots.map(() => 'show'),
            'commit',
          ])
          const last = wants.findLast((want) => want.do === 'show')
          const doc = over.kind === 'site' ? site : mission
          const after = (last?.do === 'show' ? (last.action as (doc: unknown) => unknown)(doc) : doc) as Site
          const target = spots.at(-1)?.at as LatLon
          const now = shapesOf({ kind: over.kind, doc: after } as Parameters<typeof shapesOf>[0])
          const own = now.find((each) => each.key === shape.key)
          if (handle.grip.of === 'side') {
            expect(own?.points).toHaveLength(shape.points.length + 1)
            expect(own?.points[handle.grip.index + 1]).toEqual(quantisePlace(target))
          } else if (handle.grip.of === 'corner' && shape.form !== 'circle')
            expect(own?.points[handle.grip.index]).toMatchObject(quantisePlace(target))
          // Whatever is dragged, other shapes stay (but those that share the document's home).
          for (const other of over.shapes)
            if (other.key !== shape.key) expect(now.find((each) => each.key === other.key)).toEqual(other)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('is given up by Escape or Ctrl+Z, after which its own let-go means nothing', () => {
    for (const end of [press('Escape'), press('z', { isMod: true }), { kind: 'cancel' } as const]) {
      const { state, wants } = feed(
        AT_REST,
        [
          { kind: 'take', grip: { of: 'corner', index: 0 } },
          { kind: 'drag', spot: { at: place(7, 7), held: null } },
          end,
        ],
        overSite,
      )
      expect(state).toBeNull()
      expect(wants.map((want) => want.do)).toEqual(['begin', 'show', 'bail'])
    }
    expect(step(AT_REST, { kind: 'drag', spot: { at: place(8, 8), held: null } }, overSite)).toBeNull()
    expect(step(AT_REST, { kind: 'drop' }, overSite)).toBeNull()
  })

  it('keeps its handles where they were taken, whatever the document becomes meanwhile', () => {
    const { state } = feed(AT_REST, [{ kind: 'take', grip: { of: 'corner', index: 0 } }], overSite)
    expect(state && view(state, overNothing).handles).toEqual(overSite.shapes[0])
    expect(state && view(state, overNothing).isGesture).toBe(true)
  })

  it('moves the waypoint in hand by an override of its own', () => {
    const { wants } = feed(
      AT_REST,
      [
        { kind: 'take', grip: { of: 'waypoint' } },
        { kind: 'drag', spot: { at: place(70, 60), held: null } },
        { kind: 'drop' },
      ],
      overMission,
    )
    const shown = wants.find((want) => want.do === 'show')
    const after =
      shown?.do === 'show' ? (shown.action as unknown as (doc: Mission) => Mission)(mission) : null
    expect(after?.overrides).toMatchObject([{ patternId: 'wp', change: { kind: 'move', to: place(70, 60) } }])
    const nudges = feed(
      AT_REST,
      [1, 2, 3].map(() => press('ArrowRight', { grip: { of: 'waypoint' } })),
      overMission,
    )
    const twice = nudges.wants.reduce(
      (doc, want) =>
        want.do === 'change' ? (want.action as unknown as (doc: Mission) => Mission)(doc) : doc,
      mission,
    )
    const [override] = twice.overrides
    expect(twice.overrides).toHaveLength(1)
    expect(override?.change.kind === 'move' && metres(place(50, 50), override.change.to).x).toBeCloseTo(3, 3)
  })
})

describe('handles', () => {
  it('that are taken to where they stand change nothing', () => {
    for (const shape of [...overSite.shapes, ...overMission.shapes])
      for (const { grip: each, at: where } of handlesOf(shape)) {
        const points = pulled(shape.form, each, shape.points, where)
        if (each.of === 'side') {
          expect(points).toHaveLength(shape.points.length + 1)
          continue
        }
        expect(points).toHaveLength(shape.points.length)
        for (const [i, point] of points.entries()) {
          const { x, y } = metres(shape.points[i], point)
          expect(Math.hypot(x, y)).toBeLessThan(0.001)
        }
      }
  })

  it('take a circle along with its middle, and change its radius by its rim', () => {
    const circle = overMission.shapes.find(({ form }) => form === 'circle')
    if (!circle) throw new Error('no circle')
    const to = place(150, 120)
    const action = reshape('mission', circle.key, (points) =>
      pulled('circle', { of: 'corner', index: 0 }, points, to),
    )
    const after = (action as unknown as (doc: Mission) => Mission)(mission).fence[1]
    expect(after).toMatchObject({ center: quantisePlace(to), radiusM: 10 })
    const wider = reshape('mission', circle.key, (points) =>
      pulled('circle', { of: 'corner', index: 1 }, points, place(180, 205)),
    )
    expect((wider as unknown as (doc: Mission) => Mission)(mission).fence[1]).toMatchObject({ radiusM: 25 })
  })
})

describe('handles that turn and scale what is selected', () => {
  const wholes = wholesOf(mission.patterns)
  // The four waypoints stand about 100 m east and north of the origin.
  const take = (of: 'turn' | 'scale'): ToolEvent => ({ kind: 'take', grip: { of }, at: place(100, 250) })
  const dragTo = (x: number, y: number, isStepped = false): ToolEvent => ({
    kind: 'drag',
    spot: { at: place(x, y), held: null },
    isStepped,
  })
  const shownBy = (events: readonly ToolEvent[]): { value: number | undefined; doc: Mission } => {
    const { state, wants } = feed(AT_REST, events, overMission)
    const last = wants.findLast((want) => want.do === 'show')
    return {
      value: state ? view(state, overMission).inHand?.value : undefined,
      doc: last?.do === 'show' ? (last.action(mission as never) as Mission) : mission,
    }
  }
  const firstAt = ({ patterns: [pattern] }: Mission): LatLon => {
    const [one] = pattern?.kind === 'waypoints' ? pattern.steps : []
    if (one?.kind !== 'waypoint') throw new Error('the mission has waypoints')
    return one.at
  }
  const apartM = (a: LatLon, b: LatLon): number => {
    const { x, y } = frameAt(a).toLocal(b)
    return Math.hypot(x, y)
  }

  it('turn by what the hand went round, about the middle', () => {
    // From north to east of the middle: a quarter, clockwise.
    const { value, doc } = shownBy([take('turn'), dragTo(250, 100)])
    expect(value).toBe(90)
    expect(apartM(firstAt(doc), place(50, 150))).toBeLessThan(0.1)
    expect(shownBy([take('turn'), dragTo(60, 250)]).value).toBe(-15)
  })

  it('scale by how much farther the hand is from the middle', () => {
    const { value, doc } = shownBy([take('scale'), dragTo(100, 175)])
    expect(value).toBe(50)
    expect(apartM(firstAt(doc), place(75, 75))).toBeLessThan(0.1)
  })

  it('go in steps with Shift, and any way back is no step', () => {
    fc.assert(
      fc.property(fc.constantFrom('turn' as const, 'scale' as const), spot, (of, there) => {
        const drag: ToolEvent = { kind: 'drag', spot: there, isStepped: true }
        const { state, wants } = feed(AT_REST, [take(of), drag], overMission)
        const value = state ? (view(state, overMission).inHand?.value ?? Number.NaN) : Number.NaN
        expect(Math.abs(value % (of === 'turn' ? 15 : 10))).toBe(0)
        expect(wants.at(0)).toEqual({ do: 'begin' })
        const back = feed(AT_REST, [take(of), drag, dragTo(100, 250), { kind: 'drop' }], overMission)
        expect(back.state).toBeNull()
        expect(back.wants.at(-1)).toEqual({ do: 'bail' })
        const escaped = feed(AT_REST, [take(of), drag, press('Escape')], overMission)
        expect(escaped.wants.at(-1)).toEqual({ do: 'bail' })
        expect(escaped.state).toBeNull()
      }),
    )
  })

  it('go by arrow keys, a step each', () => {
    const { wants } = feed(
      AT_REST,
      [press('ArrowRight', { grip: { of: 'turn' }, isShift: true })],
      overMission,
    )
    const [want] = wants
    if (want?.do !== 'change') throw new Error('a key is a step')
    expect(want.labelKey).toBe('edit.turnPattern')
    const turned = want.action(mission as never) as Mission
    expect(apartM(firstAt(turned), firstAt(mission))).toBeCloseTo(
      Math.SQRT2 * 50 * 2 * Math.sin(Math.PI / 24),
      0,
    )
  })

  it('are not there for one place by itself, nor for pictures to be taken again', () => {
    expect(wholes?.canTurn).toBe(true)
    expect(wholesOf([waypoints([place(0, 0)])])).toBeNull()
    expect(wholesOf([anOrbit()])).toMatchObject({ canTurn: false })
    expect(wholesOf([anOrbit({ startDeg: 10 })])).toMatchObject({ canTurn: true })
    expect(wholesOf([waypoints([place(0, 0), place(9, 9)], 60, { verbatim: true })])).toBeNull()
  })
})
