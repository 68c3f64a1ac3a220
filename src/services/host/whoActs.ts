import type { PersonRef } from '../../core/people/person.ts'
import type { Context } from './context.ts'

/** Whoever acts, as documents name them. */
export const whoActs = ({ actor }: Pick<Context, 'actor'>): PersonRef => ({
  personId: actor.personId ?? null,
  name: actor.name,
  number: '',
})
