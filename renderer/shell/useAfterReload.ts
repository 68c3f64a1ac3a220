import { useEffect, useRef } from 'react'
import { draftsKept } from '../api/drafts.ts'
import { useAuthor } from '../api/hooks.ts'
import { history } from '../desk/history.ts'
import { keptDrawing } from '../desk/keptDrawing.ts'
import { notices } from '../desk/notices.ts'
import { selection } from '../desk/selection.ts'
import { unfinished } from '../desk/unfinished.ts'
import { keepWindow, keptWindow, type WindowKept } from '../desk/windowKept.ts'

/**
 * A window that is loaded anew stands where it stood: its room, what was selected or being filled in, the steps that can be
 * taken back, and a drawing that was broken off. Another workspace begins with nothing of the former one.
 */
export function useAfterReload(workspace: string | undefined): void {
  const by = useAuthor()
  const isResumed = useRef(false)
  useEffect(() => {
    // Another workspace: nothing of the former one may stay selected, or be undone.
    if (workspace === undefined) return
    history.getState().clear()
    selection.getState().select(null)
  }, [workspace])
  useEffect(() => {
    if (workspace === undefined || by === undefined) return
    if (!isResumed.current) resume(keptWindow(workspace, by))
    isResumed.current = true
    const keep = (): void => keepWindow({ workspace, by, ...standing() })
    const onHide = (): void => {
      keep()
      void draftsKept()
    }
    window.addEventListener('pagehide', onHide)
    return () => {
      window.removeEventListener('pagehide', onHide)
      // A window that can no longer be drawn ends like this, and is loaded anew.
      keep()
    }
  }, [workspace, by])
}

function resume(kept: WindowKept | null): void {
  if (!kept) return
  const { room, selected, composing, place, drawing } = kept
  history.getState().resume(kept)
  selection.setState({ room, selected, composing })
  if (place) selection.getState().zoomTo(place)
  keptDrawing.setState({ kept: drawing })
  if (drawing) notices.getState().tell('info', 'app.drawingKept')
}

/** Where the window stands now. */
function standing(): Omit<WindowKept, 'workspace' | 'by'> {
  const { room, selected, composing, target } = selection.getState()
  const { undoable, redoable } = history.getState()
  const { gesture } = unfinished.getState()
  // Where nothing new was begun, what was broken off before is still to be gone on with.
  const drawing = gesture?.hasContent ? gesture.drawing : keptDrawing.getState().kept
  return { room, selected, composing, place: target?.place ?? null, undoable, redoable, drawing }
}
