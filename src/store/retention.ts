import fs from 'node:fs'
import path from 'node:path'
import type { Finding, Sighting } from '../core/finding/finding.ts'
import { type EvidenceBag, isUndelivered } from '../core/footage/bag/evidenceBag.ts'
import type { Footage } from '../core/footage/footage.ts'
import { isDeleted, keptForGood, type NamedBy } from '../core/footage/retention.ts'
import type { ReadableDb } from './connection.ts'
import { forgetCopy } from './copies.ts'
import { forgetDerived } from './derived.ts'
import { getReadable, type Stored } from './documents.ts'
import { footageOfOriginal, isOriginalPending } from './footage.ts'
import { Refusal } from './refusal.ts'
import { documentsWhere } from './select.ts'
import type { Vault } from './vault.ts'

/** Where a page of footage in the order of its age begins: after what stands last on the one before. */
type AgeCursor = { readonly atMs: number; readonly id: string }

const IMPORTED = "doc ->> '$.importedAtMs'"

/** What its own row and the references say of footage that may be due: the rest is looked at one by one. */
const MAY_BE_DUE = `doc ->> '$.kind' IN ('photo', 'clip') AND doc ->> '$.previewOf' IS NULL AND visit_id IS NULL AND NOT EXISTS
  (SELECT 1 FROM reference r WHERE r.to_aggregate = 'footage' AND r.to_id = footage.id
    AND r.aggregate NOT IN ('footage', 'evidenceBag'))`

/**
 * Footage that came in until a time, the oldest first, that nobody asked to delete and no finding, visit or paper names; so
 * many of it. Another picture that was made of it, a package, a hold and a record that waits may keep it all the same.
 */
export const footageByAge = (
  db: ReadableDb,
  untilMs: number,
  after: AgeCursor | null,
  most: number,
): Stored<Footage>[] =>
  documentsWhere(
    db,
    'footage',
    `doc ->> '$.deletion' IS NULL AND ${IMPORTED} <= ? AND (${IMPORTED}, id) > (?, ?) AND ${MAY_BE_DUE} ORDER BY ${IMPORTED}, id LIMIT ?`,
    untilMs,
    after?.atMs ?? -1,
    after?.id ?? '',
    most,
  )

/** Footage on which a hold was ever laid, or that is to be deleted, or was, by ids; so many of it. */
export const footageKept = (db: ReadableDb, after: string, most: number): Stored<Footage>[] =>
  documentsWhere(
    db,
    'footage',
    "(doc ->> '$.holds' IS NOT NULL OR doc ->> '$.deletion' IS NOT NULL) AND id > ? ORDER BY id LIMIT ?",
    after,
    most,
  )

/** The camera's own small copies of a clip. */
export const previewsOf = (db: ReadableDb, clipId: string): Stored<Footage>[] =>
  documentsWhere(db, 'footage', 'preview_of = ? ORDER BY id', clipId)

/** What of the workspace names some footage. A record that cannot be read may name anything: then all of it waits. */
export function namedBy(db: ReadableDb, { id, visitId }: Footage): NamedBy {
  const rows = db
    .prepare("SELECT aggregate, id FROM reference WHERE to_aggregate = 'footage' AND to_id = ?")
    .all(id) as { aggregate: string; id: string }[]
  const findings = new Set<string>()
  const frames: string[] = []
  const bags: string[] = []
  let inPapers = false
  for (const by of rows) {
    if (by.aggregate === 'sighting') {
      const sighting = getReadable<Sighting>(db, 'sighting', by.id)
      const finding = sighting && getReadable<Finding>(db, 'finding', sighting.doc.findingId)
      findings.add(finding?.doc.title ?? '')
    } else if (by.aggregate === 'footage') {
      const made = getReadable<Footage>(db, 'footage', by.id)
      // The camera's own small copy goes along; of what was made of it, each has to go before.
      if (!made || (made.doc.previewOf !== id && !isDeleted(made.doc))) frames.push(made?.doc.fileName ?? '')
    } else if (by.aggregate === 'evidenceBag') {
      const bag = getReadable<EvidenceBag>(db, 'evidenceBag', by.id)
      // The receipt itself is a paper; of what the package holds, whoever has it has a copy.
      if (bag?.doc.handedOver?.scanId === id) inPapers = true
      else if (!bag || isUndelivered(bag.doc)) bags.push(bag?.doc.fileName ?? '')
    } else inPapers = true
  }
  const waits =
    db.prepare("SELECT 1 FROM waiting WHERE aggregate = 'footage' AND id = ?").get(id) !== undefined ||
    db.prepare('SELECT 1 FROM unsettled LIMIT 1').get() !== undefined
  return { findings: [...findings], inVisit: visitId != null, frames, bags, inPapers, waits }
}

type Place = { readonly dir: string; readonly db: ReadableDb; readonly vault: Vault }

/**
 * Takes away the bytes of what the journal says was deleted, and all that was made of them: after the entry, and whenever a
 * workspace is opened or something was received, so that whoever was killed between entry and bytes finishes it later. What
 * another record of the same original keeps, what is held, what a finding rests on and what waits stays. Answers how many
 * originals went.
 */
export function sweepDeleted(place: Place): number {
  const { dir, db, vault } = place
  const hashes = db
    .prepare("SELECT sha256 FROM footage WHERE doc ->> '$.deletion.done' IS NOT NULL GROUP BY sha256")
    .raw()
    .all() as [string][]
  let gone = 0
  for (const [sha256] of hashes) {
    if (!vault.has(sha256)) continue
    const records = footageOfOriginal(db, sha256)
    if (records.length === 0 || isOriginalPending(db, sha256) || !records.every(({ doc }) => mayGo(db, doc)))
      continue
    try {
      forgetDerived(place, sha256)
      for (const { doc } of records)
        for (const copy of doc.exports ?? []) if (copy.recipe !== null) forgetCopy(dir, copy.sha256)
      vault.remove(sha256)
      gone += 1
    } catch {
      // Another program has it open: the next opening takes it away.
    }
  }
  return gone
}

function mayGo(db: ReadableDb, doc: Footage): boolean {
  if (!isDeleted(doc) || keptForGood(doc, namedBy(db, doc)).length > 0) return false
  // The camera's own small copy shows what many laptops cannot play of a clip: it stays as long as that does.
  const clip = doc.previewOf === undefined ? null : getReadable<Footage>(db, 'footage', doc.previewOf)
  return clip === null || mayGo(db, clip.doc)
}

/** Whether an original was deleted, and nothing keeps it here all the same. */
export const isGone = (
  { vault }: Pick<Place, 'vault'>,
  original: Pick<Footage, 'sha256' | 'deletion'>,
): boolean => isDeleted(original) && !vault.has(original.sha256)

/** @throws {Refusal} `original_deleted` */
export function sureIsHere(
  place: Pick<Place, 'vault'>,
  original: Pick<Footage, 'sha256' | 'fileName' | 'deletion'>,
): void {
  if (isGone(place, original)) throw new Refusal('original_deleted', { file: original.fileName })
}

/** The backups in a workspace's own folder that still hold an original, by name. */
export function backupsWith(dir: string, sha256: string): string[] {
  const folder = path.join(dir, 'backups')
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder)
    .filter((name) => fs.existsSync(path.join(folder, name, 'vault', sha256.slice(0, 2), sha256)))
    .sort()
}
