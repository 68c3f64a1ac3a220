import fs from 'node:fs'
import type { CallInput, CallOutput } from '../../contract/index.ts'
import type { Footage } from '../../core/footage/footage.ts'
import { embeddedThumbnail, isJpeg } from '../../core/footage/photo/thumbnail.ts'
import { failureOf } from '../../store/failure.ts'
import { findDerived, keepDerived } from '../../store/derived.ts'
import { Refusal, type Workspace } from '../../store/workspace.ts'
import type { Context, Handlers } from '../host/context.ts'
import { stored } from '../host/documents.ts'
import { METADATA_BYTES } from '../reading/describe.ts'

/** What a window makes of a picture is this large at the most. */
const LARGEST_BYTES = 500_000

/** The small picture of a photo or clip: as it was kept, or as the camera put it into its JPEG. */
export async function posterOf(
  workspace: Workspace,
  { sha256, mimeType }: Footage,
): Promise<{ path: string; size: number } | null> {
  const known = keptPoster(workspace, sha256)
  if (known || mimeType !== 'image/jpeg') return known
  try {
    const head = await workspace.vault.read(sha256, 0, METADATA_BYTES)
    const bytes = head && embeddedThumbnail(head)
    if (bytes) keepDerived(workspace, 'poster', sha256, bytes)
  } catch {
    // A full disk, or an original that is gone: then there is none, and whoever asks shows the original or says so.
  }
  return keptPoster(workspace, sha256)
}

function keptPoster(workspace: Workspace, sha256: string): { path: string; size: number } | null {
  const kept = findDerived(workspace, 'poster', sha256)
  return kept && { path: kept.path, size: kept.sizeBytes }
}

export const posterCalls = {
  'footage.keepPoster': (
    { id, file }: CallInput<'footage.keepPoster'>,
    context: Context,
  ): CallOutput<'footage.keepPoster'> => {
    const { sha256 } = stored<Footage>(context, 'footage', id).doc
    const { path, name } = context.filePath(file)
    if ((fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_BYTES)
      throw new Refusal('file_too_large', { file: name, limit: LARGEST_BYTES / 1e6 })
    const bytes = fs.readFileSync(path)
    if (!isJpeg(bytes))
      throw new Refusal('unreadable_file', { file: name, problem: 'unknown_format', at: '' })
    try {
      keepDerived(context.workspace, 'poster', sha256, bytes)
    } catch (error) {
      const failure = failureOf(error, name)
      if (!failure.ok) throw new Refusal(failure.code, failure.params)
    }
    return {}
  },
} satisfies Partial<Handlers>
