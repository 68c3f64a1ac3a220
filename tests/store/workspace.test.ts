import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backupWorkspace } from '../../src/store/backup/make.ts'
import { restoreWorkspace } from '../../src/store/backup/restore.ts'
import { getDocument, standingOf } from '../../src/store/documents.ts'
import { hashText } from '../../src/store/hash.ts'
import type { ReadableDb } from '../../src/store/connection.ts'
import { APPLICATION_ID } from '../../src/store/database.ts'
import { canonicalJson } from '../../src/core/units/canonical.ts'
import { schemaDifferences } from '../../src/store/expectedSchema.ts'
import { runStep, SCHEMA_VERSION } from '../../src/store/migrations/index.ts'
import { verifyWorkspace } from '../../src/store/verify.ts'
import { readHead } from '../../src/store/journal/entries.ts'
import { keysIn } from '../../src/store/station/keys.ts'
import { openWorkspace, Refusal, transact, type Tx, type Workspace } from '../../src/store/workspace.ts'
import { wordsOf } from '../../src/words/words.ts'
import { anEnterprise, anId } from '../builders/enterprise.ts'
import { aFootage } from '../builders/footage.ts'
import { aSite } from '../builders/site.ts'
import { NO_VERSION } from '../builders/version.ts'

let dir: string
let workspace: Workspace

const open = (options = { create: true }): Workspace => {
  const opened = openWorkspace(path.join(dir, 'w'), options)
  if (!opened.ok) throw new Error(opened.code)
  return opened.value
}
const write = <T>(work: (tx: Tx) => T) =>
  transact(workspace, { actor: { name: '测', role: 'operator' }, atMs: 1, action: 'test' }, work)
const enterprise = (n: number, remarks = '') => anEnterprise({ id: anId(n), remarks })
const raw = <T>(work: (db: Database.Database) => T): T => {
  const db = new Database(path.join(dir, 'w', 'sortie.db'))
  const found = work(db)
  db.close()
  return found
}
/** A setting of the workspace's own connection. */
const setting = (name: string): unknown =>
  (workspace.db.prepare(`SELECT ${name} AS found FROM pragma_${name}`).get() as { found: unknown }).found
/** Where an original has its place. */
const originalAt = (sha256: string): string => path.join(workspace.vault.dir, sha256.slice(0, 2), sha256)
const ingest = async (bytes: string) => {
  const source = path.join(dir, 'source')
  fs.writeFileSync(source, bytes)
  const { sha256, sizeBytes } = await workspace.vault.bring(source)
  const doc = aFootage({ id: anId(500), sha256, sizeBytes, fileName: '照片.JPG' })
  expect(write((tx) => tx.put('footage', null, doc)).ok).toBe(true)
  workspace.vault.settle(sha256)
  return sha256
}

beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-store-'))
  workspace = open()
})
afterEach(() => {
  workspace.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

/** How an enterprise stands. */
const standing = (n: number) => {
  const found = getDocument(workspace.db, 'enterprise', anId(n))
  if (!found) throw new Error('no enterprise')
  return found
}

describe('a write', () => {
  it('is one transaction and one entry, and carries the version it was made on', () => {
    const first = write((tx) => tx.put('enterprise', null, enterprise(1)))
    const { version } = standing(1)
    expect(first).toMatchObject({
      ok: true,
      value: {
        value: { revision: 1, version },
        entry: { seq: 1, changes: [{ aggregate: 'enterprise', revision: 1 }] },
      },
    })
    expect(write((tx) => tx.put('enterprise', NO_VERSION, enterprise(1)))).toMatchObject({
      ok: false,
      code: 'conflict',
      params: { base: NO_VERSION, current: version },
    })
    expect(write((tx) => tx.put('enterprise', version, enterprise(1, 'b')))).toMatchObject({
      ok: true,
      value: { value: { revision: 2 } },
    })
  })

  it('leaves nothing behind when it is refused half way', () => {
    const refused = write((tx) => {
      tx.put('enterprise', null, enterprise(1))
      throw new Refusal('needs_proof')
    })
    expect(refused).toMatchObject({ ok: false, code: 'needs_proof' })
    expect(getDocument(workspace.db, 'enterprise', anId(1))).toBeNull()
    expect(workspace.db.prepare('SELECT count(*) AS n FROM entry').get()).toEqual({ n: 0 })
  })

  it('never breaks a reference', () => {
    expect(write((tx) => tx.put('site', null, aSite({ id: anId(2), enterpriseId: anId(9) })))).toMatchObject({
      ok: false,
      code: 'missing_reference',
    })
    write((tx) => tx.put('enterprise', null, enterprise(1)))
    write((tx) => tx.put('site', null, aSite({ id: anId(2), enterpriseId: anId(1) })))
    expect(write((tx) => tx.remove('enterprise', anId(1), standing(1).version))).toMatchObject({
      ok: false,
      code: 'in_use',
    })
  })

  it('never uses a revision twice, even after a removal', () => {
    write((tx) => tx.put('enterprise', null, enterprise(1)))
    write((tx) => tx.remove('enterprise', anId(1), standing(1).version))
    expect(write((tx) => tx.put('enterprise', null, enterprise(1)))).toMatchObject({
      ok: true,
      value: { value: { revision: 3 } },
    })
  })
})

describe('the schema', () => {
  it('is the one that was agreed', async () => {
    const rows = workspace.db
      .prepare(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type, name",
      )
      .all() as { sql: string }[]
    await expect(`${rows.map(({ sql }) => sql.trim()).join(';\n\n')};\n`).toMatchFileSnapshot(
      'schema.snapshot.sql',
    )
    expect(setting('user_version')).toBe(SCHEMA_VERSION)
    expect(setting('foreign_keys')).toBe(1)
    expect(setting('journal_mode')).toBe('wal')
    const loose = workspace.db
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND type = 'table' AND name NOT LIKE 'sqlite_%'",
      )
      .all()
    expect(loose).toEqual([])
  })

  it('has the texts of lists in their indexes: a search goes to no document', () => {
    const indexes = [
      ['enterprise_rows', 'enterprise', ['name_zh', 'name_en', 'words']],
      ['site_rows', 'site', ['name_zh', 'name_en', 'words']],
      ['mission_rows', 'mission', ['name_zh', 'name_en', 'words']],
      ['flight_by_time', 'flight', ['pilot', 'aircraft']],
      ['flight_by_site', 'flight', ['pilot', 'aircraft']],
      ['footage_rows', 'footage', ['kind', 'file_name', 'preview_of']],
    ] as const
    for (const [index, table, columns] of indexes)
      for (const name of columns) {
        // Its program would take the text from the document: `->>` is a function of it then.
        const steps = workspace.db
          .prepare(`EXPLAIN SELECT count(*) FROM ${table} INDEXED BY ${index} WHERE instr(${name}, 'x') > 0`)
          .all() as { p4: string | null }[]
        expect(steps.map(({ p4 }) => p4 ?? '').filter((p4) => p4.startsWith('instr'))).toHaveLength(1)
        expect(
          steps.map(({ p4 }) => p4 ?? '').filter((p4) => p4.startsWith('->>')),
          `${table}.${name}`,
        ).toEqual([])
      }
  })

  it('answers its lists from indexes', () => {
    const plan = (sql: string) =>
      (workspace.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[])
        .map(({ detail }) => detail)
        .join(' ')
    expect(
      plan("SELECT * FROM finding WHERE enterprise_id = 'x' ORDER BY opened_at_ms DESC LIMIT 50"),
    ).toContain('USING INDEX finding_by_enterprise')
    expect(plan("SELECT * FROM sighting WHERE finding_id = 'x' ORDER BY seen_at_ms")).toContain(
      'USING INDEX sighting_by_finding',
    )
    expect(plan("SELECT * FROM footage WHERE sha256 = 'x'")).toContain('USING INDEX footage_by_sha256')
    expect(plan("SELECT hash FROM version WHERE aggregate = 'site' AND id = 'x'")).toContain(
      'INDEX version_by_document',
    )
    expect(plan("SELECT arrival FROM change WHERE version = 'x'")).toContain(
      'USING COVERING INDEX change_by_version',
    )
    expect(
      plan(
        "SELECT id, doc ->> '$.mode', doc ->> '$.approval.atMs' FROM visit INDEXED BY visit_on_board WHERE campaign_id = 'x'",
      ),
    ).toContain('USING COVERING INDEX visit_on_board')
    expect(
      plan('SELECT enterprise_id, sum(enterprise_due_ms) FROM finding_due GROUP BY enterprise_id'),
    ).toContain('USING COVERING INDEX finding_due_on_board')
  })

  it('refuses a journal entry to be changed or deleted', () => {
    write((tx) => tx.put('enterprise', null, enterprise(1)))
    raw((db) => {
      expect(() => db.exec("UPDATE entry SET action = 'x'")).toThrow(/append-only/)
      for (const table of ['entry', 'document', 'version', 'change'])
        expect(() => db.exec(`DELETE FROM ${table}`), table).toThrow(/append-only/)
    })
  })
})

describe('what is not ours to open', () => {
  const file = () => path.join(dir, 'w', 'sortie.db')
  const bytes = () => fs.readFileSync(file()).toString('base64')

  it('is refused when it is newer, and left untouched', () => {
    workspace.close()
    raw((db) => {
      db.pragma('journal_mode = DELETE')
      db.pragma(`user_version = ${SCHEMA_VERSION + 1}`)
    })
    const before = bytes()
    expect(openWorkspace(path.join(dir, 'w'), { create: true })).toMatchObject({
      ok: false,
      code: 'workspace_newer',
      params: { found: SCHEMA_VERSION + 1, known: SCHEMA_VERSION },
    })
    expect(bytes()).toBe(before)
    fs.rmSync(path.join(dir, 'w'), { recursive: true })
    workspace = open()
  })

  it('opens a large one that is damaged inside, of which verification names the table; one that was cut it refuses', async () => {
    write((tx) => tx.put('enterprise', null, enterprise(1)))
    workspace.close()
    // Large by pages that nothing uses: they cost nothing to look at.
    raw((db) => {
      db.pragma('synchronous = OFF')
      db.exec('CREATE TABLE filler (bytes BLOB)')
      const put = db.prepare('INSERT INTO filler VALUES (zeroblob(?))')
      for (let i = 0; i < 15; i++) put.run(8e6)
      db.exec('DROP TABLE filler')
      db.pragma('wal_checkpoint(TRUNCATE)')
    })
    const rootOf = raw(
      (db) =>
        db
          .prepare(
            "SELECT rootpage * page_size AS at FROM sqlite_schema, pragma_page_size WHERE name = 'enterprise'",
          )
          .get() as {
          at: number
        },
    )
    const kept = fs.openSync(file(), 'r+')
    fs.writeSync(kept, Buffer.alloc(40, 255), 0, 40, rootOf.at - 4096 + 8)
    fs.closeSync(kept)
    const opened = openWorkspace(path.join(dir, 'w'), { create: true })
    if (!opened.ok) throw new Error(opened.code)
    const found = await verifyWorkspace(opened.value)
    expect(found.ok).toBe(false)
    expect(found.records.differing).toContainEqual({
      aggregate: 'schema',
      id: 'table enterprise',
      problem: 'table_damaged',
    })
    opened.value.close()
    fs.truncateSync(file(), fs.statSync(file()).size - 4096)
    expect(openWorkspace(path.join(dir, 'w'), { create: true })).toMatchObject({ code: 'workspace_corrupt' })
    fs.rmSync(path.join(dir, 'w'), { recursive: true })
    workspace = open()
  })

  it('is refused when it is damaged or foreign, and never overwritten', () => {
    workspace.close()
    const whole = fs.readFileSync(file())
    for (const damaged of [
      Buffer.from('not a database at all, but text'),
      Buffer.concat([whole.subarray(0, 100), Buffer.alloc(whole.length - 100, 7)]),
      whole.subarray(0, 4096),
    ]) {
      fs.writeFileSync(file(), damaged)
      for (const side of ['-wal', '-shm']) fs.rmSync(file() + side, { force: true })
      const before = bytes()
      expect(openWorkspace(path.join(dir, 'w'), { create: true })).toMatchObject({
        ok: false,
        code: 'workspace_corrupt',
      })
      expect(bytes()).toBe(before)
    }
    for (const sql of [
      'CREATE TABLE other (x); PRAGMA user_version = 1',
      'CREATE TABLE other (x)',
      'PRAGMA user_version = -3',
      `PRAGMA application_id = ${APPLICATION_ID}; CREATE TABLE other (x)`,
    ]) {
      fs.rmSync(file())
      raw((db) => db.exec(sql))
      const before = bytes()
      expect(openWorkspace(path.join(dir, 'w'), { create: true })).toMatchObject({
        ok: false,
        code: 'workspace_corrupt',
      })
      expect(bytes()).toBe(before)
    }
    fs.rmSync(file())
    fs.mkdirSync(file())
    expect(openWorkspace(path.join(dir, 'w'), { create: false })).toMatchObject({
      ok: false,
      code: 'workspace_corrupt',
      params: { problem: 'NOT_A_FILE' },
    })
    fs.rmSync(path.join(dir, 'w'), { recursive: true })
    workspace = open()
  })

  it('is refused when a folder holds other things', () => {
    fs.mkdirSync(path.join(dir, 'full'))
    fs.writeFileSync(path.join(dir, 'full', 'letter.txt'), 'x')
    expect(openWorkspace(path.join(dir, 'full'), { create: true })).toMatchObject({
      ok: false,
      code: 'workspace_not_empty',
    })
    expect(openWorkspace(path.join(dir, 'none'), { create: false })).toMatchObject({
      ok: false,
      code: 'workspace_missing',
    })
  })
})

describe('verification', () => {
  const DROP = 'DROP TRIGGER entry_is_append_only_update; DROP TRIGGER entry_is_append_only_delete;'

  beforeEach(async () => {
    write((tx) => tx.put('enterprise', null, enterprise(1)))
    write((tx) => tx.put('enterprise', standing(1).version, enterprise(1, 'two')))
    write((tx) => tx.put('site', null, aSite({ id: anId(2), enterpriseId: anId(1) })))
    await ingest('bytes of a photo')
  })

  it('says that a whole workspace is whole', async () => {
    expect(await verifyWorkspace(workspace)).toMatchObject({
      ok: true,
      originals: { checked: 1 },
      journal: { entries: 4, brokenAt: null },
      records: { checked: 3, differing: [] },
    })
  })

  it('names an original with one byte changed, one gone, and a file that nobody recorded', async () => {
    const [{ name } = { name: '' }] = [...workspace.vault.list()]
    const file = path.join(workspace.vault.dir, name)
    fs.chmodSync(file, 0o644)
    fs.writeFileSync(file, 'bytes of a phota')
    expect((await verifyWorkspace(workspace)).originals.changed).toEqual([
      expect.stringContaining('照片.JPG'),
    ])
    fs.rmSync(file)
    fs.mkdirSync(path.join(workspace.vault.dir, 'ab'), { recursive: true })
    fs.writeFileSync(path.join(workspace.vault.dir, 'ab', 'planted'), 'x')
    const { ok, originals } = await verifyWorkspace(workspace)
    expect({ ok, ...originals }).toMatchObject({
      ok: false,
      missing: [expect.stringContaining('照片.JPG')],
      extra: ['ab/planted'],
    })
  })

  it.each([
    ['a field of an entry', `${DROP} UPDATE entry SET action = 'other' WHERE seq = 2`, 2, 'hash'],
    [
      'who made it',
      `${DROP} UPDATE entry SET body = json_set(body, '$.actor.name', 'x') WHERE seq = 1`,
      1,
      'hash',
    ],
    ['an entry taken out of the middle', `${DROP} DELETE FROM entry WHERE seq = 2`, 2, 'gap'],
    [
      'an entry that is no JSON any more',
      `${DROP} UPDATE entry SET body = '[{' WHERE seq = 3`,
      3,
      'unreadable',
    ],
    [
      'an entry taken out of the index',
      'DROP TRIGGER change_is_append_only_delete; DELETE FROM change WHERE arrival = 2',
      2,
      'index',
    ],
    ['a tail cut off', `${DROP} DELETE FROM entry WHERE seq > 2`, 3, 'cut_tail'],
  ])('finds %s', async (_what, sql, brokenAt, problem) => {
    raw((db) => db.exec(sql))
    expect((await verifyWorkspace(workspace)).journal).toMatchObject({ brokenAt, problem })
  })

  it('finds an entry that was rewritten with a fitting hash, by the one after it', async () => {
    raw((db) => {
      db.exec(DROP)
      const { body } = db.prepare('SELECT body FROM entry WHERE seq = 2').get() as { body: string }
      const forged = canonicalJson({ ...(JSON.parse(body) as object), atMs: 5 })
      db.prepare('UPDATE entry SET at_ms = 5, body = ?, hash = ? WHERE seq = 2').run(forged, hashText(forged))
    })
    expect((await verifyWorkspace(workspace)).journal).toMatchObject({
      brokenAt: 3,
      problem: 'previous_hash',
    })
  })

  it('finds a row that was edited, added, taken out, or given another revision', async () => {
    raw((db) => db.exec(`UPDATE enterprise SET doc = json_set(doc, '$.remarks', 'forged')`))
    expect((await verifyWorkspace(workspace)).records.differing).toEqual([
      { aggregate: 'enterprise', id: anId(1), problem: 'changed:remarks' },
    ])
    raw((db) => {
      db.exec('UPDATE enterprise SET revision = 9')
      db.exec('DELETE FROM site')
      db.prepare("INSERT INTO layer (id, revision, version, doc) VALUES ('x', 1, '', '{\"id\":\"x\"}')").run()
    })
    expect((await verifyWorkspace(workspace)).records.differing).toEqual([
      { aggregate: 'enterprise', id: anId(1), problem: 'revision' },
      { aggregate: 'site', id: anId(2), problem: 'missing' },
      { aggregate: 'layer', id: 'x', problem: 'not_in_journal' },
    ])
  })

  it('finds a document that was edited beside its entry, and one that is gone', async () => {
    const drop = 'DROP TRIGGER document_is_append_only_update; DROP TRIGGER document_is_append_only_delete;'
    raw((db) =>
      db.exec(
        `${drop} UPDATE document SET text = json_set(text, '$.remarks', 'forged') WHERE text ->> '$.remarks' = 'two'`,
      ),
    )
    const changed = await verifyWorkspace(workspace)
    expect(changed.journal).toMatchObject({ brokenAt: 2, problem: 'document' })
    raw((db) => db.exec("DELETE FROM document WHERE text ->> '$.remarks' = 'forged'"))
    expect((await verifyWorkspace(workspace)).journal).toMatchObject({
      brokenAt: 2,
      problem: 'document_missing',
    })
  })

  it('finds heads that are not those of the entries', async () => {
    raw((db) => db.exec("DELETE FROM head WHERE aggregate = 'site'"))
    expect((await verifyWorkspace(workspace)).records.differing).toEqual([
      { aggregate: 'site', id: anId(2), problem: 'heads' },
    ])
  })

  it.each([
    ['a cut tail', `${DROP} DELETE FROM entry WHERE seq > 2`, 'journal_cut', { head: 4, last: 2 }],
    [
      'a cut tail with its end set back',
      `${DROP} DELETE FROM entry WHERE seq > 2; UPDATE own SET seq = 2, hash = (SELECT hash FROM entry WHERE seq = 2)`,
      'station_ahead',
      { head: 4, last: 2 },
    ],
  ])('keeps %s from being written over', (_what, sql, code, params) => {
    raw((db) => db.exec(sql))
    const refused = write((tx) => tx.put('enterprise', null, enterprise(8)))
    expect(refused).toMatchObject({ ok: false, code, params })
    for (const language of ['en', 'zh'] as const)
      expect(wordsOf(language, 'error', code, refused.ok ? {} : refused.params)).not.toMatch(/[{}]/)
  })

  it.each([
    ['DROP TRIGGER entry_is_append_only_delete', 'trigger entry_is_append_only_delete', 'schema_dropped'],
    ['DROP INDEX finding_by_state', 'index finding_by_state', 'schema_dropped'],
    ['DROP TABLE draft', 'table draft', 'schema_dropped'],
    ['DROP TABLE sighting', 'table sighting', 'schema_dropped'],
    ['PRAGMA foreign_keys = OFF; DROP TABLE footage', 'table footage', 'schema_dropped'],
    ['DROP TABLE entry', 'table entry', 'schema_dropped'],
    ['DROP TABLE change', 'table change', 'schema_dropped'],
    ['ALTER TABLE footage RENAME COLUMN sha256 TO hash', 'table footage', 'schema_changed'],
    ['ALTER TABLE site RENAME COLUMN doc TO document', 'table site', 'schema_changed'],
    ["ALTER TABLE site ADD COLUMN more TEXT DEFAULT 'x'", 'table site', 'schema_changed'],
    ['DROP TABLE look', 'table look', 'schema_dropped'],
    ['ALTER TABLE enterprise ADD COLUMN note TEXT', 'table enterprise', 'schema_changed'],
    ['ALTER TABLE draft DROP COLUMN at_ms', 'table draft', 'schema_changed'],
    ['CREATE TABLE planted (x)', 'table planted', 'schema_added'],
    ['CREATE VIEW planted AS SELECT 1', 'view planted', 'schema_added'],
    [
      'CREATE TRIGGER planted AFTER INSERT ON entry BEGIN DELETE FROM draft; END',
      'trigger planted',
      'schema_added',
    ],
    ['CREATE INDEX planted ON draft(at_ms)', 'index planted', 'schema_added'],
    [
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'append-only', 'mine') WHERE name = 'entry_is_append_only_update'",
      'trigger entry_is_append_only_update',
      'schema_changed',
    ],
  ])('finds that the database is not as it was made: %s', async (sql, id, problem) => {
    workspace.close()
    raw((db) => {
      db.unsafeMode(true)
      db.exec(sql)
    })
    workspace = open()
    const report = await verifyWorkspace(workspace)
    expect(report.ok).toBe(false)
    expect(report.records.differing).toContainEqual({ aggregate: 'schema', id, problem })
    // The original is looked at all the same: where its record cannot be read, by what the journal says of it.
    if (!/DROP TABLE (entry|change)/.test(sql))
      expect(report.originals).toMatchObject({ checked: 1, extra: [] })
  })

  const original = () => {
    const [{ name } = { name: '' }] = [...workspace.vault.list()]
    return path.join(workspace.vault.dir, name)
  }
  /** A pipe that nobody writes to, and a device that never ends, stand in the place of a file. */
  const instead = (file: string, what: 'pipe' | 'device' | 'folder' | 'link') => {
    fs.renameSync(file, path.join(dir, 'elsewhere'))
    if (what === 'pipe') execFileSync('sh', ['-c', 'mkfifo "$0"', file])
    else if (what === 'device') fs.symlinkSync('/dev/zero', file)
    else if (what === 'link') fs.symlinkSync(path.join(dir, 'elsewhere'), file)
    else fs.mkdirSync(file)
  }
  const kinds =
    process.platform === 'win32' ? (['folder'] as const) : (['pipe', 'device', 'folder', 'link'] as const)

  it.each(kinds)('finds a %s in the place of an original, and waits for nobody', async (what) => {
    instead(original(), what)
    expect((await verifyWorkspace(workspace)).originals.changed).toEqual([
      expect.stringContaining('照片.JPG'),
    ])
  })

  it('finds no original where a file took the place of the vault while it was open', async () => {
    fs.renameSync(workspace.vault.dir, path.join(dir, 'elsewhere'))
    fs.writeFileSync(workspace.vault.dir, 'x')
    const { originals } = await verifyWorkspace(workspace)
    expect(originals).toMatchObject({ missing: [expect.stringContaining('照片.JPG')], extra: ['.'] })
  })

  it('follows no link, which may lead round in circles', async () => {
    fs.symlinkSync('..', path.join(dir, 'w', 'derived', 'up'))
    fs.symlinkSync('..', path.join(dir, 'w', 'maps', 'up'))
    expect(await verifyWorkspace(workspace)).toMatchObject({
      ok: false,
      derived: { extra: ['up'] },
      maps: { extra: ['up'] },
    })
  })

  it.each(['vault', 'vault/incoming', 'derived', 'maps', 'backups'])(
    'says that a file stands in the place of the folder %s',
    (folder) => {
      workspace.close()
      const at = path.join(dir, 'w', folder)
      fs.rmSync(at, { recursive: true, force: true })
      fs.writeFileSync(at, 'x')
      expect(openWorkspace(path.join(dir, 'w'), { create: false })).toMatchObject({
        ok: false,
        code: 'workspace_corrupt',
        params: { file: at, problem: 'not_a_folder' },
      })
      fs.rmSync(at)
      workspace = open()
    },
  )

  it('finds a change that the index has and the journal has not', async () => {
    raw((db) => db.exec("INSERT INTO change VALUES (99, 0, 'x')"))
    expect((await verifyWorkspace(workspace)).journal).toMatchObject({ brokenAt: 99, problem: 'index' })
  })
})

