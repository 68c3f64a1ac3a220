/** The rays of a camera as `src/core/footage/view/view.ts` describes it, in metres of the invented district. */
import { directionOf, opening, type View } from '../../../src/core/footage/view/view.ts'
import { frame } from '../place.ts'
import type { Point } from './solids.ts'

export type Camera = {
  readonly from: Point
  /** The direction of a place in the picture, in shares of its width and height from the top left; of length 1. */
  through(x: number, y: number): Point
}

export function cameraOf(view: View): Camera {
  const { sinH, cosH, sinP, cosP } = directionOf(view)
  const { wide, high } = opening(view.lens)
  const { x, y } = frame.toLocal(view.at)
  return {
    from: [x, y, view.heightM],
    through(shareX, shareY) {
      const right = (2 * shareX - 1) * wide
      const up = (1 - 2 * shareY) * high
      const ahead = cosP - up * sinP
      const [east, north, rise] = [ahead * sinH + right * cosH, ahead * cosH - right * sinH, sinP + up * cosP]
      const length = Math.hypot(east, north, rise)
      return [east / length, north / length, rise / length]
    },
  }
}
