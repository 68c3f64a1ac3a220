import type { Footage } from '../../core/footage/footage.ts'
import { getReadable } from '../../store/documents.ts'
import { lookAt } from '../../store/openFile.ts'
import type { MediaForm } from '../host/media.ts'
import { posterOf } from './posters.ts'

/** An original, as long as it is now: what was changed is shown too, and a link to elsewhere is none of ours. */
export const originalMedia: MediaForm = (workspace, id) => {
  const found = getReadable<Footage>(workspace.db, 'footage', id)
  if (!found) return null
  const path = workspace.vault.pathOf(found.doc.sha256)
  const stat = lookAt(path)
  return stat?.isFile() ? { path, mimeType: found.doc.mimeType, size: stat.size } : null
}

/** The small picture of a photo or clip. */
export const posterMedia: MediaForm = (workspace, id) => {
  const found = getReadable<Footage>(workspace.db, 'footage', id)
  const poster = found && posterOf(workspace, found.doc)
  return poster && { ...poster, mimeType: 'image/jpeg' }
}
