import { CHECK_RESULTS, type CheckItem, type CheckResult, type SelfCheck } from '../duty/selfCheck.ts'
import type { Day } from '../finding/deadlines/day.ts'
import { placeIn } from '../formats/tables/place.ts'
import { codeIn, dayIn, type Table, type TableRow, textIn } from '../formats/tables/table.ts'
import { type Note, note, type Read } from '../units/note.ts'
import { SELF_CHECK_WORDS, type SelfCheckWords } from './selfCheckWords.ts'

/** A self-check as its form says it, before anybody has held it against what is here. */
export type SelfCheckForm = {
  readonly creditCode: string
  /** The period that it was handed out for; null where that cannot be read any more. */
  readonly from: Day | null
  readonly to: Day | null
  readonly checkedOn: Day
  readonly checkedBy: SelfCheck['checkedBy']
  readonly items: CheckItem[]
  readonly remarks: string
}

const LONGEST = { what: 300, words: 2000, name: 100, post: 100, phone: 40, remarks: 4000 } as const
const MOST_ITEMS = 200

/** What is compared of a label: people add colons and blanks, and programs change widths. */
const plain = (text: string): string => text.normalize('NFKC').replace(/[\s:]/g, '').toLowerCase()

/**
 * Reads a form back that was filled in. It is found by its words, in either language, wherever rows and columns were moved
 * to. What is missing or cannot be is told row by row as errors, all of them; the value is null as long as there is one.
 * `today`: nothing was checked or put right after it.
 */
export function readSelfCheckForm(tables: readonly Table[], today: Day): Read<SelfCheckForm> {
  for (const table of tables)
    for (const words of Object.values(SELF_CHECK_WORDS)) {
      const headRow = table.rows.find((row) => columnIn(row, words.what) && columnIn(row, words.result))
      if (headRow) return readForm(table, words, headRow, today)
    }
  return { value: null, notes: [note('error', 'form_unknown')] }
}

const columnIn = ({ cells }: TableRow, label: string): number | null => {
  for (const [column, cell] of cells) if (plain(textIn(cell)) === plain(label)) return column
  return null
}

function readForm(table: Table, words: SelfCheckWords, headRow: TableRow, today: Day): Read<SelfCheckForm> {
  const notes: Note[] = []
  const refuse = (
    code: string,
    row: number | null,
    column: number | null = null,
    params: Note['params'] = {},
  ) => notes.push(note('error', code, placeIn(table.name, row, column), params))
  /** The cell right of a label, above or below the items. */
  const beside = (label: string) => {
    for (const row of table.rows) {
      const column = row === headRow ? null : columnIn(row, label)
      if (column === null) continue
      return { row: row.row, column: column + 1, cell: row.cells.get(column + 1) }
    }
    return { row: null, column: null, cell: undefined }
  }
  const textBeside = (label: string, most: number): string => {
    const { row, column, cell } = beside(label)
    const text = textIn(cell)
    if (text.length > most) refuse('form_too_long', row, column, { what: label, most })
    return text
  }

  const code = beside(words.creditCode)
  const creditCode = codeIn(code.cell)
  if (creditCode === null) refuse('cell_scientific', code.row, code.column)
  else if (creditCode === '') refuse('form_missing', code.row, code.column, { what: words.creditCode })
  const on = beside(words.checkedOn)
  const checkedOn = dayIn(on.cell, table.is1904)
  if (textIn(on.cell) === '') refuse('form_missing', on.row, on.column, { what: words.checkedOn })
  else if (checkedOn === null)
    refuse('cell_not_day', on.row, on.column, { text: textIn(on.cell).slice(0, 40) })
  else if (checkedOn > today) refuse('form_day_to_come', on.row, on.column, { day: checkedOn })
  const who = beside(words.checkedBy)
  const name = textBeside(words.checkedBy, LONGEST.name)
  if (name === '') refuse('form_missing', who.row, who.column, { what: words.checkedBy })
  const [from, to] = [words.from, words.to].map((label) => dayIn(beside(label).cell, table.is1904)) as [
    Day | null,
    Day | null,
  ]
  if (checkedOn !== null && ((from !== null && checkedOn < from) || (to !== null && checkedOn > to)))
    notes.push(
      note('warning', 'form_outside_period', placeIn(table.name, on.row, on.column), {
        day: checkedOn,
        from: from ?? '',
        to: to ?? '',
      }),
    )
  const [post, phone, remarks] = [
    textBeside(words.post, LONGEST.post),
    textBeside(words.phone, LONGEST.phone),
    textBeside(words.remarks, LONGEST.remarks),
  ]
  const items = itemsOf(table, words, headRow, today, refuse)
  if (items.length > MOST_ITEMS) refuse('form_many_items', null, null, { most: MOST_ITEMS })
  if (
    items.every(({ result }) => result === 'notChecked') &&
    notes.every(({ severity }) => severity !== 'error')
  )
    refuse('form_nothing_checked', headRow.row)
  if (notes.some(({ severity }) => severity === 'error') || creditCode === null || checkedOn === null)
    return { value: null, notes }
  const checkedBy = { name, duty: post, phone }
  return { value: { creditCode, from, to, checkedOn, checkedBy, items, remarks }, notes }
}

