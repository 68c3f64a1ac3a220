import type { CallOutput } from '../../src/contract/index.ts'
import { number, percent } from '../i18n/format.ts'
import { t } from '../i18n/index.ts'

type Row = CallOutput<'statistics.get'>['rows'][number]

/** The value of a number of the statistics with its unit; a dash where there is nothing to count from. */
export const statisticSaid = ({ value, unit }: Pick<Row, 'value' | 'unit'>): string =>
  value === null
    ? t('statistics.none')
    : unit === 'share'
      ? percent(value, 1)
      : unit === 'days'
        ? t('statistics.days', { n: number(value, 1) })
        : number(value)
