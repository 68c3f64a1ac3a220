import { z } from 'zod'
import { MapDatum } from '../core/geo/mapDatum.ts'
import { TAKEN_KINDS } from '../core/papers/takeIn/columns.ts'
import { Id, Sha256 } from '../core/units/id.ts'
import { Note } from '../core/units/note.ts'
import { call } from './call.ts'
import { made } from './document.ts'
import { FileRef, IsSwapped } from './files.ts'
import { EVERYONE, SUPERVISORS, WRITERS } from './roles.ts'

/** A file with many at once, and how it is to be read. */
const Asked = {
  file: FileRef,
  /** What the coordinates of the file are measured in. */
  datum: MapDatum.default('wgs84'),
  isSwapped: IsSwapped,
  /** Whose the sites are that do not say it. */
  enterpriseId: Id.nullable().default(null),
}

/** What becomes of a row: `column` by its key, texts before and after, '' of nothing. */
export const TakenRow = z.object({
  at: z.string(),
  name: z.string(),
  what: z.enum(['new', 'changed', 'same']),
  fields: z.array(z.object({ column: z.string(), before: z.string(), after: z.string() })),
})
export type TakenRow = z.infer<typeof TakenRow>

const Counts = { created: z.number().int(), changed: z.number().int() }

export const takeInCalls = {
  /**
   * What taking a table or drawing in would change, row by row, and all that is wrong with it; nothing is kept. `digest` names
   * just these changes to the documents as they are; null where an error keeps the file from being taken, or nothing would change.
   */
  'takeIn.preview': call(
    'task',
    EVERYONE,
    z.object({ kind: z.enum(TAKEN_KINDS), ...Asked }),
    z.object({
      rows: z.array(TakenRow),
      counts: z.object({ ...Counts, same: z.number().int() }),
      notes: z.array(Note),
      digest: Sha256.nullable(),
    }),
  ),
  /** Takes enterprises or sites in, all of the file in one entry or nothing: the changes that `digest` names, or none. */
  'takeIn.apply': call(
    'write',
    WRITERS,
    z.object({ kind: z.enum(['enterprises', 'sites']), ...Asked, digest: Sha256 }),
    z.object({ ...made, ...Counts }),
  ),
  /**
   * Takes people in, all of the file or nobody. Each new one has a passphrase of their own, which they are asked to change:
   * they stand in the list that is offered once (null where nobody needs one).
   */
  'takeIn.people': call(
    'write',
    SUPERVISORS,
    z.object({ ...Asked, digest: Sha256, language: z.enum(['zh', 'en']) }),
    z.object({
      ...made,
      ...Counts,
      passphrases: z.object({ downloadId: z.string(), fileName: z.string() }).nullable(),
    }),
  ),
} as const
