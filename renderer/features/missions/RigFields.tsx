import { CAMERAS } from '../../../src/core/mission/cameras.ts'
import {
  camerasOf,
  payloadOf,
  payloadsOf,
  withCamera,
  withPayload,
} from '../../../src/core/mission/payloads.ts'
import { ofType, type Rig, withCraft } from '../../../src/core/mission/rig.ts'
import { VEHICLES } from '../../../src/core/mission/vehicles.ts'
import { useCall } from '../../api/hooks.ts'
import { joined } from '../../desk/documents/members/say.ts'
import { nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Select } from '../../ui/fields.tsx'

/** What is changed of a rig, and which part of it somebody changed. */
export type ChangeRig = (change: <M extends Rig>(rig: M) => M, part: 'vehicle' | 'camera') => void

const NONE = 'none'
const CRAFT = 'craft:'

/** The rows of the table, with the mission's own copy in place of its row. */
const withOwn = <T extends { id: string }>(rows: readonly T[], own: T | null): T[] =>
  own && !rows.some(({ id }) => id === own.id) ? [own, ...rows] : [...rows]

/**
 * What a mission is flown with: one of the team's own aircraft or a type, what hangs under it where there is a choice, and
 * the camera of that. Only what the aircraft carries is offered.
 */
export function RigFields({ rig, change }: { rig: Rig; change: ChangeRig }) {
  const t = useT()
  const { data: craft = [] } = useCall('craft.list', {})
  const { vehicle, camera, craftId } = rig
  const own = craft.flatMap(({ doc }) => (doc.retiredOn === null || doc.id === craftId ? [doc] : []))
  const typeOf = (id: string): string => {
    const row = VEHICLES.find((one) => one.id === id)
    return row ? nameOf(row.name) : id
  }
  const payloads = payloadsOf(vehicle) ?? []
  return (
    <>
      <Select
        label={t('mission.vehicle')}
        value={
          craftId !== undefined && own.some(({ id }) => id === craftId) ? `${CRAFT}${craftId}` : vehicle.id
        }
        options={[
          ...own.map((doc) => ({
            value: `${CRAFT}${doc.id}`,
            label: joined([doc.name, typeOf(doc.vehicleId)]),
            group: t('rig.own'),
          })),
          ...withOwn(VEHICLES, vehicle).map((row) => ({
            value: row.id,
            label: nameOf(row.name),
            group: t('rig.types'),
          })),
        ]}
        onChange={(chosen) => {
          const one = own.find(({ id }) => chosen === `${CRAFT}${id}`)
          change((before) => (one ? withCraft(before, one) : ofType(before, chosen)), 'vehicle')
        }}
        testId="vehicle"
      />
      {payloads.length > 1 ? (
        <Select
          label={t('rig.payload')}
          value={payloadOf(vehicle)?.id ?? ''}
          options={payloads.map(({ id, name }) => ({ value: id, label: nameOf(name) }))}
          onChange={(id) => change((before) => withPayload(before, id), 'camera')}
          testId="payload"
        />
      ) : null}
      <Select
        label={t('mission.camera')}
        value={camera?.id ?? NONE}
        options={[
          ...withOwn(camerasOf(vehicle), camera).map((row) => ({ value: row.id, label: nameOf(row.name) })),
          { value: NONE, label: t('mission.noCamera') },
        ]}
        onChange={(id) => {
          const taken = id === camera?.id ? camera : (CAMERAS.find((row) => row.id === id) ?? null)
          change((before) => withCamera(before, taken), 'camera')
        }}
        testId="camera"
      />
    </>
  )
}
