import { history } from './history.ts'
import { unfinished } from './unfinished.ts'

/**
 * Undo and redo as a person means them, by key, button or palette: of the gesture in hand first, and only where that has
 * nothing to give back, of what was saved.
 */
export const canUndo = (): boolean =>
  (unfinished.getState().gesture?.canUndo ?? false) || history.getState().undoable.length > 0

export function canRedo(): boolean {
  const { gesture } = unfinished.getState()
  // What was saved before is not made again in the middle of something else.
  return gesture?.canRedo || (!gesture?.hasContent && history.getState().redoable.length > 0)
}

export function undo(): void {
  const { gesture } = unfinished.getState()
  if (gesture?.canUndo) gesture.undo()
  else void history.getState().undo()
}

export function redo(): void {
  const { gesture } = unfinished.getState()
  if (gesture?.canRedo) gesture.redo()
  else if (canRedo()) void history.getState().redo()
}
