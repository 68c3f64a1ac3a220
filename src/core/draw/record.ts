import { z } from 'zod'
import { canonicalJson } from '../units/canonical.ts'
import { fit, type Misfit } from '../units/fit.ts'
import { type Attempt, Draw } from './draw.ts'
import { ALGORITHM, commitmentOf, drawFrom, type HashOf, marksOf, seedMarkOf } from './drawn.ts'

/** What a draw is handed out as: all that it takes to do it again, in one text file. */
export const DrawRecord = z.object({
  sortieDraw: z.literal(1),
  algorithm: z.literal(ALGORITHM),
  draw: Draw,
})
export type DrawRecord = z.infer<typeof DrawRecord>

export const recordText = (draw: Draw): string =>
  `${canonicalJson({ sortieDraw: 1, algorithm: ALGORITHM, draw } satisfies DrawRecord)}\n`

/** The record in what a JSON text holds; what does not fit where it is none. */
export function readRecord(
  value: unknown,
): { readonly ok: true; readonly record: DrawRecord } | { readonly ok: false; readonly misfit: Misfit } {
  const fitted = fit(DrawRecord, value)
  return fitted.ok ? { ok: true, record: fitted.value } : { ok: false, misfit: fitted.misfit }
}

/**
 * What of a record is not as it was: a member or an exclusion, their order or number, the rule (share, number of
 * inspectors), why it was drawn again or the attempt before, the commitment over all of it, the seed, what was drawn, or that
 * the commitment is not the one that somebody noted down.
 */
export const REPLAY_PROBLEMS = [
  'replay_member',
  'replay_order',
  'replay_number',
  'replay_rule',
  'replay_again',
  'replay_commitment',
  'replay_noted',
  'replay_seed',
  'replay_drawn',
  'replay_not_drawn',
] as const
export type ReplayProblem = {
  readonly code: (typeof REPLAY_PROBLEMS)[number]
  /** Which attempt, from 1. */
  readonly attempt: number
  readonly list: 'targets' | 'targetsExcluded' | 'inspectors' | 'inspectorsExcluded' | ''
  /** The member that is another one, as the record names it. */
  readonly name: string
}

const LISTS = ['targets', 'targetsExcluded', 'inspectors', 'inspectorsExcluded'] as const

/** Draws every attempt of a record again; `noted`: the commitment of one of them, as it was made known before the draw. */
export function replay({ draw }: DrawRecord, hashOf: HashOf, noted: string | null = null): ReplayProblem[] {
  const problems = draw.attempts.flatMap((_, i) => problemsOf(draw.attempts, i, hashOf))
  if (noted !== null && !draw.attempts.some(({ commitment }) => commitment === noted))
    problems.push({ code: 'replay_noted', attempt: draw.attempts.length, list: '', name: noted })
  return problems
}

function problemsOf(attempts: readonly Attempt[], i: number, hashOf: HashOf): ReplayProblem[] {
  const attempt = attempts[i]
  if (!attempt) return []
  const { pool, marks, commitment, outcome, reason } = attempt
  const problem = (
    code: ReplayProblem['code'],
    list: ReplayProblem['list'] = '',
    name = '',
  ): ReplayProblem => ({ code, attempt: i + 1, list, name })
  const found: ReplayProblem[] = []
  const { marks: made } = marksOf(attempt, attempts[i - 1] ?? null, hashOf)
  for (const list of LISTS)
    found.push(...differing(list, pool[list], made[list], marks[list]).map((one) => problem(...one)))
  if (made.rule !== marks.rule) found.push(problem('replay_rule'))
  if (made.again !== marks.again || (i > 0 && reason.trim() === '')) found.push(problem('replay_again'))
  if (commitmentOf(marks, hashOf) !== commitment) found.push(problem('replay_commitment'))
  if (!outcome) {
    found.push(problem('replay_not_drawn'))
    return found
  }
  if (seedMarkOf(commitment, outcome.seed, hashOf) !== outcome.seedMark) found.push(problem('replay_seed'))
  // What was changed before cannot give the same: only a draw from what was committed to is held against the result.
  if (found.length === 0) {
    const again = drawFrom(pool, commitment, outcome.seed, hashOf)
    if (canonicalJson(again) !== canonicalJson(outcome.drawn)) {
      const other = again.find(({ target }, n) => outcome.drawn[n]?.target !== target)
      const name = pool.targets.find(({ key }) => key === other?.target)?.name ?? ''
      found.push(problem('replay_drawn', 'targets', name))
    }
  }
  return found
}

/** Where the members of a list are not those that were committed to. */
function differing(
  list: (typeof LISTS)[number],
  members: readonly { name: string }[],
  made: readonly string[],
  committed: readonly string[],
): [ReplayProblem['code'], ReplayProblem['list'], string][] {
  if (made.every((mark, i) => mark === committed[i]) && made.length === committed.length) return []
  const known = new Set(committed)
  const others = members.filter((_, i) => !known.has(made[i] ?? ''))
  if (others.length > 0) return others.map(({ name }) => ['replay_member', list, name])
  const moved = members.find((_, i) => made[i] !== committed[i])
  return [[made.length === committed.length ? 'replay_order' : 'replay_number', list, moved?.name ?? '']]
}
