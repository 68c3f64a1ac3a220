import { Printer, Trash2 } from 'lucide-react'
import type { CallOutput } from '../../../src/contract/index.ts'
import { isApproved } from '../../../src/core/campaign/approval.ts'
import { capState } from '../../../src/core/campaign/cap.ts'
import { LEAST_OFFICERS } from '../../../src/core/campaign/visit.ts'
import { api } from '../../api/client.ts'
import { useDocument } from '../../api/hooks.ts'
import { newId } from '../../api/newId.ts'
import { write } from '../../api/write.ts'
import { useMayNot } from '../../desk/actor.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { goToFlight } from '../../desk/goTo.ts'
import { attempt } from '../../desk/notices.ts'
import { save } from '../../desk/save.ts'
import { Papers } from '../../desk/papers/Papers.tsx'
import { selection } from '../../desk/selection.ts'
import { dateTime, delivered, fromLocalInput, nameHere, nameOf, toLocalInput } from '../../i18n/format.ts'
import { language, useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Select, TextField } from '../../ui/fields.tsx'
import { Head } from '../../ui/Head.tsx'
import { Badge, Body, Empty, Facts, Hint, Item, Notice, Section } from '../../ui/layout.tsx'
import { ApprovalLine, Approve } from './Approve.tsx'
import { keepVisit } from './keepVisit.ts'
import { newVisit } from './newVisit.ts'
import { Cap, Signature } from './VisitEnd.tsx'
import { OpenFindings, Recheck, Seen } from './VisitFindings.tsx'
import { VisitPeople } from './VisitPeople.tsx'
import { VisitPictures } from './VisitPictures.tsx'

/** A visit: on whose authority, by whom, when, and how it ended. Its checklist stands beside. */
export function VisitInspector({ id }: { id: string }) {
  const t = useT()
  const { data, error } = useDocument('visit.get', id)
  if (error) return <Empty words={words('error', error.code, error.params)} />
  if (!data) return <Empty words={t('app.opening')} />
  return <Visit found={data} />
}

