/** The sums of a least-squares problem of n unknowns: a row each of n factors and the right side. */
export type Sums = Float64Array[]

export const noSums = (unknowns: number): Sums =>
  Array.from({ length: unknowns }, () => new Float64Array(unknowns + 1))

/** One more equation in the sums: its factors and, last, its right side. */
export function addEquation(sums: Sums, equation: readonly number[], weight = 1): void {
  for (let row = 0; row < sums.length; row++) {
    const to = sums[row] as Float64Array
    for (let column = 0; column <= sums.length; column++)
      to[column] = (to[column] as number) + weight * (equation[row] as number) * (equation[column] as number)
  }
}

/** Below this a pivot is nothing: what is solved here is of numbers about 1. */
const LEAST_PIVOT = 1e-10

/** The unknowns, by elimination, the largest first; null where the equations do not settle them. It uses up the sums. */
export function solved(rows: Sums): number[] | null {
  const unknowns = rows.length
  const at = (row: number, column: number): number => (rows[row] as Float64Array)[column] as number
  for (let k = 0; k < unknowns; k++) {
    let best = k
    for (let row = k + 1; row < unknowns; row++) if (Math.abs(at(row, k)) > Math.abs(at(best, k))) best = row
    if (!(Math.abs(at(best, k)) > LEAST_PIVOT)) return null
    ;[rows[k], rows[best]] = [rows[best] as Float64Array, rows[k] as Float64Array]
    for (let row = 0; row < unknowns; row++) {
      if (row === k) continue
      const by = at(row, k) / at(k, k)
      for (let column = k; column <= unknowns; column++)
        (rows[row] as Float64Array)[column] = at(row, column) - by * at(k, column)
    }
  }
  return Array.from({ length: unknowns }, (_, k) => at(k, unknowns) / at(k, k))
}
