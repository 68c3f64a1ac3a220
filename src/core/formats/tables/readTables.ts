import type { Read } from '../../units/note.ts'
import { readCsv } from './csvRead.ts'
import type { Table } from './table.ts'
import { isOle, readXlsx } from './xlsxRead.ts'

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

/** The tables of a workbook or of a text, told by its first bytes: whatever it is called. */
export function readTables(bytes: Uint8Array): Read<Table[]> {
  if (isZip(bytes) || isOle(bytes)) return readXlsx(bytes)
  const { value, notes } = readCsv(bytes)
  return { value: value && [value], notes }
}
