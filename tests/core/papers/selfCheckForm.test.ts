import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHECK_RESULTS, USUAL_ITEMS } from '../../../src/core/duty/selfCheck.ts'
import { readTables } from '../../../src/core/formats/tables/readTables.ts'
import { type SheetMade, xlsx } from '../../../src/core/formats/tables/xlsxWrite.ts'
import type { Cell, Table } from '../../../src/core/formats/tables/table.ts'
import { readSelfCheckForm } from '../../../src/core/papers/readSelfCheckForm.ts'
import { selfCheckForm } from '../../../src/core/papers/selfCheckForm.ts'
import { SELF_CHECK_WORDS } from '../../../src/core/papers/selfCheckWords.ts'
import { anEnterprise } from '../../builders/enterprise.ts'
import { filledForm } from '../../builders/selfCheckForms.ts'
import { OPENPYXL_ROWS, pythonWithOpenpyxl, saidBy } from '../../builders/outside.ts'

const AT_MS = Date.UTC(2026, 10, 28)
const TODAY = '2026-11-28'
const enterprise = anEnterprise({ safetyOfficer: { name: '乌日娜', duty: '安全员', phone: '1380000' } })
const items = USUAL_ITEMS.map(({ zh }) => zh)
const asked = { enterprise, from: '2026-11-01', to: '2026-11-30', items }

const through = (sheet: SheetMade): Table[] => readTables(xlsx([sheet], AT_MS)).value ?? []
const read = (sheet: SheetMade) => readSelfCheckForm(through(sheet), TODAY)
const faults = (sheet: SheetMade) => read(sheet).notes.map(({ code, at }) => [code, at])

