import { z } from 'zod'
import { PersonRef } from '../people/person.ts'
import { AtMs } from '../units/id.ts'

/**
 * That the head of the authority approved an inspection (国办发〔2024〕54号: each one beforehand; urgent ones afterwards, and
 * then `urgentReason` says why). `atMs`: when it was approved, UTC ms.
 */
export const Approval = z.object({
  no: z.string().max(100),
  by: PersonRef,
  atMs: AtMs,
  urgentReason: z.string().min(1).max(2000).nullable(),
})
export type Approval = z.infer<typeof Approval>

/** Where an approval stands. */
export type ApprovedAt = 'visit' | 'round' | 'campaign'

/**
 * How a visit stands with its approval: `approved` before it began; `urgent`, afterwards with a reason; `late`, afterwards
 * without one; `due`, none and it began (or was to begin) already; `unapproved`, none and it did not begin yet.
 */
export type ApprovalState = 'approved' | 'urgent' | 'late' | 'due' | 'unapproved'

export type ApprovalStanding = {
  readonly state: ApprovalState
  readonly approval: Approval | null
  readonly at: ApprovedAt | null
}

/** Whether somebody stands approved in the end: 未批准 else. */
export const isApproved = (state: ApprovalState): boolean => state === 'approved' || state === 'urgent'

type Approved = { readonly approval: Approval | null } | null

/**
 * The approval that a visit takes, the nearest: its own, else its round's, else its campaign's; and how it stands.
 * @param fromMs when the visit begins, UTC ms
 */
export function approvalStanding(
  visit: { readonly approval: Approval | null; readonly fromMs: number },
  round: Approved,
  campaign: Approved,
  nowMs: number,
): ApprovalStanding {
  const nearest = (
    [
      ['visit', visit.approval],
      ['round', round?.approval ?? null],
      ['campaign', campaign?.approval ?? null],
    ] as const
  ).find(([, approval]) => approval !== null)
  const [at, approval] = nearest ?? [null, null]
  if (!approval) return { state: visit.fromMs <= nowMs ? 'due' : 'unapproved', approval: null, at: null }
  if (approval.atMs <= visit.fromMs) return { state: 'approved', approval, at }
  return { state: approval.urgentReason === null ? 'late' : 'urgent', approval, at }
}
