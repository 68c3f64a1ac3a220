import fs from 'node:fs'
import fsp from 'node:fs/promises'
import path from 'node:path'
import { type LocalCopy, localFile } from './localCopy.ts'
import { copyHashed, hashFile } from './vault.ts'
import { makeFolder, placeWhole } from './whole.ts'

/**
 * Copies of pictures with their masks drawn over: `derived/copies/ab/SHA256`. The export that they were made for records
 * them with how they were made; where one is gone it is made again.
 */
const copyPath = (dir: string, sha256: string): string =>
  path.join(dir, 'derived', 'copies', sha256.slice(0, 2), sha256)

/** A copy as a file on this machine; null where it is gone. Whether it is still what it was is found when it is copied out. */
export const findCopy = (dir: string, sha256: string): LocalCopy | null => localFile(copyPath(dir, sha256))

/** Takes a copy away: what it was made of was deleted. */
export function forgetCopy(dir: string, sha256: string): void {
  const file = copyPath(dir, sha256)
  if (!fs.existsSync(file)) return
  fs.chmodSync(file, 0o644)
  fs.rmSync(file, { force: true })
}

/** Keeps a copy under its hash, whole or not at all; what stands there and is something else gives way. */
export async function keepCopy(dir: string, sha256: string, source: string): Promise<void> {
  const file = copyPath(dir, sha256)
  if (fs.existsSync(file) && (await hashFile(file)) === sha256) return
  makeFolder(path.dirname(file))
  await placeWhole(file, async (aside) => {
    await copyExact(source, aside, sha256)
    await fsp.chmod(aside, 0o444)
  })
}

/** `code` of the error when a file is not what was recorded of it. */
export const NOT_AS_RECORDED = 'NOT_AS_RECORDED'

/**
 * Copies a file to a new one, hashing it on the way; answers its size.
 * @throws `NOT_AS_RECORDED` when it is not the one of that hash: then there is no copy.
 */
export async function copyExact(source: string, target: string, sha256: string): Promise<number> {
  const copied = await copyHashed(source, target)
  if (copied.sha256 === sha256) return copied.sizeBytes
  await fsp.rm(target, { force: true })
  throw Object.assign(new Error(source), { code: NOT_AS_RECORDED })
}
