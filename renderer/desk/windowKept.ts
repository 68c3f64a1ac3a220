import type { KeptDrawing } from './keptDrawing.ts'
import type { HistoryStep } from './history.ts'
import type { MapView } from './mapView.ts'
import { ROOMS, type Composing, type Room, type Selection } from './selection.ts'

/** What of a window is there again after it was loaded anew, or closed: for the same person in the same workspace. */
export type WindowKept = {
  readonly workspace: string
  /** Who was in: a person's id; null: somebody who is not registered. */
  readonly by: string | null
  readonly room: Room
  readonly selected: Selection | null
  readonly composing: Composing | null
  /** What the map showed; null: nothing yet. */
  readonly view: MapView | null
  readonly undoable: readonly HistoryStep[]
  readonly redoable: readonly HistoryStep[]
  readonly drawing: KeptDrawing | null
}

const STORED = 'sortie.window'
type Store = Pick<Storage, 'getItem' | 'setItem'>

/** Keeps it; where there is no room for it, nothing is kept. */
export function keepWindow(kept: WindowKept, storage: Store = sessionStorage): void {
  try {
    storage.setItem(STORED, JSON.stringify(kept))
  } catch {
    // A full store: the window works on, and begins at its beginning after a reload.
  }
}

/** A window that was kept for this workspace and person; null: it is of others, or of another version of Sortie. */
export function windowIn(value: unknown, workspace: string, by: string | null): WindowKept | null {
  const kept = value as Partial<WindowKept> | null | undefined
  if (kept?.workspace !== workspace || kept.by !== by || !ROOMS.some((room) => room === kept.room))
    return null
  const isWhole = Array.isArray(kept.undoable) && Array.isArray(kept.redoable)
  return isWhole ? { ...(kept as WindowKept), view: viewIn(kept.view) } : null
}

const viewIn = (view: MapView | null | undefined): MapView | null =>
  [view?.zoom, view?.corner?.lat, view?.corner?.lon].every(Number.isFinite) ? (view ?? null) : null

/** What was kept of this tab for this workspace and person; null: nothing. */
export function keptWindow(
  workspace: string,
  by: string | null,
  storage: Store = sessionStorage,
): WindowKept | null {
  try {
    return windowIn(JSON.parse(storage.getItem(STORED) ?? 'null'), workspace, by)
  } catch {
    return null
  }
}
