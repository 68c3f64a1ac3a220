import type { Rule } from '../../../../src/core/duty/rule.ts'
import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import { t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { text, figure, yesNo, other, joined, NAME } from './say.ts'

/** A rule in words: how often, on which days, from when and until when. */
export const ruleSays = ({ freq, interval, from, byMonth, byMonthDay, byDay, count, until }: Rule): string =>
  joined([
    interval === 1 ? t(`each.${freq}`) : t('duty.every', { freq: t(`freq.${freq}`), n: interval }),
    byMonth.length > 0 && t('duty.inMonths', { list: byMonth.join('、') }),
    byMonthDay.length > 0 &&
      byMonthDay.map((day) => (day === -1 ? t('duty.lastDay') : t('duty.onDay', { day }))).join('、'),
    byDay.length > 0 && byDay.map((day) => t(`weekday.${day}`)).join('、'),
    t('duty.from', { day: from }),
    count !== null && t('duty.times', { n: count }),
    until !== null && t('duty.until', { day: until }),
  ])

export const DUTY: MembersOf<DocumentOf<'duty'>> = {
  id: null,
  enterpriseId: other('finding.enterprise', 'enterprise'),
  kind: { label: 'duty.kind', says: (kind) => t(`dutyKind.${kind}`) },
  name: NAME,
  basis: text('duty.basis'),
  isDraft: yesNo('duty.draft'),
  rule: { label: 'duty.rule', says: ruleSays },
  leadDays: figure('duty.leadDays', 0),
  ifOpen: { label: 'duty.ifOpen', says: (ifOpen) => t(`ifOpen.${ifOpen}`) },
  done: {
    label: 'duty.doneOnes',
    says: (list) => list.map(({ dueOn, doneOn, by, words }) => joined([dueOn, doneOn, by.name, words])),
  },
  remarks: text('field.remarks'),
}
