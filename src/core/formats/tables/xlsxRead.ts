import { type Note, note, type Read, remark } from '../../units/note.ts'
import { attributeOf, scanXml } from '../xmlScan.ts'
import { filesOfZip } from '../zip.ts'
import { columnOf, placeIn } from './place.ts'
import { type Cell, MOST_TABLE_CELLS, type Table, type TableRow } from './table.ts'
import { wallOfSerial } from './value.ts'

/** What a workbook may unpack to: a register of 100,000 rows has some 60 MB. What is more is not unpacked at all. */
const MOST_BYTES = 96 * 1024 * 1024
/**
 * So many tags are read in all: half a million filled cells have some three million, and a million ones that are formatted
 * and empty one each. They are counted before anything is read of them: a file of 200 kB may unpack to twenty million.
 */
const MOST_TAGS = 4_000_000
const TAG = 0x3c
const MOST_ROW = 1_048_576
/** An OLE container: a workbook of before 2007, or one that is closed with a password. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0]

/** Parts that say what stands in cells; pictures, charts, macros and links to elsewhere are never looked at. */
const isWanted = (name: string): boolean =>
  /^(?:_rels\/\.rels|xl\/(?:workbook\.xml|styles\.xml|sharedStrings\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml))$/i.test(
    name,
  )

export const isOle = (bytes: Uint8Array): boolean => OLE.every((byte, i) => bytes[i] === byte)

/**
 * The sheets of a workbook (ECMA-376, SpreadsheetML) in their order, hidden ones too, as they were last reckoned: formulas are
 * not. The sizes that the archive states are looked at before anything is unpacked. Of merged cells the first one holds what
 * stands there, and it is told of.
 */
export function readXlsx(bytes: Uint8Array): Read<Table[]> {
  if (isOle(bytes)) return { value: null, notes: [note('error', 'xlsx_old')] }
  const { files, notes } = filesOfZip(bytes, isWanted, MOST_BYTES)
  if (notes.some(({ severity }) => severity === 'error')) return { value: null, notes }
  if (Object.values(files).reduce((sum, part) => sum + tagsIn(part), 0) > MOST_TAGS)
    return { value: null, notes: [...notes, note('error', 'xlsx_too_many')] }
  const parts = new Map(Object.entries(files).map(([name, content]) => [name.toLowerCase(), content]))
  const textOf = (name: string): string => {
    const part = parts.get(name.toLowerCase())
    return part ? new TextDecoder().decode(part) : ''
  }
  const book = bookOf(textOf('xl/workbook.xml'), textOf('xl/_rels/workbook.xml.rels'), notes)
  if (book.sheets.length === 0) return { value: null, notes: [...notes, note('error', 'xlsx_no_sheet')] }
  const strings = stringsOf(textOf('xl/sharedStrings.xml'), notes)
  const isTime = timeStyles(textOf('xl/styles.xml'), notes)
  const tables: Table[] = []
  let left = MOST_TABLE_CELLS
  for (const { name, part } of book.sheets) {
    const text = textOf(part)
    if (text === '') continue
    const rows = rowsOf(text, { name, strings, isTime, is1904: book.is1904, most: left }, notes)
    left -= rows.reduce((sum, { cells }) => sum + cells.size, 0)
    tables.push({ name, rows, is1904: book.is1904 })
  }
  if (notes.some(({ severity }) => severity === 'error')) return { value: null, notes }
  return tables.length === 0
    ? { value: null, notes: [...notes, note('error', 'xlsx_no_sheet')] }
    : { value: tables, notes }
}

function tagsIn(xml: Uint8Array): number {
  let tags = 0
  // An iterator over a hundred million bytes takes seconds.
  for (let at = 0; at < xml.length; at++) if (xml[at] === TAG) tags += 1
  return tags
}

