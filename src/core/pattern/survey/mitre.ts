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
/** Labels of squares; outside the grid lies neither. */
const COLUMN = 0
const ROW = 1
const OUTSIDE = 2
/** What `cornerAt` answers, added up; none: no corner. */
const NO_CORNER = 0
const TO_EAST = 1
const TO_NORTH = 2
const IS_CORNER = 4
/** A square's cost reaches its neighbours, a change is weighed over all squares next to it: it is felt so far, in squares. */
const REACH = 2
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
  const { nj, nk, labels } = grid
  // Squares within a frame as wide as a change is felt: nothing that is looked at lies outside the arrays.
  const width = nj + 2 * REACH
  const cells = width * (nk + 2 * REACH)
  const cellOf = (i: number): number => ((i / nj) | 0) * width + (i % nj) + REACH * width + REACH
  const label = new Uint8Array(cells).fill(OUTSIDE)
  const costA = new Float64Array(cells)
  const costB = new Float64Array(cells)
  /** One lane runs through from the square to the one east of it (one less), north of it (one row on). */
  const eastLink = new Uint8Array(cells)
  const northLink = new Uint8Array(cells)
  for (let k = 0; k < nk; k++)
    for (let j = 0; j < nj; j++) {
      const i = k * nj + j
      const cell = cellOf(i)
      label[cell] = labels[i] ? ROW : COLUMN
      costA[cell] = grid.costA[i] as number
      costB[cell] = grid.costB[i] as number
      eastLink[cell] = j > 0 && grid.isLinkedEast(j, k) ? 1 : 0
      northLink[cell] = k + 1 < nk && grid.isLinkedNorth(j, k) ? 1 : 0
    }
  /** What was found last, as labels. */
  const store = (): void => {
    for (let i = 0; i < labels.length; i++) labels[i] = label[cellOf(i)] === ROW
  }

  /** The corner in a square, if its row lane ends there and a column lane begins above or below. */
  const cornerAt = (cell: number): number => {
    if (label[cell] !== ROW) return NO_CORNER
    const isNorth = label[cell + width] === COLUMN && northLink[cell] === 1
    if (!isNorth && !(label[cell - width] === COLUMN && northLink[cell - width] === 1)) return NO_CORNER
    const goesEast = label[cell - 1] === ROW && eastLink[cell] === 1
    const goesWest = label[cell + 1] === ROW && eastLink[cell + 1] === 1
    if (goesEast === goesWest) return NO_CORNER
    return IS_CORNER + (goesWest ? TO_EAST : 0) + (isNorth ? TO_NORTH : 0)
  }

  /** Twice what a square and its seams cost: each seam is met from both its sides. */
  const costAt = (cell: number): number => {
    const own = label[cell]
    let cost = 2 * ((own === ROW ? costA[cell] : costB[cell]) as number)
    if (eastLink[cell] === 1 && label[cell - 1] !== own) cost += costs.endS
    if (eastLink[cell + 1] === 1 && label[cell + 1] !== own) cost += costs.endS
    if (northLink[cell] === 1 && label[cell + width] !== own) cost += costs.endS
    if (northLink[cell - width] === 1 && label[cell - width] !== own) cost += costs.endS
    return cornerAt(cell) === NO_CORNER ? cost : cost - 2 * costs.cornerS
  }
  /** Squares that the sum at hand has met: each counts once. */
  const met = new Int32Array(cells)
  let stamp = 0
  const costAround = (squares: readonly number[]): number => {
    let cost = 0
    stamp++
    for (const cell of squares)
      for (let row = cell - width; row <= cell + width; row += width)
        for (let near = row - 1; near <= row + 1; near++) {
          if (met[near] === stamp) continue
          met[near] = stamp
          cost += costAt(near)
        }
    return cost
  }
  /** Whether a neighbour differs: only there can a change help. */
  const isAtSeam = (cell: number): boolean => {
    const other = 1 - (label[cell] as number)
    return (
      label[cell - 1] === other ||
      label[cell + 1] === other ||
      label[cell - width] === other ||
      label[cell + width] === other
    )
  }

  /** Changes are counted; a square knows the last one that it feels, and the last at which it was tried in vain. */
  let clock = 1
  let felt = new Int32Array(cells).fill(clock)
  let tried = new Int32Array(cells)
  let triedChains = DIAGONALS.map(() => new Int32Array(cells))
  const turnOver = (squares: readonly number[]): void => {
    for (const cell of squares) label[cell] = 1 - (label[cell] as number)
  }
  const feel = (squares: readonly number[]): void => {
    clock++
    for (const cell of squares)
      for (let row = cell - REACH * width; row <= cell + REACH * width; row += width)
        felt.fill(clock, row - REACH, row + REACH + 1)
  }
  /** Twice what all changes so far have cost, less than nothing where they were worth it. */
  let spent = 0
  /** Flips the squares if that costs less. */
  const flip = (squares: readonly number[]): boolean => {
    const before = costAround(squares)
    turnOver(squares)
    const more = costAround(squares) - before
    if (more < -1e-6) {
      spent += more
      feel(squares)
      return true
    }
    turnOver(squares)
    return false
  }
  const chainFrom = (cell: number, step: number): number[] => {
    const chain: number[] = []
    for (let at = cell; cornerAt(at) !== NO_CORNER; at += step) chain.push(at)
    return chain
  }
  /** Tries the diagonals of corners that begin in a square. */
  const flipChains = (cell: number): boolean => {
    let isBetter = false
    for (const [which, [dj, dk]] of DIAGONALS.entries()) {
      const step = dk * width + dj
      const last = triedChains[which] as Int32Array
      if (cornerAt(cell - step) !== NO_CORNER) continue
      const chain = chainFrom(cell, step)
      // It was tried, and nothing has changed along it since.
      if (chain.every((at) => (felt[at] as number) <= (last[cell] as number))) continue
      last[cell] = clock
      if (flip(chain)) isBetter = true
    }
    return isBetter
  }

  const settle = () => {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      let isBetter = false
      for (let k = 0; k < nk; k++)
        for (let j = 0, cell = cellOf(k * nj); j < nj; j++, cell++) {
          if ((felt[cell] as number) > (tried[cell] as number)) {
            tried[cell] = clock
            if (isAtSeam(cell) && flip([cell])) isBetter = true
          }
          if (cornerAt(cell) !== NO_CORNER && flipChains(cell)) isBetter = true
        }
      if (!isBetter) return
    }
  }

  /** Flips a part, lets the rest answer, and takes it all back unless it costs less in the end. */
  const tryPart = (part: readonly number[]) => {
    const before = { label: label.slice(), felt: felt.slice(), tried: tried.slice() }
    const chainsBefore = triedChains.map((last) => last.slice())
    const squares = part.map(cellOf)
    const cost = costAround(squares)
    turnOver(squares)
    feel(squares)
    spent = costAround(squares) - cost
    settle()
    if (spent < -1e-6) return
    label.set(before.label)
    felt = before.felt
    tried = before.tried
    triedChains = chainsBefore
  }
  settle()
  store()
  for (const part of undecidedParts(labels, mostA, nj)) tryPart(part)
  store()
  for (const part of blocksOf(grid)) tryPart(part)
  store()
  const found: Corner[] = []
  for (let k = 0; k < nk; k++)
    for (let j = 0; j < nj; j++) {
      const corner = cornerAt(cellOf(k * nj + j))
      if (corner === NO_CORNER) continue
      found.push({
        j,
        k,
        side: (corner & TO_EAST) === 0 ? 'west' : 'east',
        turn: (corner & TO_NORTH) === 0 ? 'south' : 'north',
      })
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
