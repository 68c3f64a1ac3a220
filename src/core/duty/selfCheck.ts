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

/** What the safety officer looks at where nothing else was agreed: the items of the form that is handed out. */
export const USUAL_ITEMS: readonly { readonly zh: string; readonly en: string }[] = [
  { zh: '储罐、管线有无泄漏', en: 'Tanks and pipes: leaks' },
  { zh: '围堰、收集池是否完好', en: 'Bunds and basins: whole' },
  { zh: '库房门锁、双人双锁', en: 'Stores: locks, two persons with two keys' },
  { zh: '出入库台账与实物核对', en: 'Ledger against stock' },
  { zh: '围墙、大门、视频监控', en: 'Wall, gates, cameras' },
  { zh: '装卸区、运输车辆', en: 'Loading bay and lorries' },
  { zh: '消防通道与器材', en: 'Fire lanes and equipment' },
  { zh: '标识、告知牌', en: 'Signs and notices' },
]
