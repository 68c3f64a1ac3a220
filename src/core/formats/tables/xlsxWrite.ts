import { strToU8, Zip, ZipDeflate } from 'fflate'
import { startsFormula } from '../../units/csv.ts'
import { neutral } from '../../units/shown.ts'
import { escapeXml } from '../xml.ts'
import { zipDate } from '../zipWrite.ts'
import { columnName } from './place.ts'
import { serialOf, TABLE_ZONE_MS, type Value } from './value.ts'

/** How a cell looks: `open` ones may be typed into where the sheet is protected. */
export const LOOKS = ['plain', 'head', 'title', 'open'] as const
export type Look = (typeof LOOKS)[number]

/** A cell with a look of its own; `as`: what is to be typed into one that is empty. */
export type LookedCell = { readonly value: Value; readonly look: Look; readonly as?: 'text' | 'day' }
export type SheetCell = Value | LookedCell

/** A sheet of a workbook. Columns count from 1. */
export type SheetMade = {
  readonly name: string
  /** The widths of its columns, characters of the usual font. */
  readonly widths: readonly number[]
  /** Rows that stay in sight, from the top; its last one is the head of the columns. */
  readonly frozenRows: number
  /** The head can be filtered by. */
  readonly isFiltered?: boolean
  /** Nothing but `open` cells can be changed, until somebody lifts it: it keeps from mistakes, not from intent. */
  readonly isProtected?: boolean
  /** Cells that offer a list to choose from: in a column, from a row to a row. */
  readonly choices?: readonly {
    readonly column: number
    readonly fromRow: number
    readonly toRow: number
    readonly values: readonly string[]
  }[]
  /** Cells that are one, `A1:E1`: the first of them holds what stands there. */
  readonly merges?: readonly string[]
  readonly rows: Iterable<readonly SheetCell[]>
}

/** What a sheet can hold (ECMA-376; every program keeps to it). */
export const MOST_ROWS = 1_048_576
const LONGEST_TEXT = 32_767
const LONGEST_NAME = 31
/** Rows are packed in pieces of so many characters: no more of a sheet is ever held. */
const PIECE = 1 << 16

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export const XLSX_TYPE = `${TYPE}.sheet`

/**
 * A workbook (ECMA-376, SpreadsheetML) in pieces, as its rows are asked for: memory stays the same however many there are.
 * Texts stand in their cells as texts, which nothing reckons, whatever they begin with; times are numbers with a format.
 * @throws {RangeError} of a sheet with more rows than one can hold
 */
export function* xlsxPieces(sheets: readonly SheetMade[], atMs: number): Generator<Uint8Array> {
  const ready: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    ready.push(piece)
  })
  const begin = (name: string): ZipDeflate => {
    const file = new ZipDeflate(name, { level: 3 })
    file.mtime = zipDate(atMs)
    zip.add(file)
    return file
  }
  const names = sheetNames(sheets)
  for (const [name, text] of framesOf(names)) begin(name).push(strToU8(XML + text), true)
  for (const [i, sheet] of sheets.entries()) {
    const file = begin(`xl/worksheets/sheet${i + 1}.xml`)
    let held = XML
    for (const part of sheetParts(sheet, i === 0)) {
      held += part
      if (held.length < PIECE) continue
      file.push(strToU8(held))
      held = ''
      yield* ready.splice(0)
    }
    file.push(strToU8(held), true)
    yield* ready.splice(0)
  }
  zip.end()
  yield* ready.splice(0)
}

