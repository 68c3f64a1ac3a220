import type { PutTile, TileBounds } from '../../../store/tileFile.ts'
import { pixelOf, TILE_PX } from '../../../core/geo/webMercator.ts'
import type { LatLon } from '../../../core/geo/position.ts'
import { encodeTile } from './encodeTile.ts'
import type { Raster, Rgba } from './raster.ts'
import { paint } from './warp.ts'

export type Drawn = {
  readonly bounds: TileBounds
  readonly minZoom: number
  readonly maxZoom: number
  /** So many times coarser than the picture itself: it would have come to too many tiles. */
  readonly coarserBy: number
}

/** No map is drawn closer. */
const HIGHEST_ZOOM = 24
/** Tiles of the closest zoom, at most: some four thousand million pixels. */
const MOST_TILES = 65_536
/** A picture is a dot once its longer side is this short, px. */
const DOT_PX = 128

/**
 * Draws pictures, one over the other, as tiles of the map: row by row at the closest zoom, which is the one nearest to their
 * own fineness, and each coarser tile of the four below it. What is held of them is a row of tiles a zoom, whatever their size.
 * `tell` hears after each row which share of all it was. Null where no part of them lies on the map.
 */
export async function drawTiles(
  rasters: readonly Raster[],
  put: PutTile,
  tell: (share: number) => void,
  signal?: AbortSignal,
): Promise<Drawn | null> {
  const outlines = rasters.map(outlineOf)
  const bounds = boundsOf(outlines.flat())
  if (!bounds) return null
  const wanted = Math.max(0, ...rasters.map((raster, i) => ownZoom(raster, boundsOf(outlines[i] ?? []))))
  let maxZoom = Math.min(HIGHEST_ZOOM, Math.round(wanted))
  while (maxZoom > 0 && tilesOf(bounds, maxZoom).count > MOST_TILES) maxZoom -= 1
  let minZoom = maxZoom
  while (minZoom > 0 && tilesOf(bounds, minZoom).longPx > DOT_PX) minZoom -= 1
  const boxes = outlines.map((outline) => tilesOf(boundsOf(outline) ?? bounds, maxZoom))
  const levels = rasters.map((raster, i) =>
    levelFor(raster, ownZoom(raster, boundsOf(outlines[i] ?? [])) - maxZoom),
  )

  /** Of each zoom the tiles of a row of which the rows below have not all come. */
  const open = new Map<number, Map<number, Rgba>>()
  const give = (z: number, x: number, y: number, rgba: Rgba): void => {
    const bytes = encodeTile(rgba, TILE_PX)
    if (!bytes) return
    put(z, x, y, bytes)
    if (z === minZoom) return
    const row = open.get(z - 1) ?? new Map<number, Rgba>()
    open.set(z - 1, row)
    const parent = row.get(x >> 1) ?? new Uint8Array(TILE_PX * TILE_PX * 4)
    row.set(x >> 1, parent)
    shrinkInto(parent, (x & 1) * (TILE_PX / 2), (y & 1) * (TILE_PX / 2), rgba)
  }
  /** Row `y` of a zoom has come: the tiles above it that wait for no other row. */
  const settle = (z: number, y: number, isLast: boolean): void => {
    if (z === minZoom || (y % 2 === 0 && !isLast)) return
    for (const [x, rgba] of open.get(z - 1) ?? []) give(z - 1, x, y >> 1, rgba)
    open.delete(z - 1)
    settle(z - 1, y >> 1, isLast)
  }

  const all = tilesOf(bounds, maxZoom)
  for (let y = all.top; y <= all.bottom; y++) {
    for (let x = all.left; x <= all.right; x++) {
      // Whoever calls it off is heard between two tiles.
      await new Promise(setImmediate)
      signal?.throwIfAborted()
      const tile = new Uint8Array(TILE_PX * TILE_PX * 4)
      let isSeen = false
      for (const [i, raster] of rasters.entries()) {
        const [box, level] = [boxes[i], levels[i]]
        if (!box || !level || x < box.left || x > box.right || y < box.top || y > box.bottom) continue
        isSeen = (await paint(tile, raster, level, [maxZoom, x, y])) || isSeen
      }
      if (isSeen) give(maxZoom, x, y, tile)
    }
    tell(1 / (all.bottom - all.top + 1))
    settle(maxZoom, y, y === all.bottom)
  }
  return { bounds, minZoom, maxZoom, coarserBy: 2 ** Math.max(0, Math.round(wanted) - maxZoom) }
}

