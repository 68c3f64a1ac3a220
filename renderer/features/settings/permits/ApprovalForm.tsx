import { useState } from 'react'
import type { CallOutput } from '../../../../src/contract/index.ts'
import { SPECIAL_CASES } from '../../../../src/core/mission/mission.ts'
import { FlightApproval } from '../../../../src/core/permit/approval.ts'
import { CHINA_ZONE } from '../../../../src/core/permit/wallClock.ts'
import { newId } from '../../../api/newId.ts'
import { write } from '../../../api/write.ts'
import { useEditedMission } from '../../../desk/edited.ts'
import { attempt } from '../../../desk/notices.ts'
import { fromLocalInput, toLocalInput } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { Checkbox, NumberField, Select, TextField } from '../../../ui/fields.tsx'
import { Body, Grid, Hint, Notice, Row } from '../../../ui/layout.tsx'

const YEAR_MS = 365 * 86_400_000

const HOURS = /^\s*(\d\d:\d\d)\s*[-–—~\u81f3]\s*(\d\d:\d\d)\s*$/

/** `08:00-12:00, 14:00-18:00` as daily hours; null where it is not written so. */
function hoursOf(text: string): FlightApproval['hours'] | null {
  const parts = text.split(/[,，、;；]/).filter((part) => part.trim() !== '')
  const found = parts.map((part) => HOURS.exec(part))
  return found.every((one) => one !== null)
    ? found.map((one) => ({ from: one[1] ?? '', to: one[2] ?? '' }))
    : null
}

const blank = (nowMs: number): FlightApproval => ({
  id: newId(),
  kind: 'standing',
  number: '',
  authority: '',
  zone: CHINA_ZONE,
  fromMs: nowMs,
  toMs: nowMs + YEAR_MS,
  hours: [],
  area: null,
  maxTrueHeightM: 120,
  maxAmslM: null,
  covers: [],
  scanIds: [],
  filings: [],
  remarks: '',
  withdrawnAtMs: null,
})

/** An approval of flights as the authority gave it. Its filings are recorded beside it. */
export function ApprovalForm(props: {
  found: CallOutput<'flightApproval.list'>[number] | null
  onDone: () => void
}) {
  const t = useT()
  const [doc, setDoc] = useState(() => props.found?.doc ?? blank(Date.now()))
  const [hours, setHours] = useState(doc.hours.map(({ from, to }) => `${from}-${to}`).join(', '))
  const [amsl, setAmsl] = useState(doc.maxAmslM === null ? '' : String(doc.maxAmslM))
  const [tried, setTried] = useState(false)
  const open = useEditedMission()
  const set = (change: Partial<FlightApproval>): void => setDoc({ ...doc, ...change })
  const given = hoursOf(hours)
  const maxAmslM = amsl.trim() === '' ? null : Number(amsl)
  const next = { ...doc, hours: given ?? [], maxAmslM }
  const isFit = FlightApproval.safeParse(next).success
  const bad =
    doc.number.trim() === '' || doc.authority.trim() === ''
      ? t('permit.numberMissing')
      : given === null
        ? t('permit.hoursBad')
        : isFit
          ? null
          : t('authorisation.windowOrder')
  const keep = (): void => {
    setTried(true)
    if (bad !== null) return
    void attempt(async () => {
      await write('flightApproval.put', { base: props.found?.version ?? null, doc: next }, 'edit.approval')
      props.onDone()
    })
  }
  const fence = open?.mission.fence.find((zone) => zone.shape === 'polygon' && zone.inclusion)
  return (
    <Body>
      <Grid>
        <Select<FlightApproval['kind']>
          label={t('permit.kind')}
          value={doc.kind}
          options={(['standing', 'once'] as const).map((value) => ({
            value,
            label: t(`permitKind.${value}`),
          }))}
          onChange={(kind) => set({ kind })}
          testId="approval-kind"
        />
        <TextField
          label={t('permit.number')}
          value={doc.number}
          maxLength={100}
          onChange={(number) => set({ number })}
          testId="approval-number"
        />
        <TextField
          label={t('authorisation.authority')}
          value={doc.authority}
          maxLength={200}
          onChange={(authority) => set({ authority })}
          testId="approval-authority"
        />
        <DateField
          label={t('authorisation.from')}
          type="datetime-local"
          value={toLocalInput(doc.fromMs)}
          onChange={(text) => set({ fromMs: fromLocalInput(text) ?? doc.fromMs })}
        />
        <DateField
          label={t('authorisation.to')}
          type="datetime-local"
          value={toLocalInput(doc.toMs)}
          onChange={(text) => set({ toMs: fromLocalInput(text) ?? doc.toMs })}
        />
        <TextField
          label={t('permit.hours')}
          value={hours}
          hint={t('permit.hoursHint')}
          maxLength={200}
          onChange={setHours}
          testId="approval-hours"
        />
        <NumberField
          label={t('authorisation.height')}
          value={doc.maxTrueHeightM}
          min={1}
          max={1000}
          onChange={(maxTrueHeightM) => set({ maxTrueHeightM })}
        />
        <TextField
          label={t('permit.maxAmsl')}
          value={amsl}
          hint={t('permit.amslHint')}
          maxLength={10}
          onChange={setAmsl}
        />
        <TextField
          label={t('permit.zone')}
          value={doc.zone}
          maxLength={60}
          onChange={(zone) => set({ zone })}
        />
      </Grid>
      <Hint>{doc.area ? t('permit.areaOf', { n: doc.area.length }) : t('permit.noArea')}</Hint>
      {fence?.shape === 'polygon' ? (
        <Button look="quiet" onPress={() => set({ area: fence.ring })} testId="approval-area">
          {t('permit.areaFromFence')}
        </Button>
      ) : null}
      <Hint>{t('permit.covers')}</Hint>
      {SPECIAL_CASES.map((one) => (
        <Checkbox
          key={one}
          label={t(`special.${one}`)}
          value={doc.covers.includes(one)}
          onChange={(on) =>
            set({ covers: SPECIAL_CASES.filter((each) => (each === one ? on : doc.covers.includes(each))) })
          }
        />
      ))}
      <TextField
        label={t('field.remarks')}
        lines
        value={doc.remarks}
        onChange={(remarks) => set({ remarks })}
      />
      {tried && bad ? <Notice tone="error">{bad}</Notice> : null}
      <Row>
        <Button onPress={keep} testId="keep-approval">
          {t('app.apply')}
        </Button>
        <Button look="quiet" onPress={props.onDone}>
          {t('app.discard')}
        </Button>
      </Row>
    </Body>
  )
}
