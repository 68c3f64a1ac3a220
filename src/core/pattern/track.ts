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
  /** The same by time, s. */
  readonly photoEveryS: number | null
  /** Degrees over the horizon, -90 straight down; null leaves the camera as it is. */
  readonly gimbalPitchDeg: number | null
  readonly photo: boolean
  /**
   * What a change by hand is tied to: where the pattern had put it (a visit: its target). Null until `overridden` fills
   * it in, and for what no pattern put there.
   */
  readonly place: TrackPlace | null
}

/** A computed waypoint's place on its pattern: where, how high (as the mission's heights are meant), which of those there. */
export type TrackPlace = { readonly at: Vec; readonly heightM: number; readonly pass: number }

/** A waypoint that only says where, how high and how fast: the rest as usual. */
export const trackPoint = (
  at: Vec,
  heightM: number,
  speedMS: number,
  role: Role,
  more: Partial<TrackPoint> = {},
): TrackPoint => ({
  at,
  heightM,
  role,
  speedMS,
  holdS: 0,
  headingDeg: null,
  photoEveryM: null,
  photoEveryS: null,
  gimbalPitchDeg: null,
  photo: false,
  place: null,
  ...more,
})
