import type { Zone } from './shapes.ts'
import { triangleClears } from './triangles.ts'
import type { ReturnPiece } from './returns.ts'
import type { Subject } from './subject.ts'

/** Whether a zone says anything at some heights: an exclusion with a floor or a ceiling is a column. */
export function meetsColumn(subject: Subject, { zone }: Zone, lowM: number, highM: number): boolean {
  if (zone.inclusion) return true
  const errorM = subject.mission.vehicle.positionErrorM
  return highM > (zone.floorM ?? -Infinity) - errorM && lowM < (zone.ceilingM ?? Infinity) + errorM
}

/** Whether every return from a piece, the climb before it included, keeps the margin of a zone. */
export const keepsZone = (subject: Subject, zone: Zone, piece: ReturnPiece): boolean =>
  !meetsColumn(subject, zone, piece.lowM, piece.highM) ||
  triangleClears(zone.shape, zone.zone.inclusion, piece.triangle, subject.needM)
