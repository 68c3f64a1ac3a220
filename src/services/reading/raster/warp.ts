import type { Vec } from '../../../core/geo/frame.ts'
import { positionOf, TILE_PX } from '../../../core/geo/webMercator.ts'
import type { Raster, Rgba } from './raster.ts'

/** A node of the net over a tile for so many of its pixels: between nodes a picture is taken to be straight. */
const STEP_PX = 16
const NODES = TILE_PX / STEP_PX + 1

/** Where the pixels of a tile lie in a picture's level: a net of nodes, row by row. */
function netOf({ placement, levels }: Raster, level: Raster['levels'][0], z: number, x: number, y: number) {
  const by: Vec = { x: level.widthPx / levels[0].widthPx, y: level.heightPx / levels[0].heightPx }
  const net = new Float64Array(NODES * NODES * 2)
  for (let j = 0; j < NODES; j++)
    for (let i = 0; i < NODES; i++) {
      const place = positionOf({ x: x * TILE_PX + i * STEP_PX, y: y * TILE_PX + j * STEP_PX }, z)
      const at = placement.toPixel(place)
      net[(j * NODES + i) * 2] = at.x * by.x
      net[(j * NODES + i) * 2 + 1] = at.y * by.y
    }
  return net
}

/** Paints what a tile shows of a picture over what it has already; answers whether it shows any. */
export async function paint(
  onto: Rgba,
  raster: Raster,
  level: Raster['levels'][0],
  [z, x, y]: readonly [z: number, x: number, y: number],
): Promise<boolean> {
  const net = netOf(raster, level, z, x, y)
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let at = 0; at < net.length; at += 2) {
    const [px, py] = [net[at] as number, net[at + 1] as number]
    if (!Number.isFinite(px) || !Number.isFinite(py)) return false
    left = Math.min(left, px)
    right = Math.max(right, px)
    top = Math.min(top, py)
    bottom = Math.max(bottom, py)
  }
  // A pixel of margin on each side for the mixing of neighbours.
  left = Math.max(0, Math.floor(left) - 1)
  top = Math.max(0, Math.floor(top) - 1)
  right = Math.min(level.widthPx, Math.ceil(right) + 1)
  bottom = Math.min(level.heightPx, Math.ceil(bottom) + 1)
  if (right <= left || bottom <= top) return false
  const [width, height] = [right - left, bottom - top]
  const from = await level.part(left, top, width, height)
  const seen = new Float64Array(4)
  for (let row = 0; row < TILE_PX; row++) {
    const j = Math.floor(row / STEP_PX)
    const v = (row + 0.5) / STEP_PX - j
    for (let column = 0; column < TILE_PX; column++) {
      const i = Math.floor(column / STEP_PX)
      const u = (column + 0.5) / STEP_PX - i
      const a = (j * NODES + i) * 2
      const c = a + NODES * 2
      const px = mixed(net, a, c, u, v) - left
      const py = mixed(net, a + 1, c + 1, u, v) - top
      // The picture ends at its outermost pixels' edges.
      if (px < 0 || py < 0 || px >= width || py >= height) continue
      if (px + left >= level.widthPx || py + top >= level.heightPx) continue
      sample(from, width, height, px - 0.5, py - 0.5, seen)
      cover(onto, (row * TILE_PX + column) * 4, seen)
    }
  }
  return true
}

const mixed = (net: Float64Array, a: number, c: number, u: number, v: number): number =>
  ((net[a] as number) * (1 - u) + (net[a + 2] as number) * u) * (1 - v) +
  ((net[c] as number) * (1 - u) + (net[c + 2] as number) * u) * v

/** The colour between four pixels, each by how near and how dense it is. */
function sample(from: Rgba, width: number, height: number, px: number, py: number, seen: Float64Array): void {
  const [i, j] = [Math.floor(px), Math.floor(py)]
  const [u, v] = [px - i, py - j]
  const [x0, x1] = [Math.max(0, i), Math.min(width - 1, i + 1)]
  const [y0, y1] = [Math.max(0, j) * width, Math.min(height - 1, j + 1) * width]
  seen.fill(0)
  add(from, (y0 + x0) * 4, (1 - u) * (1 - v), seen)
  add(from, (y0 + x1) * 4, u * (1 - v), seen)
  add(from, (y1 + x0) * 4, (1 - u) * v, seen)
  add(from, (y1 + x1) * 4, u * v, seen)
}

function add(from: Rgba, at: number, share: number, seen: Float64Array): void {
  const dense = share * (from[at + 3] as number)
  seen[0] = (seen[0] as number) + dense * (from[at] as number)
  seen[1] = (seen[1] as number) + dense * (from[at + 1] as number)
  seen[2] = (seen[2] as number) + dense * (from[at + 2] as number)
  seen[3] = (seen[3] as number) + dense
}

/** Lays a colour (each times its density) over a pixel. */
function cover(onto: Rgba, to: number, seen: Float64Array): void {
  const dense = (seen[3] as number) / 255
  if (dense === 0) return
  const under = ((onto[to + 3] as number) / 255) * (1 - dense)
  const all = dense + under
  for (let k = 0; k < 3; k++)
    onto[to + k] = ((seen[k] as number) / 255 + under * (onto[to + k] as number)) / all + 0.5
  onto[to + 3] = all * 255 + 0.5
}
