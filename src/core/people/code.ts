/**
 * One-time codes for people to read out and type: 16 characters of Crockford's base 32 (no I, L, O, U) in four groups. Four
 * say which sheet and which of its codes, eleven are drawn (55 bits), and the last one checks the others (Luhn's algorithm
 * modulo 32), so that a slip of the finger is told from a guess.
 */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 16
const TAG = 3

/** How many bytes of chance a code takes: one a character. */
export const CODE_RANDOM_BYTES = LENGTH - TAG - 2
/** So many codes a sheet has at most: the number is one character. */
export const MOST_CODES = DIGITS.length

export type Code = {
  /** Which sheet: the same three characters on all of its codes. */
  readonly sheet: string
  /** Which of the sheet's codes, from 0. */
  readonly index: number
  /** All 16 characters: what is hashed. */
  readonly text: string
}

/** The check character of fifteen others. */
function checkOf(text: string): string {
  let sum = 0
  for (const [i, one] of Array.from(text).reverse().entries()) {
    const value = DIGITS.indexOf(one) * (i % 2 === 0 ? 2 : 1)
    sum += Math.floor(value / DIGITS.length) + (value % DIGITS.length)
  }
  return DIGITS.charAt((DIGITS.length - (sum % DIGITS.length)) % DIGITS.length)
}

const drawn = (random: Uint8Array): string =>
  [...random].map((byte) => DIGITS.charAt(byte % DIGITS.length)).join('')

/** The characters by which a sheet's codes name it, from three bytes of chance. */
export const sheetTag = (random: Uint8Array): string => drawn(random.subarray(0, TAG))

/** A code of a sheet. Misuse throws: the index is one of the sheet's, and there is chance enough. */
export function makeCode(sheet: string, index: number, random: Uint8Array): Code {
  if (sheet.length !== TAG || index < 0 || index >= MOST_CODES || random.length < CODE_RANDOM_BYTES)
    throw new RangeError('no code of a sheet')
  const body = sheet + DIGITS.charAt(index) + drawn(random.subarray(0, CODE_RANDOM_BYTES))
  return { sheet, index, text: body + checkOf(body) }
}

/** As it is printed: four groups of four. */
export const groupedCode = (text: string): string => text.replace(/(.{4})(?!$)/g, '$1-')

/** A code as somebody typed it: letters that look alike are what they look like, whatever stands between them. Null: it is none, or mistyped. */
export function readCode(given: string): Code | null {
  const text = given
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-—–_.·]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  if (text.length !== LENGTH || Array.from(text).some((one) => !DIGITS.includes(one))) return null
  if (checkOf(text.slice(0, -1)) !== text.slice(-1)) return null
  return { sheet: text.slice(0, TAG), index: DIGITS.indexOf(text.charAt(TAG)), text }
}
