import { createStore } from 'zustand/vanilla'
import type { ContractEvent } from '../../src/contract/index.ts'

type Task = { task: string; label: string; done: number; total: number }
type State = { running: readonly Task[]; servicesDown: boolean; follow(event: ContractEvent): void }

/** Long work of the services as they report it, and whether they are there at all. */
export const tasks = createStore<State>()((set) => ({
  running: [],
  servicesDown: false,
  follow: (event) => {
    if (event.type === 'servicesDown') set({ servicesDown: true })
    else if (event.type === 'workspace') set({ servicesDown: false })
    else if (event.type === 'progress')
      set(({ running }) => ({
        running: [
          ...running.filter(({ task }) => task !== event.task),
          ...(event.done < event.total ? [event] : []),
        ],
      }))
  },
}))
