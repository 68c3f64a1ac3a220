import type { Orbit } from '../../../../../src/core/mission/pattern.ts'
import { useT } from '../../../../i18n/index.ts'
import { NumberField, Select } from '../../../../ui/fields.tsx'

type Field = { value: number; onChange: (value: number) => void; testId?: string }

/** How high a pattern or one of its places is flown, m over take-off. */
export function HeightField(props: Field) {
  const t = useT()
  return <NumberField label={t('pattern.height')} min={-200} max={1000} {...props} />
}

/** How high the place stands that the camera is on, m over take-off. */
export function LookHeightField(props: Field) {
  const t = useT()
  return <NumberField label={t('pattern.lookHeight')} min={-200} max={1000} {...props} />
}

/** How fast a pattern is flown, m/s. */
export function SpeedField(props: Field) {
  const t = useT()
  return <NumberField label={t('pattern.speed')} min={0.1} max={50} {...props} />
}

type Round = Pick<Orbit, 'laps' | 'direction'>

/** How often a pattern goes round, and which way. */
export function RoundFields({
  laps,
  direction,
  onChange,
}: Round & { onChange: (part: Partial<Round>) => void }) {
  const t = useT()
  return (
    <>
      <NumberField
        label={t('pattern.laps')}
        value={laps}
        min={1}
        max={20}
        step={1}
        onChange={(next) => onChange({ laps: next })}
      />
      <Select
        label={t('pattern.direction')}
        value={direction}
        options={(['clockwise', 'counterclockwise'] as const).map((value) => ({
          value,
          label: t(`direction.${value}`),
        }))}
        onChange={(next) => onChange({ direction: next })}
      />
    </>
  )
}
