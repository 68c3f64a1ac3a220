import { createStore } from 'zustand/vanilla'
import type { Aggregate } from '../../src/core/journal/kinds.ts'
import type { Place } from '../../src/core/geo/position.ts'
import { type Selection, selection } from './selection.ts'

/** A document that waits for a decision. */
export type Waiting = { readonly aggregate: Aggregate; readonly id: string }

/** A place as one of several versions has it: `of` is 0 for what all continue, and counts the versions from 1. */
export type ComparedPlace = { readonly of: number; readonly name: string; readonly place: Place }

type Deciding = {
  /** What is being decided on; null: nothing. */
  readonly waiting: Waiting | null
  /** Where versions differ on the map. */
  readonly places: readonly ComparedPlace[]
  open(waiting: Waiting): void
  /** Leaves without deciding, to where the way here began. */
  leave(): void
  compare(places: readonly ComparedPlace[]): void
}

let cameFrom: Selection | null = null

/** The decision in hand: it takes the place of the map's neighbours, and nothing is selected meanwhile. */
export const deciding = createStore<Deciding>()((set) => ({
  waiting: null,
  places: [],
  open: (waiting) => {
    const { selected, select, enter } = selection.getState()
    cameFrom = selected
    select(null)
    enter('waiting')
    set({ waiting, places: [] })
  },
  leave: () => {
    set({ waiting: null, places: [] })
    if (cameFrom) selection.getState().goTo(cameFrom)
    cameFrom = null
  },
  compare: (places) => set({ places }),
}))

/** Another room, or anything that is selected or made, ends looking at a decision; answers how to stop following. */
export const followDeciding = (): (() => void) =>
  selection.subscribe(({ room, selected, composing }) => {
    if (deciding.getState().waiting === null) return
    if (room === 'waiting' && selected === null && composing === null) return
    cameFrom = null
    deciding.setState({ waiting: null, places: [] })
  })