describe('the form of a self-check', () => {
  it.each(['zh', 'en'] as const)('comes back as it was filled in (%s)', (language) => {
    const result = fc.constantFrom(...CHECK_RESULTS)
    const words = fc.string({ minLength: 1, maxLength: 30 }).filter((text) => text.trim() !== '')
    fc.assert(
      fc.property(fc.array(fc.record({ result, words }), { minLength: 8, maxLength: 8 }), (answers) => {
        const filled = filledForm(asked, language, {
          on: { day: '2026-11-20' },
          answers: answers.map((one) => ({
            ...one,
            putRightOn: one.result === 'putRight' ? { day: '2026-11-21' } : null,
          })),
        })
        const { value, notes } = read(filled)
        const isAny = answers.some((one) => one.result !== 'notChecked')
        if (!isAny) return expect(notes.map(({ code }) => code)).toEqual(['form_nothing_checked'])
        expect(notes).toEqual([])
        expect(value).toMatchObject({
          creditCode: enterprise.creditCode,
          from: '2026-11-01',
          to: '2026-11-30',
          checkedOn: '2026-11-20',
          checkedBy: enterprise.safetyOfficer,
        })
        expect(value?.items.map((item) => [item.what, item.result, item.words, item.putRightOn])).toEqual(
          answers.map((one, i) => [
            items[i],
            one.result,
            one.words.trim(),
            one.result === 'putRight' ? '2026-11-21' : null,
          ]),
        )
      }),
      { numRuns: 40 },
    )
  })

  it('is found by its words, wherever its rows and columns were moved to', () => {
    const [table] = through(
      filledForm(asked, 'zh', { on: '2026年11月20日', answers: [{ result: 'inOrder' }] }),
    )
    if (!table) throw new Error('no table')
    const moved: Table = {
      ...table,
      rows: table.rows.map(({ row, cells }) => ({
        row: row + 7,
        cells: new Map([...cells].map(([column, cell]): [number, Cell] => [column + 2, cell])),
      })),
    }
    expect(readSelfCheckForm([{ ...table, rows: [] }, moved], TODAY).value?.checkedOn).toBe('2026-11-20')
  })

  it('takes items that the enterprise adds, and leaves out empty rows', () => {
    const filled = filledForm(asked, 'zh', {
      on: { day: TODAY },
      answers: [{ result: 'inOrder' }],
      added: [{ what: '雨水口', result: 'found', words: '有积液' }],
      remarks: '无',
    })
    const { value } = read(filled)
    expect(value?.items).toHaveLength(items.length + 1)
    expect(value?.items.at(-1)).toEqual({
      id: '9',
      what: '雨水口',
      result: 'found',
      words: '有积液',
      putRightOn: null,
    })
    expect(value?.remarks).toBe('无')
  })

  it('tells all that is wrong with it, by its place', () => {
    const at = (row: number, column: string): string => `sheet “企业自查表”, row ${row}, column ${column}`
    const filled = filledForm(asked, 'zh', {
      on: '昨天',
      name: null,
      answers: [
        { result: '还行' },
        { result: null, words: '漏液' },
        { result: 'found', words: null },
        { result: 'putRight', words: '已换', putRightOn: '2026-02-30' },
        { result: 'putRight', words: '已换', putRightOn: { day: '2026-11-29' } },
        { result: 'inOrder', words: 'x'.repeat(2001) },
      ],
      added: [{ what: null, result: 'found', words: '有积液' }],
    })
    expect(faults(filled)).toEqual([
      ['cell_not_day', at(6, 'C')],
      ['form_missing', at(7, 'C')],
      ['form_result_unknown', at(12, 'C')],
      ['form_result_missing', at(13, 'C')],
      ['form_words_missing', at(14, 'D')],
      ['cell_not_day', at(15, 'E')],
      ['form_day_to_come', at(16, 'E')],
      ['form_too_long', at(17, 'D')],
      ['form_what_missing', at(20, 'B')],
    ])
    expect(read(filled).value).toBeNull()
  })

  it('is refused where its code was lost, its day is to come, or nothing was checked', () => {
    const given = (over: Parameters<typeof filledForm>[2]): unknown => faults(filledForm(asked, 'zh', over))
    const answers = [{ result: 'inOrder' }] as const
    expect(given({ on: { day: TODAY }, code: 9.1e17, answers })).toEqual([
      ['cell_scientific', 'sheet “企业自查表”, row 3, column C'],
    ])
    expect(given({ on: { day: '2026-11-29' }, answers })).toEqual([
      ['form_day_to_come', 'sheet “企业自查表”, row 6, column C'],
    ])
    expect(given({ on: { day: TODAY }, answers: [] })).toEqual([
      ['form_nothing_checked', 'sheet “企业自查表”, row 11'],
    ])
    expect(given({ on: { day: '2026-10-31' }, answers })).toEqual([
      ['form_outside_period', 'sheet “企业自查表”, row 6, column C'],
    ])
    expect(readSelfCheckForm([], TODAY).notes.map(({ code }) => code)).toEqual(['form_unknown'])
  })

  it.skipIf(pythonWithOpenpyxl === null)('is protected but for what is to be filled in (openpyxl)', () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'form-')), 'form.xlsx')
    fs.writeFileSync(file, xlsx([selfCheckForm(asked, 'zh')], AT_MS))
    const said = saidBy<
      Record<string, { protected: boolean; open: string[]; choices: string[][]; rows: unknown[][] }>
    >(pythonWithOpenpyxl ?? '', ['-c', OPENPYXL_ROWS, file])
    const sheet = said['企业自查表']
    expect(sheet?.protected).toBe(true)
    expect(sheet?.choices).toEqual([['C12:C29', `"${Object.values(SELF_CHECK_WORDS.zh.results).join(',')}"`]])
    for (const cell of ['C6', 'C7', 'C8', 'C9', 'C12', 'D12', 'E12', 'B20', 'C30'])
      expect(sheet?.open).toContain(cell)
    for (const cell of ['C2', 'C3', 'C4', 'A12', 'B12', 'B19']) expect(sheet?.open).not.toContain(cell)
    expect(sheet?.rows[2]?.[2]).toBe(enterprise.creditCode)
  })
})
