import type { PaperKind } from '../finding/numbers/kinds.ts'

/** What papers are called in the law's own words: on the paper itself and in the names of its files, in any language. */
export const PAPER_NAMES: Readonly<Record<PaperKind, string>> = {
  approval: '行政检查审批表',
  notice: '行政检查通知书',
  record: '现场检查笔录',
  order: '责令整改通知书',
  recheck: '复查意见书',
  dataList: '电子数据清单',
  selfCheck: '企业自查表',
  summary: '专项行动总结',
  application: '飞行活动申请',
  receipt: '送达回证',
  transfer: '移送（抄告）函',
  extension: '延期审批表',
  supervision: '督办单',
  photos: '现场照片清单',
}
