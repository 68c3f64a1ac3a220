import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { wayWithin } from '../files/within.ts'
import { SCRATCH_PREFIX } from '../core/units/scratchPrefix.ts'
import { lockFile } from './fileLock.ts'

/**
 * A folder for what must not outlive its process: uploads, files that are offered to be fetched, copies for the system's
 * programs. It has an owner: a database in it that the process holds locked for as long as it lives. The system lets go of
 * such a lock when the process ends, however it ends, and no other process can be taken for it: a number that was given to
 * another one since says nothing here.
 */
export type Scratch = {
  /** A folder of that name in it, made when it is first asked for. */
  folder(name: string): string
  /** Whether a file lies in one of its folders. */
  holds(file: string): boolean
  close(): void
}

const LOCK = 'owner.lock'
/** One without a lock is being made just now, or its process died in that moment, ms. */
const UNLOCKED_MS = 3_600_000

/**
 * Removes what dead processes left under a prefix in `root`, and answers a scratch of this one, which is made at its first
 * use.
 */
export function openScratch(prefix: string = SCRATCH_PREFIX, root = os.tmpdir()): Scratch {
  sweep(root, prefix)
  let own: { dir: string; lock: ReturnType<typeof lockFile> } | null = null
  return {
    folder(name) {
      own ??= make(root, prefix)
      const dir = path.join(own.dir, name)
      fs.mkdirSync(dir, { recursive: true, mode: 0o700 })
      return dir
    },
    holds(file) {
      return own !== null && wayWithin(own.dir, file) !== null
    },
    close() {
      if (!own) return
      own.lock.close()
      removeFolder(own.dir)
      own = null
    },
  }
}

function make(root: string, prefix: string): { dir: string; lock: ReturnType<typeof lockFile> } {
  const dir = fs.mkdtempSync(path.join(root, prefix))
  return { dir, lock: lockFile(path.join(dir, LOCK), 0) }
}

/** Folders whose owner is gone are removed; one that is held, or that cannot be looked at, stays. */
function sweep(root: string, prefix: string): void {
  for (const name of namesIn(root)) {
    if (!name.startsWith(prefix)) continue
    const dir = path.join(root, name)
    try {
      if (isAbandoned(dir)) removeFolder(dir)
    } catch {
      // Another process removes it just now, or it is somebody else's.
    }
  }
}

function isAbandoned(dir: string): boolean {
  const file = path.join(dir, LOCK)
  if (!fs.existsSync(file)) return Date.now() - fs.statSync(dir).mtimeMs > UNLOCKED_MS
  try {
    lockFile(file, 0).close()
    return true
  } catch (error) {
    // What is no database any more is nobody's.
    return (error as { code?: string }).code === 'SQLITE_NOTADB'
  }
}

function namesIn(dir: string): string[] {
  try {
    return fs.readdirSync(dir)
  } catch {
    return []
  }
}

/** Removes a folder of read-only files; what a program still holds open stays for the next start to clear. */
export function removeFolder(folder: string): void {
  try {
    for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) fs.chmodSync(path.join(entry.parentPath, entry.name), 0o600)
    fs.rmSync(folder, { recursive: true, force: true })
  } catch {
    // Held open by its program.
  }
}
