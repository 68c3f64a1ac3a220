import { z } from 'zod'
import { AGGREGATES } from '../core/journal/kinds.ts'
import { AtMs, Id, Sha256, Version } from '../core/units/id.ts'

/** The aggregates: each a document with a revision of its own. */
export { AGGREGATES }
export const Aggregate = z.enum(AGGREGATES)
export type Aggregate = z.infer<typeof Aggregate>

/** How often a document was changed, from 1: a number for people. */
export const Revision = z.number().int().min(1)
/** A document as it is stored: its version goes into the next edit as `base`. */
export const record = <T extends z.ZodType>(doc: T) => z.object({ revision: Revision, version: Version, doc })
/** The number of an entry in the order in which entries came to be here, from 1: another station counts otherwise. */
export const Arrival = z.number().int().min(1)
/** From which version (null: there was none) a write led a document to which; deleting it is a version too. */
const Led = z.object({ aggregate: Aggregate, id: Id, base: Version.nullable(), version: Version })
export type Led = z.infer<typeof Led>
/**
 * The journal entry that a write made: its number here, its hash, which is the same everywhere, and what it made of which
 * documents. Whoever wrote goes on from that, though what they see may be older.
 */
export const made = { arrival: Arrival, entry: Sha256, led: z.array(Led) }
/** The same of a write that may find nothing to do. */
export const madeIfAny = { arrival: Arrival.nullable(), entry: Sha256.nullable(), led: z.array(Led) }
/** What a write answers: the journal entry that it made, and the document as it now is. */
export const written = <T extends z.ZodType>(doc: T) => record(doc).extend(made)
/** An edit of a document; `base` is the version that it was made on, null for a new one. */
export const put = <T extends z.ZodType>(doc: T) => z.object({ base: Version.nullable(), doc })
export const byId = z.object({ id: Id })
export const removal = z.object({ id: Id, base: Version })
export const removed = z.object(made)

/** After which row a page of a list in the order of times begins, the newest first: `next` of the page before. */
export const TimeCursor = z.object({ atMs: AtMs, id: Id })
export type TimeCursor = z.infer<typeof TimeCursor>
/** The same of a list in the order in which things were made. */
export const IdCursor = Id
/** The same of a list that is put together in groups: as `next` said it. */
export const GroupedCursor = z.string().max(200)
export const GroupedTimeCursor = TimeCursor.extend({ group: z.string().max(100).optional() })
/** How many rows a page holds at most. */
export const PageLimit = z.number().int().min(1).max(500)
/** Which page of a list is asked for: what comes after a row (absent: the first), and how many rows. */
export const page = <C extends z.ZodType>(cursor: C) => ({
  after: cursor.nullable().default(null),
  limit: PageLimit.default(100),
})
/** What is sought in a list; absent: nothing in particular. */
export const SearchText = z.string().max(200).default('')
/** A page of a list: its rows, where the next one begins (null: nowhere), and how many rows all pages have. */
export const pageOf = <R extends z.ZodType, C extends z.ZodType>(row: R, cursor: C) =>
  z.object({ rows: z.array(row), next: cursor.nullable(), total: z.number().int() })
