import { type Outline, rotate } from '../../geo/polygon.ts'
import type { Lane } from './lanes.ts'

/** The ground beside a lane: half a spacing to each side of it. */
export const stripOf = (lane: Lane, spacingM: number): Outline => outlineOf(lane, spacingM, 1)

/** All ground within half a spacing of a lane: its strip, rounded at the ends (never more than that). */
export const seenFrom = (lane: Lane, spacingM: number): Outline => outlineOf(lane, spacingM, 12)

/** Round the lane counter-clockwise, each end in so many chords: one makes it square. */
function outlineOf({ from, to }: Lane, spacingM: number, chords: number): Outline {
  const angle = Math.atan2(to.y - from.y, to.x - from.x)
  const around = ({ x, y }: Lane['from'], begin: number) =>
    Array.from({ length: chords + 1 }, (_, i) => {
      const spoke = rotate({ x: spacingM / 2, y: 0 }, begin + (i * Math.PI) / chords)
      return { x: x + spoke.x, y: y + spoke.y }
    })
  return [...around(to, angle - Math.PI / 2), ...around(from, angle + Math.PI / 2)]
}
