import type { papers as en } from '../en/papers.ts'

export const papers = {
  'note.form_unknown': '不是自查表：找不到“检查项目”“检查结果”表头所在的行。',
  'note.form_missing': '“{{what}}”未填写。',
  'note.form_too_long': '“{{what}}”超过 {{most}} 个字符。',
  'note.form_day_to_come': '{{day}} 尚未到来。',
  'note.form_outside_period': '检查日期 {{day}} 不在发表时的检查周期（{{from}} 至 {{to}}）内。',
  'note.form_many_items': '检查项目超过 {{most}} 项：请分成几份上报。',
  'note.form_nothing_checked': '没有任何检查结果。',
  'note.form_what_missing': '有结果而没有检查项目：请写明检查了什么。',
  'note.form_result_unknown': '“{{text}}”不是检查结果，请从以下选取：{{list}}。',
  'note.form_result_missing': '写有内容，但没有选取检查结果。',
  'note.form_words_missing': '没有写明发现了什么问题。',
  'note.form_enterprise_unknown': '此处没有统一社会信用代码为 {{code}} 的企业。',
  'note.form_enterprise_twice': '此处有多家企业的统一社会信用代码都是 {{code}}：请先更正。',
  'note.form_other_enterprise': '该表属于另一家企业：{{name}}。',
  'note.form_same_day': '该企业 {{day}} 的自查已登记过。',
  'note.cell_scientific':
    '代码被表格软件当作数字（科学计数法），末尾数字已丢失：请将该列设为文本后重新填写。',
  'note.cell_not_day': '不是日期：{{text}}',
} satisfies Record<keyof typeof en, string>
