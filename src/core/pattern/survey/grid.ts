import type { Vec } from '../../geo/frame.ts'
import { at, type Region, rotate } from '../../geo/polygon.ts'
import type { LaneCosts } from './laneCosts.ts'
import {
  type Interval,
  type Lane,
  lineInside,
  linesAcross,
  overlap,
  SHORTEST_LANE_M,
  stripExtents,
} from './lanes.ts'
import { leastCostLabels } from './minCut.ts'
import { type Corner, mitre } from './mitre.ts'

/**
 * A way to fly an area in two directions. `cutS` is what it costs at least before corners are made, s; `lanes` makes
 * them, and the lanes.
 */
export type TwoWay = { readonly cutS: number; readonly lanes: () => Lane[] }

/** Above this many squares the grid is not looked at: memory and time stay bounded for any area. */
const MAX_SQUARES = 8000

/** The lines over an area in two directions at right angles, in metres and shifts of a spacing: made once for each shift. */
export type Lines = {
  readonly angle: number
  readonly spacingM: number
  readonly rows: (shift: number) => LinesOver | null
  readonly columns: (shift: number) => LinesOver | null
}

/** Lines along `angle` (radians counter-clockwise from east) and across it. */
export function linesAlong(area: Region, free: Region, spacingM: number, angle: number): Lines {
  const over = (by: number) => {
    const turned = [turn(area, -by), turn(free, -by)] as const
    const known = new Map<number, LinesOver | null>()
    return (shift: number) => {
      const found = known.has(shift) ? (known.get(shift) ?? null) : linesOver(...turned, spacingM, shift)
      known.set(shift, found)
      return found
    }
  }
  return { angle, spacingM, rows: over(angle), columns: over(angle + Math.PI / 2) }
}

/**
 * Lanes in two directions at right angles: along the rows of `over` and along its columns. The
 * area is cut into squares of one spacing, each flown along or across, so that metres, lane ends and missed ground
 * together cost least. A lane ends only where its neighbour differs, so the cost is that of a cut through the grid
 * and its minimum is found exactly (minimum-turn partitions: arXiv 2311.17837; here as a minimum cut). Then
 * directions meet in mitred corners, where two lanes need no way between them. `shift` moves the lanes that run
 * along (`y`) and across (`x`), in spacings, 0 to 1, from where they lie centred. Null where the grid would be too
 * large, one direction alone is best, or the cut costs more than `mostS`.
 */
export function twoWayLanes(over: Lines, costs: LaneCosts, shift: Vec, mostS: number): TwoWay | null {
  const { angle, spacingM } = over
  const quarter = angle + Math.PI / 2
  const rows = over.rows(shift.y)
  const columns = over.columns(shift.x)
  if (!rows || !columns || rows.lines.length * columns.lines.length > MAX_SQUARES) return null

  // Square (j, k): column j counted from the east (a quarter turn takes x to -y), row k from the south.
  const nk = rows.lines.length
  const nj = columns.lines.length
  const half = spacingM / 2
  const xOf = (j: number) => -(columns.firstM + j * spacingM)
  const yOf = (k: number) => rows.firstM + k * spacingM
  const spans = (count: number, of: (line: number) => number) =>
    Array.from({ length: count }, (_, line): Span => [of(line) - half, of(line) + half])
  const xSpans = spans(nj, xOf)
  const ySpans = spans(nk, yOf)
  const along = rows.lines.map((line) => shares(line, xSpans, costs))
  const across = columns.lines.map((line) => shares(line, ySpans, costs))

  const costA = new Float64Array(nj * nk)
  const costB = new Float64Array(nj * nk)
  along.forEach(({ costS }, k) => costA.set(costS, k * nj))
  across.forEach(({ costS }, j) => costS.forEach((cost, k) => (costB[k * nj + j] = cost)))
  const isLinkedEast = (j: number, k: number) => along[k]?.isThrough[j - 1] === 1
  const isLinkedNorth = (j: number, k: number) => across[j]?.isThrough[k] === 1
  const links: { i: number; j: number; cost: number }[] = []
  for (let k = 0; k < nk; k++)
    for (let j = 0; j < nj; j++) {
      if (j > 0 && isLinkedEast(j, k)) links.push({ i: k * nj + j, j: k * nj + j - 1, cost: costs.endS })
      if (k + 1 < nk && isLinkedNorth(j, k))
        links.push({ i: k * nj + j, j: (k + 1) * nj + j, cost: costs.endS })
    }
  const least = leastCostLabels({ costA, costB, links }, mostS)
  if (!least) return null
  const { fewestA, mostA } = least
  if (fewestA.every((label) => label) || mostA.every((label) => !label)) return null
  const isTwoWay = (labels: readonly boolean[]) =>
    labels.some((label, i) => label && (costA[i] as number) > 0) &&
    labels.some((label, i) => !label && (costB[i] as number) > 0)
  if (!isTwoWay(fewestA)) return null
  let cutS = 0
  fewestA.forEach((label, i) => (cutS += (label ? costA[i] : costB[i]) as number))
  for (const { i, j, cost } of links) if (fewestA[i] !== fewestA[j]) cutS += cost
  return {
    cutS,
    lanes: () => {
      const labels = [...fewestA]
      return cutLanes(
        labels,
        mitre({ nj, nk, labels, costA, costB, isLinkedEast, isLinkedNorth }, mostA, costs),
      )
    },
  }

  /** Lanes of both directions, cut where the direction changes, drawn together where they meet in a corner. */
  function cutLanes(labels: readonly boolean[], corners: readonly Corner[]): Lane[] {
    const rowPieces = rows?.lines.map(({ flown }, k) =>
      pieces(flown, xSpans, (j) => labels[k * nj + j] === true),
    )
    const columnPieces = columns?.lines.map(({ flown }, j) =>
      pieces(flown, ySpans, (k) => labels[k * nj + j] === false),
    )
    for (const { j, k, side, turn } of corners) {
      const x = xOf(j)
      const y = yOf(k)
      // The row's piece ends in this square, the column's at its border: both are drawn to the square's middle.
      const row = rowPieces?.[k]?.find(
        (piece) => piece.low < x + half && piece.high > x - half && piece.low <= x && piece.high >= x,
      )
      const column = columnPieces?.[j]?.find((piece) =>
        turn === 'north' ? Math.abs(piece.low - (y + half)) < 1e-6 : Math.abs(piece.high - (y - half)) < 1e-6,
      )
      if (!row || !column) continue
      if (side === 'west') row.low = x
      else row.high = x
      if (turn === 'north') column.low = y
      else column.high = y
    }
    const lanes: Lane[] = []
    const add = (found: readonly Piece[][] | undefined, yAt: (line: number) => number, by: number) =>
      found?.forEach((list, line) => {
        for (const { low, high } of list) {
          if (high - low < SHORTEST_LANE_M) continue
          lanes.push({
            from: rotate({ x: low, y: yAt(line) }, by),
            to: rotate({ x: high, y: yAt(line) }, by),
          })
        }
      })
    add(rowPieces, yOf, angle)
    add(columnPieces, (j) => columns!.firstM + j * spacingM, quarter)
    return lanes
  }
}

