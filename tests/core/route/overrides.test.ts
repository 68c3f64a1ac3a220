import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carry } from '../../../src/core/mission/carry.ts'
import type { Mission, Override } from '../../../src/core/mission/mission.ts'
import {
  changesAt,
  type WaypointPlace,
  withChange,
  withoutChanges,
} from '../../../src/core/mission/overrides.ts'
import { shifted } from '../../../src/core/mission/points.ts'
import { missionShapes, missionWithShape } from '../../../src/core/mission/shapes.ts'
import { plan } from '../../../src/core/route/plan.ts'
import type { Route, RoutePoint } from '../../../src/core/route/route.ts'
import { frameAt } from '../../../src/core/geo/frame.ts'
import { aMission, aPolygonZone } from '../../builders/mission.ts'
import { aPerimeter, aSurvey, aVisit } from '../../builders/patterns.ts'
import { box, place } from '../../builders/site.ts'

const planned = (mission: Mission): Route => plan({ mission, sites: [] })

const fenced = (pattern: Mission['patterns'][number]): Mission =>
  aMission({ patterns: [pattern], fence: [aPolygonZone(box(-600, -600, 900, 900))] })

const placeOf = ({ patternId, place: at }: RoutePoint): WaypointPlace => {
  if (!patternId || !at) throw new Error('not a waypoint of a pattern')
  return { patternId, near: { lat: at.lat, lon: at.lon }, pass: at.pass }
}

const own = (route: Route): RoutePoint[] => route.points.filter((point) => point.place !== null)

const changed = (mission: Mission, at: WaypointPlace, ...changes: Override['change'][]): Mission =>
  changes.reduce((doc, change, i) => withChange(doc, at, change, `c${i}`), mission)

const vec = fc.record({
  x: fc.double({ min: -500, max: 500, noNaN: true }),
  y: fc.double({ min: -500, max: 500, noNaN: true }),
})

