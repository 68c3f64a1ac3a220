import { useState } from 'react'
import { useStore } from 'zustand'
import type { CallInput, CallOutput } from '../../../src/contract/index.ts'
import { addDays, dayOf, startOfDay } from '../../../src/core/finding/deadlines/day.ts'
import type { Level } from '../../../src/core/finding/finding.ts'
import type { Id } from '../../../src/core/units/id.ts'
import { api } from '../../api/client.ts'
import { useCall, useWorkedOut } from '../../api/hooks.ts'
import { More } from '../../desk/More.tsx'
import { EnterpriseField } from '../../desk/pickers/EnterpriseField.tsx'
import { LevelFilter } from '../../desk/pickers/LevelField.tsx'
import { pointPlace } from '../../desk/places.ts'
import { selection } from '../../desk/selection.ts'
import { statisticSaid } from '../../desk/statisticSaid.ts'
import { date, nameHere } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Button } from '../../ui/Button.tsx'
import { Badge, Body, Grid, Hint, Item, Pair, Section } from '../../ui/layout.tsx'
import { ListFrame } from '../../ui/ListFrame.tsx'
import styles from './statistics.module.css'

type Asked = CallInput<'statistics.get'>
type Row = CallOutput<'statistics.get'>['rows'][number]
type Part = { name: Row['name']; part: 'of' | 'among' }

/** The numbers of a period, each with its formula, its counts and the list behind it; what was opened and closed as bars. */
export function StatisticsPane() {
  const t = useT()
  const [today] = useState(() => dayOf(Date.now()))
  const [from, setFrom] = useState(() => addDays(today, -364))
  const [to, setTo] = useState(today)
  const [enterpriseId, setEnterprise] = useState<Id | null>(null)
  const [level, setLevel] = useState<Level | null>(null)
  const [behind, setBehind] = useState<Part | null>(null)
  const isWhole = from !== '' && to !== '' && from <= to
  const asked: Asked = {
    fromMs: isWhole ? startOfDay(from) : 0,
    toMs: isWhole ? startOfDay(addDays(to, 1)) : 1,
    enterpriseId,
    level,
  }
  const { data } = useCall('statistics.get', asked, isWhole)
  return (
    <ListFrame
      title={t('statistics.title')}
      filters={
        <>
          <Pair>
            <DateField label={t('statistics.from')} type="date" value={from} onChange={setFrom} />
            <DateField label={t('statistics.to')} type="date" value={to} onChange={setTo} />
          </Pair>
          <Grid>
            <EnterpriseField
              label={t('finding.enterprise')}
              none={t('finding.allEnterprises')}
              value={enterpriseId}
              onChange={setEnterprise}
            />
            <LevelFilter value={level} onChange={setLevel} />
          </Grid>
        </>
      }
    >
      <Body>
        {isWhole ? null : <Hint>{t('statistics.notWhole')}</Hint>}
        {(data?.rows ?? []).map((row) => (
          <Number key={row.name} row={row} behind={behind} onShow={setBehind} />
        ))}
      </Body>
      {behind ? <Behind key={`${behind.name} ${behind.part}`} asked={asked} {...behind} /> : null}
      <Section title={t('statistics.chart')} open testId="statistics-chart">
        <Spans spans={data?.spans ?? []} />
      </Section>
    </ListFrame>
  )
}

