import { Plus } from 'lucide-react'
import { useState } from 'react'
import { CHECK_RESULTS, type SelfCheck, USUAL_ITEMS } from '../../../../src/core/duty/selfCheck.ts'
import { dayOf } from '../../../../src/core/finding/deadlines/day.ts'
import type { Enterprise } from '../../../../src/core/site/enterprise.ts'
import { useDraft } from '../../../api/drafts.ts'
import { useCall } from '../../../api/hooks.ts'
import { write } from '../../../api/write.ts'
import { useForm } from '../../../desk/form/form.ts'
import { FormNotes } from '../../../desk/form/FormNotes.tsx'
import { attempt } from '../../../desk/notices.ts'
import { language, useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { Select, TextField } from '../../../ui/fields.tsx'
import { Body, Grid, Row } from '../../../ui/layout.tsx'
import { ScanFields } from '../../../desk/Scans.tsx'

type CheckItem = SelfCheck['items'][number]

const usual = (): CheckItem[] =>
  USUAL_ITEMS.map((what, i) => ({
    id: String(i + 1),
    what: language() === 'en' ? what.en : what.zh,
    result: 'notChecked',
    words: '',
    putRightOn: null,
  }))

/** What of a self-check is filled in. */
type Filled = Pick<SelfCheck, 'checkedOn' | 'items' | 'footageIds'> & {
  readonly name: string
  readonly duty: string
}

/** A self-check as its sheet says it, put down by hand with its scan; the enterprise's safety officer is named beforehand. */
export function SelfCheckForm({ enterpriseId, onDone }: { enterpriseId: string; onDone: () => void }) {
  const { data } = useCall('enterprise.get', { id: enterpriseId })
  const key = `selfCheck/new/${enterpriseId}`
  const draft = useDraft(key)
  if (data?.doc.id !== enterpriseId || draft === undefined) return null
  return <Fields enterprise={data.doc} draftKey={key} draft={draft} onDone={onDone} />
}

function Fields(props: { enterprise: Enterprise; draftKey: string; draft: unknown; onDone: () => void }) {
  const { enterprise } = props
  const t = useT()
  const [empty] = useState(() => ({
    doc: {
      checkedOn: dayOf(Date.now()),
      name: enterprise.safetyOfficer?.name ?? '',
      duty: enterprise.safetyOfficer?.duty ?? '',
      items: usual(),
      footageIds: [],
    },
    version: null,
  }))
  const form = useForm<Filled>(props.draftKey, empty, props.draft)
  const { checkedOn, name, duty, items, footageIds } = form.doc
  const set = (id: string, change: Partial<CheckItem>): void =>
    form.set((now) => ({
      ...now,
      items: now.items.map((item) => (item.id === id ? { ...item, ...change } : item)),
    }))
  const kept = items.filter(({ what }) => what.trim() !== '')
  const leave = (): void => {
    form.drop()
    props.onDone()
  }
  const isWhole = checkedOn !== '' && name.trim() !== '' && kept.length > 0
  const save = async (): Promise<void> => {
    const check = {
      enterpriseId: enterprise.id,
      siteId: null,
      checkedOn,
      checkedBy: { name: name.trim(), duty, phone: enterprise.safetyOfficer?.phone ?? '' },
      items: kept,
      how: footageIds.length > 0 ? ('scan' as const) : ('hand' as const),
      footageIds,
      remarks: '',
    }
    if (await attempt(() => write('selfCheck.add', check, 'edit.selfCheck'))) leave()
  }
  return (
    <Body>
      <FormNotes form={form} />
      <Grid>
        <DateField
          label={t('selfCheck.checkedOn')}
          type="date"
          value={checkedOn}
          onChange={(day) => form.set({ checkedOn: day })}
          bad={checkedOn === '' ? t('selfCheck.dayMissing') : null}
        />
        <TextField
          label={t('selfCheck.checkedBy')}
          value={name}
          onChange={(called) => form.set({ name: called })}
          maxLength={100}
          testId="self-check-by"
          bad={name.trim() === '' ? t('selfCheck.whoMissing') : null}
        />
        <TextField
          label={t('selfCheck.post')}
          value={duty}
          onChange={(post) => form.set({ duty: post })}
          maxLength={100}
        />
      </Grid>
      {items.map((item, i) => (
        <Grid key={item.id}>
          <TextField
            label={`${t('selfCheck.items')} ${i + 1}`}
            value={item.what}
            maxLength={300}
            onChange={(what) => set(item.id, { what })}
          />
          <Select
            label={t('selfCheck.result')}
            value={item.result}
            testId={`self-check-result-${i + 1}`}
            options={CHECK_RESULTS.map((value) => ({ value, label: t(`checkResult.${value}`) }))}
            onChange={(result) => set(item.id, { result })}
          />
          {item.result === 'found' || item.result === 'putRight' ? (
            <TextField
              label={t('selfCheck.words')}
              value={item.words}
              maxLength={2000}
              testId={`self-check-words-${i + 1}`}
              onChange={(said) => set(item.id, { words: said })}
            />
          ) : null}
        </Grid>
      ))}
      <ScanFields
        ids={footageIds}
        onChange={(change) => form.set((now) => ({ ...now, footageIds: change(now.footageIds) }))}
        testId="self-check-scans"
      />
      <Row>
        <Button
          look="quiet"
          icon={<Plus size={16} aria-hidden />}
          onPress={() =>
            form.set({
              items: [
                ...items,
                { id: String(items.length + 1), what: '', result: 'notChecked', words: '', putRightOn: null },
              ],
            })
          }
        >
          {t('selfCheck.addItem')}
        </Button>
        <Button look="primary" testId="save-self-check" isDisabled={!isWhole} onPress={() => void save()}>
          {t('app.save')}
        </Button>
        <Button look="quiet" onPress={leave}>
          {t('app.discard')}
        </Button>
      </Row>
    </Body>
  )
}
