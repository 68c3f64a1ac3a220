import { note, type Read } from '../../units/note.ts'
import { unguarded } from '../../units/csv.ts'
import { decodeText } from '../text.ts'
import { placeIn } from './place.ts'
import { type Cell, MOST_TABLE_CELLS, type Table, type TableRow } from './table.ts'

/** What stands between fields; the first row says which. */
const BETWEEN = [',', '\t', ';', '，', '；'] as const

/**
 * A text table (RFC 4180, and what programs make of it): UTF-8, UTF-16 or GB 18030, told by trying; fields parted by commas,
 * tabs or semicolons, also full-width ones; line ends within quotes belong to their field. Rows count as a text editor counts
 * lines of the first kind: a field of several lines is one row. The apostrophe that keeps a text from being reckoned is taken
 * off again.
 */
export function readCsv(bytes: Uint8Array): Read<Table> {
  const { text, notes } = decodeText(bytes)
  if (text === null) return { value: null, notes }
  const between = betweenOf(text)
  const rows: TableRow[] = []
  const found = [...notes]
  let cells = 0
  for (const { row, fields, isOpen } of rowsOf(text, between)) {
    if (isOpen) return { value: null, notes: [...found, note('error', 'csv_open_quote', placeIn('', row))] }
    const taken = new Map<number, Cell>()
    for (const [i, field] of fields.entries())
      if (field.trim() !== '') taken.set(i + 1, { kind: 'text', text: unguarded(field) })
    if (taken.size > 0) rows.push({ row, cells: taken })
    cells += taken.size
    if (cells > MOST_TABLE_CELLS)
      return {
        value: null,
        notes: [...found, note('error', 'table_too_large', null, { most: MOST_TABLE_CELLS })],
      }
  }
  if (rows.length === 0) found.push(note('error', 'table_empty'))
  return { value: rows.length === 0 ? null : { name: '', rows, is1904: false }, notes: found }
}

/** What parts the fields of the first row: whatever stands there most, outside of quotes. */
function betweenOf(text: string): string {
  const [first = ''] = text.replace(/^[\s\ufeff]+/, '').split(/\r|\n/, 1)
  const plain = first.replace(/"(?:[^"]|"")*"/g, '')
  const counts = BETWEEN.map((one) => plain.split(one).length - 1)
  const most = Math.max(...counts)
  return most === 0 ? ',' : (BETWEEN[counts.indexOf(most)] ?? ',')
}

type RawRow = { readonly row: number; readonly fields: string[]; readonly isOpen: boolean }

function* rowsOf(text: string, between: string): Generator<RawRow> {
  let at = text.startsWith('\ufeff') ? 1 : 0
  for (let row = 1; at < text.length; row++) {
    const fields: string[] = []
    for (;;) {
      const { field, end, isOpen } = fieldAt(text, at, between)
      fields.push(field)
      at = end
      if (isOpen) {
        yield { row, fields, isOpen }
        return
      }
      if (text[at] !== between) break
      at += 1
      if (at === text.length) fields.push('')
    }
    yield { row, fields, isOpen: false }
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
  }
}

/** The field that begins somewhere, and where it ends; `isOpen`: its quote is never closed. */
function fieldAt(
  text: string,
  from: number,
  between: string,
): { field: string; end: number; isOpen: boolean } {
  const ends = new RegExp(`[\\r\\n${between}]`, 'g')
  if (text[from] !== '"') {
    ends.lastIndex = from
    const end = ends.exec(text)?.index ?? text.length
    return { field: text.slice(from, end), end, isOpen: false }
  }
  let field = ''
  for (let at = from + 1; ; ) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return { field, end: text.length, isOpen: true }
    field += text.slice(at, quote)
    if (text[quote + 1] === '"') {
      field += '"'
      at = quote + 2
      continue
    }
    // What stands behind a closing quote belongs to the field: some programs quote a part of one.
    ends.lastIndex = quote + 1
    const end = ends.exec(text)?.index ?? text.length
    return { field: field + text.slice(quote + 1, end), end, isOpen: false }
  }
}
