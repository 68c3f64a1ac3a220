import { SERVICE_WAYS } from '../../../src/core/finding/order/order.ts'
import { toLocalInput } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Select, TextField } from '../../ui/fields.tsx'

/** How, when (the field's own text, of this computer's clock) and against what receipt something was served. */
export type Served = { how: (typeof SERVICE_WAYS)[number]; at: string; receipt: string }

/** Before anything is typed: handed over, now. */
export const servedNow = (): Served => ({ how: 'direct', at: toLocalInput(Date.now()), receipt: '' })

/** What is said of a service, of an order as of a paper. */
export function ServedFields(props: { value: Served; onChange: (part: Partial<Served>) => void }) {
  const t = useT()
  const { value, onChange } = props
  return (
    <>
      <Select
        label={t('order.how')}
        value={value.how}
        options={SERVICE_WAYS.map((way) => ({ value: way, label: t(`serviceWay.${way}`) }))}
        onChange={(how) => onChange({ how })}
      />
      <DateField
        label={t('order.servedAt')}
        type="datetime-local"
        value={value.at}
        onChange={(at) => onChange({ at })}
        testId="served-at"
      />
      <TextField
        label={t('order.receipt')}
        value={value.receipt}
        maxLength={500}
        onChange={(receipt) => onChange({ receipt })}
      />
    </>
  )
}
