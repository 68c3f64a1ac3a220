import { masksOf, parentIdOf } from '../../../../src/core/footage/copies/masksOf.ts'
import type { Recipe } from '../../../../src/core/footage/copies/derived.ts'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import type { Version } from '../../../../src/core/units/id.ts'
import { api } from '../../../api/client.ts'
import { invalidate } from '../../../api/queries.ts'
import { save } from '../../../desk/save.ts'
import { language } from '../../../i18n/index.ts'
import { type CopyProblem, maskedPhoto } from './maskedPhoto.ts'

export type Picture = { readonly doc: Footage; readonly version: Version }
export type ExportProgress = { readonly fileName: string; readonly share: number }
export type Exported = {
  readonly left: number
  /** What could not be drawn with its masks, and so did not leave. */
  readonly kept: readonly {
    readonly fileName: string
    readonly problem: CopyProblem
    readonly codec: string
  }[]
}

/**
 * Exports pictures with their masks drawn over, or, where a reason is given, as they are; what cannot be drawn here stays.
 *
 * @throws {DOMException} `AbortError` when it is called off: then nothing has left.
 */
export async function exportPictures(
  chosen: readonly Picture[],
  all: readonly Picture[],
  unmasked: string | null,
  onProgress: (progress: ExportProgress) => void,
  signal: AbortSignal,
): Promise<Exported> {
  const items: { id: string; base: Version; copy: { file: string; recipe: Recipe } | null }[] = []
  const kept: Exported['kept'][number][] = []
  for (const [i, { doc, version }] of chosen.entries()) {
    signal.throwIfAborted()
    const tell = (share: number): void =>
      onProgress({ fileName: doc.fileName, share: (i + share) / chosen.length })
    tell(0)
    const parentId = parentIdOf(doc)
    const masks = masksOf(doc, all.find((row) => row.doc.id === parentId)?.doc ?? null)
    if (masks.length === 0 || unmasked !== null) {
      items.push({ id: doc.id, base: version, copy: null })
      continue
    }
    const copied =
      doc.kind === 'clip'
        ? await (await import('./maskedClip.ts')).maskedClip(doc, masks, tell, signal)
        : await maskedPhoto(doc, masks)
    if ('problem' in copied)
      kept.push({ fileName: doc.fileName, problem: copied.problem, codec: doc.codec ?? doc.mimeType })
    else {
      const { ref } = await api.made(copied.file)
      items.push({ id: doc.id, base: version, copy: { file: ref, recipe: copied.recipe } })
    }
  }
  signal.throwIfAborted()
  if (items.length > 0) {
    const { files } = await api.call('footage.export', {
      items,
      unmasked: unmasked === null ? null : { reason: unmasked },
      language: language(),
    })
    for (const { downloadId, fileName } of files) save(downloadId, fileName)
    void invalidate(['footage'])
  }
  return { left: items.length, kept }
}
