import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { CallOutput } from '../../../src/contract/index.ts'
import type { Campaign, Round } from '../../../src/core/campaign/campaign.ts'
import { dayOf, startOfDay } from '../../../src/core/finding/deadlines/day.ts'
import { nextRoundNo } from '../../../src/core/campaign/copyRound.ts'
import { useCall, useMissionNames } from '../../api/hooks.ts'
import { newId } from '../../api/newId.ts'
import { write } from '../../api/write.ts'
import { ChooseEnterprises } from '../../desk/ChooseEnterprises.tsx'
import { CallButton } from '../../desk/CallButton.tsx'
import { useDraft } from '../../api/drafts.ts'
import { type Found, useForm } from '../../desk/form/form.ts'
import { FormNotes } from '../../desk/form/FormNotes.tsx'
import { attempt } from '../../desk/notices.ts'
import { selection } from '../../desk/selection.ts'
import { delivered, nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox, TextField } from '../../ui/fields.tsx'
import { Head } from '../../ui/Head.tsx'
import { Body, Empty, Hint, Notice, Section } from '../../ui/layout.tsx'
import { DrawFields } from './DrawFields.tsx'
import { PeriodFields } from './PeriodFields.tsx'

const DAY_MS = 24 * 3600_000

/** From the beginning of today: what was flown this morning is in a campaign that begins today. */
const emptyCampaign = (fromMs = startOfDay(dayOf(Date.now()))): Campaign => ({
  id: newId(),
  name: { zh: '', en: '' },
  kind: 'special',
  organiser: '',
  agencies: [],
  basis: '',
  approval: null,
  fromMs,
  toMs: fromMs + 90 * DAY_MS - 1,
  enterpriseIds: [],
  rounds: [],
  closedAtMs: null,
})

const toggled = <T,>(list: readonly T[], one: T, isIn: boolean): T[] =>
  isIn ? [...list, one] : list.filter((other) => other !== one)

/** A campaign's form: all of it is written as one step; what is filled in is kept as a draft until then. */
export function CampaignForm({
  found,
  onDone,
}: {
  found: CallOutput<'campaign.get'> | null
  onDone: () => void
}) {
  const t = useT()
  const key = `campaign/${found?.doc.id ?? 'new'}`
  const draft = useDraft(key)
  const [empty] = useState(() => ({ doc: emptyCampaign(), version: null }))
  if (draft === undefined) return <Empty words={t('app.opening')} />
  return <Fields draftKey={key} found={found ?? empty} draft={draft} onDone={onDone} />
}

