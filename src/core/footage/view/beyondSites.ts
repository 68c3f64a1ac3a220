import { frameAt } from '../../geo/frame.ts'
import { isInside } from '../../geo/polygon.ts'
import type { Site } from '../../site/site.ts'
import type { Footage } from '../footage.ts'
import { footprint } from './footprint.ts'
import type { Ground } from './ground.ts'
import { groundUnder } from './footageViews.ts'
import { viewOf } from './view.ts'

/** A picture's ground is looked at in so many places each way. */
const SAMPLES = 9
/** More than this outside of the inspected sites is worth a word: what the rule of lookout allows too. */
export const BEYOND_LIMIT = 0.2

/**
 * Share of the ground in a picture that belongs to none of the inspected sites, 0 to 1; null where nobody knows what it
 * shows. A picture of unknown direction is judged by the place below it. Ground is flat where no elevation model is given.
 */
export function beyondSites(
  footage: Footage,
  sites: readonly Site[],
  groundOfFlight: Ground | null = null,
): number | null {
  const ground = groundUnder(footage, groundOfFlight)
  const seen = viewOf(footage, ground)
  if (!seen) return null
  const frame = frameAt(seen.view.at)
  const outlines = sites.map(({ boundary }) => boundary.map((corner) => frame.toLocal(corner)))
  const isWithin = (x: number, y: number): boolean =>
    outlines.some((outline) => outline.length >= 3 && isInside({ x, y }, [outline]))
  if (seen.assumed.includes('attitude')) return isWithin(0, 0) ? 0 : 1
  const { ring } = footprint(seen.view, ground)
  // Over an elevation model there are places between the corners.
  const corners = ring.filter((_, i) => i % (ring.length / 4) === 0)
  const [a, b, c, d] = corners.map((corner) => frame.toLocal(corner))
  if (!a || !b || !c || !d) return null
  let outside = 0
  for (let i = 0; i < SAMPLES; i++)
    for (let j = 0; j < SAMPLES; j++) {
      // Between the far edge (a to b) and the near one (d to c).
      const [u, v] = [(i + 0.5) / SAMPLES, (j + 0.5) / SAMPLES]
      const mix = (p: number, q: number, r: number, s: number): number =>
        (p * (1 - u) + q * u) * (1 - v) + (s * (1 - u) + r * u) * v
      if (!isWithin(mix(a.x, b.x, c.x, d.x), mix(a.y, b.y, c.y, d.y))) outside += 1
    }
  return outside / (SAMPLES * SAMPLES)
}
