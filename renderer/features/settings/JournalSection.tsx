import { useState } from 'react'
import { callOfAction } from '../../../src/contract/index.ts'
import { useCall, useStations } from '../../api/hooks.ts'
import { dateTime } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Hint, Row, Section } from '../../ui/layout.tsx'

/** Who changed what and when, newest first, a page at a time. */
export function JournalSection() {
  const t = useT()
  const [before, setBefore] = useState<number | null>(null)
  const { data } = useCall('journal.list', { aggregate: null, id: null, beforeArrival: before, limit: 50 })
  const oldest = data?.at(-1)?.arrival
  // Whose entry it is matters as soon as there is more than one station.
  const { stations = [] } = useStations().data ?? {}
  const stationOf = (station: string): string => {
    const known = stations.find((one) => one.station === station)
    if (stations.length < 2 || !known) return ''
    const { kind, name, code } = known
    const said = kind === 'other' ? name || code : t(`stationKind.${kind}`)
    return t('settings.journalStation', { station: said })
  }
  return (
    <Section title={t('settings.journal')}>
      {(data ?? []).map((row) => (
        <Hint key={row.arrival}>
          {t('settings.journalLine', {
            arrival: row.arrival,
            at: dateTime(row.atMs),
            name: `${row.actor.name}${stationOf(row.station)}`,
            action: words('action', callOfAction(row.action) ?? row.action),
            what: row.changes
              .slice(0, 3)
              .map(({ aggregate }) => words('aggregate', aggregate))
              .join(t('app.comma')),
          })}
        </Hint>
      ))}
      <Row>
        {before === null ? null : <Button onPress={() => setBefore(null)}>{t('settings.newest')}</Button>}
        {oldest !== undefined && oldest > 1 ? (
          <Button onPress={() => setBefore(oldest)}>{t('settings.older')}</Button>
        ) : null}
      </Row>
    </Section>
  )
}
