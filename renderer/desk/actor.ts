import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import {
  type Acting,
  type Actor,
  type CallName,
  type ContractEvent,
  mayCall,
  notAllowed,
} from '../../src/contract/index.ts'
import { api } from '../api/client.ts'
import { useEntrance } from '../api/hooks.ts'
import { words } from '../i18n/index.ts'

const STORED = 'sortie.actor'

/** What is kept of it: by this window for a reload, and on this machine for a window that nobody said it in yet. */
const saved = (): string | null => sessionStorage.getItem(STORED) ?? localStorage.getItem(STORED)

type State = {
  actor: Actor | null
  set(actor: Actor): Promise<void>
  /** Says it again to services that do not know it. */
  resume(): Promise<void>
  /** Keeps to what the services tell of this window's session. */
  follow(event: ContractEvent): void
}

/** Who works at this window: told to the services for its session, and written into the journal. */
export const whoAmI = createStore<State>()((set, get) => ({
  actor: null,
  set: async (actor) => {
    set({ actor: await api.call('actor.set', actor) })
    for (const storage of [sessionStorage, localStorage]) storage.setItem(STORED, JSON.stringify(actor))
  },
  resume: async () => {
    const text = saved()
    if (text === null) return
    try {
      set({ actor: await api.call('actor.set', JSON.parse(text) as Actor) })
      sessionStorage.setItem(STORED, text)
    } catch {
      for (const storage of [sessionStorage, localStorage]) storage.removeItem(STORED)
    }
  },
  follow: (event) => {
    const { actor } = get()
    if (event.type === 'session') set({ actor: event.actor })
    // Services that were started again begin with somebody else.
    if (event.type === 'workspace' && actor !== null && !isSame(actor, event.status.actor))
      void get().resume()
  },
}))

const isSame = (a: Actor, b: Actor): boolean => a.name === b.name && a.role === b.role

/**
 * Who acts at this window: whom the services let in, and where nobody has to sign in, who said so; undefined: not known yet.
 */
export function useActing(): Acting | undefined {
  const own = useStore(whoAmI, ({ actor }) => actor)
  const { data: entrance } = useEntrance()
  if (!entrance) return own ?? undefined
  return entrance.entrance === 'open' ? (own ?? entrance.actor) : entrance.actor
}

/** Why whoever works here may not make a call, in words; null when they may, or as long as nobody knows who it is. */
export function useMayNot(name: CallName): string | null {
  const acting = useActing()
  if (!acting || [acting.role, ...(acting.roles ?? [])].some((role) => mayCall(name, role))) return null
  return words('error', 'not_allowed', notAllowed(name, acting.role))
}
