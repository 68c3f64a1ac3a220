import type { CallInput, CallOutput } from '../../contract/index.ts'
import type { Flight } from '../../core/flight/flight.ts'
import type { Footage } from '../../core/footage/footage.ts'
import { fromClip, pngSize } from '../../core/footage/copies/frame.ts'
import { footageOfOriginal } from '../../store/footage.ts'
import { Refusal } from '../../store/workspace.ts'
import { asRecorded } from './asRecorded.ts'
import { type Context, write } from '../host/context.ts'
import { newId } from '../host/newId.ts'
import { readPart } from '../reading/describe.ts'
import { referredBy, stored } from '../host/documents.ts'
import { bringIn } from './bringIn.ts'
import { safeStem } from './safeStem.ts'

/** How much of a PNG is read for its size. */
const HEAD_BYTES = 64

/**
 * Keeps one frame of a clip as a picture of its own, with the clip's hash, the moment and how it was made; when and
 * where it was taken follow from the clip. The same frame kept twice is the first one.
 */
export async function keepFrame(
  { id, momentS, file, recipe }: CallInput<'footage.keepFrame'>,
  context: Context,
): Promise<CallOutput<'footage.keepFrame'>> {
  const clip = stored<Footage>(context, 'footage', id).doc
  if (clip.kind !== 'clip') throw new Refusal('not_a_clip', { file: clip.fileName })
  if (clip.durationS !== undefined && momentS > clip.durationS + 1)
    throw new Refusal('bad_input', { path: 'momentS', problem: 'after_clip_end' })
  await asRecorded(context, clip)
  const { path, name } = context.filePath(file)
  const size = pngSize(await readPart(path, 0, HEAD_BYTES))
  if (!size) throw new Refusal('unreadable_file', { file: name, problem: 'no_png', at: '' })
  const proved = await bringIn(context, [], path, name, {})
  if (!proved) throw new Refusal('unreadable_file', { file: name, problem: 'no_png', at: '' })
  const { sha256, sizeBytes } = proved
  const twins = footageOfOriginal(context.workspace.db, sha256)
  const same = twins.find(({ doc }) => doc.derived?.parentId === clip.id) ?? twins[0]
  if (same) {
    context.workspace.vault.settle(sha256)
    return { ...same, arrival: null, entry: null, led: [] }
  }
  const track = referredBy<Flight>(context, 'flight', clip.flightId)?.track ?? []
  const nowMs = context.nowMs()
  const doc: Footage = {
    id: newId(nowMs),
    sha256,
    sizeBytes,
    fileName: `${safeStem(clip.fileName)}_${momentS.toFixed(3)}s.png`,
    mimeType: 'image/png',
    kind: 'photo',
    ...fromClip(clip, momentS, track),
    ...size,
    importedAtMs: nowMs,
    derived: {
      kind: 'frame',
      parentId: clip.id,
      parentSha256: clip.sha256,
      momentS,
      recipe: { ...recipe, ...size },
      by: context.actor.name.slice(0, 100),
      atMs: nowMs,
    },
  }
  const written = write(context, 'footage.keepFrame', (tx) => ({
    ...tx.put('footage', null, doc),
    doc,
  }))
  context.workspace.vault.settle(sha256)
  return written
}
