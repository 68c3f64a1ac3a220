import { write } from '../../api/write.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { attempt } from '../../desk/notices.ts'
import { date, dateTime, fromLocalInput, toLocalInput } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { DateField } from '../../ui/DateField.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Hint, Notice, Row, Section } from '../../ui/layout.tsx'
import { FIFTEEN_DAYS_MS, type FindingDetail } from './findingDetail.ts'
import { useHalf } from '../../desk/form/half.ts'

/** The deadlines as they were set; an extension is a record of its own with its reason. */
export function ExtendDeadline({ detail }: { detail: FindingDetail }) {
  const t = useT()
  const { doc, version } = detail
  const last = doc.deadlines.at(-1)
  const [{ due, reason }, set, done] = useHalf(`extend/${doc.id}`, () => ({
    due: toLocalInput((last?.dueMs ?? 0) + FIFTEEN_DAYS_MS),
    reason: '',
  }))
  const dueMs = fromLocalInput(due)
  const ready = dueMs !== null && reason.trim() !== ''
  return (
    <Section title={t('finding.deadlines')} count={doc.deadlines.length}>
      {doc.deadlines.map((deadline) => (
        <Hint key={deadline.setAtMs}>
          {t('finding.deadlineLine', {
            due: dateTime(deadline.dueMs),
            by: deadline.by,
            at: date(deadline.setAtMs),
            reason: deadline.reason,
          })}
        </Hint>
      ))}
      <DateField
        label={t('finding.newDeadline')}
        type="datetime-local"
        value={due}
        onChange={(day) => set({ due: day })}
      />
      <TextField
        label={t('finding.reason')}
        value={reason}
        maxLength={2000}
        onChange={(why) => set({ reason: why })}
      />
      {ready ? null : <Notice tone="info">{t('finding.needsReason')}</Notice>}
      <Row>
        <CallButton
          call="finding.extend"
          isDisabled={!ready}
          onPress={() => {
            if (dueMs === null) return
            void attempt(async () => {
              await write(
                'finding.extend',
                { id: doc.id, base: version, dueMs, reason: reason.trim() },
                'edit.extend',
              )
              done()
            })
          }}
        >
          {t('finding.extend')}
        </CallButton>
      </Row>
    </Section>
  )
}
