import { CAMERAS } from '../core/mission/cameras.ts'
import { VEHICLES } from '../core/mission/vehicles.ts'
import type { Name } from '../core/units/id.ts'
import { fillIn } from '../core/units/fillIn.ts'
import type { Language } from '../core/units/language.ts'
import { codes as en } from './en/index.ts'
import { inFiles } from './inFiles.ts'
import { bracketed } from './place.ts'
import { codes as zh } from './zh/index.ts'

export { fillIn, type Language }
type Values = Readonly<Record<string, string | number>>

const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, zh }

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
  return fillIn(text, {
    ...spelled(language, values),
    where: bracketed(language, String(values['at'] ?? '')),
  })
}

/** Parameters that are codes themselves, or lists of them, and the families whose words they take. */
export const CODED_PARAMS: Readonly<Record<string, readonly string[]>> = {
  problem: ['problem', 'note', 'error', 'fit', 'missionResult'],
  result: ['missionResult'],
  kind: ['list'],
  replaced: ['list'],
  judgedClass: ['vehicleClass'],
  foundClass: ['vehicleClass'],
  deed: ['deed'],
  why: ['orderWhy'],
  wantedDeed: ['deed'],
  aggregate: ['aggregate'],
  paperKind: ['paperKind'],
  paperState: ['paperState'],
  bagState: ['bagState'],
  subject: ['aggregate', 'subject'],
  role: ['role'],
  roles: ['role'],
  zone: ['zone'],
}

/** Parameters that are ids of rows with a name in both languages. */
const NAMED_PARAMS: Readonly<Record<string, readonly { readonly id: string; readonly name: Name }[]>> = {
  aircraftRow: VEHICLES,
  cameraRow: CAMERAS,
}

/** Puts words in place of parameters that are codes, ids of rows or names in files; what is none stays as it is. */
export function spelled(language: Language, values: Values): Values {
  const comma = language === 'zh' ? '、' : ', '
  return Object.fromEntries(
    Object.entries(inFiles(language, values)).map(([name, value]) => {
      const { [name]: _, ...others } = values
      for (const family of CODED_PARAMS[name] ?? []) {
        const parts = String(value)
          .split(', ')
          .map((code) => wordsOf(language, family, code, others))
        if (parts.every((part) => part !== null)) return [name, parts.join(comma)]
      }
      const row = NAMED_PARAMS[name]?.find(({ id }) => id === value)
      if (row) return [name, row.name[language] || row.name.zh]
      return [name, value]
    }),
  )
}
