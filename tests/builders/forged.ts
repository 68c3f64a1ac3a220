import Database from 'better-sqlite3'
import path from 'node:path'
import { checkpointBody, noteOf, originOf } from '../../src/core/journal/checkpoint.ts'
import { type EntryBody, genesisOf } from '../../src/core/journal/entry.ts'
import { bytesOfHex, hexOf, utf8 } from '../../src/core/journal/hash.ts'
import { append, EMPTY_FRONTIER, rootOf } from '../../src/core/journal/merkle.ts'
import { versionHash } from '../../src/core/journal/version.ts'
import { canonicalJson } from '../../src/core/units/canonical.ts'
import { writing } from '../../src/store/connection.ts'
import { hashText, sha256 } from '../../src/store/hash.ts'
import { takeReady } from '../../src/store/journal/pending.ts'
import { project } from '../../src/store/journal/projecting.ts'
import { openWorkspace } from '../../src/store/workspace.ts'

/** Who signs a forged head. */
export type Forger = {
  readonly station: string
  readonly publicKey: Uint8Array
  sign(bytes: Uint8Array): Uint8Array
}

type Doc = Record<string, unknown>

/** Works on the database of a workspace folder behind its program's back; triggers are put back as they were. */
export function behindItsBack(dir: string, work: (db: Database.Database) => void): void {
  const db = new Database(path.join(dir, 'sortie.db'))
  db.unsafeMode(true)
  const triggers = db
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%append-only%'")
    .all() as { name: string; sql: string }[]
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
  work(db)
  for (const { sql } of triggers) db.exec(sql)
  db.close()
}

/** Makes what is derived from the entries anew, as the program itself does, so that nothing beside them tells. */
export function projectAnew(dir: string): void {
  behindItsBack(dir, (db) => {
    for (const table of ['version', 'version_base', 'change', 'head', 'waiting', 'pending', 'retold'])
      db.exec(`DELETE FROM ${table}`)
    for (const table of ['footage', 'site', 'enterprise', 'acceptance']) db.exec(`DELETE FROM ${table}`)
    db.exec("DELETE FROM reference; INSERT INTO pending SELECT arrival, 'not_accepted' FROM entry")
    db.exec(`DELETE FROM document WHERE NOT EXISTS (SELECT 1 FROM entry e, json_each(e.body, '$.changes') c
      WHERE c.value ->> '$.doc' = document.hash)`)
  })
  const opened = openWorkspace(dir, { create: false })
  if (!opened.ok) throw new Error(opened.code)
  writing(opened.value.db, (tx) => {
    project(tx, takeReady(tx))
  })
  opened.value.close()
}

/**
 * Rewrites the chain of a station from its first entry: each document through `edit`, every hash made to fit, the head signed
 * by `forger` (null: left as it was), under the forger's own station where `isRenamed`; what is derived is made anew.
 */
export function forge(
  dir: string,
  station: string,
  edit: (doc: Doc) => Doc,
  forger: Forger | null,
  isRenamed = false,
): void {
  behindItsBack(dir, (db) => {
    const { id: workspaceId } = db.prepare('SELECT id FROM workspace_id').get() as { id: string }
    const is = isRenamed && forger ? forger.station : station
    const rows = db
      .prepare('SELECT arrival, body FROM entry WHERE station = ? ORDER BY seq')
      .all(station) as { arrival: number; body: string }[]
    const renamed = new Map<string, string>()
    let [before, frontier] = [genesisOf(workspaceId, is, sha256), EMPTY_FRONTIER]
    for (const { arrival, body } of rows) {
      const said = JSON.parse(body) as EntryBody
      const changes = said.changes.map(({ aggregate, id, bases, doc }) => {
        const old = versionHash({ aggregate, id, bases, doc }, sha256)
        const change = { aggregate, id, bases: bases.map((base) => renamed.get(base) ?? base).sort(), doc }
        if (doc !== null) {
          const { text } = db.prepare('SELECT text FROM document WHERE hash = ?').get(doc) as { text: string }
          const forged = canonicalJson(edit(JSON.parse(text) as Doc))
          change.doc = hashText(forged)
          db.prepare('INSERT OR IGNORE INTO document VALUES (?, ?)').run(change.doc, forged)
        }
        renamed.set(old, versionHash(change, sha256))
        return change
      })
      const text = canonicalJson({ ...said, station: is, prevHash: before, changes })
      const hash = hashText(text)
      db.prepare('UPDATE entry SET station = ?, prev_hash = ?, body = ?, hash = ? WHERE arrival = ?').run(
        is,
        before,
        text,
        hash,
        arrival,
      )
      before = hash
      frontier = append(frontier, bytesOfHex(hash), sha256)
    }
    db.prepare('UPDATE own SET station = ?, hash = ?, frontier = ? WHERE station = ?').run(
      is,
      before,
      `${frontier.size}:${frontier.peaks.map(hexOf).join(',')}`,
      station,
    )
    if (!forger) return
    const name = originOf(workspaceId, is)
    const root = hexOf(rootOf(frontier, sha256))
    const text = checkpointBody({ origin: name, size: rows.length, root })
    const note = noteOf(text, { name, publicKey: forger.publicKey }, forger.sign(utf8(text)), sha256)
    db.prepare('DELETE FROM checkpoint WHERE station = ?').run(station)
    db.prepare('INSERT INTO checkpoint VALUES (?, ?, ?, ?)').run(is, rows.length, root, note)
    db.prepare('UPDATE station SET id = ?, public_key = ? WHERE id = ?').run(
      is,
      Buffer.from(forger.publicKey),
      station,
    )
  })
  projectAnew(dir)
}
