import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { fillIn } from '../../src/core/units/fillIn.ts'
import { writtenDay } from '../../src/core/units/writtenDay.ts'
import { en } from './en/index.ts'
import { zh } from './zh/index.ts'
import { bracketed, placeWords } from '../../src/words/place.ts'
import { inFiles } from '../../src/words/inFiles.ts'
import { CODED_PARAMS } from '../../src/words/words.ts'

/** A text of the dictionaries. A key that one of them lacks does not compile. */
export type Key = keyof typeof en
export type Language = 'zh' | 'en'
export type Values = Record<string, string | number>

const STORED = 'sortie.language'

const stored = (): string | null =>
  typeof localStorage === 'undefined' ? null : localStorage.getItem(STORED)

/** The language to start with: as chosen before, else Chinese where the system is Chinese. */
export function firstLanguage(saved: string | null, system: string): Language {
  if (saved === 'zh' || saved === 'en') return saved
  return system.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

void i18next.use(initReactI18next).init({
  resources: { en: { translation: en }, zh: { translation: zh } },
  lng: firstLanguage(stored(), typeof navigator === 'undefined' ? 'en' : navigator.language),
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
})

export const language = (): Language => (i18next.language === 'zh' ? 'zh' : 'en')

/** Changes the language of the window and keeps it. */
export async function setLanguage(next: Language): Promise<void> {
  localStorage.setItem(STORED, next)
  await i18next.changeLanguage(next)
}

/** Values as a person of the window's language reads them: calendar days among them as all days are written. */
const readable = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? writtenDay(language(), value) : value,
    ]),
  )

/** A text by its key; its figures are filled in as everywhere else, so that one and many are told apart. */
const said = (key: string, values: Values): string =>
  fillIn(i18next.t(key, { ...values, skipInterpolation: true }), readable(values))

/** The text of `key` in the window's language, with `values` in its placeholders. */
export const t = (key: Key, values: Values = {}): string => said(key, values)

/** `t`, for a component: it follows a change of language. */
export function useT(): typeof t {
  useTranslation()
  return t
}

/** Where in a file something was met, in the window's language. */
export const placeSaid = (at: string): string => placeWords(language(), at)

/** Families of codes that come from elsewhere, each code with its words under `family.code`. */
export type Family =
  | 'error'
  | 'note'
  | 'check'
  | 'fix'
  | 'margin'
  | 'action'
  | 'rule'
  | 'aggregate'
  | 'fit'
  | 'proof'
  | 'voucher'
  | 'problem'

/** Parameters that are codes themselves, and whose words they take. */
const CODED: Readonly<Record<string, string | readonly string[]>> = {
  rule: 'rule',
  rules: 'rule',
  from: 'state',
  to: 'state',
  needs: 'need',
  ...CODED_PARAMS,
}

/** Puts words in place of parameters that are codes, one or a list with commas. */
export const spelled = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(inFiles(language(), values)).map(([name, value]) => {
      const families = CODED[name]
      if (families === undefined || typeof value === 'number') return [name, value]
      for (const family of [families].flat()) {
        const parts = value.split(', ').map((part) => `${family}.${part}`)
        if (parts.every((part) => i18next.exists(part)))
          return [name, parts.map((part) => said(part, values)).join(t('app.comma'))]
      }
      return [name, value]
    }),
  )

/** The words of a code. One that a newer file or service brings shows itself rather than nothing. */
export function words(family: Family, code: string, values: Values = {}): string {
  const key = `${family}.${code}`
  if (!i18next.exists(key)) return t('code.unknown', { code })
  return said(key, { ...spelled(values), where: bracketed(language(), String(values['at'] ?? '')) })
}
