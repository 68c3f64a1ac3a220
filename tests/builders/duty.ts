import type { Duty } from '../../src/core/duty/duty.ts'
import { yearlyOn } from '../../src/core/duty/rule.ts'
import type { SelfCheck } from '../../src/core/duty/selfCheck.ts'
import { anId } from './enterprise.ts'
import { NOW_MS } from './mission.ts'

export const aDuty = (over: Partial<Duty> = {}): Duty => ({
  id: anId(701),
  enterpriseId: anId(1),
  kind: 'other',
  name: { zh: '年度报告', en: 'Yearly report' },
  basis: '',
  isDraft: false,
  rule: yearlyOn('2027-01-01', 3, 31),
  leadDays: 30,
  ifOpen: 'each',
  done: [],
  remarks: '',
  ...over,
})

export const aSelfCheck = (over: Partial<SelfCheck> = {}): SelfCheck => ({
  id: anId(711),
  enterpriseId: anId(1),
  siteId: null,
  checkedOn: '2027-01-20',
  checkedBy: { name: '乌日娜', duty: '安全员', phone: '' },
  items: [
    { id: '1', what: '储罐有无泄漏', result: 'inOrder', words: '', putRightOn: null },
    { id: '2', what: '围堰是否完好', result: 'found', words: '东侧围堰有裂缝', putRightOn: null },
  ],
  how: 'hand',
  footageIds: [],
  enteredBy: { personId: null, name: '顾砚之', number: '' },
  enteredAtMs: NOW_MS,
  remarks: '',
  ...over,
})
