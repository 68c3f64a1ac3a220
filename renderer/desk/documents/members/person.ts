import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import { dateTime } from '../../../i18n/format.ts'
import { t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { day, text, moment } from './say.ts'

export const PERSON: MembersOf<DocumentOf<'person'>> = {
  id: null,
  name: text('people.name'),
  roles: { label: 'people.roles', says: (roles) => roles.map((role) => t(`role.${role}`)) },
  unit: text('people.unit'),
  number: text('people.number'),
  licenceUntil: day('people.licenceUntil'),
  phone: text('people.phone'),
  joinedAtMs: moment('people.joined'),
  leftAtMs: moment('people.left'),
  // What a passphrase is kept as is told by no call: when it was set is.
  secret: { label: 'people.passphraseSet', says: ({ setAtMs }) => dateTime(setAtMs) },
  recovery: { label: 'people.recovery', says: () => t('member.yes') },
  sawAloneAtMs: moment('people.sawAlone'),
}
