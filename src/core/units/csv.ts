import { neutral } from './shown.ts'

/**
 * How a spreadsheet begins what it reckons: `= + - @`, their full-width and small forms and the minus sign, also behind
 * blanks that it would trim and characters that nobody sees; and a tab or a line end first, which it drops.
 */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}\p{Z}\ufffd]*[=+\-@＝＋－＠\ufe62\ufe63\ufe66\ufe6b\u2212])/u
/** What is a number and nothing else stays one. */
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** Whether a spreadsheet would take a text for something to reckon once it is typed into a cell. */
export const startsFormula = (text: string): boolean => FORMULA.test(text) && !NUMBER.test(text)

/** Whether a text is written behind the guard: it would be reckoned, or it looks like a guarded text itself. */
const needsGuard = (text: string): boolean => startsFormula(text.replace(/^'+/, ''))

/** A field without its guard: what was given to `csvField`. */
export const unguarded = (field: string): string =>
  field.startsWith("'") && needsGuard(field) ? field.slice(1) : field

/**
 * A field of a CSV (RFC 4180) that people open in a spreadsheet: a text that would be taken for a formula begins with an
 * apostrophe, which makes it a text there; one that has such an apostrophe of its own gets another, so that it comes
 * back as it was. Numbers stay numbers. One guard for every such table; formats that machines
 * read column by column (Litchi, FMV) hold numbers alone and have no use for it.
 */
export function csvField(value: string | number | null | undefined): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  const text = neutral(value ?? '')
  const safe = needsGuard(text) ? `'${text}` : text
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

type Row = readonly (string | number | null | undefined)[]

/** What stands before a CSV in UTF-8: spreadsheets need it. */
export const CSV_MARK = '\ufeff'
/** A row of a CSV with its end. */
export const csvRow = (row: Row): string => `${row.map(csvField).join(',')}\r\n`

/** A table as CSV in UTF-8 with its mark. */
export const csvTable = (rows: readonly Row[]): string => CSV_MARK + rows.map(csvRow).join('')
