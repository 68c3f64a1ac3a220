import { type ExportFormat, FORMATS, type FormatInfo } from '../../../../src/core/formats/formats.ts'
import { placeBelow } from '../../../../src/core/formats/targets.ts'
import type { CallOutput } from '../../../../src/contract/index.ts'
import { api } from '../../../api/client.ts'
import { downloaded } from '../../../api/downloaded.ts'
import { save } from '../../../desk/save.ts'
import {
  canWriteFolders,
  chooseFolder,
  FOLDER_PROBLEMS,
  type Folder,
  FolderError,
  type FolderProblem,
  isSameBytes,
  writeBelow,
} from './folder.ts'

/** What became of a file: read back the same, other bytes, another route, not written (why), or fetched and not looked at. */
type Outcome = 'same' | 'bytes' | 'route' | 'sent' | FolderProblem

export type WrittenFile = {
  readonly format: ExportFormat
  /** Folders and name below the folder that was chosen. */
  readonly place: string
  readonly outcome: Outcome
}
/** `folder`: what it is called; null: files were fetched one by one. */
export type SortieWritten = { readonly folder: string | null; readonly files: readonly WrittenFile[] }

type Made = Pick<CallOutput<'mission.export'>, 'downloadId' | 'fileName'>

/**
 * Makes every file, writes it below a folder that is asked for first, reads it back from there and holds it against what was
 * made: byte for byte, and as a document against the released revision. Null: nobody chose a folder. Where a browser has no
 * folders to write to, the files are fetched.
 */
export async function writeSortie(
  missionId: string,
  formats: readonly ExportFormat[],
  make: (format: ExportFormat) => Promise<Made>,
  tell: (format: ExportFormat) => void,
): Promise<SortieWritten | null> {
  const folder = canWriteFolders() ? await chooseFolder() : null
  if (!folder && canWriteFolders()) return null
  const files: WrittenFile[] = []
  for (const format of formats) {
    tell(format)
    const made = await make(format)
    const place = placeBelow(format, made.fileName)
    if (folder) {
      const outcome = await writtenTo(folder, missionId, format, place, made)
      files.push({ format, place, outcome })
      // A card that is full or gone is so for the next file too.
      if (FOLDER_PROBLEMS.some((problem) => problem === outcome)) break
    } else {
      save(made.downloadId, made.fileName)
      files.push({ format, place: made.fileName, outcome: 'sent' })
    }
  }
  return { folder: folder?.name ?? null, files }
}

async function writtenTo(
  folder: Folder,
  missionId: string,
  format: ExportFormat,
  place: string,
  { downloadId, fileName }: Made,
): Promise<Outcome> {
  const bytes = await downloaded(downloadId, fileName)
  try {
    const there = await writeBelow(folder, place, bytes)
    if (!isSameBytes(there, bytes)) return 'bytes'
    return (await isSameRoute(missionId, format, fileName, there)) ? 'same' : 'route'
  } catch (error) {
    if (error instanceof FolderError) return error.problem
    throw error
  }
}

/** What is read of the file as it lies there, against the revision that was released. What has no reader has no route. */
async function isSameRoute(
  id: string,
  format: ExportFormat,
  fileName: string,
  bytes: Uint8Array,
): Promise<boolean> {
  const { readAs, gives }: FormatInfo = FORMATS[format]
  if (readAs === null || !gives.includes('mission')) return true
  const file = await api.made(new File([bytes as Uint8Array<ArrayBuffer>], fileName))
  const { differences } = await api.call('mission.compare', { id, file: file.ref, format })
  return differences.length === 0
}
