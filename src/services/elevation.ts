import { fromArrayBuffer } from 'geotiff'
import type { LatLon } from '../core/geo/position.ts'
import { type Grid, terrainAbout } from '../core/terrain/grid.ts'
import { readHgt } from '../core/terrain/hgt.ts'
import { Terrain } from '../core/terrain/terrain.ts'
import { type Note, note, type Read } from '../core/units/note.ts'
import { inDegrees, projectionOf } from './projectedGrid.ts'

/** Largest model that is opened, samples: one SRTM tile of one second has 13 million. */
const MOST_SAMPLES = 100_000_000
/** What a model is taken to be wrong by when it does not say: SRTM and its kin are within 10 m on hills. */
const USUAL_ERROR_M = 10
/** GeoKey VerticalCSTypeGeoKey (GeoTIFF 1.1, 7.5): EPSG codes of heights above a geoid, and of the ellipsoid. */
const VERTICAL: Readonly<Record<number, Terrain['datum']>> = {
  3855: 'EGM2008',
  5773: 'EGM96',
  5030: 'ellipsoid',
  4979: 'ellipsoid',
}
/** EPSG codes of geographic systems within a metre of WGS-84: WGS-84 itself and CGCS2000. */
const DEGREES = [4326, 4490, 4979]

/** The ground about some places, from an elevation model in a GeoTIFF or an HGT tile. */
export async function readTerrain(
  bytes: Uint8Array,
  name: string,
  places: readonly LatLon[],
): Promise<Read<Terrain>> {
  const { value, notes } = /\.hgt$/i.test(name)
    ? readHgt(bytes, name)
    : await readGeoTiff(bytes, name, places)
  if (!value) return { value: null, notes }
  const cut = terrainAbout(value, places)
  // What a damaged header makes of a model is refused like any other nonsense.
  const sound = cut.value === null || Terrain.safeParse(cut.value).success
  return sound
    ? { value: cut.value, notes: [...notes, ...cut.notes] }
    : { value: null, notes: [note('error', 'terrain_unreadable', name, { problem: 'dimensions' })] }
}

async function readGeoTiff(bytes: Uint8Array, name: string, places: readonly LatLon[]): Promise<Read<Grid>> {
  const refused = (code: string, problem: string, params: Note['params'] = {}): Read<Grid> => ({
    value: null,
    notes: [note('error', code, name, { problem, ...params })],
  })
  try {
    const buffer = new Uint8Array(bytes).buffer
    const tiff = await fromArrayBuffer(buffer)
    const image = await tiff.getImage()
    const width = image.getWidth()
    const height = image.getHeight()
    if (width < 2 || height < 2) return refused('terrain_unreadable', `${width} x ${height}`)
    if (width * height > MOST_SAMPLES) return refused('terrain_too_large', '', { samples: width * height })
    const keys = image.getGeoKeys() ?? {}
    const system = Number(keys['GeographicTypeGeoKey'] ?? 0)
    const projected = Number(keys['ProjectedCSTypeGeoKey'] ?? 0)
    if (projected > 0 ? projectionOf(projected) === null : !DEGREES.includes(system))
      return refused('terrain_projection', '', { epsg: projected || system })
    const [originLon = Number.NaN, originLat = Number.NaN] = image.getOrigin()
    const [stepLon = Number.NaN, stepLatDown = Number.NaN] = image.getResolution()
    const stepLat = Math.abs(stepLatDown)
    if (!(Number.isFinite(originLon) && Number.isFinite(originLat) && stepLon > 0 && stepLat > 0))
      return refused('terrain_unreadable', 'no place')
    const [band] = await image.readRasters({ interleave: false })
    if (!band || typeof band === 'number') return refused('terrain_unreadable', 'no samples')
    const nothing = image.getGDALNoData()
    const heightsM = Float32Array.from(band as ArrayLike<number>, (value) =>
      value === nothing || value === -32_768 || !Number.isFinite(value) ? Number.NaN : value,
    )
    // RasterPixelIsArea (1, the default): the origin is the cell's corner. RasterPixelIsPoint (2): its middle.
    const half = keys['GTRasterTypeGeoKey'] === 2 ? 0 : 0.5
    const common = {
      source: name.slice(0, 200),
      datum: VERTICAL[Number(keys['VerticalCSTypeGeoKey'] ?? 0)] ?? 'unknown',
      errorM: USUAL_ERROR_M,
    } as const
    if (projected > 0) {
      const raster = {
        epsg: projected,
        x0: originLon + half * stepLon,
        y0: originLat - half * stepLat,
        stepX: stepLon,
        stepY: stepLat,
        width,
        height,
        heightsM,
      }
      const grid = inDegrees(raster, places)
      if (!grid) return refused('terrain_projection', '', { epsg: projected })
      const isEmpty = Array.prototype.every.call(grid.heightsM, (metres: number) => Number.isNaN(metres))
      return isEmpty ? refused('terrain_elsewhere', '') : { value: { ...common, ...grid }, notes: [] }
    }
    return {
      value: {
        ...common,
        west: originLon + half * stepLon,
        north: originLat - half * stepLat,
        stepLon,
        stepLat,
        width,
        height,
        heightsM,
      },
      notes: [],
    }
  } catch (error) {
    return refused('terrain_unreadable', error instanceof Error ? error.message.slice(0, 200) : '')
  }
}
