import { createStore } from 'zustand/vanilla'
import type { Actor } from '../../src/contract/index.ts'
import { api } from '../api/client.ts'

const STORED = 'sortie.actor'

type State = { actor: Actor | null; set(actor: Actor): Promise<void>; resume(): Promise<void> }

/** Who works at this window: kept on this machine, told to the services, and written into the journal. */
export const whoAmI = createStore<State>()((set) => ({
  actor: null,
  set: async (actor) => {
    set({ actor: await api.call('actor.set', actor) })
    localStorage.setItem(STORED, JSON.stringify(actor))
  },
  resume: async () => {
    const saved = localStorage.getItem(STORED)
    if (saved === null) return
    try {
      set({ actor: await api.call('actor.set', JSON.parse(saved) as Actor) })
    } catch {
      localStorage.removeItem(STORED)
    }
  },
}))
