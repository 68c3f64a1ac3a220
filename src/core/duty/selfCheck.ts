import { z } from 'zod'
import { Day } from '../finding/deadlines/day.ts'
import { PersonRef } from '../people/person.ts'
import { Contact } from '../site/enterprise.ts'
import { AtMs, Id, PartId } from '../units/id.ts'

/** In order, something found, found and put right already, not looked at. */
export const CHECK_RESULTS = ['inOrder', 'found', 'putRight', 'notChecked'] as const
export const CheckResult = z.enum(CHECK_RESULTS)
export type CheckResult = z.infer<typeof CheckResult>

/** One thing that was looked at. */
export const CheckItem = z.object({
  id: PartId,
  what: z.string().min(1).max(300),
  result: CheckResult,
  /** What was found, and what was done about it. */
  words: z.string().max(2000),
  putRightOn: Day.nullable(),
})
export type CheckItem = z.infer<typeof CheckItem>

/**
 * A check by the enterprise's own safety officer (企业自查), as it was handed in: it is not edited afterwards, and never
 * mixed with inspections. What stands in it is what the enterprise says (企业自报): a finding only once an officer takes it
 * over.
 */
export const SelfCheck = z.object({
  id: Id,
  enterpriseId: Id,
  siteId: Id.nullable(),
  checkedOn: Day,
  checkedBy: Contact,
  items: z
    .array(CheckItem)
    .min(1)
    .max(200)
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, { error: 'fit_twice' }),
  /** By hand from the sheet, from the form that was handed out, or from a scan, which is in the vault. */
  how: z.enum(['hand', 'form', 'scan']),
  footageIds: z.array(Id).max(50),
  enteredBy: PersonRef,
  enteredAtMs: AtMs,
  remarks: z.string().max(4000),
})
export type SelfCheck = z.infer<typeof SelfCheck>
