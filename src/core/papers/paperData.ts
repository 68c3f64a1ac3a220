import type { PaperMoment, PaperPicture } from './paperValue.ts'

/** A picture and a moment of a full set: of those that a paper has, each holds its own. */
const PICTURE: PaperPicture = { picture: null }
const MOMENT: PaperMoment = { atMs: 0 }
const PERSON = { 姓名: '', 证号: '' }
const AGENCY = { 名称: '', 依据: '' }
const PHOTO = {
  序号: 1,
  图: PICTURE,
  文件名: '',
  拍摄时间: MOMENT,
  地点: '',
  方向: '',
  设备: '',
  校验值: '',
}
const FINDING = {
  序号: 1,
  名称: '',
  等级: '',
  类别: '',
  位置: '',
  发现时间: MOMENT,
  发现方式: '',
  所见: '',
  状态: '',
  要求: '',
  销号标准: '',
  复查结果: '',
  复查说明: '',
  复查时间: MOMENT,
  超期天数: 0,
  照片: [{ 图: PICTURE, 说明: '' }],
}

/**
 * Everything that a tag of a template may name, in the words of the law: one tree for all kinds of papers. What a paper has
 * nothing to say of is there and empty, so that a tag is right or wrong whatever the paper is of.
 */
export const FULL_DATA = {
  文号: '',
  制作时间: MOMENT,
  制作人: '',
  单位: '',
  机关: AGENCY,
  企业: {
    名称: '',
    信用代码: '',
    地址: '',
    负责人: '',
    电话: '',
    安全员: '',
  },
  检查: {
    有: false,
    种类: '',
    方式: '',
    专项: '',
    轮次: '',
    开始: MOMENT,
    结束: MOMENT,
    未批准: false,
    批准文号: '',
    批准人: '',
    批准时间: MOMENT,
    紧急理由: '',
    通知文号: '',
    通知时间: MOMENT,
    入企码: '',
    依据: '',
    部门: [AGENCY],
    执法人员: [PERSON],
    协助人员: [PERSON],
    厂区: [{ 名称: '' }],
    检查项: [{ 序号: 1, 内容: '', 依据: '', 结果: '', 说明: '' }],
    记录: '',
    签字: '',
    签字人: '',
    签字时间: MOMENT,
    拒签: false,
    见证人: '',
    计入上限: '',
  },
  责令: {
    有: false,
    文号: '',
    措施: '',
    法律依据: '',
    期限: '',
    到期日: '',
    复查期限: '',
    期限依据: '',
    拟稿人: '',
    签发人: '',
    签发时间: MOMENT,
    送达方式: '',
    送达时间: MOMENT,
    送达回证: '',
    送达人: '',
    延期: [{ 序号: 1, 原期限: '', 新期限: '', 理由: '', 办理人: '', 时间: MOMENT }],
  },
  隐患: [FINDING],
  移送: { 方式: '', 主送: '', 事由: '', 回执: '', 时间: MOMENT, 办理人: '' },
  督办: { 超期天数: 0, 告知: '' },
  行动: {
    名称: '',
    组织单位: '',
    依据: '',
    开始: MOMENT,
    结束: MOMENT,
    批准文号: '',
    批准人: '',
    部门: [AGENCY],
    轮次: [{ 序号: 1, 名称: '', 开始: MOMENT, 结束: MOMENT, 检查家次: 0 }],
    企业数: 0,
    检查家次: 0,
    空中检查: 0,
    现场检查: 0,
    书面检查: 0,
    隐患数: 0,
    已销号: 0,
    整改中: 0,
    待核实: 0,
    已移交: 0,
  },
  照片: [PHOTO],
  /** Which part of a list that is too long for one paper this is: from and to which row of how many. */
  分册: { 有: false, 序: 0, 共: 0, 起: 0, 止: 0, 总数: 0 },
  /** What another station has and has not sent yet, so that it is in none of the lists. */
  未收到: { 有: false, 影像: 0, 隐患: 0 },
  数据: [{ 序号: 1, 类别: '', 文件名: '', 格式: '', 字节数: 0, 校验值: '', 形成时间: MOMENT, 设备: '' }],
  /** The thirteen items of an application (《无人驾驶航空器飞行管理暂行条例》第二十七条), in its order. */
  申请: {
    组织者与操控员: '',
    航空器: '',
    任务性质与方式: '',
    起降与备降: '',
    联络方式: '',
    起止时间: '',
    航线与高度: '',
    链路: '',
    通信导航监视: '',
    应答机: '',
    应急程序: '',
    特殊需求: '',
    其他: '',
  },
  账头: { 有: false, 站: '', 条: 0, 行: [{ 文字: '' }], 码: PICTURE },
}

export type PaperData = typeof FULL_DATA

/** A paper that says nothing yet: no list has a row, no moment is known. */
export const emptyData = (): PaperData => emptied(FULL_DATA) as PaperData

function emptied(value: unknown): unknown {
  if (Array.isArray(value)) return []
  if (typeof value !== 'object' || value === null) return typeof value === 'number' ? 0 : value
  if (Object.hasOwn(value, 'atMs')) return { atMs: null }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, emptied(member)]))
}
