import { unzipSync } from 'fflate'
import type { LayerFeature } from '../geo/layer.ts'
import { type Note, note, type Read } from '../units/note.ts'
import { readKmlAreas } from './kml.ts'

/** What a zip may unpack to in all, and one KML in it: beyond that it is a bomb, or no plan of a site. */
const LARGEST_UNPACKED = 64 * 1024 * 1024

/** The KML files of a KMZ; pictures in it are left alone. Names never become paths, so none can lead outside. */
function kmlFiles(bytes: Uint8Array): { files: Record<string, Uint8Array>; notes: Note[] } {
  let unpacked = 0
  let refused = 0
  let files: Record<string, Uint8Array>
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/\.kml$/i.test(name)) return false
        unpacked += originalSize
        if (unpacked <= LARGEST_UNPACKED) return true
        refused += 1
        return false
      },
    })
  } catch {
    return { files: {}, notes: [note('error', 'not_zip')] }
  }
  const notes = refused > 0 ? [note('error', 'zip_too_large', null, { files: refused })] : []
  const isEmpty = Object.keys(files).length === 0
  return { files, notes: isEmpty && notes.length === 0 ? [note('error', 'zip_no_kml')] : notes }
}

/** The first KML of a KMZ, where programs put the drawing. */
export function kmlOfKmz(bytes: Uint8Array): { text: Uint8Array | null; notes: Note[] } {
  const { files, notes } = kmlFiles(bytes)
  return { text: Object.values(files)[0] ?? null, notes }
}

/** Reads what the KML files of a KMZ draw. */
export function readKmzAreas(bytes: Uint8Array): Read<LayerFeature[]> {
  const { files, notes } = kmlFiles(bytes)
  const names = Object.keys(files)
  if (names.length === 0) return { value: null, notes }
  const found: LayerFeature[] = []
  for (const name of names) {
    const read = readKmlAreas(files[name] as Uint8Array)
    found.push(...(read.value ?? []))
    notes.push(...read.notes.map((n) => ({ ...n, at: n.at ? `${name}: ${n.at}` : name })))
  }
  return { value: found.length > 0 ? found : null, notes }
}
