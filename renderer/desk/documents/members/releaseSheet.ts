import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import { dateTime } from '../../../i18n/format.ts'
import { t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { text, moment, hash, joined } from './say.ts'

export const RELEASE_SHEET: MembersOf<DocumentOf<'releaseSheet'>> = {
  id: null,
  tag: text('people.sheetTag'),
  by: { label: 'people.sheetBy', says: ({ name, number: no }) => joined([name, no]) },
  madeAtMs: moment('people.sheetMade'),
  withdrawnAtMs: moment('people.sheetWithdrawn'),
  codes: {
    label: 'people.codes',
    part: (_code, nth) => t('people.codeNo', { n: nth + 1 }),
    of: {
      id: null,
      phc: hash('people.codeKept'),
      used: {
        label: 'people.codeUsed',
        says: ({ missionName, by, atMs, revision }) =>
          joined([missionName, revision.slice(0, 16), by.name, dateTime(atMs)]),
      },
    },
  },
}
