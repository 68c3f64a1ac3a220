import { useState } from 'react'
import type { Approval } from '../../../src/core/campaign/approval.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { attempt } from '../../desk/notices.ts'
import { dateTime } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { TextField } from '../../ui/fields.tsx'
import { Badge, Hint } from '../../ui/layout.tsx'
import { useHalf } from '../../desk/form/half.ts'

/** An approval as it stands, in one line. */
export function ApprovalLine({ approval }: { approval: Approval }) {
  const t = useT()
  const { no, by, atMs, urgentReason } = approval
  return (
    <span>
      <Badge tone="good">{t('approval.given')}</Badge>{' '}
      {urgentReason === null
        ? t('approvalSaid.plain', { no, by: by.name, at: dateTime(atMs) })
        : t('approvalSaid.urgent', { no, by: by.name, at: dateTime(atMs), reason: urgentReason })}
    </span>
  )
}

/** Gives an approval: its number, and where it comes after the beginning, why. */
export function Approve(props: {
  call: 'campaign.approve' | 'visit.approve'
  /** What is approved: a campaign's, a round's or a visit's id. */
  of: string
  /** When what is approved begins, UTC ms: afterwards it needs a reason. */
  fromMs: number
  onApprove: (given: { no: string; urgentReason: string | null }) => Promise<unknown>
  testId: string
}) {
  const t = useT()
  const [{ no, reason }, set, done] = useHalf(`approve/${props.of}`, () => ({ no: '', reason: '' }))
  const [openedAtMs] = useState(() => Date.now())
  const isLate = props.fromMs < openedAtMs
  return (
    <>
      <TextField
        label={t('approval.no')}
        value={no}
        maxLength={100}
        onChange={(text) => set({ no: text })}
        testId={`${props.testId}-no`}
      />
      {isLate ? (
        <>
          <TextField
            label={t('approval.urgentReason')}
            value={reason}
            maxLength={2000}
            onChange={(text) => set({ reason: text })}
            testId={`${props.testId}-reason`}
          />
          <Hint>{t('approval.lateHint')}</Hint>
        </>
      ) : null}
      <CallButton
        call={props.call}
        testId={props.testId}
        onPress={() =>
          void attempt(async () => {
            await props.onApprove({ no, urgentReason: isLate && reason.trim() !== '' ? reason : null })
            done()
          })
        }
      >
        {t('approval.approve')}
      </CallButton>
    </>
  )
}
