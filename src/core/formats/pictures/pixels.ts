/** A picture unpacked: red, green and blue of each pixel in turn, row by row from the top left, 8 bits each. */
export type Pixels = { readonly widthPx: number; readonly heightPx: number; readonly rgb: Uint8Array }

/** A corner in shares of a picture's width and height from its top left. */
type Corner = readonly [x: number, y: number]

/** A picture of more pixels than this is not unpacked: some 150 million are the largest that aircraft take. */
export const MOST_PIXELS = 200_000_000

/** Made smaller until its longer side is `longPx` at most: each pixel is the mean of what it stands for. One as small stays. */
export function noLongerThan(from: Pixels, longPx: number): Pixels {
  const by = Math.min(1, longPx / Math.max(from.widthPx, from.heightPx))
  return by === 1
    ? from
    : sized(from, Math.max(1, Math.round(from.widthPx * by)), Math.max(1, Math.round(from.heightPx * by)))
}

function sized({ widthPx, heightPx, rgb }: Pixels, width: number, height: number): Pixels {
  const made = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [
      Math.floor((y * heightPx) / height),
      Math.max(Math.ceil(((y + 1) * heightPx) / height), 1),
    ]
    for (let x = 0; x < width; x++) {
      const [left, right] = [
        Math.floor((x * widthPx) / width),
        Math.max(Math.ceil(((x + 1) * widthPx) / width), 1),
      ]
      let [red, green, blue] = [0, 0, 0]
      for (let row = top; row < bottom; row++)
        for (let at = 3 * (row * widthPx + left), end = 3 * (row * widthPx + right); at < end; at += 3) {
          red += rgb[at] as number
          green += rgb[at + 1] as number
          blue += rgb[at + 2] as number
        }
      const count = (bottom - top) * (right - left)
      const to = 3 * (y * width + x)
      made[to] = red / count + 0.5
      made[to + 1] = green / count + 0.5
      made[to + 2] = blue / count + 0.5
    }
  }
  return { widthPx: width, heightPx: height, rgb: made }
}

/** The part of a picture in a box, in shares of its width and height; at least a pixel of it. */
export function cropped(
  { widthPx, heightPx, rgb }: Pixels,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Pixels {
  const left = Math.min(widthPx - 1, Math.max(0, Math.floor(box.x * widthPx)))
  const top = Math.min(heightPx - 1, Math.max(0, Math.floor(box.y * heightPx)))
  const width = Math.max(1, Math.min(widthPx - left, Math.ceil((box.x + box.width) * widthPx) - left))
  const height = Math.max(1, Math.min(heightPx - top, Math.ceil((box.y + box.height) * heightPx) - top))
  const made = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    const at = 3 * ((top + y) * widthPx + left)
    made.set(rgb.subarray(at, at + 3 * width), 3 * y * width)
  }
  return { widthPx: width, heightPx: height, rgb: made }
}

/** A cover goes so far beyond its edge, that no pixel is half seen through it, px. */
const EDGE_PX = 1

/**
 * Blackens what lies in some rings, and a pixel beyond their edges: whatever a ring winds about, as a canvas fills it. The
 * pixels themselves are changed: nothing of what was covered is left in them.
 */
export function cover({ widthPx, heightPx, rgb }: Pixels, rings: readonly (readonly Corner[])[]): void {
  for (const ring of rings) {
    const corners = ring.map(([x, y]): Corner => [x * widthPx, y * heightPx])
    for (let row = 0; row < heightPx; row++)
      for (const [from, to] of [...insideOf(corners, row + 0.5), ...edgesIn(corners, row)]) {
        const left = Math.max(0, Math.floor(from))
        const right = Math.min(widthPx - 1, Math.floor(to))
        if (right >= left) rgb.fill(0, 3 * (row * widthPx + left), 3 * (row * widthPx + right + 1))
      }
  }
}

const edgesOf = (corners: readonly Corner[]): [Corner, Corner][] =>
  corners.map((from, i) => [from, corners[(i + 1) % corners.length] as Corner])

/** From where to where a ring winds about a line across a picture. */
function insideOf(corners: readonly Corner[], y: number): [number, number][] {
  const crossings: { x: number; turn: number }[] = []
  for (const [[ax, ay], [bx, by]] of edgesOf(corners))
    if (ay > y !== by > y)
      crossings.push({ x: ax + ((y - ay) / (by - ay)) * (bx - ax), turn: by > ay ? 1 : -1 })
  crossings.sort((a, b) => a.x - b.x)
  const found: [number, number][] = []
  let winding = 0
  crossings.forEach(({ x, turn }, i) => {
    winding += turn
    const next = crossings[i + 1]
    if (winding !== 0 && next) found.push([x, next.x])
  })
  return found
}

/** How far each edge reaches within a row of pixels and `EDGE_PX` about it. */
function edgesIn(corners: readonly Corner[], row: number): [number, number][] {
  const [top, bottom] = [row - EDGE_PX, row + 1 + EDGE_PX]
  return edgesOf(corners).flatMap(([[ax, ay], [bx, by]]): [number, number][] => {
    if (Math.max(ay, by) < top || Math.min(ay, by) > bottom) return []
    const xAt = (y: number): number =>
      by === ay ? ax : ax + Math.min(1, Math.max(0, (y - ay) / (by - ay))) * (bx - ax)
    const xs = by === ay ? [ax, bx] : [xAt(top), xAt(bottom)]
    return [[Math.min(...xs) - EDGE_PX, Math.max(...xs) + EDGE_PX]]
  })
}

/** A picture as it is to be looked at: EXIF's orientation 1 to 8 (Exif 3.0, 4.6.5.1.6) done; any other is none. */
export function upright(from: Pixels, orientation: number): Pixels {
  if (!(orientation >= 2 && orientation <= 8)) return from
  const { widthPx, heightPx, rgb } = from
  const isTurned = orientation >= 5
  const [width, height] = isTurned ? [heightPx, widthPx] : [widthPx, heightPx]
  const made = new Uint8Array(rgb.length)
  const isFromRight = [2, 3, 7, 8].includes(orientation)
  const isFromBelow = [3, 4, 6, 7].includes(orientation)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [column, row] = isTurned ? [y, x] : [x, y]
      const at =
        3 *
        ((isFromBelow ? heightPx - 1 - row : row) * widthPx + (isFromRight ? widthPx - 1 - column : column))
      const to = 3 * (y * width + x)
      made[to] = rgb[at] as number
      made[to + 1] = rgb[at + 1] as number
      made[to + 2] = rgb[at + 2] as number
    }
  return { widthPx: width, heightPx: height, rgb: made }
}
