import { codes as en } from './en.ts'
import { codes as zh } from './zh.ts'

export type Language = 'zh' | 'en'
type Values = Readonly<Record<string, string | number>>

const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, zh }

/** Parameters of a code that are what a vehicle does, and are said in those words. */
const DEED_NAMES: readonly string[] = ['deed', 'wantedDeed']

/** The words of a code of a family (`note`, `error`, `check` …), its figures filled in; null of a code without words. */
export function wordsOf(
  language: Language,
  family: string,
  code: string,
  values: Values = {},
): string | null {
  const key = `${family}.${code}`
  const text = Object.hasOwn(WORDS[language], key) ? WORDS[language][key] : undefined
  if (text === undefined) return null
  const shown: Record<string, string | number> = { ...values }
  if (values['problem'] !== undefined) shown['problem'] = problemWords(language, values)
  for (const name of DEED_NAMES)
    if (values[name] !== undefined)
      shown[name] = wordsOf(language, 'deed', String(values[name])) ?? values[name]
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(shown[name] ?? ''))
}

/** A problem may be a code of its own, of a note or an error: then it is said in that one's words. */
function problemWords(language: Language, { problem = '', ...values }: Values): string {
  const own = (family: string) => wordsOf(language, family, String(problem), values)
  return own('note') ?? own('error') ?? String(problem)
}
