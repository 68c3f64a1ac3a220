import { Plus, Trash2 } from 'lucide-react'
import type { Licence } from '../../../src/core/site/enterprise.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Select, TextField } from '../../ui/fields.tsx'
import { Grid } from '../../ui/layout.tsx'

const LICENCES = ['production', 'trade', 'purchase', 'transport', 'use', 'filing', 'safety', 'other'] as const

/** The licences and filings of an enterprise, a row each. */
export function LicencesFields({
  licences,
  onChange,
}: {
  licences: Licence[]
  onChange: (licences: Licence[]) => void
}) {
  const t = useT()
  const set = (i: number, change: Partial<Licence>): void =>
    onChange(licences.map((old, j) => (j === i ? { ...old, ...change } : old)))
  return (
    <>
      {licences.map((licence, i) => (
        <div key={`licence-${i}`}>
          <Grid>
            <Select
              label={t('enterprise.licenceKind')}
              value={licence.kind}
              options={LICENCES.map((kind) => ({ value: kind, label: t(`licence.${kind}`) }))}
              onChange={(kind) => set(i, { kind })}
            />
            <TextField
              label={t('field.number')}
              value={licence.number}
              onChange={(number) => set(i, { number })}
              bad={licence.number === '' ? t('enterprise.numberMissing') : null}
            />
            <TextField
              label={t('field.authority')}
              value={licence.authority}
              onChange={(authority) => set(i, { authority })}
            />
            <DateField
              label={t('field.validUntil')}
              type="date"
              value={licence.validUntil ?? ''}
              onChange={(text) => set(i, { validUntil: text === '' ? null : text })}
            />
          </Grid>
          <Button
            look="quiet"
            icon={<Trash2 size={16} aria-hidden />}
            onPress={() => onChange(licences.filter((_, j) => j !== i))}
          >
            {t('app.remove')}
          </Button>
        </div>
      ))}
      <Button
        icon={<Plus size={16} aria-hidden />}
        onPress={() => onChange([...licences, { kind: 'use', number: '', authority: '', validUntil: null }])}
      >
        {t('app.add')}
      </Button>
    </>
  )
}
