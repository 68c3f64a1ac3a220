import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import fsp from 'node:fs/promises'
import path from 'node:path'

/**
 * Copies of pictures with their masks drawn over: `derived/copies/ab/SHA256`. The export that they were made for records
 * them with how they were made; where one is gone it is made again.
 */
const copyPath = (dir: string, sha256: string): string =>
  path.join(dir, 'derived', 'copies', sha256.slice(0, 2), sha256)

/** Where a copy is; null where it is gone. */
export function findCopy(dir: string, sha256: string): string | null {
  const file = copyPath(dir, sha256)
  return fs.existsSync(file) ? file : null
}

/** Keeps a copy under its hash, whole or not at all. */
export async function keepCopy(dir: string, sha256: string, source: string): Promise<string> {
  const file = copyPath(dir, sha256)
  if (fs.existsSync(file)) return file
  await fsp.mkdir(path.dirname(file), { recursive: true })
  const aside = `${file}.${randomBytes(4).toString('hex')}`
  try {
    await fsp.copyFile(source, aside)
    await fsp.chmod(aside, 0o444)
    await fsp.rename(aside, file)
  } catch (error) {
    await fsp.rm(aside, { force: true })
    throw error
  }
  return file
}
