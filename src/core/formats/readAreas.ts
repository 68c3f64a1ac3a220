import type { LayerFeature } from '../geo/layer.ts'
import { note, type Read } from '../units/note.ts'
import { areaReaderOf, type Beside } from './codecs.ts'
import { sniff } from './sniff.ts'

/**
 * Areas, lines and points of a drawing in any format that is read here, told apart by content; the name only helps the
 * words. `isSwapped`: the file has its latitudes where longitudes belong.
 */
export function readAreas(
  bytes: Uint8Array,
  fileName: string,
  beside: Beside = {},
  isSwapped = false,
): Read<LayerFeature[]> {
  if (bytes.length === 0) return { value: null, notes: [note('error', 'empty_file', fileName)] }
  const file = sniff(bytes, fileName)
  return (
    areaReaderOf(file)?.read(file, isSwapped, beside) ?? {
      value: null,
      notes: [note('error', 'unknown_format', fileName)],
    }
  )
}
