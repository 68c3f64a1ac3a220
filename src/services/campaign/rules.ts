import type { Actor } from '../../contract/index.ts'
import { type Agency, agencyProblem } from '../../core/campaign/agency.ts'
import type { Approval } from '../../core/campaign/approval.ts'
import type { PersonRef } from '../../core/people/person.ts'
import type { Visit } from '../../core/campaign/visit.ts'
import { visitProblem } from '../../core/campaign/visit.ts'
import { Refusal } from '../../store/workspace.ts'

/** Who acts, as a document names them. */
const refOfActor = ({ personId, name }: Actor): PersonRef => ({
  personId: personId ?? null,
  name: name.slice(0, 100),
  number: '',
})

/**
 * The approval that somebody gives.
 * @param beganMs when what is approved begins, UTC ms
 * @throws {Refusal} `approval_needs_reason` where it comes afterwards and does not say why.
 */
export function approvalBy(
  actor: Actor,
  { no, atMs, urgentReason }: { no: string; atMs?: number | undefined; urgentReason: string | null },
  beganMs: number,
  nowMs: number,
): Approval {
  const givenMs = atMs ?? nowMs
  if (givenMs > nowMs) throw new Refusal('approval_future', {})
  if (givenMs > beganMs && urgentReason === null) throw new Refusal('approval_needs_reason', {})
  return { no, by: refOfActor(actor), atMs: givenMs, urgentReason }
}

/**
 * Holds the bodies that are to inspect against what they may. While something is planned they may still be missing.
 * @throws {Refusal} `agency_cannot_inspect`, and of what is over `agency_none` and `agency_no_basis`.
 */
export function sureOfAgencies(agencies: readonly Agency[], isOver: boolean): void {
  const problem = agencyProblem(agencies)
  if (!problem) return
  if (problem.code !== 'agency_cannot_inspect' && !isOver) return
  throw new Refusal(problem.code, { agency: 'agency' in problem ? problem.agency.name.zh : '' })
}

/**
 * @throws {Refusal} what keeps a visit from being kept so.
 */
export function sureOfVisit(visit: Visit): void {
  sureOfAgencies(visit.agencies, visit.toMs !== null && visit.mode !== 'air')
  const problem = visitProblem(visit)
  if (problem) throw new Refusal(problem, {})
}
