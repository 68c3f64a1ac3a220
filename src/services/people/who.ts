import type { Acting, Role, Session } from '../../contract/index.ts'
import { type Entrance, entranceOf, present } from '../../core/people/acting.ts'
import type { Person } from '../../core/people/person.ts'
import { personsHere } from '../../store/persons.ts'
import type { Workspace } from '../../store/workspace.ts'

/** What a session was let in as: into one folder, by one passphrase. */
type Held = {
  readonly dir: string
  readonly personId: string
  readonly secretAtMs: number | null
  readonly isLocked: boolean
}

/** Kept for as long as the session lives; a session that nobody has any more takes it along. */
const held = new WeakMap<Session, Held>()
/** In which of their roles somebody wants to act. */
const wished = new WeakMap<Session, Role>()

/** Who acts in a session, and whether they may do anything. */
export type Who = {
  readonly entrance: Entrance
  readonly actor: Acting
  /** The person of the workspace whom the session acts as; null: somebody who is none. */
  readonly person: Person | null
  readonly roles: readonly Role[]
  /** Why the session may do nothing; null: it may. */
  readonly refusal: 'sign_in_first' | 'locked' | null
}

/** Lets a session act as a person; what it could before, it could as somebody else. */
export function letIn(session: Session, { dir }: Workspace, person: Person): void {
  const secretAtMs = person.secret?.setAtMs ?? null
  held.set(session, { dir, personId: person.id, secretAtMs, isLocked: false })
}

export function letOut(session: Session): void {
  held.delete(session)
  wished.delete(session)
}

/** Locks a session; one that nobody signed in to is as it was. */
export function lock(session: Session): void {
  const now = held.get(session)
  if (now) held.set(session, { ...now, isLocked: true })
}

export const wish = (session: Session, role: Role): void => void wished.set(session, role)

/**
 * Who acts in a session, as the workspace knows its persons now: somebody who has left, or whose passphrase was set anew
 * elsewhere, is no longer in. Where nothing can be written (`isReadOnly`), or nothing is open, nobody need sign in.
 */
export function whoActs(session: Session, workspace: Workspace | null, isDemo: boolean): Who {
  const open = { entrance: 'open', actor: session.actor, person: null, refusal: null } as const
  if (!workspace || workspace.isReadOnly) return { ...open, roles: [session.actor.role] }
  const persons = personsHere(workspace.db).map(({ doc }) => doc)
  const entrance = entranceOf(persons, isDemo)
  if (entrance === 'open') return { ...open, roles: [session.actor.role] }
  const inside = held.get(session)
  const here = present(persons)
  const signedIn = here.find(({ id }) => id === inside?.personId && inside.dir === workspace.dir)
  const acting = (person: Person, refusal: Who['refusal'] = null): Who => ({
    entrance,
    person,
    refusal,
    roles: person.roles,
    actor: actorOf(person, wished.get(session), entrance === 'signIn'),
  })
  switch (entrance) {
    case 'lone':
      return here[0] ? acting(here[0]) : { ...open, roles: [session.actor.role] }
    case 'press': {
      if (signedIn) return acting(signedIn)
      // Who says to be one of the demo's people is taken at their word, as everybody there is.
      const said = here.find(
        ({ name, roles }) => name === session.actor.name && roles.includes(session.actor.role),
      )
      const actor = said ? actorOf(said, session.actor.role, false) : session.actor
      return { ...open, entrance, person: said ?? null, actor, roles: said?.roles ?? [actor.role] }
    }
    case 'signIn': {
      const isProved = signedIn?.secret && signedIn.secret.setAtMs === inside?.secretAtMs
      if (!signedIn || !isProved)
        return { entrance, person: null, actor: session.actor, roles: [], refusal: 'sign_in_first' }
      return acting(signedIn, inside?.isLocked ? 'locked' : null)
    }
  }
}

const actorOf = ({ id, name, roles }: Person, wishedRole: Role | undefined, proved: boolean): Acting => {
  const role = roles.find((one) => one === wishedRole) ?? roles[0] ?? 'reader'
  return { name, role, personId: id, proved, ...(roles.length > 1 ? { roles: [...roles] } : {}) }
}
