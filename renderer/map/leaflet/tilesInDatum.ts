import { Bounds, type Coords, type GridLayer, type LatLng, Point, type TileEvent } from 'leaflet'
import type { MapDatum } from '../../../src/core/geo/mapDatum.ts'
import { type GridPixel, sourcePixel, tileBox } from '../../../src/core/geo/webMercator.ts'

/** What Leaflet asks its tile layers for, and does not declare. */
type Placing = {
  _tileZoom: number
  _level: { readonly origin: Point }
  _getTiledPixelBounds(center: LatLng): Bounds
  _getTilePos(coords: Coords): Point
}

const point = ({ x, y }: GridPixel): Point => new Point(x, y)
/** So far a tile reaches over the next one, pixels of its own: no line shows between two that are not on whole pixels. */
const OVERLAP_PX = 0.25

/** Lets a layer of tiles draw each tile where it belongs when its grid is measured in another datum than the map's. */
export function tilesInDatum<L extends GridLayer>(layer: L, datum: MapDatum): L {
  if (datum === 'wgs84') return layer
  const placing = layer as unknown as Placing
  const inView = placing._getTiledPixelBounds
  placing._getTiledPixelBounds = (center) => {
    const { min, max } = inView.call(layer, center) as { min: Point; max: Point }
    const corners = [min, new Point(max.x, min.y), max, new Point(min.x, max.y)]
    return new Bounds(corners.map((corner) => point(sourcePixel(corner, placing._tileZoom, datum))))
  }
  placing._getTilePos = (coords) => point(tileBox(coords, datum).from).subtract(placing._level.origin)
  layer.on('tileloadstart', ({ tile, coords }: TileEvent) => {
    const { from, to } = tileBox(coords, datum)
    tile.style.width = `${to.x - from.x + OVERLAP_PX}px`
    tile.style.height = `${to.y - from.y + OVERLAP_PX}px`
  })
  return layer
}
