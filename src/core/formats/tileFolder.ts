import type { Box } from '../geo/box.ts'
import { positionOf, TILE_PX } from '../geo/webMercator.ts'
import { finiteIn } from '../units/finite.ts'

/** Where the rows of tiles are counted from: the north, as web maps do (XYZ), or the south (TMS). */
export type RowsFrom = 'north' | 'south'

/** One tile by the names of its folders: its row as it is counted there. */
export type NamedTile = { readonly name: string; readonly z: number; readonly x: number; readonly y: number }

/** A folder of tiles: `z/x/y.png` below a root, as DJI Terra (`map/`), GDAL and others write it. */
export type TileFolder = {
  /** What stands before the zooms in each name; '' or with a slash at its end. */
  readonly root: string
  readonly tiles: readonly NamedTile[]
  readonly minZoom: number
  readonly maxZoom: number
  /** Zooms between those that have no tile at all. */
  readonly missingZooms: readonly number[]
  /** What the tiles of the closest zoom cover, as their rows are counted from either side, degrees. */
  readonly covers: Readonly<Record<RowsFrom, Box>>
}

/** No map is drawn closer: `Layer` allows no more. */
const HIGHEST_ZOOM = 24
const TILE = /^((?:.*\/)?)(\d{1,2})\/(\d{1,8})\/(\d{1,8})\.(?:png|jpe?g|webp)$/i

/**
 * The folder of tiles among names of files, that with the most tiles where there are several; null where there is none. One
 * file that happens to be called so makes none: numbers that its zoom does not have are left out.
 */
export function tileFolderIn(names: Iterable<string>): TileFolder | null {
  const roots = new Map<string, NamedTile[]>()
  for (const name of names) {
    const [, root = '', ...numbers] = TILE.exec(name.replaceAll('\\', '/')) ?? []
    const [z = -1, x = -1, y = -1] = numbers.map(Number)
    if (z < 0 || z > HIGHEST_ZOOM || x >= 2 ** z || y >= 2 ** z) continue
    const tiles = roots.get(root) ?? []
    roots.set(root, tiles)
    tiles.push({ name, z, x, y })
  }
  const [most] = [...roots].sort(([, a], [, b]) => b.length - a.length)
  if (!most) return null
  const [root, tiles] = most
  const zooms = new Set(tiles.map(({ z }) => z))
  const maxZoom = Math.max(...zooms)
  const minZoom = Math.min(...zooms)
  const between = Array.from({ length: maxZoom - minZoom }, (_, i) => minZoom + i)
  const closest = tiles.filter(({ z }) => z === maxZoom)
  return {
    root,
    tiles,
    minZoom,
    maxZoom,
    missingZooms: between.filter((zoom) => !zooms.has(zoom)),
    covers: { north: coverOf(closest, maxZoom, 'north'), south: coverOf(closest, maxZoom, 'south') },
  }
}

function coverOf(tiles: readonly NamedTile[], zoom: number, rows: RowsFrom): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y } of tiles) {
    const row = rowFromNorth(y, zoom, rows)
    left = Math.min(left, x)
    right = Math.max(right, x + 1)
    top = Math.min(top, row)
    bottom = Math.max(bottom, row + 1)
  }
  const a = positionOf({ x: left * TILE_PX, y: top * TILE_PX }, zoom)
  const b = positionOf({ x: right * TILE_PX, y: bottom * TILE_PX }, zoom)
  return { south: b.lat, west: a.lon, north: a.lat, east: b.lon }
}

/** The row of a tile counted from the north. */
export const rowFromNorth = (y: number, zoom: number, rows: RowsFrom): number =>
  rows === 'north' ? y : 2 ** zoom - 1 - y

/** Files in the root of a folder of tiles that say how it is laid out. */
export const SAYS_LAYOUT =
  /^(?:tilemapresource\.xml|metadata\.json|tiles?\.json|leaflet\.html|index\.html|doc\.kml)$/i

export type Layout = { readonly rows: RowsFrom | null; readonly isOtherGrid: boolean }

/**
 * How the tiles are laid out, by what a file beside them says: a TMS resource of the usual grid of web maps (or of another,
 * that no map here has); a scheme or bounds in JSON; a page that shows them with Leaflet; the box of a KML.
 */
export function saidLayout(fileName: string, text: string, { covers }: TileFolder): Layout {
  const said = (rows: RowsFrom | null): Layout => ({ rows, isOtherGrid: false })
  if (/\.xml$/i.test(fileName)) {
    const profile = /<TileSets\b[^>]*\bprofile\s*=\s*["']([^"']*)["']/i.exec(text)?.[1] ?? ''
    const isMercator = /mercator$/i.test(profile) || /<SRS>\s*(?:EPSG:3857|OSGEO:41001)/i.test(text)
    return isMercator ? said('south') : { rows: null, isOtherGrid: /<TileMap\b/i.test(text) }
  }
  if (/\.html$/i.test(fileName)) {
    const tms = /\btms\s*:\s*(true|false)\b/i.exec(text)?.[1]
    return said(tms === undefined ? null : tms.toLowerCase() === 'true' ? 'south' : 'north')
  }
  if (/\.kml$/i.test(fileName)) {
    const [south, north] = ['south', 'north'].map((side) =>
      latitude(new RegExp(`<${side}>\\s*([-+.\\deE]{1,40})\\s*<`, 'i').exec(text)?.[1]),
    )
    return said(rowsWithin(covers, south ?? null, north ?? null))
  }
  const scheme = /"scheme"\s*:\s*"(xyz|tms)"/i.exec(text)?.[1]?.toLowerCase()
  if (scheme) return said(scheme === 'xyz' ? 'north' : 'south')
  const numbers = /"bounds"\s*:\s*["[]([^"\]]{3,200})["\]]/i.exec(text)?.[1]?.split(',')
  return said(rowsWithin(covers, latitude(numbers?.[1]), latitude(numbers?.[3])))
}

const latitude = (text: string | undefined): number | null => finiteIn(Number(text ?? Number.NaN), -90, 90)

/** The only way to count rows by which the tiles lie within what they are said to cover; null where both do, or none. */
function rowsWithin(
  covers: TileFolder['covers'],
  south: number | null,
  north: number | null,
): RowsFrom | null {
  if (south === null || north === null || south >= north) return null
  const isWithin = (box: Box): boolean => box.south < north && box.north > south
  const [fromNorth, fromSouth] = [isWithin(covers.north), isWithin(covers.south)]
  return fromNorth === fromSouth ? null : fromNorth ? 'north' : 'south'
}

/** Sites this near to tiles, degrees, tell which way their rows are counted. */
const NEAR_DEG = 3

/** The only way to count rows by which the tiles lie near to where sites are; null where both do, or none. */
export function rowsNear({ covers }: Pick<TileFolder, 'covers'>, sites: Box): RowsFrom | null {
  const isNear = (box: Box): boolean =>
    box.south < sites.north + NEAR_DEG &&
    box.north > sites.south - NEAR_DEG &&
    box.west < sites.east + NEAR_DEG &&
    box.east > sites.west - NEAR_DEG
  const [north, south] = [isNear(covers.north), isNear(covers.south)]
  return north === south ? null : north ? 'north' : 'south'
}
