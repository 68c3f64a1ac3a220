import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportList } from '../../../src/core/footage/copies/exportList.ts'
import { writeApplicationTable } from '../../../src/core/formats/papers/application.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { csvField, csvTable } from '../../../src/core/units/csv.ts'
import { aMission } from '../../builders/mission.ts'
import { aPicture } from '../../builders/pictures.ts'

/** Fields of a CSV as a spreadsheet takes them apart. */
function fieldsOf(table: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end] of table
    .replace(/^\ufeff/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
    if (end === '') break
  }
  return rows
}

const SIGNS = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\ufe62', '\ufe63', '\ufe66', '\ufe6b', '\u2212']
const BEFORE = [
  '',
  ' ',
  '  ',
  '\t',
  '\r',
  '\n',
  '\r\n',
  '\u00a0',
  '\u3000',
  '\u200b',
  '\ufeff',
  '\u202e',
  ' \t',
]
const FORMULAS = BEFORE.flatMap((before) => SIGNS.map((sign) => `${before}${sign}HYPERLINK("x","y")`))
/** What a spreadsheet would reckon, however it is blanked. */
const isReckoned = (field: string): boolean =>
  /^[\s\p{Z}\p{C}\ufffd]*[=+\-@＝＋－＠\ufe62\ufe63\ufe66\ufe6b\u2212]/u.test(field)

describe('a field of a table', () => {
  it.each(FORMULAS.map((text) => [JSON.stringify(text), text]))('is a text though it is %s', (_, text) => {
    const [[field = '', after] = []] = fieldsOf(`${csvField(text)},x`)
    expect(field.startsWith("'")).toBe(true)
    expect(isReckoned(field)).toBe(false)
    expect(after).toBe('x')
  })

  it('begins with a tab or a line end in no table', () => {
    for (const first of ['\t', '\r', '\n']) expect(csvField(`${first}x`)).toBe(`"'${first}x"`)
  })

  it('stays a number where it is one', () => {
    for (const value of [-1, 0, 2.5, -109.9712345]) expect(csvField(value)).toBe(String(value))
    for (const text of ['-109.9712345', '0', '41.77', '-1e-7']) expect(csvField(text)).toBe(text)
    for (const text of ['-1+1', '+1', '-', '-5 m', '-1e', '--1', '-1\n'])
      expect(csvField(text)).not.toBe(text)
    expect([csvField(Number.NaN), csvField(null), csvField(undefined)]).toEqual(['', '', ''])
  })

  it('comes back as it was, whatever it holds, and is never reckoned', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(fc.string({ unit: fc.constantFrom(...Array.from('=+-@,;"\r\n\t \u202e中a1')) }), {
            minLength: 2,
            maxLength: 3,
          }),
          {
            minLength: 1,
            maxLength: 3,
          },
        ),
        (rows) => {
          const read = fieldsOf(csvTable(rows))
          rows.forEach((row, i) =>
            row.forEach((text, k) => {
              const field = read[i]?.[k] ?? 'gone'
              expect(field.replace(/^'/, '')).toBe(text.replaceAll('\u202e', '\ufffd').replace(/^'/, ''))
              if (!/^-?\d+(\.\d+)?$/.test(text)) expect(isReckoned(field)).toBe(false)
            }),
          )
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('every table for people', () => {
  const bad = '=cmd|"/c calc"!A0'
  it('guards the names that stand in an application', () => {
    const mission = aMission({ name: { zh: bad, en: bad } })
    const { content } = writeApplicationTable({
      mission,
      sites: [],
      route: plan({ mission, sites: [] }),
      verdict: { ok: true, errors: 0, warnings: 0, unknown: 0, items: [] },
      releases: [],
      revision: '0'.repeat(64),
      atMs: 0,
    } as never)
    const fields = fieldsOf(String(content)).flat()
    expect(fields).toContain(`'${bad}`)
    expect(fields.filter((field) => isReckoned(field) && !/^-?[\d.]+$/.test(field))).toEqual([])
  })

  it('and those in the list of what was exported', () => {
    const footage = aPicture(0, { fileName: '＝1+1.jpg', device: '\t=1' })
    const fields = fieldsOf(
      exportList(
        [
          {
            footage,
            masks: [],
            out: {
              fileName: ' +1.jpg',
              sha256: 'a'.repeat(64),
              sizeBytes: 1,
              mimeType: 'image/jpeg',
              masksSha256: null,
              reason: '@SUM(1)',
              by: '-2+3',
              atMs: 0,
              recipe: null,
            },
          },
        ],
        'en',
      ),
    ).flat()
    expect(fields).toEqual(expect.arrayContaining(["'＝1+1.jpg", "'\t=1", "' +1.jpg", "'@SUM(1)", "'-2+3"]))
    expect(fields.filter((field) => isReckoned(field) && !/^-?[\d.]+$/.test(field))).toEqual([])
  })
})
