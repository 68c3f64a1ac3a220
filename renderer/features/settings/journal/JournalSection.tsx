import { useState } from 'react'
import { AGGREGATES, type Aggregate, type JournalSubject } from '../../../../src/contract/index.ts'
import { useCall, useStations } from '../../../api/hooks.ts'
import { usePartNames } from '../../../api/names.ts'
import { ChooseByName } from '../../../desk/ChooseByName.tsx'
import { namedBy } from '../../../desk/documents/namedBy.ts'
import { fromLocalInput } from '../../../i18n/format.ts'
import { useT, words } from '../../../i18n/index.ts'
import { calledSaid } from '../../../i18n/journal.ts'
import { Button } from '../../../ui/Button.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { Select } from '../../../ui/fields.tsx'
import { Empty, Grid, Hint, Row, Section } from '../../../ui/layout.tsx'
import { Line } from './Line.tsx'

const ANY = ''
const DAY_MS = 86_400_000
const PAGE_LINES = 30

/** What is asked of the journal; a day is one of China's. */
type Asked = {
  readonly who: string
  readonly kind: Aggregate | typeof ANY
  readonly day: string
  readonly subject: JournalSubject | null
}
const EVERYTHING: Asked = { who: ANY, kind: ANY, day: '', subject: null }

/** Who did what to what, newest first, a page at a time; by person, kind, day, or one thing alone. */
export function JournalSection() {
  const t = useT()
  return (
    <Section title={t('settings.journal')} testId="journal">
      <Journal />
    </Section>
  )
}

function Journal() {
  const t = useT()
  const [asked, setAsked] = useState(EVERYTHING)
  const [before, setBefore] = useState<number | null>(null)
  const ask = (change: Partial<Asked>): void => {
    setAsked({ ...asked, ...change })
    setBefore(null)
  }
  const fromMs = asked.day === '' ? null : fromLocalInput(`${asked.day}T00:00`)
  const { data } = useCall('journal.read', {
    who: asked.who === ANY ? null : asked.who,
    aggregate: asked.subject?.aggregate ?? (asked.kind === ANY ? null : asked.kind),
    id: asked.subject?.id ?? null,
    fromMs,
    toMs: fromMs === null ? null : fromMs + DAY_MS,
    before,
    limit: PAGE_LINES,
  })
  const stationOf = useStationSaid()
  const nameOfOther = namedBy(usePartNames())
  const { subject } = asked
  return (
    <>
      <Filter asked={asked} onAsk={ask} />
      {subject ? (
        <Row>
          <Hint>
            {t('settings.journalOf', {
              kind: words('aggregate', subject.aggregate),
              name: calledSaid(subject),
            })}
          </Hint>
          <Button onPress={() => ask({ subject: null })} testId="journal-all">
            {t('settings.journalAll')}
          </Button>
        </Row>
      ) : null}
      {data?.lines.length === 0 ? <Empty words={t('settings.journalEmpty')} /> : null}
      {(data?.lines ?? []).map((line) => (
        <Line
          key={line.hash}
          line={line}
          station={stationOf(line.station)}
          nameOfOther={nameOfOther}
          onOnly={subject ? null : (only) => ask({ subject: only })}
        />
      ))}
      <Row>
        {before === null ? null : <Button onPress={() => setBefore(null)}>{t('settings.newest')}</Button>}
        {data?.next ? (
          <Button onPress={() => setBefore(data.next)} testId="journal-older">
            {t('settings.older')}
          </Button>
        ) : null}
      </Row>
    </>
  )
}

function Filter({ asked, onAsk }: { asked: Asked; onAsk: (change: Partial<Asked>) => void }) {
  const t = useT()
  const { data: writers = [] } = useCall('journal.writers', {})
  return (
    <>
      <Grid>
        <ChooseByName
          label={t('settings.journalWho')}
          value={asked.who}
          options={[
            { value: ANY, label: t('settings.journalEveryone') },
            ...writers.map(({ who, name, role }) => ({
              value: who,
              label: `${name}${t('app.comma')}${t(`role.${role}`)}`,
            })),
          ]}
          onChange={(who) => onAsk({ who })}
          testId="journal-who"
        />
        <Select
          label={t('settings.journalKind')}
          value={asked.kind}
          options={[
            { value: ANY, label: t('settings.journalEverything') },
            ...AGGREGATES.map((kind) => ({ value: kind, label: words('aggregate', kind) })),
          ]}
          onChange={(kind) => onAsk({ kind, subject: null })}
          testId="journal-kind"
        />
        <DateField
          label={t('settings.journalDay')}
          type="date"
          value={asked.day}
          onChange={(day) => onAsk({ day })}
          testId="journal-day"
        />
      </Grid>
      {asked.day === '' ? null : (
        <Row>
          <Button onPress={() => onAsk({ day: '' })}>{t('settings.journalDayClear')}</Button>
        </Row>
      )}
    </>
  )
}

/** Whose entry it is matters as soon as there is more than one station. */
function useStationSaid(): (station: string) => string {
  const t = useT()
  const { stations = [] } = useStations().data ?? {}
  return (station) => {
    const known = stations.find((one) => one.station === station)
    if (stations.length < 2 || !known) return ''
    const { kind, name, code } = known
    const said = kind === 'other' ? name || code : t(`stationKind.${kind}`)
    return t('settings.journalStation', { station: said })
  }
}
