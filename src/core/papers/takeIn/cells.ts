import { codeIn, dayIn, figureIn, textIn } from '../../formats/tables/table.ts'
import type { Day } from '../../finding/deadlines/day.ts'
import { finiteIn } from '../../units/finite.ts'
import { type Note, note } from '../../units/note.ts'
import { headOf, type TakenColumn } from './columns.ts'
import type { GridRow } from './grid.ts'

/** What the cells of a row say, each told of where it cannot be. An empty one says nothing: `undefined`. */
export function cellsOf({ cells, cellAt, is1904 }: GridRow, notes: Note[]) {
  const refuse = (code: string, column: TakenColumn, params: Note['params'] = {}): undefined => {
    notes.push(note('error', code, cellAt(column), params))
    return undefined
  }
  const missing = (column: TakenColumn): undefined =>
    refuse('take_missing', column, { zh: headOf(column, 'zh'), en: headOf(column, 'en') })
  const fits = (text: string, column: TakenColumn, most: number): string | undefined => {
    if (text.length <= most) return text === '' ? undefined : text
    return refuse('take_long', column, { most })
  }
  const cellOf = (column: TakenColumn) => {
    const cell = cells.get(column)
    if (cell?.kind !== 'fault') return cell
    return refuse('take_fault', column, { text: cell.text.slice(0, 20) })
  }
  return {
    refuse,
    missing,
    text: (column: TakenColumn, most: number) => fits(textIn(cellOf(column)), column, most),
    /** A code or number of somebody, which a spreadsheet may have spoilt. */
    code(column: TakenColumn, most: number): string | undefined {
      const code = codeIn(cellOf(column))
      return code === null ? refuse('cell_scientific', column) : fits(code, column, most)
    },
    day(column: TakenColumn): Day | undefined {
      const cell = cellOf(column)
      if (textIn(cell) === '') return undefined
      return dayIn(cell, is1904) ?? refuse('cell_not_day', column, { text: textIn(cell).slice(0, 40) })
    },
    figure(column: TakenColumn, least: number, most: number): number | undefined {
      const cell = cellOf(column)
      if (textIn(cell) === '') return undefined
      const figure = finiteIn(figureIn(cell), least, most)
      return figure ?? refuse('take_figure', column, { text: textIn(cell).slice(0, 40), least, most })
    },
  }
}
