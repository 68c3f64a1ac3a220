import { Columns2, Eye } from 'lucide-react'
import { useCall, useDocument } from '../../api/hooks.ts'
import { compareSightings } from '../../desk/comparing.ts'
import { PackEvidence } from '../../desk/evidence/PackEvidence.tsx'
import { Papers } from '../../desk/papers/Papers.tsx'
import { NO_PICTURE, selection } from '../../desk/selection.ts'
import { dateTime, nameOf, number, position } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Head } from '../../ui/Head.tsx'
import { Badge, Body, Empty, Facts, Section } from '../../ui/layout.tsx'
import { Later } from '../../ui/Later.tsx'
import { CorrectFinding } from './CorrectFinding.tsx'
import { FindingHistory } from './FindingHistory.tsx'
import { MoveToState } from './MoveToState.tsx'
import { ExtendDeadline } from './ExtendDeadline.tsx'
import { Reshoot } from '../../desk/Reshoot.tsx'

/** A finding: whose it is, where it stands, what comes next, and everything that was seen of it. */
export function FindingInspector({ id }: { id: string }) {
  const t = useT()
  const { data, error } = useCall('finding.get', { id })
  const { data: site } = useDocument('site.get', data?.doc.siteId)
  if (error) return <Empty words={words('error', error.code, error.params)} />
  if (!data) return <Empty words={t('app.opening')} />
  const { doc, overdue, overdueOf } = data
  const dueMs = data.clocks.enterprise?.dueMs ?? null
  const asset = site?.doc.assets.find(({ id: own }) => own === doc.assetId)
  const first = data.history.find(({ doc: seen }) => seen.at.lat === doc.at.lat && seen.at.lon === doc.at.lon)
  const errorM = first?.doc.errorM
  return (
    <div data-testid="finding">
      <Head
        over={
          data.enterpriseName ? (
            <Button
              look="quiet"
              testId="finding-owner-link"
              onPress={() => selection.getState().goTo({ kind: 'enterprise', id: doc.enterpriseId })}
            >
              {nameOf(data.enterpriseName)}
            </Button>
          ) : (
            t('app.notHereOf', { what: words('aggregate', 'enterprise') })
          )
        }
        title={doc.title}
        sub={
          <>
            <Badge tone={overdue ? 'error' : doc.state === 'closed' ? 'good' : 'info'}>
              {t(`state.${doc.state}`)}
            </Badge>
            <span>{t(`level.${doc.level}`)}</span>
            {doc.risk ? <span>{t(`risk.${doc.risk}`)}</span> : null}
            {overdueOf ? <Badge tone="error">{t(`overdueOf.${overdueOf}`)}</Badge> : null}
          </>
        }
      >
        <Button
          icon={<Eye size={16} aria-hidden />}
          testId="recheck"
          onPress={() =>
            selection.getState().compose({
              ...NO_PICTURE,
              findingId: id,
            })
          }
        >
          {t('finding.addSighting')}
        </Button>
        {data.history.length > 1 ? (
          <Button
            icon={<Columns2 size={16} aria-hidden />}
            testId="compare"
            onPress={() => compareSightings(id)}
          >
            {t('beforeAfter.title')}
          </Button>
        ) : null}
      </Head>
      <Body>
        <Facts
          items={[
            [t('finding.due'), dueMs === null ? null : dateTime(dueMs)],
            [t('finding.owner'), doc.owner],
            [t('finding.category'), doc.category],
            [
              t('finding.at'),
              errorM === undefined
                ? position(doc.at)
                : `${position(doc.at)} ± ${t('unit.m', { value: number(errorM, 0) })}`,
            ],
            [t('member.asset'), asset ? nameOf(asset.name) : null],
            [t('finding.opened'), dateTime(doc.openedAtMs)],
            ...(doc.selfReport ? [[t('finding.selfReport'), t('finding.selfReportSaid')] as const] : []),
            [
              t('finding.enterprise'),
              t(doc.enterpriseBy === 'site' ? 'finding.bySite' : 'finding.byOfficer', {
                name: data.enterpriseName ? nameOf(data.enterpriseName) : t('app.notHere'),
              }),
            ],
          ]}
        />
      </Body>
      <Later>
        <MoveToState key={data.version} detail={data} />
        {data.history.some(({ doc: seen }) => seen.footageId !== null) ? (
          <Section title={t('reshoot.title')} testId="reshoot">
            <Reshoot findingIds={[id]} />
          </Section>
        ) : null}
        <CorrectFinding detail={data} />
        {doc.deadlines.length > 0 ? <ExtendDeadline key={`due-${data.version}`} detail={data} /> : null}
        <FindingHistory detail={data} />
        <Papers key={`p${id}`} of={{ aggregate: 'finding', id }} />
        <PackEvidence key={id} about={{ aggregate: 'finding', id }} />
      </Later>
    </div>
  )
}
