import proj4 from 'proj4'
import type { LayerFeature } from '../geo/layer.ts'
import type { Vec } from '../geo/frame.ts'
import { isInside, type Outline } from '../geo/polygon.ts'
import { type Note, note, type Read } from '../units/note.ts'
import { tally } from './tally.ts'
import { filesOfZip } from './zip.ts'

/** The files of one shapefile, as far as they are there. */
export type ShapefileParts = {
  readonly shp: Uint8Array
  readonly dbf?: Uint8Array | undefined
  readonly prj?: Uint8Array | undefined
  readonly cpg?: Uint8Array | undefined
}

type Position = [number, number]
type Projection = (x: number, y: number) => Position | null

const FILE_CODE = 9994
const HEADER = 100
const MOST_FEATURES = 50_000
const MOST_NOTES = 200
/** Datums within decimetres of WGS-84; coordinates of others are off by up to a hundred metres. */
const LIKE_WGS84 = /WGS|CGCS|China_?2000|China_Geodetic_Coordinate_System_2000|GRS_?1980|ETRS|ITRF/i

/** Whether bytes begin like a `.shp` (ESRI Shapefile Technical Description, 1998, table 1). */
export const isShp = (bytes: Uint8Array): boolean =>
  bytes.length >= HEADER && new DataView(bytes.buffer, bytes.byteOffset, 4).getInt32(0) === FILE_CODE

/** The shapefiles of a zip, each with what stands beside it under its name. */
export function readZippedShapefiles(bytes: Uint8Array, isSwapped = false): Read<LayerFeature[]> {
  const { files, notes } = filesOfZip(bytes, (name) => /\.(shp|dbf|prj|cpg)$/i.test(name))
  const found: LayerFeature[] = []
  const names = Object.keys(files)
  for (const name of names.filter((one) => /\.shp$/i.test(one))) {
    const stem = name.slice(0, -4).toLowerCase()
    const part = (extension: string): Uint8Array | undefined =>
      files[names.find((one) => one.toLowerCase() === `${stem}.${extension}`) ?? '']
    const read = readShapefile(
      {
        shp: files[name] as Uint8Array,
        dbf: part('dbf'),
        prj: part('prj'),
        cpg: part('cpg'),
      },
      isSwapped,
    )
    for (const feature of read.value ?? []) found.push(feature)
    notes.push(...read.notes.map((n) => ({ ...n, at: n.at ? `${name}: ${n.at}` : name })))
  }
  return { value: found.length > 0 ? found : null, notes }
}

/**
 * Reads a shapefile (ESRI Shapefile Technical Description, 1998): points, lines and areas with holes, Z and M left
 * out, in degrees of WGS-84. Its `.prj` says what it is projected in, its `.dbf` what its shapes are called.
 */
export function readShapefile(
  { shp, dbf, prj, cpg }: ShapefileParts,
  isSwapped = false,
): Read<LayerFeature[]> {
  const notes: Note[] = []
  if (!isShp(shp)) return { value: null, notes: [note('error', 'not_shapefile')] }
  const stated = projectionOf(prj, notes)
  if (!stated) return { value: null, notes }
  const exchanged: Projection = (x, y) => stated(y, x)
  const [projection, other] = isSwapped ? [exchanged, stated] : [stated, exchanged]
  const labels = labelsOf(dbf, cpg, notes)
  const view = new DataView(shp.buffer, shp.byteOffset, shp.byteLength)
  const found: LayerFeature[] = []
  const counted = tally()
  let left = 0
  const remark = (
    code: string,
    at: string,
    params: Note['params'] = {},
    severity: Note['severity'] = 'error',
  ) => {
    if (notes.length < MOST_NOTES) notes.push(note(severity, code, at, params))
  }
  let position = HEADER
  for (let record = 0; position + 12 <= shp.length; record++) {
    const at = `shape ${record + 1}`
    const bytes = view.getInt32(position + 4) * 2
    if (bytes < 4 || position + 8 + bytes > shp.length) {
      remark('bad_geometry', at)
      break
    }
    const shapes = shapesOf(view, position + 8, bytes, projection)
    if (typeof shapes === 'number') remark('unsupported_geometry', at, { type: shapes })
    else if (typeof shapes === 'string') remark(shapes, at, { corners: 0 })
    else if (shapes === null) {
      // Of a point its place, of anything else the corner of its box.
      const text = `${view.getFloat64(position + 12, true)}, ${view.getFloat64(position + 20, true)}`
      const isExchanged = isDrawn(shapesOf(view, position + 8, bytes, other))
      // Metres without a projection are nowhere: one such shape tells it of all.
      if (!isExchanged && !hasText(prj))
        return { value: null, notes: [note('error', 'shp_needs_prj', at, { text })] }
      remark(isExchanged ? 'swapped_coordinates' : 'bad_coordinates', at, { text })
    } else {
      if (shapes.drawn.length === 0) counted.met('unplaced')
      if (shapes.hasHeights) counted.met('height')
      if (shapes.turned > 0) remark('rings_turned', at, { count: shapes.turned }, 'warning')
      for (const geometry of shapes.drawn)
        if (found.length < MOST_FEATURES) found.push({ geometry, kind: 'other', label: labels[record] ?? '' })
        else left += 1
    }
    position += 8 + bytes
  }
  if (left > 0) notes.push(note('warning', 'too_many_items', null, { count: found.length + left }))
  notes.push(...counted.notes())
  return found.length > 0
    ? { value: found, notes }
    : { value: null, notes: [...notes, note('error', 'no_features')] }
}

