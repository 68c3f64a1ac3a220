import { z } from 'zod'
import { finiteIn } from '../units/finite.ts'

/** 合格、不合格、不适用、未检查. */
export const VERDICTS = ['fit', 'unfit', 'notApplicable', 'unchecked'] as const
export const Verdict = z.enum(VERDICTS)
export type Verdict = z.infer<typeof Verdict>

/** Amounts are kept to a millionth of their unit, up to this. */
export const MOST_AMOUNT = 1e9
const PARTS = 1e6

/** An amount as whole millionths, so that what is reckoned of it is exact; null where it is none, or finer than is kept. */
const partsOf = (value: number): number | null => {
  const within = finiteIn(value, 0, MOST_AMOUNT)
  if (within === null) return null
  const parts = Math.round(within * PARTS)
  return parts / PARTS === within ? parts : null
}

/** An amount of a stock in the unit of its row: not negative, at most six digits after the point. */
export const Amount = z
  .number()
  .min(0)
  .max(MOST_AMOUNT)
  .refine((value) => partsOf(value) !== null, { error: 'amount_digits' })

export const UNITS = ['kg', 't', 'L', 'm3'] as const

/**
 * The stock of a chemical three ways, in one unit: by the books (账面), as counted (实盘), and in the information system
 * (系统); null where nobody looked.
 */
export const StockRow = z.object({
  /** `no_in_catalogue` with its category, such as `III-5`. */
  chemical: z.string().regex(/^(I|II|III)-\d{1,3}[a-z]?$/),
  unit: z.enum(UNITS),
  book: Amount.nullable(),
  counted: Amount.nullable(),
  system: Amount.nullable(),
})
export type StockRow = z.infer<typeof StockRow>

/** What was found of an item: a verdict, or figures with the verdict that somebody gave upon them. */
export const Answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('verdict'), verdict: Verdict }),
  z.object({ kind: z.literal('figures'), verdict: Verdict, rows: z.array(StockRow).max(50) }),
])
export type Answer = z.infer<typeof Answer>

/** One amount less another, exact to a millionth; null where either is missing. */
function less(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return null
  const [left, right] = [partsOf(a), partsOf(b)]
  return left === null || right === null ? null : (left - right) / PARTS
}

/** How far the count is over the books, and over the system, in the row's unit: negative, something is missing. */
export const differences = ({
  book,
  counted,
  system,
}: StockRow): { toBook: number | null; toSystem: number | null } => ({
  toBook: less(counted, book),
  toSystem: less(counted, system),
})
