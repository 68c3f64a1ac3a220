import { z } from 'zod'
import { Role } from '../core/people/role.ts'
import { Id } from '../core/units/id.ts'
import { call } from './call.ts'
import { EVERYONE } from './roles.ts'

/** Who acts, as somebody says it. */
const Said = z.object({
  name: z.string().min(1).max(100),
  role: Role,
})

/**
 * Who acts: what the journal says of every entry. `personId`: a person of the workspace; `proved`: by their passphrase, as
 * the station says that wrote the entry (not so: 未验证身份); `alone`: a step that another should look at, made by somebody
 * who was alone here (单人办理). Entries of before persons have none of these.
 */
export const Actor = Said.extend({
  personId: Id.optional(),
  proved: z.boolean().optional(),
  alone: z.literal(true).optional(),
})
export type Actor = z.infer<typeof Actor>

/** Who acts in a session; `roles`: all that are theirs, where they have several: a call takes the one that it needs. */
export const Acting = Actor.extend({ roles: z.array(Role).optional() })
export type Acting = z.infer<typeof Acting>

/**
 * Who acts over one door: a desktop window, a page in a browser, a run of the command line. The door makes one for each
 * (`ServicesHost.session`) and gives it with every call; `actor.set` and signing in change its actor, and that of no other.
 */
export type Session = { readonly actor: Acting }

export const sessionCalls = {
  /**
   * Says who acts in this session from now on, as long as the workspace knows no persons (afterwards: in which of their
   * roles a person acts); told to this session alone, by the `session` event.
   */
  'actor.set': call('session', EVERYONE, Said, Acting),
} as const
