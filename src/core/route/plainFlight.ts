import type { Flight } from '../mission/vehicleFlight.ts'
import { FLOW_THROUGH_DEG, profileS } from '../pattern/speedProfile.ts'
import { bendCosine, type Stop, waysOf } from './flightPath.ts'

const FLOW_THROUGH = Math.cos((FLOW_THROUGH_DEG * Math.PI) / 180)

/**
 * For firmwares whose rules nobody published (DJI, Litchi): a trapezoid of speed with the vehicle's own acceleration,
 * and a stop at each bend.
 */
export function plainLegSeconds(stops: readonly Stop[], flight: Flight): number[] {
  const ways = waysOf(stops, flight)
  return ways.map((way, i) => {
    const passing = (corner: number): number => {
      const before = ways[corner - 1]
      const after = ways[corner]
      if (!before || !after || (stops[corner]?.holdS ?? 0) > 0) return 0
      const cosine = bendCosine(before, after)
      return cosine !== null && cosine >= FLOW_THROUGH ? Math.min(before.speedMS, after.speedMS) : 0
    }
    const legS =
      way.lengthM === 0
        ? 0
        : profileS(way.lengthM, way.speedMS, flight.accelerationMS2, passing(i), passing(i + 1))
    return legS + (stops[i]?.holdS ?? 0)
  })
}
