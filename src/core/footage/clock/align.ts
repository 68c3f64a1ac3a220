import { medianOf } from './guess.ts'

/** Times that lie this near are of one event: a camera writes whole seconds, cut off, ms. */
const SAME_MS = 1000
/** Shifts nearer than this are one: cameras take two seconds at least from picture to picture, ms. */
const ONE_WAY_MS = 1500
/** So many shifts are looked at closely. */
const MOST_TRIED = 60

/** One list of times laid on another by a shift, ms: which fall on which, and what is left over on either side. */
export type Alignment = {
  readonly shiftMs: number
  readonly pairs: readonly (readonly [number, number])[]
  /** How far the pairs are off that shift, ms. */
  readonly residualsMs: readonly number[]
  readonly leftOver: { readonly times: number; readonly events: number }
}

/**
 * The shifts that most differences have, ms, the most usual first; of equal ones the smaller. Differences count by bins
 * of `binMs`, each with its neighbour, so that no bin's edge parts what belongs together.
 */
export function usualShifts(differences: Iterable<number>, binMs: number, most = MOST_TRIED): number[] {
  const bins = new Map<number, number>()
  for (const difference of differences) {
    const bin = Math.floor(difference / binMs)
    bins.set(bin, (bins.get(bin) ?? 0) + 1)
  }
  return [...bins]
    .map(([bin, count]) => ({ shiftMs: (bin + 1) * binMs, count: count + (bins.get(bin + 1) ?? 0) }))
    .sort((a, b) => b.count - a.count || Math.abs(a.shiftMs) - Math.abs(b.shiftMs))
    .slice(0, most)
    .map(({ shiftMs }) => shiftMs)
}

/** Lays times on events (both in order, ms) by a shift near to `shiftMs`; each is used once. */
export function alignAt(times: readonly number[], events: readonly number[], shiftMs: number): Alignment {
  const apart = ([t, e]: readonly [number, number]): number => (times[t] as number) - (events[e] as number)
  // First what lies about it, then twice nearer: from wherever one begins within a second, the end is the same.
  let better = shiftMs
  for (const withinMs of [1.5 * SAME_MS, SAME_MS, SAME_MS]) {
    const found = pairsAt(times, events, better, withinMs)
    better = medianOf(found.map(apart))?.middle ?? better
  }
  const pairs = pairsAt(times, events, better, SAME_MS)
  return {
    shiftMs: better,
    pairs,
    residualsMs: pairs.map((pair) => apart(pair) - better),
    leftOver: { times: times.length - pairs.length, events: events.length - pairs.length },
  }
}

function pairsAt(
  times: readonly number[],
  events: readonly number[],
  shiftMs: number,
  withinMs: number,
): [number, number][] {
  const pairs: [number, number][] = []
  for (let t = 0, e = 0; t < times.length && e < events.length; ) {
    const apart = (times[t] as number) - shiftMs - (events[e] as number)
    if (Math.abs(apart) <= withinMs) pairs.push([t++, e++])
    else if (apart < 0) t += 1
    else e += 1
  }
  return pairs
}

/**
 * The different ways in which times fit events, the best first: by what is left over on both sides. Ways that are
 * nearly the same are one.
 */
export function alignments(
  times: readonly number[],
  events: readonly number[],
  shiftsMs: readonly number[],
): Alignment[] {
  const found = shiftsMs
    .map((shiftMs) => alignAt(times, events, shiftMs))
    .filter(({ pairs }) => pairs.length > 0)
    .sort((a, b) => leftOf(a) - leftOf(b) || spreadOf(a) - spreadOf(b))
  return found.filter(({ shiftMs }, i) =>
    found.slice(0, i).every((better) => Math.abs(better.shiftMs - shiftMs) > ONE_WAY_MS),
  )
}

const leftOf = ({ leftOver }: Alignment): number => leftOver.times + leftOver.events
const spreadOf = ({ residualsMs }: Alignment): number =>
  residualsMs.reduce((sum, ms) => sum + Math.abs(ms), 0) / Math.max(1, residualsMs.length)

/**
 * Whether a way to fit is clearly better than the next one. Pictures at even intervals fit almost as well one interval
 * on: only what is left over then tells, and where a picture is missing at an end it tells nothing.
 */
export function isClear(best: Alignment, next: Alignment | undefined): boolean {
  if (!next) return true
  const fewer = (few: number, many: number): boolean => many >= few + 2 && many >= few * 1.5
  return fewer(leftOf(best), leftOf(next)) || fewer(best.leftOver.times, next.leftOver.times)
}
