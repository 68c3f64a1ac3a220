import { createStore } from 'zustand/vanilla'
import { ApiError } from '../api/client.ts'
import { askAgain } from '../api/queries.ts'
import type { Key } from '../i18n/index.ts'

export type Tone = 'info' | 'good' | 'warning' | 'error'
/** Values for the words; `{ key }` is itself a text of the dictionary. */
export type NoticeParams = Record<string, string | number | { key: Key }>
export type Notice = {
  id: number
  tone: Tone
  params: NoticeParams
  /** Does what was refused all the same; absent where nobody may say so. */
  again?: () => Promise<unknown>
} & ({ key: Key } | { errorCode: string })

type Notices = {
  list: readonly Notice[]
  tell(tone: Tone, key: Key, params?: NoticeParams): void
  /** Shows a failed call in words. */
  fail(error: unknown): void
  dismiss(id: number): void
}

let lastId = 0

/** What the window has to say, shown inline above the list: never a modal dialog. */
export const notices = createStore<Notices>()((set) => {
  const add = (notice: Notice): void => {
    set(({ list }) => ({ list: [...list.filter((other) => other.tone === 'error'), notice].slice(-3) }))
    if (notice.tone === 'error') return
    setTimeout(() => set(({ list }) => ({ list: list.filter(({ id }) => id !== notice.id) })), 6000)
  }
  return {
    list: [],
    tell: (tone, key, params = {}) => add({ id: ++lastId, tone, key, params }),
    fail: (error) => {
      const known = error instanceof ApiError
      // The folder turned out to be an older copy: the stations say so, and what to do.
      if (known && error.code === 'station_ahead')
        void askAgain(({ queryKey: [name] }) => name === 'station.list')
      add({
        id: ++lastId,
        // Who stopped something knows it.
        tone: known && error.code === 'cancelled' ? 'info' : 'error',
        errorCode: known ? error.code : 'internal',
        params: known ? error.params : { problem: String(error) },
        ...(known && error.again ? { again: error.again } : {}),
      })
    },
    dismiss: (id) => set(({ list }) => ({ list: list.filter((notice) => notice.id !== id) })),
  }
})

/** Runs something that may be refused, and shows the refusal; answers whether it went through. */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    notices.getState().fail(error)
    return false
  }
}
