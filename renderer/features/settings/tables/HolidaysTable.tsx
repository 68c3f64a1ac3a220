import { useState } from 'react'
import { daysText, readDays } from '../../../../src/core/finding/deadlines/dayList.ts'
import { markedDraft } from '../../../../src/core/finding/settingProblems.ts'
import { useT } from '../../../i18n/index.ts'
import { NumberField, TextField } from '../../../ui/fields.tsx'
import type { Edited } from './SettingForm.tsx'
import { SourceField } from './SourceField.tsx'
import { Table } from './Table.tsx'

/** The years whose holidays are known, each with its notice: days off, and days at the weekend that are worked. */
export function HolidaysTable({ edited }: { edited: Edited<'holidays'> }) {
  const t = useT()
  const { value, set, bad } = edited
  const setYear = (nth: number, change: Partial<(typeof value.years)[number]>): void =>
    set({ years: value.years.map((year, i) => (i === nth ? { ...year, ...change } : year)) })
  const next = Math.max(2024, ...value.years.map(({ year }) => year)) + 1
  return (
    <Table
      testId="holidays"
      columns={[
        { label: t('holidays.year'), width: 'narrow' },
        { label: t('holidays.source'), width: 'middle' },
        { label: t('holidays.off') },
        { label: t('holidays.work'), width: 'middle' },
      ]}
      rows={value.years}
      bad={bad('years')}
      renderCells={({ year, source, off, work }, nth) => [
        <NumberField
          key="year"
          label={t('holidays.year')}
          value={year}
          min={2000}
          max={2200}
          digits={0}
          bad={bad(`years.${nth}.year`)}
          onChange={(changed) => setYear(nth, { year: changed })}
          testId={`holidays-year-${nth}`}
        />,
        <SourceField
          key="source"
          label={t('holidays.source')}
          value={source}
          bad={bad(`years.${nth}.source`)}
          onChange={(changed) => setYear(nth, { source: changed })}
          testId={`holidays-source-${nth}`}
        />,
        <DaysField
          key="off"
          label={t('holidays.off')}
          year={year}
          days={off}
          bad={bad(`years.${nth}.off`)}
          onChange={(days) => setYear(nth, { off: days })}
          testId={`holidays-off-${nth}`}
        />,
        <DaysField
          key="work"
          label={t('holidays.work')}
          year={year}
          days={work}
          bad={bad(`years.${nth}.work`)}
          onChange={(days) => setYear(nth, { work: days })}
          testId={`holidays-work-${nth}`}
        />,
      ]}
      onRemove={(nth) => set({ years: value.years.filter((_, i) => i !== nth) })}
      onAdd={() =>
        set({ years: [...value.years, { year: next, source: markedDraft('', true), off: [], work: [] }] })
      }
      add={t('holidays.add', { year: next })}
    />
  )
}

/** Days of a year as one text; what of it is no day is said, and nothing of it is taken until it is. */
function DaysField(props: {
  label: string
  year: number
  days: readonly string[]
  bad: string | null
  onChange: (days: string[]) => void
  testId: string
}) {
  const t = useT()
  /** What is typed and not yet days; null: the days are shown. */
  const [typed, setTyped] = useState<string | null>(null)
  const read = typed === null ? null : readDays(typed, props.year)
  const finish = (text: string): void => {
    const days = readDays(text, props.year)
    if (!days.ok) return setTyped(text)
    setTyped(null)
    props.onChange(days.days)
  }
  return (
    <TextField
      key={typed === null ? 'shown' : 'typed'}
      label={props.label}
      lines
      value={typed ?? daysText(props.days, props.year)}
      bad={read && !read.ok ? t('holidays.noDay', { piece: read.piece }) : props.bad}
      commit={finish}
      testId={props.testId}
    />
  )
}
