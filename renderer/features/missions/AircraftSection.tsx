import type { Mission } from '../../../src/core/mission/mission.ts'
import type { DjiNumbers } from '../../../src/core/mission/vehicle.ts'
import { changeMission } from '../../desk/edited.ts'
import { delivered, duration, percent } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { NumberField } from '../../ui/fields.tsx'
import { Facts, Grid, Hint, Notice, Section } from '../../ui/layout.tsx'
import { RigFields } from './RigFields.tsx'
import { useChangeRig } from './useChangeRig.ts'

/** Vehicle, camera, and the heights and place that the flight starts from. */
export function AircraftSection({ mission }: { mission: Mission }) {
  const t = useT()
  const { vehicle } = mission
  const change = useChangeRig(mission)
  return (
    <Section title={t('mission.aircraft')} testId="aircraft">
      <RigFields rig={mission} change={change} />
      {vehicle.verified ? null : <Notice tone="warning">{t('vehicle.unverified')}</Notice>}
      <Facts
        items={[
          [t('vehicle.firmware'), t(`firmware.${vehicle.firmware}`)],
          [t('vehicle.endurance'), duration(vehicle.enduranceS)],
          [t('vehicle.reserve'), percent(vehicle.reserveShare)],
          [t('vehicle.maxSpeed'), t('unit.ms', { value: vehicle.maxSpeedMS })],
          [t('field.source'), delivered(vehicle.source)],
          [t('rig.camera'), mission.camera && delivered(mission.camera.source)],
        ]}
      />
      {vehicle.dji ? <DjiNumbersGrid numbers={vehicle.dji} /> : null}
      <Grid>
        <NumberField
          label={t('mission.takeoffHeight')}
          value={mission.takeoffHeightM}
          min={1}
          max={200}
          onChange={(takeoffHeightM) => changeMission((doc) => ({ ...doc, takeoffHeightM }), 'edit.heights')}
        />
        <NumberField
          label={t('mission.transitHeight')}
          value={mission.transitHeightM}
          min={-200}
          max={1000}
          onChange={(transitHeightM) => changeMission((doc) => ({ ...doc, transitHeightM }), 'edit.heights')}
        />
        <NumberField
          label={t('mission.homeAmsl')}
          value={mission.home.amslM}
          min={-500}
          max={9000}
          onChange={(amslM) =>
            changeMission((doc) => ({ ...doc, home: { ...doc.home, amslM } }), 'edit.home')
          }
        />
      </Grid>
      <Hint>{t('mission.heightsHint')}</Hint>
    </Section>
  )
}

/** DJI's own numbers for aircraft and camera: new ones come out faster than their documents. */
function DjiNumbersGrid({ numbers }: { numbers: DjiNumbers }) {
  const t = useT()
  const set = (change: Partial<DjiNumbers>): void =>
    changeMission(
      (doc) => ({ ...doc, vehicle: { ...doc.vehicle, dji: { ...numbers, ...change } } }),
      'edit.vehicle',
    )
  return (
    <Grid>
      <NumberField
        label={t('dji.drone')}
        value={numbers.drone}
        min={0}
        max={65_535}
        onChange={(drone) => set({ drone: Math.round(drone) })}
        testId="dji-drone"
      />
      <NumberField
        label={t('dji.droneSub')}
        value={numbers.droneSub}
        min={0}
        max={65_535}
        onChange={(droneSub) => set({ droneSub: Math.round(droneSub) })}
      />
      <NumberField
        label={t('dji.payload')}
        value={numbers.payload}
        min={0}
        max={65_535}
        onChange={(payload) => set({ payload: Math.round(payload) })}
      />
      <NumberField
        label={t('dji.position')}
        value={numbers.payloadPosition}
        min={0}
        max={7}
        onChange={(payloadPosition) => set({ payloadPosition: Math.round(payloadPosition) })}
      />
    </Grid>
  )
}
