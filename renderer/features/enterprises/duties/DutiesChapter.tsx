import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { CallOutput, OccurrenceRow } from '../../../../src/contract/index.ts'
import { dayOf } from '../../../../src/core/finding/deadlines/day.ts'
import { useCall } from '../../../api/hooks.ts'
import { write } from '../../../api/write.ts'
import { CallButton } from '../../../desk/CallButton.tsx'
import { ruleSays } from '../../../desk/documents/members/duty.ts'
import { joined } from '../../../desk/documents/members/say.ts'
import { attempt } from '../../../desk/notices.ts'
import { delivered, nameOf } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { DutyForm } from './DutyForm.tsx'
import { ScanFields, Scans } from '../../../desk/Scans.tsx'
import { Badge, Body, Hint, Row, Section, type Tone } from '../../../ui/layout.tsx'
import { useHalf } from '../../../desk/form/half.ts'

type Duties = CallOutput<'duty.list'>['duties']

const TONES: Record<OccurrenceRow['state'], Tone> = {
  ahead: 'unknown',
  due: 'warning',
  missing: 'error',
  done: 'good',
  late: 'warning',
  skipped: 'unknown',
  lapsed: 'error',
}
/** Of what is over and of what is yet to come, so many days of a duty stand there. */
const SHOWN = 2

/** What an enterprise owes again and again, and when its licences end; what is missing or due stands first. */
export function DutiesChapter({ enterpriseId }: { enterpriseId: string }) {
  const t = useT()
  const { data } = useCall('duty.list', { enterpriseId })
  const duties = data?.duties ?? []
  const licences = data?.licences ?? []
  const [isNew, setNew] = useState(false)
  const open = duties.flatMap(({ occurrences }) => occurrences.filter(isOpen)).length
  const ending = licences.filter(({ state }) => state !== 'ahead').length
  return (
    <Section title={t('duty.one')} count={open + ending} testId="dossier-duties">
      {duties.length === 0 ? <Hint>{t('duty.none')}</Hint> : null}
      {duties.map((duty) => (
        <OneDuty key={duty.doc.id} duty={duty} />
      ))}
      <Body>
        {licences.map(({ licence, dueOn, state }) => (
          <Row key={`${licence.kind} ${licence.number}`}>
            <Badge tone={TONES[state]}>{t(`occurrence.${state}`)}</Badge>
            <span>
              {t(state === 'missing' ? 'duty.licenceOver' : 'duty.licence', {
                kind: t(`licence.${licence.kind}`),
                number: licence.number,
                day: dueOn,
              })}
            </span>
          </Row>
        ))}
        <CallButton
          call="duty.addUsual"
          look="quiet"
          icon={<Plus size={16} aria-hidden />}
          testId="add-usual-duties"
          onPress={() => void attempt(() => write('duty.addUsual', { enterpriseId }, 'edit.addUsual'))}
        >
          {t('duty.addUsual')}
        </CallButton>
        {isNew ? (
          <DutyForm found={null} enterpriseId={enterpriseId} onDone={() => setNew(false)} />
        ) : (
          <CallButton
            call="duty.put"
            look="quiet"
            icon={<Plus size={16} aria-hidden />}
            testId="new-duty"
            onPress={() => setNew(true)}
          >
            {t('duty.new')}
          </CallButton>
        )}
      </Body>
    </Section>
  )
}

const isOpen = ({ state }: OccurrenceRow): boolean => state === 'due' || state === 'missing'

function OneDuty({ duty }: { duty: Duties[number] }) {
  const t = useT()
  const { doc, version, occurrences } = duty
  /** The day that is being recorded as done. */
  const [recording, setRecording] = useState<string | null>(null)
  const [isEdited, setEdited] = useState(false)
  const over = occurrences.filter(({ state }) => state !== 'ahead' && !isOpen({ state } as OccurrenceRow))
  const ahead = occurrences.filter(({ state }) => state === 'ahead')
  const some = new Set([...over.slice(-SHOWN), ...occurrences.filter(isOpen), ...ahead.slice(0, SHOWN - 1)])
  // By their days, whatever became of each.
  const shown = occurrences.filter((one) => some.has(one))
  if (isEdited)
    return (
      <DutyForm found={{ doc, version }} enterpriseId={doc.enterpriseId} onDone={() => setEdited(false)} />
    )
  return (
    <Body>
      <h3>
        {nameOf(doc.name)} {doc.isDraft ? <Badge tone="unknown">{t('duty.draftMark')}</Badge> : null}
      </h3>
      <Hint>{delivered(doc.basis)}</Hint>
      <Row>
        <span>{ruleSays(doc.rule)}</span>
        <CallButton call="duty.put" look="quiet" testId="edit-duty" onPress={() => setEdited(true)}>
          {t('app.edit')}
        </CallButton>
        <CallButton
          call="duty.remove"
          look="quiet"
          testId="remove-duty"
          onPress={() =>
            void attempt(() => write('duty.remove', { id: doc.id, base: version }, 'edit.removeDuty'))
          }
        >
          {t('app.remove')}
        </CallButton>
      </Row>
      {shown.map((one) => (
        <Row key={one.dueOn}>
          <Badge tone={TONES[one.state]}>{t(`occurrence.${one.state}`)}</Badge>
          <span>
            {joined([
              t('duty.dueOn', { day: one.dueOn }),
              one.done && t('duty.doneOnSaid', { day: one.done.doneOn }),
            ])}
          </span>
          <Scans ids={one.done?.footageIds ?? []} />
          {isOpen(one) && doc.kind !== 'selfCheck' ? (
            <CallButton
              call="duty.done"
              look="quiet"
              testId="record-duty"
              onPress={() => setRecording(one.dueOn)}
            >
              {t('duty.record')}
            </CallButton>
          ) : null}
        </Row>
      ))}
      {recording === null ? null : (
        <RecordDone id={doc.id} base={version} dueOn={recording} onDone={() => setRecording(null)} />
      )}
    </Body>
  )
}

function RecordDone(props: {
  id: string
  base: Duties[number]['version']
  dueOn: string
  onDone: () => void
}) {
  const t = useT()
  const { id, base, dueOn, onDone } = props
  const [{ doneOn, said, footageIds }, set, forget] = useHalf(`duty/${id}/${dueOn}`, () => ({
    doneOn: dayOf(Date.now()),
    said: '',
    footageIds: [] as string[],
  }))
  const leave = (): void => {
    forget()
    onDone()
  }
  const save = async (): Promise<void> => {
    const made = { id, base, dueOn, doneOn, words: said, footageIds }
    if (await attempt(() => write('duty.done', made, 'edit.dutyDone'))) leave()
  }
  return (
    <Body>
      <DateField
        label={t('duty.doneOn')}
        type="date"
        value={doneOn}
        onChange={(day) => set({ doneOn: day })}
        bad={doneOn === '' ? t('selfCheck.dayMissing') : null}
      />
      <TextField label={t('duty.what')} value={said} onChange={(text) => set({ said: text })} lines />
      <ScanFields
        ids={footageIds}
        onChange={(change) => set((now) => ({ footageIds: change(now.footageIds) }))}
        testId="duty-scans"
      />
      <Row>
        <Button
          look="primary"
          testId="record-duty-done"
          isDisabled={doneOn === ''}
          onPress={() => void save()}
        >
          {t('duty.recordDone')}
        </Button>
        <Button look="quiet" onPress={leave}>
          {t('app.discard')}
        </Button>
      </Row>
    </Body>
  )
}
