import { Plus } from 'lucide-react'
import { useT } from '../../../../i18n/index.ts'
import { Button } from '../../../../ui/Button.tsx'
import { NumberField } from '../../../../ui/fields.tsx'
import { Grid, Row } from '../../../../ui/layout.tsx'

/** One height a lap or ring, lowest first or as wanted. */
export function HeightsFields(props: { heightsM: number[]; onChange: (heightsM: number[]) => void }) {
  const { heightsM, onChange } = props
  const t = useT()
  return (
    <>
      <Grid>
        {heightsM.map((heightM, i) => (
          <NumberField
            key={`height-${i}`}
            label={t('pattern.heightN', { n: i + 1 })}
            value={heightM}
            min={-200}
            max={1000}
            onChange={(next) => onChange(heightsM.with(i, next))}
          />
        ))}
      </Grid>
      <Row>
        <Button
          icon={<Plus size={16} aria-hidden />}
          isDisabled={heightsM.length >= 10}
          onPress={() => onChange([...heightsM, (heightsM.at(-1) ?? 40) + 10])}
        >
          {t('pattern.addHeight')}
        </Button>
        {heightsM.length > 1 ? (
          <Button look="quiet" onPress={() => onChange(heightsM.slice(0, -1))}>
            {t('pattern.removeHeight')}
          </Button>
        ) : null}
      </Row>
    </>
  )
}