function Visit({ found }: { found: CallOutput<'visit.get'> }) {
  const t = useT()
  const mayNot = useMayNot('visit.put')
  const { doc, version, standing, cap } = found
  const isFixed = mayNot !== null
  const capped = capState(cap)
  return (
    <div data-testid="visit">
      <Head
        over={t('visit.one')}
        title={nameHere(found.enterpriseName, 'enterprise')}
        sub={
          <>
            <span>
              {t(`visitMode.${doc.mode}`)} · {t(`visitKind.${doc.kind}`)}
            </span>
            <Badge tone={isApproved(standing.state) ? 'good' : 'warning'}>
              {t(`approvalState.${standing.state}`)}
            </Badge>
          </>
        }
      >
        <Button
          icon={<Printer size={16} aria-hidden />}
          testId="print-visit"
          onPress={() =>
            void attempt(async () => {
              const { downloadId, fileName } = await api.call('visit.print', {
                id: doc.id,
                language: language(),
              })
              save(downloadId, fileName)
            })
          }
        >
          {t('visit.print')}
        </Button>
        {doc.mode === 'air' && doc.campaignId !== null ? (
          <SiteVisit campaignId={doc.campaignId} visit={doc} />
        ) : null}
        <CallButton
          call="visit.remove"
          look="quiet"
          icon={<Trash2 size={16} aria-hidden />}
          label={t('app.remove')}
          onPress={() =>
            void attempt(async () => {
              await write('visit.remove', { id: doc.id, base: version }, 'edit.removeVisit')
              selection.getState().select(null)
            })
          }
        />
      </Head>
      <Body>
        {doc.mergedIntoId === null ? null : (
          <Notice tone="info">
            {t('visit.isMerged')}{' '}
            <Button onPress={() => selection.getState().goTo({ kind: 'visit', id: doc.mergedIntoId ?? '' })}>
              {t('visit.openMerged')}
            </Button>
          </Notice>
        )}
        {standing.approval ? (
          <>
            <ApprovalLine approval={standing.approval} />
            {standing.at === 'visit' ? null : <Hint>{t(`approvedAt.${standing.at ?? 'visit'}`)}</Hint>}
          </>
        ) : null}
        {standing.state === 'due' ? <Notice tone="warning">{t('approval.due')}</Notice> : null}
        {standing.state === 'late' ? <Notice tone="warning">{t('approval.lateNow')}</Notice> : null}
        {isApproved(standing.state) ? null : (
          <Approve
            call="visit.approve"
            fromMs={doc.fromMs}
            of={doc.id}
            testId="approve-visit"
            onApprove={(given) =>
              write('visit.approve', { id: doc.id, base: version, ...given }, 'edit.approve')
            }
          />
        )}
        <Facts
          items={[
            [
              t('cap.title', { year: cap.year }),
              cap.perYear === null
                ? t('cap.unknownOf', { used: cap.used })
                : t('cap.of', { used: cap.used, most: cap.perYear }),
            ],
            [t('cap.source'), delivered(cap.source)],
            [
              t('campaign.agencies'),
              doc.agencies
                .map(({ name, basis }) =>
                  t('campaign.agencyOn', {
                    name: nameOf(name),
                    basis: basis === '' ? '-' : delivered(basis),
                  }),
                )
                .join(t('app.comma')),
            ],
          ]}
        />
        {capped === 'full' || capped === 'over' ? (
          <Notice tone="warning">{t(`cap.${capped}`, { source: delivered(cap.source) })}</Notice>
        ) : null}
      </Body>
      <Section title={t('visit.course')} open>
        <DateField
          type="datetime-local"
          label={t('visit.from')}
          value={toLocalInput(doc.fromMs)}
          testId="visit-from"
          onChange={(text) => {
            const fromMs = fromLocalInput(text)
            if (fromMs !== null && !isFixed) keepVisit(found, { fromMs })
          }}
        />
        {doc.toMs === null ? (
          <Button
            isDisabled={isFixed}
            title={mayNot ?? undefined}
            testId="end-visit"
            onPress={() => keepVisit(found, { toMs: Math.max(doc.fromMs, Date.now()) })}
          >
            {t('visit.end')}
          </Button>
        ) : (
          <Facts items={[[t('visit.to'), dateTime(doc.toMs)]]} />
        )}
        <Select
          label={t('visit.kind')}
          value={doc.kind}
          isDisabled={isFixed}
          options={(['daily', 'case', 'special'] as const).map((value) => ({
            value,
            label: t(`visitKind.${value}`),
          }))}
          onChange={(kind) => keepVisit(found, { kind })}
        />
        <TextField
          label={t('visit.noticeNo')}
          value={doc.notice?.no ?? ''}
          maxLength={100}
          testId="visit-notice"
          commit={(no) =>
            keepVisit(found, {
              notice: no.trim() === '' ? null : { no, atMs: doc.notice?.atMs ?? Date.now() },
            })
          }
        />
        <TextField
          label={t('visit.entryCode')}
          value={doc.entryCode}
          maxLength={200}
          commit={(entryCode) => keepVisit(found, { entryCode })}
        />
      </Section>
      <Section title={t('visit.people')} open>
        <VisitPeople
          label={t('visit.officers')}
          hint={
            doc.mode !== 'air' && doc.officers.length < LEAST_OFFICERS ? t('visit.twoOfficers') : undefined
          }
          people={doc.officers}
          testId="visit-officers"
          onChange={(officers) => keepVisit(found, { officers })}
        />
        <VisitPeople
          label={t('visit.assistants')}
          hint={t('visit.assistantsHint')}
          people={doc.assistants}
          testId="visit-assistants"
          onChange={(assistants) => keepVisit(found, { assistants })}
        />
      </Section>
      <Seen found={found} />
      <VisitPictures found={found} />
      <Papers key={`p${doc.id}`} of={{ aggregate: 'visit', id: doc.id }} />
      {doc.flightIds.length > 0 ? (
        <Section title={t('visit.flights')} count={doc.flightIds.length}>
          {doc.flightIds.map((id) => (
            <Item key={id} title={t('visit.openFlight')} onPress={() => void goToFlight(id)} />
          ))}
        </Section>
      ) : null}
      {doc.recheckIds.length > 0 ? (
        <Section title={t('visit.rechecks')} count={doc.recheckIds.length} open testId="visit-rechecks">
          {doc.recheckIds.map((id) => (
            <Recheck key={id} id={id} visitId={doc.id} />
          ))}
        </Section>
      ) : null}
      <OpenFindings visit={doc} />
      <Section title={t('visit.record')} open={doc.record !== ''}>
        <TextField
          label={t('visit.record')}
          lines
          value={doc.record}
          maxLength={20_000}
          commit={(record) => keepVisit(found, { record })}
          testId="visit-record"
        />
        <Signature found={found} />
      </Section>
      <Section title={t('visit.capSection')}>
        <Cap found={found} />
      </Section>
    </div>
  )
}

/** What was seen from the air is looked at on site: the next visit of the same round. */
function SiteVisit({ campaignId, visit }: { campaignId: string; visit: CallOutput<'visit.get'>['doc'] }) {
  const t = useT()
  const { data: campaign } = useDocument('campaign.get', campaignId)
  if (!campaign || visit.roundId === null) return null
  const plan = (): void => {
    const doc = newVisit(campaign.doc, visit.roundId ?? '', visit.enterpriseId, newId())
    if (doc)
      void attempt(async () => {
        await write('visit.put', { base: null, doc: { ...doc, siteIds: visit.siteIds } }, 'edit.planVisit')
        selection.getState().goTo({ kind: 'visit', id: doc.id })
      })
  }
  return (
    <CallButton call="visit.put" onPress={plan} testId="plan-site-visit">
      {t('visit.planSite')}
    </CallButton>
  )
}