/** The same in memory, of what is small. */
export function xlsx(sheets: readonly SheetMade[], atMs: number): Uint8Array {
  const pieces = [...xlsxPieces(sheets, atMs)]
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

/** The parts of a sheet in the order that the schema asks for: what is said of the whole stands behind its rows. */
function* sheetParts(sheet: SheetMade, isFirst: boolean): Generator<string> {
  const { frozenRows, widths } = sheet
  const pane =
    frozenRows > 0
      ? `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/>`
      : ''
  yield `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"${isFirst ? ' tabSelected="1"' : ''}>${pane}</sheetView></sheetViews>`
  if (widths.length > 0)
    yield `<cols>${widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`
  yield '<sheetData>'
  const columns = Array.from({ length: widths.length }, (_, i) => columnName(i + 1))
  let row = 0
  for (const cells of sheet.rows) {
    row += 1
    if (row > MOST_ROWS) throw new RangeError(`more than ${MOST_ROWS} rows`)
    let text = `<row r="${row}">`
    for (let i = 0; i < cells.length; i++)
      text += cellXml(cells[i] as SheetCell, `${columns[i] ?? columnName(i + 1)}${row}`)
    yield `${text}</row>`
  }
  yield '</sheetData>'
  if (sheet.isProtected)
    yield '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>'
  if (sheet.isFiltered && frozenRows > 0)
    yield `<autoFilter ref="A${frozenRows}:${columnName(widths.length)}${Math.max(row, frozenRows)}"/>`
  const { choices = [], merges = [] } = sheet
  if (merges.length > 0)
    yield `<mergeCells count="${merges.length}">${merges.map((cells) => `<mergeCell ref="${cells}"/>`).join('')}</mergeCells>`
  if (choices.length > 0)
    yield `<dataValidations count="${choices.length}">${choices
      .map(
        ({ column, fromRow, toRow, values }) =>
          `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${columnName(column)}${fromRow}:${columnName(column)}${toRow}"><formula1>${escapeXml(`"${values.join(',')}"`)}</formula1></dataValidation>`,
      )
      .join('')}</dataValidations>`
  yield '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
}

const KINDS = ['number', 'text', 'guarded', 'day', 'time'] as const
type Kind = (typeof KINDS)[number]
const FORMATS: Readonly<Record<Kind, number>> = { number: 0, text: 49, guarded: 49, day: 164, time: 165 }

const styleOf = (look: Look, kind: Kind): number => LOOKS.indexOf(look) * KINDS.length + KINDS.indexOf(kind)

const isLooked = (cell: SheetCell): cell is LookedCell =>
  cell !== null && typeof cell === 'object' && 'look' in cell

function cellXml(cell: SheetCell, at: string): string {
  const [value, look, as] = isLooked(cell) ? [cell.value, cell.look, cell.as] : [cell, 'plain' as const]
  if (value === null || value === '' || (typeof value === 'number' && !Number.isFinite(value)))
    return look === 'plain' ? '' : `<c r="${at}" s="${styleOf(look, as ?? 'text')}"/>`
  if (typeof value === 'number') return `<c r="${at}" s="${styleOf(look, 'number')}"><v>${value}</v></c>`
  if (typeof value === 'object') {
    const [kind, wallMs] =
      'day' in value
        ? (['day', Date.parse(`${value.day}T00:00:00Z`)] as const)
        : (['time', value.atMs + TABLE_ZONE_MS] as const)
    return `<c r="${at}" s="${styleOf(look, kind)}"><v>${serialOf(wallMs)}</v></c>`
  }
  const text = writtenText(value)
  const space = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : ''
  // A text that would be taken for a formula once somebody edits its cell is marked as a text there (quotePrefix).
  const style = styleOf(look, startsFormula(text) ? 'guarded' : 'text')
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t${space}>${escapeXml(text)}</t></is></c>`
}

/**
 * A text as a cell holds it: neutral, of one kind of line end, no longer than a cell; what looks like an escaped character
 * (`_x000D_`, ECMA-376 22.9.2.19) is escaped itself.
 */
function writtenText(value: string): string {
  const text = neutral(value).replace(/\r\n?/g, '\n')
  const short = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text
  return short.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}

/** Names that a workbook takes: short, each once, without what formulas use. */
function sheetNames(sheets: readonly SheetMade[]): string[] {
  const known = new Set<string>()
  return sheets.map(({ name }, i) => {
    const plain = neutral(name)
      .replace(/[[\]:*?/\\']/g, ' ')
      .trim()
      .slice(0, LONGEST_NAME)
    const own =
      plain === '' || known.has(plain.toLowerCase()) ? `${plain.slice(0, LONGEST_NAME - 4)} ${i + 1}` : plain
    known.add(own.toLowerCase())
    return own
  })
}

/** The parts about the sheets: what there is, how it is called, how cells look. */
const framesOf = (names: readonly string[]): [string, string][] => [
  [
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${names.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`).join('')}</Types>`,
  ],
  [
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${names.map((name, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships">${names.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="rId${names.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
  ],
  ['xl/styles.xml', STYLES],
]

const THIN = ['left', 'right', 'top', 'bottom']
  .map((side) => `<${side} style="thin"><color auto="1"/></${side}>`)
  .join('')
const LOOKED: Readonly<Record<Look, string>> = {
  plain: 'fontId="0" fillId="0" borderId="0"',
  head: 'fontId="1" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1"',
  title: 'fontId="2" fillId="0" borderId="0" applyFont="1"',
  open: 'fontId="0" fillId="3" borderId="1" applyFill="1" applyBorder="1" applyProtection="1"',
}
const formatXml = (look: Look, kind: Kind): string =>
  `<xf numFmtId="${FORMATS[kind]}" ${LOOKED[look]} xfId="0" applyNumberFormat="1" applyAlignment="1"${kind === 'guarded' ? ' quotePrefix="1"' : ''}><alignment vertical="top"${look === 'title' ? '' : ' wrapText="1"'}/>${look === 'open' ? '<protection locked="0"/>' : ''}</xf>`
const solid = (colour: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`
const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="3"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font><font><b/><sz val="16"/><name val="宋体"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${solid('FFE7ECF1')}${solid('FFFFFBE6')}</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${THIN}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${LOOKS.length * KINDS.length}">${LOOKS.flatMap((look) => KINDS.map((kind) => formatXml(look, kind))).join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
