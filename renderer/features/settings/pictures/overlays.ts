import type { Note } from '../../../../src/core/units/note.ts'
import { api } from '../../../api/client.ts'
import { write } from '../../../api/write.ts'

/** Files that may lay pictures on the ground. */
const LAYS_PICTURES = /\.(?:ov)?km[lz]$/i

/** The file among those chosen that may lay pictures on the ground; pictures beside it are its own. */
export const overlayingFile = (files: readonly File[]): File | undefined =>
  files.find(({ name }) => LAYS_PICTURES.test(name))

/**
 * Brings in what a KML or KMZ lays on the ground as one layer (null: nothing), and tells whether it draws anything beside
 * that: then it is brought in as a drawing too.
 */
export async function bringOverlays(
  chosen: File,
  files: readonly File[],
): Promise<{ made: { id: string; notes: readonly Note[] } | null; notes: Note[]; isDrawn: boolean }> {
  const [file, ...more] = await api.files([chosen, ...files.filter((one) => one !== chosen)])
  if (!file) return { made: null, notes: [], isDrawn: false }
  const given = { file: file.ref, beside: more.map(({ ref }) => ref) }
  const { count, notes } = await api.call('layer.overlays', given)
  if (count === 0 && notes.length === 0) return { made: null, notes, isDrawn: true }
  const { features } = await api.call('site.readAreas', { ...given, isSwapped: false })
  const isDrawn = features.length > 0
  if (count === 0) return { made: null, notes, isDrawn }
  const made = await write(
    'layer.import',
    { ...given, name: null, datum: null, isSwapped: false, isOverlays: true },
    'edit.newLayer',
  )
  return { made: { id: made.doc.id, notes: made.notes }, notes: [], isDrawn }
}
