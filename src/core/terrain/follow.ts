/** A place along a way: metres from its begin, and the height wanted there, m; null where the ground is unknown. */
export type Sample = { readonly alongM: number; readonly wantedM: number | null }

/** How steeply a vehicle may rise and sink along its way: metres up or down for each metre forward. */
export type Slopes = { readonly up: number; readonly down: number }

/** Two places no farther apart are one over the other, m. */
const IN_PLACE_M = 1e-3

/**
 * The lowest way over wanted heights that keeps the slopes: never below what is wanted, above it only where the
 * vehicle could not climb or sink in time; straight up and down it can. Unknown stretches are bridged in a straight line.
 */
export function climbable(samples: readonly Sample[], slopes: Slopes): number[] {
  const heights = bridged(samples)
  for (let i = heights.length - 2; i >= 0; i--) {
    const step = (samples[i + 1]?.alongM ?? 0) - (samples[i]?.alongM ?? 0)
    if (step < IN_PLACE_M) continue
    heights[i] = Math.max(heights[i] as number, (heights[i + 1] as number) - slopes.up * step)
  }
  for (let i = 1; i < heights.length; i++) {
    const step = (samples[i]?.alongM ?? 0) - (samples[i - 1]?.alongM ?? 0)
    if (step < IN_PLACE_M) continue
    heights[i] = Math.max(heights[i] as number, (heights[i - 1] as number) - slopes.down * step)
  }
  return heights
}

function bridged(samples: readonly Sample[]): number[] {
  const known = samples.flatMap(({ alongM, wantedM }) => (wantedM === null ? [] : [{ alongM, wantedM }]))
  let next = 0
  return samples.map(({ alongM, wantedM }) => {
    if (wantedM !== null) return wantedM
    while (next < known.length && (known[next]?.alongM ?? 0) < alongM) next += 1
    const before = known[next - 1]
    const after = known[next]
    if (!before) return after?.wantedM ?? 0
    if (!after) return before.wantedM
    const share = (alongM - before.alongM) / (after.alongM - before.alongM)
    return before.wantedM + (after.wantedM - before.wantedM) * share
  })
}

/**
 * Which samples to keep so that straight pieces between them stay within `toleranceM` of all heights (Douglas and
 * Peucker, over height alone), and that no piece climbs or sinks by more: firmwares differ in where on a leg they
 * change height. `fixed` are kept whatever happens; the first and the last always are.
 */
export function keptSamples(
  samples: readonly Sample[],
  heights: readonly number[],
  toleranceM: number,
  fixed: ReadonlySet<number>,
): number[] {
  const kept = new Set<number>([0, samples.length - 1, ...fixed])
  const ends = [...kept].sort((a, b) => a - b)
  const stack = ends.slice(1).map((to, i): [number, number] => [ends[i] as number, to])
  while (stack.length > 0) {
    const [from, to] = stack.pop() as [number, number]
    const a = samples[from]?.alongM ?? 0
    const b = samples[to]?.alongM ?? 0
    let worst = -1
    let worstM = toleranceM
    for (let i = from + 1; i < to; i++) {
      const share = b > a ? ((samples[i]?.alongM ?? 0) - a) / (b - a) : 0
      const line = (heights[from] as number) + ((heights[to] as number) - (heights[from] as number)) * share
      const off = Math.abs((heights[i] as number) - line)
      if (off > worstM) [worst, worstM] = [i, off]
    }
    if (worst < 0) worst = halfWay(heights, from, to, toleranceM)
    if (worst < 0) continue
    kept.add(worst)
    stack.push([from, worst], [worst, to])
  }
  return [...kept].sort((a, b) => a - b)
}

/** Where a piece that changes its height by more than the tolerance is to be parted; -1 when it need not. */
function halfWay(heights: readonly number[], from: number, to: number, toleranceM: number): number {
  const a = heights[from] as number
  const b = heights[to] as number
  if (to - from < 2 || Math.abs(b - a) <= toleranceM) return -1
  for (let i = from + 1; i < to; i++)
    if (Math.abs((heights[i] as number) - a) >= Math.abs(b - a) / 2) return i
  return to - 1
}
