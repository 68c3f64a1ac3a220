import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Item, RoutePoint } from '../../../src/core/route/route.ts'
import { applyFix } from '../../../src/core/safety/applyFix.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import { Verdict } from '../../../src/core/safety/verdict.ts'
import { NOW_MS } from '../../builders/mission.ts'
import { aRoute } from '../../builders/route.ts'
import { anAsset, aSite } from '../../builders/site.ts'
import { missionOf, scene } from './scenes.ts'

const odd = fc.oneof(
  fc.double(),
  fc.constantFrom(Number.NaN, Infinity, 0, -0, 90, 91.5, 180, 1e300, 41.77, 109.97),
)
const param = fc.oneof(odd, fc.constant(null), fc.integer({ min: -5, max: 12 }))

const item: fc.Arbitrary<Partial<Item>> = fc.record({
  command: fc.constantFrom(16, 17, 18, 20, 21, 22, 34, 82, 177, 178, 179, 206, 65_535),
  frame: fc.constantFrom(0, 2, 3, 10, 255),
  params: fc.tuple(param, param, param, param),
  lat: odd,
  lon: odd,
  altM: odd,
})
const point: fc.Arbitrary<Partial<RoutePoint>> = fc.record({ lat: odd, lon: odd, heightM: odd })

describe('judge', () => {
  it('says something valid of any route, and refuses one with a place that is not on Earth', () => {
    fc.assert(
      fc.property(
        scene,
        fc.array(item, { maxLength: 8 }),
        fc.array(point, { maxLength: 3 }),
        (s, items, points) => {
          const mission = missionOf(s)
          const sites = [
            aSite({ assets: [anAsset({ explosionZone: { radiusM: 5, topM: 20, source: 's' } })] }),
          ]
          const sound = aRoute(mission, s.path)
          const first = sound.points[0] as RoutePoint
          const route = {
            ...sound,
            points: [...sound.points, ...points.map((one) => ({ ...first, ...one }))],
            items: [
              ...sound.items,
              ...items.map((one, i) => ({ ...(sound.items[0] as Item), ...one, seq: 100 + i })),
            ],
          }
          const verdict = judge({ mission, sites, route, nowMs: NOW_MS })
          expect(Verdict.parse(verdict)).toEqual(verdict)
          const nowhere = ({ lat, lon }: { lat: number; lon: number }) =>
            !(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)
          if (route.points.some(nowhere))
            expect(verdict.items.map(({ code }) => code)).toContain('bad_position')
          for (const { fixes } of verdict.items)
            for (const fix of fixes)
              expect(applyFix(mission, fix)?.fence ?? mission.fence).toEqual(mission.fence)
        },
      ),
      { numRuns: 500 },
    )
  })
})
