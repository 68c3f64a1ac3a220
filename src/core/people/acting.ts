import type { Person } from './person.ts'
import type { Role } from './role.ts'

/** Persons who work with the workspace now: those who have not left. */
export const present = <P extends Pick<Person, 'leftAtMs'>>(persons: readonly P[]): P[] =>
  persons.filter(({ leftAtMs }) => leftAtMs === null)

/**
 * How one gets in. `open`: nobody is named yet, whoever acts says who they are. `lone`: one person, who needs no
 * passphrase. `press`: the demo, where
 * anybody may be any of its invented people, none of whom has a passphrase. `signIn`: each signs in.
 */
export const ENTRANCES = ['open', 'lone', 'press', 'signIn'] as const
export type Entrance = (typeof ENTRANCES)[number]

export function entranceOf(
  persons: readonly Pick<Person, 'leftAtMs' | 'secret'>[],
  isDemo: boolean,
): Entrance {
  const here = present(persons)
  if (here.length === 0) return 'open'
  const isNobodyProved = here.every(({ secret }) => secret === null)
  if (isDemo || (isNobodyProved && here.length > 1)) return 'press'
  return isNobodyProved ? 'lone' : 'signIn'
}

/** In which role somebody acts where one of some is needed: the one they are in if it will do, else the first of theirs that does; null: none. */
export const roleFor = (now: Role, own: readonly Role[], needed: readonly Role[]): Role | null =>
  needed.includes(now) ? now : (own.find((role) => needed.includes(role)) ?? null)
