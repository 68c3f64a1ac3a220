import type { Frame } from '../geo/frame.ts'
import { distance, lerp } from '../geo/polygon.ts'
import type { Mission } from '../mission/mission.ts'
import { climbable, keptSamples, type Sample } from '../terrain/follow.ts'
import { groundAt, sampleStepM, type Terrain } from '../terrain/terrain.ts'
import { type Note, note } from '../units/note.ts'
import type { RoutePoint } from './route.ts'

/** Climbs and descents use this share of what the vehicle can: the rest is for gusts. */
const SLOPE_SHARE = 0.8

/**
 * Turns heights over the ground or over sea level into heights over home. Over the ground, waypoints are put in so
 * that between them the height stays within the mission's tolerance, as far as the vehicle can climb and sink.
 * Unknown ground is said; there the height is bridged from where it is known, or left as if over home.
 */
export function overHome(
  points: readonly RoutePoint[],
  mission: Mission,
  frame: Frame,
): { points: RoutePoint[]; notes: Note[] } {
  const { heightOver, terrain } = mission
  if (heightOver === 'home') return { points: [...points], notes: [] }
  const homeM = mission.home.amslM ?? (terrain ? groundAt(terrain, mission.home) : null)
  if (homeM === null) return { points: [...points], notes: [note('warning', 'heights_as_over_home')] }
  if (heightOver === 'sea')
    return {
      points: points.map((point) =>
        point.role === 'takeoff' ? point : { ...point, heightM: point.heightM - homeM },
      ),
      notes: [],
    }
  if (!terrain) return { points: [...points], notes: [note('warning', 'terrain_missing')] }
  return followed(points, mission, frame, terrain, homeM)
}

function followed(
  points: readonly RoutePoint[],
  mission: Mission,
  frame: Frame,
  terrain: Terrain,
  homeM: number,
): { points: RoutePoint[]; notes: Note[] } {
  const [first, ...rest] = points
  if (!first) return { points: [], notes: [] }
  const start = first.role === 'takeoff' ? first : null
  const way = start ? rest : [...points]
  const stepM = Math.max(2, sampleStepM(terrain) / 4)
  const samples: (Sample & { to: number; at: { x: number; y: number } })[] = []
  const fixed = new Set<number>()
  let alongM = 0
  let unknownM = 0
  way.forEach((point, i) => {
    // On the way out from over home the height is the first point's.
    const before = way[i - 1] ?? (start ? { ...start, heightM: point.heightM } : point)
    const b = frame.toLocal(point)
    const a = frame.toLocal(before)
    const length = distance(a, b)
    const pieces = Math.max(1, Math.ceil(length / stepM))
    for (let k = 1; k <= pieces; k++) {
      const at = lerp(a, b, k / pieces)
      const ground = groundAt(terrain, frame.toLatLon(at))
      const wished = before.heightM * (1 - k / pieces) + point.heightM * (k / pieces)
      if (ground === null) unknownM += length / pieces
      samples.push({
        alongM: alongM + (length * k) / pieces,
        wantedM: ground === null ? null : ground - homeM + wished,
        to: i,
        at,
      })
    }
    fixed.add(samples.length - 1)
    alongM += length
  })
  const notes: Note[] =
    unknownM > 0 ? [note('warning', 'terrain_partly_unknown', null, { metres: Math.round(unknownM) })] : []
  if (samples.every(({ wantedM }) => wantedM === null)) return { points: [...points], notes }
  const fastestMS = way.reduce((most, { speedMS }) => Math.max(most, speedMS), 0.1)
  const slopes = {
    up: (mission.vehicle.climbMS * SLOPE_SHARE) / fastestMS,
    down: (mission.vehicle.descentMS * SLOPE_SHARE) / fastestMS,
  }
  const raised = climbable(samples, slopes)
  const kept = keptSamples(samples, raised, mission.followToleranceM, fixed)
  const followedPoints = kept.map((index): RoutePoint => {
    const sample = samples[index] as (typeof samples)[number]
    const point = way[sample.to] as RoutePoint
    const heightM = raised[index] as number
    if (fixed.has(index)) return { ...point, heightM }
    return { ...point, ...frame.toLatLon(sample.at), heightM, holdS: 0, photo: false, place: null }
  })
  return { points: start ? [start, ...followedPoints] : followedPoints, notes }
}
