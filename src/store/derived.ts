import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { TRACK_VERSION } from '../core/flight/trackFile.ts'
import { type ReadableDb, writing } from './connection.ts'
import type { LocalCopy } from './localCopy.ts'
import { withFile } from './openFile.ts'
import { makeFolder, writeWhole } from './whole.ts'

/**
 * What is made of originals for the eye and for speed, and made again where it is gone: small pictures
 * (`derived/posters/ab/SHA256.jpg`) and whole tracks of logs (`derived/tracks/ab/SHA256.v1.track`), each by the original
 * that it was made of. The hash of each stands in the database: what differs from it is never used, and `verify` names it.
 */
const FORMS = {
  poster: { folder: 'posters', ending: '.jpg' },
  track: { folder: 'tracks', ending: `.v${TRACK_VERSION}.track` },
} as const
export type DerivedKind = keyof typeof FORMS

type Place = { readonly dir: string; readonly db: ReadableDb }

/** A whole track of 100,000 points has a few megabytes. */
const MOST_BYTES = 256 * 1024 * 1024

const pathOf = (dir: string, kind: DerivedKind, of: string): string => {
  const { folder, ending } = FORMS[kind]
  return path.join(dir, 'derived', folder, of.slice(0, 2), `${of}${ending}`)
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** What was made of an original, whole and as it was recorded; null where there is none. */
export function findDerived(
  { dir, db }: Place,
  kind: DerivedKind,
  of: string,
): (LocalCopy & { readonly bytes: Buffer }) | null {
  const recorded = recordedHash(db, kind, of)
  if (recorded === null) return null
  const file = pathOf(dir, kind, of)
  try {
    const bytes = withFile(file, 'r', (open) => open.readAll(MOST_BYTES))
    return hashOf(bytes) === recorded
      ? { path: file, sizeBytes: bytes.length, release: () => undefined, bytes }
      : null
  } catch {
    return null
  }
}

/** Keeps what was made of an original, whole or not at all, in place of what was there. */
export function keepDerived({ dir, db }: Place, kind: DerivedKind, of: string, bytes: Uint8Array): void {
  const file = pathOf(dir, kind, of)
  // Cut short anywhere, there is a record without a file, never a file that its record does not fit.
  fs.rmSync(file, { force: true, recursive: true })
  writing(db, (tx) =>
    tx
      .prepare(
        `INSERT INTO derived_file (kind, of_sha256, sha256) VALUES (?, ?, ?)
         ON CONFLICT (kind, of_sha256) DO UPDATE SET sha256 = excluded.sha256`,
      )
      .run(kind, of, hashOf(bytes)),
  )
  makeFolder(path.dirname(file))
  writeWhole(file, bytes)
}

/** Takes away all that was made of an original, with what is recorded of it: it was deleted. */
export function forgetDerived({ dir, db }: Place, of: string): void {
  for (const kind of Object.keys(FORMS) as DerivedKind[])
    fs.rmSync(pathOf(dir, kind, of), { force: true, recursive: true })
  if (db.prepare('SELECT 1 FROM derived_file WHERE of_sha256 = ?').get(of))
    writing(db, (tx) => tx.prepare('DELETE FROM derived_file WHERE of_sha256 = ?').run(of))
}

function recordedHash(db: ReadableDb, kind: DerivedKind, of: string): string | null {
  const row = db.prepare('SELECT sha256 FROM derived_file WHERE kind = ? AND of_sha256 = ?').get(kind, of) as
    | { sha256: string }
    | undefined
  return row?.sha256 ?? null
}

/** The hash that a file under `derived` must have, by its name within that folder; null where nothing records it. */
export function recordedHashOf(db: ReadableDb, name: string): string | null {
  for (const kind of Object.keys(FORMS) as DerivedKind[]) {
    const { folder, ending } = FORMS[kind]
    const of = path.posix.basename(name, ending)
    if (name === `${folder}/${of.slice(0, 2)}/${of}${ending}`) return recordedHash(db, kind, of)
  }
  return null
}
