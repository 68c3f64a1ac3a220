import { createStore } from 'zustand/vanilla'
import type { KeptDrawing } from './keptDrawing.ts'

/** What hands have begun and nothing has saved. */
export type Gesture = {
  /** There is something in it that would be lost. */
  hasContent: boolean
  /** What of it is kept where the window is loaded anew. */
  drawing: KeptDrawing
  /** Steps of it can be taken back, and made again. */
  canUndo: boolean
  canRedo: boolean
  undo(): void
  redo(): void
  /** Puts it away, as if it had never begun. */
  drop(): void
}

type Unfinished = {
  gesture: Gesture | null
  /** What somebody is about to do that would lose it; they are asked meanwhile. Null: nobody is asked. */
  going: (() => void) | null
  /** Does what would end a gesture: at once where nothing is lost by it, else once the person has said so. */
  leave(go: () => void): void
  /** The answers: go on drawing, or put it away and go. */
  keep(): void
  discard(): void
}

/** The one gate of whatever leaves a place where something is unfinished. */
export const unfinished = createStore<Unfinished>()((set, get) => ({
  gesture: null,
  going: null,
  leave(go) {
    const { gesture } = get()
    if (gesture?.hasContent) return set({ going: go })
    gesture?.drop()
    go()
  },
  keep: () => set({ going: null }),
  discard() {
    const { gesture, going } = get()
    set({ going: null })
    gesture?.drop()
    going?.()
  },
}))
