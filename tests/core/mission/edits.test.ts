import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameAt } from '../../../src/core/geo/frame.ts'
import { areaM2, lengthM, sidesOf } from '../../../src/core/geo/measures.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { edited, type PatternEdit, whyNotEdit } from '../../../src/core/mission/edits/edit.ts'
import { placesOfPattern } from '../../../src/core/mission/edits/moving.ts'
import { Mission } from '../../../src/core/mission/mission.ts'
import type { Corridor, Orbit, Pattern, Survey, Visit, Waypoints } from '../../../src/core/mission/pattern.ts'
import { aMission, waypoints } from '../../builders/mission.ts'
import { anOrbit, aSurvey, patternFrom, PLANNED_KINDS } from '../../builders/patterns.ts'
import { place, ring } from '../../builders/site.ts'

/** Corners on a circle, unevenly: convex, so that sides move outward and back. */
const convex = fc
  .array(fc.integer({ min: 20, max: 60 }), { minLength: 3, maxLength: 8 })
  .filter((turns) => turns.reduce((a, b) => a + b, 0) < 330)
  .map((turns) => {
    let angle = 0
    return [0, ...turns].map((turn) => {
      angle += (turn * Math.PI) / 180
      return { x: 150 + 100 * Math.cos(angle), y: 150 + 100 * Math.sin(angle) }
    })
  })

const anyPattern = fc
  .tuple(fc.constantFrom(...PLANNED_KINDS, 'waypoints' as const), convex)
  .map(([kind, corners]): Pattern => {
    const at = corners.map(({ x, y }) => place(x, y))
    if (kind === 'waypoints') return waypoints(at, 60, { id: 'p' })
    const made = patternFrom(kind, corners, ({ x, y }) => place(x, y))
    return made.kind === 'visit' ? { ...made, order: 'kept' } : made
  })

let made = 0
const newId = () => `new-${++made}`
const withPatterns = (...patterns: Pattern[]): Mission => aMission({ patterns })
const done = (mission: Mission, edit: PatternEdit, ids = mission.patterns.map(({ id }) => id)): Mission => {
  const result = edited(mission, ids, edit, newId)
  if (!result.ok) throw new Error(result.code)
  return result.value
}
const apartM = (a: LatLon, b: LatLon): number => {
  const { x, y } = frameAt(a).toLocal(b)
  return Math.hypot(x, y)
}
/** Places are rounded to about a centimetre at each step. */
const ROUNDED_M = 0.05
const areNear = (a: Pattern, b: Pattern, withinM = ROUNDED_M): void => {
  const [before, after] = [placesOfPattern(a), placesOfPattern(b)]
  expect(after).toHaveLength(before.length)
  for (const [i, at] of before.entries()) expect(apartM(at, after[i] as LatLon)).toBeLessThan(withinM)
}
const only = (mission: Mission): Pattern => mission.patterns[0] as Pattern
const deepFrozen = <T>(value: T): T => {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) deepFrozen(part)
  }
  return value
}

