import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../../../../renderer/api/client.ts'
import { type Action, openedBy, reshape, shapesOf } from '../../../../renderer/desk/editing/open.ts'
import { followDocument, session } from '../../../../renderer/desk/editing/session.ts'
import { history } from '../../../../renderer/desk/history.ts'
import { notices } from '../../../../renderer/desk/notices.ts'
import { frameAt } from '../../../../src/core/geo/frame.ts'
import type { LatLon } from '../../../../src/core/geo/position.ts'
import { shifted, withoutPoint, withPointAfter, withPointAt } from '../../../../src/core/mission/points.ts'
import { fewestOf } from '../../../../src/core/mission/shapes.ts'
import { aCircleZone, aPolygonZone, waypoints } from '../../../builders/mission.ts'
import { patternFrom, PLANNED_KINDS } from '../../../builders/patterns.ts'
import { anAsset, box, place } from '../../../builders/site.ts'
import {
  type EditingDoor,
  gate,
  MISSION,
  mission,
  openEditingDoor,
  OTHER_SITE,
  silentWorker,
  SITE,
  site,
} from './door.ts'

let door: EditingDoor
let planned: ReturnType<typeof silentWorker>
const now = () => session.getState()
const eastM = (from: LatLon, to: LatLon): number => frameAt(from).toLocal(to).x
const corner = (doc: unknown, i = 0): LatLon => (doc as { boundary: LatLon[] }).boundary[i] as LatLon

const stored = async (id: string) =>
  (await door.call('site.list', { enterpriseId: null })).find(({ doc }) => doc.id === id)?.doc

/** One corner of the boundary to the east. */
const nudge = (metres: number, index = 0): Action =>
  reshape('site', 'boundary', (points) =>
    withPointAt(points, index, shifted([points[index] as LatLon], metres, 0)[0] as LatLon),
  )

/** Everything that was asked is through: steps, what they told of, and what was looked at for it. */
const settled = async (): Promise<void> => {
  for (let before = -1; before !== door.asked.length; ) {
    before = door.asked.length
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve))
  }
}

beforeAll(async () => {
  planned = silentWorker()
  door = await openEditingDoor()
})
afterAll(async () => {
  await door.close()
  vi.unstubAllGlobals()
})
beforeEach(async () => {
  now().close()
  await door.reset()
  history.getState().clear()
  notices.setState({ list: [] })
  planned.asked.length = 0
})
afterEach(() => now().close())

/** What hands can do to an open document: a press of a key, or a drag with its moves, ended or given up. */
type Hand = {
  kind: 'step' | 'drag' | 'bail'
  shape: number
  corner: number
  moves: [number, number][]
  edit: number
}
const hand: fc.Arbitrary<Hand> = fc.record({
  kind: fc.constantFrom('step', 'drag', 'bail'),
  shape: fc.nat(40),
  corner: fc.nat(8),
  moves: fc.array(fc.tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -40, max: 40 })), {
    minLength: 1,
    maxLength: 3,
  }),
  edit: fc.nat(2),
})

function actionOf({ shape, corner: at, edit }: Hand, [x, y]: [number, number]): Action {
  const { document } = now()
  if (!document) throw new Error('nothing is open')
  const shapes = shapesOf(document)
  const one = shapes[shape % shapes.length]
  if (!one) throw new Error('it has no shapes')
  const index = at % one.points.length
  const moved = shifted([one.points[index] as LatLon], x, y)[0] as LatLon
  const isLong = one.form === 'ring' || one.form === 'path'
  return reshape(document.kind, one.key, (points) =>
    edit === 1 && isLong
      ? withPointAfter(points, index, moved)
      : edit === 2 && isLong
        ? withoutPoint(points, index, fewestOf(one))
        : withPointAt(points, index, moved),
  )
}

async function take(it: Hand): Promise<void> {
  if (it.kind === 'step')
    return now().change(actionOf(it, it.moves[0] as [number, number]), 'edit.moveCorner')
  now().beginGesture()
  for (const move of it.moves) now().gesture(actionOf(it, move))
  if (it.kind === 'bail') now().bail()
  else await now().endGesture('edit.moveCorner')
}

