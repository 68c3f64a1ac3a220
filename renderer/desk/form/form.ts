import { useEffect, useState } from 'react'
import type { Version } from '../../../src/core/units/id.ts'
import { newestOf } from '../../api/own.ts'
import { dropDraft, keepDraft } from '../../api/drafts.ts'
import { useAuthor } from '../../api/hooks.ts'
import { threeWay } from './threeWay.ts'

/** What a form is about, as it stands now; `version` null: nobody has written it yet. */
export type Found<D> = { readonly doc: D; readonly version: Version | null }

/** What a form holds: what was filled in, what it began from, and the version of that. The three go together. */
export type Held<D> = { readonly doc: D; readonly start: D; readonly base: Version | null }

export type Form<D> = {
  readonly doc: D
  /** The version that `doc` goes on from: what a write of it names. */
  readonly base: Version | null
  readonly isChanged: boolean
  /** It goes on from a draft that was left. */
  readonly isResumed: boolean
  /** It was changed elsewhere meanwhile: that was taken in beside what was filled in, or both changed the same. */
  readonly elsewhere: 'joined' | 'clash' | null
  set(change: Partial<D> | ((now: D) => D)): void
  /** Of a clash: what was filled in stays, all else is as it is now; or nothing of it stays. */
  settle(which: 'mine' | 'theirs'): void
  /** It was written: what stands there is what it goes on from. */
  saved(found: Found<D>): void
  /** Forgets what was filled in. */
  drop(): void
}

const asFound = <D>({ doc, version }: Found<D>): Held<D> => ({ doc, start: doc, base: version })

/** A form on top of what has become of its document; null where both changed the same, and somebody has to say. */
export function goneOn<D>(held: Held<D>, found: Found<D>): Held<D> | null {
  const { value, clashes } = threeWay(held.start, held.doc, found.doc)
  return clashes > 0 ? null : { doc: value, start: found.doc, base: found.version }
}

/** A draft as it was kept; null where it is none of this form. */
export function heldIn<D extends object>(draft: unknown): Held<D> | null {
  const kept = draft as Partial<Held<D>> | null | undefined
  return kept && typeof kept === 'object' && kept.doc && kept.start && kept.base !== undefined
    ? { doc: kept.doc, start: kept.start, base: kept.base }
    : null
}

/**
 * What is filled in over a document that is written as a whole. It goes on from what it was made of, however often the
 * document is read anew, so that nothing of somebody else is written over: what they changed is taken in, and where both
 * changed the same, whoever fills it in says which holds.
 *
 * @param draftKey where half a form is kept; null: it is not.
 * @param draft what was kept there when it was opened.
 */
export function useForm<D extends object>(
  draftKey: string | null,
  found: Found<D>,
  draft: unknown = null,
): Form<D> {
  const [resumed] = useState(() => heldIn<D>(draft))
  const [held, setHeld] = useState<Held<D>>(() => resumed ?? asFound(found))
  const [wasJoined, setJoined] = useState(false)
  const isChanged = held.doc !== held.start
  const isElsewhere =
    found.version !== held.base && (found.version === null || newestOf(found.version) !== held.base)
  const next = !isElsewhere ? held : isChanged ? goneOn(held, found) : asFound(found)
  if (next && next !== held) {
    setHeld(next)
    if (isChanged) setJoined(true)
  }

  const by = useAuthor()
  useEffect(() => {
    if (draftKey !== null && by !== undefined && isChanged && held !== resumed)
      keepDraft({ key: draftKey, value: held, by })
  }, [draftKey, held, isChanged, resumed, by])

  const forget = (then: Held<D>): void => {
    if (draftKey !== null && by !== undefined) dropDraft({ key: draftKey, by })
    setJoined(false)
    setHeld(then)
  }
  return {
    doc: held.doc,
    base: held.base,
    isChanged,
    isResumed: resumed !== null,
    elsewhere: next === null ? 'clash' : wasJoined ? 'joined' : null,
    set: (change) =>
      setHeld((now) => ({
        ...now,
        doc: typeof change === 'function' ? change(now.doc) : { ...now.doc, ...change },
      })),
    settle: (which) =>
      which === 'theirs'
        ? forget(asFound(found))
        : setHeld((now) => ({
            doc: threeWay(now.start, now.doc, found.doc).value,
            start: found.doc,
            base: found.version,
          })),
    saved: (written) => forget(asFound(written)),
    drop: () => forget(asFound(found)),
  }
}
