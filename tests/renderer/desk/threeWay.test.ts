import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goneOn, heldIn } from '../../../renderer/desk/form/form.ts'
import { threeWay } from '../../../renderer/desk/form/threeWay.ts'
import type { Version } from '../../../src/core/units/id.ts'

type Row = { id: string; words: string }
type Doc = { name: string; basis: string; ids: string[]; rows: Row[] }

const row = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), words: fc.constantFrom('', 'x', 'y', 'z') })
const doc: fc.Arbitrary<Doc> = fc.record({
  name: fc.constantFrom('甲', '乙', '丙'),
  basis: fc.constantFrom('', '一', '二'),
  ids: fc.uniqueArray(fc.constantFrom('1', '2', '3', '4')),
  rows: fc.uniqueArray(row, { selector: ({ id }) => id }),
})

describe('what a form holds, over what has become of its document', () => {
  it('is the other one where nothing was filled in, and itself where nothing else happened', () => {
    fc.assert(
      fc.property(doc, doc, (start, changed) => {
        expect(threeWay(start, start, changed)).toEqual({ value: changed, clashes: 0 })
        expect(threeWay(start, changed, start)).toEqual({ value: changed, clashes: 0 })
        expect(threeWay(start, changed, changed)).toEqual({ value: changed, clashes: 0 })
      }),
    )
  })

  it('loses no row and no member that one side alone changed', () => {
    fc.assert(
      fc.property(doc, doc, doc, (start, mine, theirs) => {
        const { value, clashes } = threeWay(start, mine, theirs)
        for (const name of ['name', 'basis'] as const) {
          if (mine[name] === start[name]) expect(value[name]).toBe(theirs[name])
          if (theirs[name] === start[name]) expect(value[name]).toBe(mine[name])
        }
        const at = (of: Doc, id: string) => of.rows.find((one) => one.id === id)?.words
        for (const id of ['a', 'b', 'c', 'd']) {
          if (at(mine, id) === at(start, id)) expect(at(value, id)).toBe(at(theirs, id))
          if (at(theirs, id) === at(start, id)) expect(at(value, id)).toBe(at(mine, id))
        }
        for (const id of ['1', '2', '3', '4']) {
          const [was, own, other] = [start, mine, theirs].map(({ ids }) => ids.includes(id))
          expect(value.ids.includes(id)).toBe(own === was ? other : own)
        }
        const isClash = (a: unknown, b: unknown, c: unknown): boolean => a !== b && b !== c && a !== c
        expect(clashes > 0).toBe(
          isClash(start.name, mine.name, theirs.name) ||
            isClash(start.basis, mine.basis, theirs.basis) ||
            ['a', 'b', 'c', 'd'].some((id) => isClash(at(start, id), at(mine, id), at(theirs, id))),
        )
      }),
    )
  })

  it('keeps rows without an id that either side added, and says so where both replaced the same one', () => {
    const [first, second] = [
      { level: 'general', days: 0, whom: '甲' },
      { level: 'general', days: 7, whom: '乙' },
    ]
    const more = (days: number) => ({ level: 'major', days, whom: '丙' })
    expect(threeWay([first, second], [first, second, more(1)], [first, second, more(2)])).toEqual({
      value: [first, second, more(2), more(1)],
      clashes: 0,
    })
    const whom = (name: string) => [{ ...first, whom: name }, second]
    expect(threeWay([first, second], whom('丁'), whom('戊')).clashes).toBe(1)
    expect(threeWay([first, second], whom('丁'), [first, { ...second, days: 9 }])).toEqual({
      value: [
        { ...second, days: 9 },
        { ...first, whom: '丁' },
      ],
      clashes: 0,
    })
  })

  it('does not take rows with names of their own for one that both replaced', () => {
    const named = (id: string) => ({ id, words: '' })
    expect(threeWay([named('a')], [named('b')], [named('c')])).toEqual({
      value: [named('c'), named('b')],
      clashes: 0,
    })
  })

  it('goes on from the newest version, or from none where both changed the same', () => {
    const [one, two] = ['1'.repeat(64), '2'.repeat(64)] as Version[]
    const held = { start: { a: 1, b: 1 }, doc: { a: 2, b: 1 }, base: one ?? null }
    expect(goneOn(held, { doc: { a: 1, b: 3 }, version: two ?? null })).toEqual({
      start: { a: 1, b: 3 },
      doc: { a: 2, b: 3 },
      base: two,
    })
    expect(goneOn(held, { doc: { a: 5, b: 1 }, version: two ?? null })).toBeNull()
  })

  it('takes no draft for its own that is none', () => {
    for (const none of [null, undefined, 'x', 1, [], {}, { doc: {} }, { base: null, doc: { name: '' } }])
      expect(heldIn(none)).toBeNull()
  })
})
