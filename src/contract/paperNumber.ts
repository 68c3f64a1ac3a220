import { z } from 'zod'
import { PAPER_KINDS } from '../core/finding/numbers/kinds.ts'
import { PaperNumber } from '../core/finding/numbers/paperNumber.ts'
import { Id, Version } from '../core/units/id.ts'
import { call } from './call.ts'
import { IdCursor, page, Revision, written } from './document.ts'
import { EVERYONE, SUPERVISORS } from './roles.ts'

/** A number that was given: `inUse`, voided, or no longer borne by what it was given to, as another one was chosen there. */
const NumberRow = z.object({
  revision: Revision,
  version: Version,
  doc: PaperNumber,
  standing: z.enum(['inUse', 'voided', 'notBorne']),
})

export const paperNumberCalls = {
  /** The number that would be given next to a paper of a kind; null where a new station's first write has to make it. */
  'paperNumber.next': call(
    'read',
    EVERYONE,
    z.object({ kind: z.enum(PAPER_KINDS) }),
    z.object({ text: z.string().nullable() }),
  ),
  /** All numbers, the newest first; `gaps`: what a later one passed over, by what is here, the first of `gapsInAll`. */
  'paperNumber.list': call(
    'read',
    EVERYONE,
    z.object(page(IdCursor)),
    z.object({
      rows: z.array(NumberRow),
      next: IdCursor.nullable(),
      total: z.number().int(),
      gaps: z.array(z.string()),
      gapsInAll: z.number().int(),
    }),
  ),
  /** Says why a number stands for nothing any more. One that a document bears goes by what is done with that. */
  'paperNumber.void': call(
    'write',
    SUPERVISORS,
    z.object({ id: Id, base: Version, reason: z.string().trim().min(1).max(2000) }),
    written(PaperNumber),
  ),
} as const
