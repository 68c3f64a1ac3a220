import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Aggregate } from '../../../src/core/journal/kinds.ts'
import { projected, type Projection, tokenOf, WAITS } from '../../../src/core/journal/project.ts'
import type { Version } from '../../../src/core/journal/version.ts'
import { sha256 } from '../../builders/sha256.ts'

const v = (hash: string, bases: string[], doc: unknown): Version => ({ hash, bases, doc })
/** A layer is joined by field: here it has fields of one letter each. */
const of = (versions: readonly Version[], kind: Aggregate = 'layer') =>
  projected(kind, versions, () => true, sha256)

test('one head is shown, with its revision and its token', () => {
  expect(of([v('p', [], { a: 1 }), v('q', ['p'], { a: 2 })])).toEqual({
    heads: ['q'],
    token: 'q',
    shown: { a: 2 },
    revision: 2,
    waits: null,
    ancestor: null,
    unready: [],
  } satisfies Projection)
  expect(of([v('p', [], { a: 1 }), v('q', ['p'], null)])).toMatchObject({
    heads: ['q'],
    shown: null,
    waits: null,
  })
  expect(of([])).toMatchObject({ heads: [], shown: null, revision: 0, waits: null })
})

test('no document is asked for that does not matter', () => {
  const never = (hash: string, bases: string[]): Version => ({
    hash,
    bases,
    get doc(): unknown {
      throw new Error(`${hash} was read`)
    },
  })
  const far = [never('p', []), never('q', ['p'])]
  expect(of([...far, v('r', ['q'], { a: 1 })]).shown).toEqual({ a: 1 })
  const parted = [v('r', ['q'], { a: 1, b: 1 }), v('s', ['r'], { a: 2, b: 1 }), v('t', ['r'], { a: 1, b: 2 })]
  expect(of([...far, ...parted]).shown).toEqual({ a: 2, b: 2 })
})

test('where two changed one field, what both know stays shown', () => {
  const two = of([v('p', [], { a: 1 }), v('q', ['p'], { a: 2 }), v('r', ['p'], { a: 3 })])
  expect(two).toMatchObject({ heads: ['q', 'r'], shown: { a: 1 }, waits: 'both_changed', ancestor: 'p' })
  expect(two.token).toBe(createHash('sha256').update('q\nr').digest('hex'))
  expect(tokenOf(['r', 'q'], sha256)).toBe(two.token)
  expect(WAITS).toContain(two.waits)
})

test('where two changed one field alike, there is nothing to decide', () => {
  const alike = [v('p', [], { a: 1 }), v('q', ['p'], { a: 2 }), v('r', ['p'], { a: 2, b: 1 })]
  expect(of(alike)).toMatchObject({ shown: { a: 2, b: 1 }, waits: null, revision: 2 })
})

test('where two made one document apart, nothing is shown yet', () => {
  expect(of([v('p', [], { a: 1 }), v('q', [], { a: 2 })])).toMatchObject({
    shown: null,
    waits: 'both_changed',
    ancestor: null,
  })
  expect(of([v('p', [], { a: 1 }), v('q', [], { a: 1 })])).toMatchObject({ shown: { a: 1 }, waits: null })
})

test('a document that was made apart and then went on as one remembers what was taken away', () => {
  const made = [v('z', [], { a: 1 }), v('b', [], { a: 0, b: 0 }), v('d', [], { b: 1 })]
  // a was taken away in m without knowing of z; one side then kept that of f, the other went without.
  const on = [v('m', ['b', 'd'], { b: 1 }), v('x', ['m', 'z'], { a: 1, b: 0 }), v('y', ['m', 'z'], { b: 0 })]
  expect(of([...made, ...on])).toMatchObject({ heads: ['x', 'y'], waits: 'both_changed' })
})

