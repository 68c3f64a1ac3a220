import type { Vec } from './frame.ts'
import { intersection, shrink } from './offset.ts'
import { distance, distanceToSegment, type Outline, type Region } from './polygon.ts'

/** More corners than this are told apart only as finely as the work needs it. */
export const MANY_CORNERS = 400

/** A region with fewer corners, and how far its edge lies from that of the other at most, m; 0: it is the same. */
type Coarser = { readonly region: Region; readonly toleranceM: number }

/** A region of many corners simplified: by `finestM`, or twice as much, and again, up to `coarsestM`, until few are left. */
export function coarser(region: Region, finestM: number, coarsestM: number): Coarser {
  let found: Coarser = { region, toleranceM: 0 }
  for (let toleranceM = finestM; toleranceM <= coarsestM; toleranceM *= 2) {
    if (countCorners(found.region) <= MANY_CORNERS) break
    found = { region: region.map((outline) => simpleRing(outline, toleranceM)), toleranceM }
  }
  return found
}

/** The same, and never a place outside of the region: its edge moves inward alone. */
export function coarserInside(region: Region, finestM: number, coarsestM: number): Coarser {
  const { toleranceM } = coarser(region, finestM / 2, coarsestM / 2)
  if (toleranceM === 0) return { region, toleranceM }
  const simple = shrink(region, toleranceM).map((outline) => simpleRing(outline, toleranceM))
  return { region: intersection(simple, region), toleranceM: 2 * toleranceM }
}

/** A line of many corners simplified as `coarser` does it; its ends stay. */
export function coarserLine(
  line: Outline,
  finestM: number,
  coarsestM: number,
): { line: Outline; toleranceM: number } {
  let found = { line, toleranceM: 0 }
  for (let toleranceM = finestM; toleranceM <= coarsestM; toleranceM *= 2) {
    if (found.line.length <= MANY_CORNERS) break
    found = { line: simpleLine(line, toleranceM), toleranceM }
  }
  return found
}

const countCorners = (region: Region): number => region.reduce((sum, { length }) => sum + length, 0)

/** A ring as two lines between its first corner and the one that is farthest from that. */
export function simpleRing(ring: Outline, toleranceM: number): Outline {
  const [first] = ring
  if (!first || ring.length < 5) return ring
  let farthest = 0
  for (const [i, corner] of ring.entries())
    if (distance(corner, first) > distance(ring[farthest] as Vec, first)) farthest = i
  const there = simpleLine(ring.slice(0, farthest + 1), toleranceM)
  const back = simpleLine([...ring.slice(farthest), first], toleranceM)
  const simple = [...there, ...back.slice(1, -1)]
  return simple.length < 3 ? ring : simple
}

/**
 * A line less the corners that lie within `toleranceM` of it without them (Douglas and Peucker 1973): every place of
 * either line lies that near to the other, however many corners are left out in a row.
 */
export function simpleLine(line: Outline, toleranceM: number): Outline {
  const isKept = new Uint8Array(line.length)
  isKept[0] = 1
  isKept[line.length - 1] = 1
  const left: [number, number][] = [[0, line.length - 1]]
  for (let span = left.pop(); span; span = left.pop()) {
    const [from, to] = span
    const chord = { a: line[from] as Vec, b: line[to] as Vec }
    let farthest = -1
    let mostM = toleranceM
    for (let i = from + 1; i < to; i++) {
      const metres = distanceToSegment(line[i] as Vec, chord)
      if (metres > mostM) [farthest, mostM] = [i, metres]
    }
    if (farthest < 0) continue
    isKept[farthest] = 1
    left.push([from, farthest], [farthest, to])
  }
  return line.filter((_, i) => isKept[i] === 1)
}
