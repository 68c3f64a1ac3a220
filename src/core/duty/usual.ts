import type { Day } from '../finding/deadlines/day.ts'
import { yearOf } from '../finding/deadlines/day.ts'
import type { Duty } from './duty.ts'
import { type Rule, yearlyOn } from './rule.ts'

/** A duty without what it is of. */
export type UsualDuty = Omit<Duty, 'id' | 'enterpriseId' | 'done' | 'remarks'>

const monthly = (from: Day, over: Partial<Rule>): Rule => ({
  freq: 'monthly',
  interval: 1,
  from,
  byMonth: [],
  byMonthDay: [],
  byDay: [],
  count: null,
  until: null,
  ...over,
})

/**
 * What enterprises with controlled precursor chemicals usually owe, from the beginning of a day's year on. Only the yearly
 * report's day stands in the regulation (易制毒化学品管理条例, Art. 36: by 31 March, for the year before); the others rest on
 * provisions without a day, and are drafts until somebody says which one holds here.
 */
export function usualDuties(today: Day): UsualDuty[] {
  const from: Day = `${yearOf(today)}-01-01`
  return [
    {
      kind: 'yearlyReport',
      name: { zh: '年度报告', en: 'Yearly report' },
      basis: '《易制毒化学品管理条例》第三十六条',
      isDraft: false,
      rule: yearlyOn(from, 3, 31),
      leadDays: 30,
      ifOpen: 'each',
    },
    {
      kind: 'filing',
      name: { zh: '购买、销售备案核对', en: 'Check of purchase and sale filings' },
      basis: '《易制毒化学品管理条例》第十三条、第十七条',
      isDraft: true,
      rule: monthly(from, { interval: 3, byMonthDay: [-1], from: `${yearOf(today)}-03-01` }),
      leadDays: 14,
      ifOpen: 'replace',
    },
    {
      kind: 'selfCheck',
      name: { zh: '安全员定期检查', en: 'Regular check by the safety officer' },
      basis: '《安全生产法》第四十六条',
      isDraft: true,
      rule: monthly(from, { byMonthDay: [-1] }),
      leadDays: 7,
      ifOpen: 'each',
    },
  ]
}
