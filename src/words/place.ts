import type { Language } from '../core/units/language.ts'

/** Places in a file as notes name them (`line 12`), and the same in Chinese; names and paths stay as they are. */
const PLACES: readonly (readonly [pattern: RegExp, zh: string])[] = [
  [/, (?=(?:row|column|paragraph) )/g, '，'],
  [/\bsheet “([^”]*)”/g, '工作表“$1”'],
  [/\bcolumn ([A-Z]{1,3})\b/g, '$1 列'],
  [/\bparagraph (\d+)/g, '第 $1 段'],
  [/\bline (\d+)/g, '第 $1 行'],
  [/\brow (\d+)/g, '第 $1 行'],
  [/\bitem (\d+)/g, '第 $1 项'],
  [/\bpoint (\d+)/g, '第 $1 点'],
  [/\brecord (\d+)/g, '第 $1 条记录'],
  [/\bfeature (\d+)/g, '第 $1 个要素'],
  [/\bcharacter (\d+)/g, '第 $1 个字符'],
  [/\bbyte (\d+)/g, '第 $1 字节'],
  [/\bshape (\d+)/g, '第 $1 个图形'],
  [/\bPlacemark (\d+)/g, '第 $1 个 Placemark'],
]

/** Where in a file, in the words of a language. */
export const placeWords = (language: Language, at: string): string =>
  language === 'en' ? at : PLACES.reduce((text, [pattern, zh]) => text.replace(pattern, zh), at)

/** The same in brackets, to stand in a sentence; nothing of no place. */
export const bracketed = (language: Language, at: string): string =>
  at === '' ? '' : language === 'zh' ? `（${placeWords(language, at)}）` : ` (${at})`