function Fields(props: { draftKey: string; found: Found<Campaign>; draft: unknown; onDone: () => void }) {
  const { found, onDone } = props
  const t = useT()
  const form = useForm(props.draftKey, found, props.draft)
  const { doc, base, set } = form
  const [isTried, setTried] = useState(false)
  const setting = useCall('setting.get', { name: 'agencies' }).data?.value
  const known = setting?.name === 'agencies' ? setting.rows : []
  // A body of earlier that the table has no more stays as it was named.
  const former = doc.agencies.filter(({ id }) => !known.some((row) => row.id === id))
  const agencies = [
    ...known.map(({ id, name, basis, canInspect }) => ({ id, name, basis, canInspect })),
    ...former,
  ]
  const bad = doc.name.zh.trim() === '' ? t('enterprise.nameMissing') : null
  const leave = (): void => {
    form.drop()
    onDone()
  }
  const save = (): void => {
    setTried(true)
    if (bad || doc.toMs < doc.fromMs || form.elsewhere === 'clash') return
    void attempt(async () => {
      await write('campaign.put', { base, doc }, base === null ? 'edit.newCampaign' : 'edit.campaign')
      leave()
      selection.getState().goTo({ kind: 'campaign', id: doc.id })
    })
  }
  const setRound = (id: string, change: Partial<Round>): void =>
    set({ rounds: doc.rounds.map((round) => (round.id === id ? { ...round, ...change } : round)) })
  return (
    <div data-testid="campaign-form">
      <Head title={t(base === null ? 'campaign.new' : 'campaign.edit')}>
        <CallButton call="campaign.put" look="primary" onPress={save} testId="save-campaign">
          {t('app.save')}
        </CallButton>
        <Button onPress={leave}>{t('app.discard')}</Button>
      </Head>
      <Body>
        <FormNotes form={form} />
        {isTried && bad ? <Notice tone="error">{bad}</Notice> : null}
        <TextField
          label={t('field.nameZh')}
          value={doc.name.zh}
          maxLength={200}
          onChange={(zh) => set({ name: { ...doc.name, zh } })}
          testId="campaign-name-zh"
        />
        <TextField
          label={t('field.nameEn')}
          value={doc.name.en}
          maxLength={200}
          onChange={(en) => set({ name: { ...doc.name, en } })}
        />
        <TextField
          label={t('campaign.organiser')}
          value={delivered(doc.organiser)}
          maxLength={200}
          suggestions={agencies.map(({ name }) => nameOf(name))}
          testId="campaign-organiser"
          onChange={(organiser) => set({ organiser })}
        />
        <TextField
          label={t('campaign.basis')}
          lines
          value={delivered(doc.basis)}
          maxLength={2000}
          onChange={(basis) => set({ basis })}
        />
        <PeriodFields value={doc} onChange={set} testId="campaign" />
        {found.doc.approval ? <Hint>{t('approval.goesWith')}</Hint> : null}
      </Body>
      <Section title={t('campaign.agencies')} count={doc.agencies.length} open>
        {agencies.map((agency) => (
          <Checkbox
            key={agency.id}
            label={
              agency.canInspect ? nameOf(agency.name) : t('agency.organises', { name: nameOf(agency.name) })
            }
            value={doc.agencies.some(({ id }) => id === agency.id)}
            testId={`agency-${agency.id}`}
            onChange={(isIn) =>
              set({
                agencies: isIn
                  ? [...doc.agencies, agency]
                  : doc.agencies.filter(({ id }) => id !== agency.id),
              })
            }
          />
        ))}
      </Section>
      <Section title={t('campaign.enterprises')} count={doc.enterpriseIds.length} open>
        <DrawFields doc={doc} set={set} />
        <ChooseEnterprises
          testId="campaign"
          ids={doc.enterpriseIds}
          onChange={(enterpriseIds) => set({ enterpriseIds })}
        />
      </Section>
      {doc.rounds.map((round) => (
        <RoundFields key={round.id} campaign={doc} round={round} set={(change) => setRound(round.id, change)}>
          <Button
            look="quiet"
            icon={<Trash2 size={16} aria-hidden />}
            onPress={() => set({ rounds: doc.rounds.filter(({ id }) => id !== round.id) })}
          >
            {t('round.remove')}
          </Button>
        </RoundFields>
      ))}
      <Body>
        <Button
          icon={<Plus size={16} aria-hidden />}
          testId="add-round"
          onPress={() => set({ rounds: [...doc.rounds, emptyRound(doc)] })}
        >
          {t('round.add')}
        </Button>
      </Body>
    </div>
  )
}

function emptyRound(campaign: Campaign): Round {
  const fromMs = Math.max(campaign.fromMs, ...campaign.rounds.map(({ toMs }) => toMs + 1))
  return {
    id: newId(),
    no: nextRoundNo(campaign),
    name: '',
    fromMs,
    toMs: fromMs + 14 * DAY_MS - 1,
    missionIds: [],
    agencyIds: campaign.agencies.filter(({ canInspect }) => canInspect).map(({ id }) => id),
    checklist: null,
    approval: null,
    copiedFromId: null,
  }
}

function RoundFields(props: {
  campaign: Campaign
  round: Round
  set: (change: Partial<Round>) => void
  children: React.ReactNode
}) {
  const t = useT()
  const { campaign, round, set } = props
  const missions = useMissionNames().data ?? []
  const checklists = useCall('checklist.list', {}).data ?? []
  return (
    <Section title={t('round.no', { n: round.no })} open testId={`round-fields-${round.no}`}>
      <TextField
        label={t('round.name')}
        value={delivered(round.name)}
        maxLength={100}
        onChange={(name) => set({ name })}
      />
      <PeriodFields value={round} onChange={set} testId={`round-${round.no}`} />
      {campaign.agencies
        .filter(({ canInspect }) => canInspect)
        .map(({ id, name }) => (
          <Checkbox
            key={id}
            label={nameOf(name)}
            value={round.agencyIds.includes(id)}
            onChange={(isIn) => set({ agencyIds: toggled(round.agencyIds, id, isIn) })}
          />
        ))}
      <h3>{t('campaign.missions')}</h3>
      {missions.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={nameOf(name)}
          value={round.missionIds.includes(id)}
          onChange={(isIn) => set({ missionIds: toggled(round.missionIds, id, isIn) })}
        />
      ))}
      <h3>{t('checklist.one')}</h3>
      {checklists.map((row) => (
        <Checkbox
          key={row.id}
          label={t('visit.takeChecklist', { name: nameOf(row.name), n: row.no })}
          value={round.checklist?.id === row.id && round.checklist.version === row.version}
          onChange={(isIn) => set({ checklist: isIn ? { id: row.id, version: row.version } : null })}
        />
      ))}
      {props.children}
    </Section>
  )
}
