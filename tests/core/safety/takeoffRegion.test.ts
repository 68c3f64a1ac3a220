import { describe, expect, test } from 'vitest'
import { frameAt } from '../../../src/core/geo/frame.ts'
import { isInside } from '../../../src/core/geo/polygon.ts'
import { fenceMargin } from '../../../src/core/mission/margin.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import { takeoffRegion } from '../../../src/core/safety/takeoffRegion.ts'
import { aMission, aPolygonZone, NOW_MS } from '../../builders/mission.ts'
import { aSite, box, ORIGIN } from '../../builders/site.ts'

const regionOf = (over: Partial<Mission> = {}) => {
  const mission = aMission(over)
  const sites = [aSite()]
  const route = plan({ mission, sites })
  expect(judge({ mission, sites, route, nowMs: NOW_MS }).items.filter((i) => i.severity === 'error')).toEqual(
    [],
  )
  const found = takeoffRegion({ mission, sites, route, nowMs: NOW_MS })
  const frame = frameAt(ORIGIN)
  const region = found.outlines.map((outline) => outline.map((at) => frame.toLocal(at)))
  return { ...found, mission, holds: (x: number, y: number) => isInside({ x, y }, region) }
}

describe('where the vehicle may really take off', () => {
  test('it is the fence less its margin, as far as it reaches', () => {
    const { mission, holds, squareM } = regionOf()
    const { marginM } = fenceMargin(mission)
    // The fence runs from -60 to 260 m both ways; squares are judged at their middles.
    for (let x = -180; x <= 180; x += squareM)
      for (let y = -180; y <= 180; y += squareM) {
        if (Math.hypot(x, y) > 190) continue
        const insideM = Math.min(x + 60, y + 60)
        if (insideM > marginM + 0.5) expect([x, y, holds(x, y)]).toEqual([x, y, true])
        if (insideM < marginM - 0.5) expect([x, y, holds(x, y)]).toEqual([x, y, false])
      }
  })

  test('it leaves out a place from which the way to the first waypoint crosses an exclusion', () => {
    const pond = { ...aPolygonZone(box(80, -60, 110, -12)), id: 'pond', inclusion: false }
    const { holds } = regionOf({ fence: [aPolygonZone(box(-60, -60, 260, 260)), pond] })
    expect(holds(0, 0)).toBe(true)
    // East of the pond, with the first waypoint at 50, 50 to the north-west: the way there passes 20 m from it.
    expect(holds(160, -20)).toBe(false)
    expect(regionOf().holds(160, -20)).toBe(true)
  })

  test('the ground may be as high as the approved height allows and as low as the clearance does', () => {
    const { ground, mission } = regionOf()
    // Waypoints at 60 m over 1,300 m of ground, 120 m approved; the climb-out to 30 m has to leave 15 m beneath.
    expect(ground?.highestM).toBeGreaterThan(1300 + 60 - mission.vehicle.positionErrorM - 1)
    expect(ground?.highestM).toBeLessThanOrEqual(1360)
    expect(ground?.lowestM).toBe(1285)
  })

  test('nothing is said of the ground when the height of home is not known', () => {
    expect(regionOf({ home: { ...ORIGIN, amslM: null } }).ground).toBeNull()
  })
})
