import { z } from 'zod'
import { AtMs, Id, Name, Sha256 } from '../core/units/id.ts'
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

/** By whom the journal is asked for: a person's id, or the name that an entry of nobody registered has. */
const Who = z.string().min(1).max(100)

/** A document that an entry is about. */
export const JournalSubject = z.object({
  aggregate: Aggregate,
  id: Id,
  /** By what it was called then: a name, a text, a code, a time (UTC ms); null: that is not known here. */
  called: z.union([Name, z.string(), z.number()]).nullable(),
  how: z.enum(['made', 'changed', 'deleted', 'about']),
})
export type JournalSubject = z.infer<typeof JournalSubject>

/** An entry with what a sentence of it says. */
export const JournalLine = EntryName.extend({
  arrival: Arrival,
  hash: Sha256,
  atMs: AtMs,
  actor: Actor,
  action: z.string(),
  /** What it takes back, as the action that this comes down to; `isRedo`: that is done again by it. */
  undone: z.object({ action: z.string(), isRedo: z.boolean() }).nullable(),
  /** The first documents of the kind that it is mainly about, and how many of that kind there are. */
  subjects: z.array(JournalSubject),
  total: z.number().int(),
  /** The members of the first one that were changed, before and after, and how many more of them say too much for a line. */
  changed: z
    .object({
      before: z.record(z.string(), z.unknown()),
      after: z.record(z.string(), z.unknown()),
      more: z.number().int(),
    })
    .nullable(),
})
export type JournalLine = z.infer<typeof JournalLine>

export const journalCalls = {
  /**
   * Entries as sentences say them, in the order in which they came to be here, the last one first; by person, by kind or one
   * document of it, and by time (from and before, by the clocks of those who wrote). `next`: where the next page begins.
   */
  'journal.read': call(
    'read',
    EVERYONE,
    z
      .object({
        who: Who.nullable().default(null),
        aggregate: Aggregate.nullable().default(null),
        id: Id.nullable().default(null),
        fromMs: AtMs.nullable().default(null),
        toMs: AtMs.nullable().default(null),
        before: Arrival.nullable().default(null),
        limit: z.number().int().min(1).max(100).default(30),
      })
      .refine(({ aggregate, id }) => id === null || aggregate !== null, {
        message: 'an id without its kind',
      }),
    z.object({ lines: z.array(JournalLine), next: Arrival.nullable() }),
  ),
  /** All who wrote an entry that is here, by their names; `who` is what `journal.read` asks by. */
  'journal.writers': call(
    'read',
    EVERYONE,
    z.object({}),
    z.array(z.object({ who: Who, name: z.string(), role: Actor.shape.role })),
  ),
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
