/** Where in a picture something of the ground stands: what a finding marks. */
import type { PictureBox } from '../../../src/core/footage/view/placeOf.ts'
import { before, directionOf, opening, type View } from '../../../src/core/footage/view/view.ts'
import { frame, type Metres } from '../place.ts'

/** The box about a square of the ground, `reachM` to each side of a place, to a hundredth of the picture's sides. */
export function boxAbout(view: View, [east, north]: Metres, reachM: number): PictureBox {
  const camera = frame.toLocal(view.at)
  const { wide, high } = opening(view.lens)
  const corners = [
    [-reachM, -reachM],
    [reachM, -reachM],
    [reachM, reachM],
    [-reachM, reachM],
  ].map(([dx = 0, dy = 0]) => {
    const { right, over, depth } = before(
      directionOf(view),
      east + dx - camera.x,
      north + dy - camera.y,
      -view.heightM,
    )
    return { x: (1 + right / (depth * wide)) / 2, y: (1 - over / (depth * high)) / 2 }
  })
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
  const [x, y] = [hundredths(Math.min(...xs)), hundredths(Math.min(...ys))]
  return { x, y, width: hundredths(Math.max(...xs) - x), height: hundredths(Math.max(...ys) - y) }
}

const hundredths = (share: number): number => Math.round(share * 100) / 100
