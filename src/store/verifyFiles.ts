import fs from 'node:fs'
import path from 'node:path'
import { recordedHashOf } from './derived.ts'
import { MAP_FORMATS, type MapFormat, mapName } from './maps.ts'
import type { Workspace } from './workspace.ts'

/** Files beside the originals, as a verification found them; what was made and is gone is made again, so it is no fault. */
export type FilesFound = { checked: number; missing: string[]; changed: string[]; extra: string[] }

/** SHA-256 of a file; a program may do it on another thread. */
type Hash = (file: string) => Promise<string>

/** What a write that was cut short left aside. */
const ASIDE = /^\..*\.part$/

/** Small pictures and tracks by their records, copies with masks by the exports that name them. */
export async function checkDerived(
  { dir, db }: Workspace,
  copies: ReadonlySet<string>,
  hash: Hash,
): Promise<FilesFound> {
  return compare(path.join(dir, 'derived'), hash, (name) => {
    const copy = /^copies\/([0-9a-f]{2})\/(\1[0-9a-f]{62})$/.exec(name)?.[2]
    if (copy) return copies.has(copy) ? copy : null
    try {
      return recordedHashOf(db, name)
    } catch {
      // Its table is gone, which is told of the schema.
      return null
    }
  })
}

const NAMED_MAP = new RegExp(`^([0-9a-f]{64})\\.(?:${MAP_FORMATS.join('|')})$`)

/** Maps by the layers that name them: `recorded` were ever, `needed` are now. */
export async function checkMaps(
  { dir }: Workspace,
  recorded: ReadonlySet<string>,
  needed: readonly (readonly [sha256: string, format: MapFormat])[],
  hash: Hash,
): Promise<FilesFound> {
  const folder = path.join(dir, 'maps')
  const found = await compare(folder, hash, (name) => {
    const sha256 = NAMED_MAP.exec(name)?.[1]
    return sha256 && recorded.has(sha256) ? sha256 : null
  })
  const missing = needed.map(([sha256, format]) => mapName(sha256, format))
  return { ...found, missing: missing.filter((name) => !fs.existsSync(path.join(folder, name))) }
}

async function compare(
  folder: string,
  hash: Hash,
  recordedOf: (name: string) => string | null,
): Promise<FilesFound> {
  const found: FilesFound = { checked: 0, missing: [], changed: [], extra: [] }
  for (const { name, isFolder } of namesUnder(folder)) {
    const recorded = recordedOf(name)
    if (recorded === null && isFolder) continue
    if (recorded === null) {
      found.extra.push(name)
      continue
    }
    found.checked += 1
    try {
      if ((await hash(path.join(folder, name))) !== recorded) found.changed.push(name)
    } catch (error) {
      // What cannot be read is not what it was; a reader that died has not looked.
      if ((error as NodeJS.ErrnoException).code === 'THREAD_DIED') throw error
      found.changed.push(name)
    }
  }
  return found
}

/** Null of a folder that may not be looked into. */
function entriesOf(folder: string): fs.Dirent[] | null {
  try {
    return fs.readdirSync(folder, { withFileTypes: true })
  } catch {
    return null
  }
}

type Found = { name: string; isFolder: boolean }

/**
 * All that is under a folder, by names with slashes, in order. Links are named and not followed: they may lead round in
 * circles, or to anywhere.
 */
function namesUnder(folder: string, below = ''): Found[] {
  if (!fs.existsSync(folder)) return []
  const entries = entriesOf(path.join(folder, below))
  if (!entries) return [{ name: below === '' ? '.' : below, isFolder: false }]
  return entries
    .filter((entry) => entry.isDirectory() || !ASIDE.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const name = below === '' ? entry.name : `${below}/${entry.name}`
      const isFolder = entry.isDirectory()
      return [{ name, isFolder }, ...(isFolder ? namesUnder(folder, name) : [])]
    })
}
