import fs from 'node:fs'
import fsp from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { CallInput, CallOutput } from '../contract/index.ts'
import { OUTSIDE_PREFIX, outsideExtension } from '../contract/outside.ts'
import type { Footage } from '../core/footage/footage.ts'
import { recognise } from '../core/footage/recognise.ts'
import { failureOf } from '../store/database.ts'
import { Refusal } from '../store/workspace.ts'
import type { Context } from './context.ts'
import { METADATA_BYTES, readPart } from './describe.ts'
import { stored } from './documents.ts'
import { masksHere } from './masks.ts'

/**
 * Hands a file to the system's own program, or offers it to be fetched where the door has no such way. What it is goes
 * by its bytes, never by its name, and only kinds that no system runs are let through.
 */
export async function openOutside(
  { id }: CallInput<'footage.openOutside'>,
  context: Context,
): Promise<CallOutput<'footage.openOutside'>> {
  const { doc } = stored<Footage>(context, 'footage', id)
  const original = context.workspace.vault.pathOf(doc.sha256)
  if (!fs.existsSync(original)) throw new Refusal('unknown_file', { file: doc.fileName })
  const { mimeType } = recognise(await readPart(original, 0, METADATA_BYTES))
  const extension = outsideExtension(mimeType)
  if (!extension) throw new Refusal('not_openable', { file: doc.fileName })
  const fileName = `${safeStem(doc.fileName)}.${extension}`
  // Where it is fetched it leaves: what has masks leaves with them, or with a reason.
  if (!context.openOutside && masksHere(context, doc).length > 0)
    throw new Refusal('has_masks', { file: doc.fileName })
  if (!context.openOutside)
    return {
      isOpened: false,
      downloadId: context.offerFile(fileName, mimeType, original),
      fileName,
    }
  await context.openOutside(original, fileName)
  return { isOpened: true, downloadId: null, fileName }
}

/** A file's name without its extension, of letters, figures and plain marks only, that every system takes. */
export function safeStem(fileName: string): string {
  const stem = fileName
    .replace(/\.[^.]*$/, '')
    .replace(/[^\p{L}\p{N} ._()+-]/gu, '_')
    .replace(/^[. -]+|[. ]+$/g, '')
    .slice(0, 80)
  return stem === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem) ? `file_${stem}` : stem
}

export type OutsideCopies = {
  open(original: string, fileName: string): Promise<void>
  close(): void
}

/**
 * Read-only copies for the system's programs, in a folder of this process that goes away with it: a program that writes
 * to what it was given changes the copy, never the original. Folders that dead processes left are cleared first.
 */
export function outsideCopies(open: (file: string) => Promise<string>): OutsideCopies {
  clearAbandoned()
  let dir: string | null = null
  return {
    async open(original, fileName) {
      dir ??= fs.mkdtempSync(path.join(os.tmpdir(), `${OUTSIDE_PREFIX}${process.pid}-`))
      const own = await fsp.mkdtemp(path.join(dir, 'f'))
      const copy = path.join(own, fileName)
      try {
        // A clone shares blocks until one side is written to, where the file system can; else a plain copy.
        await fsp.copyFile(original, copy, fs.constants.COPYFILE_FICLONE)
        await fsp.chmod(copy, 0o444)
      } catch (error) {
        remove(own)
        const failure = failureOf(error, fileName)
        throw failure.ok ? error : new Refusal(failure.code, failure.params)
      }
      const problem = await open(copy)
      if (problem === '') return
      remove(own)
      throw new Refusal('not_opened', { file: fileName, problem: problem.slice(0, 200) })
    },
    close() {
      if (dir) remove(dir)
      dir = null
    },
  }
}

/** Removes a folder of read-only files; what a program still holds open stays for the next start to clear. */
function remove(folder: string): void {
  try {
    for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) fs.chmodSync(path.join(entry.parentPath, entry.name), 0o600)
    fs.rmSync(folder, { recursive: true, force: true })
  } catch {
    // Held open by its program.
  }
}

function clearAbandoned(): void {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const pid = name.startsWith(OUTSIDE_PREFIX) ? Number.parseInt(name.slice(OUTSIDE_PREFIX.length), 10) : NaN
    if (Number.isInteger(pid) && !isRunning(pid)) remove(path.join(os.tmpdir(), name))
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