function Number({
  row,
  behind,
  onShow,
}: {
  row: Row
  behind: Part | null
  onShow: (part: Part | null) => void
}) {
  const t = useT()
  const isShown = (part: 'of' | 'among') => behind?.name === row.name && behind.part === part
  const show = (part: 'of' | 'among') => onShow(isShown(part) ? null : { name: row.name, part })
  return (
    <div className={styles.number} data-testid={`statistic-${row.name}`}>
      <div className={styles.head}>
        <span>{t(`statistic.${row.name}`)}</span>
        <strong>{statisticSaid(row)}</strong>
      </div>
      {row.unit === 'share' ? (
        <div className={styles.track} aria-hidden>
          <div className={styles.share} style={{ width: `${(row.value ?? 0) * 100}%` }} />
        </div>
      ) : null}
      <Hint>{t(`formula.${row.name}`)}</Hint>
      <div className={styles.parts}>
        <Button look="quiet" onPress={() => show('of')} testId="statistic-of">
          {row.among === null
            ? t('statistics.list', { n: row.of })
            : t('statistics.numerator', { n: row.of })}
        </Button>
        {row.among === null ? null : (
          <Button look="quiet" onPress={() => show('among')} testId="statistic-among">
            {t('statistics.denominator', { n: row.among })}
          </Button>
        )}
      </div>
    </div>
  )
}

/** The findings behind a number. */
function Behind({ asked, name, part }: { asked: Asked } & Part) {
  const t = useT()
  const [most, setMost] = useState(STEP)
  const { data } = useWorkedOut('statistics.behind', { asked, name, part, most }, () =>
    behind({ ...asked, name, part }, most),
  )
  const selected = useStore(selection, (state) => state.selected)
  return (
    <Section
      title={t(part === 'of' ? 'statistics.behindOf' : 'statistics.behindAmong', {
        name: t(`statistic.${name}`),
      })}
      count={data?.total}
      open
      testId="statistics-behind"
    >
      {(data?.rows ?? []).map((row) => (
        <Item
          key={row.id}
          title={row.title}
          current={selected?.kind === 'finding' && selected.id === row.id}
          onPress={() => selection.getState().goTo({ kind: 'finding', id: row.id }, pointPlace(row.at))}
          sub={
            <>
              <Badge tone={row.overdueOf ? 'error' : row.state === 'closed' ? 'good' : 'info'}>
                {t(`state.${row.state}`)}
              </Badge>
              <span>{nameHere(row.enterpriseName, 'enterprise')}</span>
            </>
          }
        />
      ))}
      <More shown={data?.rows.length ?? 0} total={data?.total} onMore={() => setMost(most + STEP)} />
      {data?.total === 0 ? <Hint>{t('statistics.nobody')}</Hint> : null}
    </Section>
  )
}

/** So many findings behind a number are shown at first, and further ones at a time. */
const STEP = 200

/** The first of the findings behind a number, and how many there are. */
async function behind(
  asked: Omit<CallInput<'statistics.behind'>, 'skip' | 'limit'>,
  most: number,
): Promise<CallOutput<'statistics.behind'>> {
  const rows: CallOutput<'statistics.behind'>['rows'] = []
  for (;;) {
    const page = await api.call('statistics.behind', { ...asked, skip: rows.length, limit: STEP })
    rows.push(...page.rows)
    if (page.rows.length === 0 || rows.length >= Math.min(most, page.total))
      return { rows, total: page.total }
  }
}

/** What was opened and closed in each span: bars, and the same as a table. */
function Spans({ spans }: { spans: CallOutput<'statistics.get'>['spans'] }) {
  const t = useT()
  const most = Math.max(1, ...spans.flatMap(({ opened, closed }) => [opened, closed]))
  return (
    <table className={styles.spans}>
      <thead>
        <tr>
          <th scope="col">{t('statistics.spanFrom')}</th>
          <th scope="col">{t('statistics.spanOpened')}</th>
          <th scope="col">{t('statistics.spanClosed')}</th>
        </tr>
      </thead>
      <tbody>
        {spans
          .filter(({ opened, closed }) => opened + closed > 0)
          .map(({ fromMs, opened, closed }) => (
            <tr key={fromMs}>
              <th scope="row">{date(fromMs)}</th>
              <td>
                <span className={styles.bar} style={{ width: `${(opened / most) * 60}%` }} aria-hidden />
                {opened}
              </td>
              <td>
                <span
                  className={styles.barClosed}
                  style={{ width: `${(closed / most) * 60}%` }}
                  aria-hidden
                />
                {closed}
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
