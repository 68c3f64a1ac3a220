import { fromLocalInput, toLocalInput } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { DateField } from '../../ui/DateField.tsx'

/** A stretch of time, UTC ms. */
export type Period = { readonly fromMs: number; readonly toMs: number }

const DAY_MS = 24 * 3600_000

/** From which day to which, both included, by China's calendar. */
export function PeriodFields(props: { value: Period; onChange: (period: Period) => void; testId: string }) {
  const t = useT()
  const { value, onChange, testId } = props
  const dayOf = (atMs: number): string => toLocalInput(atMs).slice(0, 10)
  const beginOf = (day: string): number | null => fromLocalInput(`${day}T00:00`)
  return (
    <>
      <DateField
        type="date"
        label={t('campaign.from')}
        value={dayOf(value.fromMs)}
        testId={`${testId}-from`}
        onChange={(day) => {
          const fromMs = beginOf(day)
          if (fromMs !== null) onChange({ ...value, fromMs })
        }}
      />
      <DateField
        type="date"
        label={t('campaign.to')}
        value={dayOf(value.toMs)}
        testId={`${testId}-to`}
        bad={value.toMs < value.fromMs ? t('period.order') : null}
        onChange={(day) => {
          const beginMs = beginOf(day)
          // The last moment of the day.
          if (beginMs !== null) onChange({ ...value, toMs: beginMs + DAY_MS - 1 })
        }}
      />
    </>
  )
}
