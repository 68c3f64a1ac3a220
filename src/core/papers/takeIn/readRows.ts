import { isGeoJson, readGeoJsonRows } from '../../formats/geojson.ts'
import { readKmlRows } from '../../formats/kml.ts'
import { kmlOfKmz } from '../../formats/kmz.ts'
import { sniff } from '../../formats/sniff.ts'
import { readTables } from '../../formats/tables/readTables.ts'
import type { MapDatum } from '../../geo/mapDatum.ts'
import { type Note, note, type Read } from '../../units/note.ts'
import type { TakenKind } from './columns.ts'
import { gridOf, gridOfDrawing, type GridRow } from './grid.ts'
import {
  enterpriseIn,
  personIn,
  siteIn,
  type TakenEnterprise,
  type TakenPerson,
  type TakenSite,
} from './rows.ts'

export type TakenRows =
  | { readonly kind: 'enterprises'; readonly rows: readonly TakenEnterprise[] }
  | { readonly kind: 'sites'; readonly rows: readonly TakenSite[] }
  | { readonly kind: 'people'; readonly rows: readonly TakenPerson[] }

/** How the coordinates of a file are to be read. */
export type Reading = { readonly datum: MapDatum; readonly isSwapped: boolean }

/**
 * The rows of a workbook, a text table (UTF-8, UTF-16 or GB 18030), a GeoJSON, KML or KMZ, told by its content. All mistakes
 * are told at once, each by its row; where one is an error nothing is to be made of the rows.
 */
export function readTakenRows(
  bytes: Uint8Array,
  fileName: string,
  kind: TakenKind,
  { datum, isSwapped }: Reading,
): Read<TakenRows> {
  if (bytes.length === 0) return { value: null, notes: [note('error', 'empty_file', fileName)] }
  const { value: grid, notes } = gridIn(bytes, fileName, kind, isSwapped)
  if (!grid) return { value: null, notes }
  // A row with mistakes is told of by them alone: nothing else is made of it.
  const each = <T>(read: (row: GridRow) => T | null): T[] =>
    grid.flatMap((row) => {
      const before = errorsIn(notes)
      const taken = read(row)
      return taken === null || errorsIn(notes) > before ? [] : [taken]
    })
  switch (kind) {
    case 'enterprises':
      return { value: { kind, rows: each((row) => enterpriseIn(row, notes)) }, notes }
    case 'sites':
      return { value: { kind, rows: each((row) => siteIn(row, datum, notes)) }, notes }
    case 'people':
      return { value: { kind, rows: each((row) => personIn(row, notes)) }, notes }
  }
}

const errorsIn = (notes: readonly Note[]): number =>
  notes.reduce((sum, { severity }) => sum + (severity === 'error' ? 1 : 0), 0)

function gridIn(bytes: Uint8Array, fileName: string, kind: TakenKind, isSwapped: boolean): Read<GridRow[]> {
  const file = sniff(bytes, fileName)
  const isKmz = file.isZip && file.names().some((name) => /\.(kml|ovkml)$/i.test(name))
  if (file.root === 'kml' || isKmz) {
    const { text, notes } = isKmz ? kmlOfKmz(bytes) : { text: bytes, notes: [] as Note[] }
    if (!text) return { value: null, notes }
    const read = readKmlRows(text, isSwapped)
    const all = [...notes, ...read.notes]
    return read.value ? gridOfDrawing(kind, read.value, all) : { value: null, notes: all }
  }
  if (file.first === '{' && isGeoJson(file.text())) {
    const read = readGeoJsonRows(bytes, isSwapped)
    return read.value ? gridOfDrawing(kind, read.value, read.notes) : { value: null, notes: read.notes }
  }
  const { value, notes } = readTables(bytes)
  return value ? gridOf(kind, value, notes) : { value: null, notes }
}
