/** Where somebody says that a survey or an orbit begins: that alone changes, not what is flown. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameAt } from '../../../src/core/geo/frame.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import type { Pattern, Survey } from '../../../src/core/mission/pattern.ts'
import { plan } from '../../../src/core/route/plan.ts'
import type { Route, RoutePoint } from '../../../src/core/route/route.ts'
import { aMission } from '../../builders/mission.ts'
import { anOrbit, aSurvey } from '../../builders/patterns.ts'
import { place, ring } from '../../builders/site.ts'
import { star } from '../safety/scenes.ts'

const planned = (pattern: Pattern, isDraft = false): Route =>
  plan({ mission: aMission({ fence: [], patterns: [pattern] }), sites: [], isDraft })

const apartM = (a: LatLon, b: LatLon): number => {
  const { x, y } = frameAt(a).toLocal(b)
  return Math.hypot(x, y)
}
const told = ({ lat, lon }: LatLon): string => `${lat.toFixed(7)} ${lon.toFixed(7)}`

/** Each lane of a route, entered and left, in the order of flight. */
function lanesOf({ points }: Route): { entry: RoutePoint; exit: RoutePoint }[] {
  return points.flatMap((exit, i) => {
    const entry = points[i - 1]
    return exit.role === 'lane' && entry ? [{ entry, exit }] : []
  })
}
/** The same lane whichever way it is flown. */
const undirected = (route: Route): string[] =>
  lanesOf(route)
    .map(({ entry, exit }) => [told(entry), told(exit)].sort().join(' to '))
    .sort()

const outline = star(fc.constant({ x: 125, y: 125 }), 60, 160)
const survey = fc.record({
  corners: outline,
  crossGrid: fc.boolean(),
  everyM: fc.constantFrom(5, 10, 17),
})
const surveyOver = ({
  corners,
  crossGrid,
  everyM,
}: {
  corners: readonly { x: number; y: number }[]
  crossGrid: boolean
  everyM: number
}): Survey =>
  aSurvey({
    area: corners.map(({ x, y }) => place(x, y)),
    crossGrid,
    photo: { by: 'distance', everyM },
  })
const somewhere = fc.record({
  x: fc.double({ min: -100, max: 350, noNaN: true }),
  y: fc.double({ min: -100, max: 350, noNaN: true }),
})
const RUNS = { numRuns: 15, endOnFailure: true }

describe('a survey that begins elsewhere', () => {
  it('flies the same lanes with as many photos, from the lane end nearest to the place', () => {
    fc.assert(
      fc.property(survey, somewhere, (what, at) => {
        const pattern = { ...surveyOver(what), crossGrid: false }
        const near = place(at.x, at.y)
        const found = planned(pattern)
        const begun = planned({ ...pattern, startNear: near })
        expect(undirected(begun)).toEqual(undirected(found))
        expect(begun.figures.laneLengthM).toBeCloseTo(found.figures.laneLengthM, 1)
        expect(begun.figures.coverageShare).toBeCloseTo(found.figures.coverageShare, 6)
        expect(Math.abs(begun.figures.photos - found.figures.photos)).toBeLessThanOrEqual(
          lanesOf(found).length,
        )
        const ends = lanesOf(found).flatMap(({ entry, exit }) => [apartM(near, entry), apartM(near, exit)])
        const [first] = lanesOf(begun)
        expect(apartM(near, first?.entry as RoutePoint)).toBeLessThan(Math.min(...ends) + 0.05)
      }),
      RUNS,
    )
  })

  it('the other way round begins where it ended, with the same lanes and photos', () => {
    fc.assert(
      fc.property(survey, (what) => {
        const found = planned(surveyOver(what))
        const turned = planned({ ...surveyOver(what), reversed: true })
        expect(undirected(turned)).toEqual(undirected(found))
        expect(turned.figures.photos).toBe(found.figures.photos)
        expect(lanesOf(turned).map(({ entry, exit }) => [told(exit), told(entry)])).toEqual(
          lanesOf(found)
            .map(({ entry, exit }) => [told(entry), told(exit)])
            .reverse(),
        )
      }),
      RUNS,
    )
  })

  it('begins there while it is dragged, too, and with very many lanes', () => {
    const near = place(210, 210)
    const draft = lanesOf(planned(aSurvey({ startNear: near }), true))
    expect(apartM(near, draft[0]?.entry as RoutePoint)).toBeLessThan(60)
    const large = aSurvey({
      area: ring([
        [0, 0],
        [1200, 0],
        [1200, 60],
        [0, 60],
      ]),
      angleDeg: 0,
      spacing: { by: 'distance', spacingM: 2 },
      startNear: place(1200, 60),
    })
    const many = lanesOf(planned(large))
    expect(many.length).toBeGreaterThan(500)
    expect(apartM(place(1200, 60), many[0]?.entry as RoutePoint)).toBeLessThan(5)
  })
})

describe('an orbit that begins on another side', () => {
  it('flies the same rings from there', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 360 }), fc.boolean(), (startDeg, spiral) => {
        const found = planned(anOrbit({ spiral }))
        const begun = planned(anOrbit({ spiral, startDeg }))
        const rings = ({ points }: Route) => points.filter(({ role }) => role === 'orbit')
        expect(rings(begun).map(({ heightM }) => heightM)).toEqual(rings(found).map(({ heightM }) => heightM))
        const lengthM = (route: Route) =>
          rings(route).reduce((sum, at, i, all) => sum + (i > 0 ? apartM(all[i - 1] as LatLon, at) : 0), 0)
        expect(lengthM(begun)).toBeCloseTo(lengthM(found), 0)
        const [first] = rings(begun)
        const { x, y } = frameAt(anOrbit().center).toLocal(first as LatLon)
        const apartDeg = Math.abs((Math.atan2(x, y) * 180) / Math.PI - startDeg) % 360
        expect(Math.min(apartDeg, 360 - apartDeg)).toBeLessThan(0.1)
      }),
    )
  })
})
