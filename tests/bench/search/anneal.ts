import { type LaneOrder, orderS } from './laneOrder.ts'

/** Steps of one search, and the temperatures between which it cools, s. */
const MANY_STEPS = 3_000_000
const HOT_S = 20
const COLD_S = 0.02

/** Uniform numbers from 0 to 1 of a seed (Marsaglia, "Xorshift RNGs", 2003). */
export function uniform(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 2 ** 32
  }
}

/**
 * An order of lanes, found by simulated annealing: a stretch is turned round, or moved, turned or not. Begins with the order
 * given, or with one by chance. It shares nothing with the planner but the task; the same seed gives the same order.
 */
export function anneal(
  task: LaneOrder,
  seed: number,
  begin: readonly number[] | null,
  steps = MANY_STEPS,
): number[] {
  const { betweenS: s, lanes: n } = task
  const ends = 2 * n
  const draw = uniform(seed)
  const below = (limit: number) => Math.floor(draw() * limit)
  const now = begin ? [...begin] : byChance(n, below)
  let nowS = orderS(task, now)
  let best = [...now]
  let bestS = nowS
  // What was found before is not thrown away by heat.
  const hotS = begin ? HOT_S / 20 : HOT_S
  /** Seconds over the link before place i. */
  const into = (i: number, entry: number) =>
    i > 0 ? (s[((now[i - 1] as number) ^ 1) * ends + entry] as number) : 0
  const out = (exit: number, j: number) => (j < n ? (s[exit * ends + (now[j] as number)] as number) : 0)
  for (let step = 0; step < steps; step++) {
    const temperature = hotS * (COLD_S / hotS) ** (step / steps)
    const i = below(n)
    const j = Math.min(n - 1, i + below(draw() < 0.5 ? n : 8))
    const head = now[i] as number
    const tail = now[j] as number
    if (draw() < 0.5) {
      const gain = into(i, head) + out(tail ^ 1, j + 1) - into(i, tail ^ 1) - out(head, j + 1)
      if (gain < 0 && draw() >= Math.exp(gain / temperature)) continue
      for (let a = i, b = j; a <= b; a++, b--) {
        const first = now[a] as number
        now[a] = (now[b] as number) ^ 1
        now[b] = first ^ 1
      }
      nowS -= gain
    } else {
      const left = n - (j - i + 1)
      if (left === 0) continue
      // A place among the lanes that stay: before the one that is at `at` of them.
      const at = below(left + 1)
      if (at === i) continue
      const stays = (k: number) => now[k < i ? k : k + j - i + 1] as number
      const link = (exit: number, entry: number) => s[exit * ends + entry] as number
      const closed = i > 0 && j + 1 < n ? link((now[i - 1] as number) ^ 1, now[j + 1] as number) : 0
      const taken = into(i, head) + out(tail ^ 1, j + 1) - closed
      const before = at > 0 ? stays(at - 1) ^ 1 : -1
      const after = at < left ? stays(at) : -1
      const opened = before >= 0 && after >= 0 ? link(before, after) : 0
      const isTurned = draw() < 0.5
      const [entry, exit] = isTurned ? [tail ^ 1, head] : [head, tail ^ 1]
      const put = (before >= 0 ? link(before, entry) : 0) + (after >= 0 ? link(exit, after) : 0) - opened
      const gain = taken - put
      if (gain < 0 && draw() >= Math.exp(gain / temperature)) continue
      const stretch = now.splice(i, j - i + 1)
      now.splice(at, 0, ...(isTurned ? stretch.reverse().map((end) => end ^ 1) : stretch))
      nowS -= gain
    }
    if (nowS < bestS - 1e-6) {
      bestS = nowS
      best = [...now]
    }
  }
  return best
}

function byChance(n: number, below: (limit: number) => number): number[] {
  const order = Array.from({ length: n }, (_, lane) => 2 * lane + below(2))
  for (let i = n - 1; i > 0; i--) {
    const j = below(i + 1)
    const kept = order[i] as number
    order[i] = order[j] as number
    order[j] = kept
  }
  return order
}