test('where one deleted what another changed, it waits; where both deleted it, it is gone', () => {
  const made = v('p', [], { a: 1 })
  expect(of([made, v('q', ['p'], null), v('r', ['p'], { a: 2 })])).toMatchObject({
    shown: { a: 1 },
    waits: 'deleted_and_changed',
    ancestor: 'p',
  })
  const both = [made, v('o', ['p'], { a: 2 }), v('q', ['p'], null), v('r', ['o'], null)]
  expect(of(both)).toMatchObject({ shown: null, waits: null })
})

test('a field that was put back counts as changed', () => {
  const back = [v('p', [], { a: 1, b: 1 }), v('q', ['p'], { a: 2, b: 1 }), v('r', ['q'], { a: 1, b: 1 })]
  // Somebody went on from q and changed something else: that a was put back is not lost.
  const beside = [...back, v('s', ['q'], { a: 2, b: 2 })]
  expect(of(beside)).toMatchObject({ shown: { a: 1, b: 2 }, waits: null })
  // The same beside a third side, which never saw q.
  const third = [...beside, v('t', ['p'], { a: 1, b: 1, c: 1 })]
  expect(of(third)).toMatchObject({ shown: { a: 1, b: 2, c: 1 }, waits: null })
})

describe('crossing histories, which have no one nearest ancestor,', () => {
  const p = v('p', [], { a: 1, b: 1 })
  const [q, r] = [v('q', ['p'], { a: 2, b: 1 }), v('r', ['p'], { a: 1, b: 2 })]

  test('join where they changed different fields', () => {
    const s = v('s', ['q', 'r'], { a: 2, b: 2, c: 1 })
    const t = v('t', ['q', 'r'], { a: 2, b: 2, d: 1 })
    expect(of([p, q, r, s, t])).toMatchObject({ shown: { a: 2, b: 2, c: 1, d: 1 }, waits: null })
  })

  test('wait where they changed one; what all know is two versions together, which no version says', () => {
    const s = v('s', ['q', 'r'], { a: 2, b: 2, c: 1 })
    const u = v('u', ['q', 'r'], { a: 2, b: 2, c: 7 })
    expect(of([p, q, r, s, u])).toMatchObject({
      shown: { a: 2, b: 2 },
      waits: 'both_changed',
      ancestor: null,
    })
  })

  test('wait where one dispute was decided twice, with what was before the dispute', () => {
    const [m, n] = [v('m', ['p'], { a: 3, b: 1 }), v('n', ['p'], { a: 4, b: 1 })]
    const [x, y] = [v('x', ['m', 'n'], { a: 3, b: 1 }), v('y', ['m', 'n'], { a: 4, b: 1 })]
    expect(of([p, m, n, x, y])).toMatchObject({
      heads: ['x', 'y'],
      shown: { a: 1, b: 1 },
      waits: 'both_changed',
      ancestor: 'p',
    })
  })

  test('keep that one side put a field back which the other left alone', () => {
    const [x, y] = [v('x', ['q', 'r'], { a: 1, b: 2 }), v('y', ['q', 'r'], { a: 2, b: 2, e: 1 })]
    expect(of([p, q, r, x, y])).toMatchObject({ shown: { a: 1, b: 2, e: 1 }, waits: null })
  })
})

test('versions of which a base is missing change nothing, nor does what stands on those', () => {
  const behind = [v('q', ['p', 'gone'], { a: 2 }), v('r', ['q'], { a: 3 }), v('s', ['s'], { a: 4 })]
  expect(of([v('p', [], { a: 1 }), ...behind])).toMatchObject({
    heads: ['p'],
    shown: { a: 1 },
    unready: ['q', 'r', 's'],
  })
})

test('a joined document that its schema does not allow waits', () => {
  const versions = [v('p', [], { a: 1, b: 1 }), v('q', ['p'], { a: 5, b: 1 }), v('r', ['p'], { a: 1, b: 5 })]
  const fits = (doc: unknown) => Object.values(doc as Record<string, number>).reduce((a, b) => a + b) < 10
  expect(projected('layer', versions, fits, sha256)).toMatchObject({
    shown: { a: 1, b: 1 },
    waits: 'no_fit',
    ancestor: 'p',
  })
})
