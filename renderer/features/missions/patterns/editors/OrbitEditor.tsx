import { orbitFrom, orbitFromHome } from '../../../../../src/core/mission/edits/order.ts'
import type { Orbit } from '../../../../../src/core/mission/pattern.ts'
import { useT } from '../../../../i18n/index.ts'
import { Checkbox, NumberField, Select } from '../../../../ui/fields.tsx'
import { Grid } from '../../../../ui/layout.tsx'
import { Photos } from './Photos.tsx'
import { HeightsFields } from './HeightsFields.tsx'
import { StartTools } from './StartTools.tsx'
import { LookHeightField, RoundFields, SpeedField } from './WayFields.tsx'

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
        <LookHeightField
          value={pattern.lookHeightM}
          onChange={(lookHeightM) => put({ ...pattern, lookHeightM })}
        />
        <SpeedField value={pattern.speedMS} onChange={(speedMS) => put({ ...pattern, speedMS })} />
        <RoundFields
          laps={pattern.laps}
          direction={pattern.direction}
          onChange={(part) => put({ ...pattern, ...part })}
        />
        <Select
          label={t('pattern.start')}
          value={pattern.startDeg === undefined ? 'homeward' : 'given'}
          options={[
            { value: 'homeward', label: t('pattern.startHomeward') },
            { value: 'given', label: t('pattern.startGiven') },
          ]}
          onChange={(by) => put(by === 'given' ? { ...pattern, startDeg: 0 } : orbitFromHome(pattern))}
          testId="orbit-start"
        />
        {pattern.startDeg === undefined ? null : (
          <NumberField
            label={t('pattern.startDeg')}
            value={pattern.startDeg}
            min={0}
            max={360}
            onChange={(startDeg) => put({ ...pattern, startDeg })}
            testId="orbit-start-deg"
          />
        )}
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
      <StartTools onPick={(near) => put(orbitFrom(pattern, near))} asFound={null} />
      <HeightsFields heightsM={pattern.heightsM} onChange={(heightsM) => put({ ...pattern, heightsM })} />
      <Photos photo={pattern.photo} onChange={(photo) => put({ ...pattern, photo })} />
    </>
  )
}
