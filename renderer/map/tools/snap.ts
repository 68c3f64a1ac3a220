import { frameAt } from '../../../src/core/geo/frame.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'

/** A line or outline that a point may snap to. */
export type SnapTarget = { points: readonly LatLon[]; closed: boolean }
export type Snapped = { at: LatLon; on: 'corner' | 'edge' }

/** The nearest corner within `reachM`, else the nearest place on an edge, else null: corners win over edges. */
export function snap(at: LatLon, targets: readonly SnapTarget[], reachM: number): Snapped | null {
  const frame = frameAt(at)
  let corner: { at: LatLon; metres: number } | null = null
  let edge: { at: LatLon; metres: number } | null = null
  for (const { points, closed } of targets) {
    const local = points.map((point) => frame.toLocal(point))
    for (const [i, a] of local.entries()) {
      const metres = Math.hypot(a.x, a.y)
      if (metres <= reachM && metres < (corner?.metres ?? Number.POSITIVE_INFINITY))
        corner = { at: points[i] as LatLon, metres }
      const b = local[i + 1] ?? (closed ? local[0] : undefined)
      if (!b || points.length < 2) continue
      const d = { x: b.x - a.x, y: b.y - a.y }
      const length2 = d.x * d.x + d.y * d.y
      const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(a.x * d.x + a.y * d.y) / length2))
      const foot = { x: a.x + d.x * t, y: a.y + d.y * t }
      const away = Math.hypot(foot.x, foot.y)
      if (away <= reachM && away < (edge?.metres ?? Number.POSITIVE_INFINITY))
        edge = { at: frame.toLatLon(foot), metres: away }
    }
  }
  if (corner) return { at: corner.at, on: 'corner' }
  return edge && { at: edge.at, on: 'edge' }
}
