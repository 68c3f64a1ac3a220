import { facts, html, page, table } from '../formats/papers/html.ts'
import { headOnPaper } from '../formats/papers/journalHead.ts'
import type { Enterprise } from '../site/enterprise.ts'
import { chemicalById } from '../site/chemicals.ts'
import type { HeadOfChain } from '../units/headCode.ts'
import type { Language } from '../units/language.ts'
import { isApproved, type ApprovalStanding } from './approval.ts'
import { type Answer, differences } from './answer.ts'
import type { Campaign, Round } from './campaign.ts'
import type { ChecklistItem } from './checklist.ts'
import type { LastAnswer } from './last.ts'
import type { Visit } from './visit.ts'

/** What a visit's sheet says besides the visit; what is not here is null and stays a line to be filled in. */
export type VisitSheetParts = {
  readonly visit: Visit
  readonly enterprise: Enterprise | null
  readonly campaign: Campaign | null
  readonly round: Round | null
  readonly standing: ApprovalStanding
  readonly items: readonly ChecklistItem[]
  readonly last: readonly LastAnswer[]
  /** The titles of the findings that are looked at again. */
  readonly rechecks: readonly string[]
  /** Where the journal stood. */
  readonly head: HeadOfChain | null
}

const WORDS = {
  zh: {
    title: '检查表（草稿，辅助填写）',
    unapproved: '未批准',
    unapprovedHint: '本次检查尚无批准，不得作为正式检查文书使用。',
    enterprise: '被检查单位',
    code: '统一社会信用代码',
    address: '地址',
    kind: '检查种类',
    mode: '检查方式',
    campaign: '专项行动',
    agencies: '检查部门与依据',
    approval: '批准',
    notice: '检查通知书',
    officers: '执法人员（不少于两名，出示证件）',
    assistants: '协助人员（不计入）',
    entryCode: '入企码',
    time: '时间',
    items: '检查项',
    no: '序号',
    item: '内容',
    basis: '依据',
    answer: '结果',
    last: '上次',
    remarks: '说明',
    rechecks: '复查隐患',
    record: '检查记录',
    signature: '被检查单位签字（拒签的由见证人签字）',
    officerSignature: '执法人员签字',
    witness: '见证人签字',
    draft: '草稿',
    unpublished: '未公布',
    choices: '□合格 □不合格 □不适用 □未检查',
    book: '账面',
    counted: '实盘',
    system: '系统',
    difference: '差额',
    answers: { fit: '合格', unfit: '不合格', notApplicable: '不适用', unchecked: '未检查' },
    kinds: { daily: '日常检查', case: '个案检查', special: '专项检查' },
    modes: { air: '空中', site: '现场', writing: '书面' },
    round: (no: number) => `第 ${no} 轮`,
    comma: '、',
  },
  en: {
    title: 'Inspection sheet (draft, an aid)',
    unapproved: 'Not approved',
    unapprovedHint: 'This inspection is not approved yet: the sheet is no official record.',
    enterprise: 'Enterprise',
    code: 'Credit code',
    address: 'Address',
    kind: 'Kind',
    mode: 'Way',
    campaign: 'Campaign',
    agencies: 'Agencies and basis',
    approval: 'Approval',
    notice: 'Notice',
    officers: 'Officers (two at least, identity shown)',
    assistants: 'Assistants (not counted)',
    entryCode: 'Entry code',
    time: 'Time',
    items: 'Items',
    no: 'No.',
    item: 'What',
    basis: 'Basis',
    answer: 'Answer',
    last: 'Last time',
    remarks: 'Remarks',
    rechecks: 'Findings to look at again',
    record: 'Record',
    signature: 'Signature of the enterprise (a witness signs where it refuses)',
    officerSignature: 'Signatures of the officers',
    witness: 'Signature of the witness',
    draft: 'draft',
    unpublished: 'not published',
    choices: '□ satisfied □ not satisfied □ not applicable □ not checked',
    book: 'book',
    counted: 'counted',
    system: 'system',
    difference: 'difference',
    answers: {
      fit: 'satisfied',
      unfit: 'not satisfied',
      notApplicable: 'not applicable',
      unchecked: 'not checked',
    },
    kinds: { daily: 'daily', case: 'single case', special: 'special' },
    modes: { air: 'from the air', site: 'on site', writing: 'in writing' },
    round: (no: number) => `round ${no}`,
    comma: ', ',
  },
} as const

const LINE = '____________________'

/** China's one zone; the day and the minute. */
const timeFormat = (language: Language): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'medium',
    timeStyle: 'short',
  })

