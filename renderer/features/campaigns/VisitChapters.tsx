import { isApproved } from '../../../src/core/campaign/approval.ts'
import { useList } from '../../api/hooks.ts'
import { More } from '../../desk/More.tsx'
import { RegisterExport } from '../../desk/RegisterExport.tsx'
import { selection } from '../../desk/selection.ts'
import { date, dateTime, nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Badge, Hint, Item, Section } from '../../ui/layout.tsx'

/** The chapter of an enterprise's dossier that tells of its visits, the latest first. */
export function VisitsChapter({ enterpriseId }: { enterpriseId: string }) {
  const t = useT()
  const visits = useList('visit.list', { enterpriseId })
  return (
    <Section title={t('dossier.visits')} count={visits.total} open testId="dossier-visits">
      {visits.rows?.length === 0 ? <Hint>{t('dossier.noVisits')}</Hint> : null}
      {(visits.rows ?? []).map((row) => (
        <Item
          key={row.id}
          title={`${t(`visitMode.${row.mode}`)} · ${t(`visitKind.${row.kind}`)}`}
          sub={
            <>
              <span>{dateTime(row.fromMs)}</span>
              {row.isMerged ? (
                <Badge tone="unknown">{t('visit.mergedInto')}</Badge>
              ) : (
                <Badge tone={isApproved(row.approval) ? 'good' : 'warning'}>
                  {t(`approvalState.${row.approval}`)}
                </Badge>
              )}
              <span>{t(row.toMs === null ? 'board.planned' : 'board.done')}</span>
            </>
          }
          onPress={() => selection.getState().goTo({ kind: 'visit', id: row.id })}
        />
      ))}
      <More shown={visits.rows?.length ?? 0} total={visits.total} onMore={visits.more} />
      {visits.rows && visits.rows.length > 0 ? (
        <RegisterExport of={{ kind: 'visits', enterpriseId, campaignId: null }} />
      ) : null}
    </Section>
  )
}

/** The campaigns that an enterprise is listed in, the latest first. */
export function CampaignsChapter({ enterpriseId }: { enterpriseId: string }) {
  const t = useT()
  const campaigns = useList('campaign.list', { enterpriseId })
  return (
    <Section title={t('dossier.campaigns')} count={campaigns.total} testId="dossier-campaigns">
      {campaigns.rows?.length === 0 ? <Hint>{t('dossier.noCampaigns')}</Hint> : null}
      {(campaigns.rows ?? []).map((row) => (
        <Item
          key={row.id}
          title={nameOf(row.name)}
          sub={<span>{t('campaign.span', { from: date(row.fromMs), to: date(row.toMs) })}</span>}
          onPress={() => selection.getState().goTo({ kind: 'campaign', id: row.id })}
        />
      ))}
      <More shown={campaigns.rows?.length ?? 0} total={campaigns.total} onMore={campaigns.more} />
    </Section>
  )
}
