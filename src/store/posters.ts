import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/**
 * Small pictures of photos and clips, for lists: `derived/posters/ab/SHA256.jpg`. They are no evidence, nothing records
 * them, and they are made again where they are gone.
 */
const posterPath = (dir: string, sha256: string): string =>
  path.join(dir, 'derived', 'posters', sha256.slice(0, 2), `${sha256}.jpg`)

/** Where the poster of an original is; null where there is none. */
export function findPoster(dir: string, sha256: string): { path: string; size: number } | null {
  const file = posterPath(dir, sha256)
  const found = fs.statSync(file, { throwIfNoEntry: false })
  return found?.isFile() ? { path: file, size: found.size } : null
}

/** Keeps a poster, whole or not at all. */
export function keepPoster(dir: string, sha256: string, bytes: Uint8Array): void {
  const file = posterPath(dir, sha256)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const aside = `${file}.${randomBytes(4).toString('hex')}`
  fs.writeFileSync(aside, bytes)
  fs.renameSync(aside, file)
}