describe('a database of an earlier version', () => {
  it.each([1, 2, 3])('of schema %i is brought up, and is as it would have been made now', async (version) => {
    workspace.close()
    fs.rmSync(path.join(dir, 'w'), { recursive: true })
    fs.mkdirSync(path.join(dir, 'w'))
    raw((db) => {
      for (let step = 0; step < version; step++) runStep(db, step, null)
      db.pragma(`application_id = ${APPLICATION_ID}`)
      db.pragma(`user_version = ${version}`)
      expect(schemaDifferences(db as unknown as ReadableDb)).toEqual([])
      db.exec('DROP INDEX finding_by_site')
      expect(schemaDifferences(db as unknown as ReadableDb)).toEqual([
        { aggregate: 'schema', id: 'index finding_by_site', problem: 'schema_dropped' },
      ])
      db.exec('CREATE INDEX finding_by_site ON finding(site_id)')
    })
    workspace = open()
    expect(await verifyWorkspace(workspace)).toMatchObject({ ok: true })
    expect(setting('user_version')).toBe(SCHEMA_VERSION)
  })
})

describe('a backup', () => {
  it('comes back whole, is found by verification, and a changed one is refused', async () => {
    write((tx) => tx.put('enterprise', null, enterprise(1)))
    const sha256 = await ingest('original')
    const made = await backupWorkspace(workspace, path.join(dir, 'w', 'backups', 'one'))
    expect(made).toMatchObject({ ok: true })
    expect(
      await restoreWorkspace(path.join(dir, 'w', 'backups', 'one'), path.join(dir, 'back')),
    ).toMatchObject({ ok: true })
    const back = openWorkspace(path.join(dir, 'back'), { create: false })
    if (!back.ok) throw new Error(back.code)
    expect(await verifyWorkspace(back.value)).toMatchObject({ ok: true, originals: { checked: 1 } })
    back.value.close()
    expect(await restoreWorkspace(path.join(dir, 'w', 'backups', 'one'), path.join(dir, 'w'))).toMatchObject({
      ok: false,
      code: 'workspace_not_empty',
    })
    const original = path.join(dir, 'w', 'backups', 'one', 'vault', sha256.slice(0, 2), sha256)
    fs.chmodSync(original, 0o644)
    fs.appendFileSync(original, '!')
    expect(
      await restoreWorkspace(path.join(dir, 'w', 'backups', 'one'), path.join(dir, 'again')),
    ).toMatchObject({ ok: false, code: 'backup_bad' })
    fs.rmSync(original)
    expect(
      await restoreWorkspace(path.join(dir, 'w', 'backups', 'one'), path.join(dir, 'again')),
    ).toMatchObject({ ok: false, code: 'backup_bad', params: { problem: 'backup_lacks' } })
    expect(fs.existsSync(path.join(dir, 'again'))).toBe(false)
  })

  it('tells of a journal that was cut with all that is signed of it in the folder', async () => {
    write((tx) => tx.put('enterprise', null, enterprise(1)))
    const copy = path.join(dir, 'before')
    workspace.close()
    fs.cpSync(path.join(dir, 'w'), copy, { recursive: true })
    workspace = open()
    write((tx) =>
      tx.put(
        'enterprise',
        standingOf(workspace.db, 'enterprise', anId(1))?.version ?? null,
        enterprise(1, 'two'),
      ),
    )
    const made = path.join(dir, 'w', 'backups', 'one')
    await backupWorkspace(workspace, made)
    // The folder as it was before, with the backups that were made since.
    const older = openWorkspace(copy, { create: false, keys: keysIn(path.join(dir, 'no-keys')) })
    if (!older.ok) throw new Error(older.code)
    fs.cpSync(made, path.join(copy, 'backups', 'one'), { recursive: true })
    expect((await verifyWorkspace(older.value)).journal).toMatchObject({
      brokenAt: 2,
      problem: 'cut_tail:one',
    })
    older.value.close()
  })

  it('goes on as a new station when it is restored: no chain has two ends', async () => {
    write((tx) => tx.put('enterprise', null, enterprise(1)))
    await backupWorkspace(workspace, path.join(dir, 'copy'))
    await restoreWorkspace(path.join(dir, 'copy'), path.join(dir, 'back'))
    const back = openWorkspace(path.join(dir, 'back'), { create: false })
    if (!back.ok) throw new Error(back.code)
    const { head } = readHead(workspace.db)
    const done = transact(
      back.value,
      { actor: { name: '测', role: 'operator' }, atMs: 2, action: 'test' },
      (tx) => tx.put('enterprise', null, enterprise(2)),
    )
    if (!done.ok) throw new Error(done.code)
    expect(done.value.entry).toMatchObject({ seq: 1, arrival: 2 })
    expect(done.value.entry.station).not.toBe(head?.station)
    const { body } = back.value.db.prepare('SELECT body FROM entry WHERE arrival = 2').get() as {
      body: string
    }
    expect(JSON.parse(body)).toMatchObject({ continues: head })
    expect(await verifyWorkspace(back.value)).toMatchObject({ ok: true, journal: { entries: 2 } })
    back.value.close()
    // The one that the backup was made of goes on as it was.
    expect(write((tx) => tx.put('enterprise', null, enterprise(3)))).toMatchObject({
      ok: true,
      value: { entry: { station: head?.station, seq: 2 } },
    })
  })
})

