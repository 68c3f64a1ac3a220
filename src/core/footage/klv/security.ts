import { beginsWithKey, itemsOf } from './keys.ts'
import { printable } from './uasSet.ts'

/** Classes of ST 0102, item 1, in its own words: a marking is never translated. */
const CLASSES: Readonly<Record<number, string>> = {
  1: 'UNCLASSIFIED',
  2: 'RESTRICTED',
  3: 'CONFIDENTIAL',
  4: 'SECRET',
  5: 'TOP SECRET',
}
const [CLASS, OBJECT_COUNTRIES] = [1, 13]
/** Items that hold text: the classifying country, caveats, releasing instructions, who and why. */
const TEXTS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 14]

/** Bytes as lower-case hexadecimal digits, and back. */
export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length >> 1 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16))

/**
 * A security marking (ST 0102 local set in hexadecimal digits) as a person reads it: class, country, caveats and what else
 * it says in text, in its own order; the digits themselves where it cannot be read.
 */
export function markingWords(hex: string): string {
  const bytes = fromHex(hex)
  const { items } = beginsWithKey(bytes) ? { items: [] } : itemsOf(bytes)
  const words = items.flatMap(([tag, value]) => {
    if (tag === CLASS) return CLASSES[value[0] ?? 0] ?? []
    if (tag === OBJECT_COUNTRIES) return printable(utf16(value)) ?? []
    return TEXTS.includes(tag) ? (printable(new TextDecoder('utf-8').decode(value)) ?? []) : []
  })
  return words.length > 0 ? words.join(' · ') : hex
}

/** Highest byte first, as the standard has it; some writers put plain letters. */
function utf16(value: Uint8Array): string {
  if (value.length % 2 !== 0 || value[0] !== 0) return new TextDecoder('utf-8').decode(value)
  return String.fromCharCode(
    ...Array.from(
      { length: value.length / 2 },
      (_, i) => ((value[2 * i] as number) << 8) | (value[2 * i + 1] as number),
    ),
  )
}
