import type { Vec } from '../../geo/frame.ts'
import { distance } from '../../geo/polygon.ts'
import type { PathFinder } from '../../geo/shortestPath.ts'
import type { Lane } from './lanes.ts'

/** A lane and which way it is flown. */
export type Flown = { readonly lane: Lane; readonly reversed: boolean }

export const entryOf = ({ lane, reversed }: Flown): Vec => (reversed ? lane.to : lane.from)
export const exitOf = ({ lane, reversed }: Flown): Vec => (reversed ? lane.from : lane.to)

/** Above this many lanes the order is greedy: a table of all ways between them would be too large. */
export const MANY_LANES = 500
/** Above this many, lanes are flown in the order in which they lie. */
const MOST_LANES = 4000
/** How much perturbation is worth: comparisons of two links, over all kicks. */
const KICK_EFFORT = 4_000_000
const MAX_KICKS = 200

/** Lanes in order, and the seconds between them. `kicked` looks longer for a better order. */
export type Ordered = { readonly flown: Flown[]; readonly seconds: number; readonly kicked: () => Ordered }

/**
 * Orders lanes, each flown one way or the other, for the least time between them: the generalised travelling
 * salesman over lane ends, as an open path. Nearest neighbour from several starts, then 2-opt and Or-opt with the
 * real ways inside the free area; `kicked` then lets neighbouring stretches change places and descends again, and
 * keeps what is no worse. The lanes' own time does not change. Deterministic. `secondsFor` is the time of a straight
 * piece of way with a stop at each end.
 */
export function orderLanes(
  lanes: readonly Lane[],
  finder: PathFinder,
  secondsFor: (metres: number) => number,
  home: Vec,
): Ordered {
  const cost = transitCosts(lanes, finder, secondsFor)
  let best: Tour = []
  let bestCost = Number.POSITIVE_INFINITY
  for (const start of starts(lanes, home)) {
    const tour = nearestNeighbour(start, lanes.length, cost)
    improve(tour, cost)
    const total = tourCost(tour, cost)
    if (total < bestCost - 1e-9) {
      best = tour
      bestCost = total
    }
  }
  settle(best, cost)
  const ordered = (tour: Tour): Ordered => ({
    flown: fromHome(flownOf(tour, lanes), home),
    seconds: tourCost(tour, cost),
    kicked: () => ordered(kicked(tour, cost)),
  })
  return ordered(best)
}

/** The same, entered at the lane end nearest to a place, wherever that leads. */
export function orderLanesFrom(
  start: Vec,
  lanes: readonly Lane[],
  finder: PathFinder,
  secondsFor: (metres: number) => number,
): Ordered {
  const cost = transitCosts(lanes, finder, secondsFor)
  const away = lanes.flatMap(({ from, to }) => [distance(from, start), distance(to, start)])
  const first = away.reduce((least, metres, end) => (metres < (away[least] as number) ? end : least), 0)
  const tour = nearestNeighbour(first, lanes.length, cost)
  settle(tour, cost, 1)
  const ordered = (tour: Tour): Ordered => ({
    flown: flownOf(tour, lanes),
    seconds: tourCost(tour, cost),
    kicked: () => ordered(kicked(tour, cost, 1)),
  })
  return ordered(tour)
}

const flownOf = (tour: Tour, lanes: readonly Lane[]): Flown[] =>
  tour.map((end) => ({ lane: lanes[end >> 1] as Lane, reversed: (end & 1) === 1 }))

/** Lanes from the last to the first, each from its other end. */
export const otherWayRound = (flown: readonly Flown[]): Flown[] =>
  flown.map(({ lane, reversed }) => ({ lane, reversed: !reversed })).reverse()

/** Always on to the nearest end, straight: for lanes by the thousand, and while somebody drags. */
export function greedyOrder(lanes: readonly Lane[], home: Vec): Flown[] {
  const left = [...lanes]
  const flown: Flown[] = []
  let here = home
  const isInOrder = lanes.length > MOST_LANES
  while (left.length > 0) {
    let next = 0
    let nearestM2 = Number.POSITIVE_INFINITY
    for (let i = 0; i < (isInOrder ? 1 : left.length); i++) {
      const { from, to } = left[i] as Lane
      const fromM2 = (from.x - here.x) ** 2 + (from.y - here.y) ** 2
      const toM2 = (to.x - here.x) ** 2 + (to.y - here.y) ** 2
      const m2 = fromM2 < toM2 ? fromM2 : toM2
      if (m2 < nearestM2) {
        next = i
        nearestM2 = m2
      }
    }
    const lane = (isInOrder ? lanes[flown.length] : left[next]) as Lane
    if (isInOrder) left.length -= 1
    else {
      left[next] = left[left.length - 1] as Lane
      left.pop()
    }
    const one = { lane, reversed: distance(here, lane.to) < distance(here, lane.from) }
    flown.push(one)
    here = exitOf(one)
  }
  return flown
}

