import type { CheckResult } from '../duty/selfCheck.ts'
import type { Language } from '../units/language.ts'

/** The words of the form of a self-check. It is read back by them, in whichever language it was handed out. */
export type SelfCheckWords = {
  readonly sheet: string
  readonly title: string
  readonly enterprise: string
  readonly creditCode: string
  readonly from: string
  readonly to: string
  readonly checkedOn: string
  readonly checkedBy: string
  readonly post: string
  readonly phone: string
  readonly hint: string
  readonly no: string
  readonly what: string
  readonly result: string
  readonly words: string
  readonly putRightOn: string
  readonly remarks: string
  readonly results: Readonly<Record<CheckResult, string>>
}

export const SELF_CHECK_WORDS: Readonly<Record<Language, SelfCheckWords>> = {
  zh: {
    sheet: '企业自查表',
    title: '企业自查表（安全员定期检查）',
    enterprise: '企业名称',
    creditCode: '统一社会信用代码',
    from: '检查周期起',
    to: '检查周期止',
    checkedOn: '检查日期',
    checkedBy: '检查人（安全员）',
    post: '职务',
    phone: '联系电话',
    hint: '只填写有底色的格子；“检查结果”从下拉列表中选取。发现问题的，请在“发现与处理”中写明；已整改的，填写整改完成日期。表末空行可补充其他检查项目。',
    no: '序号',
    what: '检查项目',
    result: '检查结果',
    words: '发现与处理',
    putRightOn: '整改完成日期',
    remarks: '备注',
    results: { inOrder: '正常', found: '发现问题', putRight: '已自行整改', notChecked: '未检查' },
  },
  en: {
    sheet: 'Self-check',
    title: 'Self-check by the enterprise’s safety officer',
    enterprise: 'Enterprise',
    creditCode: 'Unified social credit code',
    from: 'Period from',
    to: 'Period to',
    checkedOn: 'Checked on',
    checkedBy: 'Checked by (safety officer)',
    post: 'Post',
    phone: 'Phone',
    hint: 'Fill in coloured cells only; choose the result from the list. Where something was found, say what and what was done; where it was put right, on which day. The empty rows at the end take further items.',
    no: 'No.',
    what: 'Item',
    result: 'Result',
    words: 'What was found and done',
    putRightOn: 'Put right on',
    remarks: 'Remarks',
    results: { inOrder: 'in order', found: 'found', putRight: 'put right', notChecked: 'not checked' },
  },
}
