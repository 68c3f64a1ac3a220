import { z } from 'zod'
import { Id } from '../core/units/id.ts'

/** The aggregates: each a document with a revision of its own. */
export const AGGREGATES = [
  'enterprise',
  'site',
  'mission',
  'frozen',
  'flight',
  'footage',
  'sighting',
  'finding',
  'layer',
] as const
export const Aggregate = z.enum(AGGREGATES)
export type Aggregate = z.infer<typeof Aggregate>

/** A document as it is stored: its revision counts from 1 and goes into the next edit as `base`. */
export const record = <T extends z.ZodType>(doc: T) => z.object({ revision: z.number().int().min(1), doc })
/** What a write answers: the journal entry that it made, and the document as it now is. */
export const written = <T extends z.ZodType>(doc: T) => record(doc).extend({ seq: z.number().int() })
/** An edit of a document; `base` is null for a new one. */
export const put = <T extends z.ZodType>(doc: T) =>
  z.object({ base: z.number().int().min(1).nullable(), doc })
export const byId = z.object({ id: Id })
export const removal = z.object({ id: Id, base: z.number().int().min(1) })
export const removed = z.object({ seq: z.number().int() })
