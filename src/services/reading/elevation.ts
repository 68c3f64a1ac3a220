import { fromArrayBuffer } from 'geotiff'
import type { LatLon } from '../../core/geo/position.ts'
import { type Grid, terrainAbout, type TerrainNoteCode } from '../../core/terrain/grid.ts'
import { readHgt } from '../../core/terrain/hgt.ts'
import { groundAt, Terrain } from '../../core/terrain/terrain.ts'
import { type Note, note, type Read } from '../../core/units/note.ts'
import { type GeoTiffHead, geoTiffHead } from './geoTiffHead.ts'
import { inDegrees } from './projectedGrid.ts'

/** Largest model that is opened, samples: one SRTM tile of one second has 13 million. */
const MOST_SAMPLES = 100_000_000
/** What a model is taken to be wrong by when it does not say: SRTM and its kin are within 10 m on hills. */
const USUAL_ERROR_M = 10
/** What many programs write for "nothing here" without saying so; scaled, it would be a height like any other. */
const USUAL_NO_DATA: readonly number[] = [-32_768, -32_767, -9999, -99_999]
/** The same in 16 bits without a sign. */
const UNSIGNED_NO_DATA = 65_535
/** No ground is lower, m: what is lower means "nothing here", and must not be mixed into its neighbours. */
const LOWEST_M = -2000
/** No ground is higher, m. */
const HIGHEST_M = 10_000
/** GeoKey VerticalCSTypeGeoKey (GeoTIFF 1.1, 7.5): EPSG codes of heights above a geoid, and of the ellipsoid. */
const VERTICAL: Readonly<Record<number, Terrain['datum']>> = {
  3855: 'EGM2008',
  5773: 'EGM96',
  5030: 'ellipsoid',
  4979: 'ellipsoid',
}

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
  if (!sound) return { value: null, notes: [note('error', 'terrain_unreadable', name)] }
  // A model that knows nothing where it is asked would be taken for one that was given.
  const { value: terrain } = cut
  return terrain === null || places.some((place) => groundAt(terrain, place) !== null)
    ? { value: terrain, notes: [...notes, ...cut.notes] }
    : { value: null, notes: [nothingHere(value, terrain, name)] }
}

/** Why a model has no height at any of the places: none was measured, or its numbers are no metres. */
function nothingHere({ heightsM }: Grid, { heightsDm }: Terrain, name: string): Note {
  const known = heightsDm.some((height) => height !== null)
  const odd = known ? undefined : Array.prototype.find.call(heightsM, (metres: number) => metres >= HIGHEST_M)
  return odd === undefined
    ? note('error', 'terrain_nothing_here', name)
    : note('error', 'terrain_not_metres', name, { sample: Number(Number(odd).toPrecision(6)) })
}

async function readGeoTiff(bytes: Uint8Array, name: string, places: readonly LatLon[]): Promise<Read<Grid>> {
  const refused = (code: TerrainNoteCode, params: Note['params'] = {}): Read<Grid> => ({
    value: null,
    notes: [note('error', code, name, params)],
  })
  try {
    const buffer = new Uint8Array(bytes).buffer
    const tiff = await fromArrayBuffer(buffer)
    const image = await tiff.getImage()
    const width = image.getWidth()
    const height = image.getHeight()
    if (width < 2 || height < 2) return refused('terrain_unreadable')
    if (width * height > MOST_SAMPLES) return refused('terrain_too_large', { samples: width * height })
    const head = await geoTiffHead(image)
    if ('code' in head) return refused(head.code, head.params)
    const [band, alpha] = await image.readRasters({ interleave: false })
    if (!band || typeof band === 'number') return refused('terrain_unreadable')
    const heightsM = metresOf(band, head, typeof alpha === 'number' ? undefined : alpha)
    const common = {
      source: name.slice(0, 200),
      datum: VERTICAL[head.verticalEpsg] ?? 'unknown',
      errorM: USUAL_ERROR_M,
    } as const
    const { x0, y0, stepX, stepY } = head
    if (!head.isProjected)
      return {
        value: { ...common, west: x0, north: y0, stepLon: stepX, stepLat: stepY, width, height, heightsM },
        notes: notesOf(head),
      }
    const grid = inDegrees({ epsg: head.epsg, x0, y0, stepX, stepY, width, height, heightsM }, places)
    if (!grid) return refused('terrain_projection', { epsg: head.epsg })
    return grid.isElsewhere
      ? refused('terrain_elsewhere')
      : { value: { ...common, ...grid.piece }, notes: notesOf(head) }
  } catch {
    return refused('terrain_unreadable')
  }
}

/** The samples in metres, row by row from the north; NaN where there is none, or where `alpha` is nought. */
function metresOf(band: ArrayLike<number>, head: GeoTiffHead, alpha?: ArrayLike<number>): Float32Array {
  const { width, height, scale, offset, metresAUnit, noData, isSouthUp } = head
  const metres = new Float32Array(width * height)
  const isNothing = (sample: number) =>
    !Number.isFinite(sample) ||
    sample === noData ||
    USUAL_NO_DATA.includes(sample) ||
    (band instanceof Uint16Array && sample === UNSIGNED_NO_DATA)
  for (let row = 0; row < height; row++) {
    const from = (isSouthUp ? height - 1 - row : row) * width
    for (let column = 0; column < width; column++) {
      const sample = alpha?.[from + column] === 0 ? Number.NaN : (band[from + column] ?? Number.NaN)
      const height = isNothing(sample) ? Number.NaN : (sample * scale + offset) * metresAUnit
      metres[row * width + column] = height > LOWEST_M ? height : Number.NaN
    }
  }
  return metres
}

/** What was reckoned with that a person may not expect of the file. */
const notesOf = ({ scale, offset, metresAUnit }: GeoTiffHead): Note[] =>
  scale === 1 && offset === 0 && metresAUnit === 1
    ? []
    : [note('info', 'terrain_scaled', null, { scale: Number((scale * metresAUnit).toPrecision(6)), offset })]
