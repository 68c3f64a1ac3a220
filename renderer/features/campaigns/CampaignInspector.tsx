import { Copy, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { CallOutput } from '../../../src/contract/index.ts'
import { agenciesOf, type Round } from '../../../src/core/campaign/campaign.ts'
import { addDays, dayOf, startOfDay } from '../../../src/core/finding/deadlines/day.ts'
import { nextRoundNo } from '../../../src/core/campaign/copyRound.ts'
import { useDocument, useMissionNames } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { useMayNot } from '../../desk/actor.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { goToMission } from '../../desk/goTo.ts'
import { useHalf } from '../../desk/form/half.ts'
import { attempt } from '../../desk/notices.ts'
import { Papers } from '../../desk/papers/Papers.tsx'
import { selection } from '../../desk/selection.ts'
import { date, delivered, nameOf, number } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Head } from '../../ui/Head.tsx'
import { Badge, Body, Empty, Facts, Hint, Item, Section } from '../../ui/layout.tsx'
import { ApprovalLine, Approve } from './Approve.tsx'
import { CampaignForm } from './CampaignForm.tsx'
import { PeriodFields, type Period } from './PeriodFields.tsx'
import { Reshoot } from '../../desk/Reshoot.tsx'

type Found = CallOutput<'campaign.get'>

/** A campaign: who, on what basis, when, and its rounds one by one. */
export function CampaignInspector({ id }: { id: string }) {
  const t = useT()
  const [isEdited, setEdited] = useState(false)
  const mayNot = useMayNot('campaign.put')
  const { data, error } = useDocument('campaign.get', id)
  if (error) return <Empty words={words('error', error.code, error.params)} />
  if (!data) return <Empty words={t('app.opening')} />
  if (isEdited) return <CampaignForm found={data} onDone={() => setEdited(false)} />
  const { doc, version } = data
  return (
    <div data-testid="campaign">
      <Head
        over={t('campaign.one')}
        title={nameOf(doc.name)}
        sub={<span>{t('campaign.span', { from: date(doc.fromMs), to: date(doc.toMs) })}</span>}
      >
        <Button
          icon={<Pencil size={16} aria-hidden />}
          onPress={() => setEdited(true)}
          isDisabled={mayNot !== null}
          title={mayNot ?? undefined}
          testId="edit-campaign"
        >
          {t('app.edit')}
        </Button>
        <CallButton
          call="campaign.remove"
          look="quiet"
          icon={<Trash2 size={16} aria-hidden />}
          label={t('app.remove')}
          onPress={() =>
            void attempt(async () => {
              await write('campaign.remove', { id, base: version }, 'edit.removeCampaign')
              selection.getState().select(null)
            })
          }
        />
      </Head>
      <Body>
        <Facts
          items={[
            [t('campaign.organiser'), delivered(doc.organiser)],
            [t('campaign.basis'), delivered(doc.basis)],
            [
              t('campaign.agencies'),
              doc.agencies
                .map(({ name, canInspect }) =>
                  canInspect ? nameOf(name) : t('agency.organises', { name: nameOf(name) }),
                )
                .join(t('app.comma')),
            ],
            [t('campaign.enterprises'), number(doc.enterpriseIds.length)],
          ]}
        />
        {doc.approval ? (
          <ApprovalLine approval={doc.approval} />
        ) : (
          <>
            <div>
              <Badge tone="warning">{t('board.unapproved')}</Badge>
            </div>
            <Approve
              call="campaign.approve"
              fromMs={doc.fromMs}
              testId="approve-campaign"
              of={id}
              onApprove={(given) =>
                write('campaign.approve', { id, base: version, roundId: null, ...given }, 'edit.approve')
              }
            />
          </>
        )}
      </Body>
      <Section title={t('reshoot.title')} testId="campaign-reshoot">
        <Reshoot findingIds={[]} campaignId={id} />
      </Section>
      <Papers key={`p${id}`} of={{ aggregate: 'campaign', id }} />
      {doc.rounds.map((round) => (
        <RoundSection key={round.id} found={data} round={round} />
      ))}
    </div>
  )
}

function RoundSection({ found, round }: { found: Found; round: Round }) {
  const t = useT()
  const { doc, version } = found
  const names = useMissionNames().data ?? []
  const length = round.toMs - round.fromMs
  // From the day after its last.
  const afterMs = startOfDay(addDays(dayOf(round.toMs), 1))
  const [next, setNext, done] = useHalf<Period>(`copyRound/${round.id}`, () => ({
    fromMs: afterMs,
    toMs: afterMs + length,
  }))
  const approval = round.approval
  return (
    <Section
      title={`${t('round.no', { n: round.no })} ${delivered(round.name)}`}
      open={round === doc.rounds[0]}
      testId={`round-${round.no}`}
    >
      <Facts
        items={[
          [t('campaign.period'), t('campaign.span', { from: date(round.fromMs), to: date(round.toMs) })],
          [
            t('campaign.agencies'),
            agenciesOf(doc, round)
              .map(({ name }) => nameOf(name))
              .join(t('app.comma')),
          ],
        ]}
      />
      {approval ? (
        <ApprovalLine approval={approval} />
      ) : doc.approval ? (
        <Hint>{t('approval.byCampaign')}</Hint>
      ) : (
        <div>
          <Badge tone="warning">{t('board.unapproved')}</Badge>
        </div>
      )}
      {approval ? null : (
        <Approve
          call="campaign.approve"
          fromMs={round.fromMs}
          testId={`approve-round-${round.no}`}
          of={round.id}
          onApprove={(given) =>
            write(
              'campaign.approve',
              { id: doc.id, base: version, roundId: round.id, ...given },
              'edit.approve',
            )
          }
        />
      )}
      {round.missionIds.map((id) => {
        const mission = names.find((one) => one.id === id)
        return (
          <Item
            key={id}
            title={
              mission ? nameOf(mission.name) : t('app.notHereOf', { what: words('aggregate', 'mission') })
            }
            onPress={() => void goToMission(id)}
          />
        )
      })}
      <PeriodFields value={next} onChange={setNext} testId={`copy-${round.no}`} />
      <Hint>{t('round.copyHint')}</Hint>
      <CallButton
        call="campaign.copyRound"
        icon={<Copy size={16} aria-hidden />}
        testId={`copy-round-${round.no}`}
        onPress={() =>
          void attempt(async () => {
            await write(
              'campaign.copyRound',
              { id: doc.id, base: version, roundId: round.id, name: '', ...next },
              'edit.copyRound',
            )
            done()
          })
        }
      >
        {t('round.copy', { n: nextRoundNo(doc) })}
      </CallButton>
    </Section>
  )
}
