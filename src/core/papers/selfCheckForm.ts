import { CHECK_RESULTS } from '../duty/selfCheck.ts'
import type { Day } from '../finding/deadlines/day.ts'
import type { LookedCell, SheetCell, SheetMade } from '../formats/tables/xlsxWrite.ts'
import type { Enterprise } from '../site/enterprise.ts'
import type { Language } from '../units/language.ts'
import { SELF_CHECK_WORDS } from './selfCheckWords.ts'

/** Empty rows behind the items, for what else was looked at. */
const SPARE_ROWS = 10
/** Rows above the head of the items: title, who and when, the hint. */
const HEAD_ROW = 11
const WIDTHS = [7, 34, 26, 46, 16]

/** What the form is handed out for: the days of its period, and the items that are to be looked at. */
export type SelfCheckAsked = {
  readonly enterprise: Pick<Enterprise, 'name' | 'creditCode' | 'safetyOfficer'>
  readonly from: Day
  readonly to: Day
  readonly items: readonly string[]
}

/**
 * The form of a self-check as a sheet (企业自查表): enterprise, period and items stand there, and cannot be changed by mistake;
 * what is to be filled in is coloured. Its words name its cells: it is read back by them (`readSelfCheckForm`).
 */
export function selfCheckForm(
  { enterprise, from, to, items }: SelfCheckAsked,
  language: Language,
): SheetMade {
  const words = SELF_CHECK_WORDS[language]
  const { name, creditCode, safetyOfficer } = enterprise
  const open = (value: string | null = null, as: 'text' | 'day' = 'text'): LookedCell => ({
    value,
    look: 'open',
    as,
  })
  const head = (value: string): LookedCell => ({ value, look: 'head' })
  const line = (label: string, cell: SheetCell): SheetCell[] => [null, head(label), cell]
  const item = (no: number, what: SheetCell): SheetCell[] => [no, what, open(), open(), open(null, 'day')]
  const rows: SheetCell[][] = [
    [{ value: words.title, look: 'title' }],
    line(words.enterprise, language === 'en' && name.en !== '' ? name.en : name.zh),
    line(words.creditCode, creditCode),
    line(words.from, { day: from }),
    line(words.to, { day: to }),
    line(words.checkedOn, open(null, 'day')),
    line(words.checkedBy, open(safetyOfficer?.name ?? null)),
    line(words.post, open(safetyOfficer?.duty ?? null)),
    line(words.phone, open(safetyOfficer?.phone ?? null)),
    [null, words.hint],
    [words.no, words.what, words.result, words.words, words.putRightOn].map(head),
    ...items.map((what, i) => item(i + 1, what)),
    ...Array.from({ length: SPARE_ROWS }, (_, i) => item(items.length + i + 1, open())),
    line(words.remarks, open()),
  ]
  return {
    name: words.sheet,
    widths: WIDTHS,
    frozenRows: 0,
    isProtected: true,
    choices: [
      {
        column: 3,
        fromRow: HEAD_ROW + 1,
        toRow: HEAD_ROW + items.length + SPARE_ROWS,
        values: CHECK_RESULTS.map((result) => words.results[result]),
      },
    ],
    merges: ['A1:E1', `B${HEAD_ROW - 1}:E${HEAD_ROW - 1}`],
    rows,
  }
}
