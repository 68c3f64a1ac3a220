import type { Mission } from '../../../src/core/mission/mission.ts'
import type { DjiNumbers } from '../../../src/core/mission/vehicle.ts'
import { CAMERAS, VEHICLES } from '../../../src/core/mission/vehicles.ts'
import { changeMission } from '../../desk/edited.ts'
import { delivered, duration, nameOf, percent } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { NumberField, Select } from '../../ui/fields.tsx'
import { Facts, Grid, Hint, Notice, Section } from '../../ui/layout.tsx'

/** The rows of the table, with the mission's own copy in place of its row. */
const withOwn = <T extends { id: string }>(rows: readonly T[], own: T | null): T[] =>
  own && !rows.some(({ id }) => id === own.id) ? [own, ...rows] : [...rows]

/** Vehicle, camera, and the heights and place that the flight starts from. */
export function AircraftSection({ mission }: { mission: Mission }) {
  const t = useT()
  const { vehicle } = mission
  return (
    <Section title={t('mission.aircraft')} testId="aircraft">
      <Select
        label={t('mission.vehicle')}
        value={vehicle.id}
        options={withOwn(VEHICLES, vehicle).map((row) => ({ value: row.id, label: nameOf(row.name) }))}
        onChange={(id) => {
          const row = VEHICLES.find((other) => other.id === id)
          if (row) changeMission((doc) => ({ ...doc, vehicle: row }), 'edit.vehicle')
        }}
        testId="vehicle"
      />
      {vehicle.verified ? null : <Notice tone="warning">{t('vehicle.unverified')}</Notice>}
      <Facts
        items={[
          [t('vehicle.firmware'), t(`firmware.${vehicle.firmware}`)],
          [t('vehicle.endurance'), duration(vehicle.enduranceS)],
          [t('vehicle.reserve'), percent(vehicle.reserveShare)],
          [t('vehicle.maxSpeed'), t('unit.ms', { value: vehicle.maxSpeedMS })],
          [t('field.source'), delivered(vehicle.source)],
        ]}
      />
      {vehicle.dji ? <DjiNumbersGrid numbers={vehicle.dji} /> : null}
      <Select
        label={t('mission.camera')}
        value={mission.camera?.id ?? 'none'}
        options={[
          { value: 'none', label: t('mission.noCamera') },
          ...withOwn(CAMERAS, mission.camera).map((row) => ({ value: row.id, label: nameOf(row.name) })),
        ]}
        onChange={(id) => {
          const camera = CAMERAS.find((row) => row.id === id) ?? null
          changeMission((doc) => ({ ...doc, camera }), 'edit.camera')
        }}
      />
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
