import type { Finding, State } from './finding.ts'

/** What a step of a finding's life needs before it may be made. */
export type Need = 'reason' | 'deadline' | 'goneSighting' | 'duplicateOf'

/**
 * Where a finding may go from each state, and what the step needs (design, section 9): an order needs a deadline,
 * closing needs a later sighting that saw it gone, going back or out needs a reason.
 */
export const TRANSITIONS: Readonly<Record<State, readonly { to: State; needs: readonly Need[] }[]>> = {
  toVerify: [
    { to: 'confirmed', needs: [] },
    { to: 'unfounded', needs: ['reason'] },
    { to: 'duplicate', needs: ['duplicateOf'] },
    { to: 'transferred', needs: ['reason'] },
    { to: 'unverifiable', needs: ['reason'] },
  ],
  confirmed: [
    { to: 'ordered', needs: ['deadline'] },
    { to: 'transferred', needs: ['reason'] },
    { to: 'toVerify', needs: ['reason'] },
  ],
  ordered: [
    { to: 'rectifying', needs: [] },
    { to: 'toRecheck', needs: [] },
    { to: 'confirmed', needs: ['reason'] },
  ],
  rectifying: [
    { to: 'toRecheck', needs: [] },
    { to: 'ordered', needs: ['reason'] },
  ],
  toRecheck: [
    { to: 'closed', needs: ['goneSighting'] },
    { to: 'rectifying', needs: ['reason'] },
    { to: 'unverifiable', needs: ['reason'] },
  ],
  // A closed case that comes back is a new finding with `recursOfId`: it has a clock of its own.
  closed: [],
  unfounded: [{ to: 'toVerify', needs: ['reason'] }],
  duplicate: [{ to: 'toVerify', needs: ['reason'] }],
  transferred: [{ to: 'toVerify', needs: ['reason'] }],
  unverifiable: [
    { to: 'toVerify', needs: ['reason'] },
    { to: 'toRecheck', needs: ['reason'] },
  ],
}

/** States in which somebody still has to do something. */
export const OPEN_STATES: readonly State[] = [
  'toVerify',
  'confirmed',
  'ordered',
  'rectifying',
  'toRecheck',
  'unverifiable',
]
/** States in which a deadline runs. */
export const RUNNING_STATES: readonly State[] = ['ordered', 'rectifying', 'toRecheck']

/** Past its last deadline and not yet put right: computed, never stored. */
export const isOverdue = ({ state, deadlines }: Finding, nowMs: number): boolean =>
  isPastDue(state, deadlines[deadlines.length - 1]?.dueMs ?? null, nowMs)

/** The same by the state and the last deadline, UTC ms; null where there is none. */
export const isPastDue = (state: State, dueMs: number | null, nowMs: number): boolean =>
  dueMs !== null && RUNNING_STATES.includes(state) && dueMs < nowMs
