import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import { t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { day, text, moment, other, others, joined, personSays } from './say.ts'

export const SELF_CHECK: MembersOf<DocumentOf<'selfCheck'>> = {
  id: null,
  enterpriseId: other('finding.enterprise', 'enterprise'),
  siteId: other('mission.site', 'site'),
  checkedOn: day('selfCheck.checkedOn'),
  checkedBy: { label: 'selfCheck.checkedBy', says: personSays },
  items: {
    label: 'selfCheck.items',
    says: (items) =>
      items.map(({ what, result, words }) => joined([what, t(`checkResult.${result}`), words])),
  },
  how: { label: 'selfCheck.how', says: (how) => t(`checkHow.${how}`) },
  footageIds: others('selfCheck.scans', 'footage'),
  enteredBy: { label: 'selfCheck.enteredBy', says: ({ name }) => name },
  enteredAtMs: moment('selfCheck.enteredAt'),
  remarks: text('field.remarks'),
}
