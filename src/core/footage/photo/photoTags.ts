import { finiteIn } from '../../units/finite.ts'

type Tag = { value?: unknown; description?: unknown } | undefined
export type Tags = Record<string, Tag>

/** What a tag says in words; empty of one that is not there. */
export function textOf(tag: Tag): string {
  const value = tag?.description ?? tag?.value
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
}

/** A tag's own letters as they stand in the file (EXIF has them in a list), not what the library makes of them. */
export function lettersOf(tag: Tag): string {
  const value = Array.isArray(tag?.value) ? (tag.value as unknown[])[0] : tag?.value
  return typeof value === 'string' ? value.replaceAll('\0', '').trim() : ''
}

/** The fractions of a tag as numbers: EXIF has each as a pair, and 0/0 is none. */
export function fractionsOf(tag: Tag): number[] {
  if (!Array.isArray(tag?.value)) return []
  const isOne = tag.value.length === 2 && tag.value.every((part) => typeof part === 'number')
  return (isOne ? [tag.value] : (tag.value as unknown[])).map((part) => {
    if (!Array.isArray(part)) return Number(part)
    const [above, below] = part as unknown[]
    return Number(above) / Number(below)
  })
}

/** A number of XMP, all of whose letters are one; null of anything else, and outside its range. */
export const plainNumber = (text: string, min: number, max: number): number | null =>
  text === '' ? null : finiteIn(Number(text), min, max)

/** A number of EXIF, which may have its unit behind it (`29.9 mm`); null of anything else, and outside its range. */
export const numberWithUnit = (text: string, min: number, max: number): number | null =>
  finiteIn(Number.parseFloat(text), min, max)
