import { gunzipSync } from 'node:zlib'
import { Compression, type Header, PMTiles, ResolvedValueCache, type Source, TileType } from 'pmtiles'
import { finiteIn } from '../../core/units/finite.ts'
import { fail, ok, type Result } from '../../core/units/result.ts'
import type { TilesInfo } from '../../store/mbtiles.ts'
import { withFile } from '../../store/openFile.ts'

/** What a directory, a tile or the metadata may have, bytes: packed and unpacked. No sound file comes near. */
const MOST_PACKED = 32 * 1024 * 1024
const MOST_UNPACKED = 128 * 1024 * 1024
/** An entry of a directory is four numbers of a byte or more each (PMTiles 3, section 4.2). */
const LEAST_ENTRY_BYTES = 4
/** No map is drawn closer: `Layer` allows no more. */
const HIGHEST_ZOOM = 24
const LONGEST_ATTRIBUTION = 500

const PICTURES: readonly TileType[] = [TileType.Png, TileType.Jpeg, TileType.Webp]

function unpacked(bytes: ArrayBuffer, compression: Compression): ArrayBuffer {
  if (compression === Compression.None || compression === Compression.Unknown) return bytes
  if (compression !== Compression.Gzip) throw new Error('packed in a way that is not read')
  return new Uint8Array(gunzipSync(new Uint8Array(bytes), { maxOutputLength: MOST_UNPACKED })).buffer
}

/** Of a directory that says that it has more entries than it has room for nothing is read: it would never end. */
function directory(bytes: ArrayBuffer, compression: Compression): ArrayBuffer {
  const plain = unpacked(bytes, compression)
  const head = new Uint8Array(plain)
  let [count, factor, at] = [0, 1, 0]
  for (; at < 10; at++, factor *= 128) {
    const byte = head[at] ?? 0
    count += (byte & 0x7f) * factor
    if (byte < 0x80) break
  }
  if (count * LEAST_ENTRY_BYTES > head.length) throw new Error('a directory with more than it holds')
  return plain
}

/** Stretches of a file, as the reader asks for them. */
const stretches = (file: string): Source => ({
  getKey: () => file,
  getBytes: (offset, length) => {
    if (!(offset >= 0 && length >= 0 && length <= MOST_PACKED))
      return Promise.reject(new Error('a stretch that no sound file has'))
    // A copy as long as what was read: at its end a file has less.
    const read = withFile(file, 'r', (open) => open.read(length, offset))
    return Promise.resolve({ data: new Uint8Array(read).buffer })
  },
})

const open = (file: string): PMTiles =>
  new PMTiles(
    stretches(file),
    new ResolvedValueCache(50, false, (bytes, compression) => Promise.resolve(directory(bytes, compression))),
    (bytes, compression) => Promise.resolve(unpacked(bytes, compression)),
  )

/** Reads what a PMTiles file (version 3) says of itself; what holds neither pictures nor vector tiles is refused. */
export async function readPmtilesInfo(file: string, fileName: string): Promise<Result<TilesInfo>> {
  const refused = (problem: string): Result<never> =>
    fail('unreadable_file', { file: fileName, problem, at: '' })
  try {
    const tiles = open(file)
    const header = await tiles.getHeader()
    const isVector = header.tileType === TileType.Mvt
    if (!isVector && !PICTURES.includes(header.tileType)) return refused('tiles_other')
    if (header.numAddressedTiles === 0 && header.numTileEntries === 0 && header.tileDataLength === 0)
      return refused('tiles_none')
    const [minZoom, maxZoom] = [header.minZoom, Math.min(header.maxZoom, HIGHEST_ZOOM)]
    if (minZoom > maxZoom) return refused('tiles_none')
    const said = await metadataOf(tiles)
    return ok({
      name: said('name') || fileName,
      minZoom,
      maxZoom,
      ...boundsOf(header),
      attribution: said('attribution').slice(0, LONGEST_ATTRIBUTION),
      isFromNorth: false,
      content: isVector ? 'vector' : 'raster',
    })
  } catch {
    return refused('tiles_not_pmtiles')
  }
}

/** What the metadata say under a name, '' where they do not; nobody has to have any. */
async function metadataOf(tiles: PMTiles): Promise<(name: string) => string> {
  const said = await tiles.getMetadata().catch(() => null)
  return (name) => {
    const value = (said as Record<string, unknown> | null)?.[name]
    return typeof value === 'string' ? value : ''
  }
}

/** What the file says that it covers; all the world where that cannot be. */
function boundsOf({
  minLon,
  minLat,
  maxLon,
  maxLat,
}: Header): Pick<TilesInfo, 'west' | 'south' | 'east' | 'north'> {
  const [west, south] = [finiteIn(minLon, -180, 180), finiteIn(minLat, -90, 90)]
  const [east, north] = [finiteIn(maxLon, -180, 180), finiteIn(maxLat, -90, 90)]
  if (west === null || south === null || east === null || north === null || south >= north || west >= east)
    return { west: -180, south: -85, east: 180, north: 85 }
  return { west, south, east, north }
}

/** Files whose directories are kept at hand. */
const MOST_OPEN = 8
const opened = new Map<string, PMTiles>()

/** One tile of a file, unpacked; null where there is none. @throws what a damaged file comes to. */
export async function pmtilesTile(
  file: string,
  z: number,
  x: number,
  y: number,
): Promise<ArrayBuffer | null> {
  const tiles = opened.get(file) ?? open(file)
  opened.set(file, tiles)
  for (const old of opened.keys()) {
    if (opened.size <= MOST_OPEN) break
    opened.delete(old)
  }
  if (x >= 2 ** z || y >= 2 ** z) return null
  return (await tiles.getZxy(z, x, y))?.data ?? null
}