describe('turn, size and offset', () => {
  it('there and back leave a pattern where it was', () => {
    fc.assert(
      fc.property(
        anyPattern,
        fc.double({ min: -360, max: 360, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        fc.double({ min: 0.5, max: 20, noNaN: true }),
        (pattern, degrees, factor, metres) => {
          const mission = deepFrozen(withPatterns(pattern))
          const turned = done(done(mission, { do: 'turn', degrees }), { do: 'turn', degrees: -degrees })
          areNear(pattern, only(turned))
          const scaled = done(done(mission, { do: 'scale', factor }), { do: 'scale', factor: 1 / factor })
          areNear(pattern, only(scaled), ROUNDED_M * (1 + 1 / factor))
          if (whyNotEdit([pattern], 'offset') !== null) return
          // Outward from an outline, to the outer side of the bend of a line: no side is eaten.
          const out = done(mission, { do: 'offset', metres })
          areNear(pattern, only(done(out, { do: 'offset', metres: -metres })), 0.2)
        },
      ),
    )
  })

  it('a turn keeps sides and areas, a scale multiplies them', () => {
    fc.assert(
      fc.property(
        convex,
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.double({ min: 0.5, max: 3, noNaN: true }),
        (corners, degrees, factor) => {
          const survey = patternFrom('survey', corners, ({ x, y }) => place(x, y)) as Survey
          const mission = withPatterns(survey)
          const turned = only(done(mission, { do: 'turn', degrees })) as Survey
          expect(areaM2(turned.area) / areaM2(survey.area)).toBeCloseTo(1, 2)
          const scaled = only(done(mission, { do: 'scale', factor })) as Survey
          expect(areaM2(scaled.area) / areaM2(survey.area)).toBeCloseTo(factor * factor, 1)
          expect(lengthM(sidesOf(scaled.area, true)) / lengthM(sidesOf(survey.area, true))).toBeCloseTo(
            factor,
            2,
          )
        },
      ),
    )
  })

  it('bearings turn with their pattern, and changes by hand go with their waypoints', () => {
    const area = ring([
      [0, 0],
      [100, 0],
      [100, 100],
      [0, 100],
    ])
    const survey: Survey = {
      ...(patternFrom('survey', [], ({ x, y }) => place(x, y)) as Survey),
      area,
      angleDeg: 350,
    }
    const near = { lat: place(0, 0).lat, lon: place(0, 0).lon }
    const mission = aMission({
      patterns: [survey],
      overrides: [{ id: 'o', patternId: 'p', near, reachM: 15, change: { kind: 'height', heightM: 40 } }],
    })
    const turned = done(mission, { do: 'turn', degrees: 90 })
    expect((only(turned) as Survey).angleDeg).toBe(80)
    // The south-west corner comes to the north-west: clockwise as a compass.
    expect(apartM(turned.overrides[0]?.near as LatLon, place(0, 100))).toBeLessThan(ROUNDED_M)
    expect(apartM((only(turned) as Survey).area[0] as LatLon, place(0, 100))).toBeLessThan(ROUNDED_M)
  })

  it('several turn about their common middle', () => {
    const a = waypoints([place(0, 0), place(10, 0)], 60, { id: 'a' })
    const b = waypoints([place(100, 0), place(110, 0)], 60, { id: 'b' })
    const turned = done(withPatterns(a, b), { do: 'turn', degrees: 180 })
    expect(apartM(placesOfPattern(turned.patterns[0] as Pattern)[0] as LatLon, place(110, 0))).toBeLessThan(
      0.1,
    )
  })

  it('an outline that would be eaten up stays, and the reason is said', () => {
    const survey = patternFrom(
      'survey',
      [
        { x: 0, y: 0 },
        { x: 100, y: 0 },
        { x: 100, y: 30 },
        { x: 0, y: 30 },
      ],
      ({ x, y }) => place(x, y),
    )
    expect(edited(withPatterns(survey), ['p'], { do: 'offset', metres: -20 }, newId)).toMatchObject({
      ok: false,
      code: 'eaten',
    })
    const inner = only(done(withPatterns(survey), { do: 'offset', metres: -10 })) as Survey
    expect(areaM2(inner.area)).toBeCloseTo(80 * 10, -1)
  })
})

describe('the order of a pattern', () => {
  it('twice the other way round is as it was', () => {
    fc.assert(
      fc.property(anyPattern, (pattern) => {
        const mission = withPatterns(pattern)
        const once = done(mission, { do: 'reverse' })
        expect(once).not.toEqual(mission)
        expect(done(once, { do: 'reverse' })).toEqual(mission)
      }),
    )
  })

  it('waypoints begin where somebody says, all of them in the same round', () => {
    const at = [place(0, 0), place(100, 0), place(100, 100), place(0, 100)]
    const begun = done(withPatterns(waypoints(at)), { do: 'start', near: place(98, 90) })
    expect((only(begun) as Waypoints).steps.map(({ id }) => id)).toEqual(['w3', 'w4', 'w1', 'w2'])
    const back = done(begun, { do: 'start', near: place(0, 0) })
    expect((only(back) as Waypoints).steps.map(({ id }) => id)).toEqual(['w1', 'w2', 'w3', 'w4'])
  })

  it('where lanes and rings begin turns and moves with them', () => {
    const begun = done(withPatterns(aSurvey(), anOrbit()), { do: 'start', near: place(60, 0) })
    const turned = done(begun, { do: 'turn', degrees: 90 }, ['orbit'])
    expect((begun.patterns[1] as Orbit).startDeg).toBe(90)
    expect((turned.patterns[1] as Orbit).startDeg).toBe(180)
    const scaled = done(begun, { do: 'scale', factor: 2 }, ['survey'])
    // About the middle of the area, 125 m east and north: what lay 65 m west of it lies 130 m west.
    expect(apartM((scaled.patterns[0] as Survey).startNear as LatLon, place(-5, -125))).toBeLessThan(1)
  })

  it('a survey begun elsewhere is no longer flown the other way round', () => {
    const reversed = done(withPatterns(aSurvey()), { do: 'reverse' })
    expect(only(reversed)).toEqual({ ...aSurvey(), reversed: true })
    expect(only(done(reversed, { do: 'start', near: place(60, 0) }))).toEqual(
      only(done(withPatterns(aSurvey()), { do: 'start', near: place(60, 0) })),
    )
  })
})

describe('pieces', () => {
  const square = patternFrom(
    'survey',
    [
      { x: 0, y: 0 },
      { x: 200, y: 0 },
      { x: 200, y: 100 },
      { x: 0, y: 100 },
    ],
    ({ x, y }) => place(x, y),
  ) as Survey
  const hole = ring([
    [20, 20],
    [40, 20],
    [40, 40],
    [20, 40],
  ])

  it('an area cut and joined again is the area', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 10, max: 190, noNaN: true }),
        fc.double({ min: 10, max: 190, noNaN: true }),
        (south, north) => {
          const mission = withPatterns({ ...square, holes: [hole] })
          const whole = areaM2(square.area) - areaM2(hole)
          const cut = done(mission, { do: 'split', line: [place(south, -5), place(north, 105)] })
          expect(cut.patterns).toHaveLength(2)
          expect(Mission.safeParse(cut).success).toBe(true)
          const m2 = cut.patterns.reduce((sum, one) => {
            const { area, holes } = one as Survey
            return sum + areaM2(area) - holes.reduce((less, ring) => less + areaM2(ring), 0)
          }, 0)
          expect(m2 / whole).toBeCloseTo(1, 3)
          const again = only(done(cut, { do: 'merge' })) as Survey
          const left = areaM2(again.area) - again.holes.reduce((less, ring) => less + areaM2(ring), 0)
          expect(left / whole).toBeCloseTo(1, 3)
        },
      ),
    )
  })

  it('a line cut and joined again goes the same way', () => {
    const path = [place(0, 0), place(100, 0), place(200, 50)]
    const corridor = {
      ...(patternFrom(
        'corridor',
        [
          { x: 0, y: 0 },
          { x: 1, y: 1 },
        ],
        (at) => place(at.x, at.y),
      ) as Corridor),
      path,
    }
    const cut = done(withPatterns(corridor), { do: 'split', line: [place(150, -50), place(150, 90)] })
    expect(cut.patterns.map((one) => (one as Corridor).path.length)).toEqual([3, 2])
    const again = only(done(cut, { do: 'merge' })) as Corridor
    expect(lengthM(sidesOf(again.path, false))).toBeCloseTo(lengthM(sidesOf(path, false)), 1)
  })

  it('targets and waypoints go to the side that they lie on, and come together again', () => {
    const at = [place(0, 0), place(20, 0), place(100, 0), place(120, 0)]
    const cut = done(withPatterns(waypoints(at)), { do: 'split', line: [place(60, -5), place(60, 5)] })
    expect(cut.patterns.map((one) => (one as Waypoints).steps.map(({ id }) => id))).toEqual([
      ['w1', 'w2'],
      ['w3', 'w4'],
    ])
    expect(only(done(cut, { do: 'merge' }))).toEqual(only(withPatterns(waypoints(at))))
    const visit = patternFrom(
      'visit',
      [
        { x: 0, y: 0 },
        { x: 200, y: 0 },
        { x: 10, y: 0 },
      ],
      (one) => place(one.x, one.y),
    ) as Visit
    const sides = done(withPatterns(visit), { do: 'split', line: [place(60, -5), place(60, 5)] })
    expect(sides.patterns.map((one) => (one as Visit).targets.length).sort((a, b) => a - b)).toEqual([1, 2])
  })

  it('says why where it cannot be', () => {
    const far = {
      ...square,
      id: 'far',
      area: ring([
        [900, 0],
        [950, 0],
        [950, 50],
      ]),
    }
    const code = (mission: Mission, edit: PatternEdit) => {
      const result = edited(
        mission,
        mission.patterns.map(({ id }) => id),
        edit,
        newId,
      )
      return result.ok ? 'ok' : result.code
    }
    expect(code(withPatterns(square, far), { do: 'merge' })).toBe('apart')
    expect(code(withPatterns(square), { do: 'merge' })).toBe('one_only')
    expect(code(withPatterns(square), { do: 'split', line: [place(900, 0), place(900, 10)] })).toBe(
      'not_parted',
    )
    expect(code(withPatterns(square), { do: 'hole', ring: far.area })).toBe('hole_outside')
    expect(
      code(withPatterns(square), {
        do: 'hole',
        ring: ring([
          [-9, -9],
          [300, -9],
          [300, 300],
          [-9, 300],
        ]),
      }),
    ).toBe('hole_all')
    expect(code(withPatterns(waypoints([place(0, 0)], 60, { verbatim: true })), { do: 'reverse' })).toBe(
      'verbatim',
    )
    const found = { ...patternFrom('visit', [{ x: 0, y: 0 }], ({ x, y }) => place(x, y)), order: 'varied' }
    expect(code(withPatterns(found as Visit), { do: 'start', near: place(0, 0) })).toBe('order_found')
  })

  it('a hole is cut into the areas that it touches', () => {
    const cut = done(withPatterns(square), { do: 'hole', ring: hole })
    expect((only(cut) as Survey).holes).toHaveLength(1)
  })

  it('changes by hand go with the piece that they lie in', () => {
    const near = { lat: place(190, 50).lat, lon: place(190, 50).lon }
    const mission = aMission({
      patterns: [square],
      overrides: [{ id: 'o', patternId: 'p', near, reachM: 15, change: { kind: 'skip' } }],
    })
    const cut = done(mission, { do: 'split', line: [place(100, -5), place(100, 105)] })
    const { patternId } = cut.overrides[0] as { patternId: string }
    const piece = cut.patterns.find(({ id }) => id === patternId) as Survey
    expect(Math.max(...piece.area.map(({ lon }) => lon))).toBeGreaterThan(place(150, 0).lon)
    expect(done(cut, { do: 'merge' }).overrides[0]?.patternId).toBe('p')
  })
})
