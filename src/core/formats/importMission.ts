import { note, type Read } from '../units/note.ts'
import { readGeoJsonMission } from './geojson.ts'
import type { ImportedMission } from './importedMission.ts'
import { readGpxMission } from './gpxRoute.ts'
import { readKmlMission } from './kmlMission.ts'
import { kmlOfKmz } from './kmz.ts'
import { readLitchi } from './litchi.ts'
import { readQgcPlan } from './qgcPlan.ts'
import { firstCharacter } from './readAreas.ts'
import { decodeText } from './text.ts'
import { readWpl } from './wpl.ts'
import { isWpml, readWpml } from './wpmlRead.ts'
import { namesInZip } from './zip.ts'

/**
 * A mission from a file of any program that is read here, told apart by content. `isSwapped`: the file has its latitudes
 * where longitudes belong; DJI's own files are never read so.
 */
export function importMission(bytes: Uint8Array, fileName: string, isSwapped = false): Read<ImportedMission> {
  if (bytes.length === 0) return { value: null, notes: [note('error', 'empty_file', fileName)] }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readZip(bytes, fileName, isSwapped)
  const first = firstCharacter(bytes)
  if (first === '<') return readMarkup(bytes, fileName, isSwapped)
  if (first !== '{') {
    const { text } = decodeText(bytes)
    // A header that is nearly right is reported by the reader, in its own words.
    if (text !== null && /^\uFEFF?[^\n]*latitude[^\n]*,[^\n]*longitude[^\n]*,/i.test(text))
      return readLitchi(bytes, isSwapped)
    return text !== null && /^\uFEFF?\s*(QGC|PB) WPL/.test(text)
      ? readWpl(bytes, isSwapped)
      : { value: null, notes: [note('error', 'unknown_format', fileName)] }
  }
  return isGeoJson(bytes) ? readGeoJsonMission(bytes, isSwapped) : readQgcPlan(bytes, isSwapped)
}

/** A KMZ is DJI's kind when it has a route in `wpmz/`; any other holds a drawing. */
function readZip(bytes: Uint8Array, fileName: string, isSwapped: boolean): Read<ImportedMission> {
  const names = namesInZip(bytes)
  if (isWpml(names)) return readWpml(bytes)
  const { text, notes } = kmlOfKmz(bytes)
  if (text) return readKmlMission(text, isSwapped)
  return { value: null, notes: notes.length > 0 ? notes : [note('error', 'unknown_format', fileName)] }
}

function readMarkup(bytes: Uint8Array, fileName: string, isSwapped: boolean): Read<ImportedMission> {
  const { text, notes } = decodeText(bytes)
  if (text === null) return { value: null, notes }
  const root = /<\s*(?:\w+:)?(kml|gpx)\b/i.exec(text.slice(0, 4096))?.[1]?.toLowerCase()
  if (root === 'gpx') return readGpxMission(bytes, isSwapped)
  return root === 'kml'
    ? readKmlMission(bytes, isSwapped)
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
