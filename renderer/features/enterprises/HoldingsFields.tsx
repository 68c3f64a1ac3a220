import { Plus, Trash2 } from 'lucide-react'
import type { Holding } from '../../../src/core/site/enterprise.ts'
import { CHEMICALS } from '../../../src/core/site/chemicals.ts'
import { language, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { NumberField, Select } from '../../ui/fields.tsx'
import { Row } from '../../ui/layout.tsx'

const UNITS = ['kg', 't', 'L', 'm3'] as const

/** The controlled chemicals that an enterprise holds, a row each. */
export function HoldingsFields({
  holdings,
  onChange,
}: {
  holdings: Holding[]
  onChange: (holdings: Holding[]) => void
}) {
  const t = useT()
  const options = CHEMICALS.map(({ id, zh, en }) => ({
    value: id,
    label: `${id} ${language() === 'en' ? en : zh}`,
  }))
  const set = (i: number, change: Partial<Holding>): void =>
    onChange(holdings.map((old, j) => (j === i ? { ...old, ...change } : old)))
  return (
    <>
      {holdings.map((holding, i) => (
        <div key={`holding-${i}`}>
          <Select
            label={t('enterprise.chemical')}
            value={holding.chemical}
            options={options}
            onChange={(chemical) => set(i, { chemical })}
          />
          <Row>
            <NumberField
              label={t('enterprise.amount')}
              value={holding.amount}
              min={0}
              onChange={(amount) => set(i, { amount })}
            />
            <Select
              label={t('field.unit')}
              value={holding.unit}
              options={UNITS.map((unit) => ({ value: unit, label: unit === 'm3' ? 'm³' : unit }))}
              onChange={(unit) => set(i, { unit })}
            />
            <Button
              look="quiet"
              icon={<Trash2 size={16} aria-hidden />}
              label={t('app.remove')}
              onPress={() => onChange(holdings.filter((_, j) => j !== i))}
            />
          </Row>
        </div>
      ))}
      <Button
        icon={<Plus size={16} aria-hidden />}
        testId="add-holding"
        onPress={() => onChange([...holdings, { chemical: 'III-5', amount: 0, unit: 't' }])}
      >
        {t('enterprise.addHolding')}
      </Button>
    </>
  )
}
