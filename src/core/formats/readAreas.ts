import type { LayerFeature } from '../geo/layer.ts'
import { note, type Read } from '../units/note.ts'
import { readGeoJsonAreas } from './geojson.ts'
import { readGpxAreas } from './gpxAreas.ts'
import { readKmlAreas } from './kml.ts'
import { readKmzAreas } from './kmz.ts'
import { isShp, readShapefile, readZippedShapefiles } from './shapefile.ts'
import { namesInZip } from './zip.ts'

/** What stands beside a loose `.shp`: the files of its name with these extensions. */
export type Beside = { readonly dbf?: Uint8Array; readonly prj?: Uint8Array; readonly cpg?: Uint8Array }

/**
 * Areas, lines and points of a KML, KMZ, GPX, GeoJSON or shapefile (zipped or loose), told apart by content; the name only
 * helps the words. `isSwapped`: the file has its latitudes where longitudes belong.
 */
export function readAreas(
  bytes: Uint8Array,
  fileName: string,
  beside: Beside = {},
  isSwapped = false,
): Read<LayerFeature[]> {
  if (bytes.length === 0) return { value: null, notes: [note('error', 'empty_file', fileName)] }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return namesInZip(bytes).some((name) => /\.shp$/i.test(name))
      ? readZippedShapefiles(bytes, isSwapped)
      : readKmzAreas(bytes, isSwapped)
  if (isShp(bytes)) return readShapefile({ shp: bytes, ...beside }, isSwapped)
  const first = firstCharacter(bytes)
  if (first === '<')
    return rootOf(bytes) === 'gpx' ? readGpxAreas(bytes, isSwapped) : readKmlAreas(bytes, isSwapped)
  if (first === '{' || first === '[') return readGeoJsonAreas(bytes, isSwapped)
  return { value: null, notes: [note('error', 'unknown_format', fileName)] }
}

/** The outermost element of a text that begins like XML, as far as its first letters say, in any encoding. */
function rootOf(bytes: Uint8Array): string | undefined {
  const letters = String.fromCharCode(
    ...bytes.subarray(0, 4096).filter((byte) => byte >= 0x20 && byte < 0x7f),
  )
  return /<\s*(?:\w+:)?(kml|gpx)\b/i.exec(letters)?.[1]?.toLowerCase()
}

/** The first character that is no white space, past a byte order mark and UTF-16's zeros. */
export function firstCharacter(bytes: Uint8Array): string {
  for (const byte of bytes.subarray(0, 4096)) if (byte > 0x20 && byte < 0x7f) return String.fromCharCode(byte)
  return ''
}
