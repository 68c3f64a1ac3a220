import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { canonicalJson } from '../../src/core/units/canonical.ts'
import { APPLICATION_ID } from '../../src/store/database.ts'
import { runStep } from '../../src/store/migrations/index.ts'
import type { AggregateTable } from '../../src/store/tables.ts'

/** One write of the time of schema 6: documents that it put, or (null) deleted. */
export type OldWrite = {
  readonly action?: string
  readonly undoes?: number
  readonly changes: readonly {
    readonly aggregate: AggregateTable
    readonly id: string
    readonly doc: object | null
  }[]
}

const SCHEMA = 6
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/**
 * A workspace as programs of schema 6 made it: one journal with whole documents in its entries, their hashes, and the head
 * beside the database. Answers the hashes, and how to write further, as such a program did.
 */
export function oldWorkspace(dir: string): {
  write(...writes: OldWrite[]): string[]
  raw(work: (db: Database.Database) => void): void
} {
  for (const folder of ['vault', 'vault/incoming', 'derived', 'maps', 'backups'])
    fs.mkdirSync(path.join(dir, folder), { recursive: true })
  const file = path.join(dir, 'sortie.db')
  const raw = (work: (db: Database.Database) => void): void => {
    const db = new Database(file)
    work(db)
    db.close()
  }
  if (!fs.existsSync(file))
    raw((db) => {
      for (let step = 0; step < SCHEMA; step++) runStep(db, step, null)
      db.pragma(`application_id = ${APPLICATION_ID}`)
      db.pragma(`user_version = ${SCHEMA}`)
      fs.writeFileSync(path.join(dir, 'journal-head.json'), `{"seq":0,"hash":"${'0'.repeat(64)}"}\n`)
    })
  return {
    raw,
    write(...writes) {
      const hashes: string[] = []
      raw((db) => {
        for (const { action = 'test', undoes = null, changes } of writes)
          db.transaction(() => {
            const head = (db.prepare('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1').get() ?? {
              seq: 0,
              hash: '0'.repeat(64),
            }) as { seq: number; hash: string }
            const told = changes.map(({ aggregate, id, doc }) => {
              const before = db
                .prepare(
                  `SELECT max(value ->> '$.revision') AS n FROM journal, json_each(changes) WHERE value ->> '$.aggregate' = ? AND value ->> '$.id' = ?`,
                )
                .get(aggregate, id) as { n: number | null }
              const revision = (before.n ?? 0) + 1
              if (doc === null) db.prepare(`DELETE FROM ${aggregate} WHERE id = ?`).run(id)
              else
                db.prepare(
                  `INSERT INTO ${aggregate} (id, revision, doc) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, doc = excluded.doc`,
                ).run(id, revision, canonicalJson(doc))
              return { aggregate, id, revision, doc }
            })
            const body = {
              seq: head.seq + 1,
              atMs: 1000 + head.seq,
              actor: { name: '旧', role: 'operator' },
              action,
              undoes,
              changes: told,
              prevHash: head.hash,
            }
            const hash = sha256(canonicalJson(body))
            hashes.push(hash)
            db.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
              body.seq,
              body.atMs,
              canonicalJson(body.actor),
              action,
              undoes,
              canonicalJson(told),
              head.hash,
              hash,
            )
            for (const { aggregate, id } of told)
              db.prepare('INSERT INTO journal_change VALUES (?, ?, ?)').run(body.seq, aggregate, id)
            fs.writeFileSync(
              path.join(dir, 'journal-head.json'),
              `${JSON.stringify({ seq: body.seq, hash })}\n`,
            )
          })()
      })
      return hashes
    },
  }
}