describe('a place carried along with an outline', () => {
  const outline = fc.array(vec, { minLength: 2, maxLength: 9 })

  it('follows every shift, turn and change of scale exactly', () => {
    fc.assert(
      fc.property(
        outline,
        vec,
        vec,
        fc.double({ min: 0, max: 6.28, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        (from, at, by, angle, scale) => {
          const [c, s] = [scale * Math.cos(angle), scale * Math.sin(angle)]
          const move = ({ x, y }: { x: number; y: number }) => ({
            x: by.x + c * x - s * y,
            y: by.y + s * x + c * y,
          })
          const spread = Math.max(
            ...from.map(({ x, y }) => Math.hypot(x - (from[0]?.x ?? 0), y - (from[0]?.y ?? 0))),
          )
          fc.pre(spread > 1)
          const [found, wanted] = [carry(at, from, from.map(move)), move(at)]
          expect(Math.hypot(found.x - wanted.x, found.y - wanted.y)).toBeLessThan(1e-6 * (1 + 1000 / spread))
        },
      ),
    )
  })

  it('goes with a corner it stands on, and stays where nothing moved', () => {
    fc.assert(
      fc.property(outline, outline, (from, to) => {
        const n = Math.min(from.length, to.length)
        const [a, b] = [from.slice(0, n), to.slice(0, n)]
        expect(carry(a[0] as { x: number; y: number }, a, b)).toEqual(b[0])
        const still = carry({ x: 7, y: 9 }, a, a)
        expect(Math.hypot(still.x - 7, still.y - 9)).toBeLessThan(1e-6)
      }),
    )
  })
})

describe('changes by hand at single waypoints', () => {
  const mission = fenced(aSurvey({ area: box(50, 50, 250, 250), angleDeg: 0 }))
  const route = planned(mission)
  const third = own(route)[3] as RoutePoint
  const at = placeOf(third)

  it('move, raise, hold, turn, photograph and leave out', () => {
    const to = place(120, 90)
    const after = own(
      planned(
        changed(
          mission,
          at,
          { kind: 'move', to },
          { kind: 'height', heightM: 77 },
          { kind: 'hold', holdS: 12 },
          { kind: 'photo', photo: true },
          { kind: 'heading', headingDeg: 45 },
        ),
      ),
    )[3]
    expect(after).toMatchObject({ heightM: 77, holdS: 12, photo: true, headingDeg: 45, place: third.place })
    expect(after?.lat).toBeCloseTo(to.lat, 7)
    expect(after?.lon).toBeCloseTo(to.lon, 7)
    const without = own(planned(changed(mission, at, { kind: 'skip' })))
    expect(without).toHaveLength(own(route).length - 1)
    expect(without.some((point) => point.place?.lat === at.near.lat && point.place.lon === at.near.lon)).toBe(
      false,
    )
  })

  it('replace an earlier one of their kind, and are taken back', () => {
    const twice = changed(mission, at, { kind: 'hold', holdS: 3 }, { kind: 'hold', holdS: 9 })
    expect(changesAt(twice, at).map(({ change }) => change)).toEqual([{ kind: 'hold', holdS: 9 }])
    expect(withoutChanges(twice, ['c0'])).toEqual(mission)
  })

  it('keep their place when the area is moved as a whole, however far', () => {
    const raised = changed(mission, at, { kind: 'height', heightM: 77 }, { kind: 'move', to: place(120, 90) })
    const shape = missionShapes(raised).find(({ role }) => role === 'area')
    if (!shape) throw new Error('no area')
    const moved = missionWithShape(raised, shape.key, shifted(shape.points, 230, -140), () => 'x')
    const found = own(planned(moved)).filter(({ heightM }) => heightM === 77)
    expect(planned(moved).notes).toEqual([])
    expect(found).toHaveLength(1)
    const { x, y } = frameAt(third).toLocal(found[0]?.place as { lat: number; lon: number })
    expect(x).toBeCloseTo(230, 0)
    expect(y).toBeCloseTo(-140, 0)
    const gone = frameAt(place(120, 90)).toLocal(found[0] as RoutePoint)
    expect(gone.x).toBeCloseTo(230, 0)
    expect(gone.y).toBeCloseTo(-140, 0)
  })

  it('are listed as lost when no waypoint is there any more', () => {
    const raised = changed(mission, at, { kind: 'height', heightM: 77 })
    const elsewhere = { ...raised, patterns: [aSurvey({ area: box(400, 400, 500, 500) })] }
    expect(planned(elsewhere).notes).toMatchObject([{ code: 'override_lost', params: { override: 'c0' } }])
  })

  it('tell the rings of a perimeter apart', () => {
    const rings = fenced(aPerimeter({ boundary: box(50, 50, 250, 250), heightsM: [40, 60] }))
    const points = own(planned(rings))
    const upper = points.find(({ heightM, place: put }) => heightM === 60 && put?.pass === 1)
    if (!upper) throw new Error('no second ring over the first')
    const after = own(planned(changed(rings, placeOf(upper), { kind: 'height', heightM: 65 })))
    expect(after.filter(({ heightM }) => heightM === 65)).toHaveLength(1)
    expect(after.filter(({ heightM }) => heightM === 40)).toHaveLength(
      points.filter(({ heightM }) => heightM === 40).length,
    )
  })

  it('of one visited target go with it and leave the others', () => {
    const visits = fenced(aVisit())
    const points = own(planned(visits))
    const both = changed(
      withChange(visits, placeOf(points[1] as RoutePoint), { kind: 'hold', holdS: 31 }, 'other'),
      placeOf(points[0] as RoutePoint),
      { kind: 'hold', holdS: 33 },
    )
    for (const shape of missionShapes(both).filter(({ role }) => role === 'target')) {
      const moved = missionWithShape(both, shape.key, shifted(shape.points, 60, 60), () => 'x')
      expect(planned(moved).notes).toEqual([])
      expect(own(planned(moved)).map(({ holdS }) => holdS)).toEqual(expect.arrayContaining([31, 33]))
    }
  })
})