const CORNERS = [
  { x: 30, y: 30 },
  { x: 160, y: 30 },
  { x: 160, y: 140 },
  { x: 30, y: 140 },
]

const rich = () =>
  mission({
    fence: [aPolygonZone(box(-60, -60, 260, 260)), aCircleZone(place(180, 180), 10)],
    patterns: [
      waypoints([place(50, 50), place(150, 50), place(150, 150)]),
      ...PLANNED_KINDS.map((kind) => ({
        ...patternFrom(kind, CORNERS, ({ x, y }) => place(x, y)),
        id: kind,
      })),
    ],
    rallyPoints: [{ id: 'r', ...place(20, 20), heightM: 60 }],
  })

describe('editing', () => {
  it('is undone to the letter, whatever hands did to a mission or a site', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('mission' as const, 'site' as const),
        fc.array(hand, { maxLength: 8 }),
        async (kind, hands) => {
          now().close()
          notices.setState({ list: [] })
          await door.reset()
          const first = kind === 'mission' ? rich() : site({ assets: [anAsset()] })
          const id = kind === 'mission' ? MISSION : SITE
          const { version: base } = (kind === 'mission'
            ? await door.call('mission.get', { id })
            : ((await door.call('site.list', { enterpriseId: null })) as { doc: { id: string } }[]).find(
                ({ doc }) => doc.id === id,
              )) as unknown as { version: string }
          await door.call(`${kind}.put`, { base, doc: first })
          history.getState().clear()
          await now().open(kind, id)
          const revision = async () => (await door.call(`${kind}.get`, { id })).revision
          const before = now().document?.doc
          let steps = 0
          for (const it of hands) {
            const was = await revision()
            const base = now().document?.base
            await take(it)
            // One step at most, and none where nothing changed or it was given up.
            const grew = (await revision()) - was
            expect(now().document?.base !== base).toBe(grew > 0)
            expect(grew).toBeLessThanOrEqual(it.kind === 'bail' ? 0 : 1)
            steps += grew
            expect(now().shown).toEqual(now().document?.doc)
          }
          expect(notices.getState().list).toEqual([])
          expect(history.getState().undoable).toHaveLength(steps)
          for (let i = 0; i < steps; i++) await history.getState().undo()
          await now().refresh()
          expect(now().document?.doc).toEqual(before)
          expect(now().shown).toEqual(before)
          now().close()
        },
      ),
      { numRuns: 25 },
    )
  })

  it('leaves everything as it was when a gesture is given up at any moment', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hand, { minLength: 1, maxLength: 5 }), async (hands) => {
        await now().open('site', SITE)
        const { document } = now()
        const asked = door.asked.length
        for (const it of hands) await take({ ...it, kind: 'bail' })
        expect(now()).toMatchObject({ inGesture: false })
        expect(now().document).toBe(document)
        expect(now().shown).toBe(document?.doc)
        expect(door.asked.slice(asked)).toEqual([])
        expect(await stored(SITE)).toEqual(document?.doc)
        now().close()
      }),
      { numRuns: 20 },
    )
  })

  it('takes each of many quick steps, also those made while the first is being written', async () => {
    await now().open('site', SITE)
    const { promise, open } = gate()
    door.setWay(async (name) => (name === 'site.put' ? promise : undefined))
    const steps = Array.from({ length: 7 }, () => now().change(nudge(1), 'edit.moveCorner'))
    // What is drawn does not wait for the services.
    expect(eastM(corner(site()), corner(now().shown))).toBeCloseTo(7, 1)
    open()
    await Promise.all(steps)
    expect(eastM(corner(site()), corner(await stored(SITE)))).toBeCloseTo(7, 1)
    expect(history.getState().undoable).toHaveLength(7)
    expect(notices.getState().list).toEqual([])
  })

  it('keeps a step that is being written when a gesture begins over it', async () => {
    await now().open('site', SITE)
    const { promise, open } = gate()
    door.setWay(async (name) => (name === 'site.put' ? promise : undefined))
    const step = now().change(nudge(5, 0), 'edit.moveCorner')
    now().beginGesture()
    now().gesture(nudge(9, 2))
    const end = now().endGesture('edit.moveCorner')
    open()
    await Promise.all([step, end])
    const after = await stored(SITE)
    expect(eastM(corner(site(), 0), corner(after, 0))).toBeCloseTo(5, 1)
    expect(eastM(corner(site(), 2), corner(after, 2))).toBeCloseTo(9, 1)
  })

  it('writes what was done to a document that was left before it was written', async () => {
    await now().open('site', SITE)
    const { promise, open } = gate()
    door.setWay(async (name) => (name === 'site.put' ? promise : undefined))
    const steps = [now().change(nudge(1), 'edit.moveCorner'), now().change(nudge(1), 'edit.moveCorner')]
    await now().open('site', OTHER_SITE)
    const back = now().open('site', SITE)
    open()
    await Promise.all([...steps, back])
    expect(eastM(corner(site()), corner(await stored(SITE)))).toBeCloseTo(2, 1)
    expect(await stored(OTHER_SITE)).toEqual(site({ id: OTHER_SITE, boundary: box(300, 0, 500, 200) }))
    // Opened again, it is as it was written.
    expect(now().document?.doc).toEqual(await stored(SITE))
  })

  it('opens what was asked for last, in whatever order the answers come', async () => {
    const ids = [SITE, OTHER_SITE, MISSION] as const
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...ids), { minLength: 2, maxLength: 5 }),
        fc.scheduler(),
        async (wanted, scheduler) => {
          door.setWay(() => scheduler.schedule(Promise.resolve()))
          const opened = wanted.map((id) => now().open(id === MISSION ? 'mission' : 'site', id))
          await scheduler.waitFor(Promise.all(opened))
          expect(now().document?.doc.id).toBe(wanted.at(-1))
          expect(now().shown).toBe(now().document?.doc)
          now().close()
        },
      ),
      { numRuns: 40 },
    )
  })

  it('stays closed when it was closed before the answer came', async () => {
    const opening = now().open('site', SITE)
    now().close()
    await opening
    expect(now()).toMatchObject({ document: null, shown: null })
  })
})

