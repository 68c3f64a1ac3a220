import type { Departure } from '../../../src/core/flight/kept.ts'
import { dateTime, duration, number } from '../../i18n/format.ts'
import { t } from '../../i18n/index.ts'

/** What a flight did that its approval did not cover, in words with its figures. */
export function departureSaid({ code, by, limit }: Departure): string {
  const isLength = code === 'outsideArea' || code === 'tooHigh' || code === 'tooHighOverSea'
  const metres = (value: number): string => t('unit.m', { value: number(value, 1) })
  if (code === 'unconfirmed' && by === null) return t('departed.unconfirmedNever')
  return t(`departed.${code}`, {
    by: by === null ? '' : isLength ? metres(by) : duration(by),
    limit: limit === null ? '' : isLength ? metres(limit) : dateTime(limit),
  })
}
