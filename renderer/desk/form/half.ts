import { useEffect, useState } from 'react'
import { dropDraft, keepDraft, useDraft } from '../../api/drafts.ts'
import { useAuthor } from '../../api/hooks.ts'

/** What is filled in of a small form, how a part of it changes, and what forgets it: it was written, or put away. */
export type Half<T> = readonly [T, (change: Change<T>) => void, () => void]

type Change<T> = Partial<T> | ((now: T) => Partial<T>)

/** Of a draft what the form has: a member that another version of Sortie wrote otherwise is left out. */
export function halfIn<T extends object>(empty: T, draft: unknown): Partial<T> {
  if (typeof draft !== 'object' || draft === null) return {}
  const isOurs = ([name, value]: [string, unknown]): boolean => {
    if (!(name in empty)) return false
    const now = empty[name as keyof T]
    return now === null || value === null
      ? true
      : typeof value === typeof now && Array.isArray(value) === Array.isArray(now)
  }
  return Object.fromEntries(Object.entries(draft).filter(isOurs)) as Partial<T>
}

/**
 * A form that ends in one press: a reason, a receipt, a deadline. What is typed is kept as it is typed, so that it stands
 * there again in whatever panel, room or window it is gone on with; only what was typed, so that what was not follows its
 * document. Nothing secret goes through here: a passphrase or a one-time code has its own `useState`.
 *
 * @param key where it is kept, after the form and what it is about: `finding/ID/extend`.
 * @param first what stands in it before anything is typed; taken once.
 */
export function useHalf<T extends object>(key: string, first: () => T): Half<T> {
  const by = useAuthor()
  const name = `${by ?? ''} ${key}`
  const draft = useDraft(key)
  const [held, setHeld] = useState(() => begun(name, first))
  // Another form of the same kind in the same place begins at its own beginning.
  const own = held.name === name ? held : begun(name, first)
  if (own !== held) setHeld(own)
  const { empty, typed, isDone } = own
  const kept = isDone ? {} : halfIn(empty, draft)
  useEffect(() => {
    if (by === undefined || typed === null) return
    keepDraft({ key, by, value: { ...halfIn(empty, isDone ? null : draft), ...typed } })
  }, [key, by, empty, typed, isDone, draft])
  return [
    { ...empty, ...kept, ...typed },
    (change) =>
      setHeld((now) => {
        const of = now.name === name ? now : begun(name, first)
        const next = typeof change === 'function' ? change({ ...of.empty, ...kept, ...of.typed }) : change
        return { ...of, typed: { ...of.typed, ...next } }
      }),
    () => {
      if (by !== undefined) dropDraft({ key, by })
      setHeld(() => ({ ...begun(name, first), isDone: true }))
    },
  ]
}

type Begun<T> = { name: string; empty: T; typed: Partial<T> | null; isDone: boolean }

const begun = <T extends object>(name: string, first: () => T): Begun<T> => ({
  name,
  empty: first(),
  typed: null,
  isDone: false,
})
