import { X } from 'lucide-react'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { useCall } from '../../api/hooks.ts'
import { changeMission } from '../../desk/edited.ts'
import { joined } from '../../desk/documents/members/say.ts'
import { calendarDay, percent } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox, Select, TextField } from '../../ui/fields.tsx'
import { Hint, Row, Section } from '../../ui/layout.tsx'

/** The mission without a member that is optional in it. */
function without(mission: Mission, member: 'craftId' | 'batteryIds'): Mission {
  const copy = { ...mission }
  delete copy[member]
  return copy
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
  const usable = batteries.filter(({ doc }) => doc.retiredOn === null || batteryIds.includes(doc.id))
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
          onChange={(id) =>
            changeMission(
              (doc) => (id === 'none' ? without(doc, 'craftId') : { ...doc, craftId: id }),
              'edit.craft',
            )
          }
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
          onChange={(on) =>
            changeMission((doc) => {
              const ids = (doc.batteryIds ?? []).filter((id) => id !== battery.id)
              const next = on ? [...ids, battery.id] : ids
              // The weakest of them is what the verdict reckons with.
              const weakest = batteries
                .filter((one) => next.includes(one.doc.id))
                .reduce((least, one) => Math.min(least, one.doc.health ?? 1), 1)
              const conditions = { ...doc.conditions, batteryHealth: weakest }
              return next.length === 0 ? without(doc, 'batteryIds') : { ...doc, batteryIds: next, conditions }
            }, 'edit.battery')
          }
        />
      ))}
    </Section>
  )
}
