import type { Answer, StockRow, Verdict } from './answer.ts'
import type { Visit, VisitItem } from './visit.ts'

/**
 * Answers as changes of what stands there when they are kept: two that follow one another at once both stay, though the
 * second was made where the first was not shown yet.
 */

/** A visit's items with one of them changed; one that was not there yet begins empty. */
export function withItem(
  { items }: Pick<Visit, 'items'>,
  id: string,
  change: (item: VisitItem) => VisitItem,
): VisitItem[] {
  const before = items.find((item) => item.id === id)
  return before
    ? items.map((item) => (item === before ? change(item) : item))
    : [...items, change({ id, answer: null, sightingIds: [], words: '' })]
}

/** An item judged: figures that stand there stay. */
export const judged = (item: VisitItem, kind: Answer['kind'], verdict: Verdict): VisitItem => ({
  ...item,
  answer:
    kind === 'verdict'
      ? { kind, verdict }
      : { kind, verdict, rows: item.answer?.kind === 'figures' ? item.answer.rows : [] },
})

/** An item with figures of one chemical entered; what stands there of it and of others stays. */
export function withStock(
  item: VisitItem,
  of: Pick<StockRow, 'chemical' | 'unit'>,
  figures: Partial<Pick<StockRow, 'book' | 'counted' | 'system'>>,
): VisitItem {
  const rows = item.answer?.kind === 'figures' ? item.answer.rows : []
  const before = rows.find(({ chemical }) => chemical === of.chemical)
  const after: StockRow = { book: null, counted: null, system: null, ...of, ...before, ...figures }
  return {
    ...item,
    answer: {
      kind: 'figures',
      verdict: item.answer?.verdict ?? 'unchecked',
      rows: before ? rows.map((row) => (row === before ? after : row)) : [...rows, after],
    },
  }
}
