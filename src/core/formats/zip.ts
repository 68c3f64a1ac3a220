import { unzipSync } from 'fflate'
import { type Note, note } from '../units/note.ts'

/** What a zip may unpack to in all: beyond that it is a bomb, or no plan of a site. */
const LARGEST_UNPACKED = 128 * 1024 * 1024

/** The files of a zip whose names are wanted. Names never become paths, so none can lead outside. */
export function filesOfZip(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
): { files: Record<string, Uint8Array>; notes: Note[] } {
  let unpacked = 0
  let refused = 0
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!isWanted(name)) return false
        unpacked += originalSize
        if (unpacked <= LARGEST_UNPACKED) return true
        refused += 1
        return false
      },
    })
    return { files, notes: refused > 0 ? [note('error', 'zip_too_large', null, { files: refused })] : [] }
  } catch {
    return { files: {}, notes: [note('error', 'not_zip')] }
  }
}

/** The names in a zip, nothing unpacked; none when it is no zip. */
export function namesInZip(bytes: Uint8Array): string[] {
  const names: string[] = []
  try {
    unzipSync(bytes, {
      filter: ({ name }) => {
        names.push(name)
        return false
      },
    })
  } catch {
    return []
  }
  return names
}
