import type { Moments } from '../../../../src/core/flight/moments.ts'

/** A height that is drawn as high as it is at least, m: a flight near the ground looks like one. */
const LEAST_TOP_M = 10

/**
 * The heights of a flight over time as the corners of a polygon, `x y x y …`, in a box: the highest and the lowest of
 * every column one wide, so that no peak is lost however many points there are. Empty for no track.
 */
export function outlineOf(
  { count, atMs, heightM }: Moments,
  fromMs: number,
  toMs: number,
  box: { width: number; height: number },
): string {
  if (count === 0) return ''
  let top = LEAST_TOP_M
  for (const height of heightM) if (height > top) top = height
  const x = (ms: number) => ((ms - fromMs) / (toMs - fromMs)) * box.width
  const y = (height: number) => box.height - 2 - (height / top) * (box.height - 8)
  const corners: string[] = []
  const corner = (i: number): void => {
    const height = heightM[i] as number
    corners.push(`${x(atMs[i] as number).toFixed(1)} ${y(Number.isNaN(height) ? 0 : height).toFixed(1)}`)
  }
  const heightAt = (i: number): number => heightM[i] || 0
  for (let i = 0; i < count; ) {
    const column = Math.floor(x(atMs[i] as number))
    let [low, high, end] = [i, i, i]
    for (; end < count && Math.floor(x(atMs[end] as number)) === column; end++) {
      if (heightAt(end) < heightAt(low)) low = end
      if (heightAt(end) > heightAt(high)) high = end
    }
    // First and last join the neighbours; between them what stands out, in the order of time.
    for (const one of [...new Set([i, low, high, end - 1])].sort((a, b) => a - b)) corner(one)
    i = end
  }
  const [first, last] = [x(atMs[0] as number), x(atMs[count - 1] as number)]
  return `${first.toFixed(1)} ${box.height} ${corners.join(' ')} ${last.toFixed(1)} ${box.height}`
}
