import type { Answer } from '../../../../src/core/campaign/answer.ts'
import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import { chemicalById } from '../../../../src/core/site/chemicals.ts'
import { dateTime, nameOf, number } from '../../../i18n/format.ts'
import { language, t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { text, moment, yesNo, other, others, approvalSays, peopleSay, AGENCY } from './say.ts'

const amount = (value: number | null): string => (value === null ? '-' : number(value, 6))

function answerSays(answer: Answer): string[] {
  const verdict = t(`answer.${answer.verdict}`)
  if (answer.kind === 'verdict') return [verdict]
  return [
    verdict,
    ...answer.rows.map(({ chemical, unit, book, counted, system }) => {
      const known = chemicalById(chemical)
      const name = known ? (language() === 'en' ? known.en : known.zh) : chemical
      const figures = { book: amount(book), counted: amount(counted), system: amount(system) }
      return t('stock.said', { name, unit, ...figures })
    }),
  ]
}

export const VISIT: MembersOf<DocumentOf<'visit'>> = {
  id: null,
  enterpriseId: other('finding.enterprise', 'enterprise'),
  siteIds: others('mission.site', 'site'),
  campaignId: other('campaign.one', 'campaign'),
  roundId: other('campaign.rounds', 'round'),
  kind: { label: 'visit.kind', says: (kind) => t(`visitKind.${kind}`) },
  mode: { label: 'visit.mode', says: (mode) => t(`visitMode.${mode}`) },
  agencies: { label: 'campaign.agencies', part: (agency) => nameOf(agency.name), of: AGENCY },
  approval: { label: 'campaign.approval', says: approvalSays },
  notice: {
    label: 'visit.notice',
    says: ({ no, atMs }) => t('member.noticeSaid', { no, at: dateTime(atMs) }),
  },
  officers: { label: 'visit.officers', says: peopleSay },
  assistants: { label: 'visit.assistants', says: peopleSay },
  entryCode: text('visit.entryCode'),
  fromMs: moment('visit.from'),
  toMs: moment('visit.to'),
  flightIds: others('visit.flights', 'flight'),
  checklist: {
    label: 'checklist.one',
    says: ({ id }, nameOfOther) => nameOfOther('checklist', id),
  },
  items: {
    label: 'visit.items',
    part: ({ id }, _nth, nameOfOther) => nameOfOther('checklistItem', id),
    of: {
      id: null,
      answer: { label: 'visit.answer', says: answerSays },
      sightingIds: others('visit.sightings', 'sighting'),
      words: text('visit.words'),
    },
  },
  recheckIds: others('visit.rechecks', 'finding'),
  record: text('visit.record'),
  signature: {
    label: 'visit.signature',
    says: ({ how, by, witness }) => t(`signature.${how}`, { by, witness }),
  },
  countsTowardCap: yesNo('visit.counts'),
  capReason: text('visit.capReason'),
  mergedIntoId: other('visit.mergedInto', 'visit'),
}
