import fs from 'node:fs'
import {
  type RegisterAbout,
  type RegisterRow,
  registerColumns,
  registerRow,
} from '../../../core/papers/register.ts'
import type { RegisterFormat } from '../../../core/papers/registerKinds.ts'
import { aboutRows, registerCsv, registerGeoJson, registerXlsx } from '../../../core/papers/registerFile.ts'
import { REGISTER_WORDS } from '../../../core/papers/registerWords.ts'
import { connectDatabase } from '../../../store/database.ts'
import { writeGeoPackage } from '../../../store/geoPackage.ts'
import { checkpointsOf, headsHere } from '../../../store/journal/carried.ts'
import { headOf } from '../../../store/journal/own.ts'
import { withFile } from '../../../store/openFile.ts'
import { registerDocs, registerGround, type RegisterWanted } from '../../../store/registers.ts'
import type { Work } from '../../host/work.ts'

type Db = ReturnType<typeof connectDatabase>['db']

export type RegisterAskedFor = {
  readonly database: string
  readonly file: string
  readonly wanted: RegisterWanted
  readonly format: RegisterFormat
  readonly about: Omit<RegisterAbout, 'head' | 'note'>
}

/** Somebody may write while a register is written: then it is written again, so that its head is that of its rows. */
const TRIES = 3
/** So many rows are written between two words of progress. */
const TOLD_ROWS = 1000
/** Text is written in pieces of so many characters. */
const PIECE = 1 << 18

/** Registers, written over a connection of the thread's own, row by row. */
export const registerJobs = {
  register: ({ database, file, wanted, format, about }: RegisterAskedFor, work: Work): { rows: number } => {
    const { db, close } = connectDatabase(database)
    try {
      for (let tries = 1; ; tries++) {
        const { head, note } = headNow(db)
        fs.rmSync(file, { force: true })
        const rows = writeRegister(db, file, wanted, format, { ...about, head, note }, work)
        if (headNow(db).head === head || tries === TRIES) return { rows }
      }
    } finally {
      close()
    }
  },
}

function headNow(db: Db): Pick<RegisterAbout, 'head' | 'note'> {
  const head = headOf(db) ?? headsHere(db)[0]
  if (!head) return { head: null, note: null }
  const signed = checkpointsOf(db, head.station).find(({ size }) => size === head.seq)
  return { head: `${head.station}:${head.seq}:${head.hash}`, note: signed?.note ?? null }
}

function writeRegister(
  db: Db,
  file: string,
  wanted: RegisterWanted,
  format: RegisterFormat,
  about: RegisterAbout,
  work: Work,
): number {
  let count = 0
  function* rows(): Generator<RegisterRow> {
    const ground = registerGround(db)
    for (const { doc, due } of registerDocs(db, wanted)) {
      count += 1
      if (count % TOLD_ROWS === 0) {
        work.signal?.throwIfAborted()
        work.onBytes?.(TOLD_ROWS)
      }
      yield registerRow(about.kind, doc as never, { ...ground, due: () => due }, about.language)
    }
  }
  if (format === 'gpkg') {
    const title = REGISTER_WORDS[about.language].kinds[about.kind]
    const said = (written: number): string =>
      aboutRows(about, written)
        .map(([what, value]) => (value === '' ? what : `${what}: ${value}`))
        .join('\n')
    const columns = registerColumns(about.kind, about.language)
    return writeGeoPackage(
      file,
      { table: about.kind, title, columns, writtenAtMs: about.writtenAtMs, about: said },
      rows(),
    )
  }
  const pieces =
    format === 'xlsx'
      ? registerXlsx(about, rows())
      : inPieces((format === 'csv' ? registerCsv : registerGeoJson)(about, rows()))
  withFile(file, 'wx', (out) => {
    for (const piece of pieces) out.append(piece)
  })
  return count
}

function* inPieces(parts: Iterable<string>): Generator<string> {
  let held = ''
  for (const part of parts) {
    held += part
    if (held.length < PIECE) continue
    yield held
    held = ''
  }
  yield held
}
