import { note, type Read } from '../units/note.ts'
import { readGeoJsonMission } from './geojson.ts'
import type { ImportedMission } from './importedMission.ts'
import { readGpxMission } from './gpxRoute.ts'
import { readKmlMission } from './kmlMission.ts'
import { kmlOfKmz } from './kmz.ts'
import { readLitchi } from './litchi.ts'
import { readQgcPlan } from './qgcPlan.ts'
import { firstCharacter } from './readAreas.ts'
import { LONGEST_LINE } from '../units/lines.ts'
import { decodeText } from './text.ts'
import { readWpl } from './wpl.ts'
import type { Taking } from './ways.ts'
import { isLooseWpml, isWpml, readLooseWpml, readWpml } from './wpmlRead.ts'
import { namesInZip } from './zip.ts'

/** How a file is to be read, where it leaves that open. */
export type Reading = Taking & {
  /** It has its latitudes where longitudes belong; DJI's own files are never read so. */
  readonly isSwapped?: boolean | undefined
}

/** A mission from a file of any program that is read here, told apart by content. */
export function importMission(
  bytes: Uint8Array,
  fileName: string,
  reading: Reading | boolean = {},
): Read<ImportedMission> {
  const { isSwapped = false, ...taking } = typeof reading === 'boolean' ? { isSwapped: reading } : reading
  if (bytes.length === 0) return { value: null, notes: [note('error', 'empty_file', fileName)] }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readZip(bytes, fileName, isSwapped, taking)
  const first = firstCharacter(bytes)
  if (first === '<') return readMarkup(bytes, fileName, isSwapped, taking)
  if (first !== '{') {
    const { text } = decodeText(bytes)
    // A header that is nearly right is reported by the reader, in its own words.
    if (text !== null && isTable(text)) return ofOne(readLitchi(bytes, isSwapped, taking), taking)
    return text !== null && /^\uFEFF?(?:\s*#[^\n]*\n)*\s*(QGC|PB) WPL/.test(text.slice(0, LONGEST_LINE))
      ? ofOne(readWpl(bytes, isSwapped), taking)
      : { value: null, notes: [note('error', 'unknown_format', fileName)] }
  }
  return isGeoJson(bytes)
    ? readGeoJsonMission(bytes, isSwapped, taking)
    : ofOne(readQgcPlan(bytes, isSwapped), taking)
}

/** A first line that names places, with commas between. */
function isTable(text: string): boolean {
  const [head = ''] = text.slice(0, LONGEST_LINE).toLowerCase().split('\n')
  const at = head.indexOf('latitude')
  return at >= 0 && head.includes('longitude') && head.includes(',', at)
}

/** What holds one route by its format: another cannot be taken of it. */
function ofOne(read: Read<ImportedMission>, { take }: Taking): Read<ImportedMission> {
  const wanted = (take ?? '').trim().toLowerCase()
  if (['', '1', 'all'].includes(wanted) || !read.value) return read
  const list = `1 = – (${read.value.items.length})`
  return {
    value: null,
    notes: [
      note('error', 'take_unknown', null, { take: wanted.slice(0, 60), count: 1, list }),
      ...read.notes,
    ],
  }
}

/** A KMZ is DJI's kind when it has a route of DJI's; any other holds a drawing. */
function readZip(
  bytes: Uint8Array,
  fileName: string,
  isSwapped: boolean,
  taking: Taking,
): Read<ImportedMission> {
  const names = namesInZip(bytes)
  if (isWpml(names)) return readWpml(bytes, taking)
  const { text, notes } = kmlOfKmz(bytes)
  if (!text)
    return { value: null, notes: notes.length > 0 ? notes : [note('error', 'unknown_format', fileName)] }
  const read = readMarkup(text, fileName, isSwapped, taking)
  return { ...read, notes: [...notes, ...read.notes] }
}

function readMarkup(
  bytes: Uint8Array,
  fileName: string,
  isSwapped: boolean,
  taking: Taking,
): Read<ImportedMission> {
  const { text, notes } = decodeText(bytes)
  if (text === null) return { value: null, notes }
  const root = /<\s*(?:\w+:)?(kml|gpx)\b/i.exec(text.slice(0, 4096))?.[1]?.toLowerCase()
  if (root === 'gpx') return readGpxMission(bytes, isSwapped, taking)
  if (root === 'kml' && isLooseWpml(text)) return readLooseWpml(bytes, fileName, taking)
  return root === 'kml'
    ? readKmlMission(bytes, isSwapped, taking)
    : { value: null, notes: [note('error', 'unknown_format', fileName)] }
}

/** Told by its words, so that a large file is not taken apart twice; what is broken is reported by its reader. */
function isGeoJson(bytes: Uint8Array): boolean {
  const { text } = decodeText(bytes)
  return (
    text !== null &&
    !/"fileType"\s*:\s*"Plan"/.test(text) &&
    /"type"\s*:\s*"(Feature|Point|LineString|Polygon|Multi|Geometry)/.test(text)
  )
}