describe('the vault', () => {
  it('keeps originals read-only and the source untouched, and knows a file it has', async () => {
    const sha256 = await ingest('same')
    const file = originalAt(sha256)
    expect(fs.statSync(file).mode & 0o777).toBe(0o444)
    expect(fs.readFileSync(path.join(dir, 'source'), 'utf8')).toBe('same')
    expect((await workspace.vault.localCopy(sha256))?.path).toBe(file)
  })

  it('answers for a local copy and for stretches of bytes, before its record stands too', async () => {
    const source = path.join(dir, 'source')
    fs.writeFileSync(source, '0123456789')
    const { sha256 } = await workspace.vault.bring(source)
    const { vault } = workspace
    for (const settle of [() => undefined, () => vault.settle(sha256)]) {
      settle()
      const copy = await vault.localCopy(sha256)
      expect(copy && fs.readFileSync(copy.path, 'utf8')).toBe('0123456789')
      expect(copy?.sizeBytes).toBe(10)
      copy?.release()
      const text = async (from: number, length: number) =>
        Buffer.from((await vault.read(sha256, from, length)) ?? []).toString()
      expect([await text(0, 4), await text(8, 100), await text(50, 1)]).toEqual(['0123', '89', ''])
    }
    for (const none of ['0'.repeat(64), '../../sortie.db', '', sha256.toUpperCase()]) {
      expect(await vault.localCopy(none), none).toBeNull()
      expect(await vault.read(none, 0, 1), none).toBeNull()
    }
    const copy = (await vault.localCopy(sha256))?.path ?? ''
    fs.rmSync(copy)
    fs.symlinkSync(source, copy)
    await expect(vault.localCopy(sha256)).rejects.toMatchObject({ code: 'NOT_A_FILE' })
    await expect(vault.read(sha256, 0, 1)).rejects.toMatchObject({ code: 'NOT_A_FILE' })
  })

  it('finishes a move that a crash cut short, and forgets what nobody recorded', async () => {
    const source = path.join(dir, 'source')
    fs.writeFileSync(source, 'brought')
    const { sha256, sizeBytes } = await workspace.vault.bring(source)
    expect(write((tx) => tx.put('footage', null, aFootage({ sha256, sizeBytes }))).ok).toBe(true)
    // Killed here: recorded, and not yet in its place.
    const stray = path.join(workspace.vault.dir, 'incoming', 'part-of-a-dead-process')
    fs.writeFileSync(stray, 'x')
    fs.utimesSync(stray, new Date(0), new Date(0))
    workspace.close()
    workspace = open()
    expect(await verifyWorkspace(workspace)).toMatchObject({ ok: true })
    expect(fs.existsSync(stray)).toBe(false)
  })

  it('takes what was proved just now in place of what stands there unrecorded', async () => {
    const source = path.join(dir, 'source')
    fs.writeFileSync(source, 'brought')
    const { sha256, sizeBytes } = await workspace.vault.bring(source)
    fs.mkdirSync(path.dirname(originalAt(sha256)), { recursive: true })
    fs.writeFileSync(originalAt(sha256), 'planted')
    expect(write((tx) => tx.put('footage', null, aFootage({ sha256, sizeBytes }))).ok).toBe(true)
    workspace.vault.settle(sha256)
    expect(await verifyWorkspace(workspace)).toMatchObject({ ok: true, originals: { checked: 1 } })
    // What waits there is proved no more at a later start: it takes the place of nothing.
    fs.writeFileSync(path.join(workspace.vault.dir, 'incoming', sha256), 'planted')
    workspace.close()
    workspace = open()
    expect(await verifyWorkspace(workspace)).toMatchObject({ ok: true, originals: { checked: 1 } })
  })

  it('leaves nothing of a source that cannot be read', async () => {
    await expect(workspace.vault.bring(path.join(dir, 'none'))).rejects.toThrow()
    expect(fs.readdirSync(path.join(workspace.vault.dir, 'incoming'))).toEqual([])
  })
})
