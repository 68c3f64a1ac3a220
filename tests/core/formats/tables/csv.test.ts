import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTables } from '../../../../src/core/formats/tables/readTables.ts'
import { codeIn, dayIn, figureIn, type Cell } from '../../../../src/core/formats/tables/table.ts'
import { csvTable } from '../../../../src/core/units/csv.ts'
import { neutral } from '../../../../src/core/units/shown.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
/** 企业 in GBK, a comma, a. */
const GBK = new Uint8Array([0xc6, 0xf3, 0xd2, 0xb5, 0x2c, 0x61])

const rowsOf = (bytes: Uint8Array): [number, string[]][] =>
  (readTables(bytes).value?.[0]?.rows ?? []).map(({ row, cells }) => [
    row,
    Array.from({ length: Math.max(...cells.keys()) }, (_, i) => {
      const cell = cells.get(i + 1)
      return cell?.kind === 'text' ? cell.text : ''
    }),
  ])
const codes = (bytes: Uint8Array): string[] => readTables(bytes).notes.map(({ code }) => code)

const text = (value: string): Cell => ({ kind: 'text', text: value })

describe('a text table', () => {
  it('is read as it was written: its guard against formulas comes off again', () => {
    const field = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('=1+1', '+a', '-b', '@c', 'a,b', 'a"b', 'a\nb', '，', ';', "'a", "'+", "''=1", "'-5"),
    )
    fc.assert(
      fc.property(
        fc.array(fc.array(field, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        (rows) => {
          const [head, ...rest] = [['名称', '地址', 'c', 'd', 'e'], ...rows]
          const found = new Map(rowsOf(utf8(csvTable([head, ...rest]))))
          for (const [i, row] of rest.entries())
            for (const [k, one] of row.entries()) {
              const said = neutral(one)
              expect(found.get(i + 2)?.[k] ?? '').toBe(said.trim() === '' ? '' : said)
            }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('is UTF-8 or GBK, told by trying', () => {
    expect(rowsOf(GBK)).toEqual([[1, ['企业', 'a']]])
    expect(codes(GBK)).toEqual(['decoded_as'])
    expect(rowsOf(utf8('\ufeff企业,a'))).toEqual([[1, ['企业', 'a']]])
  })

  it.each([
    ['commas', 'a,b\r\n1,2'],
    ['tabs', 'a\tb\n1\t2'],
    ['semicolons', 'a;b\r1;2'],
    ['full-width commas', 'a，b\n1，2'],
    ['full-width semicolons', '"a"；b\n1；2\n'],
  ])('has its fields parted by %s', (_, table) => {
    expect(rowsOf(utf8(table))).toEqual([
      [1, ['a', 'b']],
      [2, ['1', '2']],
    ])
  })

  it('says what is wrong with it', () => {
    const { value, notes } = readTables(utf8('a,b\n1,"2\n3,4'))
    expect(value).toBeNull()
    expect(notes.map(({ code, at }) => [code, at])).toEqual([['csv_open_quote', 'row 2']])
    expect(codes(utf8(' \n\n,,\n'))).toEqual(['table_empty'])
    expect(codes(new Uint8Array([1, 0, 2, 0xff, 0]))).toEqual(['not_text'])
    expect(codes(utf8('a,'.repeat(1_100_000)))).toEqual(['table_too_large'])
  })
})

describe('a cell', () => {
  it.each([
    ['2026-11-28', '2026-11-28'],
    ['2026/1/8', '2026-01-08'],
    ['2026.11.28', '2026-11-28'],
    ['2026年11月8日', '2026-11-08'],
    ['２０２６－１１－２８', '2026-11-28'],
    ['20261128', '2026-11-28'],
    ['2026-11-28 09:30', '2026-11-28'],
    ['46354', '2026-11-28'],
    ['2026-02-30', null],
    ['28.11.2026', null],
    ['11', null],
    ['', null],
  ])('is the day %s: %s', (written, day) => {
    expect(dayIn(text(written), false)).toBe(day)
  })

  it('is a day by its number, of 1900 or 1904', () => {
    expect(dayIn({ kind: 'number', number: 46_354 }, false)).toBe('2026-11-28')
    expect(dayIn({ kind: 'number', number: 46_354 - 1462 }, true)).toBe('2026-11-28')
    expect(dayIn({ kind: 'number', number: 12 }, false)).toBeNull()
    expect(dayIn({ kind: 'time', wallMs: Date.UTC(2026, 10, 28, 23, 59, 59) }, false)).toBe('2026-11-28')
  })

  it('is a code unless a spreadsheet lost its digits', () => {
    expect(codeIn(text(' 91340100ma2t ＥST '))).toBe('91340100ma2tEST')
    expect(codeIn({ kind: 'number', number: 12_345 })).toBe('12345')
    expect(codeIn({ kind: 'number', number: 913401000000000000 })).toBeNull()
    expect(codeIn(text('9.134E+17'))).toBeNull()
    expect(codeIn(text('9e17'))).toBeNull()
  })

  it('is a figure or none', () => {
    expect(figureIn(text('1,234.5'))).toBe(1234.5)
    expect(figureIn(text('１２'))).toBe(12)
    for (const none of ['', 'abc', '1e999', '0x10', '1,2,3', 'NaN']) expect(figureIn(text(none))).toBeNull()
  })
})
