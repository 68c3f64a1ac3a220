import type { Perimeter } from '../../../../../src/core/mission/pattern.ts'
import { useT } from '../../../../i18n/index.ts'
import { NumberField, Select } from '../../../../ui/fields.tsx'
import { Grid } from '../../../../ui/layout.tsx'
import { Photos } from './Photos.tsx'
import { HeightsFields } from './HeightsFields.tsx'
import { StartTools } from './StartTools.tsx'
import { RoundFields, SpeedField } from './WayFields.tsx'

/** The parameters of a perimeter patrol. */
export function PerimeterEditor({ pattern, put }: { pattern: Perimeter; put: (pattern: Perimeter) => void }) {
  const t = useT()
  return (
    <>
      <Grid>
        <NumberField
          label={t('pattern.standoff')}
          value={pattern.standoffM}
          min={0}
          max={1000}
          onChange={(standoffM) => put({ ...pattern, standoffM })}
          testId="perimeter-standoff"
        />
        <Select
          label={t('pattern.side')}
          value={pattern.side}
          options={(['inside', 'outside'] as const).map((side) => ({
            value: side,
            label: t(`side.${side}`),
          }))}
          onChange={(side) => put({ ...pattern, side })}
          testId="perimeter-side"
        />
        <SpeedField value={pattern.speedMS} onChange={(speedMS) => put({ ...pattern, speedMS })} />
        <RoundFields
          laps={pattern.laps}
          direction={pattern.direction}
          onChange={(part) => put({ ...pattern, ...part })}
        />
        <Select
          label={t('pattern.camera')}
          value={pattern.camera}
          options={(['inward', 'outward', 'along'] as const).map((value) => ({
            value,
            label: t(`look.${value}`),
          }))}
          onChange={(camera) => put({ ...pattern, camera })}
        />
        <NumberField
          label={t('pattern.cornerRadius')}
          value={pattern.cornerRadiusM}
          min={0}
          max={200}
          onChange={(cornerRadiusM) => put({ ...pattern, cornerRadiusM })}
        />
      </Grid>
      <HeightsFields heightsM={pattern.heightsM} onChange={(heightsM) => put({ ...pattern, heightsM })} />
      <StartTools
        onPick={(startNear) => put({ ...pattern, startNear })}
        asFound={
          pattern.startNear && {
            labelKey: 'pattern.startNearHome',
            run: () => put({ ...pattern, startNear: null }),
          }
        }
      />
      <Photos photo={pattern.photo} onChange={(photo) => put({ ...pattern, photo })} />
    </>
  )
}
