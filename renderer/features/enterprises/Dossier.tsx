import { Pencil, Plus, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useCall } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { attempt } from '../../desk/notices.ts'
import { MakeReport } from '../../desk/MakeReport.tsx'
import { goToFlight, goToMission } from '../../desk/goTo.ts'
import { PackEvidence } from '../../desk/evidence/PackEvidence.tsx'
import { Papers } from '../../desk/papers/Papers.tsx'
import { departureSaid } from '../../desk/permits/departures.ts'
import { pointPlace, ringPlace } from '../../desk/places.ts'
import { More } from '../../desk/More.tsx'
import { RegisterExport } from '../../desk/RegisterExport.tsx'
import { selection } from '../../desk/selection.ts'
import { dateTime, nameOf } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Head } from '../../ui/Head.tsx'
import { Badge, Empty, Hint, Item, Section } from '../../ui/layout.tsx'
import { Later } from '../../ui/Later.tsx'
import { OrdersChapter } from './dossier/OrdersChapter.tsx'
import { Particulars } from './dossier/Particulars.tsx'
import { StatisticsChapter } from './dossier/StatisticsChapter.tsx'
import { TimelineChapter } from './dossier/TimelineChapter.tsx'
import { DutiesChapter } from './duties/DutiesChapter.tsx'
import { SelfChecksChapter } from './duties/SelfChecksChapter.tsx'
import { EnterpriseForm } from './EnterpriseForm.tsx'

/**
 * Everything about one enterprise on one page (一企一档), in the chapters of the printed one, each part a link to its own.
 * `visits`: the chapter of visits, which belongs to another feature.
 */
export function Dossier({ id, visits }: { id: string; visits: ReactNode }) {
  const t = useT()
  const [editing, setEditing] = useState(false)
  const { data, error } = useCall('enterprise.dossier', { id })
  const { data: left = [] } = useCall(
    'flight.departures',
    { ids: (data?.flights ?? []).map((flight) => flight.id) },
    data !== undefined,
  )
  if (error) return <Empty words={words('error', error.code, error.params)} />
  if (!data) return <Empty words={t('app.opening')} />
  if (editing) return <EnterpriseForm id={id} onDone={() => setEditing(false)} />
  const { doc, version } = data.enterprise
  const go = selection.getState()
  const departed = new Map(left.map((one) => [one.id, one.departures]))
  return (
    <div data-testid="dossier">
      <Head over={t('enterprise.dossier')} title={nameOf(doc.name)} sub={<span>{doc.creditCode}</span>}>
        <Button
          look="primary"
          icon={<Plus size={16} aria-hidden />}
          testId="dossier-new-site"
          onPress={() => go.compose({ kind: 'site', enterpriseId: id, boundary: null })}
        >
          {t('site.new')}
        </Button>
        <Button
          icon={<Pencil size={16} aria-hidden />}
          onPress={() => setEditing(true)}
          testId="edit-enterprise"
        >
          {t('app.edit')}
        </Button>
        <CallButton
          call="enterprise.remove"
          look="quiet"
          icon={<Trash2 size={16} aria-hidden />}
          label={t('app.remove')}
          onPress={() =>
            void attempt(async () => {
              await write('enterprise.remove', { id, base: version }, 'edit.removeEnterprise')
              selection.getState().select(null)
            })
          }
        />
      </Head>
      <Later>
        <Particulars enterprise={doc} />
        <Section title={t('dossier.sites')} count={data.sites.length} open testId="dossier-sites">
          {data.sites.length === 0 ? <Hint>{t('dossier.noSites')}</Hint> : null}
          {data.sites.map((site) => (
            <Item
              key={site.doc.id}
              title={nameOf(site.doc.name)}
              sub={<span>{t('site.assetsN', { n: site.doc.assets.length })}</span>}
              onPress={() => go.goTo({ kind: 'site', id: site.doc.id }, ringPlace(site.doc.boundary))}
            />
          ))}
          {data.sites.length === 0 ? null : <RegisterExport of={{ kind: 'sites', enterpriseId: id }} />}
        </Section>
        {visits}
        <Section title={t('dossier.findings')} count={data.totals.findings} open testId="dossier-findings">
          <Hint>
            {data.findings.length === 0
              ? t('dossier.noFindings')
              : t('dossier.openFindings', { n: data.totals.openFindings })}
          </Hint>
          {data.findings.map((row) => (
            <Item
              key={row.id}
              title={row.title}
              sub={
                <>
                  <Badge tone={row.overdue ? 'error' : row.state === 'closed' ? 'good' : 'info'}>
                    {row.overdueOf ? t(`overdueOf.${row.overdueOf}`) : t(`state.${row.state}`)}
                  </Badge>
                  <span>{t(`level.${row.level}`)}</span>
                </>
              }
              onPress={() => go.goTo({ kind: 'finding', id: row.id }, pointPlace(row.at))}
            />
          ))}
          <More shown={data.findings.length} total={data.totals.findings} />
        </Section>
        <OrdersChapter rows={data.orders} total={data.totals.orders} />
        <Section title={t('dossier.missions')} count={data.totals.missions} open testId="dossier-missions">
          {data.missions.length === 0 ? <Hint>{t('dossier.noMissions')}</Hint> : null}
          {data.missions.map((mission) => (
            <Item
              key={mission.id}
              title={nameOf(mission.name)}
              sub={<span>{mission.kinds.map((kind) => t(`pattern.${kind}`)).join(' · ')}</span>}
              onPress={() => void goToMission(mission.id)}
            />
          ))}
          <More shown={data.missions.length} total={data.totals.missions} />
        </Section>
        <Section title={t('dossier.flights')} count={data.totals.flights} open testId="dossier-flights">
          {data.flights.length === 0 ? <Hint>{t('dossier.noFlights')}</Hint> : null}
          {data.flights.map((flight) => (
            <Item
              key={flight.id}
              title={dateTime(flight.takeoffAtMs)}
              sub={
                <>
                  <span>{flight.pilot}</span>
                  {(departed.get(flight.id) ?? []).map((one) => (
                    <Badge key={`${one.code} ${one.fromMs}`} tone="error">
                      {departureSaid(one)}
                    </Badge>
                  ))}
                </>
              }
              onPress={() => void goToFlight(flight.id)}
            />
          ))}
          <More shown={data.flights.length} total={data.totals.flights} />
        </Section>
        <DutiesChapter enterpriseId={id} />
        <SelfChecksChapter enterpriseId={id} />
        <Papers key={`p${id}`} of={{ aggregate: 'enterprise', id }} />
        <StatisticsChapter rows={data.statistics} />
        <TimelineChapter events={data.timeline} total={data.totals.timeline} />
        <Section title={t('report.dossier')} testId="dossier-report">
          <MakeReport key={`r${id}`} of={{ kind: 'dossier', id }} />
        </Section>
        <PackEvidence key={id} about={{ aggregate: 'enterprise', id }} />
      </Later>
    </div>
  )
}
