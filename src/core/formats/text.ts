import { LONGEST_LINE, linesIn } from '../units/lines.ts'
import { type Note, note, remark } from '../units/note.ts'

/**
 * The text of a file: UTF-8 with or without a mark, UTF-16 by its mark or its zeros, else GB 18030 (which holds GBK), the encoding
 * that Chinese Windows programs still write. Null for bytes that are no text at all.
 */
export function decodeText(bytes: Uint8Array): { text: string | null; notes: Note[] } {
  if (bytes.length === 0) return { text: null, notes: [note('error', 'empty_file')] }
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), notes: [] }
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), notes: [] }
  const unmarked = unmarkedUtf16(bytes)
  if (unmarked)
    return {
      text: new TextDecoder(unmarked).decode(bytes),
      notes: [note('info', 'decoded_as', null, { encoding: 'UTF-16' })],
    }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? { text: null, notes: [note('error', 'not_text')] } : { text, notes: [] }
  } catch {
    if (bytes.includes(0)) return { text: null, notes: [note('error', 'not_text')] }
  }
  try {
    const text = new TextDecoder('gb18030', { fatal: true }).decode(bytes)
    return { text, notes: [note('info', 'decoded_as', null, { encoding: 'GB 18030' })] }
  } catch {
    return { text: null, notes: [note('error', 'not_text')] }
  }
}

/** UTF-16 without its mark: of its first pairs of bytes, most have a zero on one side and hardly any on the other. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = bytes.subarray(0, Math.min(bytes.length, 512) & ~1)
  if (head.length < 8) return null
  const zeros = [0, 0]
  for (const [i, byte] of head.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const [many, few] = [head.length * 0.3, head.length * 0.02]
  if (odd > many && even <= few) return 'utf-16le'
  return even > many && odd <= few ? 'utf-16be' : null
}

/**
 * The lines of a text one after the other, counted from 0. One that is longer than any of a list is an error that says
 * where, and is not among them.
 */
export const linesOf = (text: string, notes: Note[]): Generator<[number, string]> =>
  linesIn(text, (i) => remark(notes, note('error', 'line_too_long', `line ${i + 1}`, { most: LONGEST_LINE })))

/** A decimal number as files write it; NaN of anything else: nothing, hexadecimal, and what only begins like one. */
export const numberOf = (text: string | null | undefined): number =>
  text !== null && text !== undefined && /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(text)
    ? Number(text)
    : Number.NaN

/** A value from a file as words for a note: texts and numbers as they are, anything else by its kind, never long. */
export const shown = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).slice(0, 60)
    : value === null || value === undefined
      ? '?'
      : Array.isArray(value)
        ? 'list'
        : typeof value