type Refuse = (code: string, row: number | null, column?: number | null, params?: Note['params']) => void

/** The items below their head, to the last row that names one or says anything of one. */
function itemsOf(
  table: Table,
  words: SelfCheckWords,
  headRow: TableRow,
  today: Day,
  refuse: Refuse,
): CheckItem[] {
  const column = (label: string): number => columnIn(headRow, label) ?? 0
  const [atWhat, atResult, atWords, atPutRight] = [
    column(words.what),
    column(words.result),
    column(words.words),
    column(words.putRightOn),
  ]
  const items: CheckItem[] = []
  for (const one of table.rows) {
    if (one.row <= headRow.row || columnIn(one, words.remarks) !== null) continue
    const { row, cells } = one
    const [what, said, found] = [atWhat, atResult, atWords].map((at) => textIn(cells.get(at))) as [
      string,
      string,
      string,
    ]
    const dayCell = cells.get(atPutRight)
    if (what === '' && said === '' && found === '' && dayCell === undefined) continue
    if (what === '') {
      refuse('form_what_missing', row, atWhat)
      continue
    }
    const result = resultOf(said, words)
    if (result === null) {
      refuse('form_result_unknown', row, atResult, {
        text: said.slice(0, 40),
        list: CHECK_RESULTS.map((each) => words.results[each]).join(' | '),
      })
      continue
    }
    if (said === '' && (found !== '' || dayCell !== undefined)) refuse('form_result_missing', row, atResult)
    if ((result === 'found' || result === 'putRight') && found === '')
      refuse('form_words_missing', row, atWords)
    if (what.length > LONGEST.what)
      refuse('form_too_long', row, atWhat, { what: words.what, most: LONGEST.what })
    if (found.length > LONGEST.words)
      refuse('form_too_long', row, atWords, { what: words.words, most: LONGEST.words })
    const putRightOn = dayIn(dayCell, table.is1904)
    if (dayCell !== undefined && putRightOn === null)
      refuse('cell_not_day', row, atPutRight, { text: textIn(dayCell).slice(0, 40) })
    else if (putRightOn !== null && putRightOn > today)
      refuse('form_day_to_come', row, atPutRight, { day: putRightOn })
    items.push({ id: String(items.length + 1), what, result, words: found, putRightOn })
  }
  return items
}

/** What a word of the list stands for; nothing stands for what was not looked at. */
function resultOf(said: string, words: SelfCheckWords): CheckResult | null {
  if (said === '') return 'notChecked'
  return CHECK_RESULTS.find((result) => plain(words.results[result]) === plain(said)) ?? null
}
