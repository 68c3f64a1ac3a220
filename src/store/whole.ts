import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import fsp from 'node:fs/promises'
import path from 'node:path'
import { withFile } from './openFile.ts'

/**
 * Files that are written whole or not at all, and that last: the bytes go aside first and onto the disk, then the file
 * takes its name, then the folder that has the name goes onto the disk too. Every rename of ours that must last is here, and
 * whatever is written aside.
 */

const asideOf = (file: string): string =>
  path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(4).toString('hex')}.part`)

/** Writes bytes under a name; `mode` is the file's. */
export function writeWhole(file: string, bytes: Uint8Array | string, mode = 0o666): void {
  const aside = asideOf(file)
  try {
    withFile(aside, 'wx', (open) => open.writeThrough(bytes), mode)
    renameLasting(aside, file)
  } catch (error) {
    fs.rmSync(aside, { force: true })
    throw error
  }
}

/** Lets `make` write a file aside, and gives it its name once it is whole; what came of a failure is removed. */
export const placeWhole = <T>(file: string, make: (aside: string) => Promise<T>): Promise<T> =>
  placeNamed(path.dirname(file), async (aside) => ({ made: await make(aside), file }))

/**
 * The same of a file in `folder` that has its name only once it is made: `make` says it, or null where nothing is to be
 * placed after all.
 */
export async function placeNamed<T>(
  folder: string,
  make: (aside: string) => Promise<{ readonly made: T; readonly file: string | null }>,
): Promise<T> {
  const aside = asideOf(path.join(folder, 'made'))
  try {
    const { made, file } = await make(aside)
    if (file === null) await fsp.rm(aside, { force: true })
    else {
      syncFile(aside)
      renameLasting(aside, file)
    }
    return made
  } catch (error) {
    await fsp.rm(aside, { force: true })
    throw error
  }
}

/** A rename that is there after the power went: the folders that it changed go onto the disk. */
export function renameLasting(from: string, to: string): void {
  fs.renameSync(from, to)
  const [before, after] = [path.dirname(from), path.dirname(to)]
  syncFile(after)
  if (before !== after) syncFile(before)
}

/** Gives a file that nobody else needs another name, whole or not at all; onto another disk it is copied. */
export const moveWhole = (from: string, file: string): Promise<void> =>
  placeWhole(file, async (aside) => {
    try {
      await fsp.rename(from, aside)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
      await fsp.copyFile(from, aside)
    }
  })

/** Makes a folder, with those above it, and writes each new name onto the disk; `mode` is theirs. */
export function makeFolder(dir: string, mode = 0o777): void {
  const first = mkdirAll(dir, mode)
  if (first === undefined) return
  for (let made = dir; made.length >= first.length; made = path.dirname(made)) syncFile(path.dirname(made))
}

/** Makes a folder in one that is there: what was on a disk that is pulled out is not made anew where that disk was. */
export function makeFolderIn(dir: string): void {
  try {
    fs.mkdirSync(dir)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return
    throw error
  }
  syncFile(path.dirname(dir))
}

/**
 * `mkdir -p`, which Node answers with `ENOENT` on a medium that may only be read: the first folder that is missing is then
 * asked for by itself, and the system says what is wrong.
 */
function mkdirAll(dir: string, mode: number): string | undefined {
  try {
    return fs.mkdirSync(dir, { recursive: true, mode })
  } catch (error) {
    let first = dir
    while (!fs.existsSync(path.dirname(first))) first = path.dirname(first)
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') fs.mkdirSync(first, mode)
    throw error
  }
}

/** Codes of systems and file systems on which a folder, or what may only be read, is not written onto the disk by itself. */
const NOT_BY_ITSELF: readonly (string | undefined)[] = [
  'EPERM',
  'EACCES',
  'EISDIR',
  'EINVAL',
  'ENOTSUP',
  'EBADF',
]

/** Windows writes onto the disk only for who may write; elsewhere a file that is read alone is no less synced. */
const TO_SYNC = process.platform === 'win32' ? 'r+' : 'r'

/** Writes what a file or a folder holds onto the disk. */
export function syncFile(file: string): void {
  try {
    withFile(file, TO_SYNC, (open) => open.sync())
  } catch (error) {
    if (!NOT_BY_ITSELF.includes((error as NodeJS.ErrnoException).code)) throw error
  }
}
