import type { Language } from '../../src/core/units/language.ts'

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** A calendar day (`2026-05-20`) as days are written in a language, like the day of any moment; other text as it stands. */
export function dayIn(language: Language, text: string): string {
  const [, year, month, day] = DAY.exec(text) ?? []
  if (year === undefined) return text
  return language === 'zh' ? `${year}/${month}/${day}` : `${day}/${month}/${year}`
}
