import { mayClose } from '../people/alone.ts'
import { fail, type Failure } from '../units/result.ts'
import { orderIdOf } from './clocks.ts'
import { dayOf } from './deadlines/day.ts'
import type { Finding, Recheck, Sighting, State, Transition } from './finding.ts'
import type { Criterion } from './order/order.ts'
import { goneSince, newestFirst } from './sightings.ts'
import { type Need, TRANSITIONS } from './transitions.ts'

/**
 * Who makes a step, and when it is written down; `alone`: nobody else works with the workspace, `personId` absent: whoever
 * it is, is no person of it.
 */
export type Maker = {
  readonly name: string
  readonly personId?: string | undefined
  readonly role: string
  readonly atMs: number
  readonly alone: boolean
}

/** What is known beside the finding when a step is made. */
export type StepGround = {
  /** All that is here of what was seen of it. */
  readonly sightings: readonly Sighting[]
  /** What its order says closes it; null where none does. */
  readonly criterion: Criterion | null
}

/** A step that a person wants to make by itself. */
export type WantedStep = {
  readonly to: State
  readonly reason: string
  readonly duplicateOfId: string | null
  /** When the enterprise reported; null: now. */
  readonly happenedAtMs: number | null
}

/** A finding with one step more. */
export const withStep = (
  finding: Finding,
  maker: Maker,
  step: Pick<Transition, 'to'> & Partial<Transition>,
): Finding => ({
  ...finding,
  state: step.to,
  transitions: [
    ...finding.transitions,
    {
      from: finding.state,
      atMs: maker.atMs,
      by: maker.name,
      ...(maker.personId === undefined ? {} : { personId: maker.personId }),
      role: maker.role,
      reason: '',
      sightingId: null,
      duplicateOfId: null,
      ...step,
    },
  ],
})

/**
 * What a step may lack beside what the table of transitions names: what closes a finding, what a re-check looked at, and any
 * visit at all.
 */
export type Lack = 'goneSighting' | `proof_${Criterion['proof']}` | 'look' | 'visit'

/** A finding after a step, or why it may not be made. */
export type Stepped = { readonly ok: true; readonly finding: Finding } | Failure

/**
 * The finding after a step of its own, or why it may not be made: `bad_transition` (`from`, `to`), `needs_proof` (`to`,
 * `needs`, and `visitOn`, the day of the visit whose sighting is missing), `needs_other_person` (`by`), `needs_supervisor`.
 */
export function stepped(finding: Finding, wanted: WantedStep, ground: StepGround, maker: Maker): Stepped {
  const { to } = wanted
  const known = TRANSITIONS[finding.state].find((one) => one.to === to)
  if (!known) return fail('bad_transition', { from: finding.state, to })
  const lacks = (needs: Need | Lack): Failure => fail('needs_proof', { to, needs })
  let proof: Pick<Transition, 'sightingId'> & Partial<Transition> = { sightingId: null }
  for (const needs of known.needs)
    switch (needs) {
      case 'reason':
        if (!wanted.reason.trim()) return lacks(needs)
        break
      case 'duplicateOf':
        if (wanted.duplicateOfId === null || wanted.duplicateOfId === finding.id) return lacks(needs)
        break
      case 'service':
        // Findings that are older than orders have none that could be served.
        if (orderIdOf(finding) !== null) return lacks(needs)
        break
      case 'order':
      case 'transfer':
        return lacks(needs)
      case 'onTheSpot': {
        const found = goneOnTheSpot(finding, ground.sightings)
        if (!('seen' in found)) {
          const { lacks: missing, ...visit } = found
          return fail('needs_proof', { to, needs: missing, ...visit })
        }
        proof = { sightingId: found.seen.id }
        break
      }
      case 'proof': {
        const found = closingProof(finding, ground)
        if (!found) return lacks(ground.criterion ? `proof_${ground.criterion.proof}` : 'goneSighting')
        proof = found
        break
      }
    }
  let alone = false
  if (to === 'closed') {
    if (finding.level === 'major' && maker.role !== 'supervisor') return fail('needs_supervisor', {})
    const report = finding.transitions.findLast((step) => step.to === 'toRecheck')
    const recordedBy = report && { name: report.by, personId: report.personId ?? null, number: '' }
    const may = mayClose(maker, recordedBy ?? null, maker.alone)
    if (may === 'same') return fail('needs_other_person', { by: report?.by ?? '' })
    alone = may === 'alone'
  }
  return {
    ok: true,
    finding: withStep(finding, maker, {
      to,
      reason: wanted.reason,
      duplicateOfId: wanted.duplicateOfId,
      ...proof,
      ...(alone ? { alone } : {}),
      ...(wanted.happenedAtMs !== null && to === 'toRecheck' ? { happenedAtMs: wanted.happenedAtMs } : {}),
    }),
  }
}

