import type { Person } from '../../../src/core/people/person.ts'
import type { useT } from '../../i18n/index.ts'

type T = ReturnType<typeof useT>

/** The roles of a person in one line. */
export const rolesSaid = (roles: Person['roles'], t: T): string =>
  roles.map((role) => t(`role.${role}`)).join(t('app.comma'))

/** How a person stands in a list to choose from: two of one name are told apart. */
export const personLabel = (
  { name, number, unit, roles }: Pick<Person, 'name' | 'number' | 'unit' | 'roles'>,
  t: T,
): string =>
  t('people.label', { name, more: [number, unit, rolesSaid(roles, t)].filter(Boolean).join(t('app.comma')) })
