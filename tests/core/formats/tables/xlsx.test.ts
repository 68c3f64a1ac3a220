import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { columnName, columnOf } from '../../../../src/core/formats/tables/place.ts'
import { readTables } from '../../../../src/core/formats/tables/readTables.ts'
import type { Cell, Table } from '../../../../src/core/formats/tables/table.ts'
import { TABLE_ZONE_MS, type Value } from '../../../../src/core/formats/tables/value.ts'
import { type SheetMade, xlsx, xlsxPieces } from '../../../../src/core/formats/tables/xlsxWrite.ts'
import { neutral } from '../../../../src/core/units/shown.ts'
import { OPENPYXL_ROWS, pythonWithOpenpyxl, saidBy } from '../../../builders/outside.ts'
import { aZip } from '../../../builders/zips.ts'

const AT_MS = Date.UTC(2026, 10, 28, 2)
const NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

const sheetOf = (rows: readonly (readonly Value[])[], name = '企业'): SheetMade => ({
  name,
  widths: [10, 20],
  frozenRows: 1,
  isFiltered: true,
  rows,
})

/** A workbook as another program writes one: shared texts, its own parts. */
const theirs = (sheet: string, over: Record<string, string> = {}): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        'xl/workbook.xml': `<workbook ${NS}><sheets><sheet name="表 &amp; 一" sheetId="1" r:id="rId7"/></sheets></workbook>`,
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="rId7" Target="/xl/worksheets/a.xml"/></Relationships>',
        'xl/worksheets/a.xml': `<worksheet ${NS}><sheetData>${sheet}</sheetData></worksheet>`,
        'xl/sharedStrings.xml': `<sst ${NS}><si><t>名称</t></si><si><r><t>白</t></r><r><t>云</t></r><rPh sb="0" eb="1"><t>bai</t></rPh></si></sst>`,
        'xl/styles.xml': `<styleSheet ${NS}><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="171" formatCode="0.0&quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>`,
        ...over,
      }).map(([name, text]) => [name, strToU8(text)]),
    ),
  )

const read = (bytes: Uint8Array): Table => {
  const { value, notes } = readTables(bytes)
  if (!value?.[0]) throw new Error(JSON.stringify(notes))
  return value[0]
}
const cellsOf = (table: Table): (Cell | undefined)[][] =>
  table.rows.map(({ cells }) => Array.from({ length: Math.max(...cells.keys()) }, (_, i) => cells.get(i + 1)))
const codes = (bytes: Uint8Array): string[] => readTables(bytes).notes.map(({ code }) => code)

const aText = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 })
const aFormula = fc.constantFrom(
  '=1+1',
  '+cmd|x',
  '-2+3',
  '@SUM(A1)',
  '＝A1',
  '\t=1',
  '_x0041_',
  ' a ',
  'a\nb',
  '{=1}',
)
const aValue: fc.Arbitrary<Value> = fc.oneof(
  aText,
  aFormula,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc
    .integer({ min: Date.UTC(1901, 0, 1), max: Date.UTC(2190, 0, 1) })
    .map((ms) => ({ atMs: ms - (ms % 1000) })),
  fc
    .integer({ min: 0, max: 80_000 })
    .map((n) => ({ day: new Date(Date.UTC(1901, 0, 1 + n)).toISOString().slice(0, 10) })),
  fc.constant(null),
)

/** What is read of a value that was written: no formula of any text. */
function expected(value: Value): Cell | undefined {
  if (value === null) return undefined
  if (typeof value === 'number') return { kind: 'number', number: value === 0 ? 0 : value }
  if (typeof value === 'object')
    return { kind: 'time', wallMs: 'day' in value ? Date.parse(value.day) : value.atMs + TABLE_ZONE_MS }
  const text = neutral(value)
    .replace(/\r\n?/g, '\n')
    // oxlint-disable-next-line no-control-regex
    .replace(/[\uFFFE\uFFFF]/g, '')
  const whole = new TextDecoder().decode(new TextEncoder().encode(text))
  return whole.trim() === '' ? undefined : { kind: 'text', text: whole }
}

