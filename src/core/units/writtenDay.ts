import type { Language } from './language.ts'

const DAY = /^(\d{4})-(\d{2})-(\d{2})(?: (\d{2}:\d{2}))?$/

/**
 * A calendar day (`2026-05-20`), with the time of a wall clock (`2026-05-20 08:00`) or without, as moments are written in a
 * language; other text as it stands.
 */
export function writtenDay(language: Language, text: string): string {
  const [, year, month, day, time] = DAY.exec(text) ?? []
  if (year === undefined) return text
  const [written, gap] =
    language === 'zh' ? [`${year}/${month}/${day}`, ' '] : [`${day}/${month}/${year}`, ', ']
  return time === undefined ? written : `${written}${gap}${time}`
}