/** What a record draws, how many of its rings ran the wrong way round, and whether it has heights. */
type Shapes = { drawn: LayerFeature['geometry'][]; turned: number; hasHeights: boolean }

const isDrawn = (shapes: Shapes | number | string | null): boolean =>
  typeof shapes === 'object' && shapes !== null

/**
 * The geometries of a record; its type where that is none that is read here; a code where it is too short to be what it
 * says; null where a place is none on Earth.
 */
function shapesOf(
  view: DataView,
  start: number,
  bytes: number,
  projection: Projection,
): Shapes | number | 'too_few_corners' | null {
  const end = start + bytes
  const type = view.getInt32(start, true)
  // 11 to 18 are the same shapes with Z, 21 to 28 with M, each behind what the plain shape has.
  const plain = type % 10
  const hasHeights = type > 10 && type < 20
  const flat = (drawn: LayerFeature['geometry'][]): Shapes => ({ drawn, turned: 0, hasHeights })
  if (type === 0) return { drawn: [], turned: 0, hasHeights: false }
  const place = (offset: number): Position | null =>
    offset + 16 <= end ? projection(view.getFloat64(offset, true), view.getFloat64(offset + 8, true)) : null
  if (plain === 1) {
    const at = place(start + 4)
    return at && flat([{ type: 'Point', coordinates: at }])
  }
  if (![3, 5, 8].includes(plain) || type > 28) return type
  if (bytes < 40) return null
  if (plain === 8) {
    const points = Array.from(
      { length: countIn(view.getInt32(start + 36, true), end - start - 40, 16) },
      (_, i) => place(start + 40 + 16 * i),
    )
    return points.every((point) => point !== null)
      ? flat(points.map((at) => ({ type: 'Point', coordinates: at })))
      : null
  }
  if (bytes < 44) return null
  const parts = countIn(view.getInt32(start + 36, true), end - start - 44, 4)
  const points = countIn(view.getInt32(start + 40, true), end - start - 44 - 4 * parts, 16)
  const lines: Position[][] = []
  for (let part = 0; part < parts; part++) {
    const from = view.getInt32(start + 44 + 4 * part, true)
    const to = part + 1 < parts ? view.getInt32(start + 48 + 4 * part, true) : points
    if (from < 0 || to > points || to < from) return null
    const line: Position[] = []
    for (let i = from; i < to; i++) {
      const at = place(start + 44 + 4 * parts + 16 * i)
      if (!at) return null
      line.push(at)
    }
    if (line.length < (plain === 5 ? 4 : 2)) return 'too_few_corners'
    lines.push(line)
  }
  if (plain === 3) return flat(lines.map((line) => ({ type: 'LineString', coordinates: line })))
  return { ...polygonsOf(lines), hasHeights }
}

/** A count from a file, no more than what there is room for. */
const countIn = (count: number, room: number, size: number): number =>
  Math.max(0, Math.min(count, Math.floor(room / size)))

/** With more pairs of rings than this nobody looks which lies in which. */
const MOST_PAIRS = 1_000_000

/**
 * Rings as areas. A ring that lies in an odd number of others is a hole of the smallest of them: the specification has outlines
 * clockwise and holes the other way round, and many programs do not. How many ran otherwise is counted.
 */
function polygonsOf(rings: readonly Position[][]): Pick<Shapes, 'drawn' | 'turned'> {
  const sized = rings
    .map((ring) => ({ ring, outline: vecs(ring), area: doubleArea(ring) }))
    .sort((a, b) => Math.abs(b.area) - Math.abs(a.area))
  const isTooMany = rings.length * rings.length > MOST_PAIRS
  const areas = new Map<(typeof sized)[number], Position[][]>()
  let turned = 0
  for (const [i, one] of sized.entries()) {
    const middles = middlesOf(one.ring)
    // Of too many to look at, the way round is all that tells.
    const around = isTooMany ? [] : sized.slice(0, i).filter(({ outline }) => liesIn(middles, outline))
    const isHole = around.length % 2 === 1
    if (!isTooMany && isHole !== one.area > 0) turned += 1
    const outer = isHole ? around.at(-1) : undefined
    const holes = outer && areas.get(outer)
    if (holes) holes.push(one.ring)
    else areas.set(one, [one.ring])
  }
  return { drawn: [...areas.values()].map((coordinates) => ({ type: 'Polygon', coordinates })), turned }
}

