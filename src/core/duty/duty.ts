import { z } from 'zod'
import { Day } from '../finding/deadlines/day.ts'
import { PersonRef } from '../people/person.ts'
import { AtMs, Id, Name } from '../units/id.ts'
import { Rule } from './rule.ts'

export const DUTY_KINDS = ['yearlyReport', 'filing', 'licence', 'selfCheck', 'other'] as const
export const DutyKind = z.enum(DUTY_KINDS)
export type DutyKind = z.infer<typeof DutyKind>

/**
 * What becomes of the next one while the last is still open: each stands by itself, it is left out, it takes the last one's
 * place, or it is counted from the day on which the last one was done.
 */
export const IF_OPEN = ['each', 'skip', 'replace', 'afterDone'] as const

/** That one of them was done, and what shows it. */
export const Done = z.object({
  /** Which one: the day on which it was due. */
  dueOn: Day,
  doneOn: Day,
  words: z.string().max(2000),
  /** Scans, photos and files in the vault. */
  footageIds: z.array(Id).max(50),
  by: PersonRef,
  atMs: AtMs,
})
export type Done = z.infer<typeof Done>

/** What an enterprise owes again and again (周期事项). What is due, done, late or missing is computed. */
export const Duty = z.object({
  id: Id,
  enterpriseId: Id,
  kind: DutyKind,
  name: Name,
  /** The provision that it rests on; whether that is a draft, which nobody has compared with the text in force. */
  basis: z.string().max(500),
  isDraft: z.boolean(),
  rule: Rule,
  /** From so many days before on it is due. */
  leadDays: z.number().int().min(0).max(366),
  ifOpen: z.enum(IF_OPEN),
  /** Only ever added to. */
  done: z.array(Done).max(1000),
  remarks: z.string().max(4000),
})
export type Duty = z.infer<typeof Duty>
