import { z } from 'zod'
import { call } from './call.ts'

/** Who acts: what the journal says of every entry. */
export const Actor = z.object({
  name: z.string().min(1).max(100),
  role: z.enum(['operator', 'officer', 'supervisor']),
})
export type Actor = z.infer<typeof Actor>

export const sessionCalls = {
  'actor.set': call('read', Actor, Actor),
} as const
