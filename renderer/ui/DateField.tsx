import { type CalendarDate, type CalendarDateTime, parseDate, parseDateTime } from '@internationalized/date'
import { useState } from 'react'
import { DateField as AriaDateField, DateInput, DateSegment, Label } from 'react-aria-components'
import { Below, type FieldProps } from './fields.tsx'
import styles from './dateField.module.css'
import fields from './fields.module.css'

type Props = FieldProps & { value: string; onChange: (text: string) => void; type: 'date' | 'datetime-local' }

/** Of a year that is being typed the first digits are a year too, 2, 20 and 202 of 2026: none of them is meant. */
const FIRST_YEAR = 1970

/**
 * A date, or a date with its time, typed part by part or stepped with the arrow keys; as text `YYYY-MM-DD` or
 * `YYYY-MM-DDThh:mm`. Every system shows it alike, and in the window's language. A year is told when it is whole; one that
 * is left half typed is as it was before.
 */
export function DateField({ label, value, onChange, type, bad, hint, testId }: Props) {
  const withTime = type === 'datetime-local'
  const [typing, setTyping] = useState<CalendarDate | CalendarDateTime | null>(null)
  return (
    <AriaDateField
      className={withTime ? `${fields.field} ${styles.withTime}` : (fields.field ?? '')}
      granularity={withTime ? 'minute' : 'day'}
      hourCycle={24}
      shouldForceLeadingZeros
      isInvalid={Boolean(bad)}
      value={typing ?? parsed(value, withTime)}
      onChange={(next) => {
        const isWhole = next === null || next.year >= FIRST_YEAR
        setTyping(isWhole ? null : next)
        if (isWhole) onChange(next === null ? '' : next.toString().slice(0, withTime ? 16 : 10))
      }}
      onBlur={() => setTyping(null)}
    >
      <Label className={fields.label ?? ''}>{label}</Label>
      <DateInput className={`${fields.input} ${styles.dateInput}`} data-testid={testId}>
        {(segment) => <DateSegment className={styles.segment ?? ''} segment={segment} />}
      </DateInput>
      <Below bad={bad} hint={hint} />
    </AriaDateField>
  )
}

/** A text that is no date, or an empty one, is an empty field. */
function parsed(text: string, withTime: boolean): CalendarDate | CalendarDateTime | null {
  try {
    return withTime ? parseDateTime(text) : parseDate(text)
  } catch {
    return null
  }
}
