import { useState } from 'react'
import type { State } from '../../../src/core/finding/finding.ts'
import { goneSince } from '../../../src/core/finding/sightings.ts'
import { type Need, TRANSITIONS } from '../../../src/core/finding/transitions.ts'
import { ALL_FINDINGS, useCall } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { useMayNot } from '../../desk/actor.ts'
import { attempt } from '../../desk/notices.ts'
import { fromLocalInput, toLocalInput } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Select, TextField } from '../../ui/fields.tsx'
import { Hint, Section } from '../../ui/layout.tsx'
import { FIFTEEN_DAYS_MS, type FindingDetail } from './findingDetail.ts'

/** The steps that the state allows, each asking for the proof it needs. */
export function MoveToState({ detail }: { detail: FindingDetail }) {
  const t = useT()
  const { doc, version } = detail
  const allowed = TRANSITIONS[doc.state]
  const [to, setTo] = useState<State | null>(allowed[0]?.to ?? null)
  const [reason, setReason] = useState('')
  const [now] = useState(() => Date.now())
  const [due, setDue] = useState(toLocalInput(now + FIFTEEN_DAYS_MS))
  const [duplicateOfId, setDuplicate] = useState('')
  const { data: others } = useCall('finding.list', { ...ALL_FINDINGS, limit: 200 })
  const mayNot = useMayNot('finding.transition')
  const chosen = allowed.find((step) => step.to === to)
  if (!chosen || to === null) return null
  const needs = (need: Need): boolean => chosen.needs.includes(need)
  const dueMs = needs('deadline') ? fromLocalInput(due) : null
  const proof = goneSince(
    doc,
    detail.history.map((seen) => seen.doc),
  )
  const missing =
    needs('reason') && reason.trim() === ''
      ? 'finding.needsReason'
      : needs('deadline') && dueMs === null
        ? 'finding.needsDeadline'
        : needs('duplicateOf') && duplicateOfId === ''
          ? 'finding.needsDuplicate'
          : needs('goneSighting') && !proof
            ? 'finding.needsGone'
            : null
  const go = (): void =>
    void attempt(() =>
      write(
        'finding.transition',
        {
          id: doc.id,
          base: version,
          to,
          reason: reason.trim(),
          dueMs,
          duplicateOfId: needs('duplicateOf') ? duplicateOfId : null,
        },
        'edit.transition',
      ),
    )
  return (
    <Section title={t('finding.next')} open testId="steps">
      <Select
        label={t('finding.nextState')}
        value={to}
        options={allowed.map((step) => ({ value: step.to, label: t(`state.${step.to}`) }))}
        onChange={setTo}
        testId="next-state"
      />
      {needs('deadline') ? (
        <DateField label={t('finding.deadline')} type="datetime-local" value={due} onChange={setDue} />
      ) : null}
      {needs('duplicateOf') ? (
        <Select
          label={t('finding.duplicateOf')}
          value={duplicateOfId}
          options={[
            { value: '', label: t('app.choose') },
            ...(others?.rows ?? [])
              .filter((row) => row.id !== doc.id)
              .map((row) => ({ value: row.id, label: row.title })),
          ]}
          onChange={setDuplicate}
        />
      ) : null}
      <TextField
        label={needs('reason') ? t('finding.reason') : t('finding.reasonOptional')}
        value={reason}
        maxLength={2000}
        onChange={setReason}
        testId="transition-reason"
      />
      {mayNot ? <Hint>{mayNot}</Hint> : missing ? <Hint>{t(missing)}</Hint> : null}
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
