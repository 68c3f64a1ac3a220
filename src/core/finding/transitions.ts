import type { State } from './finding.ts'

/**
 * What a step of a finding's life needs before it may be made:
 * - `order`, `service`: it is made by issuing, taking back or serving an order, not by itself;
 * - `transfer`: it is made by sending the finding to another agency;
 * - `proof`: what the order's criterion names was seen since (or shown by a document), and another closes than wrote down
 *   the report;
 * - `onTheSpot`: somebody saw it gone on site, in the same visit in which it was seen.
 */
export type Need = 'reason' | 'order' | 'service' | 'proof' | 'duplicateOf' | 'transfer' | 'onTheSpot'

/** Where a finding may go from each state, and what the step needs. */
export const TRANSITIONS: Readonly<Record<State, readonly { to: State; needs: readonly Need[] }[]>> = {
  toVerify: [
    { to: 'confirmed', needs: [] },
    { to: 'unfounded', needs: ['reason'] },
    { to: 'duplicate', needs: ['duplicateOf'] },
    { to: 'transferred', needs: ['transfer'] },
  ],
  confirmed: [
    { to: 'ordered', needs: ['order'] },
    { to: 'closed', needs: ['onTheSpot'] },
    { to: 'transferred', needs: ['transfer'] },
    { to: 'toVerify', needs: ['reason'] },
  ],
  ordered: [
    { to: 'rectifying', needs: ['service'] },
    { to: 'toRecheck', needs: [] },
    { to: 'confirmed', needs: ['reason'] },
  ],
  rectifying: [
    { to: 'toRecheck', needs: [] },
    // What is left of it goes under a new order, which names the old one.
    { to: 'ordered', needs: ['order'] },
    { to: 'confirmed', needs: ['reason'] },
  ],
  toRecheck: [
    { to: 'closed', needs: ['proof'] },
    { to: 'rectifying', needs: ['reason'] },
    { to: 'ordered', needs: ['order'] },
    // Its order was taken back.
    { to: 'confirmed', needs: ['order'] },
  ],
  // A closed case that comes back is a new finding with `recursOfId`: it has a clock of its own.
  closed: [],
  unfounded: [{ to: 'toVerify', needs: ['reason'] }],
  duplicate: [{ to: 'toVerify', needs: ['reason'] }],
  transferred: [{ to: 'toVerify', needs: ['reason'] }],
  // Nobody comes here any more: that something could not be seen decides nothing. Older findings may still stand here.
  unverifiable: [
    { to: 'toVerify', needs: ['reason'] },
    { to: 'toRecheck', needs: ['reason'] },
  ],
}

/** States in which somebody of us still has to do something. */
export const OPEN_STATES: readonly State[] = [
  'toVerify',
  'confirmed',
  'ordered',
  'rectifying',
  'toRecheck',
  'unverifiable',
]
