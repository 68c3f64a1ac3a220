import type { HelpTexts } from './help.ts'

/** The texts of a language, which come when they are first asked for. */
export const helpTexts = (language: 'zh' | 'en'): Promise<HelpTexts> =>
  (language === 'zh' ? import('./zh.ts') : import('./en.ts')).then(({ help }) => help)
