import type { HeightGrid } from './heightGrid.ts'

/** A place in a grid of heights: columns from the west, rows from the north, in parts of a cell. */
export type GridPlace = { readonly x: number; readonly y: number }
/** A line of one height; one that comes back to where it began has its first place as its last too. */
export type ContourLine = readonly GridPlace[]

/** The sides of a cell, and which two of its corners each joins: north-west, north-east, south-east, south-west. */
type Side = 0 | 1 | 2 | 3
const [NORTH, EAST, SOUTH, WEST] = [0, 1, 2, 3] as const
/**
 * Marching squares: by which corners are at the level or above (1 north-west, 2 north-east, 4 south-east, 8 south-west)
 * the pairs of sides that a line goes through. 5 and 10, the saddles, have two ways.
 */
const CUTS: readonly (readonly (readonly [Side, Side])[])[] = [
  [],
  [[WEST, NORTH]],
  [[NORTH, EAST]],
  [[WEST, EAST]],
  [[EAST, SOUTH]],
  [],
  [[NORTH, SOUTH]],
  [[WEST, SOUTH]],
  [[SOUTH, WEST]],
  [[SOUTH, NORTH]],
  [],
  [[SOUTH, EAST]],
  [[EAST, WEST]],
  [[EAST, NORTH]],
  [[NORTH, WEST]],
  [],
]
/** Of a saddle: a line about each of two corners across from one another. */
const ABOUT_NE_SW: readonly (readonly [Side, Side])[] = [
  [NORTH, EAST],
  [WEST, SOUTH],
]
const ABOUT_NW_SE: readonly (readonly [Side, Side])[] = [
  [WEST, NORTH],
  [EAST, SOUTH],
]

/**
 * The lines of one height through a grid, by marching squares: on each side of a cell whose ends lie on either side of the
 * height a line passes where it is reached (linear). Through a cell with an unknown corner none goes. Lines end at the
 * edge and at what is unknown; all others close.
 */
export function contoursAt({ width, height, heightsM }: HeightGrid, levelM: number): ContourLine[] {
  const heightAt = (x: number, y: number): number => heightsM[y * width + x] as number
  // A side has one number whichever of its two cells asks: along a row, or down a column.
  const sideOf = (x: number, y: number, side: Side): number => {
    if (side === NORTH) return 2 * (y * width + x)
    if (side === SOUTH) return 2 * ((y + 1) * width + x)
    return 2 * (y * width + (side === WEST ? x : x + 1)) + 1
  }
  /** By each side that a line passes the one or two that it goes on to. */
  const ways = new Map<number, number[]>()
  const join = (a: number, b: number): void => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const known = ways.get(from)
      if (known) known.push(to)
      else ways.set(from, [to])
    }
  }
  for (let y = 0; y < height - 1; y++)
    for (let x = 0; x < width - 1; x++) {
      const corners = [
        heightAt(x, y),
        heightAt(x + 1, y),
        heightAt(x + 1, y + 1),
        heightAt(x, y + 1),
      ] as const
      const [nw, ne, se, sw] = corners
      const middle = (nw + ne + se + sw) / 4
      if (!Number.isFinite(middle)) continue
      const above = corners.reduce((sum, corner, i) => (corner >= levelM ? sum | (1 << i) : sum), 0)
      for (const [from, to] of cutsOf(above, middle >= levelM)) join(sideOf(x, y, from), sideOf(x, y, to))
    }
  const placeOf = (side: number): GridPlace => {
    const [corner, isDown] = [side >> 1, (side & 1) === 1]
    const [x, y] = [corner % width, Math.floor(corner / width)]
    const [from, to] = [heightAt(x, y), isDown ? heightAt(x, y + 1) : heightAt(x + 1, y)]
    const share = (levelM - from) / (to - from)
    return isDown ? { x, y: y + share } : { x: x + share, y }
  }
  return strung(ways).map((sides) => sides.map(placeOf))
}

/** Of a saddle the two corners are parted that the middle is not like: the lower ones where it is high. */
function cutsOf(above: number, isMiddleAbove: boolean): readonly (readonly [Side, Side])[] {
  if (above === 5) return isMiddleAbove ? ABOUT_NE_SW : ABOUT_NW_SE
  if (above === 10) return isMiddleAbove ? ABOUT_NW_SE : ABOUT_NE_SW
  return CUTS[above] as (typeof CUTS)[number]
}

/** Strings sides that are joined in pairs into lines: first those with ends, then what is left, which goes round. */
function strung(ways: ReadonlyMap<number, number[]>): number[][] {
  const gone = new Set<number>()
  const lines: number[][] = []
  const follow = (start: number): void => {
    const line = [start]
    gone.add(start)
    for (let at = start; ; ) {
      const next = ways.get(at)?.find((side) => !gone.has(side))
      if (next === undefined) break
      gone.add(next)
      line.push(next)
      at = next
    }
    const [first, last] = [line[0] as number, line[line.length - 1] as number]
    if (line.length > 2 && ways.get(last)?.includes(first)) line.push(first)
    lines.push(line)
  }
  for (const [side, next] of ways) if (next.length === 1 && !gone.has(side)) follow(side)
  for (const side of ways.keys()) if (!gone.has(side)) follow(side)
  return lines
}

/** Metres between contours at a zoom of the map: so many that they are told apart, and none finer than models are. */
export function contourIntervalM(zoom: number): number {
  if (zoom >= 16) return 5
  if (zoom >= 14) return 10
  if (zoom >= 13) return 20
  if (zoom >= 12) return 50
  return zoom >= 10 ? 100 : 200
}

/** Every so manieth contour is heavier and says its height. */
export const INDEX_CONTOUR = 5

/** The heights of the contours of a grid at an interval, from the lowest up, m. */
export function contourLevels({ heightsM }: HeightGrid, intervalM: number): number[] {
  let [lowest, highest] = [Infinity, -Infinity]
  for (let i = 0; i < heightsM.length; i++) {
    const heightM = heightsM[i] as number
    if (!Number.isFinite(heightM)) continue
    lowest = Math.min(lowest, heightM)
    highest = Math.max(highest, heightM)
  }
  const levels: number[] = []
  for (let k = Math.ceil(lowest / intervalM); k * intervalM <= highest; k++) levels.push(k * intervalM)
  return levels
}
