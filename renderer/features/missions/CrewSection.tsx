import { X } from 'lucide-react'
import type { CallOutput } from '../../../src/contract/index.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { weakestOf, withCraft } from '../../../src/core/mission/rig.ts'
import { useCall } from '../../api/hooks.ts'
import { changeMission } from '../../desk/edited.ts'
import { joined } from '../../desk/documents/members/say.ts'
import { useKeepRig } from '../../desk/lastRig.ts'
import { calendarDay, percent } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox, Select, TextField } from '../../ui/fields.tsx'
import { Hint, Row, Section } from '../../ui/layout.tsx'
import { useChangeRig } from './useChangeRig.ts'

function withoutBatteries(mission: Mission): Mission {
  const copy = { ...mission }
  delete copy.batteryIds
  return copy
}

/** The mission with a battery more or less; the weakest of them is what the verdict reckons with. */
function withBattery(
  mission: Mission,
  id: string,
  on: boolean,
  batteries: CallOutput<'battery.list'>,
): Mission {
  const ids = (mission.batteryIds ?? []).filter((one) => one !== id)
  const next = on ? [...ids, id] : ids
  if (next.length === 0) return withoutBatteries(mission)
  const batteryHealth = weakestOf(
    next,
    batteries.map(({ doc }) => doc),
  )
  return { ...mission, batteryIds: next, conditions: { ...mission.conditions, batteryHealth } }
}

/** Who flies, in which aircraft and on which batteries: chosen from what the workspace knows, not typed again. */
export function CrewSection({ mission }: { mission: Mission }) {
  const t = useT()
  const { data: persons = [] } = useCall('person.list', {})
  const { data: craft = [] } = useCall('craft.list', {})
  const { data: batteries = [] } = useCall('battery.list', {})
  const { crew, craftId, batteryIds = [] } = mission
  const free = persons.filter(
    ({ doc }) => doc.leftAtMs === null && !crew.some(({ personId }) => personId === doc.id),
  )
  const setCrew = (change: (crew: Mission['crew']) => Mission['crew']): void =>
    changeMission((doc) => ({ ...doc, crew: change(doc.crew) }), 'edit.crew')
  // Those of another type do not fit in.
  const usable = batteries.filter(
    ({ doc }) =>
      batteryIds.includes(doc.id) ||
      (doc.retiredOn === null && (doc.vehicleId === null || doc.vehicleId === mission.vehicle.id)),
  )
  const change = useChangeRig(mission)
  const keep = useKeepRig()
  return (
    <Section title={t('crew.choose')} testId="crew">
      {crew.length === 0 ? <Hint>{t('crew.none')}</Hint> : null}
      {crew.map(({ name, duty, personId }, i) => {
        const person = persons.find(({ doc }) => doc.id === personId)?.doc
        return (
          <Row key={`${personId ?? name}-${i}`}>
            <span>
              {joined([name, person?.number, person?.licenceUntil && calendarDay(person.licenceUntil)])}
            </span>
            <TextField
              label={t('field.duty')}
              value={duty}
              maxLength={100}
              commit={(next) =>
                setCrew((list) => list.map((one, k) => (k === i ? { ...one, duty: next.trim() } : one)))
              }
            />
            <Button
              look="quiet"
              label={t('app.remove')}
              icon={<X size={16} aria-hidden />}
              onPress={() => setCrew((list) => list.filter((_, k) => k !== i))}
            />
          </Row>
        )
      })}
      {free.length > 0 ? (
        <Select
          label={t('crew.add')}
          value=""
          options={free.map(({ doc }) => ({ value: doc.id, label: joined([doc.name, doc.unit]) }))}
          onChange={(id) => {
            const person = free.find(({ doc }) => doc.id === id)?.doc
            if (person)
              setCrew((list) => [
                ...list,
                { name: person.name, duty: list.length === 0 ? t('crew.pilot') : '', personId: person.id },
              ])
          }}
          testId="add-crew"
        />
      ) : null}
      {craft.length > 0 ? (
        <Select
          label={t('craft.choose')}
          value={craftId ?? 'none'}
          options={[
            { value: 'none', label: t('craft.unstated') },
            ...craft
              .filter(({ doc }) => doc.retiredOn === null || doc.id === craftId)
              .map(({ doc }) => ({ value: doc.id, label: joined([doc.name, doc.serial]) })),
          ]}
          onChange={(id) => {
            const chosen = craft.find(({ doc }) => doc.id === id)?.doc ?? null
            change((doc) => withCraft(doc, chosen), 'vehicle')
          }}
          testId="choose-craft"
        />
      ) : (
        <Hint>{t('craft.none')}</Hint>
      )}
      {usable.length > 0 ? <Hint>{t('battery.choose')}</Hint> : null}
      {usable.map(({ doc: battery }) => (
        <Checkbox
          key={battery.id}
          label={joined([
            battery.name,
            battery.serial,
            battery.health === null ? null : percent(battery.health, 0),
          ])}
          value={batteryIds.includes(battery.id)}
          onChange={(on) => {
            const next = withBattery(mission, battery.id, on, batteries)
            changeMission((doc) => withBattery(doc, battery.id, on, batteries), 'edit.battery')
            void keep(next)
          }}
        />
      ))}
    </Section>
  )
}
