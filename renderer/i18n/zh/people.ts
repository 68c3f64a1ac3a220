import type { people as en } from '../en/people.ts'

export const people = {
  'people.title': '人员',
  'people.who': '在册人员',
  'people.name': '姓名',
  'people.roles': '角色',
  'people.unit': '单位',
  'people.number': '执照号或警号',
  'people.phone': '电话',
  'people.joined': '加入时间',
  'people.left': '离开时间',
  'people.passphraseSet': '口令设置时间',
  'people.recovery': '恢复码',
  'people.sawAlone': '复核单人办理的时间',
  'people.sheetTag': '页号',
  'people.sheetBy': '负责人',
  'people.sheetMade': '打印时间',
  'people.sheetWithdrawn': '作废时间',
  'people.codes': '放行码',
  'people.codeNo': '第 {{n}} 个',
  'people.codeKept': '散列',
  'people.codeUsed': '已用于',
} satisfies Record<keyof typeof en, string>
