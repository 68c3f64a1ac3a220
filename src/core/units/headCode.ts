import { fail, ok, type Result } from './result.ts'

/**
 * The head of a station's chain as it stands on paper, so that a person can type it in again: base 32 in six rows of four
 * groups of four. Each row ends in a check character that finds every single wrong character of the row and any two that
 * changed places, rows that changed places with it; 13 more bits hold for all of it. So what was mistyped is told as such,
 * and not as a history that somebody forged.
 */

/** A place in a chain with the hash of the entry there: 32 and 64 hexadecimal digits in lower case. */
export type HeadOfChain = { readonly station: string; readonly seq: number; readonly hash: string }

/** Crockford's base 32: no letter that could be taken for a figure or another one. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const ROWS = 6
const ROW = 16
/** Station, number and hash take 128, 53 and 256 bits of the 450 that rows hold without their checks. */
const SEQ_BITS = 53n
const HASH_BITS = 256n
/** The rest is what remains of them by a prime just below 2^13. */
const WHOLE = 8191n
const WHOLE_BITS = 13n

/** What the square code on paper begins with: it holds the printed form without its gaps. */
const SQUARE = 'SORTIE-HEAD:'

/** Times the generator of the field of 32 elements, x^5 + x^2 + 1: digits are its elements. */
const timesGenerator = (element: number): number => (element << 1) ^ (element & 16 ? 0b100101 : 0)

/** A row's digits with its number from 1 before them, as a polynomial at the generator: 0 of a row that is whole. */
const remainderOf = (row: number, digits: readonly number[]): number =>
  digits.reduce((sum, digit) => timesGenerator(sum) ^ digit, row)

function digitsOf(value: bigint, count: number): number[] {
  const digits: number[] = []
  for (let rest = value; digits.length < count; rest >>= 5n) digits.unshift(Number(rest & 31n))
  return digits
}

/** The printed form, a row each: `7QK2 0F3C 91AB XY4D`. */
export function headRows({ station, seq, hash }: HeadOfChain): readonly string[] {
  const said = (((BigInt(`0x${station}`) << SEQ_BITS) | BigInt(seq)) << HASH_BITS) | BigInt(`0x${hash}`)
  const digits = digitsOf((said << WHOLE_BITS) | (said % WHOLE), ROWS * (ROW - 1))
  return Array.from({ length: ROWS }, (_, i) => {
    const row = digits.slice(i * (ROW - 1), (i + 1) * (ROW - 1))
    const text = [...row, timesGenerator(remainderOf(i + 1, row))].map((digit) => DIGITS.charAt(digit))
    return [0, 4, 8, 12].map((from) => text.slice(from, from + 4).join('')).join(' ')
  })
}

/** What the square code of a head says. */
export const headSquareText = (head: HeadOfChain): string =>
  `${SQUARE}${headRows(head).join('').replaceAll(' ', '')}`

/** A head for programs and the command line: `STATION:SEQ:HASH`. */
export const headText = ({ station, seq, hash }: HeadOfChain): string => `${station}:${seq}:${hash}`

/**
 * A head as somebody gives it: `STATION:SEQ:HASH`, the printed rows (spaces, hyphens and line ends anywhere, letters of any
 * case and width, O for 0, I and L for 1), or the text of the square code. Failure `head_unreadable` with `problem`:
 * `head_form` (nothing of the kind), `head_length` (`found` characters), `head_row` (the first `row`, from 1, that was
 * mistyped), `head_rows` (each row is one, together they are none).
 */
export function readHeadText(text: string): Result<HeadOfChain> {
  if (text.length > 2000) return unreadable('head_form')
  const plain = text.normalize('NFKC').trim().toUpperCase()
  const [, station, seq, hash] =
    /^([0-9A-F]{32})\s*:\s*([1-9]\d{0,15})\s*:\s*([0-9A-F]{64})$/.exec(plain) ?? []
  if (station && seq && hash)
    return Number.isSafeInteger(Number(seq))
      ? ok({ station: station.toLowerCase(), seq: Number(seq), hash: hash.toLowerCase() })
      : unreadable('head_form')
  const typed = (plain.startsWith(SQUARE) ? plain.slice(SQUARE.length) : plain)
    .replace(/[\s\-\u2010-\u2015\u2212]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  const digits = Array.from(typed, (one) => DIGITS.indexOf(one))
  // A few wrong characters are a slip; a text of another kind is none.
  const strange = digits.filter((digit) => digit < 0).length
  if (digits.length < ROW || typed.split(':').length > 2 || strange > digits.length / 4)
    return unreadable('head_form')
  if (digits.length !== ROWS * ROW) return unreadable('head_length', { found: digits.length })
  const rows = Array.from({ length: ROWS }, (_, i) => digits.slice(i * ROW, (i + 1) * ROW))
  const bad = rows.findIndex((row, i) => row.includes(-1) || remainderOf(i + 1, row) !== 0)
  if (bad >= 0) return unreadable('head_row', { row: bad + 1 })
  const whole = rows
    .flatMap((row) => row.slice(0, -1))
    .reduce((value, digit) => (value << 5n) | BigInt(digit), 0n)
  const said = whole >> WHOLE_BITS
  const number = Number((said >> HASH_BITS) & ((1n << SEQ_BITS) - 1n))
  if (said % WHOLE !== (whole & ((1n << WHOLE_BITS) - 1n)) || number < 1) return unreadable('head_rows')
  return ok({
    station: hexOf(said >> (SEQ_BITS + HASH_BITS), 32),
    seq: number,
    hash: hexOf(said & ((1n << HASH_BITS) - 1n), 64),
  })
}

const hexOf = (value: bigint, digits: number): string => value.toString(16).padStart(digits, '0')

const unreadable = (problem: string, params: { row?: number; found?: number } = {}) =>
  fail('head_unreadable', { problem, row: params.row ?? 0, found: params.found ?? 0, limit: ROWS * ROW })
