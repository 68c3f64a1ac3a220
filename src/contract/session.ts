import { z } from 'zod'
import { Role } from '../core/people/role.ts'
import { call } from './call.ts'
import { EVERYONE } from './roles.ts'

/** Who acts: what the journal says of every entry. */
export const Actor = z.object({
  name: z.string().min(1).max(100),
  role: Role,
})
export type Actor = z.infer<typeof Actor>

/**
 * Who acts over one door: a desktop window, a page in a browser, a run of the command line. The door makes one for each
 * (`ServicesHost.session`) and gives it with every call; `actor.set` changes its actor, and that of no other.
 */
export type Session = { readonly actor: Actor }

export const sessionCalls = {
  /** Says who acts in this session from now on; told to this session alone, by the `session` event. */
  'actor.set': call('session', EVERYONE, Actor, Actor),
} as const