/** Places about the edge of a picture: enough of them for a side that is bent on the map. */
function outlineOf({ placement, levels: [{ widthPx, heightPx }] }: Raster): LatLon[] {
  const found: LatLon[] = []
  for (let i = 0; i <= 16; i++) {
    const [x, y] = [(widthPx * i) / 16, (heightPx * i) / 16]
    for (const at of [
      { x, y: 0 },
      { x, y: heightPx },
      { x: 0, y },
      { x: widthPx, y },
    ]) {
      const place = placement.toPlace(at)
      if (place) found.push(place)
    }
  }
  return found
}

function boundsOf(places: readonly LatLon[]): TileBounds | null {
  if (places.length === 0) return null
  const [lats, lons] = [places.map(({ lat }) => lat), places.map(({ lon }) => lon)]
  const bounds = {
    south: Math.min(...lats),
    west: Math.min(...lons),
    north: Math.max(...lats),
    east: Math.max(...lons),
  }
  return bounds.north > bounds.south && bounds.east > bounds.west ? bounds : null
}

/** The tiles of a zoom that lie in a box, and how long its longer side is there, px. */
function tilesOf(bounds: TileBounds, zoom: number) {
  const a = pixelOf({ lat: bounds.north, lon: bounds.west }, zoom)
  const b = pixelOf({ lat: bounds.south, lon: bounds.east }, zoom)
  const last = 2 ** zoom - 1
  const tile = (px: number) => Math.max(0, Math.min(last, Math.floor(px / TILE_PX)))
  const [left, top, right, bottom] = [tile(a.x), tile(a.y), tile(b.x), tile(b.y)]
  return {
    left,
    top,
    right,
    bottom,
    count: (right - left + 1) * (bottom - top + 1),
    longPx: Math.max(b.x - a.x, b.y - a.y),
  }
}

/** The zoom, in parts, at which a pixel of a picture is one of the map. */
function ownZoom({ placement, levels: [{ widthPx, heightPx }] }: Raster, bounds: TileBounds | null): number {
  const middle = { x: widthPx / 2, y: heightPx / 2 }
  const [a, b] = [middle, { x: middle.x + 1, y: middle.y + 1 }].map(placement.toPlace)
  if (!a || !b || !bounds) return 0
  const [p, q] = [pixelOf(a, 0), pixelOf(b, 0)]
  const sidePx = Math.hypot(q.x - p.x, q.y - p.y) / Math.SQRT2
  return sidePx > 0 ? Math.log2(1 / sidePx) : 0
}

/** The coarsest level that is still as fine as the map, where the picture is finer by so many zooms. */
function levelFor({ levels }: Raster, finerBy: number): Raster['levels'][0] {
  const enoughPx = levels[0].widthPx / 2 ** Math.max(0, finerBy) / 1.2
  return levels.findLast(({ widthPx }) => widthPx >= enoughPx) ?? levels[0]
}

/** A tile at half its size into a quarter of the one above it; four pixels are mixed by their density. */
function shrinkInto(parent: Rgba, left: number, top: number, tile: Rgba): void {
  const long = TILE_PX * 4
  for (let y = 0; y < TILE_PX / 2; y++)
    for (let x = 0; x < TILE_PX / 2; x++) {
      const at = 2 * y * long + 8 * x
      const to = (top + y) * long + (left + x) * 4
      let dense = 0
      for (const from of [at, at + 4, at + long, at + long + 4]) dense += tile[from + 3] as number
      if (dense === 0) continue
      for (let k = 0; k < 3; k++) {
        let sum = 0
        for (const from of [at, at + 4, at + long, at + long + 4])
          sum += (tile[from + k] as number) * (tile[from + 3] as number)
        parent[to + k] = sum / dense + 0.5
      }
      parent[to + 3] = dense / 4 + 0.5
    }
}
