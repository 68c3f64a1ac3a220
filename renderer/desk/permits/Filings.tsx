import { useState } from 'react'
import type { CallOutput } from '../../../src/contract/index.ts'
import type { Filing } from '../../../src/core/permit/approval.ts'
import { filingTimes } from '../../../src/core/permit/times.ts'
import { wallTime } from '../../../src/core/permit/wallClock.ts'
import { newPartId } from '../../api/newId.ts'
import { write } from '../../api/write.ts'
import { dateTime, fromLocalInput, toLocalInput, zoneName } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Select, TextField } from '../../ui/fields.tsx'
import { Badge, Body, Grid, Hint, Row, type Tone } from '../../ui/layout.tsx'
import { CallButton } from '../CallButton.tsx'
import { attempt } from '../notices.ts'

type Approval = CallOutput<'flightApproval.list'>[number]
type Answer = 'open' | 'yes' | 'no'

/** So many of the last filings stand there. */
const SHOWN = 5

const answerOf = ({ agreed }: Filing): Answer => (agreed === null ? 'open' : agreed ? 'yes' : 'no')
const TONES: Record<Answer, Tone> = { open: 'warning', yes: 'good', no: 'error' }

/** The filings under an approval, those of the last days first, and one more or an answer to one; `day`: the one that is asked for. */
export function Filings({ approval, day }: { approval: Approval; day: string | null }) {
  const t = useT()
  const { doc } = approval
  const [edited, setEdited] = useState<Filing | null>(null)
  const shown = doc.filings.toSorted((a, b) => (a.day < b.day ? 1 : -1)).slice(0, SHOWN)
  const begin = (): void => {
    const nowMs = Date.now()
    setEdited({
      id: newPartId(),
      day: day ?? toLocalInput(nowMs + 86_400_000).slice(0, 10),
      number: '',
      // As the field shows it: to the minute, so that an answer in the same one does not come before it.
      filedAtMs: fromLocalInput(toLocalInput(nowMs)) ?? nowMs,
      urgent: null,
      answeredAtMs: null,
      agreed: null,
    })
  }
  if (edited)
    return (
      <FilingForm
        approval={approval}
        filing={edited}
        isNew={!doc.filings.some(({ id }) => id === edited.id)}
        onDone={() => setEdited(null)}
      />
    )
  return (
    <Body>
      {shown.map((filing) => (
        <Row key={filing.id}>
          <Badge tone={TONES[answerOf(filing)]}>{t(`filing.${answerOf(filing)}`)}</Badge>
          <span>
            {t('filing.said', {
              day: filing.day,
              filed: dateTime(filing.filedAtMs),
              answer: filing.answeredAtMs === null ? t('filing.open') : dateTime(filing.answeredAtMs),
            })}
          </span>
          <span>{filing.number}</span>
          <CallButton
            call="flightApproval.file"
            look="quiet"
            testId="answer-filing"
            onPress={() => setEdited(filing)}
          >
            {t('filing.answer')}
          </CallButton>
        </Row>
      ))}
      <CallButton call="flightApproval.file" look="quiet" testId="new-filing" onPress={begin}>
        {t('filing.new')}
      </CallButton>
    </Body>
  )
}

function FilingForm(props: { approval: Approval; filing: Filing; isNew: boolean; onDone: () => void }) {
  const t = useT()
  const { approval } = props
  const [filing, setFiling] = useState(props.filing)
  const [answer, setAnswer] = useState<Answer>(answerOf(props.filing))
  const [now] = useState(() => Date.now())
  const [answeredAt, setAnsweredAt] = useState(toLocalInput(props.filing.answeredAtMs ?? now))
  const set = (change: Partial<Filing>): void => setFiling({ ...filing, ...change })
  const { zone } = approval.doc
  const isDay = /^\d{4}-\d\d-\d\d$/.test(filing.day)
  const times = isDay ? filingTimes(zone, filing.day) : null
  const keep = (): void =>
    void attempt(async () => {
      const atMs = fromLocalInput(answeredAt)
      const answered =
        answer === 'open' || atMs === null
          ? { answeredAtMs: null, agreed: null }
          : { answeredAtMs: atMs, agreed: answer === 'yes' }
      await write(
        'flightApproval.file',
        { id: approval.doc.id, base: approval.version, filing: { ...filing, ...answered } },
        'edit.filing',
      )
      props.onDone()
    })
  return (
    <Body>
      <Grid>
        <DateField label={t('filing.day')} type="date" value={filing.day} onChange={(day) => set({ day })} />
        <TextField
          label={t('filing.number')}
          value={filing.number}
          maxLength={100}
          onChange={(number) => set({ number })}
          testId="filing-number"
        />
        <DateField
          label={t('filing.filedAt')}
          type="datetime-local"
          value={toLocalInput(filing.filedAtMs)}
          onChange={(text) => set({ filedAtMs: fromLocalInput(text) ?? filing.filedAtMs })}
        />
        <TextField
          label={t('filing.urgent')}
          value={filing.urgent ?? ''}
          maxLength={500}
          onChange={(urgent) => set({ urgent: urgent === '' ? null : urgent })}
        />
        <Select<Answer>
          label={t('filing.answer')}
          value={answer}
          options={(['open', 'yes', 'no'] as const).map((value) => ({ value, label: t(`filing.${value}`) }))}
          onChange={setAnswer}
          testId="filing-answer"
        />
        {answer === 'open' ? null : (
          <DateField
            label={t('filing.answeredAt')}
            type="datetime-local"
            value={answeredAt}
            onChange={setAnsweredAt}
          />
        )}
      </Grid>
      {times ? (
        <Hint>
          {t('filing.by', {
            file: wallTime(zone, times.fileByMs),
            answer: wallTime(zone, times.answerByMs),
            zone: zoneName(zone),
          })}
        </Hint>
      ) : null}
      <Row>
        <Button onPress={keep} isDisabled={!isDay} testId="keep-filing">
          {t('filing.save')}
        </Button>
        <Button look="quiet" onPress={props.onDone}>
          {t('app.discard')}
        </Button>
      </Row>
    </Body>
  )
}