/**
 * The sheet of a visit, to be taken along on paper and filled in by hand, or as it was filled in: an HTML page for A4 that
 * needs nothing from outside. What a visit has not is a line to write on; one that nobody approved says so on its first line.
 */
export function visitSheet(language: Language, parts: VisitSheetParts): string {
  const { visit, enterprise, campaign, round, standing, items, last, rechecks } = parts
  const w = WORDS[language]
  const inLanguage = ({ zh, en }: { zh: string; en: string }): string =>
    language === 'en' && en !== '' ? en : zh
  const format = timeFormat(language)
  const at = (atMs: number): string => format.format(atMs)
  const or = (text: string): string => (text.trim() === '' ? LINE : text)
  const people = (list: Visit['officers']): string =>
    or(list.map(({ name, number }) => `${name} ${number}`.trim()).join(w.comma))
  const nameOfChemical = (id: string): string => {
    const known = chemicalById(id)
    return known ? inLanguage(known) : id
  }
  const amount = (value: number | null): string => (value === null ? '____' : String(value))
  const answerSaid = (answer: Answer | null, isFigures: boolean): string => {
    const verdict = answer ? w.answers[answer.verdict] : w.choices
    const rows =
      answer?.kind === 'figures'
        ? answer.rows
        : isFigures
          ? (enterprise?.holdings ?? []).map(({ chemical, unit }) => ({
              chemical,
              unit,
              book: null,
              counted: null,
              system: null,
            }))
          : []
    return [
      verdict,
      ...rows.map((row) => {
        const { toBook } = differences(row)
        return `${nameOfChemical(row.chemical)} (${row.unit}): ${w.book} ${amount(row.book)} ${w.counted} ${amount(row.counted)} ${w.system} ${amount(row.system)} ${w.difference} ${amount(toBook)}`
      }),
    ].join('; ')
  }
  const rows = items.map((item, i) => {
    const own = visit.items.find(({ id }) => id === item.id)
    const before = last.find(({ itemId }) => itemId === item.id)
    const marks = [item.isDraft ? w.draft : '', item.published ? '' : w.unpublished].filter(
      (mark) => mark !== '',
    )
    return [
      i + 1,
      inLanguage(item.words),
      `${inLanguage(item.basis)}${marks.length > 0 ? ` [${marks.join(w.comma)}]` : ''}`,
      answerSaid(own?.answer ?? null, item.answer === 'figures'),
      before ? `${answerSaid(before.answer, false)} (${at(before.atMs)})` : '',
      own?.words ?? '',
    ]
  })
  const approval = standing.approval
  const body = html`
    <header><div><h1>${w.title}</h1><p><b>${enterprise ? inLanguage(enterprise.name) : LINE}</b></p></div></header>
    ${isApproved(standing.state) ? html`` : html`<p><span class="mark">${w.unapproved}</span> ${w.unapprovedHint}</p>`}
    ${facts([
      [w.code, enterprise?.creditCode ?? LINE],
      [w.address, or(enterprise?.address ?? '')],
      [w.kind, w.kinds[visit.kind]],
      [w.mode, w.modes[visit.mode]],
      [w.time, `${at(visit.fromMs)} – ${visit.toMs === null ? LINE : at(visit.toMs)}`],
      [w.campaign, campaign ? `${inLanguage(campaign.name)} ${round ? w.round(round.no) : ''}` : '-'],
      [w.approval, approval ? `${approval.no} ${approval.by.name} ${at(approval.atMs)}` : LINE],
      [w.notice, visit.notice ? `${visit.notice.no} ${at(visit.notice.atMs)}` : LINE],
      [w.entryCode, or(visit.entryCode)],
    ])}
    <p>${w.agencies}: ${or(visit.agencies.map(({ name, basis }) => `${inLanguage(name)} (${basis})`).join(w.comma))}</p>
    <p>${w.officers}: ${people(visit.officers)}</p>
    <p>${w.assistants}: ${people(visit.assistants)}</p>
    <h2>${w.items}</h2>
    ${table([w.no, w.item, w.basis, w.answer, w.last, w.remarks], rows)}
    ${rechecks.length > 0 ? html`<h2>${w.rechecks}</h2><ul class="checks">${rechecks.map((title) => html`<li>${title}</li>`)}</ul>` : html``}
    <h2>${w.record}</h2><p>${visit.record === '' ? html`<br><br><br>` : visit.record}</p>
    <div class="lines"><div>${w.officerSignature}</div><div>${w.signature}${visit.signature ? ` ${visit.signature.by}` : ''}</div><div>${w.witness}</div></div>
    ${headOnPaper(parts.head, language)}`
  return page(language, w.title, body)
}
