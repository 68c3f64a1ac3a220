import { JOURNAL_NAME } from '../../../core/formats/bag.ts'
import { docx } from '../../../core/formats/papers/docx.ts'
import { facts, html, type Html, page, table } from '../../../core/formats/papers/html.ts'
import { headOnPaper, headParagraphs } from '../../../core/formats/papers/journalHead.ts'
import type { PaperLanguage } from '../../../core/formats/papers/words.ts'
import { csvTable } from '../../../core/units/csv.ts'
import type { HeadOfChain } from '../../../core/units/headCode.ts'
import { type Leaving, recipeWords } from '../../../core/footage/copies/exportList.ts'

/** What an evidence package is about, and how it leaves. */
export type Evidence = {
  /** The name of what it is about. */
  readonly title: string
  readonly kind: 'finding' | 'rectificationOrder' | 'flight' | 'enterprise'
  readonly leaving: readonly Leaving[]
  readonly by: string
  readonly atMs: number
  /** Originals that have masks go along: for whom and on what request. */
  readonly unmasked: { readonly to: string; readonly request: string } | null
  readonly head: HeadOfChain | null
}

const WORDS = {
  zh: {
    title: '证据包',
    list: '电子数据清单',
    receipt: '证据包交接单',
    about: '内容',
    kinds: { finding: '隐患', rectificationOrder: '责令整改', flight: '架次', enterprise: '企业' },
    by: '制作人',
    at: '制作时间（UTC）',
    masked: '设有遮挡的影像均为遮挡后的副本，仅供查看；原件留存于工作区。',
    originals: '含未遮挡的原件',
    to: '提供对象',
    request: '依据',
    no: '序号',
    category: '类别',
    categories: { photo: '照片', clip: '视频', log: '飞行记录', document: '文档' },
    name: '文件',
    format: '文件格式',
    bytes: '字节数',
    hash: '完整性校验值（SHA-256）',
    original: '原件',
    originalHash: '原件 SHA-256',
    made: '生成方式',
    taken: '形成时间（UTC）',
    files: '随附文件',
    journal: '操作留痕摘录（附到签名账头的包含证明）',
    check:
      '校验方法：在上一级文件夹（清单文件所在处）中运行 sha256sum -c manifest-sha256.txt，或 sortie evidence check。',
    manifest: '清单文件 manifest-sha256.txt 的 SHA-256',
    signs: ['移交人', '接收人', '日期'],
  },
  en: {
    title: 'Evidence package',
    list: 'Electronic data list',
    receipt: 'Receipt of an evidence package',
    about: 'About',
    kinds: { finding: 'finding', rectificationOrder: 'order', flight: 'flight', enterprise: 'enterprise' },
    by: 'Made by',
    at: 'Made, UTC',
    masked:
      'Pictures that have masks are copies with them, for viewing; the originals stay in the workspace.',
    originals: 'Holds originals without their masks',
    to: 'For',
    request: 'On request',
    no: 'No.',
    category: 'Category',
    categories: { photo: 'photo', clip: 'clip', log: 'flight log', document: 'document' },
    name: 'File',
    format: 'Format',
    bytes: 'Bytes',
    hash: 'Checksum (SHA-256)',
    original: 'Original',
    originalHash: 'SHA-256 of the original',
    made: 'Made by',
    taken: 'Taken, UTC',
    files: 'Files beside it',
    journal: 'Extract of the journal, with proofs up to the signed head',
    check:
      'To check: run sha256sum -c manifest-sha256.txt in the folder above this one, where that list is, or sortie evidence check.',
    manifest: 'SHA-256 of manifest-sha256.txt',
    signs: ['Handed over by', 'Received by', 'Date'],
  },
} as const

const iso = (atMs: number | undefined): string => (atMs === undefined ? '' : new Date(atMs).toISOString())

function listRows(leaving: readonly Leaving[], language: PaperLanguage): string[][] {
  const w = WORDS[language]
  return [
    [w.no, w.category, w.name, w.format, w.bytes, w.hash, w.original, w.originalHash, w.made, w.taken],
    ...leaving.map(({ footage, out }, i) => [
      String(i + 1),
      w.categories[footage.kind],
      out.fileName,
      out.mimeType,
      String(out.sizeBytes),
      out.sha256,
      footage.fileName,
      footage.sha256,
      out.recipe ? recipeWords(out.recipe) : '',
      iso(footage.takenAt?.utcMs),
    ]),
  ]
}

