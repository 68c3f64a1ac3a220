import type { LayerFeature } from '../../geo/layer.ts'
import type { Vec } from '../../geo/frame.ts'
import { edgesOf, isInside, nearestOnSegment, type Segment } from '../../geo/polygon.ts'
import type { Rule } from '../rule.ts'
import { checkItem, placeOf, rounded, type Subject } from '../subject.ts'

/** Where people are to be expected outside of what is inspected. */
const PEOPLED: readonly LayerFeature['kind'][] = ['road', 'railway', 'building']
const MOST_PLACES = 200

/**
 * `ground.risk`: what may fall lands within the flight's height of the way (1 : 1): no road, railway or building that
 * the map's layers show lies there, but on the inspected sites themselves.
 *
 * Limit: the height over take-off of each leg (SORA's ground risk buffer). A warning. Missing data: without layers of
 * roads and buildings nothing is said.
 */
export const groundRisk: Rule = {
  id: 'ground.risk',
  release: 'reason',
  check(subject) {
    const { surroundings, frame, legs } = subject
    if (surroundings.length === 0) return []
    const own = ownGround(subject)
    const level = legs.filter(({ kind }) => kind === 'level')
    const at: Vec[][] = []
    let worstM = Number.POSITIVE_INFINITY
    let limitM = 0
    let count = 0
    for (const feature of surroundings) {
      if (!PEOPLED.includes(feature.kind)) continue
      const near = nearestOf(piecesOf(feature, subject), level, own)
      if (!near) continue
      count += 1
      if (at.length < MOST_PLACES) at.push([near.at])
      if (near.distanceM < worstM) {
        worstM = near.distanceM
        limitM = near.limitM
      }
    }
    if (count === 0) return []
    return [
      checkItem('ground.risk', 'people_below', {
        severity: 'warning',
        value: rounded(worstM, 1),
        limit: rounded(limitM, 1),
        unit: 'm',
        source: 'SORA 1 : 1',
        place: placeOf(frame, at),
        params: { count },
      }),
    ]
  },
}

const ownGround = ({ mission, sites, frame }: Subject): Vec[][] =>
  sites
    .filter(({ id }) => mission.siteIds.includes(id))
    .map(({ boundary }) => boundary.map((corner) => frame.toLocal(corner)))

/** The feature's lines in the local frame; a point is a line of no length. */
function piecesOf({ geometry }: LayerFeature, { frame }: Subject): Segment[] {
  const local = ([lon, lat]: readonly [number, number]): Vec => frame.toLocal({ lat, lon })
  const along = (line: readonly (readonly [number, number])[]): Segment[] =>
    line.slice(1).map((to, i) => ({ a: local(line[i] as [number, number]), b: local(to) }))
  switch (geometry.type) {
    case 'Point':
      return [{ a: local(geometry.coordinates), b: local(geometry.coordinates) }]
    case 'MultiPoint':
      return geometry.coordinates.map((point) => ({ a: local(point), b: local(point) }))
    case 'LineString':
      return along(geometry.coordinates)
    case 'MultiLineString':
      return geometry.coordinates.flatMap(along)
    case 'Polygon':
      return edgesOf(geometry.coordinates.map((ring) => ring.slice(0, -1).map(local)))
  }
}

/** The place of a feature that lies within a leg's height of it and not on inspected ground, the nearest there is. */
function nearestOf(pieces: readonly Segment[], legs: Subject['legs'], own: readonly Vec[][]) {
  let best: { at: Vec; distanceM: number; limitM: number } | null = null
  for (const leg of legs) {
    const reachM = Math.max(0, leg.highM)
    const [minX, maxX] = [Math.min(leg.a.x, leg.b.x) - reachM, Math.max(leg.a.x, leg.b.x) + reachM]
    const [minY, maxY] = [Math.min(leg.a.y, leg.b.y) - reachM, Math.max(leg.a.y, leg.b.y) + reachM]
    for (const piece of pieces) {
      if (Math.max(piece.a.x, piece.b.x) < minX || Math.min(piece.a.x, piece.b.x) > maxX) continue
      if (Math.max(piece.a.y, piece.b.y) < minY || Math.min(piece.a.y, piece.b.y) > maxY) continue
      const { at, distanceM } = nearest(piece, leg)
      if (distanceM >= reachM || (best && distanceM >= best.distanceM)) continue
      if (own.some((ring) => isInside(at, [ring]))) continue
      best = { at, distanceM, limitM: reachM }
    }
  }
  return best
}

/** The place on a piece that is nearest to a leg: at one of their ends, or where they cross. */
function nearest(piece: Segment, leg: Segment): { at: Vec; distanceM: number } {
  const between = (at: Vec, other: Vec) => ({ at, distanceM: Math.hypot(at.x - other.x, at.y - other.y) })
  const tries = [
    between(piece.a, nearestOnSegment(piece.a, leg)),
    between(piece.b, nearestOnSegment(piece.b, leg)),
    between(nearestOnSegment(leg.a, piece), leg.a),
    between(nearestOnSegment(leg.b, piece), leg.b),
  ]
  const crossing = crossingOf(piece, leg)
  if (crossing) tries.push({ at: crossing, distanceM: 0 })
  return tries.reduce((best, one) => (one.distanceM < best.distanceM ? one : best))
}

function crossingOf(p: Segment, q: Segment): Vec | null {
  const [d, e] = [
    { x: p.b.x - p.a.x, y: p.b.y - p.a.y },
    { x: q.b.x - q.a.x, y: q.b.y - q.a.y },
  ]
  const det = d.x * e.y - d.y * e.x
  if (det === 0) return null
  const [fx, fy] = [q.a.x - p.a.x, q.a.y - p.a.y]
  const t = (fx * e.y - fy * e.x) / det
  const u = (fx * d.y - fy * d.x) / det
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? { x: p.a.x + t * d.x, y: p.a.y + t * d.y } : null
}
