import { z } from 'zod'
import { BAG_STATES } from '../core/footage/bag/evidenceBag.ts'
import { Deletion, KEPT_CODES } from '../core/footage/retention.ts'
import { AtMs, Id } from '../core/units/id.ts'
import { call } from './call.ts'
import { byId, made, PageLimit, TimeCursor } from './document.ts'
import { EVERYONE, OFFICERS, SUPERVISORS } from './roles.ts'

/** Which originals are listed: those that may be deleted, those that wait for a second person, those held, those gone. */
export const RETENTION_LISTS = ['due', 'asked', 'held', 'deleted'] as const
export type RetentionList = (typeof RETENTION_LISTS)[number]

const Kept = z.object({ code: z.enum(KEPT_CODES), what: z.string(), untilMs: AtMs.nullable() })

/** An original as the list shows it, and everything that keeps it. */
export const RetentionRow = z.object({
  id: Id,
  fileName: z.string(),
  kind: z.string(),
  sha256: z.string(),
  sizeBytes: z.number(),
  flightId: Id.nullable(),
  importedAtMs: AtMs,
  keptUntilMs: AtMs,
  kept: z.array(Kept),
  /** Whether the original is in this vault. */
  isHere: z.boolean(),
  deletion: Deletion.nullable(),
})
export type RetentionRow = z.infer<typeof RetentionRow>

const Ids = z.array(Id).min(1).max(500)
const Reason = z.string().trim().min(1).max(1000)

/** Where else bytes of what was deleted may be: nothing of it is reached from here. */
const Copies = z.object({
  /** Backups in the workspace's own folder, by name. */
  backups: z.array(z.string()),
  /** Other stations that entries came from or went to, as people call them. */
  stations: z.array(z.string()),
  /** Packages of evidence that hold it or a copy: by file, whether handed over or withdrawn, and to whom. */
  bags: z.array(z.object({ fileName: z.string(), state: z.enum(BAG_STATES), to: z.string() })),
  /** Copies and originals that left, packages among them: the names they left under. */
  exports: z.array(z.string()),
})

export const retentionCalls = {
  /** What keeps one photo, clip or paper, until when, and whether its original is here. */
  'retention.get': call('read', EVERYONE, byId, RetentionRow),
  /** Photos and clips by what is to become of them, the oldest first; `next` goes on where more may be. */
  'retention.list': call(
    'read',
    EVERYONE,
    z.object({
      list: z.enum(RETENTION_LISTS),
      after: TimeCursor.nullable().default(null),
      limit: PageLimit.default(100),
    }),
    z.object({ rows: z.array(RetentionRow), next: TimeCursor.nullable() }),
  ),
  /** Lays a hold on originals, with its reason: they are kept until it is released. */
  'retention.hold': call('write', OFFICERS, z.object({ ids: Ids, reason: Reason }), z.object(made)),
  /** Releases every hold on originals, with the reason why. */
  'retention.release': call('write', SUPERVISORS, z.object({ ids: Ids, reason: Reason }), z.object(made)),
  /** Asks for originals to be deleted, with the reason: another one has to look at it. What is kept is refused by name. */
  'retention.ask': call('write', OFFICERS, z.object({ ids: Ids, reason: Reason }), z.object(made)),
  /**
   * Deletes originals that another person asked to delete. Where nobody else works here it needs no asking, but a reason, and
   * is marked (单人办理（未复核）). The records stay, with the hashes; what was made of the originals goes along.
   */
  'retention.delete': call(
    'write',
    SUPERVISORS,
    z.object({ ids: Ids, reason: Reason.nullable().default(null) }),
    z.object({ ...made, deleted: z.number().int(), copies: Copies }),
  ),
} as const
