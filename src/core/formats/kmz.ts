import type { LayerFeature } from '../geo/layer.ts'
import { type Note, note, type Read } from '../units/note.ts'
import { readKmlAreas } from './kml.ts'
import { filesOfZip } from './zip.ts'

/** The drawings of a KMZ: its KML files; pictures in it are left alone. */
function kmlFiles(bytes: Uint8Array): { files: Record<string, Uint8Array>; notes: Note[] } {
  const { files, notes } = filesOfZip(bytes, (name) => /\.(kml|ovkml)$/i.test(name))
  const isEmpty = Object.keys(files).length === 0
  return { files, notes: isEmpty && notes.length === 0 ? [note('error', 'zip_no_kml')] : notes }
}

/** The first KML of a KMZ, where programs put the drawing. */
export function kmlOfKmz(bytes: Uint8Array): { text: Uint8Array | null; notes: Note[] } {
  const { files, notes } = kmlFiles(bytes)
  const [text = null, ...more] = Object.values(files)
  if (more.length > 0)
    notes.push(
      note('warning', 'left_files', null, {
        names: Object.keys(files).slice(1, 8).join(', ').slice(0, 200),
        count: more.length,
      }),
    )
  return { text, notes }
}

/** Reads what the KML files of a KMZ draw. */
export function readKmzAreas(bytes: Uint8Array, isSwapped = false): Read<LayerFeature[]> {
  const { files, notes } = kmlFiles(bytes)
  const names = Object.keys(files)
  if (names.length === 0) return { value: null, notes }
  const found: LayerFeature[] = []
  for (const name of names) {
    const read = readKmlAreas(files[name] as Uint8Array, isSwapped)
    for (const feature of read.value ?? []) found.push(feature)
    notes.push(...read.notes.map((n) => ({ ...n, at: n.at ? `${name}: ${n.at}` : name })))
  }
  // A DJI route is in WGS-84 by its specification.
  if (names.some((name) => /^wpmz\//i.test(name)))
    notes.push(note('info', 'datum_stated', null, { system: 'WGS 84' }))
  return { value: found.length > 0 ? found : null, notes }
}
