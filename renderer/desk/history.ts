import { createStore } from 'zustand/vanilla'
import { ApiError } from '../api/client.ts'
import { type Back, onWritten, undo as takeBack, type Written } from '../api/write.ts'
import { notices } from './notices.ts'
import { selection } from './selection.ts'

type History = {
  undoable: readonly Written[]
  redoable: readonly Written[]
  push(entry: Written): void
  undo(): Promise<void>
  redo(): Promise<void>
  clear(): void
}

/** Refusals that will never turn into a yes: the entry is given up. */
const FINAL = new Set(['undo_nothing', 'undo_moved_on', 'undo_frozen', 'not_found', 'in_use'])

/**
 * Undo and redo of everything: the services restore the state before a journal entry as a new entry, so redo is the
 * undo of the undo. A refusal is shown with its reason.
 */
export const history = createStore<History>()((set, get) => {
  const step = async (from: 'undoable' | 'redoable', to: 'undoable' | 'redoable'): Promise<void> => {
    let last: Written | undefined
    try {
      // Keys are faster than answers: what is taken back is known once all that was asked before is written.
      const answer = await takeBack(() => {
        last = get()[from].at(-1)
        return last?.entry ?? null
      })
      if (!last || !answer) return
      const { labelKey, back } = last
      const again: Written = { entry: answer.entry, labelKey, ...(back ? { back } : {}) }
      set((state) => ({
        ...state,
        [from]: state[from].filter((other) => other !== last),
        [to]: [...state[to], again],
      }))
      notices.getState().tell('info', from === 'undoable' ? 'app.undone' : 'app.redone', {
        label: { key: labelKey },
      })
      if (back) goBack(back)
    } catch (error) {
      notices.getState().fail(error)
      if (error instanceof ApiError && FINAL.has(error.code))
        set((state) => ({ ...state, [from]: state[from].filter((other) => other !== last) }))
    }
  }
  return {
    undoable: [],
    redoable: [],
    push: (entry) => set((state) => ({ undoable: [...state.undoable, entry].slice(-500), redoable: [] })),
    undo: () => step('undoable', 'redoable'),
    redo: () => step('redoable', 'undoable'),
    clear: () => set({ undoable: [], redoable: [] }),
  }
})

/** Where it was made one sees what became of it. */
const goBack = (back: Back): void => selection.getState().select(back)

onWritten((entry) => history.getState().push(entry))
