import { z } from 'zod'
import { AtMs, Id, Sha256 } from '../core/units/id.ts'
import { call } from './call.ts'
import { Aggregate, Arrival, made, Revision } from './document.ts'
import { Actor } from './session.ts'
import { EVERYONE, WRITERS } from './roles.ts'

/** An entry as every station names it: its station, and its number in the chain of that. */
const EntryName = z.object({ station: z.string().regex(/^[0-9a-f]{32}$/), seq: z.number().int().min(1) })

export const JournalRow = EntryName.extend({
  arrival: Arrival,
  atMs: AtMs,
  actor: Actor,
  action: z.string(),
  undoes: EntryName.nullable(),
  changes: z.array(z.object({ aggregate: Aggregate, id: Id, revision: Revision, deleted: z.boolean() })),
  hash: Sha256,
})
export type JournalRow = z.infer<typeof JournalRow>

export const journalCalls = {
  /** Entries in the order in which they came to be here, the last one first. */
  'journal.list': call(
    'read',
    EVERYONE,
    z.object({
      aggregate: Aggregate.nullable(),
      id: Id.nullable(),
      beforeArrival: Arrival.nullable(),
      limit: z.number().int().min(1).max(500),
    }),
    z.array(JournalRow),
  ),
  /** Restores what the entry of a hash changed, as a new entry; undoing an undo is redo. */
  'journal.undo': call(
    'write',
    WRITERS,
    z.object({ entry: Sha256 }),
    z.object({ ...made, changes: JournalRow.shape.changes }),
  ),
} as const
