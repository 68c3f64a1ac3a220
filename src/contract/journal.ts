import { z } from 'zod'
import { AtMs, Id, Sha256 } from '../core/units/id.ts'
import { call } from './call.ts'
import { Aggregate } from './document.ts'
import { Actor } from './session.ts'
import { EVERYONE } from './roles.ts'

export const JournalRow = z.object({
  seq: z.number().int(),
  atMs: AtMs,
  actor: Actor,
  action: z.string(),
  undoes: z.number().int().nullable(),
  changes: z.array(
    z.object({ aggregate: Aggregate, id: Id, revision: z.number().int(), deleted: z.boolean() }),
  ),
  hash: Sha256,
})
export type JournalRow = z.infer<typeof JournalRow>

export const journalCalls = {
  'journal.list': call(
    'read',
    EVERYONE,
    z.object({
      aggregate: Aggregate.nullable(),
      id: Id.nullable(),
      beforeSeq: z.number().int().nullable(),
      limit: z.number().int().min(1).max(500),
    }),
    z.array(JournalRow),
  ),
  /** Restores what entry `seq` changed, as a new entry; undoing an undo is redo. */
  'journal.undo': call(
    'write',
    EVERYONE,
    z.object({ seq: z.number().int().min(1) }),
    z.object({ seq: z.number().int(), changes: JournalRow.shape.changes }),
  ),
} as const
