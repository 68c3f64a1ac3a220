import { useState } from 'react'
import { Duty, DUTY_KINDS, IF_OPEN } from '../../../../src/core/duty/duty.ts'
import { dayOf } from '../../../../src/core/finding/deadlines/day.ts'
import { useDraft } from '../../../api/drafts.ts'
import { newId } from '../../../api/newId.ts'
import { write } from '../../../api/write.ts'
import { type Found, useForm } from '../../../desk/form/form.ts'
import { FormNotes } from '../../../desk/form/FormNotes.tsx'
import { CallButton } from '../../../desk/CallButton.tsx'
import { attempt } from '../../../desk/notices.ts'
import { delivered } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox, NumberField, Select, TextField } from '../../../ui/fields.tsx'
import { Body, Hint, Notice, Row } from '../../../ui/layout.tsx'
import { ruleProblem } from './rule.ts'
import { RuleFields } from './RuleFields.tsx'

type Props = { found: Found<Duty> | null; enterpriseId: string; onDone: () => void }

const emptyDuty = (enterpriseId: string): Duty => ({
  id: newId(),
  enterpriseId,
  kind: 'other',
  name: { zh: '', en: '' },
  basis: '',
  isDraft: true,
  rule: {
    freq: 'monthly',
    interval: 1,
    from: dayOf(Date.now()),
    byMonth: [],
    byMonthDay: [-1],
    byDay: [],
    count: null,
    until: null,
  },
  leadDays: 7,
  ifOpen: 'each',
  done: [],
  remarks: '',
})

/** What an enterprise owes again and again: what it is, on what it rests, and when it is due. */
export function DutyForm({ found, enterpriseId, onDone }: Props) {
  const key = found ? `duty/${found.doc.id}` : `duty/new/${enterpriseId}`
  const draft = useDraft(key)
  const [empty] = useState(() => ({ doc: emptyDuty(enterpriseId), version: null }))
  return draft === undefined ? null : (
    <Fields draftKey={key} found={found ?? empty} draft={draft} onDone={onDone} />
  )
}

function Fields(props: { draftKey: string; found: Found<Duty>; draft: unknown; onDone: () => void }) {
  const t = useT()
  const form = useForm(props.draftKey, props.found, props.draft)
  const { doc, base, set } = form
  const [isTried, setTried] = useState(false)
  const noName = doc.name.zh.trim() === '' ? t('enterprise.nameMissing') : null
  const bad = noName ?? ruleProblem(doc.rule)
  const leave = (): void => {
    form.drop()
    props.onDone()
  }
  const save = (): void => {
    setTried(true)
    if (bad !== null || form.elsewhere === 'clash') return
    void attempt(async () => {
      await write('duty.put', { base, doc: Duty.parse(doc) }, 'edit.duty')
      leave()
    })
  }
  return (
    <div data-testid="duty-form">
      <Body>
        <FormNotes form={form} />
        {isTried && bad !== null ? <Notice tone="error">{bad}</Notice> : null}
        <Select
          label={t('duty.kind')}
          value={doc.kind}
          options={DUTY_KINDS.map((kind) => ({ value: kind, label: t(`dutyKind.${kind}`) }))}
          onChange={(kind) => set({ kind })}
        />
        <TextField
          label={t('field.nameZh')}
          value={doc.name.zh}
          maxLength={200}
          bad={isTried ? noName : null}
          onChange={(zh) => set({ name: { ...doc.name, zh } })}
          testId="duty-name-zh"
        />
        <TextField
          label={t('field.nameEn')}
          value={doc.name.en}
          maxLength={200}
          onChange={(en) => set({ name: { ...doc.name, en } })}
        />
        <TextField
          label={t('duty.basis')}
          value={delivered(doc.basis)}
          maxLength={500}
          onChange={(basis) => set({ basis })}
        />
        <Checkbox
          label={t('settings.isDraftSource')}
          value={doc.isDraft}
          onChange={(isDraft) => set({ isDraft })}
        />
        <RuleFields rule={doc.rule} onChange={(rule) => set({ rule })} />
        <NumberField
          label={t('duty.leadDays')}
          value={doc.leadDays}
          min={0}
          max={366}
          digits={0}
          onChange={(leadDays) => set({ leadDays })}
        />
        <Select
          label={t('duty.ifOpen')}
          value={doc.ifOpen}
          options={IF_OPEN.map((value) => ({ value, label: t(`ifOpen.${value}`) }))}
          onChange={(ifOpen) => set({ ifOpen })}
        />
        {doc.done.length > 0 ? <Hint>{t('duty.doneStay', { n: doc.done.length })}</Hint> : null}
        <Row>
          <CallButton call="duty.put" look="primary" testId="save-duty" onPress={save}>
            {t('app.save')}
          </CallButton>
          <Button onPress={leave}>{t('app.discard')}</Button>
        </Row>
      </Body>
    </div>
  )
}
