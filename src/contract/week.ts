import { z } from 'zod'
import { VisitMode } from '../core/campaign/visit.ts'
import { Level } from '../core/finding/finding.ts'
import { Licence } from '../core/site/enterprise.ts'
import { AtMs, Id, Name } from '../core/units/id.ts'
import { call } from './call.ts'
import { PageLimit } from './document.ts'
import { EVERYONE } from './roles.ts'

/**
 * What is to be done: the words of each name the one action.
 * - findings and orders: `verify` to `answer`;
 * - `duty`, `selfCheck`: what an enterprise owes, and its own check, due or missing; `renew`: a licence ends, of an enterprise
 *   or a person; `renewFlight`: a flight approval ends before the round does in which its mission is to be flown;
 * - `approve`: a visit is to begin that nobody has approved (未批准); `approveAfter`: one began, so that its approval comes
 *   afterwards, with a reason; `finishRound`: a round ends soon and enterprises of it were not flown over or visited;
 * - `review`: what somebody did alone waits for a second person.
 */
export const WEEK_KINDS = [
  'verify',
  'order',
  'issue',
  'serve',
  'setDeadline',
  'report',
  'recheck',
  'close',
  'answer',
  'duty',
  'selfCheck',
  'renew',
  'renewFlight',
  'approve',
  'approveAfter',
  'finishRound',
  'review',
] as const

/** What is to be done, and by when; in this week's list. */
export const WeekItem = z.object({
  kind: z.enum(WEEK_KINDS),
  /** What it leads to. */
  aggregate: z.enum([
    'finding',
    'rectificationOrder',
    'duty',
    'enterprise',
    'visit',
    'campaign',
    'mission',
    'person',
  ]),
  id: Id,
  /** As somebody typed it, or in both languages; '' where its kind says all. */
  title: z.union([z.string(), z.object({ zh: z.string(), en: z.string() })]),
  /** What kind of licence it is, and how a visit is made; null of all else. */
  licence: Licence.shape.kind.nullable(),
  mode: VisitMode.nullable(),
  /** How many there are of it: days that were missed, enterprises not seen, steps not looked at; null: it is one. */
  count: z.number().int().nullable(),
  /** Null where it is about none, or about several. */
  enterpriseId: Id.nullable(),
  enterpriseName: Name.nullable(),
  level: Level.nullable(),
  dueMs: AtMs.nullable(),
  /** Whole days of China until the last day; negative: over. Null where nothing is due on a day. */
  daysLeft: z.number().int().nullable(),
  overdueOf: z.enum(['enterprise', 'ours']).nullable(),
  /** Who is told of it by now, as the table of escalation says. */
  whom: z.string().nullable(),
})
export type WeekItem = z.infer<typeof WeekItem>

export const weekCalls = {
  /**
   * What is due by the end of the seventh day from now, what is over, and what began to be due since it takes longer; what is
   * due first before, and what has no day after it. Of an enterprise: only what is about it.
   */
  'week.list': call(
    'read',
    EVERYONE,
    z.object({ enterpriseId: Id.nullable(), limit: PageLimit.default(200) }),
    z.object({ rows: z.array(WeekItem), isMore: z.boolean() }),
  ),
} as const
