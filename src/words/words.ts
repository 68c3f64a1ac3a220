import { fillIn } from '../core/units/fillIn.ts'
import { codes as en } from './en.ts'
import { codes as zh } from './zh.ts'

export { fillIn }
export type Language = 'zh' | 'en'
type Values = Readonly<Record<string, string | number>>

const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, zh }

/** Parameters of a code that are codes themselves, and the family whose words they take. */
const CODED: readonly (readonly [name: string, family: string])[] = [
  ['deed', 'deed'],
  ['wantedDeed', 'deed'],
  ['aggregate', 'aggregate'],
]

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
  for (const [name, own] of CODED)
    if (values[name] !== undefined) shown[name] = wordsOf(language, own, String(values[name])) ?? values[name]
  return fillIn(text, shown)
}

/** A problem may be a code of its own, of a note, an error or a misfit: then it is said in that one's words. */
function problemWords(language: Language, { problem = '', ...values }: Values): string {
  const said = (family: string) => wordsOf(language, family, String(problem), values)
  return said('note') ?? said('error') ?? said('fit') ?? String(problem)
}
