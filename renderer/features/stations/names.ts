import type { Aggregate } from '../../../src/core/journal/kinds.ts'
import type { Name } from '../../../src/core/units/id.ts'
import { dateTime, nameOf } from '../../i18n/format.ts'
import { words } from '../../i18n/index.ts'

/** The letter of a version beside others. */
export const markOf = (index: number): string => String.fromCharCode(65 + index)

/** The station of a version by its name, else by its code. */
export const stationName = (head: { stationName: string; code: string } | undefined): string =>
  head ? head.stationName || head.code : ''

/** A document by what people call it; one without a name by its kind. */
export function nameOfDoc(aggregate: Aggregate, doc: unknown): string {
  const { name, title, fileName, takeoffAtMs } = (doc ?? {}) as {
    name?: Name | string
    title?: string
    fileName?: string
    takeoffAtMs?: number
  }
  if (typeof name === 'object') return nameOf(name)
  const text = name ?? title ?? fileName
  if (text !== undefined) return text
  return takeoffAtMs === undefined ? words('aggregate', aggregate) : dateTime(takeoffAtMs)
}
