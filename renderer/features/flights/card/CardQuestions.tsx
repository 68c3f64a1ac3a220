import type { ReactNode } from 'react'
import { useCall, useList } from '../../../api/hooks.ts'
import { ChooseByName } from '../../../desk/ChooseByName.tsx'
import { More } from '../../../desk/More.tsx'
import { clock, dateTime, nameHere } from '../../../i18n/format.ts'
import { useT, words } from '../../../i18n/index.ts'
import { Hint, Notice } from '../../../ui/layout.tsx'
import { NewFlightFields } from './NewFlightFields.tsx'
import type { Group, Proposal } from './card.ts'
import styles from './cardQuestions.module.css'

const NONE = 'none'
/** Names of one group that are shown. */
const MOST_SHOWN = 3

type Props = {
  groups: readonly Group[]
  proposals: readonly Proposal[]
  onDecide: (key: string, flightId: string | null) => void
  onPropose: (flightId: string, change: (flight: Proposal['flight']) => Proposal['flight']) => void
}

/** Where the files of a card go: what is certain is said, what is not is asked, with the reason and a suggestion. */
export function CardQuestions({ groups, proposals, onDecide, onPropose }: Props) {
  const t = useT()
  const newest = useList('flight.list', { siteId: null, text: '' })
  const named = [
    ...new Set(groups.flatMap((group) => [group.flightId, group.suggestedId, ...group.candidates])),
  ].flatMap((id) => id ?? [])
  const { data: others } = useCall('flight.rows', { ids: named.slice(0, 500) }, named.length > 0)
  const flights = new Map([...(newest.rows ?? []), ...(others ?? [])].map((row) => [row.id, row]))
  const titleOf = (id: string): string => {
    const proposed = proposals.find(({ flight }) => flight.id === id)?.flight
    if (proposed)
      return t('card.newFlight', {
        from: dateTime(proposed.takeoffAtMs),
        to: clock(proposed.landedAtMs),
      })
    const flight = flights.get(id)
    if (!flight) return others ? t('app.notHereOf', { what: words('aggregate', 'flight') }) : t('app.opening')
    return `${dateTime(flight.takeoffAtMs)} ${flight.missionId === null ? '' : nameHere(flight.missionName, 'mission')}`.trim()
  }
  const recorded = (newest.rows ?? []).map(({ id }) => id)
  /** The fields of a new flight stand once, under the first group that goes to it. */
  const firstOf = (flightId: string | null): string | undefined =>
    groups.find((group) => group.flightId === flightId)?.key
  // What is asked comes first.
  const asked = groups
    .toSorted((a, b) => Number(a.isCertain) - Number(b.isCertain))
    .map((group) => {
      const proposal = proposals.find(({ flight }) => flight.id === group.flightId)
      return (
        <OneGroup
          key={group.key}
          group={group}
          titleOf={titleOf}
          offered={[
            ...new Set([
              ...(group.suggestedId ? [group.suggestedId] : []),
              ...group.candidates,
              ...proposals.map(({ flight }) => flight.id),
              ...recorded,
            ]),
          ]}
          onDecide={(flightId) => onDecide(group.key, flightId)}
        >
          {proposal && firstOf(group.flightId) === group.key ? (
            <NewFlightFields
              proposal={proposal}
              onChange={(change) => onPropose(proposal.flight.id, change)}
            />
          ) : null}
        </OneGroup>
      )
    })
  const isChosen = groups.some((group) => !isSure(group))
  return (
    <>
      {asked}
      {isChosen ? <More shown={recorded.length} total={newest.total} onMore={newest.more} /> : null}
    </>
  )
}

/** Nothing is asked of what goes to a flight for certain. */
const isSure = ({ isCertain, flightId }: Group): boolean => isCertain && flightId !== null

function OneGroup(props: {
  group: Group
  titleOf: (id: string) => string
  offered: readonly string[]
  onDecide: (flightId: string | null) => void
  children: ReactNode
}) {
  const { group, titleOf, offered, onDecide, children } = props
  const t = useT()
  const { refs, names, why, suggestedId, hours, startMs, flightId } = group
  const shown = names.slice(0, MOST_SHOWN).join(t('app.comma'))
  const title = refs.length > MOST_SHOWN ? t('card.filesMore', { names: shown, n: refs.length }) : shown
  if (isSure(group))
    return (
      <Notice tone="good">
        {title} → {titleOf(flightId ?? NONE)}
      </Notice>
    )
  return (
    <Notice tone={why === 'new' ? 'info' : 'warning'} testId={`card-${why}`}>
      <div className={styles.asked}>
        <b>
          {title}
          {startMs === null ? null : ` ${dateTime(startMs)}`}
        </b>
        <Hint>{hours === 8 ? t('card.eightHours') : t(`cardWhy.${why}`, { h: Math.abs(hours) })}</Hint>
        <ChooseByName
          label={t('card.which')}
          value={flightId ?? NONE}
          other={flightId === null ? undefined : titleOf(flightId)}
          options={[
            { value: NONE, label: t('card.none') },
            ...offered.map((id) => ({
              value: id,
              label: id === suggestedId ? t('card.suggested', { flight: titleOf(id) }) : titleOf(id),
            })),
          ]}
          onChange={(value) => onDecide(value === NONE ? null : value)}
          testId="card-which"
        />
        {children}
      </div>
    </Notice>
  )
}
