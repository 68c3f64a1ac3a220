import { z } from 'zod'
import { frameAt, type Vec } from './frame.ts'
import { addEquation, noSums, solved } from './leastSquares.ts'
import { middleOf } from './middle.ts'
import { LatLon } from './position.ts'
import { type Projective, projected } from './quad.ts'

/** How a picture is laid on its control points, by what it may do: turned and sized; sheared as well; tilted as well. */
export const FITS = ['similarity', 'affine', 'projective'] as const
export const Fit = z.enum(FITS)
export type Fit = z.infer<typeof Fit>

/** A place in a picture, pixels from its top left, and where that is on the ground; one that is not used is only looked at. */
export const ControlPoint = z.object({
  at: z.object({ x: z.number(), y: z.number() }),
  on: LatLon,
  isUsed: z.boolean(),
})
export type ControlPoint = z.infer<typeof ControlPoint>

/** More than anybody sets by hand. */
const MOST_POINTS = 100

/** What a picture's corners were found from: kept with it, so that it can be gone on with. */
export const Control = z.object({
  fit: Fit,
  points: z.array(ControlPoint).max(MOST_POINTS),
})
export type Control = z.infer<typeof Control>

/** So many points settle it; beyond them something is left over, and tells how good they are. */
export const LEAST_POINTS: Readonly<Record<Fit, number>> = { similarity: 2, affine: 3, projective: 4 }

/** Why points lay no picture: each has words in both languages. */
export const UNFITTED_CODES = [
  'control_few',
  'control_in_line',
  'control_mirrored',
  'control_tilted',
] as const
export type UnfittedCode = (typeof UNFITTED_CODES)[number]

/** A picture laid on its control points. */
export type Fitted = {
  /** Its corners on the ground: top left, top right, bottom right, bottom left. */
  readonly corners: [LatLon, LatLon, LatLon, LatLon]
  /** How far each point of the list comes to lie from where it is, m; those that are not used too. */
  readonly missesM: readonly number[]
  /** The root mean square of those that are used, m; null where nothing is left over that could tell. */
  readonly rmsM: number | null
  /** The used point that lies farthest off; null with `rmsM`. */
  readonly worst: number | null
}

type Size = { readonly widthPx: number; readonly heightPx: number }
type Pair = { readonly from: Vec; readonly to: Vec }

/**
 * Lays a picture on its control points so that the squares of what is left over, in metres on the ground, are least; or says
 * why it cannot: too few points, points in a line, a picture that would be mirrored or seen from behind.
 */
export function fittedOn({ fit, points }: Control, size: Size): Fitted | { readonly code: UnfittedCode } {
  const used = points.filter(({ isUsed }) => isUsed)
  if (used.length < LEAST_POINTS[fit]) return { code: 'control_few' }
  const frame = frameAt(middleOf(used.map(({ on }) => on)))
  // The picture's rows run down, the ground's north up: told so, nothing is mirrored that is not.
  const upright = ({ x, y }: Vec): Vec => ({ x, y: -y })
  const pairs = used.map(({ at, on }) => ({ from: upright(at), to: frame.toLocal(on) }))
  const map = mapOf(fit, pairs)
  if (!map) return { code: 'control_in_line' }
  const { widthPx, heightPx } = size
  const edge = [
    { x: 0, y: 0 },
    { x: widthPx, y: 0 },
    { x: widthPx, y: heightPx },
    { x: 0, y: heightPx },
  ].map(upright)
  const depths = edge.map((corner) => depthOf(map, corner))
  if (!depths.every((depth) => depth > LEAST_DEPTH * Math.max(...depths))) return { code: 'control_tilted' }
  const corners = edge.map((corner) => projected(map, corner))
  // Round the corners as they follow one another the ground goes with the clock, as the picture does.
  if (!(areaOf(corners) < 0)) return { code: 'control_mirrored' }
  const misses = points.map(({ at, on }) => {
    const to = frame.toLocal(on)
    const is = projected(map, upright(at))
    return Math.hypot(is.x - to.x, is.y - to.y)
  })
  const rest = misses.filter((_, i) => points[i]?.isUsed)
  const isTold = used.length > LEAST_POINTS[fit]
  return {
    corners: corners.map((corner) => frame.toLatLon(corner)) as Fitted['corners'],
    missesM: misses,
    rmsM: isTold ? Math.sqrt(rest.reduce((sum, miss) => sum + miss ** 2, 0) / rest.length) : null,
    worst: isTold ? misses.findIndex((miss, i) => points[i]?.isUsed && miss === Math.max(...rest)) : null,
  }
}

/** A corner that lies so much deeper than another is at the horizon: the map ends there. */
const LEAST_DEPTH = 0.02

const depthOf = ([, , , , , , g, h, i]: Projective, { x, y }: Vec): number => g * x + h * y + i

/** Twice the area within a ring of points, positive against the clock. */
const areaOf = (ring: readonly Vec[]): number =>
  ring.reduce((sum, { x, y }, i) => {
    const next = ring[(i + 1) % ring.length] as Vec
    return sum + x * next.y - next.x * y
  }, 0)

