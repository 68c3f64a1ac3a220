/** Noise that is the same at every run: what soil, concrete and a sensor are uneven by. */

/** A figure from 0 up to 1 that belongs to two whole numbers and a seed. */
export function scattered(i: number, k: number, seed: number): number {
  let h = Math.imul(i, 0x27d4eb2d) ^ Math.imul(k, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / 4_294_967_296
}

/** Even noise, 0 to 1, whose spots are one unit wide. */
export function noise(x: number, y: number, seed: number): number {
  const [i, k] = [Math.floor(x), Math.floor(y)]
  const [fx, fy] = [x - i, y - k]
  const u = fx * fx * (3 - 2 * fx)
  const v = fy * fy * (3 - 2 * fy)
  const south = scattered(i, k, seed) * (1 - u) + scattered(i + 1, k, seed) * u
  const north = scattered(i, k + 1, seed) * (1 - u) + scattered(i + 1, k + 1, seed) * u
  return south * (1 - v) + north * v
}

/** Noise of several scales, each half as wide and as strong as the one before; 0 to 1, mostly about a half. */
export function clouds(x: number, y: number, scales: number, seed: number): number {
  let [sum, weight, share, size] = [0, 0, 1, 1]
  for (let i = 0; i < scales; i++) {
    sum += share * noise(x * size, y * size, seed + i)
    weight += share
    share /= 2
    size *= 2.03
  }
  return sum / weight
}

/** 0 below `from`, 1 above `to`, and smooth between them. */
export function step(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)))
  return t * t * (3 - 2 * t)
}