/** The electronic data list as CSV: category, format and checksum of each file, with the original's where it is a copy. */
export const evidenceList = (leaving: readonly Leaving[], language: PaperLanguage): string =>
  csvTable(listRows(leaving, language))

/** The same list to be signed, for Word and WPS. */
export function evidenceListDocx(evidence: Evidence, language: PaperLanguage): Uint8Array {
  const w = WORDS[language]
  const [head = [], ...rows] = listRows(evidence.leaving, language)
  return docx(
    [
      { kind: 'title', text: w.list },
      ...factsOf(evidence, language).map(
        ([name, value]) => ({ kind: 'paragraph', text: `${name}: ${value}` }) as const,
      ),
      { kind: 'table', head, rows },
      ...headParagraphs(evidence.head, language).map((text) => ({ kind: 'paragraph', text }) as const),
      ...w.signs.map((text) => ({ kind: 'paragraph', text: `${text}: ____________________` }) as const),
    ],
    evidence.atMs,
  )
}

function factsOf({ title, kind, by, atMs, unmasked }: Evidence, language: PaperLanguage): [string, string][] {
  const w = WORDS[language]
  return [
    [w.about, `${w.kinds[kind]} ${title}`],
    [w.by, by],
    [w.at, iso(atMs)],
    ...(unmasked
      ? ([
          [w.to, unmasked.to],
          [w.request, unmasked.request],
        ] as [string, string][])
      : []),
  ]
}

const half = (evidence: Evidence, language: PaperLanguage): Html => {
  const w = WORDS[language]
  const [, ...rows] = listRows(evidence.leaving, language)
  return html`<section lang="${language}"><h1>${w.title}</h1>
    <p>${evidence.unmasked ? html`<span class="mark">${w.originals}</span>` : w.masked}</p>
    ${facts(factsOf(evidence, language))}
    <table><thead><tr>${[w.no, w.category, w.name, w.bytes, w.hash, w.originalHash].map((cell) => html`<th>${cell}</th>`)}</tr></thead>
    <tbody>${rows.map(
      ([no = '', category = '', name = '', , bytes = '', hash = '', , original = '']) =>
        html`<tr><td class="whole">${no}</td><td class="whole">${category}</td><td><a href="${linkOf(name)}">${name}</a></td><td class="whole">${bytes}</td><td>${hash}</td><td>${original}</td></tr>`,
    )}</tbody></table>
    <h2>${w.files}</h2><ul><li><a href="${LIST_NAME}">${w.list}</a> (<a href="${LIST_DOCX_NAME}">docx</a>)</li>
    <li><a href="${JOURNAL_NAME}">${w.journal}</a></li></ul>
    <p>${w.check}</p>${headOnPaper(evidence.head, language)}</section>`
}

/** Names under `data/`: plain letters, so that every system shows them. */
export const LIST_NAME = 'list.csv'
export const LIST_DOCX_NAME = 'list.docx'
export const PICTURES_NAME = 'pictures.csv'
export const FILES_FOLDER = 'files'

const linkOf = (fileName: string): string => `${FILES_FOLDER}/${encodeURIComponent(fileName)}`

/** What is opened first, without a network and without scripts: in both languages, the asked one first. */
export function evidencePage(evidence: Evidence, language: PaperLanguage): string {
  const other = language === 'zh' ? 'en' : 'zh'
  return page(
    language,
    `${WORDS[language].title} ${evidence.title}`,
    html`${half(evidence, language)}<hr>${half(evidence, other)}`,
  )
}

/** What is signed when the package changes hands: it names the manifest, and by that every file. */
export function evidenceReceipt(evidence: Evidence, manifestSha256: string, language: PaperLanguage): string {
  const w = WORDS[language]
  const body = html`<header><h1>${w.receipt}</h1></header>
    ${facts(factsOf(evidence, language))}
    <p>${w.manifest}</p><p>${manifestSha256}</p>
    ${table(
      [w.no, w.name, w.bytes],
      evidence.leaving.map(({ out }, i) => [i + 1, out.fileName, out.sizeBytes]),
    )}
    ${headOnPaper(evidence.head, language)}
    <div class="lines">${w.signs.map((sign) => html`<div>${sign}</div>`)}</div>`
  return page(language, w.receipt, body)
}
