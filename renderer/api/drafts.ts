import { useQuery } from '@tanstack/react-query'
import { api } from './client.ts'

/** What is being kept: who asks for a draft is answered after it. */
let keeping: Promise<unknown> = Promise.resolve()

/** Keeps half a form, or with null drops it; quietly: what cannot be written is said when the form is saved. */
export function keepDraft(key: string, value: unknown): void {
  keeping = keeping.then(() => api.call('draft.put', { key, value })).catch(() => undefined)
}

/** Half a form as it was left, asked for anew whenever it is opened; null: there is none, undefined: not known yet. */
export function useDraft(key: string | null): unknown {
  const { data } = useQuery({
    queryKey: ['draft.get', 'form', key],
    queryFn: async () => {
      await keeping
      return key === null ? null : ((await api.call('draft.get', { key })).value ?? null)
    },
    gcTime: 0,
    retry: false,
  })
  return data
}
