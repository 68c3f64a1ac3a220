import { useState } from 'react'
import { camerasOf } from '../../src/core/mission/payloads.ts'
import { RigChoice } from '../../src/core/mission/rig.ts'
import { VEHICLES } from '../../src/core/mission/vehicles.ts'
import { write } from '../api/write.ts'
import { useLastRig } from './lastRig.ts'
import { CallButton } from './CallButton.tsx'
import { attempt, notices } from './notices.ts'
import { missionPlace } from './places.ts'
import { selection } from './selection.ts'
import { nameOf } from '../i18n/format.ts'
import { useT, words } from '../i18n/index.ts'
import { Select } from '../ui/fields.tsx'
import { Grid, Hint, Row } from '../ui/layout.tsx'

/** The camera is not one of ours: the aircraft's usual one. */
const USUAL = ''

/**
 * Plans a patrol that takes the pictures of findings again as they were, for an aircraft that is chosen: of those that are
 * named, and of a campaign's enterprises all that wait for a re-check. What could not be taken in is told.
 */
export function Reshoot({
  findingIds,
  campaignId = null,
}: {
  findingIds: readonly string[]
  campaignId?: string | null
}) {
  const t = useT()
  const [chosen, setChosen] = useState<string | null>(null)
  const last = RigChoice.safeParse(useLastRig())
  const vehicle =
    VEHICLES.find(({ id }) => id === (chosen ?? (last.success ? last.data.vehicleId : ''))) ?? VEHICLES[0]
  const vehicleId = vehicle?.id ?? ''
  const [cameraId, setCameraId] = useState(USUAL)
  const make = async (): Promise<void> => {
    const { doc, left } = await write(
      'mission.reshoot',
      { findingIds: [...findingIds], campaignId, vehicleId, cameraId: cameraId === USUAL ? null : cameraId },
      'edit.reshoot',
    )
    const [first] = left
    if (first)
      notices.getState().tell('info', 'reshoot.left', {
        n: left.length,
        first: words('error', `reshoot_${first.why}`, { name: first.title }),
      })
    selection.getState().goTo({ kind: 'mission', id: doc.id }, missionPlace(doc))
  }
  return (
    <>
      <Hint>{t('reshoot.hint')}</Hint>
      <Grid>
        <Select
          label={t('mission.vehicle')}
          value={vehicleId}
          options={VEHICLES.map((row) => ({ value: row.id, label: nameOf(row.name) }))}
          onChange={(id) => {
            setChosen(id)
            setCameraId(USUAL)
          }}
          testId="reshoot-vehicle"
        />
        <Select
          label={t('mission.camera')}
          value={cameraId}
          options={[
            { value: USUAL, label: t('reshoot.usualCamera') },
            ...(vehicle ? camerasOf(vehicle) : []).map((row) => ({ value: row.id, label: nameOf(row.name) })),
          ]}
          onChange={setCameraId}
        />
      </Grid>
      <Row>
        <CallButton call="mission.reshoot" onPress={() => void attempt(make)} testId="reshoot-make">
          {campaignId !== null || findingIds.length > 1 ? t('reshoot.makeAll') : t('reshoot.make')}
        </CallButton>
      </Row>
    </>
  )
}
