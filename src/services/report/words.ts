import type { Language } from '../../core/units/language.ts'
import { wordsOf } from '../../words/words.ts'

/** Words of a code on a report: why a picture is not shown or laid on another, how a flight left its approval, what happened. */
export const said = (
  family: 'shown' | 'laid' | 'departed' | 'timeline',
  code: string,
  language: Language,
  values: Readonly<Record<string, string | number>> = {},
): string => wordsOf(language, family, code, values) ?? code
