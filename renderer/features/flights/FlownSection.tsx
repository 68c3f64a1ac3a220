import { useState } from 'react'
import type { Flight } from '../../../src/core/flight/flight.ts'
import type { Breach, PlanFlown } from '../../../src/core/flight/planFlown.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { api } from '../../api/client.ts'
import { sitesOf } from '../../api/sites.ts'
import { wholeTrackOf } from '../../api/track.ts'
import { flownBeside } from '../../desk/flown.ts'
import { attempt } from '../../desk/notices.ts'
import { pointPlace } from '../../desk/places.ts'
import { selection } from '../../desk/selection.ts'
import { clock, duration, number } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { studyOf } from '../../planning/study.ts'
import { Button } from '../../ui/Button.tsx'
import { Hint, Item, Notice, Row, Section } from '../../ui/layout.tsx'

/** A leg that was flown farther from its plan than this is listed, m. */
const WORTH_A_LINE_M = 5
const MOST_LINES = 8

/** The flight beside its plan: fence and height first, then waypoints, then the legs that were flown farthest off. */
export function FlownSection({ flight, mission }: { flight: Flight; mission: Mission }) {
  const t = useT()
  const [found, setFound] = useState<PlanFlown | null>(null)
  const [isBusy, setBusy] = useState(false)
  const look = (): void => {
    setBusy(true)
    void attempt(async () => {
      const planned = await flownRevision(flight, mission)
      const docs = await sitesOf(planned.siteIds)
      const studied = await studyOf('flown', planned, docs, await wholeTrackOf(flight))
      setFound(studied.found)
      flownBeside.setState({ flightId: flight.id, way: studied.way, breaches: studied.found.breaches })
    }).then(() => setBusy(false))
  }
  const show = (at: LatLon): void => selection.getState().zoomTo(pointPlace(at))
  const missed = found?.waypoints.filter(({ reachedAtMs }) => reachedAtMs === null) ?? []
  const far = [...(found?.legs ?? [])]
    .filter(({ waypoint, largestM }) => waypoint !== null && largestM > WORTH_A_LINE_M)
    .sort((a, b) => b.largestM - a.largestM)
    .slice(0, MOST_LINES)
  return (
    <Section title={t('flown.title')} open testId="flown">
      <Row>
        <Button onPress={look} isDisabled={isBusy || flight.track.length === 0} testId="flown-look">
          {t(isBusy ? 'compare.busy' : 'flown.look')}
        </Button>
      </Row>
      {flight.track.length === 0 ? <Hint>{t('flown.noTrack')}</Hint> : null}
      {found ? (
        <>
          <Notice tone={found.breaches.length > 0 ? 'error' : 'good'} testId="flown-fence">
            {found.breaches.length > 0
              ? t('flown.breaches', { n: found.breaches.length })
              : t('flown.noBreaches')}
          </Notice>
          {found.breaches.map((breach) => (
            <Item
              key={`${breach.kind} ${breach.zone} ${breach.fromMs}`}
              testId="flown-breach"
              title={t(`flown.${breach.kind}`, { m: number(breach.worstM, 1) })}
              onPress={() => show(breach.at)}
              sub={<span>{whenOf(breach)}</span>}
            />
          ))}
          <Notice tone={missed.length > 0 ? 'warning' : 'good'} testId="flown-waypoints">
            {t('flown.waypoints', { n: found.waypoints.length - missed.length, of: found.waypoints.length })}
            {missed.length > 0
              ? ` ${t('flown.missed', { list: missed.map(({ waypoint }) => waypoint).join(', ') })}`
              : ''}
          </Notice>
          <Hint>
            {found.largestM === null
              ? t('flown.nothing')
              : t('flown.largest', { m: number(found.largestM, 1) })}
          </Hint>
          {far.map((leg) => (
            <Item
              key={leg.waypoint}
              title={t('flown.leg', { n: leg.waypoint ?? 0, m: number(leg.largestM, 1) })}
              onPress={() => show(leg.at)}
              sub={
                <>
                  <span>{clock(leg.atMs)}</span>
                  {leg.heightM === null ? null : (
                    <span>
                      {t('flown.height', { m: `${leg.heightM > 0 ? '+' : ''}${number(leg.heightM, 1)}` })}
                    </span>
                  )}
                </>
              }
            />
          ))}
        </>
      ) : null}
    </Section>
  )
}

const whenOf = ({ fromMs, toMs }: Breach): string => `${clock(fromMs)}, ${duration((toMs - fromMs) / 1000)}`

/** The revision that was flown where it was kept, else the mission as it is now. */
async function flownRevision({ missionRevision }: Flight, mission: Mission): Promise<Mission> {
  if (missionRevision === null) return mission
  const frozen = await api.call('mission.frozen', { id: mission.id })
  return frozen.find(({ doc }) => doc.revision === missionRevision)?.doc.mission ?? mission
}
