import type { Vec } from '../geo/frame.ts'
import { distance } from '../geo/polygon.ts'

/**
 * Takes a place along when the points of an outline go from `from` to `to` (as many): exactly with every shift, turn
 * and change of scale, and, where single corners went their own way, by what its nearest corners did. The turn and
 * scale are those of least squares (Umeyama 1991, without reflection); what they leave over at each corner is shared
 * out by the inverse square of the distance to it (Shepard 1968).
 */
export function carry(place: Vec, from: readonly Vec[], to: readonly Vec[]): Vec {
  const a = middle(from)
  const b = middle(to)
  let dot = 0
  let turn = 0
  let square = 0
  for (const [i, p] of from.entries()) {
    const q = to[i] as Vec
    const [px, py, qx, qy] = [p.x - a.x, p.y - a.y, q.x - b.x, q.y - b.y]
    dot += px * qx + py * qy
    turn += px * qy - py * qx
    square += px * px + py * py
  }
  // One point, or all in one place: a shift.
  const c = square > 0 ? dot / square : 1
  const s = square > 0 ? turn / square : 0
  const similar = ({ x, y }: Vec): Vec => ({
    x: b.x + c * (x - a.x) - s * (y - a.y),
    y: b.y + s * (x - a.x) + c * (y - a.y),
  })
  const moved = similar(place)
  let weights = 0
  let dx = 0
  let dy = 0
  for (const [i, p] of from.entries()) {
    const q = to[i] as Vec
    const near = similar(p)
    const d = distance(place, p)
    if (d < 1e-6) return q
    const weight = 1 / (d * d)
    weights += weight
    dx += weight * (q.x - near.x)
    dy += weight * (q.y - near.y)
  }
  return weights > 0 ? { x: moved.x + dx / weights, y: moved.y + dy / weights } : moved
}

const middle = (points: readonly Vec[]): Vec => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / Math.max(1, points.length),
  y: points.reduce((sum, { y }) => sum + y, 0) / Math.max(1, points.length),
})
