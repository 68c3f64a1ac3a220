import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import { t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { text, hash } from './say.ts'

export const ACCEPTANCE: MembersOf<DocumentOf<'acceptance'>> = {
  id: null,
  station: hash('stations.one'),
  publicKey: hash('stations.key'),
  name: text('stations.name'),
  byName: text('stations.acceptedBy'),
  until: { label: 'stations.until', says: ({ seq }) => t('stations.untilSaid', { n: seq }) },
}
