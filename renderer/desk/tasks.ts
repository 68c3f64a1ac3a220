import { createStore } from 'zustand/vanilla'
import type { ContractEvent } from '../../src/contract/index.ts'

type Report = { task: string; label: string; done: number; total: number }
/** A report, and when and how far along the work was when it was first heard of: what is left follows from it. */
type Task = Report & { sinceMs: number; sinceDone: number }
type State = { running: readonly Task[]; servicesDown: boolean; follow(event: ContractEvent): void }

/** Long work of the services as they report it, and whether they are there at all. */
export const tasks = createStore<State>()((set) => ({
  running: [],
  servicesDown: false,
  follow: (event) => {
    if (event.type === 'servicesDown') set({ servicesDown: true })
    else if (event.type === 'workspace') set({ servicesDown: false })
    else if (event.type === 'progress')
      set(({ running }) => {
        const known = running.find(({ task }) => task === event.task)
        const { sinceMs, sinceDone } = known ?? { sinceMs: Date.now(), sinceDone: event.done }
        return {
          running: [
            ...running.filter((one) => one !== known),
            ...(event.done < event.total ? [{ ...event, sinceMs, sinceDone }] : []),
          ],
        }
      })
  },
}))
