import type { Transition } from '../../../../src/core/finding/finding.ts'
import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import { dateTime, nameOf } from '../../../i18n/format.ts'
import { t } from '../../../i18n/index.ts'
import type { MembersOf, NameOfOther } from './member.ts'
import { text, moment, other, at, joined } from './say.ts'

/** Who made a step, as they were named then; with what the person is called now, where that is another name. */
function whoMade({ by, personId }: Transition, nameOfOther: NameOfOther): string {
  const now = personId === undefined ? by : nameOfOther('person', personId)
  return now === by ? by : t('member.nowCalled', { by, now })
}

export const FINDING: MembersOf<DocumentOf<'finding'>> = {
  id: null,
  state: { label: 'finding.state', says: (state) => t(`state.${state}`) },
  transitions: {
    label: 'finding.history',
    says: (steps, nameOfOther) =>
      steps.map((step) =>
        t('finding.step', {
          at: dateTime(step.atMs),
          from: t(`state.${step.from}`),
          to: t(`state.${step.to}`),
          by: whoMade(step, nameOfOther),
          reason: step.reason,
        }),
      ),
  },
  deadlines: {
    label: 'finding.deadlines',
    says: (deadlines) =>
      deadlines.map(({ dueMs, by, setAtMs, reason }) =>
        t('finding.deadlineLine', { due: dateTime(dueMs), by, at: dateTime(setAtMs), reason }),
      ),
  },
  title: text('finding.title'),
  category: text('finding.category'),
  level: { label: 'finding.level', says: (level) => t(`level.${level}`) },
  risk: { label: 'finding.risk', says: (risk) => t(`risk.${risk}`) },
  owner: text('finding.owner'),
  at: at('finding.at'),
  enterpriseId: other('finding.enterprise', 'enterprise'),
  enterpriseBy: { label: 'member.enterpriseBy', says: (by) => t(`enterpriseBy.${by}`) },
  siteId: other('mission.site', 'site'),
  assetId: other('member.asset', 'asset'),
  openedAtMs: moment('finding.opened'),
  recursOfId: other('member.recursOf', 'finding'),
  selfReport: {
    label: 'finding.selfReport',
    says: ({ selfCheckId }, nameOfOther) => nameOfOther('selfCheck', selfCheckId),
  },
  agency: { label: 'finding.agency', says: ({ name }) => nameOf(name) },
  rechecks: {
    label: 'finding.rechecks',
    says: (list) =>
      list.map(({ result, by, atMs, words }) => joined([t(`recheck.${result}`), by, dateTime(atMs), words])),
  },
  transfers: {
    label: 'finding.transfers',
    says: (list) =>
      list.map(({ how, to, by, atMs, answer }) =>
        joined([t(`transfer.${how}`), nameOf(to.name), by, dateTime(atMs), answer?.words]),
      ),
  },
  cases: {
    label: 'finding.cases',
    says: (list) => list.map(({ kind, no, by, atMs }) => joined([t(`case.${kind}`), no, by, dateTime(atMs)])),
  },
}