type Span = readonly [low: number, high: number]
type Piece = { low: number; high: number }
/** What a lane's strip touches of the area, and what of that the vehicle may fly. */
type Line = { readonly wanted: readonly Interval[]; readonly flown: readonly Interval[] }
/** Lines a spacing apart, the first at `firstM`. */
type LinesOver = { readonly firstM: number; readonly lines: readonly Line[] }

const turn = (region: Region, angle: number): Region =>
  region.map((outline) => outline.map((corner) => rotate(corner, angle)))

/** Lines along x over a region, a spacing apart and centred, or shifted by a share of a spacing. */
function linesOver(area: Region, free: Region, spacingM: number, shift: number): LinesOver | null {
  const ys = area.flat().map((corner) => corner.y)
  if (ys.length === 0) return null
  const low = ys.reduce((a, b) => Math.min(a, b))
  const high = ys.reduce((a, b) => Math.max(a, b))
  const { count, firstM } = linesAcross(low, high, spacingM, shift)
  if (count > MAX_SQUARES) return null
  const lines = Array.from({ length: count }, (_, k): Line => {
    const wanted = stripExtents(area, firstM + k * spacingM, spacingM / 2)
    return { wanted, flown: overlap(wanted, lineInside(free, firstM + k * spacingM)) }
  })
  return { firstM, lines }
}

/** A line's cost in each square that it crosses, and between which of them (n and n + 1) one lane runs through. */
function shares({ wanted, flown }: Line, spans: readonly Span[], costs: LaneCosts) {
  const costS = new Float64Array(spans.length)
  const isThrough = new Uint8Array(spans.length)
  for (const [square, [low, high]] of spans.entries()) {
    const flownM = lengthWithin(flown, low, high)
    const missedM = Math.max(0, lengthWithin(wanted, low, high) - flownM)
    const next = spans[square + 1]
    const border = next && next[0] > low ? high : low
    let ends = 0
    for (const piece of flown) {
      if (piece.low >= low && piece.low < high) ends++
      if (piece.high > low && piece.high <= high) ends++
      if (next && piece.low < border && piece.high > border) isThrough[square] = 1
    }
    costS[square] = flownM * costs.metreS + missedM * costs.missedS + ends * costs.endS
  }
  return { costS, isThrough }
}

function pieces(
  flown: readonly Interval[],
  spans: readonly Span[],
  isMine: (square: number) => boolean,
): Piece[] {
  const mine = spans.flatMap(([low, high], square) => (isMine(square) ? [{ low, high }] : []))
  return overlap(flown, mine).map((piece) => ({ ...piece }))
}

function lengthWithin(intervals: readonly Interval[], low: number, high: number): number {
  let length = 0
  for (const piece of intervals) length += Math.max(0, Math.min(piece.high, high) - Math.max(piece.low, low))
  return length
}

/** Shifts that bring a lane's edge onto long edges of the area that run with the lanes: there a sliver is saved. */
export function shiftsOf(area: Region, spacingM: number, angle: number, limit: number): number[] {
  const turned = turn(area, -angle)
  const ys = turned.flat().map((corner) => corner.y)
  const low = ys.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const high = ys.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const weights = new Map<number, number>()
  for (const outline of turned)
    for (let i = 0; i < outline.length; i++) {
      const a = at(outline, i)
      const b = at(outline, i + 1)
      const run = Math.abs(b.x - a.x)
      if (run < Math.abs(b.y - a.y) * 5) continue
      // With a shift s the lowest lane's lower edge lies at middle - count / 2 + (s - 1/2) spacings.
      const count = Math.ceil((high - low) / spacingM + 1 - 1e-9)
      const edges = ((a.y + b.y) / 2 - (low + high) / 2) / spacingM + count / 2 + 0.5
      const step = Math.round((edges - Math.floor(edges)) * 16) / 16
      weights.set(step % 1, (weights.get(step % 1) ?? 0) + run)
    }
  const best = [...weights].sort((p, q) => q[1] - p[1] || p[0] - q[0]).map(([step]) => step)
  return [...new Set([0, ...best])].slice(0, limit)
}
