import { z } from 'zod'
import { AtMs, Id } from '../../units/id.ts'
import { PAPER_KINDS } from './kinds.ts'

const Done = { by: z.string().min(1).max(100), role: z.string().max(100), atMs: AtMs }

/** The kinds of documents that bear numbers. */
export const NUMBERED = ['rectificationOrder', 'paper'] as const

/**
 * A number that was given (文号): once, for good. It is a document of its own, so that it stays whatever becomes of what it
 * was given to, and is never given again.
 */
export const PaperNumber = z.object({
  id: Id,
  text: z.string().min(1).max(100),
  kind: z.enum(PAPER_KINDS),
  /**
   * What its number was counted in: what all numbers of it have in common, the station that gave it, and how many it had
   * given. Null where somebody typed it.
   */
  series: z
    .object({
      frame: z.string().min(1).max(120),
      station: z.string().regex(/^[0-9a-f]{32}$/),
      counter: z.number().int().min(1).max(1e9),
    })
    .nullable(),
  given: z.object(Done),
  of: z.object({ aggregate: z.enum(NUMBERED), id: Id }),
  /** Why it stands for nothing any more (作废). */
  voided: z.object({ ...Done, reason: z.string().min(1).max(2000) }).nullable(),
})
export type PaperNumber = z.infer<typeof PaperNumber>
