import type { CallInput, CallOutput } from '../../contract/index.ts'
import { outsideExtension } from '../../contract/outside.ts'
import type { Footage } from '../../core/footage/footage.ts'
import { recognise } from '../../core/footage/recognise.ts'
import { whileLocal } from '../../store/localCopy.ts'
import { Refusal } from '../../store/workspace.ts'
import type { Context } from '../host/context.ts'
import { copyRecorded } from '../host/copyRecorded.ts'
import { stored } from '../host/documents.ts'
import { METADATA_BYTES, readPart } from '../reading/describe.ts'
import { asRecorded, originalOf } from './asRecorded.ts'
import { masksHere } from './masks.ts'
import { safeStem } from './safeStem.ts'
import { noteView } from './views.ts'

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
  const { masks, isWhole } = masksHere(context, doc)
  if (!context.openOutside && (masks.length > 0 || !isWhole))
    throw new Refusal(isWhole ? 'has_masks' : 'masks_not_here', { file: doc.fileName })
  noteView(context, doc, 'outside')
  if (!context.openOutside) {
    const copy = context.scratchFile()
    await copyRecorded(context, original, copy, doc.sha256, doc.fileName)
    return { isOpened: false, downloadId: context.offerFile(fileName, mimeType, copy), fileName }
  }
  await context.openOutside(original, fileName, doc.sha256)
  return { isOpened: true, downloadId: null, fileName }
}
