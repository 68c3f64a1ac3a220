import type { LaneCosts } from './laneCosts.ts'

/**
 * Squares of one spacing, nj columns and nk rows, square (j, k) at index k * nj + j; `labels` true where lanes run
 * along the rows. East is towards smaller j. `isLinkedEast(j, k)`: one row lane runs through from (j, k) to
 * (j - 1, k); `isLinkedNorth(j, k)`: one column lane runs from (j, k) to (j, k + 1).
 */
export type Grid = {
  readonly nj: number
  readonly nk: number
  readonly labels: boolean[]
  readonly costA: Float64Array
  readonly costB: Float64Array
  isLinkedEast(j: number, k: number): boolean
  isLinkedNorth(j: number, k: number): boolean
}

/** The row lane that ends on `side` of square (j, k) meets there the column lane that comes from `turn`. */
export type Corner = {
  readonly j: number
  readonly k: number
  readonly side: 'west' | 'east'
  readonly turn: 'north' | 'south'
}

const MAX_ROUNDS = 40
const MAX_BLOCKS = 24
const DIAGONALS = [
  [1, 1],
  [1, -1],
] as const

/**
 * Changes labels for as long as the cost falls, now counting what corners save: where directions meet, a straight
 * seam becomes a diagonal one, along which each lane runs on into one of the other direction. Tries single squares,
 * whole diagonals of corners, and the parts that could be flown either way (`mostA` has true where some least cut
 * does). Changes `grid.labels`; answers the corners.
 */
export function mitre(grid: Grid, mostA: readonly boolean[], costs: LaneCosts): Corner[] {
  const { nj, nk, labels, costA, costB } = grid
  const isRow = (j: number, k: number) => j >= 0 && k >= 0 && j < nj && k < nk && labels[k * nj + j] === true
  const isColumn = (j: number, k: number) =>
    j >= 0 && k >= 0 && j < nj && k < nk && labels[k * nj + j] === false
  const eastLinks = new Uint8Array(nj * nk)
  const northLinks = new Uint8Array(nj * nk)
  for (let k = 0; k < nk; k++)
    for (let j = 0; j < nj; j++) {
      eastLinks[k * nj + j] = j > 0 && grid.isLinkedEast(j, k) ? 1 : 0
      northLinks[k * nj + j] = k + 1 < nk && grid.isLinkedNorth(j, k) ? 1 : 0
    }
  const linkEast = (j: number, k: number) => j > 0 && j < nj && eastLinks[k * nj + j] === 1
  const linkNorth = (j: number, k: number) => k >= 0 && k + 1 < nk && northLinks[k * nj + j] === 1

  /** The corner in a square, if its row lane ends there and a column lane begins above or below. */
  const cornerIn = (j: number, k: number): Corner | null => {
    if (!isRow(j, k)) return null
    const turn =
      isColumn(j, k + 1) && linkNorth(j, k)
        ? 'north'
        : isColumn(j, k - 1) && linkNorth(j, k - 1)
          ? 'south'
          : null
    if (!turn) return null
    const goesEast = isRow(j - 1, k) && linkEast(j, k)
    const goesWest = isRow(j + 1, k) && linkEast(j + 1, k)
    return goesEast === goesWest ? null : { j, k, side: goesWest ? 'east' : 'west', turn }
  }

  /** Twice what a square and its seams cost: each seam is met from both its sides. */
  const costAt = (j: number, k: number): number => {
    if (j < 0 || k < 0 || j >= nj || k >= nk) return 0
    const i = k * nj + j
    let cost = 2 * ((labels[i] ? costA[i] : costB[i]) as number)
    if (linkEast(j, k) && labels[i - 1] !== labels[i]) cost += costs.endS
    if (linkEast(j + 1, k) && labels[i + 1] !== labels[i]) cost += costs.endS
    if (linkNorth(j, k) && labels[i + nj] !== labels[i]) cost += costs.endS
    if (linkNorth(j, k - 1) && labels[i - nj] !== labels[i]) cost += costs.endS
    return cornerIn(j, k) ? cost - 2 * costs.cornerS : cost
  }
  /** Squares that the sum at hand has met: each counts once. */
  const met = new Int32Array(nj * nk)
  let stamp = 0
  const costAround = (squares: readonly number[]): number => {
    let cost = 0
    const [only] = squares
    if (squares.length === 1 && only !== undefined) {
      const j = only % nj
      const k = (only - j) / nj
      for (let dk = -1; dk <= 1; dk++) for (let dj = -1; dj <= 1; dj++) cost += costAt(j + dj, k + dk)
      return cost
    }
    stamp++
    for (const i of squares) {
      const j = i % nj
      const k = (i - j) / nj
      for (let dk = -1; dk <= 1; dk++)
        for (let dj = -1; dj <= 1; dj++) {
          if (j + dj < 0 || j + dj >= nj || k + dk < 0 || k + dk >= nk) continue
          const near = i + dk * nj + dj
          if (met[near] === stamp) continue
          met[near] = stamp
          cost += costAt(j + dj, k + dk)
        }
    }
    return cost
  }
  const wholeCost = (): number => {
    let cost = 0
    for (let k = 0; k < nk; k++) for (let j = 0; j < nj; j++) cost += costAt(j, k)
    return cost
  }
  /** Whether a neighbour differs: only there can a change help. */
  const isAtSeam = (j: number, k: number): boolean => {
    const i = k * nj + j
    return (
      (j > 0 && labels[i - 1] !== labels[i]) ||
      (j + 1 < nj && labels[i + 1] !== labels[i]) ||
      (k > 0 && labels[i - nj] !== labels[i]) ||
      (k + 1 < nk && labels[i + nj] !== labels[i])
    )
  }
  /** Flips the squares if that costs less. */
  const flip = (squares: readonly number[]): boolean => {
    const before = costAround(squares)
    for (const i of squares) labels[i] = !labels[i]
    if (before - costAround(squares) > 1e-6) return true
    for (const i of squares) labels[i] = !labels[i]
    return false
  }
  const chainFrom = (j: number, k: number, dj: number, dk: number): number[] => {
    const chain: number[] = []
    for (let t = 0; cornerIn(j + t * dj, k + t * dk); t++) chain.push((k + t * dk) * nj + j + t * dj)
    return chain
  }

  const settle = () => {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      let isBetter = false
      for (let k = 0; k < nk; k++)
        for (let j = 0; j < nj; j++) {
          if (!isAtSeam(j, k)) continue
          if (flip([k * nj + j])) isBetter = true
          if (!cornerIn(j, k)) continue
          for (const [dj, dk] of DIAGONALS) {
            if (cornerIn(j - dj, k - dk)) continue
            if (flip(chainFrom(j, k, dj, dk))) isBetter = true
          }
        }
      if (!isBetter) return
    }
  }

  /** Flips a part, lets the rest answer, and takes it all back unless it costs less in the end. */
  const tryPart = (part: readonly number[]) => {
    const before = [...labels]
    const cost = wholeCost()
    for (const i of part) labels[i] = !labels[i]
    settle()
    if (wholeCost() < cost - 1e-6) return
    for (const [i, label] of before.entries()) labels[i] = label
  }
  settle()
  for (const part of undecidedParts(labels, mostA, nj)) tryPart(part)
  for (const part of blocksOf(grid)) tryPart(part)
  const found: Corner[] = []
  for (let k = 0; k < nk; k++)
    for (let j = 0; j < nj; j++) {
      const corner = cornerIn(j, k)
      if (corner) found.push(corner)
    }
  return found
}

