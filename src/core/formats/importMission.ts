import { note, type Read } from '../units/note.ts'
import { readGeoJsonMission } from './geojson.ts'
import type { ImportedMission } from './importedMission.ts'
import { readQgcPlan } from './qgcPlan.ts'
import { firstCharacter } from './readAreas.ts'
import { decodeText } from './text.ts'
import { readWpl } from './wpl.ts'

/** A mission from a `.plan`, a waypoint list or a GeoJSON, told apart by content. */
export function importMission(bytes: Uint8Array, fileName: string): Read<ImportedMission> {
  if (bytes.length === 0) return { value: null, notes: [note('error', 'empty_file', fileName)] }
  const first = firstCharacter(bytes)
  if (first !== '{') {
    const { text } = decodeText(bytes)
    // A header that is nearly right is reported by the reader, in its own words.
    return text !== null && /^\uFEFF?\s*(QGC|PB) WPL/.test(text)
      ? readWpl(bytes)
      : { value: null, notes: [note('error', 'unknown_format', fileName)] }
  }
  return isGeoJson(bytes) ? readGeoJsonMission(bytes) : readQgcPlan(bytes)
}

function isGeoJson(bytes: Uint8Array): boolean {
  const { text } = decodeText(bytes)
  try {
    const json = JSON.parse((text ?? '').replace(/^\uFEFF/, '')) as { type?: unknown } | null
    return typeof json?.type === 'string'
  } catch {
    return false
  }
}
