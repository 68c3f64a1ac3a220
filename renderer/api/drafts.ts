import { useQuery } from '@tanstack/react-query'
import type { CallInput } from '../../src/contract/index.ts'
import { api } from './client.ts'
import { useAuthor } from './hooks.ts'
import { queryClient } from './queries.ts'

type Put = CallInput<'draft.put'>

/** A moment after the last letter, what was filled in is kept. */
const KEEP_AFTER_MS = 400

/** What was filled in and is not kept yet, the newest of each form. */
const later = new Map<string, { readonly put: Put; readonly timer: ReturnType<typeof setTimeout> }>()
/** What is being kept of each form: who asks for a draft is answered after all of it. */
const keeping = new Map<string, Promise<unknown>>()

const nameOf = ({ by, key }: Put): string => `${by} ${key}`

const queryOf = (key: string | null, by: string | null | undefined) => ['draft.get', 'form', key, by] as const

/** A form that is made anew while it is open, for its document has another version, finds what was typed in it so far. */
const shown = ({ key, by, value }: Put): void =>
  void queryClient.setQueryData(queryOf(key, by), (now: unknown) =>
    now === undefined ? now : (value ?? null),
  )

/** A form is kept in the order of its changes; no form waits for another: a window that is left has no time for that. */
function keepNow(put: Put): void {
  const name = nameOf(put)
  clearTimeout(later.get(name)?.timer)
  later.delete(name)
  const send = (): Promise<unknown> => api.call('draft.put', put).catch(() => undefined)
  const kept = keeping.get(name)?.then(send) ?? send()
  keeping.set(name, kept)
  void kept.then(() => {
    if (keeping.get(name) === kept) keeping.delete(name)
  })
}

/** Keeps half a form a moment later; quietly: what cannot be written is said when the form is saved. */
export function keepDraft(put: Put): void {
  shown(put)
  clearTimeout(later.get(nameOf(put))?.timer)
  later.set(nameOf(put), { put, timer: setTimeout(() => keepNow(put), KEEP_AFTER_MS) })
}

/** Forgets half a form, and what of it was to be kept. */
export function dropDraft(of: Omit<Put, 'value'>): void {
  const put = { ...of, value: null }
  shown(put)
  keepNow(put)
}

/** Once all that was filled in so far is kept: whoever leaves waits for that, while they may still write. */
export async function draftsKept(): Promise<void> {
  for (const { put } of later.values()) keepNow(put)
  await Promise.all(keeping.values())
}

/** What whoever acts left under a key; null: nothing. */
export async function draftOf(key: string): Promise<unknown> {
  await draftsKept()
  return (await api.call('draft.get', { key })).value ?? null
}

/**
 * Half a form as whoever acts left it, asked for anew whenever it is opened or somebody else sits down; null: there is none,
 * undefined: not known yet.
 */
export function useDraft(key: string | null): unknown {
  const by = useAuthor()
  const { data } = useQuery({
    queryKey: queryOf(key, by),
    queryFn: () => (key === null ? null : draftOf(key)),
    enabled: by !== undefined,
    gcTime: 0,
    retry: false,
  })
  return data
}