/** The same way from whichever of its two ends is nearer to home. */
function fromHome(flown: Flown[], home: Vec): Flown[] {
  const first = flown[0]
  const last = flown[flown.length - 1]
  if (!first || !last || distance(home, exitOf(last)) >= distance(home, entryOf(first))) return flown
  return otherWayRound(flown)
}

/** A tour is a list of entry ends: end 2k enters lane k at `from`, end 2k + 1 at `to`. */
type Tour = number[]
/**
 * Seconds between every two ends, symmetric, row by row. They begin as those of the straight way, which is never
 * slower than the real one; `learn` puts the real ones in for the links that a tour uses, and says whether any was new.
 */
type Cost = {
  readonly ends: number
  readonly s: Float64Array
  readonly learn: (tour: Readonly<Tour>) => boolean
}

const between = (cost: Cost, exitEnd: number, entryEnd: number): number =>
  cost.s[exitEnd * cost.ends + entryEnd] as number

function transitCosts(
  lanes: readonly Lane[],
  finder: PathFinder,
  secondsFor: (metres: number) => number,
): Cost {
  const places = lanes.flatMap((lane) => [lane.from, lane.to])
  const ends = places.length
  const s = new Float64Array(ends * ends)
  for (let i = 0; i < ends; i++)
    for (let j = i + 1; j < ends; j++) {
      const seconds = secondsFor(distance(places[i] as Vec, places[j] as Vec))
      s[i * ends + j] = seconds
      s[j * ends + i] = seconds
    }
  const isReal = new Uint8Array(ends * ends)
  const realSeconds = (i: number, j: number): number => {
    const way = finder.path(places[i] as Vec, places[j] as Vec)
    // No way at all: dear enough to come last, yet comparable.
    if (!way) return 1e6 + (s[i * ends + j] as number)
    let seconds = 0
    for (let k = 1; k < way.length; k++) seconds += secondsFor(distance(way[k - 1] as Vec, way[k] as Vec))
    return seconds
  }
  const learn = (tour: Readonly<Tour>): boolean => {
    let isNew = false
    for (let k = 1; k < tour.length; k++) {
      const i = other(tour[k - 1] as number)
      const j = tour[k] as number
      if (isReal[i * ends + j] === 1) continue
      const seconds = realSeconds(i, j)
      isNew ||= seconds > (s[i * ends + j] as number) + 1e-9
      for (const slot of [i * ends + j, j * ends + i]) {
        isReal[slot] = 1
        s[slot] = seconds
      }
    }
    return isNew
  }
  return { ends, s, learn }
}

/**
 * Improves a tour, learns the real ways that it takes, and again, until it takes none that is not known. The first
 * `pinned` lanes stay where they are.
 */
function settle(tour: Tour, cost: Cost, pinned = 0): void {
  do improve(tour, cost, pinned)
  while (cost.learn(tour))
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
  return lanes.length > 200 ? all.slice(0, 2) : all
}

const other = (end: number): number => end ^ 1

