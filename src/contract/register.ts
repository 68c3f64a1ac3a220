import { z } from 'zod'
import { REGISTER_FORMATS } from '../core/papers/registerKinds.ts'
import { Id } from '../core/units/id.ts'
import { call } from './call.ts'
import { SearchText } from './document.ts'
import { FindingFilter } from './finding.ts'
import { WRITERS } from './roles.ts'

/** What a register is of, by the filter of its list; null, none and an empty text ask for nothing. */
export const RegisterAsked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('enterprises'), text: SearchText }),
  z.object({ kind: z.literal('sites'), enterpriseId: Id.nullable() }),
  FindingFilter.extend({ kind: z.literal('findings') }),
  z.object({ kind: z.literal('orders'), enterpriseId: Id.nullable(), openOnly: z.boolean() }),
  z.object({ kind: z.literal('flights'), siteId: Id.nullable(), text: SearchText }),
  z.object({ kind: z.literal('visits'), enterpriseId: Id.nullable(), campaignId: Id.nullable() }),
])
export type RegisterAsked = z.infer<typeof RegisterAsked>

export const registerCalls = {
  /**
   * A list as a file, all of it that its filter lets through, in its order: with units, zone, filter, and the signed head of
   * the journal. Written while it is read, whatever its length.
   */
  'register.export': call(
    'task',
    WRITERS,
    z.object({ of: RegisterAsked, format: z.enum(REGISTER_FORMATS), language: z.enum(['zh', 'en']) }),
    z.object({ downloadId: z.string(), fileName: z.string(), rows: z.number().int() }),
  ),
} as const
