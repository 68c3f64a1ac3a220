import type { Footage } from '../../core/footage/footage.ts'
import { getReadable } from '../../store/documents.ts'
import type { MediaForm } from '../host/media.ts'
import { posterOf } from './posters.ts'

/** An original, as long as it is now: what was changed is shown too, and a link to elsewhere is none of ours. */
export const originalMedia: MediaForm = async (workspace, id) => {
  const found = getReadable<Footage>(workspace.db, 'footage', id)
  const copy = found && (await workspace.vault.localCopy(found.doc.sha256).catch(() => null))
  return copy && { path: copy.path, mimeType: found.doc.mimeType, size: copy.sizeBytes }
}

/** The small picture of a photo or clip. */
export const posterMedia: MediaForm = async (workspace, id) => {
  const found = getReadable<Footage>(workspace.db, 'footage', id)
  const poster = found && (await posterOf(workspace, found.doc))
  return poster && { ...poster, mimeType: 'image/jpeg' }
}
