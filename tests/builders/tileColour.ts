import { readJpeg } from '../../src/core/formats/pictures/jpegRead.ts'
import { pixelOf, TILE_PX } from '../../src/core/geo/webMercator.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import { openTiles } from '../../src/store/mbtiles.ts'
import { unfilteredPng } from './unfilteredPng.ts'

/** Red, green, blue and density of a file of tiles at a place and zoom; null where it has no tile there. */
export function tileColour(file: string, place: LatLon, zoom: number): number[] | null {
  const at = pixelOf(place, zoom)
  const [x, y] = [Math.floor(at.x / TILE_PX), Math.floor(at.y / TILE_PX)]
  const tiles = openTiles(file)
  const bytes = tiles?.tile(zoom, x, y)
  tiles?.close()
  if (!bytes) return null
  const pixel = (Math.floor(at.y) - y * TILE_PX) * TILE_PX + Math.floor(at.x) - x * TILE_PX
  const jpeg = readJpeg(bytes, TILE_PX)
  if (jpeg) return [...jpeg.rgb.subarray(pixel * 3, pixel * 3 + 3), 255]
  return unfilteredPng(bytes, pixel)
}
