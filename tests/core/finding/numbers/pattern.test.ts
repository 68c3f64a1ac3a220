import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PAPER_KINDS } from '../../../../src/core/finding/numbers/kinds.ts'
import {
  frameOf,
  gapsIn,
  NUMBER_PARTS,
  numberIn,
  type NumberPart,
  patternProblem,
  stationMark,
} from '../../../../src/core/finding/numbers/pattern.ts'
import { DEFAULT_SETTINGS } from '../../../../src/core/finding/settings.ts'
import { shortCode } from '../../../../src/core/journal/entry.ts'

const { numbering } = DEFAULT_SETTINGS

describe('the pattern of numbers', () => {
  test('has its parts in either language, and the mark of the station before the counter where it names none', () => {
    const of = { kind: 'order', year: 2026, station: '7QK2F' } as const
    const said = (pattern: string, counter = 3) =>
      numberIn(frameOf({ ...numbering, unit: '东河公禁', pattern }, of), counter)
    expect(said(numbering.pattern)).toBe('东河公禁责改〔2026〕7QK2F-003号')
    expect(said('{unit} {kind} {year}/{station}/{counter}')).toBe('东河公禁 责改 2026/7QK2F/3')
    expect(said('{字}〔{年}〕{序号：4}号', 12)).toBe('责改〔2026〕7QK2F-0012号')
    expect(said('{字}〔{年}〕{序号:2}号', 1234)).toBe('责改〔2026〕7QK2F-1234号')
  })

  test.each([
    ['{字}〔{年}〕号', 'pattern_counter'],
    ['{字}{序号', 'pattern_open'],
    ['{字}{编号}', 'pattern_part'],
    ['{constructor}{序号}', 'pattern_part'],
    ['{年:4}{序号}', 'pattern_part'],
    ['{序号:0}', 'pattern_part'],
    ['{序号:x}', 'pattern_part'],
    ['{序号}-{序号}', 'pattern_twice'],
    ['{站}{序号}', 'pattern_glued'],
    ['{年}{序号}', 'pattern_glued'],
    ['A{站}-{序号}', 'pattern_glued'],
    ['{序号}0号', 'pattern_glued'],
  ])('%s is no pattern: %s', (pattern, code) => {
    expect(patternProblem(pattern)?.code).toBe(code)
    expect(() => frameOf({ ...numbering, pattern }, { kind: 'order', year: 2026, station: 'A' })).toThrow(
      RangeError,
    )
  })

  const parts = Object.keys(NUMBER_PARTS) as NumberPart[]
  const patterns = fc
    .tuple(
      fc.shuffledSubarray(parts, { minLength: 1 }),
      fc.array(fc.constantFrom('〔', '〕', '-', '/', '号', '第'), { minLength: 6, maxLength: 6 }),
    )
    .map(([some, between]) => {
      const all = some.includes('counter') ? some : [...some, 'counter' as const]
      return all.map((part, i) => `${between[i] ?? '-'}{${part}}`).join('') + (between[5] ?? '')
    })
  const stationId = fc.string({
    unit: fc.constantFrom(...Array.from('0123456789abcdef')),
    minLength: 32,
    maxLength: 32,
  })

  test('never makes one number twice: not on another station, in another year, of another kind, at another count', () => {
    const taken = fc.record({
      station: fc.nat(1),
      kind: fc.constantFrom(...PAPER_KINDS),
      year: fc.integer({ min: 2020, max: 2030 }),
      counter: fc.integer({ min: 1, max: 2000 }),
    })
    fc.assert(
      fc.property(patterns, stationId, stationId, taken, taken, (pattern, a, b, one, other) => {
        fc.pre(shortCode(a) !== shortCode(b) && patternProblem(pattern) === null)
        const codes = [shortCode(a), shortCode(b)]
        const said = ({ station, kind, year, counter }: typeof one) => {
          const mark = stationMark(codes[station] ?? '', codes)
          const frame = frameOf({ ...numbering, unit: '禁', pattern }, { kind, year, station: mark })
          return { in: `${frame.frame}#${counter}`, text: numberIn(frame, counter) }
        }
        const [first, second] = [said(one), said(other)]
        expect(first.text === second.text).toBe(first.in === second.in)
        if (one.station !== other.station) expect(first.text).not.toBe(second.text)
      }),
    )
  })

  test('two stations whose codes begin alike are marked by all of them, once they know of one another', () => {
    expect(stationMark('7QK2F-0F3C9', ['8QK2F-0F3C9'])).toBe('7QK2F')
    expect(stationMark('7QK2F-0F3C9', ['7QK2F-1F3C9', '7QK2F-0F3C9'])).toBe('7QK2F0F3C9')
  })

  test('a counter that is far ahead costs no more than its number', () => {
    const { first, total } = gapsIn([{ frame: 'x', counter: 999_999_999 }], 3)
    expect([first.map(({ counter }) => counter), total]).toEqual([[1, 2, 3], 999_999_998])
  })

  test('a gap is told for each count that a later one passed over', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (counters) => {
        const last = Math.max(...counters)
        const given = counters.map((counter) => ({ frame: 'x', counter }))
        const { first, total } = gapsIn(given, 60)
        expect([total, gapsIn(given, 2).first]).toEqual([first.length, first.slice(0, 2)])
        expect(
          first
            .map(({ counter }) => counter)
            .concat(counters)
            .sort((a, b) => a - b),
        ).toEqual(Array.from({ length: last }, (_, i) => i + 1))
      }),
    )
  })
})
