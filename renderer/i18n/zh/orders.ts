import type { orders as en } from '../en/orders.ts'

export const orders = {
  'setting.one': '设置项',
  'setting.holidays': '年度节假日',
  'setting.deadlinesByLevel': '分级期限',
  'setting.escalation': '超期提级告知',
  'setting.airIsLead': '仅空中所见只作线索',
  'setting.seenResolution': '计为已看清的最低分辨率',
  'setting.idleLock': '空闲锁定',
  'setting.visitRules': '年度检查上限与合并',
  'setting.perYear': '每年 {{n}} 次',
  'setting.mergeDays': '相隔不足 {{n}} 天的检查建议合并',
  'setting.agencies': '有关部门',
  'setting.days.natural': '{{n}} 日',
  'setting.days.working': '{{n}} 个工作日',
  'setting.cmPerPixel': '每像素 {{n}} 厘米',
  'setting.minutes': '{{n}} 分钟',
} satisfies Record<keyof typeof en, string>