describe('what others do meanwhile', () => {
  let stop: () => void
  beforeEach(() => {
    stop = followDocument()
  })
  afterEach(() => stop())

  const byOthers = async (doc: ReturnType<typeof site>): Promise<void> => {
    const record = (await door.call('site.list', { enterpriseId: null })).find(
      (other) => other.doc.id === doc.id,
    )
    await door.call('site.put', { base: record?.version, doc })
  }

  it('is followed', async () => {
    await now().open('site', SITE)
    await byOthers(site({ remarks: 'theirs' }))
    await settled()
    expect(now().shown).toMatchObject({ remarks: 'theirs' })
  })

  it('refuses a step made on what is no longer so, in words, and the next one is made on what is', async () => {
    await now().open('site', SITE)
    door.setWay(async (name) => {
      if (name !== 'site.put') return
      door.setWay(async () => undefined)
      await byOthers(site({ remarks: 'theirs' }))
    })
    await now().change(nudge(3), 'edit.moveCorner')
    expect(notices.getState().list.at(-1)).toMatchObject({ tone: 'error', errorCode: 'conflict' })
    expect(now().shown).toEqual(site({ remarks: 'theirs' }))
    await now().change(nudge(4), 'edit.moveCorner')
    expect(await stored(SITE)).toMatchObject({ remarks: 'theirs' })
    expect(eastM(corner(site()), corner(await stored(SITE)))).toBeCloseTo(4, 1)
  })

  it('waits for a gesture in hand, and is there when it was given up', async () => {
    await now().open('site', SITE)
    now().beginGesture()
    now().gesture(nudge(3))
    await byOthers(site({ remarks: 'theirs' }))
    await settled()
    expect(now().shown).not.toMatchObject({ remarks: 'theirs' })
    now().bail()
    await settled()
    expect(now().shown).toEqual(site({ remarks: 'theirs' }))
  })

  it('refuses an undo once the document has moved on, and says so', async () => {
    await now().open('site', SITE)
    await now().change(nudge(3), 'edit.moveCorner')
    await byOthers(site({ remarks: 'theirs' }))
    await history.getState().undo()
    expect(notices.getState().list.at(-1)).toMatchObject({ tone: 'error', errorCode: 'undo_moved_on' })
    await settled()
    expect(now().shown).toEqual(site({ remarks: 'theirs' }))
  })

  it('counts for planning too: a site that was changed elsewhere is planned over anew', async () => {
    await now().open('mission', MISSION)
    expect(planned.asked).toHaveLength(1)
    await byOthers(site({ assets: [anAsset({ heightM: 44 })] }))
    await settled()
    // The worker answers nothing: what waits behind the first question is sent when that is dropped.
    now().stopPlanning()
    now().replan()
    expect(planned.asked.at(-1)?.sites[0]?.assets[0]?.heightM).toBe(44)
  })

  it('is the newest of it, in whatever order the answers come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.scheduler(), async (edits, scheduler) => {
        await now().open('site', SITE)
        // Each answer says what was there as it was asked.
        door.setWayBack(() => scheduler.schedule(Promise.resolve()))
        for (let n = 1; n <= edits; n++) await byOthers(site({ remarks: `theirs ${n}` }))
        for (await settled(); scheduler.count() > 0; await settled()) await scheduler.waitOne()
        door.setWayBack(async () => undefined)
        expect(now().shown).toMatchObject({ remarks: `theirs ${edits}` })
        now().close()
      }),
      { numRuns: 30 },
    )
  })

  it('closes a document that was removed', async () => {
    await now().open('site', OTHER_SITE)
    await door.call('site.remove', { id: OTHER_SITE, base: now().document?.base })
    await settled()
    expect(now().document).toBeNull()
  })
})

