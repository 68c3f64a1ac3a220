import { createStore } from 'zustand/vanilla'
import { ApiError } from '../api/client.ts'
import { type Back, onWritten, undo as takeBack, type Written } from '../api/write.ts'
import type { Name } from '../../src/core/units/id.ts'
import { session } from './editing/session.ts'
import { notices } from './notices.ts'
import { selection } from './selection.ts'

/**
 * A step that was saved: what it is called, when it was made (UTC ms), and of what, as it was called then. It is known by
 * its first entry; `further` are those that were made with it, in their order.
 */
export type HistoryStep = Written & {
  readonly atMs: number
  readonly of: Name | null
  readonly further?: readonly string[]
}

type History = {
  /** What can be taken back, the last one last; what was taken back, the next one last. */
  undoable: readonly HistoryStep[]
  redoable: readonly HistoryStep[]
  push(entry: Written): void
  undo(): Promise<void>
  redo(): Promise<void>
  /** Goes back, or on, until a step is the last that holds; null: before all of them. Ends where a step is refused. */
  goTo(entry: string | null): Promise<void>
  /** The steps of before this window was loaded anew. */
  resume(kept: Pick<History, 'undoable' | 'redoable'>): void
  clear(): void
}

/** So many steps are remembered. */
const MOST_STEPS = 500

/** Refusals that will never turn into a yes: the entry is given up. */
const FINAL = new Set(['undo_nothing', 'undo_moved_on', 'undo_frozen', 'not_found', 'in_use'])

/** The entries of a step, in the order in which they were made. */
const entriesOf = ({ entry, further = [] }: HistoryStep): readonly string[] => [entry, ...further]

const ofEntries = (step: HistoryStep, [entry = step.entry, ...further]: readonly string[]): HistoryStep => ({
  ...step,
  entry,
  further,
})

/**
 * Undo and redo of everything: the services restore the state before a journal entry as a new entry, so redo is the
 * undo of the undo. A refusal is shown with its reason.
 */
export const history = createStore<History>()((set, get) => {
  const step = async (from: 'undoable' | 'redoable', to: 'undoable' | 'redoable'): Promise<void> => {
    let last: HistoryStep | undefined
    // Keys are faster than answers: what is taken back is known once all that was asked before is written.
    const { made, error } = await takeBack(() => {
      last = get()[from].at(-1)
      return last ? entriesOf(last).toReversed() : []
    })
    if (!last) return
    const { labelKey, back } = last
    const left = entriesOf(last).slice(0, entriesOf(last).length - made.length)
    const isOver = left.length === 0 || (error instanceof ApiError && FINAL.has(error.code))
    set((state) => ({
      ...state,
      [from]: state[from].flatMap((other) =>
        other !== last ? [other] : isOver ? [] : [ofEntries(other, left)],
      ),
      // What was taken back of it can be made again, even where the rest was not.
      [to]: last && made.length > 0 ? [...state[to], ofEntries(last, made)] : state[to],
    }))
    if (error !== null) {
      notices.getState().fail(error)
      return
    }
    notices.getState().tell('info', from === 'undoable' ? 'app.undone' : 'app.redone', {
      label: { key: labelKey },
    })
    if (back) goBack(back)
  }
  return {
    undoable: [],
    redoable: [],
    push(entry) {
      const { document } = session.getState()
      const made: HistoryStep = { ...entry, atMs: Date.now(), of: document?.doc.name ?? null }
      set(({ undoable }) => {
        const last = undoable.at(-1)
        const isSame = last !== undefined && entry.step !== undefined && last.step === entry.step
        const before = isSame ? undoable.slice(0, -1) : undoable
        const whole = isSame ? ofEntries(last, [...entriesOf(last), entry.entry]) : made
        return { undoable: [...before, whole].slice(-MOST_STEPS), redoable: [] }
      })
    },
    undo: () => step('undoable', 'redoable'),
    redo: () => step('redoable', 'undoable'),
    async goTo(entry) {
      const isOn = get().redoable.some((one) => one.entry === entry)
      // Steps that are taken back get new entries: they are counted, not looked for.
      const { undoable, redoable } = get()
      const many = isOn
        ? redoable.length - redoable.findIndex((one) => one.entry === entry)
        : undoable.length - 1 - undoable.findIndex((one) => one.entry === entry)
      const from = isOn ? 'redoable' : 'undoable'
      for (let i = 0; i < many; i++) {
        const before = get()[from].length
        await (isOn ? get().redo() : get().undo())
        if (get()[from].length !== before - 1) return
      }
    },
    resume: ({ undoable, redoable }) => set({ undoable, redoable }),
    clear: () => set({ undoable: [], redoable: [] }),
  }
})

/** Where it was made one sees what became of it. */
const goBack = (back: Back): void => selection.getState().select(back)

onWritten((entry) => history.getState().push(entry))
