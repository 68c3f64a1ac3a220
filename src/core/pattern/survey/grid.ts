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

/**
 * Lanes in two directions at right angles: along `angle` (radians counter-clockwise from east) and across it. The
 * area is cut into squares of one spacing, each flown along or across, so that metres, lane ends and missed ground
 * together cost least. A lane ends only where its neighbour differs, so the cost is that of a cut through the grid
 * and its minimum is found exactly (minimum-turn partitions: arXiv 2311.17837; here as a minimum cut). Then
 * directions meet in mitred corners, where two lanes need no way between them. `shift` moves the lanes that run
 * along (`y`) and across (`x`), in spacings, 0 to 1, from where they lie centred. Null where the grid would be too
 * large, or one direction alone is best.
 */
export function twoWayLanes(
  area: Region,
  free: Region,
  spacingM: number,
  angle: number,
  costs: LaneCosts,
  shift: Vec,
): TwoWay | null {
  const quarter = angle + Math.PI / 2
  const rows = linesOver(turn(area, -angle), turn(free, -angle), spacingM, shift.y)
  const columns = linesOver(turn(area, -quarter), turn(free, -quarter), spacingM, shift.x)
  if (!rows || !columns || rows.lines.length * columns.lines.length > MAX_SQUARES) return null

  // Square (j, k): column j counted from the east (a quarter turn takes x to -y), row k from the south.
  const nk = rows.lines.length
  const nj = columns.lines.length
  const half = spacingM / 2
  const xOf = (j: number) => -(columns.firstM + j * spacingM)
  const yOf = (k: number) => rows.firstM + k * spacingM
  const xSpan = (j: number): Span => [xOf(j) - half, xOf(j) + half]
  const ySpan = (k: number): Span => [yOf(k) - half, yOf(k) + half]
  const along = rows.lines.map((line) => shares(line, nj, xSpan, costs))
  const across = columns.lines.map((line) => shares(line, nk, ySpan, costs))

  const costA = Float64Array.from(
    { length: nj * nk },
    (_, i) => along[Math.floor(i / nj)]?.costS[i % nj] ?? 0,
  )
  const costB = Float64Array.from(
    { length: nj * nk },
    (_, i) => across[i % nj]?.costS[Math.floor(i / nj)] ?? 0,
  )
  const isLinkedEast = (j: number, k: number) => along[k]?.isThrough[j - 1] === true
  const isLinkedNorth = (j: number, k: number) => across[j]?.isThrough[k] === true
  const links: { i: number; j: number; cost: number }[] = []
  for (let k = 0; k < nk; k++)
    for (let j = 0; j < nj; j++) {
      if (j > 0 && isLinkedEast(j, k)) links.push({ i: k * nj + j, j: k * nj + j - 1, cost: costs.endS })
      if (k + 1 < nk && isLinkedNorth(j, k))
        links.push({ i: k * nj + j, j: (k + 1) * nj + j, cost: costs.endS })
    }
  const { fewestA, mostA } = leastCostLabels({ costA, costB, links })
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
      pieces(flown, nj, xSpan, (j) => labels[k * nj + j] === true),
    )
    const columnPieces = columns?.lines.map(({ flown }, j) =>
      pieces(flown, nk, ySpan, (k) => labels[k * nj + j] === false),
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

const turn = (region: Region, angle: number): Region =>
  region.map((outline) => outline.map((corner) => rotate(corner, angle)))

/** Lines along x over a region, a spacing apart and centred, or shifted by a share of a spacing. */
function linesOver(area: Region, free: Region, spacingM: number, shift: number) {
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
function shares(
  { wanted, flown }: Line,
  squares: number,
  spanOf: (square: number) => Span,
  costs: LaneCosts,
) {
  const costS = new Float64Array(squares)
  const isThrough: boolean[] = []
  for (let square = 0; square < squares; square++) {
    const [low, high] = spanOf(square)
    const flownM = lengthWithin(flown, low, high)
    const missedM = Math.max(0, lengthWithin(wanted, low, high) - flownM)
    const ends = flown.reduce(
      (count, piece) =>
        count + Number(piece.low >= low && piece.low < high) + Number(piece.high > low && piece.high <= high),
      0,
    )
    costS[square] = flownM * costs.metreS + missedM * costs.missedS + ends * costs.endS
    if (square + 1 < squares) {
      const border = spanOf(square + 1)[0] > low ? high : low
      isThrough.push(flown.some((piece) => piece.low < border && piece.high > border))
    }
  }
  return { costS, isThrough }
}

function pieces(
  flown: readonly Interval[],
  squares: number,
  spanOf: (square: number) => Span,
  isMine: (square: number) => boolean,
): Piece[] {
  const mine: Interval[] = []
  for (let square = 0; square < squares; square++)
    if (isMine(square)) {
      const [low, high] = spanOf(square)
      mine.push({ low, high })
    }
  return overlap(flown, mine).map((piece) => ({ ...piece }))
}

const lengthWithin = (intervals: readonly Interval[], low: number, high: number): number =>
  intervals.reduce(
    (sum, piece) => sum + Math.max(0, Math.min(piece.high, high) - Math.max(piece.low, low)),
    0,
  )

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
