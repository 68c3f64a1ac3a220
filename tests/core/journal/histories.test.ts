import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Aggregate } from '../../../src/core/journal/kinds.ts'
import { projected } from '../../../src/core/journal/project.ts'
import type { Version } from '../../../src/core/journal/version.ts'
import { canonicalJson } from '../../../src/core/units/canonical.ts'
import { sha256 } from '../../builders/sha256.ts'

/**
 * Histories as several stations make them. Each step is a person who has some of the versions before, with all that those
 * continue, sees what is shown of them, and changes a field or two, deletes, or decides what waits by taking one side. The
 * oracle knows what each person wrote, and walks the history plainly.
 */
const FIELDS = ['a', 'b', 'c'] as const
type Doc = Partial<Record<(typeof FIELDS)[number], number>>
type Made = Version & { readonly doc: Doc | null; readonly wrote: readonly string[] }

const someField = fc.constantFrom(...FIELDS)
const someValue = fc.nat({ max: 2 })
const someSteps = fc.array(
  fc.record({
    /** Which versions the person has got: places from the newest back. */
    has: fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 3 }),
    edit: fc.tuple(someField, someValue),
    more: fc.option(fc.tuple(someField, someValue), { nil: null }),
    deletes: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
    picks: fc.nat(),
  }),
  { minLength: 2, maxLength: 14 },
)
type Step = typeof someSteps extends fc.Arbitrary<(infer S)[]> ? S : never

const of = (versions: readonly Version[], kind: Aggregate = 'layer') =>
  projected(kind, versions, () => true, sha256)

/** All that versions continue, with themselves. */
function knownTo(all: readonly Made[], hashes: readonly string[]): Set<string> {
  const found = new Set<string>()
  const walk = (hash: string): void => {
    if (found.has(hash)) return
    found.add(hash)
    for (const base of all.find((one) => one.hash === hash)?.bases ?? []) walk(base)
  }
  for (const hash of hashes) walk(hash)
  return found
}

/** What those say of a field who wrote it last, each without knowing of the other. */
function said(
  all: readonly Made[],
  within: ReadonlySet<string>,
  field: 'a' | 'b' | 'c',
): Set<number | undefined> {
  const writers = all.filter(({ hash, wrote }) => within.has(hash) && wrote.includes(field))
  const last = writers.filter(
    ({ hash }) => !writers.some((other) => other.hash !== hash && knownTo(all, [other.hash]).has(hash)),
  )
  return new Set(last.map(({ doc }) => doc?.[field]))
}

function historyOf(steps: readonly Step[]): Made[] {
  const all: Made[] = []
  for (const { has, edit, more, deletes, picks } of steps) {
    const within = knownTo(
      all,
      has.flatMap((back) => all[all.length - 1 - back]?.hash ?? []),
    )
    const { heads: bases, shown, waits } = of(all.filter(({ hash }) => within.has(hash)))
    const picked = all.find(({ hash }) => hash === bases[picks % bases.length])?.doc ?? null
    const edited = { ...(shown as Doc | null), ...Object.fromEntries(more ? [edit, more] : [edit]) }
    const doc: Doc | null = waits ? picked : deletes && shown !== null ? null : edited
    const wrote = FIELDS.filter((field) => {
      const before = said(all, within, field)
      return before.size === 0 ? doc?.[field] !== undefined : before.size > 1 || !before.has(doc?.[field])
    })
    const hash = createHash('sha256').update(canonicalJson({ bases, doc })).digest('hex')
    if (!all.some((one) => one.hash === hash)) all.push({ hash, bases, doc, wrote })
  }
  return all
}

const someHistory = someSteps.map(historyOf)

test('the order in which versions come, and repetition, change nothing', () => {
  const twice = someHistory.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })),
  )
  fc.assert(
    fc.property(twice, ([all, other]) => {
      for (const kind of ['layer', 'mission', 'sighting'] as const)
        expect(of(other, kind)).toEqual(of(all, kind))
    }),
  )
})

/** Holds what is shown of a history against the oracle; answers how it ended. */
function held(all: readonly Made[]): 'one' | 'joined' | 'waits' {
  const seen = of(all)
  const continued = new Set(all.flatMap(({ bases }) => bases))
  const heads = all.filter(({ hash }) => !continued.has(hash))
  // Each version is a head, or one that a head continues; where it waits, all heads are there to decide between.
  expect(seen.heads).toEqual(heads.map(({ hash }) => hash).sort())
  const whole = knownTo(all, seen.heads)
  expect(whole.size).toBe(all.length)
  expect(seen.unready).toEqual([])
  const deleted = heads.filter(({ doc }) => doc === null).length
  const isAlike = new Set(heads.map(({ doc }) => canonicalJson(doc))).size === 1
  const isDisputed = FIELDS.some((field) => said(all, whole, field).size > 1)
  if (deleted > 0 && deleted < heads.length) expect(seen.waits).toBe('deleted_and_changed')
  else expect(seen.waits).toBe(isDisputed && !isAlike ? 'both_changed' : null)
  if (seen.waits === null) {
    // What somebody wrote is there, unless somebody who knew of it wrote something else.
    if (isAlike) expect(seen.shown).toEqual(heads[0]?.doc)
    else
      for (const field of FIELDS)
        expect([field, (seen.shown as Doc)[field]]).toEqual([field, [...said(all, whole, field)][0]])
    return heads.length > 1 ? 'joined' : 'one'
  }
  // What all heads know stays shown.
  const common = all.filter(({ hash }) =>
    heads.every((head) => head.hash !== hash && knownTo(all, [head.hash]).has(hash)),
  )
  const before = of(common)
  expect(seen.shown).toEqual(before.shown)
  if (!before.waits) expect(seen.ancestor).toBe(before.heads.length === 1 ? before.heads[0] : null)
  if (seen.ancestor) expect(common.find(({ hash }) => hash === seen.ancestor)?.doc).toEqual(seen.shown)
  return 'waits'
}

test('nothing that was written is lost: it is shown, overwritten by who knew of it, or waits', () => {
  const ends = { one: 0, joined: 0, waits: 0 }
  fc.assert(
    fc.property(someHistory, (all) => {
      ends[held(all)] += 1
    }),
    { numRuns: 400 },
  )
  // The law is about histories that part.
  expect(ends.joined).toBeGreaterThan(20)
  expect(ends.waits).toBeGreaterThan(20)
})

test('a version that is made on all heads is what is shown next', () => {
  fc.assert(
    fc.property(someHistory, (all) => {
      const { heads, revision } = of(all)
      const next: Version = { hash: 'next', bases: heads, doc: { a: 9 } }
      expect(of([...all, next])).toMatchObject({
        heads: ['next'],
        token: 'next',
        shown: { a: 9 },
        waits: null,
        revision: revision + 1,
      })
    }),
  )
})

test('where only one side went on, that side is shown', () => {
  fc.assert(
    fc.property(someHistory, fc.nat(), (all, at) => {
      const from = all[at % all.length] as Made
      const known = knownTo(all, [from.hash])
      const seen = of(all.filter(({ hash }) => known.has(hash)))
      expect(seen).toMatchObject({ heads: [from.hash], shown: from.doc, waits: null })
    }),
  )
})
