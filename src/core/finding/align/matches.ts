import { type Features, WORDS } from './features.ts'

/** One feature of each picture that look alike: their places, px, and how coarsely the coarser one was found. */
export type Match = {
  readonly from: readonly [x: number, y: number]
  readonly to: readonly [x: number, y: number]
  readonly scale: number
}

/** Of 256 comparisons, so many may differ: by chance it is 128 ± 8. */
const MOST_DIFFERENT = 70
/** The second best elsewhere in the picture differs by so much more: of two windows that look alike none is taken. */
const CLEARLY = 0.85
/** What lies within this of the best is the same corner, found in another size, px. */
const SAME_PX = 6

function ones(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

/** In how many comparisons two features differ. */
function difference(a: Features, i: number, b: Features, j: number): number {
  let sum = 0
  for (let k = 0; k < WORDS; k++)
    sum += ones((a.words[i * WORDS + k] as number) ^ (b.words[j * WORDS + k] as number))
  return sum
}

const matchOf = (a: Features, i: number, b: Features, j: number): Match => ({
  from: [a.x[i] as number, a.y[i] as number],
  to: [b.x[j] as number, b.y[j] as number],
  scale: Math.max(a.scale[i] as number, b.scale[j] as number),
})

/** Features that are each other's best, and clearly so. */
export function matched(a: Features, b: Features): Match[] {
  const bestOfB = new Int32Array(b.count).fill(-1)
  const leastOfB = new Uint16Array(b.count).fill(257)
  const bestOfA = new Int32Array(a.count).fill(-1)
  const row = new Uint16Array(b.count)
  for (let i = 0; i < a.count; i++) {
    let [best, least] = [-1, 257]
    for (let j = 0; j < b.count; j++) {
      const by = difference(a, i, b, j)
      row[j] = by
      if (by < least) [best, least] = [j, by]
      if (by < (leastOfB[j] as number)) {
        leastOfB[j] = by
        bestOfB[j] = i
      }
    }
    if (best >= 0 && least <= MOST_DIFFERENT && isClear(b, row, best, least)) bestOfA[i] = best
  }
  const matches: Match[] = []
  for (let i = 0; i < a.count; i++) {
    const j = bestOfA[i] as number
    if (j < 0) continue
    const back = bestOfB[j] as number
    if (back === i || (back >= 0 && isNear(a, i, back))) matches.push(matchOf(a, i, b, j))
  }
  return matches
}

const isNear = (of: Features, i: number, j: number): boolean => {
  const within = SAME_PX * Math.max(of.scale[i] as number, of.scale[j] as number)
  return (
    Math.hypot((of.x[i] as number) - (of.x[j] as number), (of.y[i] as number) - (of.y[j] as number)) <= within
  )
}

function isClear(b: Features, row: Uint16Array, best: number, least: number): boolean {
  for (let j = 0; j < b.count; j++)
    if (j !== best && least > CLEARLY * (row[j] as number) && !isNear(b, j, best)) return false
  return true
}

/** Features that lie where a map between the pictures puts them, within `withinPx`, and look alike: what it rests on is looked for anew. */
export function matchedBy(
  a: Features,
  b: Features,
  put: (x: number, y: number) => readonly [number, number],
  withinPx: number,
): Match[] {
  const cell = 16
  const key = (x: number, y: number): number => Math.floor(y / cell) * 65_536 + Math.floor(x / cell)
  const cells = new Map<number, number[]>()
  for (let j = 0; j < b.count; j++) {
    const at = key(b.x[j] as number, b.y[j] as number)
    cells.set(at, [...(cells.get(at) ?? []), j])
  }
  const matches: Match[] = []
  const reach = Math.ceil(withinPx / cell)
  for (let i = 0; i < a.count; i++) {
    const [x, y] = put(a.x[i] as number, a.y[i] as number)
    let [best, least] = [-1, MOST_DIFFERENT + 1]
    for (let cy = -reach; cy <= reach; cy++)
      for (let cx = -reach; cx <= reach; cx++)
        for (const j of cells.get(key(x + cx * cell, y + cy * cell)) ?? []) {
          if (Math.hypot((b.x[j] as number) - x, (b.y[j] as number) - y) > withinPx) continue
          const by = difference(a, i, b, j)
          if (by < least) [best, least] = [j, by]
        }
    if (best >= 0) matches.push(matchOf(a, i, b, best))
  }
  return matches
}
