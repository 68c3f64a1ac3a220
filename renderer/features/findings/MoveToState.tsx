import { stepped } from '../../../src/core/finding/steps.ts'
import { type Need, TRANSITIONS } from '../../../src/core/finding/transitions.ts'
import { ALL_FINDINGS, useWhole } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { useMayNot } from '../../desk/actor.ts'
import { ChooseByName } from '../../desk/ChooseByName.tsx'
import { attempt } from '../../desk/notices.ts'
import { dateTime } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Select, TextField } from '../../ui/fields.tsx'
import { Hint, Section } from '../../ui/layout.tsx'
import type { FindingDetail } from './findingDetail.ts'
import { useHalf } from '../../desk/form/half.ts'

/** Steps that are made with an order or a transfer, not by themselves. */
const ELSEWHERE: readonly Need[] = ['order', 'transfer']

/** The steps that the state allows, each asking for the proof it needs. */
export function MoveToState({ detail }: { detail: FindingDetail }) {
  const t = useT()
  const { doc, version } = detail
  const allowed = TRANSITIONS[doc.state].filter(
    ({ needs }) =>
      !needs.some((need) => ELSEWHERE.includes(need)) && !(needs.includes('service') && detail.order),
  )
  // What was half said of another step is none of this one.
  const [{ to, reason, duplicateOfId }, set, done] = useHalf(`step/${doc.id}/${doc.state}`, () => ({
    to: allowed[0]?.to ?? null,
    reason: '',
    duplicateOfId: '',
  }))
  const asksForTwin = allowed.some(({ needs: asked }) => asked.includes('duplicateOf'))
  const { data: others } = useWhole(
    'finding.list',
    { ...ALL_FINDINGS, enterpriseId: doc.enterpriseId },
    asksForTwin,
  )
  const mayNot = useMayNot('finding.transition')
  const chosen = allowed.find((step) => step.to === to)
  if (!chosen || to === null) return null
  const needs = (need: Need): boolean => chosen.needs.includes(need)
  const wanted = {
    to,
    reason: reason.trim(),
    duplicateOfId: needs('duplicateOf') && duplicateOfId !== '' ? duplicateOfId : null,
    happenedAtMs: null,
  }
  // Who acts, and whether alone, the services know: what the finding itself lacks is said beforehand.
  const ground = {
    sightings: detail.history.map((seen) => seen.doc),
    criterion: detail.order?.doc.items.find(({ findingId }) => findingId === doc.id)?.criterion ?? null,
  }
  const tried = stepped(doc, wanted, ground, { name: '', role: 'supervisor', atMs: 0, alone: true })
  const missing = tried.ok ? null : words('error', tried.code, tried.params)
  const go = (): void =>
    void attempt(async () => {
      await write('finding.transition', { id: doc.id, base: version, ...wanted }, 'edit.transition')
      done()
    })
  return (
    <Section title={t('finding.next')} open testId="steps">
      <Select
        label={t('finding.nextState')}
        value={to}
        options={allowed.map((step) => ({ value: step.to, label: t(`state.${step.to}`) }))}
        onChange={(next) => set({ to: next })}
        testId="next-state"
      />
      {needs('duplicateOf') ? (
        <ChooseByName
          label={t('finding.duplicateOf')}
          value={duplicateOfId}
          other={t('app.choose')}
          options={[
            { value: '', label: t('app.choose') },
            ...(others ?? [])
              .filter((row) => row.id !== doc.id)
              .map((row) => ({ value: row.id, label: `${row.title} · ${dateTime(row.openedAtMs)}` })),
          ]}
          onChange={(other) => set({ duplicateOfId: other })}
        />
      ) : null}
      <TextField
        label={needs('reason') ? t('finding.reason') : t('finding.reasonOptional')}
        value={reason}
        maxLength={2000}
        onChange={(why) => set({ reason: why })}
        testId="transition-reason"
      />
      {mayNot ? <Hint>{mayNot}</Hint> : missing ? <Hint>{missing}</Hint> : null}
      <Button
        look="primary"
        isDisabled={mayNot !== null || missing !== null}
        title={mayNot ?? undefined}
        onPress={go}
        testId="transition"
      >
        {t('finding.moveTo', { state: t(`state.${to}`) })}
      </Button>
    </Section>
  )
}
