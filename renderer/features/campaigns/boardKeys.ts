/** A place on the board: a row of enterprises, and a column, 0 the enterprise itself, then its rounds. */
export type At = { readonly row: number; readonly column: number }

const PAGE_ROWS = 10

/** Where a key leads on a grid of so many rows and columns; null: it is none of the grid's. */
export function moved(
  { row, column }: At,
  key: string,
  isCtrl: boolean,
  rows: number,
  columns: number,
): At | null {
  const at = (to: number, across: number): At => ({
    row: Math.max(0, Math.min(rows - 1, to)),
    column: Math.max(0, Math.min(columns - 1, across)),
  })
  switch (key) {
    case 'ArrowUp':
      return at(row - 1, column)
    case 'ArrowDown':
      return at(row + 1, column)
    case 'ArrowLeft':
      return at(row, column - 1)
    case 'ArrowRight':
      return at(row, column + 1)
    case 'PageUp':
      return at(row - PAGE_ROWS, column)
    case 'PageDown':
      return at(row + PAGE_ROWS, column)
    case 'Home':
      return at(isCtrl ? 0 : row, 0)
    case 'End':
      return at(isCtrl ? rows - 1 : row, columns - 1)
    default:
      return null
  }
}
