import { z } from 'zod'
import { call, nothing } from './call.ts'
import { EVERYONE, WRITERS } from './roles.ts'

export const draftCalls = {
  /** Unfinished work (a half-filled form): kept beside the journal, never exported. */
  'draft.get': call(
    'read',
    EVERYONE,
    z.object({ key: z.string().min(1).max(200) }),
    z.object({ value: z.unknown() }),
  ),
  'draft.put': call(
    'read',
    WRITERS,
    z.object({ key: z.string().min(1).max(200), value: z.unknown() }),
    nothing,
  ),
} as const
