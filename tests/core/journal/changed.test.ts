import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CALLED, calledAt } from '../../../src/core/journal/called.ts'
import { changedBetween } from '../../../src/core/journal/changed.ts'
import { AGGREGATES } from '../../../src/core/journal/kinds.ts'
import { writePhc } from '../../../src/core/people/secret.ts'
import { everyKind } from '../../builders/everyKind.ts'

describe('what a change made of the members of a document', () => {
  const members = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.jsonValue({ maxDepth: 2 }))

  it('is nothing of the same, and each member that differs, with what it was and is', () => {
    fc.assert(
      fc.property(members, members, (before, after) => {
        const { before: was, after: is, more } = changedBetween(before, after)
        expect(Object.keys(was).sort()).toEqual(Object.keys(is).sort())
        expect(more).toBe(0)
        for (const name of ['a', 'b', 'c', 'd']) {
          const same = JSON.stringify(before[name] || null) === JSON.stringify(after[name] || null)
          if (!same) expect([was[name], is[name]]).toEqual([before[name] ?? null, after[name] ?? null])
        }
        expect(changedBetween(before, before)).toEqual({ before: {}, after: {}, more: 0 })
      }),
    )
  })

  it('takes nothing there and nothing in it for one', () => {
    expect(changedBetween({ a: '' }, { b: null })).toEqual({ before: {}, after: {}, more: 0 })
  })

  it('counts what says too much', () => {
    expect(changedBetween({ a: 1, t: [] }, { a: 2, t: 'x'.repeat(5000) })).toEqual({
      before: { a: 1 },
      after: { a: 2 },
      more: 1,
    })
  })

  it('tells nobody the hash of a passphrase or a code, only that it is another', () => {
    const phc = (salt: string) => writePhc({ ln: 15, r: 8, p: 1 }, salt, 'A'.repeat(43))
    const [one, two] = [phc('B'.repeat(22)), phc('C'.repeat(22))]
    const { before, after } = changedBetween(
      { secret: { phc: one, setAtMs: 1 }, codes: [{ phc: one }] },
      { secret: { phc: two, setAtMs: 2 }, codes: [{ phc: two }] },
    )
    expect(JSON.stringify([before, after])).not.toContain('scrypt')
    expect(after).toMatchObject({ secret: { setAtMs: 2 } })
    expect(Object.keys(before)).toEqual(['secret', 'codes'])
  })
})

describe('by what a document is called', () => {
  it.each(AGGREGATES)('%s: a member that it has', (kind) => {
    const document: unknown = everyKind()[kind]
    let value = document
    for (const name of calledAt(kind)) value = (value as Record<string, unknown> | undefined)?.[name]
    expect(value, `${kind} ${CALLED[kind].member}`).toBeDefined()
    expect(['string', 'number', 'object']).toContain(typeof value)
  })
})
