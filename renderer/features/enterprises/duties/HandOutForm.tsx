import { useState } from 'react'
import { dayOf } from '../../../../src/core/finding/deadlines/day.ts'
import { api } from '../../../api/client.ts'
import { attempt } from '../../../desk/notices.ts'
import { save } from '../../../desk/save.ts'
import { language, useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { Body, Grid } from '../../../ui/layout.tsx'

/** The form of a self-check for an enterprise and a period, saved as a workbook; this month unless another is said. */
export function HandOutForm({ enterpriseId, onDone }: { enterpriseId: string; onDone: () => void }) {
  const t = useT()
  const [from, setFrom] = useState(() => `${dayOf(Date.now()).slice(0, 8)}01`)
  const [to, setTo] = useState(() => dayOf(Date.now()))
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
      onDone()
    })
  return (
    <Body>
      <Grid>
        <DateField label={t('selfCheck.from')} type="date" value={from} onChange={setFrom} />
        <DateField label={t('selfCheck.to')} type="date" value={to} onChange={setTo} />
      </Grid>
      <Button look="primary" testId="save-form" isDisabled={!isPeriod} onPress={hand}>
        {t('selfCheck.saveForm')}
      </Button>
    </Body>
  )
}