function nearestNeighbour(start: number, n: number, cost: Cost): Tour {
  const done = new Array<boolean>(n).fill(false)
  const tour = [start]
  done[start >> 1] = true
  while (tour.length < n) {
    const exit = other(tour[tour.length - 1] as number)
    let next = -1
    let nextCost = Number.POSITIVE_INFINITY
    for (let end = 0; end < 2 * n; end++) {
      if (done[end >> 1]) continue
      const c = between(cost, exit, end)
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

function tourCost(tour: Readonly<Tour>, cost: Cost): number {
  let total = 0
  for (let i = 1; i < tour.length; i++)
    total += between(cost, other(tour[i - 1] as number), tour[i] as number)
  return total
}

/** 2-opt (turn a stretch round) and Or-opt (move a stretch of up to three, either way round) until neither helps. */
function improve(tour: Tour, cost: Cost, pinned = 0): void {
  for (;;) {
    const isTurned = turnStretches(tour, cost, pinned)
    const isMoved = moveStretches(tour, cost, pinned)
    if (!isTurned && !isMoved) return
  }
}

function turnStretches(tour: Tour, cost: Cost, pinned: number): boolean {
  const n = tour.length
  const { s, ends } = cost
  let isBetter = false
  for (let i = pinned; i < n - 1; i++) {
    const first = tour[i] as number
    const before = i > 0 ? other(tour[i - 1] as number) : -1
    let headRow = first * ends
    for (let j = i + 1; j < n; j++) {
      const exit = other(tour[j] as number)
      let gain = 0
      if (before >= 0) gain += (s[headRow + before] as number) - (s[exit * ends + before] as number)
      if (j < n - 1) {
        const after = tour[j + 1] as number
        gain += (s[exit * ends + after] as number) - (s[headRow + after] as number)
      }
      if (gain <= 1e-9) continue
      for (let a = i, b = j; a <= b; a++, b--) {
        const end = tour[a] as number
        tour[a] = other(tour[b] as number)
        tour[b] = other(end)
      }
      headRow = exit * ends
      isBetter = true
    }
    if (tour[i] !== first) i -= 1
  }
  return isBetter
}

function moveStretches(tour: Tour, cost: Cost, pinned: number): boolean {
  const n = tour.length
  let isBetter = false
  for (let length = 1; length <= 3 && length < n; length++)
    for (let i = pinned; i + length <= n; i++) if (moveStretch(tour, i, length, cost, pinned)) isBetter = true
  return isBetter
}

/** Moves `length` lanes from `i` to where they cost least, if that is less than here. */
function moveStretch(tour: Tour, i: number, length: number, cost: Cost, pinned: number): boolean {
  const n = tour.length
  const head = tour[i] as number
  const tail = other(tour[i + length - 1] as number)
  const before = i > 0 ? other(tour[i - 1] as number) : -1
  const after = i + length < n ? (tour[i + length] as number) : -1
  const link = (a: number, b: number) => (a < 0 || b < 0 ? 0 : between(cost, a, b))
  const saved = link(before, head) + link(tail, after) - link(before, after)
  if (saved <= 1e-9) return false
  let bestGain = 1e-9
  let bestAt = -1
  let isTurned = false
  const { s, ends } = cost
  const headRow = head * ends
  const tailRow = tail * ends
  // Between the lanes at k - 1 and k, outside the stretch: the innermost of all loops, over the table itself.
  for (let k = pinned; k <= n; k++) {
    if (k === i) k += length + 1
    if (k > n) break
    let straight = saved
    let turned = saved
    const exit = k > 0 ? other(tour[k - 1] as number) : -1
    const entry = k < n ? (tour[k] as number) : -1
    if (exit >= 0 && entry >= 0) straight = turned = saved + (s[exit * ends + entry] as number)
    if (exit >= 0) {
      straight -= s[headRow + exit] as number
      turned -= s[tailRow + exit] as number
    }
    if (entry >= 0) {
      straight -= s[tailRow + entry] as number
      turned -= s[headRow + entry] as number
    }
    if (straight > bestGain) {
      bestGain = straight
      bestAt = k
      isTurned = false
    }
    if (turned > bestGain) {
      bestGain = turned
      bestAt = k
      isTurned = true
    }
  }
  if (bestAt < 0) return false
  const stretch = tour.splice(i, length)
  if (isTurned) stretch.reverse().forEach((end, k) => (stretch[k] = other(end)))
  tour.splice(bestAt > i ? bestAt - length : bestAt, 0, ...stretch)
  return true
}

/** Exchanges two neighbouring stretches at places of a fixed sequence, descends again, keeps what is no worse. */
function kicked(tour: Tour, cost: Cost, pinned = 0): Tour {
  const n = tour.length
  if (n < 5) return tour
  const kicks = Math.min(MAX_KICKS, Math.floor(KICK_EFFORT / (8 * n * n)))
  let best = tour
  let bestCost = tourCost(tour, cost)
  let seed = 12_345
  const draw = (below: number) => {
    // A linear congruential sequence (Numerical Recipes, section 7.1): the same everywhere.
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  for (let kick = 0; kick < kicks; kick++) {
    const longest = Math.min(12, n - 2)
    const a = pinned + draw(n - 2 - pinned)
    const b = Math.min(n - 1, a + 1 + draw(longest))
    const c = Math.min(n, b + 1 + draw(longest))
    const trial = [...best.slice(0, a), ...best.slice(b, c), ...best.slice(a, b), ...best.slice(c)]
    settle(trial, cost, pinned)
    const total = tourCost(trial, cost)
    if (total <= bestCost + 1e-9) {
      best = trial
      bestCost = total
    }
  }
  return best
}
