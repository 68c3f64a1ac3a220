import { z } from 'zod'
import { call } from './call.ts'
import { EVERYONE } from './roles.ts'

export const taskCalls = {
  /** Calls off long work by its name; what it has done so far stays. */
  'task.cancel': call(
    'read',
    EVERYONE,
    z.object({ task: z.string().max(60) }),
    z.object({ wasRunning: z.boolean() }),
  ),
} as const
