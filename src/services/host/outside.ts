import fsp from 'node:fs/promises'
import path from 'node:path'
import type { CallInput, CallOutput } from '../../contract/index.ts'
import { OUTSIDE_FOLDER, outsideExtension } from '../../contract/outside.ts'
import type { Footage } from '../../core/footage/footage.ts'
import { recognise } from '../../core/footage/recognise.ts'
import { whileLocal } from '../../store/localCopy.ts'
import { removeFolder, type Scratch } from '../../store/scratch.ts'
import { Refusal } from '../../store/workspace.ts'
import { asRecorded, copyRecorded, originalOf } from '../footage/asRecorded.ts'
import type { Context, OpenOutside } from './context.ts'
import { METADATA_BYTES, readPart } from '../reading/describe.ts'
import { stored } from './documents.ts'
import { masksHere } from '../footage/masks.ts'

/**
 * Hands a file to the system's own program, or offers it to be fetched where the door has no such way. What it is goes
 * by its bytes, never by its name, and only kinds that no system runs are let through.
 */
export async function openOutside(
  { id }: CallInput<'footage.openOutside'>,
  context: Context,
): Promise<CallOutput<'footage.openOutside'>> {
  const { doc } = stored<Footage>(context, 'footage', id)
  const original = await originalOf(context, doc)
  return whileLocal(original, (file) => opened(file, doc, context))
}

async function opened(
  original: string,
  doc: Footage,
  context: Context,
): Promise<CallOutput<'footage.openOutside'>> {
  const { mimeType } = recognise(await readPart(original, 0, METADATA_BYTES))
  const extension = outsideExtension(mimeType)
  if (!extension) {
    // What was exchanged for something else is that before anything.
    await asRecorded(context, doc)
    throw new Refusal('not_openable', { file: doc.fileName })
  }
  const fileName = `${safeStem(doc.fileName)}.${extension}`
  // Where it is fetched it leaves: what has masks leaves with them, or with a reason.
  if (!context.openOutside && masksHere(context, doc).length > 0)
    throw new Refusal('has_masks', { file: doc.fileName })
  if (!context.openOutside) {
    const copy = context.scratchFile()
    await copyRecorded(context, original, copy, doc.sha256, doc.fileName)
    return { isOpened: false, downloadId: context.offerFile(fileName, mimeType, copy), fileName }
  }
  await context.openOutside(original, fileName, doc.sha256)
  return { isOpened: true, downloadId: null, fileName }
}

/** A file's name without its extension, of letters, figures and plain marks only, that every system takes. */
export function safeStem(fileName: string): string {
  const stem = fileName
    .replace(/\.[^.]*$/, '')
    .replace(/[^\p{L}\p{N} ._()+-]/gu, '_')
    .replace(/^[. -]+|[. ]+$/g, '')
    .slice(0, 80)
  return stem === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem) ? `file_${stem}` : stem
}

/**
 * Read-only copies for the system's programs, in the scratch of this process, which goes away with it: a program that
 * writes to what it was given changes the copy, never the original.
 */
export function outsideCopies(
  scratch: Scratch,
  threads: Context['threads'],
  open: (file: string) => Promise<string>,
): OpenOutside {
  return async (original, fileName, sha256) => {
    const own = await fsp.mkdtemp(path.join(scratch.folder(OUTSIDE_FOLDER), 'f'))
    const copy = path.join(own, fileName)
    try {
      await copyRecorded({ threads }, original, copy, sha256, fileName)
      await fsp.chmod(copy, 0o444)
    } catch (error) {
      removeFolder(own)
      throw error
    }
    const problem = await open(copy)
    if (problem === '') return
    removeFolder(own)
    throw new Refusal('not_opened', { file: fileName, problem: problem.slice(0, 200) })
  }
}
