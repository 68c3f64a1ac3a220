import { weekdayOf, yearOf } from './deadlines/day.ts'
import { Level } from './finding.ts'
import { patternProblem } from './numbers/pattern.ts'
import type { SettingValue } from './settings.ts'

/** What is amiss between the rows of a setting's table; each has words in both languages. */
export const SETTING_PROBLEMS = [
  'row_year_twice',
  'row_other_year',
  'row_off_and_work',
  'row_work_on_weekday',
  'row_level_twice',
  'row_level_missing',
  'row_step_twice',
  'row_agency_twice',
  'row_kind_twice',
  'pattern_part',
  'pattern_open',
  'pattern_counter',
  'pattern_twice',
  'pattern_glued',
] as const

/** Where in a setting (`rows.2.whom`), what is amiss there, and what it is about. */
export type SettingProblem = {
  readonly path: string
  readonly code: (typeof SETTING_PROBLEMS)[number]
  readonly what: string
}

/** All that is amiss between the rows of a setting, whose members fit each by itself; none: it can be kept. */
export function settingProblems(value: SettingValue): SettingProblem[] {
  switch (value.name) {
    case 'holidays':
      return [
        ...twice(value.years, ({ year }) => String(year), 'years', 'year', 'row_year_twice'),
        ...value.years.flatMap(({ year, off, work }, i) => [
          ...[...off, ...work]
            .filter((day) => yearOf(day) !== year)
            .slice(0, 1)
            .map((what) => at(`years.${i}.off`, 'row_other_year', what)),
          ...work
            .filter((day) => off.includes(day))
            .slice(0, 1)
            .map((what) => at(`years.${i}.work`, 'row_off_and_work', what)),
          ...work
            .filter((day) => !off.includes(day) && ![0, 6].includes(weekdayOf(day)))
            .slice(0, 1)
            .map((what) => at(`years.${i}.work`, 'row_work_on_weekday', what)),
        ]),
      ]
    case 'deadlinesByLevel':
      return [
        ...twice(value.rows, ({ level }) => level, 'rows', 'level', 'row_level_twice'),
        ...Level.options
          .filter((level) => !value.rows.some((row) => row.level === level))
          .map((level) => at('rows', 'row_level_missing', level)),
      ]
    case 'escalation':
      return twice(value.rows, ({ level, days }) => `${level} ${days}`, 'rows', 'days', 'row_step_twice')
    case 'agencies':
      return twice(value.rows, ({ id }) => id, 'rows', 'name', 'row_agency_twice')
    case 'numbering': {
      const problem = patternProblem(value.pattern)
      return [
        ...(problem ? [at('pattern', problem.code, problem.what)] : []),
        ...twice(value.rows, ({ kind }) => kind, 'rows', 'kind', 'row_kind_twice'),
      ]
    }
    default:
      return []
  }
}

const at = (path: string, code: SettingProblem['code'], what: string): SettingProblem => ({
  path,
  code,
  what,
})

/** Rows that say the same as one before them. */
function twice<R>(
  rows: readonly R[],
  key: (row: R) => string,
  list: string,
  member: string,
  code: SettingProblem['code'],
): SettingProblem[] {
  const seen = new Set<string>()
  return rows.flatMap((row, i) => {
    const name = key(row)
    if (seen.has(name)) return [at(`${list}.${i}.${member}`, code, name)]
    seen.add(name)
    return []
  })
}

const DRAFT = /^\s*(?:草稿|draft)\s*[:：]?\s*/i

/** Whether the source of a table says of itself that nobody has compared it with the text in force (草稿). */
export const isDraftSource = (source: string): boolean => DRAFT.test(source)

/** A source marked as a draft, or without that mark. */
export const markedDraft = (source: string, isDraft: boolean): string => {
  const bare = source.replace(DRAFT, '')
  return isDraft ? `草稿：${bare}` : bare
}
