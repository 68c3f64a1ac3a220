import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import { nameOf } from '../../../i18n/format.ts'
import { t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { text, figure, moment, NAME } from './say.ts'

export const CHECKLIST: MembersOf<DocumentOf<'checklist'>> = {
  id: null,
  name: NAME,
  versions: {
    label: 'checklist.versions',
    part: ({ no }) => t('checklist.version', { n: no }),
    of: {
      id: null,
      no: figure('checklist.versions', 0),
      atMs: moment('checklist.at'),
      by: text('checklist.by'),
      items: { label: 'checklist.items', says: (items) => items.map(({ words }) => nameOf(words)) },
    },
  },
}
