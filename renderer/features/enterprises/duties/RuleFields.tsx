import { useState } from 'react'
import { daysOf, type Rule, WEEKDAYS } from '../../../../src/core/duty/rule.ts'
import { dayOf } from '../../../../src/core/finding/deadlines/day.ts'
import { useT } from '../../../i18n/index.ts'
import { Checkbox, NumberField, Select, TextField } from '../../../ui/fields.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { Grid, Hint } from '../../../ui/layout.tsx'
import { readMonthDays, ruleProblem } from './rule.ts'

/** So many of its next days are shown while a rule is made. */
const SHOWN_DAYS = 6
const LAST_DAY = '2199-12-31'
const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1)

const toggled = <T,>(list: readonly T[], one: T, isIn: boolean): T[] =>
  isIn ? [...list, one] : list.filter((other) => other !== one)

/** How often something comes again, on which days, from when and until when; its next days stand below. */
export function RuleFields({ rule, onChange }: { rule: Rule; onChange: (rule: Rule) => void }) {
  const t = useT()
  const set = (change: Partial<Rule>): void => onChange({ ...rule, ...change })
  const [today] = useState(() => dayOf(Date.now()))
  const bad = ruleProblem(rule)
  const next = bad === null ? daysOf(rule, today, LAST_DAY, SHOWN_DAYS) : []
  const isWeekly = rule.freq === 'weekly'
  return (
    <>
      <Grid>
        <NumberField
          label={t('duty.interval')}
          value={rule.interval}
          min={1}
          max={100}
          digits={0}
          onChange={(interval) => set({ interval })}
          testId="rule-interval"
        />
        <Select
          label={t('duty.freq')}
          value={rule.freq}
          options={(['yearly', 'monthly', 'weekly'] as const).map((freq) => ({
            value: freq,
            label: t(`freq.${freq}`),
          }))}
          // Days of the week and of the month exclude each other.
          onChange={(freq) => set({ freq, ...(freq === 'weekly' ? { byMonthDay: [] } : { byDay: [] }) })}
          testId="rule-freq"
        />
      </Grid>
      <DateField
        label={t('duty.begins')}
        type="date"
        value={rule.from}
        bad={rule.from === '' ? t('selfCheck.dayMissing') : null}
        onChange={(from) => set({ from })}
        testId="rule-from"
      />
      {isWeekly ? (
        <fieldset>
          <legend>{t('duty.weekdays')}</legend>
          {WEEKDAYS.map((day) => (
            <Checkbox
              key={day}
              label={t(`weekday.${day}`)}
              value={rule.byDay.includes(day)}
              onChange={(isIn) => set({ byDay: toggled(rule.byDay, day, isIn) })}
              testId={`rule-${day}`}
            />
          ))}
        </fieldset>
      ) : (
        <MonthDays rule={rule} set={set} />
      )}
      <details>
        <summary>{t('duty.monthsN', { n: rule.byMonth.length })}</summary>
        <Grid>
          {MONTHS.map((month) => (
            <Checkbox
              key={month}
              label={t('duty.month', { n: month })}
              value={rule.byMonth.includes(month)}
              onChange={(isIn) => set({ byMonth: toggled(rule.byMonth, month, isIn).sort((a, b) => a - b) })}
              testId={`rule-month-${month}`}
            />
          ))}
        </Grid>
      </details>
      <Grid>
        <Select
          label={t('duty.end')}
          value={rule.count !== null ? 'count' : rule.until !== null ? 'until' : 'never'}
          options={(['never', 'count', 'until'] as const).map((end) => ({
            value: end,
            label: t(`dutyEnd.${end}`),
          }))}
          onChange={(end) =>
            set({
              count: end === 'count' ? 12 : null,
              until: end === 'until' ? `${Number(today.slice(0, 4)) + 1}-12-31` : null,
            })
          }
          testId="rule-end"
        />
        {rule.count === null ? null : (
          <NumberField
            label={t('duty.count')}
            value={rule.count}
            min={1}
            max={1000}
            digits={0}
            onChange={(count) => set({ count })}
          />
        )}
        {rule.until === null ? null : (
          <DateField
            label={t('duty.untilDay')}
            type="date"
            value={rule.until}
            onChange={(until) => set({ until })}
          />
        )}
      </Grid>
      <Hint testId="rule-next">
        {bad ?? (next.length === 0 ? t('duty.noNext') : t('duty.next', { list: next.join(t('app.comma')) }))}
      </Hint>
    </>
  )
}

/** Days of a month as one text, its last day beside; what is no day of a month is said, and not taken. */
function MonthDays({ rule, set }: { rule: Rule; set: (change: Partial<Rule>) => void }) {
  const t = useT()
  const [typed, setTyped] = useState<string | null>(null)
  const isLast = rule.byMonthDay.includes(-1)
  const days = rule.byMonthDay.filter((day) => day !== -1)
  const take = (text: string): void => {
    const read = readMonthDays(text)
    setTyped(text)
    if (read) set({ byMonthDay: [...read, ...(isLast ? [-1 as const] : [])] })
  }
  return (
    <>
      <TextField
        label={t('duty.monthDays')}
        value={typed ?? days.join(', ')}
        bad={typed !== null && readMonthDays(typed) === null ? t('duty.noMonthDay') : null}
        hint={t('duty.monthDaysHint')}
        onChange={take}
        maxLength={100}
        testId="rule-month-days"
      />
      <Checkbox
        label={t('duty.lastOfMonth')}
        value={isLast}
        onChange={(isIn) => set({ byMonthDay: isIn ? [...days, -1] : days })}
        testId="rule-last-day"
      />
    </>
  )
}
