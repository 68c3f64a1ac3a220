import { useEffect, useRef } from 'react'
import { draftOf, draftsKept, keepDraft } from '../api/drafts.ts'
import { useAuthor } from '../api/hooks.ts'
import { useMayNot } from '../desk/actor.ts'
import { history } from '../desk/history.ts'
import { keptDrawing } from '../desk/keptDrawing.ts'
import { mapView } from '../desk/mapView.ts'
import { notices } from '../desk/notices.ts'
import { selection } from '../desk/selection.ts'
import { unfinished } from '../desk/unfinished.ts'
import { keepWindow, keptWindow, windowIn, type WindowKept } from '../desk/windowKept.ts'
import { whileSole } from './soleWindow.ts'

/** Where a window that is closed is kept, among the drafts of whoever works there. */
const DRAFT = 'window'
/** So many steps are gone on with in a window that was closed. */
const MOST_STEPS = 100

/**
 * A window that is loaded anew, or closed and opened again, stands where it stood: its room, what was selected or being
 * filled in, what the map showed, the steps that can be taken back, and a drawing that was broken off. A reload is by tab,
 * a closed window by person and workspace. Another workspace begins with nothing of the former one.
 */
export function useAfterReload(workspace: string | undefined): void {
  const by = useAuthor()
  const mayKeep = useMayNot('draft.put') === null
  const isResumed = useRef(false)
  useEffect(() => {
    // Another workspace: nothing of the former one may stay selected, or be undone.
    if (workspace === undefined) return
    history.getState().clear()
    selection.getState().select(null)
  }, [workspace])
  useEffect(() => {
    if (workspace === undefined || by === undefined) return
    const isBegin = !isResumed.current
    isResumed.current = true
    const kept = isBegin ? keptWindow(workspace, by) : null
    if (kept) resume(kept)
    const now = (): WindowKept => ({ workspace, by, ...standing() })
    const onHide = (): void => {
      // Leaving the window is leaving the field that has the cursor: what is typed there is written.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      keepWindow(now())
      void draftsKept()
    }
    window.addEventListener('pagehide', onHide)
    const leave = whileSole(`window ${workspace} ${by ?? ''}`, (isFirst) => {
      if (!mayKeep) return () => undefined
      const isAsked = isBegin && isFirst && !kept
      return isAsked ? afterClosed(workspace, by, now) : keepForLater(by, now)
    })
    return () => {
      leave()
      window.removeEventListener('pagehide', onHide)
      // A window that can no longer be drawn ends like this, and is loaded anew.
      keepWindow(now())
    }
  }, [workspace, by, mayKeep])
}

/** Goes on with what was closed, where nothing was begun here meanwhile; from then on it is kept itself. */
function afterClosed(workspace: string, by: string | null, now: () => WindowKept): () => void {
  let stop: (() => void) | null = null
  let isOver = false
  void draftOf(DRAFT)
    .catch(() => null)
    .then((draft) => {
      if (isOver) return
      const closed = windowIn(draft, workspace, by)
      const { selected, composing } = selection.getState()
      const isUntouched = selected === null && composing === null && history.getState().undoable.length === 0
      if (closed && isUntouched) resume(closed)
      stop = keepForLater(by, now)
    })
  return () => {
    isOver = true
    stop?.()
  }
}

/** Keeps, with every change, where the window stands, for one that is opened after it was closed. */
function keepForLater(by: string | null, now: () => WindowKept): () => void {
  let last = ''
  const keep = (): void => {
    const { undoable, redoable, ...rest } = now()
    const value = { ...rest, undoable: undoable.slice(-MOST_STEPS), redoable: redoable.slice(-MOST_STEPS) }
    const text = JSON.stringify(value)
    if (text === last) return
    last = text
    keepDraft({ key: DRAFT, by, value })
  }
  const stops = [selection, history, mapView, unfinished, keptDrawing].map((store) => store.subscribe(keep))
  return () => {
    for (const stop of stops) stop()
  }
}

function resume(kept: WindowKept): void {
  const { room, selected, composing, view, drawing } = kept
  history.getState().resume(kept)
  selection.setState({ room, selected, composing })
  if (view) mapView.setState({ asked: view })
  keptDrawing.setState({ kept: drawing })
  if (drawing) notices.getState().tell('info', 'app.drawingKept')
}

/** Where the window stands now. */
function standing(): Omit<WindowKept, 'workspace' | 'by'> {
  const { room, selected, composing } = selection.getState()
  const { undoable, redoable } = history.getState()
  const { gesture } = unfinished.getState()
  // Where nothing new was begun, what was broken off before is still to be gone on with.
  const drawing = gesture?.hasContent ? gesture.drawing : keptDrawing.getState().kept
  return { room, selected, composing, view: mapView.getState().now, undoable, redoable, drawing }
}
