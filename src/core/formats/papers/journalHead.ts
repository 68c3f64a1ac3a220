import { type HeadOfChain, headRows, headSquareText, headText } from '../../units/headCode.ts'
import { squarePath } from '../squareCode.ts'
import { type Html, html, raw } from './html.ts'
import type { PaperLanguage } from './words.ts'

const WORDS = {
  zh: {
    title: '操作留痕链首',
    entry: (seq: number) => `第 ${seq} 条`,
    hint: '日后核验：在“全面校验”中录入上列字符或扫码所得文字；每行末位为校验字符，抄错会提示抄错。',
  },
  en: {
    title: 'Head of the journal',
    entry: (seq: number) => `entry ${seq}`,
    hint: 'To check later: give these characters, or the text of the square code, to the verification. The last character of each row is its check: what is mistyped is told as such.',
  },
} as const

/** The head on a page: its rows, to be typed in again, and the square code of the same. Nothing where there is none. */
export function headOnPaper(head: HeadOfChain | null | undefined, language: PaperLanguage): Html {
  if (!head) return html``
  const w = WORDS[language]
  const { size, path } = squarePath(headSquareText(head))
  const code = `<svg viewBox="-2 -2 ${size + 4} ${size + 4}" role="img"><rect x="-2" y="-2" width="${size + 4}" height="${size + 4}" fill="#fff"/><path d="${path}"/></svg>`
  return html`<section class="head"><div class="qr">${raw(code)}</div><div><p><b>${w.title}</b> ${w.entry(head.seq)}</p>
    <pre>${headRows(head).join('\n')}</pre><p class="small">${w.hint}</p></div></section>`
}

/** The head as paragraphs of a document without pictures. */
export const headParagraphs = (
  head: HeadOfChain | null | undefined,
  language: PaperLanguage,
): readonly string[] =>
  head
    ? [`${WORDS[language].title} ${WORDS[language].entry(head.seq)}`, ...headRows(head), WORDS[language].hint]
    : []

/** The head as a row of a table. */
export const headCells = (
  head: HeadOfChain | null | undefined,
  language: PaperLanguage,
): readonly (readonly string[])[] => (head ? [[WORDS[language].title, headText(head)]] : [])
