import { z } from 'zod'
import { Done, Duty, DutyKind } from '../core/duty/duty.ts'
import { OCCURRENCE_STATES } from '../core/duty/occurrences.ts'
import { SelfCheck } from '../core/duty/selfCheck.ts'
import { Finding } from '../core/finding/finding.ts'
import { Day } from '../core/finding/deadlines/day.ts'
import { LatLon } from '../core/geo/position.ts'
import { Licence } from '../core/site/enterprise.ts'
import { Id, Name, PartId, Version } from '../core/units/id.ts'
import { Note } from '../core/units/note.ts'
import { call } from './call.ts'
import { byId, made, page, pageOf, put, record, removal, removed, TimeCursor, written } from './document.ts'
import { FileRef } from './files.ts'
import { EVERYONE, OFFICERS, SUPERVISORS } from './roles.ts'

/** One day of a duty, as it stands today. */
export const OccurrenceRow = z.object({
  dueOn: Day,
  state: z.enum(OCCURRENCE_STATES),
  done: Done.pick({ doneOn: true, words: true, footageIds: true }).nullable(),
  selfCheckId: Id.nullable(),
})
export type OccurrenceRow = z.infer<typeof OccurrenceRow>

/** The end of a licence, which nobody enters as a duty. */
export const LicenceRow = z.object({
  enterpriseId: Id,
  licence: Licence,
  dueOn: Day,
  state: z.enum(['ahead', 'due', 'missing']),
})
export type LicenceRow = z.infer<typeof LicenceRow>

/** What is due now, or missing, of any enterprise. */
export const DueRow = z.object({
  enterpriseId: Id,
  /** Null where the enterprise is not here. */
  enterpriseName: Name.nullable(),
  dueOn: Day,
  isMissing: z.boolean(),
  what: z.discriminatedUnion('of', [
    z.object({ of: z.literal('duty'), dutyId: Id, kind: DutyKind, name: Name }),
    z.object({ of: z.literal('licence'), licence: Licence }),
  ]),
})
export type DueRow = z.infer<typeof DueRow>

/** What lists show of a self-check. */
export const SelfCheckRow = z.object({
  id: Id,
  version: Version,
  checkedOn: Day,
  checkedBy: z.string(),
  /** How many things were looked at, and how many of them were found amiss or were put right already. */
  items: z.number().int(),
  found: z.number().int(),
  putRight: z.number().int(),
  how: SelfCheck.shape.how,
})
export type SelfCheckRow = z.infer<typeof SelfCheckRow>

const NewSelfCheck = SelfCheck.omit({ id: true, enteredBy: true, enteredAtMs: true })

export const dutyCalls = {
  /** What an enterprise owes: each duty with its days about today, and the ends of its licences. */
  'duty.list': call(
    'read',
    EVERYONE,
    z.object({ enterpriseId: Id }),
    z.object({
      duties: z.array(record(Duty).extend({ occurrences: z.array(OccurrenceRow) })),
      licences: z.array(LicenceRow),
    }),
  ),
  'duty.get': call('read', EVERYONE, byId, record(Duty)),
  /** What is due or missing of all enterprises, what was due first before; at most so many, and whether there are more. */
  'duty.due': call(
    'read',
    EVERYONE,
    z.object({ limit: z.number().int().min(1).max(1000).default(200) }),
    z.object({ rows: z.array(DueRow), isMore: z.boolean() }),
  ),
  'duty.put': call('write', OFFICERS, put(Duty), written(Duty)),
  'duty.remove': call('write', SUPERVISORS, removal, removed),
  /** Gives an enterprise the usual duties that it does not have yet: by kind. */
  'duty.addUsual': call(
    'write',
    OFFICERS,
    z.object({ enterpriseId: Id }),
    z.object({ ...made, added: z.array(record(Duty)) }),
  ),
  /** That one of its days was done, and what shows it; a day that it does not have is refused. */
  'duty.done': call(
    'write',
    OFFICERS,
    z.object({ id: Id, base: Version }).extend(Done.omit({ by: true, atMs: true }).shape),
    written(Duty),
  ),
  /** The self-checks of an enterprise, the last one first. */
  'selfCheck.list': call(
    'read',
    EVERYONE,
    z.object({ enterpriseId: Id, ...page(TimeCursor) }),
    pageOf(SelfCheckRow, TimeCursor),
  ),
  /** A self-check, with the findings that were made of its items. */
  'selfCheck.get': call(
    'read',
    EVERYONE,
    byId,
    record(SelfCheck).extend({ takenOver: z.array(z.object({ itemId: PartId, findingId: Id })) }),
  ),
  /** Puts down a self-check as it was handed in. It is not edited afterwards. */
  'selfCheck.add': call('write', OFFICERS, NewSelfCheck, written(SelfCheck)),
  /** The form of a self-check as a workbook, for an enterprise to fill in: with the items of its last one, else the usual ones. */
  'selfCheck.form': call(
    'task',
    EVERYONE,
    z
      .object({ enterpriseId: Id, from: Day, to: Day, language: z.enum(['zh', 'en']) })
      .refine(({ from, to }) => from <= to, { error: 'period_order' }),
    z.object({ downloadId: z.string(), fileName: z.string() }),
  ),
  /**
   * What a form says that was filled in, and what is wrong with it, row by row; nothing is kept. `check` is what
   * `selfCheck.add` takes, null as long as a note is an error. `enterpriseId`: whose it is expected to be.
   */
  'selfCheck.readForm': call(
    'task',
    EVERYONE,
    z.object({ file: FileRef, enterpriseId: Id.nullable() }),
    z.object({
      check: NewSelfCheck.nullable(),
      enterpriseName: Name.nullable(),
      period: z.object({ from: Day, to: Day }).nullable(),
      notes: z.array(Note),
    }),
  ),
  'selfCheck.remove': call('write', SUPERVISORS, removal, removed),
  /**
   * Makes a finding of what an enterprise found itself, with its source named. It has no sighting of ours yet; its place is
   * that of the asset, the one that is given, or the middle of the enterprise's site.
   */
  'selfCheck.takeOver': call(
    'write',
    OFFICERS,
    z
      .object({ id: Id, itemId: PartId, siteId: Id.nullable(), at: LatLon.nullable() })
      .extend(
        Finding.pick({ title: true, category: true, level: true, risk: true, owner: true, assetId: true })
          .shape,
      ),
    written(Finding),
  ),
} as const
