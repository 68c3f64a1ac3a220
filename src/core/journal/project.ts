import { hashOfText, type Sha256 } from './hash.ts'
import { JOINS, joinedHeads } from './join.ts'
import type { Aggregate } from './kinds.ts'
import { inCausalOrder } from './order.ts'
import { revisionOf, type Version } from './version.ts'

/** Why a document waits for a person's decision. `still_referred` is found beyond one document, by the store. */
export const WAITS = ['both_changed', 'deleted_and_changed', 'no_fit', 'still_referred'] as const
export type Waits = (typeof WAITS)[number]

/** What is shown of a document. */
export type Projection = {
  /** The versions that no other one continues, rising; none where nothing is ready. */
  readonly heads: readonly string[]
  /** What stands for all of the heads: the one itself, else SHA-256 of them joined by line feeds. */
  readonly token: string
  /** Null: nothing, or it is deleted. */
  readonly shown: unknown
  readonly revision: number
  readonly waits: Waits | null
  /** Where it waits: the version that is shown instead; null where there is none, or where several joined make it up. */
  readonly ancestor: string | null
  /** The versions whose bases are not all there, rising: they wait for those. */
  readonly unready: readonly string[]
}

/** What stands for the heads of a document: what `base` of a write is compared with. */
export const tokenOf = (heads: readonly string[], sha256: Sha256): string =>
  heads.length === 1 ? (heads[0] ?? '') : hashOfText([...heads].sort().join('\n'), sha256)

/**
 * What is shown of a document of a kind, from the set of its versions: the order in which they came, and repetition, change
 * nothing. One head is shown; several that join are shown as one, for which no version is made; of several that do not, what
 * is shown is what follows from the versions that all of them know. `fits` says whether a joined document is one by its
 * schema.
 */
export function projected(
  kind: Aggregate,
  versions: readonly Version[],
  fits: (doc: unknown) => boolean,
  sha256: Sha256,
): Projection {
  const { ordered, waiting } = inCausalOrder(versions.map((version) => ({ ...named(version), version })))
  const ready = ordered.map(({ version }) => version)
  const revisions = new Map<string, number>()
  for (const { hash, bases } of ready)
    revisions.set(hash, revisionOf(bases.map((base) => revisions.get(base) ?? 0)))
  const heads = headsOf(ready)
  const { shown, waits, ancestor } = shownOf(kind, ready, heads, fits)
  return {
    heads: heads.map(({ hash }) => hash),
    token: tokenOf(
      heads.map(({ hash }) => hash),
      sha256,
    ),
    shown,
    revision: heads.reduce((most, { hash }) => Math.max(most, revisions.get(hash) ?? 0), 0),
    waits,
    ancestor,
    unready: waiting.map(({ hash }) => hash),
  }
}

const named = ({ hash, bases }: Version) => ({ hash, after: bases })

/** The versions of a set that is whole (with all that they continue) which no other one of it continues, rising. */
function headsOf(ready: readonly Version[]): Version[] {
  const continued = new Set(ready.flatMap(({ bases }) => bases))
  return ready.filter(({ hash }) => !continued.has(hash)).sort((a, b) => (a.hash < b.hash ? -1 : 1))
}

/** What is shown of a whole set of versions; where its heads do not join, what is shown of those that all heads know. */
function shownOf(
  kind: Aggregate,
  ready: readonly Version[],
  heads: readonly Version[],
  fits: (doc: unknown) => boolean,
): Pick<Projection, 'shown' | 'waits' | 'ancestor'> {
  const rule = JOINS[kind]
  const first = joinedHeads(rule, ready, heads, fits)
  if (first.ok) return { shown: first.doc, waits: null, ancestor: null }
  let common = knownToAll(ready, heads)
  for (;;) {
    const nearest = headsOf(common)
    const joined = joinedHeads(rule, common, nearest, fits)
    if (joined.ok) {
      const ancestor = nearest.length === 1 ? (nearest[0]?.hash ?? null) : null
      return { shown: joined.doc, waits: first.waits, ancestor }
    }
    common = knownToAll(common, nearest)
  }
}

/** The versions that every one of some heads continues, directly or through others: a whole set again, and a smaller one. */
function knownToAll(ready: readonly Version[], heads: readonly Version[]): Version[] {
  const byHash = new Map(ready.map((version) => [version.hash, version]))
  const counts = new Map<string, number>()
  for (const { hash } of heads) {
    const known = new Set<string>()
    const left = [hash]
    for (let one = left.pop(); one !== undefined; one = left.pop())
      for (const base of byHash.get(one)?.bases ?? [])
        if (!known.has(base)) {
          known.add(base)
          left.push(base)
        }
    for (const one of known) counts.set(one, (counts.get(one) ?? 0) + 1)
  }
  return ready.filter(({ hash }) => counts.get(hash) === heads.length)
}
