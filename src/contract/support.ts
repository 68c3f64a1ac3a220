import { z } from 'zod'
import { call } from './call.ts'
import { EVERYONE } from './roles.ts'

export const supportCalls = {
  /**
   * What may be told to whoever helps with a workspace: versions, counts, codes, whose word each setting is, and refused
   * calls; no name, place, path or text that a person wrote. `text` is what the file under `downloadId` holds.
   * `isVerified`: with what a verification finds, which reads every original.
   */
  'support.make': call(
    'task',
    EVERYONE,
    z.object({ language: z.enum(['zh', 'en']), isVerified: z.boolean() }),
    z.object({ text: z.string(), downloadId: z.string(), fileName: z.string() }),
  ),
} as const
