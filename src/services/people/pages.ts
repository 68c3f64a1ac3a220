import { groupedCode } from '../../core/people/code.ts'
import type { HeadOfChain } from '../../core/units/headCode.ts'
import { headOnPaper } from '../../core/formats/papers/journalHead.ts'
import { facts, html, page, table } from '../../core/formats/papers/html.ts'

type Language = 'zh' | 'en'

const WORDS = {
  zh: {
    lang: 'zh-CN',
    sheet: '一次性放行码',
    sheetHint:
      '每个放行码只能放行一项任务的一个修订，由负责人口头或书面告知操作人。用过、作废或不属于本工作区的放行码会被拒绝。请妥善保管，遗失请立即在“设置—人员”中作废本页。工作区只保存其 scrypt 哈希值，无法重新打印。',
    no: '序号',
    code: '放行码',
    task: '任务',
    when: '日期',
    given: '告知何人',
    by: '负责人',
    number: '警号',
    made: '打印时间',
    workspace: '工作区',
    mark: '页号',
    recovery: '口令恢复码',
    recoveryHint:
      '忘记口令时，在登录界面选择“用恢复码登录”，输入下面的恢复码并设置新口令。恢复码只能用一次，用后请重新打印。请与电脑分开保管。',
    person: '姓名',
  },
  en: {
    lang: 'en',
    sheet: 'One-time release codes',
    sheetHint:
      'Each code lets one revision of one mission pass, and is told to whoever asks by the supervisor. A code that was used, withdrawn or is of another workspace is refused. Keep this page safe; where it is lost, withdraw it at once under Settings, People. The workspace keeps only scrypt hashes of the codes: they cannot be printed again.',
    no: 'No.',
    code: 'Code',
    task: 'Mission',
    when: 'Date',
    given: 'Told to',
    by: 'Supervisor',
    number: 'Number',
    made: 'Printed',
    workspace: 'Workspace',
    mark: 'Sheet',
    recovery: 'Recovery code',
    recoveryHint:
      'If you forget your passphrase, choose “Use the recovery code” where you sign in, and set a new one with the code below. It lets you in once; print another one afterwards. Keep it apart from the computer.',
    person: 'Name',
  },
} as const

type Who = { readonly name: string; readonly number: string }
type Made = {
  readonly workspace: string
  readonly atMs: number
  readonly language: Language
  readonly head: HeadOfChain | null
}

/** A date and time as it is printed, in the computer's own zone. */
const printed = (atMs: number, language: Language): string =>
  new Intl.DateTimeFormat(WORDS[language].lang, { dateStyle: 'medium', timeStyle: 'short' }).format(atMs)

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The page of a sheet: the one place where its codes stand. */
export function sheetPage(tag: string, codes: readonly string[], by: Who, made: Made): Uint8Array {
  const w = WORDS[made.language]
  const body = html`<header><h1>${w.sheet}</h1><p>${w.mark} ${tag}</p></header>
${facts([
  [w.by, by.name],
  [w.number, by.number || '-'],
  [w.workspace, made.workspace],
  [w.made, printed(made.atMs, made.language)],
])}
<p>${w.sheetHint}</p>
${table(
  [w.no, w.code, w.task, w.when, w.given],
  codes.map((code, i) => [i + 1, groupedCode(code), '', '', '']),
)}
${headOnPaper(made.head, made.language)}`
  return bytesOf(page(w.lang, w.sheet, body))
}

/** The page of a recovery code. */
export function recoveryPage(code: string, who: Who, made: Made): Uint8Array {
  const w = WORDS[made.language]
  const body = html`<header><h1>${w.recovery}</h1></header>
${facts([
  [w.person, who.name],
  [w.workspace, made.workspace],
  [w.made, printed(made.atMs, made.language)],
])}
<p>${w.recoveryHint}</p>
<h2>${groupedCode(code)}</h2>
${headOnPaper(made.head, made.language)}`
  return bytesOf(page(w.lang, w.recovery, body))
}

export const pageName = (kind: 'sheet' | 'recovery', what: string, language: Language): string =>
  `${WORDS[language][kind]} ${what}.html`