/** Moves points to about their middle, and sizes them to about 1: numbers that least squares are good at. */
function middled(points: readonly Vec[]): { by: number; x: number; y: number } | null {
  const x = points.reduce((sum, point) => sum + point.x, 0) / points.length
  const y = points.reduce((sum, point) => sum + point.y, 0) / points.length
  const spread = Math.sqrt(
    points.reduce((sum, point) => sum + (point.x - x) ** 2 + (point.y - y) ** 2, 0) / points.length,
  )
  return spread > 0 && Number.isFinite(spread) ? { by: 1 / spread, x, y } : null
}

/** The map of the kind that fits pairs best; null where they do not settle it. */
function mapOf(fit: Fit, pairs: readonly Pair[]): Projective | null {
  const before = middled(pairs.map(({ from }) => from))
  const behind = middled(pairs.map(({ to }) => to))
  if (!before || !behind) return null
  const about = pairs.map(({ from, to }) => ({
    from: { x: (from.x - before.x) * before.by, y: (from.y - before.y) * before.by },
    to: { x: (to.x - behind.x) * behind.by, y: (to.y - behind.y) * behind.by },
  }))
  const map = fit === 'similarity' ? similarity(about) : fit === 'affine' ? affine(about) : projective(about)
  if (!map) return null
  const [a, b, c, d, e, f, g, h, i] = map
  const { by } = before
  // As it was before the points were moved: first to the middle, then the map, then back to where they are.
  const moved = (p: number, q: number, r: number): [number, number, number] => [
    p * by,
    q * by,
    r - p * by * before.x - q * by * before.y,
  ]
  const [rowX, rowY, rowW] = [moved(a, b, c), moved(d, e, f), moved(g, h, i)]
  const back = (row: readonly number[], middle: number) =>
    row.map((value, k) => value / behind.by + middle * (rowW[k] as number))
  const whole = [...back(rowX, behind.x), ...back(rowY, behind.y), ...rowW]
  return whole.every(Number.isFinite) ? (whole as unknown as Projective) : null
}

function similarity(pairs: readonly Pair[]): Projective | null {
  const sums = noSums(4)
  for (const { from, to } of pairs) {
    addEquation(sums, [from.x, -from.y, 1, 0, to.x])
    addEquation(sums, [from.y, from.x, 0, 1, to.y])
  }
  const [a = 0, b = 0, c = 0, f = 0] = solved(sums) ?? []
  // All on one place.
  return Math.hypot(a, b) > 1e-6 ? [a, -b, c, b, a, f, 0, 0, 1] : null
}

/** Points whose triangle is flatter than this share of their spread stand in a line. */
const FLAT = 1e-6

function affine(pairs: readonly Pair[]): Projective | null {
  if (isLine(pairs.map(({ from }) => from)) || isLine(pairs.map(({ to }) => to))) return null
  const side = (of: (to: Vec) => number) => {
    const sums = noSums(3)
    for (const { from, to } of pairs) addEquation(sums, [from.x, from.y, 1, of(to)])
    return solved(sums)
  }
  const [x, y] = [side((to) => to.x), side((to) => to.y)]
  return x && y && ([...x, ...y, 0, 0, 1] as unknown as Projective)
}

/** Whether points stand in a line: the lesser of their two spreads is nothing beside the greater. */
function isLine(points: readonly Vec[]): boolean {
  let [xx, xy, yy] = [0, 0, 0]
  for (const { x, y } of points) {
    xx += x * x
    xy += x * y
    yy += y * y
  }
  return xx * yy - xy * xy < FLAT * (xx + yy) ** 2
}

/** Steps of Gauss and Newton: it settles after a few. */
const STEPS = 20

/** From the linear equations first, then by steps that make what is left over on the ground least. */
function projective(pairs: readonly Pair[]): Projective | null {
  if (isLine(pairs.map(({ from }) => from)) || isLine(pairs.map(({ to }) => to))) return null
  const first = noSums(8)
  for (const { from, to } of pairs) {
    addEquation(first, [from.x, from.y, 1, 0, 0, 0, -to.x * from.x, -to.x * from.y, to.x])
    addEquation(first, [0, 0, 0, from.x, from.y, 1, -to.y * from.x, -to.y * from.y, to.y])
  }
  let map = solved(first)
  if (!map) return null
  let left = leftOver(map, pairs)
  for (let step = 0; step < STEPS; step++) {
    const sums = noSums(8)
    for (const { from, to } of pairs) {
      const [w, is] = [depthOf(whole(map), from), projected(whole(map), from)]
      const { x, y } = { x: from.x / w, y: from.y / w }
      addEquation(sums, [x, y, 1 / w, 0, 0, 0, -is.x * x, -is.x * y, to.x - is.x])
      addEquation(sums, [0, 0, 0, x, y, 1 / w, -is.y * x, -is.y * y, to.y - is.y])
    }
    const by = solved(sums)
    const next: number[] | null = by && map.map((value, k) => value + (by[k] as number))
    const nextLeft = next ? leftOver(next, pairs) : Number.POSITIVE_INFINITY
    if (!next || !(nextLeft < left)) break
    map = next
    left = nextLeft
  }
  return whole(map)
}

const whole = (eight: readonly number[]): Projective => [...eight, 1] as unknown as Projective

const leftOver = (map: readonly number[], pairs: readonly Pair[]): number =>
  pairs.reduce((sum, { from, to }) => {
    const is = projected(whole(map), from)
    return sum + (is.x - to.x) ** 2 + (is.y - to.y) ** 2
  }, 0)
