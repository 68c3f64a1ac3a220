import type { Vec } from '../geo/frame.ts'
import { distance } from '../geo/polygon.ts'
import type { Override } from '../mission/mission.ts'
import type { Pattern } from '../mission/pattern.ts'
import { type PatternContext, routeNote } from '../pattern/context.ts'
import type { TrackPoint } from '../pattern/track.ts'
import type { Note } from '../units/note.ts'

/** Computed waypoints this near to one another are the same place, passed more than once, m. */
const SAME_PLACE_M = 0.5

/**
 * A pattern's waypoints with what a person changed at single ones, each at the nearest; each waypoint says where the
 * pattern had put it. What finds no waypoint within its reach is noted as lost.
 */
export function overridden(
  pattern: Pattern,
  points: readonly TrackPoint[],
  overrides: readonly Override[],
  context: PatternContext,
  notes: Note[],
): TrackPoint[] {
  const changed = withPlaces(points)
  const skipped = new Set<number>()
  for (const override of overrides.filter(({ patternId }) => patternId === pattern.id)) {
    const index = waypointOf(override, points, context)
    const point = index === null ? undefined : changed[index]
    if (index === null || !point) {
      notes.push(
        routeNote('override_lost', pattern.id, { override: override.id, kind: override.change.kind }),
      )
      continue
    }
    const { change } = override
    switch (change.kind) {
      case 'skip':
        skipped.add(index)
        break
      case 'move':
        changed[index] = { ...point, at: context.frame.toLocal(change.to) }
        break
      case 'height':
        changed[index] = { ...point, heightM: change.heightM }
        break
      case 'hold':
        changed[index] = { ...point, holdS: change.holdS }
        break
      case 'photo':
        changed[index] = { ...point, photo: change.photo }
        break
      case 'heading':
        changed[index] = { ...point, headingDeg: change.headingDeg }
        break
    }
  }
  return changed.filter((_, i) => !skipped.has(i))
}

/** Number of the waypoint that an override means; null when none is within its reach. */
function waypointOf(
  override: Override,
  points: readonly TrackPoint[],
  context: PatternContext,
): number | null {
  const near = context.frame.toLocal(override.near)
  let nearestM = override.reachM
  let there: number[] = []
  for (const [i, point] of points.entries()) {
    const metres = distance(anchorOf(point), near)
    if (metres > Math.min(override.reachM, nearestM + SAME_PLACE_M)) continue
    if (metres < nearestM - SAME_PLACE_M || there.length === 0) there = [i]
    else there.push(i)
    nearestM = Math.min(nearestM, metres)
  }
  return there[Math.min(override.pass ?? 0, there.length - 1)] ?? null
}

/** What a waypoint is known by: where the pattern says it belongs, else where it is. */
const anchorOf = ({ place, at }: TrackPoint): Vec => place?.at ?? at

/** Rows of cells are numbered so far apart; cells that come to one number are only looked at in vain. */
const CELLS_A_ROW = 2 ** 24

function withPlaces(points: readonly TrackPoint[]): TrackPoint[] {
  const cells = new Map<number, number[]>()
  return points.map((point, i) => {
    const at = anchorOf(point)
    const cell = Math.floor(at.y / SAME_PLACE_M) * CELLS_A_ROW + Math.floor(at.x / SAME_PLACE_M)
    let pass = 0
    for (const row of [-CELLS_A_ROW, 0, CELLS_A_ROW])
      for (let near = cell + row - 1; near <= cell + row + 1; near++)
        for (const k of cells.get(near) ?? [])
          if (distance(anchorOf(points[k] as TrackPoint), at) <= SAME_PLACE_M) pass += 1
    const own = cells.get(cell)
    if (own) own.push(i)
    else cells.set(cell, [i])
    return { ...point, place: { at, heightM: point.heightM, pass } }
  })
}
