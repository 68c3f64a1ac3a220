import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import { chemicalById } from '../../../../src/core/site/chemicals.ts'
import { calendarDay, number } from '../../../i18n/format.ts'
import { language, t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { text, joined, NAME, personSays } from './say.ts'

export const ENTERPRISE: MembersOf<DocumentOf<'enterprise'>> = {
  id: null,
  name: NAME,
  creditCode: text('enterprise.code'),
  address: text('enterprise.address'),
  licences: {
    label: 'enterprise.licences',
    says: (licences) =>
      licences.map((licence) =>
        joined([
          t(`licence.${licence.kind}`),
          licence.number,
          licence.authority,
          licence.validUntil && `${t('field.validUntil')} ${calendarDay(licence.validUntil)}`,
        ]),
      ),
  },
  holdings: {
    label: 'enterprise.holdings',
    says: (holdings) =>
      holdings.map(({ chemical, amount, unit }) => {
        const known = chemicalById(chemical)
        const name = known ? (language() === 'en' ? known.en : known.zh) : chemical
        return `${name} ${number(amount, 3)} ${unit}`
      }),
  },
  safetyOfficer: { label: 'enterprise.officer', says: personSays },
  contacts: { label: 'enterprise.contacts', says: (people) => people.map(personSays) },
  remarks: text('field.remarks'),
}
