import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import { percent } from '../../../i18n/format.ts'
import { t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { text, figure, moment, other, at } from './say.ts'

export const SIGHTING: MembersOf<DocumentOf<'sighting'>> = {
  id: null,
  findingId: other('member.finding', 'finding'),
  flightId: other('member.flight', 'flight'),
  footageId: other('finding.evidence', 'footage'),
  momentS: figure('footage.moment', 3),
  untilS: figure('footage.momentUntil', 3),
  region: {
    label: 'member.region',
    says: ({ x, y, width, height }) => [x, y, width, height].map((value) => percent(value, 1)).join(' / '),
  },
  at: at('finding.at'),
  errorM: figure('finding.placeError', 1),
  seenAtMs: moment('member.seenAt'),
  seenFrom: { label: 'finding.seenFrom', says: (from) => t(`seen.${from}`) },
  outcome: { label: 'finding.outcome', says: (outcome) => t(`outcome.${outcome}`) },
  visitId: other('member.takenInVisit', 'visit'),
  level: { label: 'finding.level', says: (level) => t(`level.${level}`) },
  author: text('member.author'),
  words: text('finding.words'),
  knew: {
    label: 'member.knew',
    says: ({ sightings, steps }) => t('member.knewSaid', { n: sightings.length, steps }),
  },
}
