import type { Term } from '../../../../src/core/finding/deadlines/term.ts'
import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import { calendarDay, dateTime, nameOf } from '../../../i18n/format.ts'
import { t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { day, text, other, joined } from './say.ts'

const termSays = (term: Term): string =>
  term.by === 'day' ? calendarDay(term.day) : t(`setting.days.${term.counts}`, { n: term.days })

export const RECTIFICATION_ORDER: MembersOf<DocumentOf<'rectificationOrder'>> = {
  id: null,
  issued: {
    label: 'order.issued',
    says: ({ no, by, atMs }) => joined([no, by, dateTime(atMs)]),
  },
  served: {
    label: 'order.served',
    says: ({ how, servedAtMs, by, receipt }) =>
      joined([t(`serviceWay.${how}`), dateTime(servedAtMs), by, receipt]),
  },
  due: day('order.due'),
  extensions: {
    label: 'order.extensions',
    says: (list) => list.map(({ to, by, reason }) => joined([to, by, reason])),
  },
  withdrawn: { label: 'order.withdrawn', says: ({ by, reason }) => joined([by, reason]) },
  enterpriseId: other('finding.enterprise', 'enterprise'),
  agency: { label: 'order.agency', says: ({ name, basis }) => joined([nameOf(name), basis]) },
  measure: { label: 'order.measure', says: (measure) => t(`measure.${measure}`) },
  legalBasis: text('order.legalBasis'),
  items: {
    label: 'order.items',
    says: (items, nameOfOther) =>
      items.map(({ findingId, demand, criterion }) =>
        joined([nameOfOther('finding', findingId), demand, t(`proofBy.${criterion.proof}`), criterion.words]),
      ),
  },
  term: { label: 'order.term', says: termSays },
  recheck: { label: 'order.recheck', says: ({ days, counts }) => t(`setting.days.${counts}`, { n: days }) },
  termSource: text('order.termSource'),
  replacesId: other('order.replaces', 'rectificationOrder'),
  drafted: { label: 'order.drafted', says: ({ by, atMs }) => joined([by, dateTime(atMs)]) },
}
