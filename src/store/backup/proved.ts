import fs from 'node:fs'
import path from 'node:path'
import { COPY_DIFFERS, copyHashed, hashFile } from '../vault.ts'
import { makeFolder, syncFile } from '../whole.ts'

export type BackupWork = { readonly signal?: AbortSignal; readonly onBytes?: (bytes: number) => void }

/**
 * Copies a file onto the disk and reads the copy again; answers the hash of both, and their size in bytes. What may only be
 * read stays so. @throws `COPY_DIFFERS`, or what the system says, with the `path` of the file where it was reading
 */
export async function copyProved(
  from: string,
  to: string,
  { signal, onBytes }: BackupWork = {},
): Promise<{ sha256: string; sizeBytes: number }> {
  makeFolder(path.dirname(to))
  const made = await copyHashed(from, to, onBytes, signal)
  if ((await hashFile(to, undefined, signal)) !== made.sha256)
    throw Object.assign(new Error(to), { code: COPY_DIFFERS, path: to })
  if ((fs.statSync(from).mode & 0o222) === 0) fs.chmodSync(to, 0o444)
  return made
}

/** The files in a folder and all below it, by their ways from there, in order; none where there is no folder. */
export function* filesIn(dir: string, below = ''): Generator<string> {
  const folder = path.join(dir, below)
  if (!fs.existsSync(folder)) return
  const entries = fs.readdirSync(folder, { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = below ? `${below}/${entry.name}` : entry.name
    if (entry.isDirectory()) yield* filesIn(dir, name)
    else if (entry.isFile()) yield name
  }
}

/** Writes the names in a folder, and in all below it, onto the disk: each file was, its name is another thing. */
export function syncNames(dir: string): void {
  for (const entry of fs.readdirSync(dir, { withFileTypes: true }))
    if (entry.isDirectory()) syncNames(path.join(dir, entry.name))
  syncFile(dir)
}