/** Middles of a ring's sides, some of them: inside of what it lies in, also where corners are shared. */
const MOST_MIDDLES = 16
function middlesOf(ring: readonly Position[]): Vec[] {
  const every = Math.ceil(ring.length / MOST_MIDDLES)
  return ring.slice(0, -1).flatMap(([x, y], i) => {
    const [nextX, nextY] = ring[i + 1] as Position
    return i % every === 0 ? [{ x: (x + nextX) / 2, y: (y + nextY) / 2 }] : []
  })
}

const liesIn = (middles: readonly Vec[], outline: Outline): boolean =>
  4 * middles.filter((middle) => isInside(middle, [outline])).length >= 3 * middles.length

const vecs = (ring: readonly Position[]) => ring.map(([x, y]) => ({ x, y }))

const doubleArea = (ring: readonly Position[]): number => {
  let sum = 0
  for (let i = 0; i < ring.length; i++) {
    const [ax, ay] = ring[i] as Position
    const [bx, by] = ring[(i + 1) % ring.length] as Position
    sum += ax * by - bx * ay
  }
  return sum
}

const hasText = (bytes: Uint8Array | undefined): boolean =>
  bytes !== undefined && new TextDecoder().decode(bytes).trim() !== ''

/** From the file's coordinates to degrees of WGS-84; null, with a note, when nobody can know. */
function projectionOf(prj: Uint8Array | undefined, notes: Note[]): Projection | null {
  const wkt = prj ? new TextDecoder().decode(prj).trim() : ''
  const onEarth = (lon: number, lat: number): Position | null =>
    Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null
  if (wkt === '') {
    notes.push(note('warning', 'shp_no_prj'))
    return onEarth
  }
  try {
    const converter = proj4(wkt, 'WGS84')
    if (LIKE_WGS84.test(wkt)) notes.push(note('info', 'datum_stated', null, { system: nameIn(wkt) }))
    else notes.push(note('warning', 'shp_datum_shift', null, { system: nameIn(wkt) }))
    return (x, y) => {
      if (!Number.isFinite(x) || !Number.isFinite(y)) return null
      const [lon = Number.NaN, lat = Number.NaN] = converter.forward([x, y])
      return Number.isFinite(lon) && Number.isFinite(lat) ? onEarth(lon, lat) : null
    }
  } catch {
    notes.push(note('error', 'shp_bad_prj', null, { problem: wkt.slice(0, 80) }))
    return null
  }
}

const nameIn = (wkt: string): string => /"([^"]{1,80})"/.exec(wkt)?.[1] ?? ''

/**
 * What the shapes are called, from the dBASE table beside them: the field that is called a name, else the first one
 * with text. Its encoding is that of the `.cpg`, else UTF-8 where it is that, else GB 18030.
 */
function labelsOf(dbf: Uint8Array | undefined, cpg: Uint8Array | undefined, notes: Note[]): string[] {
  if (!dbf || dbf.length < 65) return []
  const view = new DataView(dbf.buffer, dbf.byteOffset, dbf.byteLength)
  const headerBytes = view.getUint16(8, true)
  const recordBytes = view.getUint16(10, true)
  const fields: { name: string; isText: boolean; offset: number; bytes: number }[] = []
  let offset = 1
  for (let at = 32; at + 32 <= Math.min(headerBytes, dbf.length) && dbf[at] !== 0x0d; at += 32) {
    const name = decodedName(dbf.subarray(at, at + 11), cpg)
    const bytes = dbf[at + 16] ?? 0
    fields.push({ name, isText: dbf[at + 11] === 0x43, offset, bytes })
    offset += bytes
  }
  const texts = fields.filter(({ isText }) => isText)
  const field = texts.find(({ name }) => /^(name|名称|名字|label|title|mc)$/i.test(name)) ?? texts[0]
  if (!field || recordBytes === 0 || headerBytes === 0) {
    notes.push(note('info', 'shp_no_names'))
    return []
  }
  const rows = countIn(view.getUint32(4, true), dbf.length - headerBytes, recordBytes)
  return Array.from({ length: Math.min(rows, MOST_FEATURES) }, (_, row) => {
    const start = headerBytes + row * recordBytes + field.offset
    return decodedName(dbf.subarray(start, start + field.bytes), cpg).slice(0, 200)
  })
}

function decodedName(bytes: Uint8Array, cpg: Uint8Array | undefined): string {
  const zero = bytes.indexOf(0)
  const used = zero < 0 ? bytes : bytes.subarray(0, zero)
  const stated = cpg ? new TextDecoder().decode(cpg).trim().toLowerCase() : ''
  for (const encoding of [
    ...(/^(936|gbk|gb2312|gb18030|cp936)$/.test(stated) ? ['gb18030'] : []),
    'utf-8',
    'gb18030',
  ])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(used).trim()
    } catch {
      continue
    }
  return ''
}
