import type { Place } from '../../src/core/geo/position.ts'
import type { KeptDrawing } from './keptDrawing.ts'
import type { HistoryStep } from './history.ts'
import { ROOMS, type Composing, type Room, type Selection } from './selection.ts'

/** What of a window is there again after it was loaded anew: by tab, for the same person in the same workspace. */
export type WindowKept = {
  readonly workspace: string
  /** Who was in: a person's id; null: somebody who is not registered. */
  readonly by: string | null
  readonly room: Room
  readonly selected: Selection | null
  readonly composing: Composing | null
  /** Where the map was led to last; null: nowhere yet. */
  readonly place: Place | null
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

/** What was kept for this workspace and person; null: nothing, or it is of others, or of another version of Sortie. */
export function keptWindow(
  workspace: string,
  by: string | null,
  storage: Store = sessionStorage,
): WindowKept | null {
  try {
    const kept = JSON.parse(storage.getItem(STORED) ?? 'null') as WindowKept | null
    const isOurs = kept?.workspace === workspace && kept.by === by && ROOMS.includes(kept.room)
    return isOurs && Array.isArray(kept.undoable) && Array.isArray(kept.redoable) ? kept : null
  } catch {
    return null
  }
}
