/** In which order the 64 coefficients of a block stand in the file (ITU T.81, figure A.6): place in the block by place in the file. */
export const ZIGZAG: readonly number[] = zigzag()

function zigzag(): number[] {
  const order: number[] = []
  for (let sum = 0; sum < 15; sum++) {
    const diagonal: number[] = []
    for (let row = Math.max(0, sum - 7); row <= Math.min(7, sum); row++) diagonal.push(8 * row + sum - row)
    order.push(...(sum % 2 === 0 ? diagonal.toReversed() : diagonal))
  }
  return order
}

/**
 * What each frequency adds to each of `side` pixels where a block of 8 is made so many: an inverse cosine transform of the
 * lowest of its coefficients (T.81 A.3.3 for 8 of them). By pixel, then frequency.
 */
export function cosines(side: number): Float32Array {
  const made = new Float32Array(side * side)
  for (let x = 0; x < side; x++)
    for (let u = 0; u < side; u++)
      made[x * side + u] =
        Math.sqrt(side / 8) *
        Math.sqrt((u === 0 ? 1 : 2) / side) *
        Math.cos(((2 * x + 1) * u * Math.PI) / (2 * side))
  return made
}
