import type { codes } from '../../words/zh/index.ts'
import { wordsOf } from '../../words/words.ts'

type Code = keyof typeof codes
type CodeOf<F extends string> = Code extends infer K ? (K extends `${F}.${infer C}` ? C : never) : never

/** The words of a code as papers say them: in the language of the law, whatever the reader's. */
export const paperWord = <
  F extends 'answer' | 'recheck' | 'proofBy' | 'transfer' | 'footageKind' | 'onPaper',
>(
  family: F,
  code: CodeOf<F>,
  values: Readonly<Record<string, string | number>> = {},
): string => wordsOf('zh', family, code, values) ?? code