/** Connected squares that are columns now and could be rows at no cost. */
function undecidedParts(labels: readonly boolean[], mostA: readonly boolean[], nj: number): number[][] {
  const seen = new Set<number>()
  const parts: number[][] = []
  for (let start = 0; start < labels.length; start++) {
    if (seen.has(start) || !mostA[start] || labels[start]) continue
    const part = [start]
    seen.add(start)
    for (let head = 0; head < part.length; head++) {
      const i = part[head] as number
      for (const next of [i - 1, i + 1, i - nj, i + nj])
        if (mostA[next] && !labels[next] && !seen.has(next) && Math.abs((next % nj) - (i % nj)) <= 1) {
          seen.add(next)
          part.push(next)
        }
    }
    parts.push(part)
  }
  return parts
}

/** Blocks of neighbouring rows (or columns) whose lanes begin and end side by side: two at least, the largest first. */
function blocksOf({ nj, nk, labels, costA, costB }: Grid): number[][] {
  const blocks: number[][] = []
  const scan = (
    lines: number,
    squares: number,
    index: (line: number, square: number) => number,
    mine: boolean,
  ) => {
    let open: { from: number; to: number; part: number[] }[] = []
    for (let line = 0; line <= lines; line++) {
      const runs: typeof open = []
      for (let square = 0; square < squares; square++) {
        const i = index(line, square)
        // One line past the last closes what is open.
        const isMine =
          line < lines && labels[i] === mine && ((costA[i] as number) > 0 || (costB[i] as number) > 0)
        const last = runs[runs.length - 1]
        if (!isMine) continue
        if (last && last.to === square - 1) {
          last.to = square
          last.part.push(i)
        } else runs.push({ from: square, to: square, part: [i] })
      }
      const next: typeof open = []
      for (const run of runs) {
        const same = open.find(({ from, to }) => Math.abs(from - run.from) <= 1 && Math.abs(to - run.to) <= 1)
        next.push(same ? { ...run, part: [...same.part, ...run.part] } : run)
        if (same) open = open.filter((block) => block !== same)
      }
      for (const { part, from, to } of open) if (part.length > to - from + 1) blocks.push(part)
      open = next
    }
  }
  scan(nk, nj, (k, j) => k * nj + j, true)
  scan(nj, nk, (j, k) => k * nj + j, false)
  return blocks.sort((a, b) => b.length - a.length).slice(0, MAX_BLOCKS)
}
