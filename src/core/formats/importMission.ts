import { note, type Read } from '../units/note.ts'
import { missionReaderOf, type Reading } from './codecs.ts'
import type { ImportedMission } from './importedMission.ts'
import { sniff } from './sniff.ts'
import type { Taking } from './ways.ts'

/** A mission from a file of any program that is read here, told apart by content. */
export function importMission(
  bytes: Uint8Array,
  fileName: string,
  reading: Reading | boolean = {},
): Read<ImportedMission> {
  const { isSwapped = false, ...taking } = typeof reading === 'boolean' ? { isSwapped: reading } : reading
  if (bytes.length === 0) return { value: null, notes: [note('error', 'empty_file', fileName)] }
  const file = sniff(bytes, fileName)
  const reader = missionReaderOf(file)?.reader
  if (!reader) return { value: null, notes: [note('error', 'unknown_format', fileName)] }
  const read = reader.read(file, isSwapped, taking)
  return reader.holdsOne ? ofOne(read, taking) : read
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