describe('a workbook', () => {
  it('is read as it was written, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(fc.array(aValue, { maxLength: 6 }), { maxLength: 12 }), (rows) => {
        const { value } = readTables(xlsx([sheetOf(rows), sheetOf([['x']], '说明')], AT_MS))
        const [first, second] = value ?? []
        expect(second?.name).toBe('说明')
        const found = new Map(first?.rows.map(({ row, cells }) => [row, cells]))
        for (const [i, row] of rows.entries())
          for (const [k, one] of row.entries()) expect(found.get(i + 1)?.get(k + 1)).toEqual(expected(one))
      }),
      { numRuns: 150 },
    )
  })

  it('comes in pieces while its rows are asked for', () => {
    const asked: number[] = []
    const rows = (function* () {
      for (let row = 0; row < 40_000; row++) {
        asked.push(row)
        yield [row, `第 ${row} 行`]
      }
    })()
    const seen = new Set<number>()
    for (const piece of xlsxPieces([{ ...sheetOf([]), rows }], AT_MS))
      if (piece.length > 0) seen.add(asked.length)
    expect(seen.size).toBeGreaterThan(10)
  })

  it('names its columns by letters and back', () => {
    for (let column = 1; column <= 16_384; column += 7) expect(columnOf(columnName(column))).toBe(column)
    expect(columnName(28)).toBe('AB')
    expect(columnOf('ZZZZ')).toBeNull()
    expect(columnOf('XFE')).toBeNull()
  })

  it.skipIf(pythonWithOpenpyxl === null)('is read by openpyxl: texts are texts, days are days', () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'xlsx-')), 'a.xlsx')
    fs.writeFileSync(
      file,
      xlsx(
        [
          {
            ...sheetOf([]),
            isProtected: true,
            choices: [{ column: 2, fromRow: 2, toRow: 9, values: ['正常', '有问题'] }],
            rows: [
              ['企业', '起飞 (UTC+8)'],
              ['=HYPERLINK("http://x","y")', { atMs: AT_MS }],
              [{ value: null, look: 'open' }, { day: '2026-11-28' }],
              ['91340100MA2TESTX1A', 1.5],
            ],
          },
        ],
        AT_MS,
      ),
    )
    const said = saidBy<Record<string, Record<string, unknown>>>(pythonWithOpenpyxl ?? '', [
      '-c',
      OPENPYXL_ROWS,
      file,
    ])
    expect(said['企业']).toEqual({
      rows: [
        ['企业', '起飞 (UTC+8)'],
        ['=HYPERLINK("http://x","y")', '2026-11-28 10:00:00'],
        [null, '2026-11-28 00:00:00'],
        ['91340100MA2TESTX1A', 1.5],
      ],
      types: [
        ['s', 's'],
        ['s', 'd'],
        ['n', 'd'],
        ['s', 'n'],
      ],
      frozen: 'A2',
      filter: 'A1:B4',
      protected: true,
      open: ['A3'],
      choices: [['B2:B9', '"正常,有问题"']],
    })
  })
})

