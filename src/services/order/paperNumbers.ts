import type { CallInput, CallOutput, CallParsed } from '../../contract/index.ts'
import type { RectificationOrder } from '../../core/finding/order/order.ts'
import { gapsIn, numberIn } from '../../core/finding/numbers/pattern.ts'
import type { PaperNumber } from '../../core/finding/numbers/paperNumber.ts'
import { countDocuments, getReadable } from '../../store/documents.ts'
import { readOwn } from '../../store/journal/own.ts'
import { hasOwnStation } from '../../store/stations.ts'
import { givenNumbers, numberPage } from '../../store/paperNumbers.ts'
import { Refusal } from '../../store/workspace.ts'
import { makerOf } from '../finding/findings.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { numberNext } from './numbers.ts'

/** So many gaps are told one by one: there are none, unless numbers of another station are not here yet. */
const MOST_GAPS = 200

export const paperNumberCalls = {
  'paperNumber.next': (
    { kind }: CallInput<'paperNumber.next'>,
    context: Context,
  ): CallOutput<'paperNumber.next'> => {
    const { db, keys, isReadOnly } = context.workspace
    const station = readOwn(db)?.station
    if (isReadOnly || station === undefined || !hasOwnStation(db, keys)) return { text: null }
    return { text: numberNext(context, kind, station).text }
  },
  'paperNumber.list': (
    { after, limit }: CallParsed<'paperNumber.list'>,
    context: Context,
  ): CallOutput<'paperNumber.list'> => {
    const { db } = context.workspace
    const found = numberPage(db, after, limit + 1)
    const rows = found.slice(0, limit).map((one) => ({ ...one, standing: standingOf(context, one.doc) }))
    const gaps = gapsIn(givenNumbers(db), MOST_GAPS)
    return {
      rows,
      next: found.length > limit ? (rows.at(-1)?.doc.id ?? null) : null,
      total: countDocuments(db, 'paperNumber'),
      gaps: gaps.first.map(({ frame, counter }) => numberIn({ frame, width: 1 }, counter)),
      gapsInAll: gaps.total,
    }
  },
  'paperNumber.void': (
    { id, base, reason }: CallParsed<'paperNumber.void'>,
    context: Context,
  ): CallOutput<'paperNumber.void'> =>
    write(context, 'paperNumber.void', (tx) => {
      const { doc } = tx.get<PaperNumber>('paperNumber', id)
      if (standingOf(context, doc) === 'inUse') throw new Refusal('number_in_use', { no: doc.text })
      if (doc.voided) throw new Refusal('number_voided', { no: doc.text, reason: doc.voided.reason })
      const { name: by, role, atMs } = makerOf(context)
      const next: PaperNumber = { ...doc, voided: { by, role, atMs, reason } }
      return { ...tx.put('paperNumber', base, next), doc: next }
    }),
} satisfies Partial<Handlers>

/** How a number stands: what was given it may have got another one on another station, whose version was chosen. */
function standingOf(context: Context, { of, text, voided }: PaperNumber): 'inUse' | 'voided' | 'notBorne' {
  if (voided) return 'voided'
  const order = getReadable<RectificationOrder>(context.workspace.db, of.aggregate, of.id)?.doc
  return order && order.issued?.no !== text ? 'notBorne' : 'inUse'
}
