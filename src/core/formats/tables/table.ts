import { finiteIn } from '../../units/finite.ts'
import { wallOfSerial } from './value.ts'

/**
 * What a cell of a table that came in holds: a text, a number, a time as it stands on a wall (as if it were UTC, ms), or what a
 * spreadsheet shows where it could not reckon (`#REF!`).
 */
export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'time'; readonly wallMs: number }
  | { readonly kind: 'fault'; readonly text: string }

/** A row by its number in the file, from 1; cells by their column, from 1. Empty ones are not among them. */
export type TableRow = { readonly row: number; readonly cells: ReadonlyMap<number, Cell> }

/** A table as it came in: of a text table `name` is empty. Rows without a cell are not among its rows. */
export type Table = {
  readonly name: string
  readonly rows: readonly TableRow[]
  /** Its days count from 1904 (old Macs), not from 1900. */
  readonly is1904: boolean
}

/** What is taken of a table: more is no register that somebody filled in. */
export const MOST_TABLE_CELLS = 1_000_000

/** A cell as a text, trimmed; '' of none. A number that a float cannot hold to the last digit is told by `asIdentifier`. */
export function textIn(cell: Cell | undefined): string {
  if (cell === undefined) return ''
  if (cell.kind === 'number') return String(cell.number)
  if (cell.kind === 'time') return wallText(cell.wallMs)
  return cell.text.trim()
}

const wallText = (wallMs: number): string => {
  const text = new Date(wallMs).toISOString().slice(0, 19).replace('T', ' ')
  return text.endsWith(' 00:00:00') ? text.slice(0, 10) : text
}

/** Digits that a spreadsheet has turned into a number: those behind the fifteenth are lost. */
const SCIENTIFIC = /^\d(?:\.\d+)?e\+?\d+$/i
const EXACT_BELOW = 1e15

/**
 * A code or serial number, which is a text of digits and letters. Null where a spreadsheet took it for a number and lost its
 * last digits (`9.1340123E+17`): nobody can say what it was.
 */
export function codeIn(cell: Cell | undefined): string | null {
  if (cell?.kind === 'number') return Math.abs(cell.number) < EXACT_BELOW ? String(cell.number) : null
  const text = textIn(cell).normalize('NFKC').replace(/\s+/g, '')
  return SCIENTIFIC.test(text) ? null : text
}

/** A figure; null of what is none. Grouping commas of thousands are taken for what they are. */
export function figureIn(cell: Cell | undefined): number | null {
  if (cell?.kind === 'number') return cell.number
  const text = textIn(cell).normalize('NFKC')
  const plain = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain)
    ? finiteIn(Number(plain), -Number.MAX_VALUE, Number.MAX_VALUE)
    : null
}

/** Numbers that are days where a day is asked for: 1954 to 2173, counted from 1900. */
const [FIRST_SERIAL, LAST_SERIAL] = [20_000, 100_000]
const DAY_TEXT = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\d.*)?$/
const COMPACT_DAY = /^(\d{4})(\d{2})(\d{2})$/

/**
 * A day, `YYYY-MM-DD`, as people and programs write one: 2026-11-28, 2026/11/28, 2026.11.28, 2026年11月28日, 20261128, a
 * time, or the number that a spreadsheet counts days by. Null of what is none, such as 30 February.
 */
export function dayIn(cell: Cell | undefined, is1904: boolean): string | null {
  if (cell === undefined) return null
  if (cell.kind === 'time') return new Date(cell.wallMs).toISOString().slice(0, 10)
  const text = textIn(cell).normalize('NFKC')
  const parts = DAY_TEXT.exec(text) ?? COMPACT_DAY.exec(text)
  if (parts) return realDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))
  const serial = finiteIn(
    /^\d{5,6}(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN,
    FIRST_SERIAL,
    LAST_SERIAL,
  )
  const wallMs = serial === null ? null : wallOfSerial(serial, is1904)
  return wallMs === null ? null : new Date(wallMs).toISOString().slice(0, 10)
}

function realDay(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day))
  const isReal = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
  return isReal ? at.toISOString().slice(0, 10) : null
}
