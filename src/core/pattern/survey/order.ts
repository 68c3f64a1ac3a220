import type { Vec } from '../../geo/frame.ts'
import { distance } from '../../geo/polygon.ts'
import type { PathFinder } from '../../geo/shortestPath.ts'
import type { Lane } from './lanes.ts'

/** A lane and which way it is flown. */
export type Flown = { readonly lane: Lane; readonly reversed: boolean }

export const entryOf = ({ lane, reversed }: Flown): Vec => (reversed ? lane.to : lane.from)
export const exitOf = ({ lane, reversed }: Flown): Vec => (reversed ? lane.from : lane.to)

/** Above this many lanes the real ways between all ends are too many: straight distances stand in for them. */
const EXACT_LIMIT = 260
/** Rounds of improvement; each looks at every exchange once. */
const MAX_ROUNDS = 60

/**
 * Orders lanes, each flown one way or the other, for the least time between them: nearest neighbour from several
 * starts, then 2-opt and Or-opt with the real ways inside the free area (the lanes' own time does not change).
 * Deterministic. `secondsFor` is the time of a straight piece of way with a stop at each end.
 */
export function orderLanes(
  lanes: readonly Lane[],
  finder: PathFinder,
  secondsFor: (metres: number) => number,
  home: Vec,
): Flown[] {
  if (lanes.length <= 1) return lanes.map((lane) => orient(lane, home))
  const cost = transitCosts(lanes, finder, secondsFor)
  const n = lanes.length
  let best: number[] = []
  let bestCost = Number.POSITIVE_INFINITY
  for (const start of starts(lanes, home)) {
    const tour = nearestNeighbour(start, n, cost)
    improve(tour, cost)
    const total = tourCost(tour, cost)
    if (total < bestCost - 1e-9) {
      best = tour
      bestCost = total
    }
  }
  const flown = best.map((end): Flown => ({ lane: lanes[end >> 1] as Lane, reversed: (end & 1) === 1 }))
  const forward = distance(home, entryOf(flown[0] as Flown))
  const backward = distance(home, exitOf(flown[flown.length - 1] as Flown))
  return backward < forward
    ? flown.reverse().map(({ lane, reversed }) => ({ lane, reversed: !reversed }))
    : flown
}

const orient = (lane: Lane, home: Vec): Flown => ({
  lane,
  reversed: distance(home, lane.to) < distance(home, lane.from),
})

/** A tour is a list of entry ends: end 2k enters lane k at `from`, end 2k + 1 at `to`. */
type Cost = (exitEnd: number, entryEnd: number) => number

function transitCosts(
  lanes: readonly Lane[],
  finder: PathFinder,
  secondsFor: (metres: number) => number,
): Cost {
  const ends = lanes.flatMap((lane) => [lane.from, lane.to])
  const m = ends.length
  const straight = (i: number, j: number) => secondsFor(distance(ends[i] as Vec, ends[j] as Vec))
  if (lanes.length > EXACT_LIMIT) return straight
  const known = new Float64Array(m * m).fill(-1)
  return (i, j) => {
    const slot = i * m + j
    const cached = known[slot] as number
    if (cached >= 0) return cached
    const way = finder.path(ends[i] as Vec, ends[j] as Vec)
    let seconds = 0
    if (way)
      for (let k = 1; k < way.length; k++) seconds += secondsFor(distance(way[k - 1] as Vec, way[k] as Vec))
    // No way at all: dear enough to come last, yet comparable.
    else seconds = 1e6 + straight(i, j)
    known[slot] = seconds
    known[j * m + i] = seconds
    return seconds
  }
}

/** Ends to start from: those nearest to home and those at the outer lanes. */
function starts(lanes: readonly Lane[], home: Vec): number[] {
  const ends = lanes.flatMap((lane) => [lane.from, lane.to])
  const near = ends
    .map((end, i) => ({ i, d: distance(end, home) }))
    .sort((a, b) => a.d - b.d || a.i - b.i)
    .slice(0, 3)
    .map(({ i }) => i)
  const outer = [0, 1, ends.length - 2, ends.length - 1]
  const all = [...new Set([...near, ...outer])]
  return lanes.length > EXACT_LIMIT ? all.slice(0, 2) : all
}

const other = (end: number): number => end ^ 1

function nearestNeighbour(start: number, n: number, cost: Cost): number[] {
  const done = new Array<boolean>(n).fill(false)
  const tour = [start]
  done[start >> 1] = true
  while (tour.length < n) {
    const exit = other(tour[tour.length - 1] as number)
    let next = -1
    let nextCost = Number.POSITIVE_INFINITY
    for (let end = 0; end < 2 * n; end++) {
      if (done[end >> 1]) continue
      const c = cost(exit, end)
      if (c < nextCost) {
        next = end
        nextCost = c
      }
    }
    tour.push(next)
    done[next >> 1] = true
  }
  return tour
}

function tourCost(tour: readonly number[], cost: Cost): number {
  let total = 0
  for (let i = 1; i < tour.length; i++) total += cost(other(tour[i - 1] as number), tour[i] as number)
  return total
}

/** 2-opt (turn a stretch round) and Or-opt (move a stretch of up to three, either way round) until neither helps. */
function improve(tour: number[], cost: Cost): void {
  const n = tour.length
  const link = (i: number, j: number) =>
    i < 0 || j >= n ? 0 : cost(other(tour[i] as number), tour[j] as number)
  for (let round = 0; round < MAX_ROUNDS; round++) {
    let improved = false
    for (let i = 0; i < n - 1; i++)
      for (let j = i + 1; j < n; j++) {
        const before = link(i - 1, i) + link(j, j + 1)
        const after =
          (i > 0 ? cost(other(tour[i - 1] as number), other(tour[j] as number)) : 0) +
          (j < n - 1 ? cost(tour[i] as number, tour[j + 1] as number) : 0)
        if (after < before - 1e-9) {
          const turned = tour
            .slice(i, j + 1)
            .reverse()
            .map(other)
          tour.splice(i, turned.length, ...turned)
          improved = true
        }
      }
    for (let length = 1; length <= 3 && length < n; length++)
      for (let i = 0; i + length <= n; i++) if (moveStretch(tour, i, length, cost)) improved = true
    if (!improved) return
  }
}

/** Moves `length` lanes from `i` to where they cost least, if that is less than here. */
function moveStretch(tour: number[], i: number, length: number, cost: Cost): boolean {
  const stretch = tour.slice(i, i + length)
  const rest = [...tour.slice(0, i), ...tour.slice(i + length)]
  const before = rest[i - 1]
  const after = rest[i]
  const join = (a: number | undefined, b: number | undefined) =>
    a === undefined || b === undefined ? 0 : cost(other(a), b)
  const removed = join(before, stretch[0]) + join(stretch[length - 1], after) - join(before, after)
  let bestGain = 1e-9
  let bestAt = -1
  let bestTurned = false
  const turnedStretch = [...stretch].reverse().map(other)
  for (let k = 0; k <= rest.length; k++)
    for (const turned of [false, true]) {
      if (k === i && !turned) continue
      const piece = turned ? turnedStretch : stretch
      const added =
        join(rest[k - 1], piece[0]) + join(piece[length - 1], rest[k]) - join(rest[k - 1], rest[k])
      if (removed - added > bestGain) {
        bestGain = removed - added
        bestAt = k
        bestTurned = turned
      }
    }
  if (bestAt < 0) return false
  rest.splice(bestAt, 0, ...(bestTurned ? turnedStretch : stretch))
  tour.splice(0, tour.length, ...rest)
  return true
}
