import type { Vec } from './frame.ts'
import { crossingParameter, edgesOf, lerp, type Region, type Segment } from './polygon.ts'

/** The edges of a region by where they lie, so that a question about one place does not look at all of them. */
export type EdgeGrid = {
  readonly count: number
  /** Ends of edge k: `ends[4k]` to `ends[4k + 3]` are ax, ay, bx, by. */
  readonly ends: Float64Array
  /** Which outline of the region edge k belongs to. */
  readonly outlineOf: Int32Array
  /**
   * Calls `look` once for every edge that comes within `TOUCH_M` of a segment (and for some beside), nearest rows first;
   * stops, and answers true, when `look` does.
   */
  readonly along: (from: Vec, to: Vec, look: (edge: number) => boolean) => boolean
  /** Whether a point lies in the region (even-odd; on an edge either answer may come). */
  readonly isInside: (x: number, y: number) => boolean
}

/** How much looking is left: counted in edges, so that the same question ends at the same place on every machine. */
export type Effort = { edges: number }

/** Nearer than this is a touch, m: below the quantisation of positions. */
export const TOUCH_M = 1e-6
/** A segment that rises by less is level: all of it is looked at in every row that it may touch, m. */
const LEVEL_M = 1e-3
/** About so many edges to a row and a column of cells. */
const FEWEST_SIDE = 4
const MOST_SIDE = 512

/** `effort` is spent by what is asked; the answers are the same when none is left. */
export function edgeGrid(region: Region, effort: Effort): EdgeGrid {
  const edges = edgesOf(region)
  const count = edges.length
  const ends = new Float64Array(4 * count)
  const outlineOf = Int32Array.from(region.flatMap((outline, index) => outline.map(() => index)))
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [k, { a, b }] of edges.entries()) {
    ends.set([a.x, a.y, b.x, b.y], 4 * k)
    minX = Math.min(minX, a.x)
    minY = Math.min(minY, a.y)
    maxX = Math.max(maxX, a.x)
    maxY = Math.max(maxY, a.y)
  }
  const side = Math.min(MOST_SIDE, Math.max(FEWEST_SIDE, Math.ceil(Math.sqrt(count))))
  const wide = Math.max((maxX - minX) / side, 1e-9)
  const high = Math.max((maxY - minY) / side, 1e-9)
  const clamped = (cell: number) => (cell < 0 ? 0 : cell >= side ? side - 1 : cell)
  const columnOf = (x: number) => clamped(Math.floor((x - minX) / wide))
  const rowOf = (y: number) => clamped(Math.floor((y - minY) / high))

  /** The cells that a segment passes, row by row from its first end; stops when `visit` says so. */
  const cells = (
    ax: number,
    ay: number,
    bx: number,
    by: number,
    visit: (row: number, west: number, east: number) => boolean,
  ): boolean => {
    const first = rowOf(ay + (by < ay ? TOUCH_M : -TOUCH_M))
    const last = rowOf(by + (by < ay ? -TOUCH_M : TOUCH_M))
    const step = last < first ? -1 : 1
    const slope = (bx - ax) / (by - ay)
    for (let row = first; ; row += step) {
      let x1 = ax
      let x2 = bx
      if (first !== last && Math.abs(by - ay) > LEVEL_M) {
        // The piece of the segment between the row's lower and upper border, a touch wider than that.
        const low = Math.max(Math.min(ay, by), minY + row * high - TOUCH_M)
        const top = Math.min(Math.max(ay, by), minY + (row + 1) * high + TOUCH_M)
        x1 = row === first ? ax : ax + ((step > 0 ? low : top) - ay) * slope
        x2 = row === last ? bx : ax + ((step > 0 ? top : low) - ay) * slope
      }
      if (visit(row, columnOf(Math.min(x1, x2) - TOUCH_M), columnOf(Math.max(x1, x2) + TOUCH_M))) return true
      if (row === last) return false
    }
  }

  const inCell = new Map<number, number[]>()
  const inRow: number[][] = Array.from({ length: side }, () => [])
  for (let k = 0; k < count; k++) {
    const [ax, ay, bx, by] = ends.subarray(4 * k, 4 * k + 4) as unknown as [number, number, number, number]
    cells(ax, ay, bx, by, (row, west, east) => {
      inRow[row]?.push(k)
      for (let column = west; column <= east; column++) {
        const cell = row * side + column
        const known = inCell.get(cell)
        if (known) known.push(k)
        else inCell.set(cell, [k])
      }
      return false
    })
  }
  const lists = Array.from({ length: side * side }, (_, cell) => inCell.get(cell))

  // Which question an edge was last looked at for.
  const lookedAt = new Int32Array(count)
  let question = 0

  return {
    count,
    ends,
    outlineOf,
    along(from, to, look) {
      question += 1
      const mine = question
      return cells(from.x, from.y, to.x, to.y, (row, west, east) => {
        for (let column = west; column <= east; column++) {
          const list = lists[row * side + column]
          if (!list) continue
          effort.edges -= list.length
          for (const k of list) {
            if (lookedAt[k] === mine) continue
            lookedAt[k] = mine
            if (look(k)) return true
          }
        }
        return false
      })
    },
    isInside(x, y) {
      if (!(x >= minX && x <= maxX && y >= minY && y <= maxY)) return false
      const row = inRow[rowOf(y)] as number[]
      effort.edges -= row.length
      let inside = false
      for (const k of row) {
        const ax = ends[4 * k] as number
        const ay = ends[4 * k + 1] as number
        const bx = ends[4 * k + 2] as number
        const by = ends[4 * k + 3] as number
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
      }
      return inside
    },
  }
}

/** The pieces of a straight way that lie in the region of a grid, in order; one way along it. */
export function piecesInside({ ends, along, isInside }: EdgeGrid, a: Vec, b: Vec): Segment[] {
  const cuts = [0, 1]
  along(a, b, (k) => {
    const edge = {
      a: { x: ends[4 * k] as number, y: ends[4 * k + 1] as number },
      b: { x: ends[4 * k + 2] as number, y: ends[4 * k + 3] as number },
    }
    const t = crossingParameter({ a, b }, edge)
    if (t !== null) cuts.push(t)
    return false
  })
  cuts.sort((p, q) => p - q)
  const pieces: Segment[] = []
  let open: number | null = null
  for (let i = 1; i < cuts.length; i++) {
    const from = cuts[i - 1] as number
    const to = cuts[i] as number
    const middle = lerp(a, b, (from + to) / 2)
    const inside = to - from > 1e-12 && isInside(middle.x, middle.y)
    if (inside) open ??= from
    if (open !== null && (!inside || i === cuts.length - 1)) {
      pieces.push({ a: lerp(a, b, open), b: lerp(a, b, inside ? to : from) })
      open = null
    }
  }
  return pieces
}
