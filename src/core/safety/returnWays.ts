import { type Triangle, triangleClears, type Zone } from './clearance.ts'
import type { ReturnPiece } from './returns.ts'
import type { Subject } from './subject.ts'

/** The triangle that the ways back from a piece of the route fill. */
export const triangleOf = ({ a, b, to }: ReturnPiece): Triangle => ({
  ax: a.x,
  ay: a.y,
  bx: b.x,
  by: b.y,
  cx: to.at.x,
  cy: to.at.y,
})

/** Whether a zone says anything at some heights: an exclusion with a floor or a ceiling is a column. */
export function meetsColumn(subject: Subject, { zone }: Zone, lowM: number, highM: number): boolean {
  if (zone.inclusion) return true
  const errorM = subject.mission.vehicle.positionErrorM
  return highM > (zone.floorM ?? -Infinity) - errorM && lowM < (zone.ceilingM ?? Infinity) + errorM
}

/** Whether every return from a piece, the climb before it included, keeps the margin of a zone. */
export const keepsZone = (subject: Subject, zone: Zone, piece: ReturnPiece): boolean =>
  !meetsColumn(subject, zone, piece.lowM, piece.highM) ||
  triangleClears(zone.shape, zone.zone.inclusion, triangleOf(piece), subject.needM)