/** The names of the sheets with the parts that hold them, and from which year days count. */
function bookOf(
  book: string,
  relations: string,
  notes: Note[],
): { sheets: { name: string; part: string }[]; is1904: boolean } {
  const targets = new Map<string, string>()
  const nothing = { close: () => undefined, text: () => undefined }
  scanXml(
    relations,
    {
      ...nothing,
      open: (name, tag) => {
        if (name === 'Relationship')
          targets.set(attributeOf(tag, 'Id') ?? '', attributeOf(tag, 'Target') ?? '')
      },
    },
    notes,
  )
  const sheets: { name: string; part: string }[] = []
  let is1904 = false
  scanXml(
    book,
    {
      ...nothing,
      open: (name, tag) => {
        if (name === 'workbookPr') is1904 = /^(?:1|true|on)$/.test(attributeOf(tag, 'date1904') ?? '')
        if (name !== 'sheet') return
        const target = targets.get(attributeOf(tag, 'id') ?? '') ?? `worksheets/sheet${sheets.length + 1}.xml`
        const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`
        sheets.push({ name: (attributeOf(tag, 'name') ?? '').slice(0, 100), part })
      },
    },
    notes,
  )
  return { sheets, is1904 }
}

/** An escaped character of a text (ECMA-376 22.9.2.19). */
const plain = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

/** The texts that cells name by their number; how they are to be read aloud (`rPh`) is no part of them. */
function stringsOf(xml: string, notes: Note[]): string[] {
  const strings: string[] = []
  let [text, isIn, isAloud] = ['', false, false]
  scanXml(
    xml,
    {
      open: (name) => {
        if (name === 'si') text = ''
        else if (name === 't') isIn = true
        else if (name === 'rPh') isAloud = true
      },
      close: (name) => {
        if (name === 'si') strings.push(plain(text))
        else if (name === 't') isIn = false
        else if (name === 'rPh') isAloud = false
      },
      text: (part) => {
        if (isIn && !isAloud) text += part
      },
    },
    notes,
  )
  return strings
}

/** Formats of days and times that every program knows by their number (ECMA-376 18.8.30; 27 to 36 and 50 to 58 in Chinese). */
const isTimeFormat = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Which styles of cells show their number as a day or a time. */
function timeStyles(xml: string, notes: Note[]): boolean[] {
  const own = new Map<number, boolean>()
  const styles: boolean[] = []
  let isOfCells = false
  scanXml(
    xml,
    {
      open: (name, tag) => {
        if (name === 'numFmt')
          own.set(Number(attributeOf(tag, 'numFmtId')), showsTime(attributeOf(tag, 'formatCode') ?? ''))
        else if (name === 'cellXfs') isOfCells = true
        else if (name === 'xf' && isOfCells) {
          const id = Number(attributeOf(tag, 'numFmtId') ?? 0)
          styles.push(own.get(id) ?? isTimeFormat(id))
        }
      },
      close: (name) => {
        if (name === 'cellXfs') isOfCells = false
      },
      text: () => undefined,
    },
    notes,
  )
  return styles
}

/** A format code with a part of a day or a time in it, outside of what is shown as it stands. */
const showsTime = (code: string): boolean =>
  /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').replace(/general/gi, ''))

type SheetGround = {
  readonly name: string
  readonly strings: readonly string[]
  readonly isTime: readonly boolean[]
  readonly is1904: boolean
  /** So many cells are taken at most. */
  readonly most: number
}

/** The rows of a sheet that hold something; what cannot stand in one is told of by its place. */
function rowsOf(xml: string, ground: SheetGround, notes: Note[]): TableRow[] {
  const { name: sheet } = ground
  const rows = new Map<number, Map<number, Cell>>()
  let [row, column, taken] = [0, 0, 0]
  let tag = ''
  let [value, inline, formula] = ['', '', false]
  let [isValue, isText, isAloud] = [false, false, false]
  const put = (): void => {
    const type = attributeOf(tag, 't') ?? 'n'
    const cell = cellOf(
      type,
      Number(attributeOf(tag, 's') ?? 0),
      type === 'inlineStr' ? inline : value,
      ground,
    )
    if (cell === null) {
      if (value !== '' || type === 's')
        remark(notes, note('warning', 'cell_unreadable', placeIn(sheet, row, column)))
      else if (formula) remark(notes, note('warning', 'cell_not_reckoned', placeIn(sheet, row, column)))
      return
    }
    if (cell.kind === 'fault')
      remark(
        notes,
        note('warning', 'cell_fault', placeIn(sheet, row, column), { text: cell.text.slice(0, 20) }),
      )
    if (cell.kind === 'text' && cell.text.trim() === '') return
    taken += 1
    if (taken > ground.most) return
    const cells = rows.get(row) ?? new Map<number, Cell>()
    cells.set(column, cell)
    rows.set(row, cells)
  }
  const isWhole = scanXml(
    xml,
    {
      open: (name, inner) => {
        if (name === 'row') {
          row = numberIn(attributeOf(inner, 'r'), MOST_ROW) ?? row + 1
          column = 0
        } else if (name === 'c') {
          const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/i.exec(attributeOf(inner, 'r') ?? '') ?? []
          column = columnOf(letters) ?? column + 1
          row = numberIn(digits, MOST_ROW) ?? row
          ;[tag, value, inline, formula] = [inner, '', '', false]
        } else if (name === 'v') isValue = true
        else if (name === 't') isText = true
        else if (name === 'rPh') isAloud = true
        else if (name === 'f') formula = true
        else if (name === 'mergeCell')
          remark(
            notes,
            note('warning', 'table_merged', placeIn(sheet), {
              cells: (attributeOf(inner, 'ref') ?? '').slice(0, 40),
            }),
          )
      },
      close: (name) => {
        if (name === 'c') put()
        else if (name === 'v') isValue = false
        else if (name === 't') isText = false
        else if (name === 'rPh') isAloud = false
      },
      text: (part) => {
        if (isValue) value += part
        else if (isText && !isAloud) inline += part
      },
    },
    notes,
  )
  if (!isWhole) return []
  if (taken > ground.most)
    notes.push(note('error', 'table_too_large', placeIn(sheet), { most: MOST_TABLE_CELLS }))
  return [...rows].sort(([a], [b]) => a - b).map(([at, cells]) => ({ row: at, cells }))
}

const numberIn = (text: string | null, most: number): number | null => {
  const number = text !== null && /^\d{1,7}$/.test(text) ? Number(text) : 0
  return number >= 1 && number <= most ? number : null
}

function cellOf(
  type: string,
  style: number,
  value: string,
  { strings, isTime, is1904 }: SheetGround,
): Cell | null {
  if (type === 's') {
    const text = strings[/^\d{1,9}$/.test(value) ? Number(value) : -1]
    return text === undefined ? null : { kind: 'text', text }
  }
  if (type === 'inlineStr' || type === 'str') return { kind: 'text', text: plain(value) }
  if (value === '') return null
  if (type === 'e') return { kind: 'fault', text: value }
  if (type === 'b') return { kind: 'text', text: value === '1' ? 'TRUE' : 'FALSE' }
  if (type === 'd') {
    const wallMs = Date.parse(`${value.slice(0, 19)}${value.length > 10 ? '' : 'T00:00:00'}Z`)
    return Number.isFinite(wallMs) ? { kind: 'time', wallMs } : null
  }
  const number = Number(value)
  if (!Number.isFinite(number)) return null
  const wallMs = isTime[style] ? wallOfSerial(number, is1904) : null
  return wallMs === null ? { kind: 'number', number } : { kind: 'time', wallMs }
}
