import os from 'node:os'
import type { Actor, ContractEvent, Session } from '../../contract/index.ts'

type Listener = (event: ContractEvent) => void

/** The sessions of all doors: who acts in each, and what each is told. */
export type Sessions = {
  /** A new one; without an actor it begins with the user of this computer. */
  open(actor?: Actor): Session
  /** Says who acts in a session from now on. */
  setActor(session: Session, actor: Actor): Actor
  /** Tells one session what is its own. */
  tellOne(session: Session, event: ContractEvent): void
  on(session: Session, listener: Listener): () => void
  /** Tells every session. */
  tell(event: ContractEvent): void
  /** Tells every session what is its own; asked only of those that listen. */
  tellEach(eventOf: (session: Session) => ContractEvent): void
}

export function openSessions(first: Actor): Sessions {
  const listening = new Set<{ readonly session: Session; readonly listener: Listener }>()
  return {
    open: (actor = first) => ({ actor }),
    setActor(session, actor) {
      const own: { actor: Actor } = session
      own.actor = actor
      return actor
    },
    tellOne(session, event) {
      for (const { session: other, listener } of listening) if (other === session) listener(event)
    },
    on(session, listener) {
      const entry = { session, listener }
      listening.add(entry)
      return () => listening.delete(entry)
    },
    tell(event) {
      for (const { listener } of listening) listener(event)
    },
    tellEach(eventOf) {
      for (const { session, listener } of listening) listener(eventOf(session))
    },
  }
}

/** The user of this computer, as an operator: who acts until somebody says otherwise. */
export function userOfComputer(): Actor {
  let name = ''
  try {
    name = os.userInfo().username
  } catch {
    // A system that knows no name of its user.
  }
  return { name: name.slice(0, 100) || 'operator', role: 'operator' }
}
