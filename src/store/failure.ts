import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fail, type Result } from '../core/units/result.ts'
import { systemFailure, type SystemFailure } from '../core/units/systemFailure.ts'
import { NOT_A_FILE, withFile } from './openFile.ts'

/** Something else stands where a folder or a file of a workspace should be; null where it is another trouble. */
export function misplaced(error: unknown, place: string): Result<never> | null {
  const { code = '', path: at } = error as NodeJS.ErrnoException
  const file = at ?? place
  if (code === 'EEXIST' || code === 'ENOTDIR')
    return fail('workspace_corrupt', { file, problem: 'not_a_folder' })
  if (code === 'EISDIR' || code === 'ELOOP' || code === NOT_A_FILE)
    return fail('workspace_corrupt', { file, problem: 'NOT_A_FILE' })
  return null
}

const told = new WeakSet<object>()

/**
 * A fault of ours: what happened stands in the log (stderr), once, and who asked gets a code without a path, SQL or
 * stack, whatever door was asked at.
 */
function faultOf(error: unknown, file: string): Result<never> {
  const isTold = typeof error === 'object' && error !== null && told.has(error)
  if (typeof error === 'object' && error !== null) told.add(error)
  if (!isTold)
    process.stderr.write(
      `internal: ${file} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
  return fail('internal', {})
}

/** What an operating system or SQLite error means to the person: never a stack. `file`: where it happened. */
export function failureOf(error: unknown, file: string): Result<never> {
  const code = (error as { code?: string }).code ?? ''
  const place = isVague(code) ? placeFailure(file) : null
  const damage = damageOf(code, error)
  // A disk that answers nothing any more looks damaged too: nobody is to restore a backup because of a cable.
  if (damage && place?.code !== 'disk_failed') return fail('workspace_corrupt', { file, problem: damage })
  const said = place ?? systemFailure(error)
  if (!said) return faultOf(error, file)
  const { code: what, problem } = said
  return what === 'disk_full' || what === 'busy' ? fail(what, { file }) : fail(what, { file, problem })
}

function damageOf(code: string, error: unknown): string | null {
  if (code.startsWith('SQLITE_CORRUPT')) return 'database_damaged'
  if (code === 'SQLITE_NOTADB') return 'not_sqlite'
  // A table or a column is not there.
  return code === 'SQLITE_ERROR' ? (error as Error).message : null
}

/** SQLite says so of much: of a disk that is pulled out, fails, is full, or may not be written. */
const isVague = (code: string): boolean => /^SQLITE_(IOERR|CANTOPEN|CORRUPT|NOTADB)/.test(code)

/** What SQLite needs beside its database, bytes: less than that is full. */
const LEAST_ROOM_BYTES = 128 * 1024

/** What the place itself says, asked again by a file of its own; null where it says that all is well, or is no place. */
function placeFailure(file: string): SystemFailure | null {
  if (!path.isAbsolute(file)) return null
  try {
    const dir = fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() ? file : path.dirname(file)
    const { bavail, bsize, files, ffree } = fs.statfsSync(dir)
    if (bavail * bsize < LEAST_ROOM_BYTES || (files > 0 && ffree === 0))
      return { code: 'disk_full', problem: 'ENOSPC' }
    // The database itself is not opened: closing it drops the locks that SQLite has on it in this process.
    const probe = path.join(dir, `.sortie-${randomBytes(6).toString('hex')}`)
    try {
      withFile(probe, 'wx', (open) => open.writeThrough('?'))
    } finally {
      fs.rmSync(probe, { force: true })
    }
    return null
  } catch (error) {
    return systemFailure(error)
  }
}
