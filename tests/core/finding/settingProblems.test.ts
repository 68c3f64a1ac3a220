import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../src/core/finding/deadlines/day.ts'
import { daysText, readDays } from '../../../src/core/finding/deadlines/dayList.ts'
import { isDraftSource, markedDraft, settingProblems } from '../../../src/core/finding/settingProblems.ts'
import { DEFAULT_SETTINGS, SETTING_NAMES } from '../../../src/core/finding/settings.ts'

describe('days as a person types them', () => {
  const days = fc
    .array(fc.integer({ min: 0, max: 800 }), { maxLength: 60 })
    .map((ns) => [...new Set(ns.map((n) => addDays('2025-06-01', n)))].sort())

  it('are read as they are said', () => {
    fc.assert(
      fc.property(days, (list) => {
        expect(readDays(daysText(list, 2026), 2026)).toEqual({ ok: true, days: list })
      }),
    )
  })

  it('come in the ways that notices and people write them', () => {
    const five = ['2026-05-01', '2026-05-02', '2026-05-03']
    for (const text of [
      '5/1~5/3',
      '5月1日至3日',
      '5.1-5.3',
      '2026-05-01 2026-05-02, 5/3',
      '5/1–3',
      '5/3、5/2、5/1',
    ])
      expect(readDays(text, 2026), text).toEqual({ ok: true, days: five })
    expect(readDays('  ', 2026)).toEqual({ ok: true, days: [] })
    expect(daysText(five, 2026)).toBe('5/1~5/3')
  })

  it('name the piece that is no day', () => {
    for (const [text, piece] of [
      ['5/1 2/30', '2/30'],
      ['春节', '春节'],
      ['5/3~5/1', '5/3~5/1'],
      ['1/1~12/31', '1/1~12/31'],
      ['13/1', '13/1'],
    ] as const)
      expect(readDays(text, 2026), text).toEqual({ ok: false, piece })
  })

  it('never throw, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 2000, max: 2200 }), (text, year) => {
        const read = readDays(text, year)
        expect(read.ok || read.piece !== '').toBe(true)
      }),
    )
  })
})

describe('rows of a setting', () => {
  it('go together as they are delivered', () => {
    for (const name of SETTING_NAMES) expect(settingProblems(DEFAULT_SETTINGS[name]), name).toEqual([])
  })

  it('say where they do not', () => {
    const [year] = DEFAULT_SETTINGS.holidays.years
    const holidays = (change: object) =>
      settingProblems({ name: 'holidays', years: [{ ...(year as NonNullable<typeof year>), ...change }] })
    expect(holidays({ off: ['2026-01-01'] })[0]).toMatchObject({
      path: 'years.0.off',
      code: 'row_other_year',
    })
    expect(holidays({ off: ['2025-01-04'], work: ['2025-01-04'] })[0]?.code).toBe('row_off_and_work')
    expect(holidays({ off: [], work: ['2025-01-06'] })[0]?.code).toBe('row_work_on_weekday')
    const { years } = DEFAULT_SETTINGS.holidays
    expect(settingProblems({ name: 'holidays', years: [...years, ...years.slice(0, 1)] })[0]).toEqual({
      path: 'years.2.year',
      code: 'row_year_twice',
      what: '2025',
    })
    const { rows } = DEFAULT_SETTINGS.deadlinesByLevel
    expect(settingProblems({ name: 'deadlinesByLevel', rows: rows.slice(0, 1) })[0]).toEqual({
      path: 'rows',
      code: 'row_level_missing',
      what: 'major',
    })
    const escalation = DEFAULT_SETTINGS.escalation
    expect(
      settingProblems({ ...escalation, rows: [...escalation.rows, ...escalation.rows.slice(0, 1)] })[0],
    ).toMatchObject({ path: 'rows.4.days', code: 'row_step_twice' })
  })

  it('say whether their source was verified', () => {
    expect(isDraftSource('草稿：条文请核对')).toBe(true)
    expect(isDraftSource('国办发明电〔2025〕7号')).toBe(false)
    expect(markedDraft('草稿：某号', false)).toBe('某号')
    expect(markedDraft('Draft: x', true)).toBe('草稿：x')
    expect(markedDraft(markedDraft('某号', true), true)).toBe('草稿：某号')
  })
})
