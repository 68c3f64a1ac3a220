import type { Vec } from './frame.ts'
import { type Outline, type Region, signedArea } from './polygon.ts'

/** An upright box, its lower and its upper corner. */
export type Upright = { readonly low: Vec; readonly high: Vec }

/**
 * How much of a region lies in an upright box, m² where its corners are metres. Each outline is cut at the four sides in turn
 * (Sutherland and Hodgman, "Reentrant polygon clipping", 1974): what runs along a side in doubt counts for nothing, so that
 * the signed areas add up for outlines of any shape and for holes.
 */
export function areaInBox(region: Region, { low, high }: Upright): number {
  let area = 0
  for (const outline of region) {
    const left = beyond(outline, 'x', low.x, 1)
    const right = beyond(left, 'x', high.x, -1)
    const under = beyond(right, 'y', low.y, 1)
    area += signedArea(beyond(under, 'y', high.y, -1))
  }
  return area
}

/** What of an outline lies above a level along an axis (`way` 1), or below it (-1). */
function beyond(outline: Outline, axis: 'x' | 'y', level: number, way: 1 | -1): Outline {
  const kept: Vec[] = []
  let before = outline[outline.length - 1]
  for (const corner of outline) {
    if (!before) break
    const isIn = (corner[axis] - level) * way >= 0
    if (isIn !== (before[axis] - level) * way >= 0) {
      const share = (level - before[axis]) / (corner[axis] - before[axis])
      kept.push({
        x: axis === 'x' ? level : before.x + (corner.x - before.x) * share,
        y: axis === 'y' ? level : before.y + (corner.y - before.y) * share,
      })
    }
    if (isIn) kept.push(corner)
    before = corner
  }
  return kept
}
