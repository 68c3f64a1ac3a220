import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LayerFeature } from '../../../src/core/geo/layer.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import { aMission, NOW_MS, waypoints } from '../../builders/mission.ts'
import { aSite, place } from '../../builders/site.ts'

const point = (x: number, y: number): [number, number] => {
  const { lat, lon } = place(x, y)
  return [lon, lat]
}
const road = (...corners: [number, number][]): LayerFeature => ({
  kind: 'road',
  label: '',
  geometry: { type: 'LineString', coordinates: corners.map(([x, y]) => point(x, y)) },
})
/** A leg from home along the x axis to 200 m east at 60 m; the site is from 0 to 200 m both ways. */
const risk = (surroundings: LayerFeature[], siteIds = true) => {
  const mission = aMission({
    patterns: [waypoints([place(0, 0), place(200, 0)])],
    ...(siteIds ? {} : { siteIds: [] }),
  })
  const sites = [aSite()]
  const found = judge({ mission, sites, route: plan({ mission, sites }), nowMs: NOW_MS, surroundings })
  return found.items.find(({ rule }) => rule === 'ground.risk')
}

describe('people below', () => {
  test('a road within the height of the flight is a warning with its distance, one farther off is not', () => {
    expect(risk([road([-300, -50], [500, -50])])).toMatchObject({ severity: 'warning', value: 50, limit: 60 })
    expect(risk([road([-300, -61], [500, -61])])).toBeUndefined()
  })

  test('a road across the way is at no distance', () => {
    expect(risk([road([-30, -100], [-30, 100], [230, 100], [230, -100])])?.value).toBeCloseTo(30, 0)
    expect(risk([road([100, -100], [100, 100])], false)?.value).toBe(0)
  })

  test("the inspected site's own roads and buildings are no strangers'", () => {
    expect(risk([road([50, 20], [150, 20])])).toBeUndefined()
    expect(risk([road([50, 20], [150, 20])], false)).toBeDefined()
  })

  test('contours and water hold nobody; without layers nothing is said', () => {
    expect(risk([{ ...road([0, -10], [200, -10]), kind: 'contour' }])).toBeUndefined()
    expect(risk([])).toBeUndefined()
  })

  test('a building anywhere is told just when it is within 60 m of the way', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 400 }), fc.integer({ min: -200, max: -1 }), (x, y) => {
        const building: LayerFeature = {
          kind: 'building',
          label: '',
          geometry: { type: 'Point', coordinates: point(x, y) },
        }
        const away = Math.hypot(Math.max(0, -x, x - 200), y)
        fc.pre(Math.abs(away - 60) > 0.1)
        expect(risk([building]) !== undefined).toBe(away < 60)
      }),
      { numRuns: 100 },
    )
  })
})
