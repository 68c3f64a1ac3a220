import fc from 'fast-check'
import { frameAt, type Vec } from '../../../src/core/geo/frame.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import type { FenceZone, Mission } from '../../../src/core/mission/mission.ts'
import { aMission, aVehicle, waypoints } from '../../builders/mission.ts'
import { ORIGIN } from '../../builders/site.ts'
import type { Area } from './independent.ts'

/** A random fence, path and rally points in metres about home. */
export type Scene = { areas: Area[]; path: Vec[]; rally: Vec[] }

const metres = (most: number) => fc.double({ min: -most, max: most, noNaN: true })
const vec = (most: number) => fc.record({ x: metres(most), y: metres(most) })

/** A star-shaped outline about a centre: it may be far from convex, and never crosses itself. */
export const star = (center: fc.Arbitrary<Vec>, lowM: number, highM: number) =>
  fc
    .tuple(
      center,
      fc.array(fc.double({ min: lowM, max: highM, noNaN: true }), { minLength: 4, maxLength: 14 }),
      fc.double({ min: 0, max: 6.3, noNaN: true }),
      fc.boolean(),
    )
    .map(([c, radii, turn, reversed]) => {
      const corners = radii.map((r, i) => {
        const angle = turn + (i * 2 * Math.PI) / radii.length
        return { x: c.x + r * Math.cos(angle), y: c.y + r * Math.sin(angle) }
      })
      return reversed ? corners.reverse() : corners
    })

/** Fences about home of 60 to 260 m with up to four exclusions, and a path and rally points in the middle of them. */
export const scene: fc.Arbitrary<Scene> = fc.record({
  areas: fc
    .tuple(
      fc.oneof(
        star(vec(20), 60, 260).map((corners): Area => ({ inclusion: true, corners })),
        fc
          .record({ center: vec(20), radiusM: fc.double({ min: 60, max: 200, noNaN: true }) })
          .map((circle): Area => ({ inclusion: true, ...circle })),
      ),
      fc.array(
        fc.oneof(
          star(vec(200), 3, 40).map((corners): Area => ({ inclusion: false, corners })),
          fc
            .record({ center: vec(200), radiusM: fc.double({ min: 1, max: 30, noNaN: true }) })
            .map((circle): Area => ({ inclusion: false, ...circle })),
          star(vec(20), 80, 300).map((corners): Area => ({ inclusion: true, corners })),
        ),
        { maxLength: 4 },
      ),
    )
    .map(([first, others]) => [first, ...others]),
  path: fc.array(vec(90), { minLength: 1, maxLength: 5 }),
  rally: fc.array(vec(70), { maxLength: 4 }),
})

/** Turns, mirrors and moves a scene. */
export type Motion = { turn: number; mirror: boolean; at: LatLon }
export const STILL: Motion = { turn: 0, mirror: false, at: ORIGIN }

export const motion: fc.Arbitrary<Motion> = fc.record({
  turn: fc.double({ min: 0, max: 6.3, noNaN: true }),
  mirror: fc.boolean(),
  at: fc.record({
    lat: fc.double({ min: -75, max: 75, noNaN: true }),
    lon: fc.oneof(fc.double({ min: -180, max: 180, noNaN: true }), fc.constantFrom(179.9999, -180)),
  }),
})

export const moved = ({ turn, mirror }: Motion, { x, y }: Vec): Vec => {
  const u = mirror ? -x : x
  return { x: u * Math.cos(turn) - y * Math.sin(turn), y: u * Math.sin(turn) + y * Math.cos(turn) }
}

/** The scene as a mission with a small margin: 2 + 2 + 2 + 1 + 2 = 9 m at 2 m/s. */
export function missionOf(scene: Scene, over: Partial<Mission> = {}, motion: Motion = STILL): Mission {
  const frame = frameAt(motion.at)
  const position = (point: Vec) => frame.toLatLon(moved(motion, point))
  const fence = scene.areas.map((area, i): FenceZone => {
    const common = { id: `zone-${i}`, inclusion: area.inclusion, floorM: null, ceilingM: null }
    return 'radiusM' in area
      ? { ...common, shape: 'circle', center: position(area.center), radiusM: area.radiusM }
      : { ...common, shape: 'polygon', ring: area.corners.map(position) }
  })
  return aMission({
    home: { ...motion.at, amslM: 1300 },
    fence,
    vehicle: aVehicle(),
    patterns: [waypoints([], 60, { speedMS: 2 })],
    rallyPoints: scene.rally.map((point, i) => ({ id: `rally-${i}`, ...position(point), heightM: 0 })),
    ...over,
  })
}