describe('a workbook of another program', () => {
  it('is read: shared and rich texts, days by their format, results of formulas', () => {
    const table = read(
      theirs(
        '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row>' +
          '<row r="5"><c r="A5" s="1"><v>45992</v></c><c r="B5" s="2"><v>45992.4999999</v></c><c r="C5" s="3"><v>3</v></c>' +
          '<c r="D5" t="str"><f>A1&amp;"x"</f><v>x</v></c><c t="b"><v>1</v></c><c r="F5" t="d"><v>2026-11-28T09:00:00</v></c></row>',
      ),
    )
    expect(table.name).toBe('表 & 一')
    expect(table.rows.map(({ row }) => row)).toEqual([2, 5])
    expect(cellsOf(table)).toEqual([
      [{ kind: 'text', text: '名称' }, undefined, { kind: 'text', text: '白云' }],
      [
        { kind: 'time', wallMs: Date.UTC(2025, 11, 1) },
        { kind: 'time', wallMs: Date.UTC(2025, 11, 1, 12) },
        { kind: 'number', number: 3 },
        { kind: 'text', text: 'x' },
        { kind: 'text', text: 'TRUE' },
        { kind: 'time', wallMs: Date.UTC(2026, 10, 28, 9) },
      ],
    ])
  })

  it('counts days from 1900 or from 1904, and knows no 29 February 1900', () => {
    const days =
      '<row r="1"><c r="A1" s="1"><v>59</v></c><c r="B1" s="1"><v>60</v></c><c r="C1" s="1"><v>61</v></c></row>'
    expect(cellsOf(read(theirs(days)))).toEqual([
      [
        { kind: 'time', wallMs: Date.UTC(1900, 1, 28) },
        { kind: 'number', number: 60 },
        { kind: 'time', wallMs: Date.UTC(1900, 2, 1) },
      ],
    ])
    const old = theirs('<row r="1"><c r="A1" s="1"><v>0</v></c></row>', {
      'xl/workbook.xml': `<workbook ${NS}><workbookPr date1904="1"/><sheets><sheet name="a" r:id="rId7"/></sheets></workbook>`,
    })
    expect(cellsOf(read(old))).toEqual([[{ kind: 'time', wallMs: Date.UTC(1904, 0, 1) }]])
  })

  it('is told of where a cell says nothing: by sheet, row and column', () => {
    const bytes = theirs(
      '<row r="3"><c r="B3" t="e"><v>#REF!</v></c><c r="C3"><f>1+1</f></c><c r="D3" t="s"><v>99</v></c><c r="E3"><v>abc</v></c></row></sheetData><mergeCells><mergeCell ref="A5:A9"/></mergeCells><sheetData>',
    )
    expect(readTables(bytes).notes.map(({ code, at }) => [code, at])).toEqual([
      ['cell_fault', 'sheet “表 & 一”, row 3, column B'],
      ['cell_not_reckoned', 'sheet “表 & 一”, row 3, column C'],
      ['cell_unreadable', 'sheet “表 & 一”, row 3, column D'],
      ['cell_unreadable', 'sheet “表 & 一”, row 3, column E'],
      ['table_merged', 'sheet “表 & 一”'],
    ])
  })

  it('is refused in one line where it is none, or was made to harm', () => {
    const blanks = new Uint8Array(1 << 20).fill(32)
    const sheet = { name: 'xl/worksheets/a.xml', content: blanks }
    expect(codes(aZip([{ ...sheet, said: 315_000_000 }]))).toEqual(['zip_too_large'])
    // A few hundred kB that unpack to four million cells without anything in them.
    const empty = Array.from({ length: 1000 }, (_, n) => `<c r="A${n + 1}"/>`).join('')
    const many = theirs(empty.repeat(4001))
    expect(many.length).toBeLessThan(800_000)
    expect(codes(many)).toEqual(['xlsx_too_many'])
    // It states that it is small.
    expect(codes(aZip([{ ...sheet, said: 1000 }]))).toEqual(['zip_damaged'])
    expect(codes(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))).toEqual(['xlsx_old'])
    expect(codes(strToU8('PK nothing'))).toEqual(['not_zip'])
    expect(codes(zipSync({ 'a.txt': strToU8('x') }))).toEqual(['xlsx_no_sheet'])
    expect(codes(theirs('<!DOCTYPE a [<!ENTITY b "c">]><row/>'))).toContain('xml_entities')
    expect(codes(theirs('<row r="1"><c r="ZZZZ9" t="inlineStr"><is><t>x</t></is></c></row>'))).toEqual([])
    expect(codes(new Uint8Array())).toEqual(['empty_file'])
  })

  it('never throws on any bytes, nor on a workbook that is cut or damaged', () => {
    const whole = xlsx(
      [
        sheetOf([
          ['a', 1],
          [{ day: '2026-11-28' }, null],
        ]),
      ],
      AT_MS,
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(whole.length), fc.nat(255), (bytes, at, byte) => {
        readTables(bytes)
        readTables(whole.slice(0, at))
        const damaged = whole.slice()
        damaged[at] = byte
        readTables(damaged)
      }),
      { numRuns: 300 },
    )
  })
})
