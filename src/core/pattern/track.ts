import type { Vec } from '../geo/frame.ts'
import type { Role } from '../mission/role.ts'

/** A waypoint of a pattern in the mission's local frame, before the patterns are joined. */
export type TrackPoint = {
  readonly at: Vec
  readonly heightM: number
  readonly role: Role
  readonly speedMS: number
  readonly holdS: number
  /** Bearing of the nose, degrees from north; null leaves it to the vehicle. */
  readonly headingDeg: number | null
  /** Photos on the way to this waypoint, one every so many metres; null: none. */
  readonly photoEveryM: number | null
  readonly photo: boolean
}
