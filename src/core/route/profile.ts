import { frameAt } from '../geo/frame.ts'
import { distance, isInside, lerp } from '../geo/polygon.ts'
import type { Mission } from '../mission/mission.ts'
import type { Site } from '../site/site.ts'
import { groundAt, sampleStepM } from '../terrain/terrain.ts'
import type { RoutePoint } from './route.ts'

/** What lies along the route: metres from its begin; heights over home in metres, null where nobody knows. */
export type ProfileSample = {
  readonly alongM: number
  readonly routeM: number
  readonly groundM: number | null
  /** The highest that may be flown there. */
  readonly ceilingM: number | null
  /** The top of an asset under the route, where there is one. */
  readonly obstacleM: number | null
}

/** Most samples: a profile is a picture some hundreds of pixels wide. */
const MOST_SAMPLES = 600
const USUAL_STEP_M = 10

/** The route from the side: its height, the ground, the ceiling over it, and the assets that it passes over. */
export function profileOf(
  mission: Mission,
  points: readonly RoutePoint[],
  sites: readonly Site[],
  ceilingTrueM: number,
): ProfileSample[] {
  const { terrain } = mission
  const frame = frameAt(mission.home)
  const homeM = mission.home.amslM ?? (terrain ? groundAt(terrain, mission.home) : null)
  const places = points.map((point) => frame.toLocal(point))
  const length = places.slice(1).reduce((sum, place, i) => sum + distance(places[i] ?? place, place), 0)
  const stepM = Math.max(terrain ? sampleStepM(terrain) / 2 : USUAL_STEP_M, length / MOST_SAMPLES)
  const assets = sites.flatMap((site) =>
    site.assets.map(({ footing, heightM }) => ({
      heightM,
      holds: (place: { x: number; y: number }): boolean => {
        if (footing.kind === 'point')
          return distance(frame.toLocal(footing.at), place) <= Math.max(footing.radiusM, 2)
        return (
          footing.kind === 'area' && isInside(place, [footing.ring.map((corner) => frame.toLocal(corner))])
        )
      },
    })),
  )
  const samples: ProfileSample[] = []
  let alongM = 0
  const add = (place: { x: number; y: number }, routeM: number, at: number) => {
    const ground = terrain ? groundAt(terrain, frame.toLatLon(place)) : null
    const groundM = ground === null || homeM === null ? null : ground - homeM
    const tallest = assets.reduce(
      (most, asset) => (asset.holds(place) ? Math.max(most, asset.heightM) : most),
      0,
    )
    samples.push({
      alongM: at,
      routeM,
      groundM,
      ceilingM: groundM === null ? (terrain ? null : ceilingTrueM) : groundM + ceilingTrueM,
      obstacleM: tallest > 0 ? (groundM ?? 0) + tallest : null,
    })
  }
  points.forEach((point, i) => {
    const here = places[i] as { x: number; y: number }
    const before = points[i - 1]
    const from = places[i - 1]
    if (!before || !from) {
      add(here, point.heightM, 0)
      return
    }
    const metres = distance(from, here)
    const pieces = Math.max(1, Math.ceil(metres / stepM))
    for (let k = 1; k <= pieces; k++) {
      const share = k / pieces
      add(
        lerp(from, here, share),
        before.heightM + (point.heightM - before.heightM) * share,
        alongM + metres * share,
      )
    }
    alongM += metres
  })
  return samples
}
