import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import { dateTime } from '../../../i18n/format.ts'
import { t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { joined, text } from './say.ts'

export const PAPER_NUMBER: MembersOf<DocumentOf<'paperNumber'>> = {
  id: null,
  text: text('paperNumber.text'),
  kind: { label: 'paperNumber.kind', says: (kind) => t(`paperKind.${kind}`) },
  series: { label: 'paperNumber.counter', says: ({ counter }) => String(counter) },
  given: { label: 'paperNumber.given', says: ({ by, atMs }) => joined([by, dateTime(atMs)]) },
  of: { label: 'paperNumber.of', says: ({ aggregate, id }, nameOfOther) => nameOfOther(aggregate, id) },
  voided: {
    label: 'paperNumber.voided',
    says: ({ by, atMs, reason }) => joined([by, dateTime(atMs), reason]),
  },
}