describe('faults', () => {
  const broken: Action = () => {
    throw new Error('a step that cannot be made')
  }

  it('of one step are told, and hold no later one up', async () => {
    await now().open('site', SITE)
    const steps = [now().change(broken, 'edit.moveCorner'), now().change(nudge(2), 'edit.moveCorner')]
    await Promise.all(steps)
    expect(notices.getState().list).toHaveLength(1)
    expect(eastM(corner(site()), corner(await stored(SITE)))).toBeCloseTo(2, 1)
  })

  it('of the services are told; what is stored is what is shown, and a later step is written', async () => {
    await now().open('site', SITE)
    door.setWay(async () => {
      throw new ApiError('services_down')
    })
    await now().change(nudge(2), 'edit.moveCorner')
    await now().refresh()
    expect(notices.getState().list.at(-1)).toMatchObject({ errorCode: 'services_down' })
    expect(now().shown).toEqual(site())
    door.setWay(async () => undefined)
    await now().change(nudge(3), 'edit.moveCorner')
    expect(eastM(corner(site()), corner(await stored(SITE)))).toBeCloseTo(3, 1)
  })

  it('of hands do nothing: gestures that were never begun, steps with nothing open', async () => {
    await now().change(nudge(1), 'edit.moveCorner')
    now().beginGesture()
    now().gesture(nudge(1))
    await now().endGesture('edit.moveCorner')
    now().bail()
    expect(now()).toMatchObject({ document: null, shown: null, inGesture: false })
    await now().open('site', SITE)
    now().gesture(nudge(1))
    await now().endGesture('edit.moveCorner')
    expect(await stored(SITE)).toEqual(site())
    expect(now().shown).toEqual(site())
  })
})

describe('a gesture on a mission', () => {
  it('is planned quickly while it goes on, and in full when it ends', async () => {
    await now().open('mission', MISSION)
    const home = (metres: number) => reshape('mission', 'home', (points) => shifted(points, metres, 0))
    now().stopPlanning()
    planned.asked.length = 0
    now().beginGesture()
    now().gesture(home(3))
    expect(planned.asked.map(({ isDraft }) => isDraft)).toEqual([true])
    now().stopPlanning()
    await now().endGesture('edit.moveHome')
    expect(planned.asked.at(-1)?.isDraft).toBe(false)
    expect(planned.asked.at(-1)?.mission).toEqual(now().shown)
  })
})

describe('what a selection opens', () => {
  it('is one kind of document, or none', () => {
    expect(openedBy({ kind: 'asset', id: 'a' })).toEqual({ kind: 'site', id: 'a' })
    expect(openedBy({ kind: 'pattern', id: 'm' })).toEqual({ kind: 'mission', id: 'm' })
    expect(openedBy({ kind: 'flight', id: 'f' })).toBeNull()
    expect(openedBy(null)).toBeNull()
  })
})
