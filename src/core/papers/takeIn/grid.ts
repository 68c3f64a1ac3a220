import type { DrawnRow } from '../../formats/drawnRow.ts'
import { placeIn } from '../../formats/tables/place.ts'
import { type Cell, type Table, type TableRow, textIn } from '../../formats/tables/table.ts'
import type { LayerFeature } from '../../geo/layer.ts'
import { type Note, note, type Read } from '../../units/note.ts'
import { columnCalled, headOf, NEEDED, type TakenColumn, type TakenKind } from './columns.ts'

/** A row of a table or a feature of a drawing, by the columns that are taken of it. */
export type GridRow = {
  readonly cells: ReadonlyMap<TakenColumn, Cell>
  /** Where the row stands, and a cell of it, as notes say it. */
  readonly at: string
  readonly cellAt: (column: TakenColumn) => string
  /** What the feature draws; null of a table. */
  readonly features: readonly LayerFeature[] | null
  readonly is1904: boolean
}

/** So many rows are taken at once: more is no register that somebody goes through. */
const MOST_ROWS = 5000
/** The row of heads stands among the first ones. */
const MOST_ABOVE = 50

/**
 * The rows of the sheet that has the heads of a kind, wherever they stand. What cannot be told apart is an error: two columns
 * of one head, cells that are merged below the heads. Columns that nothing is taken of are told of.
 */
export function gridOf(kind: TakenKind, tables: readonly Table[], before: readonly Note[]): Read<GridRow[]> {
  let best: { table: Table; head: TableRow; known: number } | null = null
  for (const table of tables)
    for (const head of table.rows.slice(0, MOST_ABOVE)) {
      const found = new Set([...head.cells.values()].map((cell) => columnCalled(kind, textIn(cell))))
      const isIt = NEEDED[kind].every((column) => found.has(column))
      found.delete(null)
      if (isIt && found.size > (best?.known ?? 0)) best = { table, head, known: found.size }
    }
  if (!best) return { value: null, notes: [...before, noHead(kind)] }
  const { table, head } = best
  const notes = before.flatMap((one) => ofSheet(one, table, head.row))
  const columns = new Map<number, TakenColumn>()
  const left: string[] = []
  for (const [column, cell] of head.cells) {
    const text = textIn(cell)
    const known = columnCalled(kind, text)
    if (known === null) left.push(text.slice(0, 40))
    else if ([...columns.values()].includes(known))
      notes.push(
        note('error', 'take_column_twice', placeIn(table.name, head.row, column), {
          text: text.slice(0, 40),
        }),
      )
    else columns.set(column, known)
  }
  if (left.length > 0)
    notes.push(
      note('info', 'take_columns_left', placeIn(table.name, head.row), {
        list: left.slice(0, 12).join(' | '),
      }),
    )
  const rows = table.rows.flatMap(({ row, cells }): GridRow[] => {
    if (row <= head.row) return []
    const taken = new Map<TakenColumn, Cell>()
    const places = new Map<TakenColumn, number>()
    for (const [column, name] of columns) {
      places.set(name, column)
      const cell = cells.get(column)
      if (cell) taken.set(name, cell)
    }
    if (taken.size === 0) return []
    return [
      {
        cells: taken,
        at: placeIn(table.name, row),
        cellAt: (name) => placeIn(table.name, row, places.get(name) ?? null),
        features: null,
        is1904: table.is1904,
      },
    ]
  })
  return counted(rows, notes)
}

/** The features of a drawing as rows: their own data by name, whatever they draw. */
export function gridOfDrawing(
  kind: TakenKind,
  drawn: readonly DrawnRow[],
  before: readonly Note[],
): Read<GridRow[]> {
  const rows = drawn.map(({ at, members, features }): GridRow => {
    const cells = new Map<TakenColumn, Cell>()
    for (const [name, value] of members) {
      const column = columnCalled(kind, name)
      if (column === null || cells.has(column)) continue
      if (typeof value === 'number') cells.set(column, { kind: 'number', number: value })
      else if (value.trim() !== '') cells.set(column, { kind: 'text', text: value })
    }
    return { cells, at, cellAt: () => at, features, is1904: false }
  })
  return counted(rows, [...before])
}

function counted(rows: GridRow[], notes: Note[]): Read<GridRow[]> {
  if (rows.length === 0) notes.push(note('error', 'take_no_rows'))
  else if (rows.length > MOST_ROWS)
    notes.push(note('error', 'take_many', null, { most: MOST_ROWS, found: rows.length }))
  return { value: rows.slice(0, MOST_ROWS), notes }
}

const noHead = (kind: TakenKind): Note => {
  const heads = (language: 'zh' | 'en') => NEEDED[kind].map((column) => headOf(column, language))
  return note('error', 'take_no_head', null, { zh: heads('zh').join('、'), en: heads('en').join(', ') })
}

/** What was said of a sheet, where it is the one that is taken: cells merged below its heads leave rows without what they say. */
function ofSheet(one: Note, table: Table, headRow: number): Note[] {
  const sheet = placeIn(table.name)
  if (one.at !== null && sheet !== '' && one.at !== sheet && !one.at.startsWith(`${sheet},`)) return []
  if (one.code !== 'table_merged') return [one]
  const cells = String(one.params['cells'] ?? '')
  const last = Math.max(...[...cells.matchAll(/\d+/g)].map(([digits]) => Number(digits)))
  return last > headRow ? [note('error', 'take_merged', one.at, { cells })] : []
}
