import { dayOf, daysBetween } from '../../../core/finding/deadlines/day.ts'
import type { DayCount } from '../../../core/finding/deadlines/term.ts'
import { toldOf } from '../../../core/finding/escalation.ts'
import type { Finding } from '../../../core/finding/finding.ts'
import { dueDayOf, type RectificationOrder } from '../../../core/finding/order/order.ts'
import { daySaid } from '../../../core/papers/paperValue.ts'
import { REGISTER_WORDS } from '../../../core/papers/registerWords.ts'
import { settingOf } from '../../../store/settings.ts'
import type { Context } from '../../host/context.ts'
import { paperWord } from '../onPaper.ts'
import { type Draft, momentOf } from './draft.ts'

const daysSaid = ({ days: n, counts }: DayCount): string =>
  paperWord('onPaper', counts === 'working' ? 'workingDays' : 'naturalDays', { n })

/** An order: what is demanded by when, how it was served and extended, and how long it is overdue. */
export function orderSaid(context: Context, draft: Draft, order: RectificationOrder): void {
  draft.enterpriseId = order.enterpriseId
  const { issued, served, term } = order
  draft.data.机关 = { 名称: order.agency.name.zh, 依据: order.agency.basis }
  draft.data.责令 = {
    有: true,
    文号: issued?.no ?? '',
    措施: paperWord('onPaper', order.measure),
    法律依据: order.legalBasis,
    期限:
      term.by === 'day'
        ? paperWord('onPaper', 'untilDay', { day: daySaid(term.day) })
        : paperWord('onPaper', 'fromService', { days: daysSaid(term) }),
    到期日: daySaid(dueDayOf(order) ?? ''),
    复查期限: daysSaid(order.recheck),
    期限依据: order.termSource,
    拟稿人: order.drafted.by,
    签发人: issued?.by ?? '',
    签发时间: momentOf(issued?.atMs),
    送达方式: served ? REGISTER_WORDS.zh.service[served.how] : '',
    送达时间: momentOf(served?.servedAtMs),
    送达回证: served?.receipt ?? '',
    送达人: served?.by ?? '',
    延期: order.extensions.map(({ from, to, reason, by, atMs }, i) => ({
      序号: i + 1,
      原期限: daySaid(from ?? ''),
      新期限: daySaid(to),
      理由: reason,
      办理人: by,
      时间: momentOf(atMs),
    })),
  }
  const due = dueDayOf(order)
  const over = due === null ? 0 : Math.max(0, daysBetween(due, dayOf(context.nowMs())))
  const { rows } = settingOf(context.workspace.db, 'escalation')
  draft.data.督办 = { 超期天数: over, 告知: toldOf(rows, 'general', over) ?? '' }
}

/** Where a finding went to another body: what was sent to whom, and what came of it. */
export function transferSaid({ data }: Draft, finding: Finding): void {
  const sent = finding.transfers?.at(-1)
  if (!sent) return
  data.移送 = {
    方式: paperWord('transfer', sent.how),
    主送: sent.to.name.zh,
    事由: sent.words,
    回执: sent.receipt,
    时间: momentOf(sent.atMs),
    办理人: sent.by,
  }
}
