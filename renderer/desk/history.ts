import { createStore } from 'zustand/vanilla'
import { AGGREGATES } from '../../src/contract/index.ts'
import { ApiError, api } from '../api/client.ts'
import { invalidate } from '../api/queries.ts'
import { onWritten, type Written } from '../api/write.ts'
import { notices } from './notices.ts'

type History = {
  undoable: readonly Written[]
  redoable: readonly Written[]
  busy: boolean
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
    const last = get()[from].at(-1)
    if (!last || get().busy) return
    const { labelKey } = last
    set({ busy: true })
    try {
      const { entry } = await api.call('journal.undo', { entry: last.entry })
      set((state) => ({
        ...state,
        [from]: state[from].filter((other) => other !== last),
        [to]: [...state[to], { entry, labelKey }],
      }))
      notices.getState().tell('info', from === 'undoable' ? 'app.undone' : 'app.redone', {
        label: { key: labelKey },
      })
      void invalidate(AGGREGATES)
    } catch (error) {
      notices.getState().fail(error)
      if (error instanceof ApiError && FINAL.has(error.code))
        set((state) => ({ ...state, [from]: state[from].filter((other) => other !== last) }))
    } finally {
      set({ busy: false })
    }
  }
  return {
    undoable: [],
    redoable: [],
    busy: false,
    push: (entry) => set((state) => ({ undoable: [...state.undoable, entry].slice(-500), redoable: [] })),
    undo: () => step('undoable', 'redoable'),
    redo: () => step('redoable', 'undoable'),
    clear: () => set({ undoable: [], redoable: [] }),
  }
})

onWritten((entry) => history.getState().push(entry))
