import { fromWgs84, type MapDatum, toWgs84 } from './mapDatum.ts'
import type { LatLon } from './position.ts'

/** A place of the usual grid of web maps at a zoom, in pixels from its north-west corner. */
export type GridPixel = { readonly x: number; readonly y: number }
/** A tile of that grid: zoom, column and row from the north-west. */
export type TileAt = { readonly z: number; readonly x: number; readonly y: number }

/** A tile's side, pixels. */
export const TILE_PX = 256
/** Beyond this latitude there are no tiles. */
const MOST_LAT_DEG = 85.0511
const RADIANS = Math.PI / 180

/** Where a position lies in the grid of a zoom (EPSG:3857). */
export function pixelOf({ lat, lon }: LatLon, zoom: number): GridPixel {
  const side = TILE_PX * 2 ** zoom
  const within = Math.max(-MOST_LAT_DEG, Math.min(MOST_LAT_DEG, lat)) * RADIANS
  return {
    x: (lon / 360 + 0.5) * side,
    y: (0.5 - Math.asinh(Math.tan(within)) / (2 * Math.PI)) * side,
  }
}

/** The position of a place of the grid: what `pixelOf` takes back. */
export function positionOf({ x, y }: GridPixel, zoom: number): LatLon {
  const side = TILE_PX * 2 ** zoom
  return { lat: Math.atan(Math.sinh((0.5 - y / side) * 2 * Math.PI)) / RADIANS, lon: (x / side - 0.5) * 360 }
}

/** Where a place of a grid in a datum really lies, in the grid of WGS-84 of the same zoom. */
export const groundPixel = (at: GridPixel, zoom: number, datum: MapDatum): GridPixel =>
  datum === 'wgs84' ? at : pixelOf(toWgs84(positionOf(at, zoom), datum), zoom)

/** Where a place of the grid of WGS-84 lies in a grid in a datum: what `groundPixel` takes back. */
export const sourcePixel = (at: GridPixel, zoom: number, datum: MapDatum): GridPixel =>
  datum === 'wgs84' ? at : pixelOf(fromWgs84(positionOf(at, zoom), datum), zoom)

/** Where a tile of a source in a datum belongs in the grid of WGS-84 of its zoom: from corner to corner, each tile by itself. */
export function tileBox({ z, x, y }: TileAt, datum: MapDatum): { from: GridPixel; to: GridPixel } {
  const corner = (column: number, row: number) =>
    groundPixel({ x: column * TILE_PX, y: row * TILE_PX }, z, datum)
  return { from: corner(x, y), to: corner(x + 1, y + 1) }
}
