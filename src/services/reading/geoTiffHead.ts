import type { GeoTIFFImage } from 'geotiff'
import type { TerrainNoteCode } from '../../core/terrain/grid.ts'
import type { Note } from '../../core/units/note.ts'
import { projectionOf } from './projectedGrid.ts'

/** What a GeoTIFF says of itself, as far as an elevation model goes: where its samples are and what a number in them means. */
export type GeoTiffHead = {
  /** Degrees of WGS-84 (or within a metre of it), or the metres of a projection. */
  readonly epsg: number
  readonly isProjected: boolean
  /** The middle of the first sample of the first row from the north, and the steps to the east and to the south. */
  readonly x0: number
  readonly y0: number
  readonly stepX: number
  readonly stepY: number
  readonly width: number
  readonly height: number
  /** Its rows come from the south. */
  readonly isSouthUp: boolean
  /** Metres = (sample × scale + offset) × metresAUnit. */
  readonly scale: number
  readonly offset: number
  readonly metresAUnit: number
  readonly noData: number | null
  /** EPSG code of what heights are above; 0: it does not say. */
  readonly verticalEpsg: number
}
export type Refused = { readonly code: TerrainNoteCode; readonly params?: Note['params'] }

/** EPSG codes of geographic systems within a metre of WGS-84: WGS-84 itself and CGCS2000. */
const DEGREES = [4326, 4490, 4979]
/** GeoTIFF 1.1, 7.1 (GTModelTypeGeoKey, GTRasterTypeGeoKey). */
const RASTER_PIXEL_IS_POINT = 2
/** EPSG codes of units (GeoTIFF 1.1, 7.3.5, 7.5): the degree, and lengths in metres. */
const DEGREE = 9102
const METRE = 9001
const LENGTHS: Readonly<Record<number, number>> = { [METRE]: 1, 9002: 0.3048, 9003: 1200 / 3937 }
/** The same as GDAL writes them beside the geokeys (`UNITTYPE`). */
const UNIT_NAMES: Readonly<Record<string, number>> = {
  '': 1,
  m: 1,
  metre: 1,
  meter: 1,
  metres: 1,
  meters: 1,
  ft: 0.3048,
  foot: 0.3048,
  feet: 0.3048,
  'us survey foot': 1200 / 3937,
  ussurveyfoot: 1200 / 3937,
  us_survey_foot: 1200 / 3937,
  ftus: 1200 / 3937,
  'ft-us': 1200 / 3937,
  cm: 0.01,
  dm: 0.1,
  km: 1000,
}
/** TIFF 6.0, section 8 (PhotometricInterpretation): numbers that are no colours. */
const WHITE_IS_ZERO = 0
const BLACK_IS_ZERO = 1
/** TIFF 6.0, section 18 (ExtraSamples): a second band that says where the first one counts. */
const ALPHA = [1, 2]
/** TIFF 6.0, section 19 (SampleFormat). */
const UNSIGNED = 1
const COMPLEX = [5, 6]
/** Bytes tell 256 heights apart: a picture in shades of grey, or a shaded relief. */
const PICTURE_BITS = 8

/**
 * What the file says, or why it is no elevation model. A number that it does not explain is not taken for metres: a picture,
 * another unit, a rotated grid and a missing coordinate system are refused in words, feet and scales are reckoned with.
 * @throws what the library throws at a damaged file.
 */
