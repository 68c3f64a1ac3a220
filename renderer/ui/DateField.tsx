import { type CalendarDate, type CalendarDateTime, parseDate, parseDateTime } from '@internationalized/date'
import { DateField as AriaDateField, DateInput, DateSegment, Label } from 'react-aria-components'
import { Below, type FieldProps } from './fields.tsx'
import styles from './dateField.module.css'
import fields from './fields.module.css'

type Props = FieldProps & { value: string; onChange: (text: string) => void; type: 'date' | 'datetime-local' }

/**
 * A date, or a date with its time, typed part by part or stepped with the arrow keys; as text `YYYY-MM-DD` or
 * `YYYY-MM-DDThh:mm`. Every system shows it alike, and in the window's language.
 */
export function DateField({ label, value, onChange, type, bad, hint, testId }: Props) {
  const withTime = type === 'datetime-local'
  return (
    <AriaDateField
      className={fields.field ?? ''}
      granularity={withTime ? 'minute' : 'day'}
      hourCycle={24}
      shouldForceLeadingZeros
      isInvalid={Boolean(bad)}
      value={parsed(value, withTime)}
      onChange={(next) => onChange(next === null ? '' : next.toString().slice(0, withTime ? 16 : 10))}
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