/** The last re-check since the order that could tell; null where there is none. */
export function lastRecheck({ transitions, rechecks = [] }: Finding): Recheck | null {
  const ordered = transitions.findLastIndex(({ to }) => to === 'ordered')
  return rechecks.findLast(({ result, steps }) => result !== 'unseen' && steps > ordered) ?? null
}

/** What proves that a finding may be closed: what its criterion names, and no later re-check that says otherwise. */
export function closingProof(
  finding: Finding,
  { sightings, criterion }: StepGround,
): (Pick<Transition, 'sightingId'> & Partial<Transition>) | null {
  const last = lastRecheck(finding)
  if (last && last.result !== 'corrected') return null
  if (criterion?.proof === 'document')
    return last && last.document !== '' ? { sightingId: last.sightingId, document: last.document } : null
  const seen = goneSince(finding, sightings, criterion?.proof ?? null)
  return seen && { sightingId: seen.id }
}

/**
 * The site sighting that saw it gone in the visit in which it was seen (当场改正), with nothing since that says otherwise; else
 * what is missing: any visit at all, or the sighting of the visit in which it was seen last. A sighting that was made in no
 * visit proves nothing here: that two were made on one day does not make them one visit.
 */
function goneOnTheSpot(
  finding: Finding,
  sightings: readonly Sighting[],
):
  | { readonly seen: Sighting }
  | { readonly lacks: 'visit' }
  | { readonly lacks: 'onTheSpot'; visitOn: string } {
  const there = newestFirst(sightings).filter(
    ({ outcome, visitId }) => visitId != null && outcome !== 'gone' && outcome !== 'unseen',
  )
  const last = there[0]
  if (!last) return { lacks: 'visit' }
  if (goneSince(finding, sightings, 'site'))
    for (const one of newestFirst(sightings)) {
      if (one.outcome !== 'gone') break
      const isOfIt = there.some(({ visitId }) => visitId === one.visitId)
      if (one.seenFrom === 'site' && isOfIt) return { seen: one }
    }
  return { lacks: 'onTheSpot', visitOn: dayOf(last.seenAtMs) }
}

/**
 * The finding after a re-check. That it could not be seen changes nothing else; not put right sends back what was reported;
 * the rest of what was partly put right waits for a new order.
 */
export function rechecked(
  finding: Finding,
  check: Pick<Recheck, 'result' | 'sightingId' | 'document' | 'words'>,
  maker: Maker,
): Stepped {
  if (!['ordered', 'rectifying', 'toRecheck'].includes(finding.state))
    return fail('bad_transition', { from: finding.state, to: 'toRecheck' })
  const done: Recheck = {
    ...check,
    atMs: maker.atMs,
    by: maker.name,
    role: maker.role,
    steps: finding.transitions.length,
  }
  const kept: Finding = { ...finding, rechecks: [...(finding.rechecks ?? []), done] }
  return {
    ok: true,
    finding:
      check.result === 'not' && finding.state === 'toRecheck'
        ? withStep(kept, maker, { to: 'rectifying', reason: check.words, sightingId: check.sightingId })
        : kept,
  }
}
