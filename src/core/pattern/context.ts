import type { Frame, Vec } from '../geo/frame.ts'
import type { Region } from '../geo/polygon.ts'
import type { PathFinder } from '../geo/shortestPath.ts'
import type { Camera, Vehicle } from '../mission/vehicle.ts'
import { type Note, note } from '../units/note.ts'
import type { RouteNoteCode } from './noteCodes.ts'
import type { TrackPoint } from './track.ts'

/** What a pattern is planned in: the mission's frame about home, and where the vehicle may be. */
export type PatternContext = {
  readonly frame: Frame
  /** Home, the frame's origin. */
  readonly home: Vec
  /** The fence less its margin; null when the mission has no fence. */
  readonly free: Region | null
  readonly vehicle: Vehicle
  readonly camera: Camera | null
  /** Planned while somebody drags: quickly, and nearly as well. */
  readonly isDraft: boolean
  /** How far a pattern may fly: what those before it have left of the longest mission, m. */
  readonly mostM: number
  /** A path finder over a region; the one over `free` is shared. */
  readonly finderOver: (region: Region) => PathFinder
}

/** What a pattern comes to. `coverage` is there for a survey: its area, and the strips that its lanes see. */
export type PatternTrack = {
  readonly points: readonly TrackPoint[]
  readonly coverage: { readonly area: Region; readonly seen: Region } | null
  readonly notes: readonly Note[]
}

/** A planning note; `at` names the pattern. */
export const routeNote = (code: RouteNoteCode, patternId: string, params: Note['params'] = {}): Note =>
  note('warning', code, patternId, params)
