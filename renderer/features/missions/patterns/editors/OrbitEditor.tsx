import type { Orbit } from '../../../../../src/core/mission/pattern.ts'
import { useT } from '../../../../i18n/index.ts'
import { Checkbox, NumberField, Select } from '../../../../ui/fields.tsx'
import { Grid } from '../../../../ui/layout.tsx'
import { Photos } from './Photos.tsx'
import { HeightsFields } from './HeightsFields.tsx'

/** The parameters of rings about an asset. */
export function OrbitEditor({ pattern, put }: { pattern: Orbit; put: (pattern: Orbit) => void }) {
  const t = useT()
  return (
    <>
      <Grid>
        <NumberField
          label={t('pattern.radius')}
          value={pattern.radiusM}
          min={2}
          max={2000}
          onChange={(radiusM) => put({ ...pattern, radiusM })}
          testId="orbit-radius"
        />
        <NumberField
          label={t('pattern.clearRadius')}
          value={pattern.clearRadiusM}
          min={0}
          max={1000}
          onChange={(clearRadiusM) => put({ ...pattern, clearRadiusM })}
        />
        <NumberField
          label={t('pattern.lookHeight')}
          value={pattern.lookHeightM}
          min={-200}
          max={1000}
          onChange={(lookHeightM) => put({ ...pattern, lookHeightM })}
        />
        <NumberField
          label={t('pattern.speed')}
          value={pattern.speedMS}
          min={0.1}
          max={50}
          onChange={(speedMS) => put({ ...pattern, speedMS })}
        />
        <NumberField
          label={t('pattern.laps')}
          value={pattern.laps}
          min={1}
          max={20}
          step={1}
          onChange={(laps) => put({ ...pattern, laps })}
        />
        <Select
          label={t('pattern.direction')}
          value={pattern.direction}
          options={(['clockwise', 'counterclockwise'] as const).map((value) => ({
            value,
            label: t(`direction.${value}`),
          }))}
          onChange={(direction) => put({ ...pattern, direction })}
        />
        <Select
          label={t('pattern.camera')}
          value={pattern.camera}
          options={(['center', 'along'] as const).map((value) => ({ value, label: t(`look.${value}`) }))}
          onChange={(camera) => put({ ...pattern, camera })}
        />
        <Checkbox
          label={t('pattern.spiral')}
          value={pattern.spiral}
          onChange={(spiral) => put({ ...pattern, spiral })}
        />
      </Grid>
      <HeightsFields heightsM={pattern.heightsM} onChange={(heightsM) => put({ ...pattern, heightsM })} />
      <Photos photo={pattern.photo} onChange={(photo) => put({ ...pattern, photo })} />
    </>
  )
}