export async function geoTiffHead(image: GeoTIFFImage): Promise<GeoTiffHead | Refused> {
  const said = (name: string): unknown => image.fileDirectory.getValue(name as 'ImageWidth')
  const bands = image.getSamplesPerPixel()
  const bits = Number(image.getBitsPerSample())
  const format = image.getSampleFormat()
  const extra = Array.from((said('ExtraSamples') ?? []) as ArrayLike<number>)
  const isMasked = bands === 2 && extra.length === 1 && ALPHA.includes(extra[0] as number)
  const photometric = Number(said('PhotometricInterpretation') ?? BLACK_IS_ZERO)
  const isColour = ![WHITE_IS_ZERO, BLACK_IS_ZERO].includes(photometric) || said('ColorMap') != null
  if (
    (bands !== 1 && !isMasked) ||
    isColour ||
    (format === UNSIGNED && bits <= PICTURE_BITS) ||
    COMPLEX.includes(format)
  )
    return { code: 'terrain_not_heights', params: { bands, bits } }

  const keys = (image.getGeoKeys() ?? {}) as Readonly<Record<string, unknown>>
  const key = (name: string): number => Number(keys[name] ?? 0) || 0
  const projected = key('ProjectedCSTypeGeoKey')
  const geographic = key('GeographicTypeGeoKey')
  if (projected === 0 && geographic === 0) return { code: 'terrain_no_crs' }
  if (projected > 0 ? projectionOf(projected) === null : !DEGREES.includes(geographic))
    return { code: 'terrain_projection', params: { epsg: projected || geographic } }
  const unit = projected > 0 ? key('ProjLinearUnitsGeoKey') : key('GeogAngularUnitsGeoKey')
  if (unit !== 0 && unit !== (projected > 0 ? METRE : DEGREE))
    return { code: 'terrain_units', params: { unit } }

  const place = placeOf(image)
  if (!place) return { code: 'terrain_rotated' }
  const meaning = meaningOf(gdalItems(said('GDAL_METADATA')), key('VerticalUnitsGeoKey'))
  if ('code' in meaning) return meaning
  const width = image.getWidth()
  const height = image.getHeight()
  // RasterPixelIsArea (1, the default): the origin is the cell's corner. RasterPixelIsPoint (2): its middle.
  const half = key('GTRasterTypeGeoKey') === RASTER_PIXEL_IS_POINT ? 0 : 0.5
  const first = place.y + half * place.stepY
  return {
    epsg: projected || geographic,
    isProjected: projected > 0,
    x0: place.x + half * place.stepX,
    y0: place.stepY > 0 ? first + (height - 1) * place.stepY : first,
    stepX: place.stepX,
    stepY: Math.abs(place.stepY),
    width,
    height,
    isSouthUp: place.stepY > 0,
    ...meaning,
    noData: image.getGDALNoData(),
    verticalEpsg: key('VerticalCSTypeGeoKey'),
  }
}

/**
 * The origin and the steps from one column and one row to the next (GeoTIFF 1.1, section B.6), `stepY` above 0 where
 * the rows go north; null where the grid is turned, mirrored or has no place.
 */
function placeOf(image: GeoTIFFImage): { x: number; y: number; stepX: number; stepY: number } | null {
  const numbers = (name: 'ModelTransformation' | 'ModelPixelScale' | 'ModelTiepoint'): number[] =>
    Array.from((image.fileDirectory.getValue(name) ?? []) as ArrayLike<number>)
  const [a, b, , x, d, e, , y] = numbers('ModelTransformation')
  if (a !== undefined) {
    if (b !== 0 || d !== 0) return null
    return sound({ x: x ?? Number.NaN, y: y ?? Number.NaN, stepX: a, stepY: e ?? Number.NaN })
  }
  const [scaleX = Number.NaN, scaleY = Number.NaN] = numbers('ModelPixelScale')
  const [i = Number.NaN, j = Number.NaN, , tieX = Number.NaN, tieY = Number.NaN] = numbers('ModelTiepoint')
  return sound({ x: tieX - i * scaleX, y: tieY + j * scaleY, stepX: scaleX, stepY: -scaleY })
}

const sound = (place: { x: number; y: number; stepX: number; stepY: number }) =>
  Object.values(place).every(Number.isFinite) && place.stepX > 0 && place.stepY !== 0 ? place : null

/** `<Item role="scale">` and its kin of GDAL's own tag, by role, of the first sample. */
function gdalItems(tag: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  if (typeof tag !== 'string') return found
  for (const [, attributes = '', text = ''] of tag.slice(0, 100_000).matchAll(/<Item\b([^>]*)>([^<]*)</g)) {
    const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
    const role = (of('role') || of('name')).toLowerCase()
    if (of('sample') === '' || of('sample') === '0') found.set(role, text.trim())
  }
  return found
}

/** What a sample is to be multiplied by and added to for metres; a unit that is not known is refused. */
function meaningOf(
  items: ReadonlyMap<string, string>,
  verticalUnit: number,
): Pick<GeoTiffHead, 'scale' | 'offset' | 'metresAUnit'> | Refused {
  const scale = Number(items.get('scale') ?? 1)
  const offset = Number(items.get('offset') ?? 0)
  if (!Number.isFinite(scale) || scale === 0 || !Number.isFinite(offset))
    return { code: 'terrain_units', params: { unit: `${items.get('scale')}, ${items.get('offset')}` } }
  const named = items.get('unittype')
  const metresAUnit =
    named === undefined || named === ''
      ? verticalUnit === 0
        ? 1
        : LENGTHS[verticalUnit]
      : UNIT_NAMES[named.toLowerCase()]
  return metresAUnit === undefined
    ? { code: 'terrain_units', params: { unit: (named ?? String(verticalUnit)).slice(0, 40) } }
    : { scale, offset, metresAUnit }
}
