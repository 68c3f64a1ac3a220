import { Plus } from 'lucide-react'
import { useState } from 'react'
import { CHECK_RESULTS, type SelfCheck, USUAL_ITEMS } from '../../../../src/core/duty/selfCheck.ts'
import { dayOf } from '../../../../src/core/finding/deadlines/day.ts'
import type { Enterprise } from '../../../../src/core/site/enterprise.ts'
import { useCall } from '../../../api/hooks.ts'
import { write } from '../../../api/write.ts'
import { attempt } from '../../../desk/notices.ts'
import { language, useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { Select, TextField } from '../../../ui/fields.tsx'
import { Body, Grid, Row } from '../../../ui/layout.tsx'

type CheckItem = SelfCheck['items'][number]

const usual = (): CheckItem[] =>
  USUAL_ITEMS.map((what, i) => ({
    id: String(i + 1),
    what: language() === 'en' ? what.en : what.zh,
    result: 'notChecked',
    words: '',
    putRightOn: null,
  }))

/** A self-check as its sheet says it, put down by hand; the enterprise's own safety officer is named beforehand. */
export function SelfCheckForm({ enterpriseId, onDone }: { enterpriseId: string; onDone: () => void }) {
  const { data } = useCall('enterprise.get', { id: enterpriseId })
  return data ? <Fields enterprise={data.doc} onDone={onDone} /> : null
}

function Fields({ enterprise, onDone }: { enterprise: Enterprise; onDone: () => void }) {
  const t = useT()
  const [checkedOn, setCheckedOn] = useState(() => dayOf(Date.now()))
  const [name, setName] = useState(enterprise.safetyOfficer?.name ?? '')
  const [duty, setDuty] = useState(enterprise.safetyOfficer?.duty ?? '')
  const [items, setItems] = useState(usual)
  const set = (id: string, change: Partial<CheckItem>): void =>
    setItems(items.map((item) => (item.id === id ? { ...item, ...change } : item)))
  const kept = items.filter(({ what }) => what.trim() !== '')
  const isWhole = checkedOn !== '' && name.trim() !== '' && kept.length > 0
  const save = async (): Promise<void> => {
    const check = {
      enterpriseId: enterprise.id,
      siteId: null,
      checkedOn,
      checkedBy: { name: name.trim(), duty, phone: enterprise.safetyOfficer?.phone ?? '' },
      items: kept,
      how: 'hand' as const,
      footageIds: [],
      remarks: '',
    }
    if (await attempt(() => write('selfCheck.add', check, 'edit.selfCheck'))) onDone()
  }
  return (
    <Body>
      <Grid>
        <DateField
          label={t('selfCheck.checkedOn')}
          type="date"
          value={checkedOn}
          onChange={setCheckedOn}
          bad={checkedOn === '' ? t('selfCheck.dayMissing') : null}
        />
        <TextField
          label={t('selfCheck.checkedBy')}
          value={name}
          onChange={setName}
          maxLength={100}
          testId="self-check-by"
          bad={name.trim() === '' ? t('selfCheck.whoMissing') : null}
        />
        <TextField label={t('selfCheck.post')} value={duty} onChange={setDuty} maxLength={100} />
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
      <Row>
        <Button
          look="quiet"
          icon={<Plus size={16} aria-hidden />}
          onPress={() =>
            setItems([
              ...items,
              { id: String(items.length + 1), what: '', result: 'notChecked', words: '', putRightOn: null },
            ])
          }
        >
          {t('selfCheck.addItem')}
        </Button>
        <Button look="primary" testId="save-self-check" isDisabled={!isWhole} onPress={() => void save()}>
          {t('app.save')}
        </Button>
        <Button look="quiet" onPress={onDone}>
          {t('app.discard')}
        </Button>
      </Row>
    </Body>
  )
}
