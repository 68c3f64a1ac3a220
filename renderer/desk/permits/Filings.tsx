import { useState } from 'react'
import type { CallOutput } from '../../../src/contract/index.ts'
import type { Filing } from '../../../src/core/permit/approval.ts'
import { filingTimes } from '../../../src/core/permit/times.ts'
import { dayIn, daysLater, wallTime } from '../../../src/core/units/wallClock.ts'
import { newPartId } from '../../api/newId.ts'
import { write } from '../../api/write.ts'
import { calendarDay, dateTime, zoneName } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, Body, Hint, Row, type Tone } from '../../ui/layout.tsx'
import { CallButton } from '../CallButton.tsx'
import { joined } from '../documents/members/say.ts'
import { type FieldOf, FieldRows } from '../form/FieldRows.tsx'
import { More } from '../More.tsx'
import { attempt } from '../notices.ts'

type Approval = CallOutput<'flightApproval.list'>[number]
type Answer = 'open' | 'yes' | 'no'

/** So many of the last filings stand there at first. */
const SHOWN = 5

/** Now, to the minute as fields show it: what comes in the same minute does not come before it. */
const minuteNow = (): number => Math.floor(Date.now() / 60_000) * 60_000

const answerOf = ({ agreed }: Filing): Answer => (agreed === null ? 'open' : agreed ? 'yes' : 'no')
const TONES: Record<Answer, Tone> = { open: 'warning', yes: 'good', no: 'error' }

/** The filings under an approval, and one more or an answer to one: those of a `day`, or those of the last days. */
export function Filings({ approval, day }: { approval: Approval; day: string | null }) {
  const t = useT()
  const { doc } = approval
  const [edited, setEdited] = useState<Filing | null>(null)
  const [most, setMost] = useState(SHOWN)
  const asked = doc.filings
    .filter((filing) => day === null || filing.day === day)
    .toSorted((a, b) => (a.day < b.day ? 1 : -1))
  const shown = asked.slice(0, most)
  const begin = (): void => {
    const nowMs = minuteNow()
    setEdited({
      id: newPartId(),
      day: day ?? daysLater(dayIn(doc.zone, nowMs), 1),
      number: '',
      filedAtMs: nowMs,
      urgent: null,
      answeredAtMs: null,
      agreed: null,
    })
  }
  if (edited) return <FilingForm approval={approval} filing={edited} onDone={() => setEdited(null)} />
  return (
    <>
      {shown.map((filing) => (
        <Row key={filing.id}>
          <Badge tone={TONES[answerOf(filing)]}>{t(`filing.${answerOf(filing)}`)}</Badge>
          <span>
            {joined([
              t('filing.of', { day: calendarDay(filing.day) }),
              filing.number,
              t('filing.filed', { at: dateTime(filing.filedAtMs) }),
              filing.answeredAtMs === null
                ? null
                : t('filing.answered', { at: dateTime(filing.answeredAtMs) }),
            ])}
          </span>
          <CallButton
            call="flightApproval.file"
            look={filing.agreed === null ? 'plain' : 'quiet'}
            testId="answer-filing"
            onPress={() => setEdited(filing)}
          >
            {t(filing.agreed === null ? 'filing.answerNow' : 'app.edit')}
          </CallButton>
        </Row>
      ))}
      <More shown={shown.length} total={asked.length} onMore={() => setMost(asked.length)} />
      <Row>
        <CallButton
          call="flightApproval.file"
          look={day !== null && shown.length === 0 ? 'plain' : 'quiet'}
          testId="new-filing"
          onPress={begin}
        >
          {t(day === null ? 'filing.new' : 'filing.newFor', { day: day === null ? '' : calendarDay(day) })}
        </CallButton>
      </Row>
    </>
  )
}

function FilingForm(props: { approval: Approval; filing: Filing; onDone: () => void }) {
  const t = useT()
  const { approval } = props
  const [now] = useState(minuteNow)
  const [filled, setFilled] = useState(() => ({
    ...props.filing,
    answer: answerOf(props.filing),
    answeredAtMs: props.filing.answeredAtMs ?? now,
  }))
  const { zone } = approval.doc
  const isDay = /^\d{4}-\d\d-\d\d$/.test(filled.day)
  const times = isDay ? filingTimes(zone, filled.day) : null
  const fields: readonly FieldOf<typeof filled>[] = [
    { day: 'day', label: 'filing.day' },
    { text: 'number', label: 'filing.number', most: 100, testId: 'filing-number' },
    { moment: 'filedAtMs', label: 'filing.filedAt' },
    { textOrNone: 'urgent', label: 'filing.urgent', hint: 'filing.urgentHint', most: 500 },
    {
      choice: 'answer',
      label: 'filing.answer',
      options: (['open', 'yes', 'no'] as const).map((value) => ({ value, label: t(`filing.${value}`) })),
      testId: 'filing-answer',
    },
    ...(filled.answer === 'open' ? [] : [{ moment: 'answeredAtMs', label: 'filing.answeredAt' } as const]),
  ]
  const keep = (): void =>
    void attempt(async () => {
      const { answer, answeredAtMs, ...filing } = filled
      const answered =
        answer === 'open' ? { answeredAtMs: null, agreed: null } : { answeredAtMs, agreed: answer === 'yes' }
      await write(
        'flightApproval.file',
        { id: approval.doc.id, base: approval.version, filing: { ...filing, ...answered } },
        'edit.filing',
      )
      props.onDone()
    })
  return (
    <Body>
      <FieldRows
        doc={filled}
        set={(change) => setFilled((before) => ({ ...before, ...change }))}
        fields={fields}
      />
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
        <Button look="primary" onPress={keep} isDisabled={!isDay} testId="keep-filing">
          {t('filing.save')}
        </Button>
        <Button onPress={props.onDone}>{t('app.discard')}</Button>
      </Row>
    </Body>
  )
}
