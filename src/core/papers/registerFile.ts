import { plainValue, timeText, TABLE_ZONE_MS, type Value } from '../formats/tables/value.ts'
import { type SheetCell, xlsxPieces } from '../formats/tables/xlsxWrite.ts'
import type { LatLon } from '../geo/position.ts'
import { CSV_MARK, csvRow } from '../units/csv.ts'
import { neutral } from '../units/shown.ts'
import {
  type RegisterAbout,
  type RegisterColumn,
  type RegisterPlace,
  type RegisterRow,
  registerColumns,
} from './register.ts'
import { REGISTER_WORDS } from './registerWords.ts'

/** What stands beside the rows, a pair of words each: what they are a part of, units, zone, and the journal's head. */
export function aboutRows(about: RegisterAbout, rows: number): [string, string][] {
  const words = REGISTER_WORDS[about.language]
  const filter = about.filter.map(([what, value]) => (value === '' ? what : `${what}: ${value}`)).join('; ')
  return [
    [words.register, words.kinds[about.kind]],
    [words.filter, filter === '' ? words.all : filter],
    [words.rows, String(rows)],
    [words.writtenAt, timeText(about.writtenAtMs)],
    [words.zone, ''],
    [words.places, ''],
    [words.head, about.head ?? words.unsigned],
    ...(about.note === null ? [] : [[words.signed, about.note] as [string, string]]),
  ]
}

/** A register as a workbook: its rows under a head that stays, and a second sheet about them. */
export function registerXlsx(about: RegisterAbout, rows: Iterable<RegisterRow>): Iterable<Uint8Array> {
  const words = REGISTER_WORDS[about.language]
  const columns = registerColumns(about.kind, about.language)
  let count = 0
  function* sheetRows(): Generator<readonly SheetCell[]> {
    yield columns.map(({ head }) => ({ value: head, look: 'head' as const }))
    for (const { values } of rows) {
      count += 1
      yield values
    }
  }
  function* aboutSheet(): Generator<readonly SheetCell[]> {
    for (const [what, said] of aboutRows(about, count)) yield [{ value: what, look: 'head' }, said]
  }
  return xlsxPieces(
    [
      {
        name: words.kinds[about.kind],
        widths: columns.map(({ width }) => width),
        frozenRows: 1,
        isFiltered: true,
        rows: sheetRows(),
      },
      { name: words.about, widths: [34, 90], frozenRows: 0, rows: aboutSheet() },
    ],
    about.writtenAtMs,
  )
}

/** The same as a CSV; what is said about it stands behind an empty row, each line marked with `#`. */
export function* registerCsv(about: RegisterAbout, rows: Iterable<RegisterRow>): Generator<string> {
  yield CSV_MARK + csvRow(registerColumns(about.kind, about.language).map(({ head }) => head))
  let count = 0
  for (const { values } of rows) {
    count += 1
    yield csvRow(values.map(plainValue))
  }
  yield csvRow([])
  for (const [what, said] of aboutRows(about, count)) yield csvRow([`# ${what}`, said])
}

/** The same as GeoJSON (RFC 7946): times in ISO 8601 with their zone; what is said about it is a member of its own. */
export function* registerGeoJson(about: RegisterAbout, rows: Iterable<RegisterRow>): Generator<string> {
  const columns = registerColumns(about.kind, about.language)
  yield '{"type":"FeatureCollection","features":['
  let count = 0
  for (const { values, place } of rows) {
    const properties = Object.fromEntries(columns.map(({ key }, i) => [key, machine(values[i] ?? null)]))
    yield `${count === 0 ? '\n' : ',\n'}${JSON.stringify({ type: 'Feature', geometry: geometryOf(place), properties })}`
    count += 1
  }
  const said = Object.fromEntries(aboutRows(about, count))
  const heads = Object.fromEntries(columns.map(({ key, head }) => [key, head]))
  yield `\n],"about":${JSON.stringify({ ...said, columns: heads })}}\n`
}

/** A value as programs take it: an ISO time in the zone of tables, a day, a figure or a text. */
function machine(value: Value): string | number | null {
  if (typeof value === 'string') return neutral(value)
  if (value === null || typeof value === 'number') return value
  if ('day' in value) return value.day
  return `${new Date(value.atMs + TABLE_ZONE_MS).toISOString().slice(0, 19)}+08:00`
}

const position = ({ lat, lon }: LatLon): number[] => [lon, lat]
const isLeft = (ring: readonly LatLon[]): boolean =>
  ring.reduce((sum, a, i) => {
    const b = ring[(i + 1) % ring.length] as LatLon
    return sum + a.lon * b.lat - b.lon * a.lat
  }, 0) >= 0
/** Closed, and against the clock, as RFC 7946 and simple features ask of an outer ring. */
export function closedRing(ring: readonly LatLon[]): LatLon[] {
  const turned = isLeft(ring) ? [...ring] : ring.toReversed()
  return turned[0] ? [...turned, turned[0]] : []
}

function geometryOf(place: RegisterPlace | null): object | null {
  if (place === null) return null
  if (place.kind === 'point') return { type: 'Point', coordinates: position(place.at) }
  if (place.kind === 'line') return { type: 'LineString', coordinates: place.path.map(position) }
  return { type: 'Polygon', coordinates: [closedRing(place.ring).map(position)] }
}

/**
 * A place as GeoPackage keeps it (OGC 12-128r18, 2.1.3): its header, in WGS-84 (4326), before well-known binary of low byte
 * first.
 */
export function packageGeometry(place: RegisterPlace): Uint8Array {
  const [type, parts] =
    place.kind === 'point'
      ? ([1, [[place.at]]] as const)
      : place.kind === 'line'
        ? ([2, [place.path]] as const)
        : ([3, [closedRing(place.ring)]] as const)
  const points = parts.reduce((sum, part) => sum + part.length, 0)
  const counts = type === 1 ? 0 : type === 2 ? 1 : 1 + parts.length
  const bytes = new Uint8Array(8 + 5 + 4 * counts + 16 * points)
  const view = new DataView(bytes.buffer)
  bytes.set([0x47, 0x50, 0, 1])
  view.setInt32(4, 4326, true)
  view.setUint8(8, 1)
  view.setUint32(9, type, true)
  let at = 13
  if (type === 3) {
    view.setUint32(at, parts.length, true)
    at += 4
  }
  for (const part of parts) {
    if (type !== 1) {
      view.setUint32(at, part.length, true)
      at += 4
    }
    for (const { lat, lon } of part) {
      view.setFloat64(at, lon, true)
      view.setFloat64(at + 8, lat, true)
      at += 16
    }
  }
  return bytes
}

/** A value as a GeoPackage keeps it: a time as ISO 8601 in UTC, as its columns ask. */
export function packageValue(value: Value): string | number | null {
  if (value !== null && typeof value === 'object' && 'atMs' in value)
    return new Date(value.atMs).toISOString()
  return machine(value)
}

export const PACKAGE_TYPES: Readonly<Record<RegisterColumn['holds'], string>> = {
  text: 'TEXT',
  number: 'REAL',
  time: 'DATETIME',
  day: 'DATE',
}
