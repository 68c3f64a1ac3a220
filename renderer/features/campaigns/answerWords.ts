import type { Answer } from '../../../src/core/campaign/answer.ts'
import { differences } from '../../../src/core/campaign/answer.ts'
import { chemicalById } from '../../../src/core/site/chemicals.ts'
import { number } from '../../i18n/format.ts'
import { language, t } from '../../i18n/index.ts'

export const chemicalName = (id: string): string => {
  const known = chemicalById(id)
  return known ? (language() === 'en' ? known.en : known.zh) : id
}

export const amount = (value: number | null): string => (value === null ? '-' : number(value, 6))

/** A difference with its sign, so that what is missing is told from what is over. */
export const signed = (value: number | null): string =>
  value === null ? '-' : `${value > 0 ? '+' : ''}${number(value, 6)}`

/** An answer in words: the verdict, and of figures each chemical's count against the books. */
export const answerWords = (answer: Answer): string =>
  [
    t(`answer.${answer.verdict}`),
    ...(answer.kind === 'figures' ? answer.rows : []).map((row) =>
      t('stock.short', {
        name: chemicalName(row.chemical),
        counted: amount(row.counted),
        difference: signed(differences(row).toBook),
        unit: row.unit === 'm3' ? 'm³' : row.unit,
      }),
    ),
  ].join(t('app.comma'))
