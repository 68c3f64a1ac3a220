import { z } from 'zod'
import { Id } from '../core/units/id.ts'
import { call, nothing } from './call.ts'
import { EVERYONE, WRITERS } from './roles.ts'

export const draftCalls = {
  /** Unfinished work (a half-filled form) of whoever acts: kept beside the journal, never exported. */
  'draft.get': call(
    'read',
    EVERYONE,
    z.object({ key: z.string().min(1).max(200) }),
    z.object({ value: z.unknown() }),
  ),
  'draft.put': call(
    'read',
    WRITERS,
    z.object({
      key: z.string().min(1).max(200),
      value: z.unknown(),
      /** Who filled it in, null: nobody who said who they are. It is not kept where somebody else acts by now. */
      by: Id.nullable().optional(),
    }),
    nothing,
  ),
} as const
