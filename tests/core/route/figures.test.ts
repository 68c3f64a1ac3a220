import { describe, expect, it } from 'vitest'
import { photoFootprint } from '../../../src/core/mission/footprint.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { CAMERAS } from '../../../src/core/mission/cameras.ts'
import { plan } from '../../../src/core/route/plan.ts'
import type { Terrain } from '../../../src/core/terrain/terrain.ts'
import { aMission, aPolygonZone } from '../../builders/mission.ts'
import { aPerimeter, aSurvey } from '../../builders/patterns.ts'
import { box, ORIGIN } from '../../builders/site.ts'

const camera = CAMERAS[0]
if (!camera) throw new Error('there is a camera')

/** Ground that is 1,300 m in the west half and 1,330 m in the east half of the survey. */
const step: Terrain = {
  source: 'made up',
  datum: 'EGM96',
  errorM: 1,
  west: ORIGIN.lon - 0.01,
  north: ORIGIN.lat + 0.01,
  stepLon: 0.001,
  stepLat: 0.001,
  width: 21,
  height: 21,
  heightsDm: Array.from({ length: 21 * 21 }, (_, i) => (i % 21 >= 12 ? 13_300 : 13_000)),
}
const survey = (over: Partial<Mission> = {}): Mission =>
  aMission({
    camera,
    patterns: [
      aSurvey({
        area: box(50, 50, 350, 250),
        heightM: 80,
        angleDeg: 90,
        photo: { by: 'distance', everyM: 10 },
      }),
    ],
    fence: [aPolygonZone(box(-100, -100, 600, 500))],
    ...over,
  })
const figuresOf = (mission: Mission) => plan({ mission, sites: [] }).figures
const gsdCm = (heightM: number) => photoFootprint(camera, heightM).gsdM * 100

describe('the resolution of a route', () => {
  it('is that over level ground where no terrain is known', () => {
    const { gsdFinestM, gsdCoarsestM } = figuresOf(survey())
    expect((gsdFinestM ?? 0) * 100).toBeCloseTo(gsdCm(80), 2)
    expect(gsdCoarsestM).toBe(gsdFinestM)
  })

  it('ranges over the ground that is really below, also between waypoints', () => {
    // Home stands at 1,300 m: 80 m over it is 80 m over the west and 50 m over the east.
    const { gsdFinestM, gsdCoarsestM } = figuresOf(survey({ terrain: step }))
    expect((gsdFinestM ?? 0) * 100).toBeCloseTo(gsdCm(50), 2)
    expect((gsdCoarsestM ?? 0) * 100).toBeCloseTo(gsdCm(80), 2)
  })
})

describe('estimates', () => {
  it('are there for each pattern, and add up to no more than the whole', () => {
    const mission = survey()
    const both = {
      ...mission,
      patterns: [...mission.patterns, aPerimeter({ boundary: box(60, 60, 200, 200) })],
    }
    const { estimates, figures } = plan({ mission: both, sites: [] })
    expect(estimates.map(({ patternId }) => patternId)).toEqual(both.patterns.map(({ id }) => id))
    const [first] = plan({ mission, sites: [] }).estimates
    // Alone, a pattern's estimate is the route's own figures from its first to its last waypoint.
    const alone = figuresOf(mission)
    expect(first).toMatchObject({ lengthM: alone.lengthM, photos: alone.photos, storageMB: alone.storageMB })
    for (const key of ['lengthM', 'timeS', 'photos'] as const) {
      const sum = estimates.reduce((total, one) => total + one[key], 0)
      expect(sum).toBeGreaterThan(0)
      expect(sum).toBeLessThanOrEqual(figures[key] + 1)
    }
  })
})
