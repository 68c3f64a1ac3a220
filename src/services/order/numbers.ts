import type { PaperKind } from '../../core/finding/numbers/kinds.ts'
import type { PaperNumber } from '../../core/finding/numbers/paperNumber.ts'
import { dayOf, yearOf } from '../../core/finding/deadlines/day.ts'
import { settingOf } from '../../store/settings.ts'
import { nextNumber, numbersOf, numbersSaying } from '../../store/paperNumbers.ts'
import { ordersNumbered } from '../../store/orders.ts'
import { Refusal, type Tx } from '../../store/workspace.ts'
import { makerOf } from '../finding/findings.ts'
import type { Context } from '../host/context.ts'
import { newId } from '../host/newId.ts'

/** Whether a number was given already, by the pattern or by hand, to anything. */
const isTaken = ({ workspace: { db } }: Context, text: string): boolean =>
  numbersSaying(db, text).length > 0 || ordersNumbered(db, text).length > 0

/** The number that comes next of a kind on a station, were it given now. */
export const numberNext = (context: Context, kind: PaperKind, station: string) => {
  const { db } = context.workspace
  const year = yearOf(dayOf(context.nowMs()))
  return nextNumber(db, settingOf(db, 'numbering'), { kind, year }, station, (text) => isTaken(context, text))
}

/**
 * Gives a number within the transaction that needs it: the next one by the pattern, or one that somebody typed.
 * @throws {Refusal} `order_number_used` where that was given before
 */
export function giveNumber(
  context: Context,
  tx: Tx,
  kind: PaperKind,
  of: PaperNumber['of'],
  typed: string | null,
): string {
  if (typed !== null && isTaken(context, typed)) throw new Refusal('order_number_used', { no: typed })
  const { text, series } =
    typed === null ? numberNext(context, kind, tx.station()) : { text: typed, series: null }
  const { name: by, role, atMs } = makerOf(context)
  tx.put('paperNumber', null, {
    id: newId(atMs),
    text,
    kind,
    series,
    given: { by, role, atMs },
    of,
    voided: null,
  })
  return text
}

/** Voids the number of a document that stands for nothing any more, with its reason. */
export function voidNumber(
  context: Context,
  tx: Tx,
  of: PaperNumber['of'],
  no: string,
  reason: string,
): void {
  const found = numbersOf(tx.db, of.id).find(({ doc }) => doc.text === no && doc.voided === null)
  if (!found) return
  const { name: by, role, atMs } = makerOf(context)
  tx.put('paperNumber', found.version, { ...found.doc, voided: { by, role, atMs, reason } })
}
