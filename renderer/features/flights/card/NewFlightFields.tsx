import { api } from '../../../api/client.ts'
import { useMissionNames, useSiteNames } from '../../../api/hooks.ts'
import { attempt } from '../../../desk/notices.ts'
import { nameOf } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Select, TextField } from '../../../ui/fields.tsx'
import { Hint } from '../../../ui/layout.tsx'
import type { Proposal } from './card.ts'

const NONE = ''

/** A flight that is made of the card's own logs: over which site, of which mission, flown by whom. */
export function NewFlightFields(props: {
  proposal: Proposal
  /** Changes the flight as it is when its turn comes: what is typed while a mission is looked up stays. */
  onChange: (change: (flight: Proposal['flight']) => Proposal['flight']) => void
}) {
  const { proposal, onChange } = props
  const t = useT()
  const { data: missions } = useMissionNames()
  const { data: sites } = useSiteNames()
  const { flight } = proposal
  const over = (sites ?? []).filter(({ id }) => flight.siteIds.includes(id))
  const choose = async (id: string): Promise<void> => {
    const mission = id === NONE ? null : (await api.call('mission.get', { id })).doc
    onChange((now) => ({
      ...now,
      missionId: mission?.id ?? null,
      missionRevision: proposal.missions.find((one) => one.id === id)?.revision ?? null,
      siteIds: [...new Set([...now.siteIds, ...(mission?.siteIds ?? [])])].slice(0, 50),
    }))
  }
  return (
    <>
      <Hint>
        {over.length > 0
          ? t('card.over', { sites: over.map(({ name }) => nameOf(name)).join(t('app.comma')) })
          : t('card.overNone')}
      </Hint>
      <Select
        label={t('flight.mission')}
        value={flight.missionId ?? NONE}
        options={[
          { value: NONE, label: t('flight.noMission') },
          ...proposal.missions.flatMap(({ id }) => {
            const mission = missions?.find((one) => one.id === id)
            return mission ? [{ value: id, label: nameOf(mission.name) }] : []
          }),
        ]}
        onChange={(id) => void attempt(() => choose(id))}
        testId="card-mission"
      />
      <TextField
        label={t('flight.pilot')}
        value={flight.pilot}
        maxLength={100}
        onChange={(pilot) => onChange((now) => ({ ...now, pilot }))}
        testId="card-pilot"
      />
    </>
  )
}
