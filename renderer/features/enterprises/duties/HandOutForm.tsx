import { dayOf } from '../../../../src/core/finding/deadlines/day.ts'
import { api } from '../../../api/client.ts'
import { attempt } from '../../../desk/notices.ts'
import { save } from '../../../desk/save.ts'
import { language, useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { Body, Grid } from '../../../ui/layout.tsx'
import { useHalf } from '../../../desk/form/half.ts'

/** The form of a self-check for an enterprise and a period, saved as a workbook; this month unless another is said. */
export function HandOutForm({ enterpriseId, onDone }: { enterpriseId: string; onDone: () => void }) {
  const t = useT()
  const [{ from, to }, set, forget] = useHalf(`handOut/${enterpriseId}`, () => ({
    from: `${dayOf(Date.now()).slice(0, 8)}01`,
    to: dayOf(Date.now()),
  }))
  const isPeriod = from !== '' && to !== '' && from <= to
  const hand = (): void =>
    void attempt(async () => {
      const asked = {
        enterpriseId,
        from,
        to,
        language: language() === 'en' ? ('en' as const) : ('zh' as const),
      }
      const { downloadId, fileName } = await api.call('selfCheck.form', asked)
      save(downloadId, fileName)
      forget()
      onDone()
    })
  return (
    <Body>
      <Grid>
        <DateField
          label={t('selfCheck.from')}
          type="date"
          value={from}
          onChange={(day) => set({ from: day })}
        />
        <DateField label={t('selfCheck.to')} type="date" value={to} onChange={(day) => set({ to: day })} />
      </Grid>
      <Button look="primary" testId="save-form" isDisabled={!isPeriod} onPress={hand}>
        {t('selfCheck.saveForm')}
      </Button>
    </Body>
  )
}
