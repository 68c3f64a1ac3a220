import type { LayerFeature } from '../geo/layer.ts'
import { note, type Read } from '../units/note.ts'
import { readGeoJsonAreas } from './geojson.ts'
import { readKmlAreas } from './kml.ts'
import { readKmzAreas } from './kmz.ts'

/** Areas, lines and points of a KML, KMZ or GeoJSON file, told apart by content; the name only helps the words. */
export function readAreas(bytes: Uint8Array, fileName: string): Read<LayerFeature[]> {
  if (bytes.length === 0) return { value: null, notes: [note('error', 'empty_file', fileName)] }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readKmzAreas(bytes)
  const first = firstCharacter(bytes)
  if (first === '<') return readKmlAreas(bytes)
  if (first === '{' || first === '[') return readGeoJsonAreas(bytes)
  return { value: null, notes: [note('error', 'unknown_format', fileName)] }
}

/** The first character that is no white space, past a byte order mark and UTF-16's zeros. */
export function firstCharacter(bytes: Uint8Array): string {
  for (const byte of bytes.subarray(0, 4096)) if (byte > 0x20 && byte < 0x7f) return String.fromCharCode(byte)
  return ''
}
