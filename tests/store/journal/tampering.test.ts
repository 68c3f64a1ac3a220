import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type Database from 'better-sqlite3'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Head } from '../../../src/core/journal/entry.ts'
import { backupWorkspace } from '../../../src/store/backup/make.ts'
import { restoreWorkspace } from '../../../src/store/backup/restore.ts'
import { getDocument } from '../../../src/store/documents.ts'
import { hashText } from '../../../src/store/hash.ts'
import { leaveStation, readOwn } from '../../../src/store/journal/own.ts'
import { receiveEntries } from '../../../src/store/journal/receive.ts'
import { keysIn } from '../../../src/store/station/keys.ts'
import { type Verification, verifyWorkspace } from '../../../src/store/verify.ts'
import { openWorkspace, transact, type Tx, type Workspace } from '../../../src/store/workspace.ts'
import { anEnterprise, anId } from '../../builders/enterprise.ts'
import { aKey } from '../../builders/exchange.ts'
import { aFootage } from '../../builders/footage.ts'
import { behindItsBack, forge, projectAnew } from '../../builders/forged.ts'
import { oldWorkspace } from '../../builders/oldWorkspace.ts'
import { aSite } from '../../builders/site.ts'
import { accept, received } from '../../builders/stations.ts'

/**
 * What somebody who owns the folder can do to it, and what a verification says of that. Each folder has its keys beside it,
 * as on a computer of its own: `a` writes alone; `b` and `c` write and `a` has both, b accepted and c not; `old` was taken
 * over from the time before stations and has been written since.
 */
let dir: string
const at = (...names: string[]) => path.join(dir, ...names)
const BASES = ['alone', 'shared', 'old'] as const
type Base = (typeof BASES)[number]

function open(name: string, keys = `${name}-keys`): Workspace {
  const opened = openWorkspace(at(name), { create: true, keys: keysIn(at(keys)) })
  if (!opened.ok) throw new Error(`${opened.code} ${JSON.stringify(opened.params)}`)
  return opened.value
}
function write(workspace: Workspace, work: (tx: Tx) => void): void {
  const actor = { name: '测', role: 'supervisor' }
  const done = transact(workspace, { actor, atMs: 1, action: 'test' }, work)
  if (!done.ok) throw new Error(`${done.code} ${JSON.stringify(done.params)}`)
}
const edit = (workspace: Workspace, n: number, remarks: string): void =>
  write(workspace, (tx) => {
    const now = getDocument(tx.db, 'enterprise', anId(n))
    tx.put('enterprise', now?.version ?? null, anEnterprise({ id: anId(n), remarks }))
  })
async function photo(workspace: Workspace, bytes: string): Promise<void> {
  fs.writeFileSync(at('source'), bytes)
  const { sha256, sizeBytes } = await workspace.vault.bring(at('source'))
  const doc = aFootage({ id: anId(500), sha256, sizeBytes, fileName: '照片.JPG' })
  write(workspace, (tx) => tx.put('footage', null, doc))
  workspace.vault.settle(sha256)
}
const give = (from: Workspace, to: Workspace): void => void receiveEntries(to.db, received(from))

/** A copy of a base as whoever tampers has it before them. */
type Folder = {
  readonly name: string
  readonly own: Head
  /** The other station that is accepted, and the one that is not. */
  readonly others: readonly string[]
  /** The signed head when this chain had two entries. */
  readonly older: { size: number; root: string; note: string }
  sql(text: string): void
  db(work: (db: Database.Database) => void): void
}
type Known = Pick<Folder, 'own' | 'older' | 'others'>
const known = new Map<string, Known>()
const olderNote = ({ db }: Workspace) =>
  db.prepare('SELECT size, root, note FROM checkpoint WHERE size = 2').get() as Folder['older']

beforeAll(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-tampering-'))
  const alone = open('alone')
  edit(alone, 1, 'one')
  edit(alone, 1, 'two')
  const older = olderNote(alone)
  write(alone, (tx) => tx.put('site', null, aSite({ id: anId(2), enterpriseId: anId(1) })))
  await photo(alone, 'bytes of a photo')
  known.set('alone', { own: readOwn(alone.db) as Head, older, others: [] })
  alone.close()

  const [shared, b, c] = [open('shared'), open('b'), open('c')]
  edit(shared, 1, 'one')
  edit(shared, 2, 'two')
  const sharedOlder = olderNote(shared)
  for (const other of [b, c]) give(shared, other)
  edit(b, 3, 'by b')
  edit(b, 1, 'also by b')
  edit(b, 3, 'by b again')
  edit(c, 4, 'by c')
  write(b, (tx) => tx.put('site', null, aSite({ id: anId(2), enterpriseId: anId(3) })))
  edit(shared, 1, 'at the same time')
  give(b, shared)
  give(c, shared)
  accept(shared, b)
  const others = [b, c].map((one) => readOwn(one.db)?.station ?? '')
  known.set('shared', { own: readOwn(shared.db) as Head, older: sharedOlder, others })
  for (const one of [shared, b, c]) one.close()

  const before = oldWorkspace(at('old'))
  const put = (n: number, remarks: string) => ({
    changes: [{ aggregate: 'enterprise', id: anId(n), doc: anEnterprise({ id: anId(n), remarks }) }] as const,
  })
  before.write(put(1, 'one'), put(1, 'two'), put(2, 'three'))
  const old = open('old')
  edit(old, 2, 'since')
  edit(old, 2, 'and again')
  known.set('old', { own: readOwn(old.db) as Head, older: olderNote(old), others: [] })
  old.close()
  // What the migration kept aside knows the old head; here the folder alone is to tell.
  fs.rmSync(at('old', 'backups'), { recursive: true, force: true })
}, 600_000)
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }))

let count = 0
function copyOf(base: Base): Folder {
  const name = `case-${count++}`
  fs.cpSync(at(base), at(name), { recursive: true })
  fs.cpSync(at(`${base}-keys`), at(`${name}-keys`), { recursive: true })
  fs.chmodSync(at(`${name}-keys`), 0o700)
  const { own, older, others } = known.get(base) as Known
  const db = (work: (db: Database.Database) => void) => behindItsBack(at(name), work)
  return { name, own, older, others, db, sql: (text) => db((one) => void one.exec(text)) }
}
async function verified(name: string, keys = `${name}-keys`, given: readonly Head[] = []) {
  const workspace = open(name, keys)
  try {
    return await verifyWorkspace(workspace, undefined, undefined, given)
  } finally {
    workspace.close()
  }
}

const CUT = 'DELETE FROM change WHERE arrival > 2; DELETE FROM entry WHERE seq > 2 AND form > 1;'
const setBack = ({ db, older }: Folder): void =>
  db((one) => {
    one.exec(CUT)
    one.prepare('UPDATE own SET seq = 2, hash = (SELECT hash FROM entry WHERE seq = 2 AND form > 1)').run()
    one.prepare('UPDATE checkpoint SET size = ?, root = ?, note = ?').run(older.size, older.root, older.note)
    const hashes = one.prepare('SELECT hash FROM entry WHERE form > 1 ORDER BY seq').all() as {
      hash: string
    }[]
    one.prepare('UPDATE own SET frontier = ?').run(`2:${older.root}`)
    expect(hashes).toHaveLength(2)
  })
const keyOf = ({ name, own }: Folder) => {
  const found = keysIn(at(`${name}-keys`)).read(own.station)
  if (!found.ok || !found.value) throw new Error('no key')
  return found.value.key
}
const lie = (doc: Record<string, unknown>) =>
  doc['remarks'] === 'two' ? { ...doc, remarks: 'never said' } : doc

type Row = [what: string, base: Base, tamper: (folder: Folder) => void, problem: string, at: number]

const CHAINS: Row[] = [
  ['the end cut off', 'alone', ({ sql }) => sql(CUT), 'cut_tail', 3],
  [
    'the end cut off and the folder’s own end set back',
    'alone',
    ({ sql }) => sql(`${CUT} UPDATE own SET seq = 2, hash = (SELECT hash FROM entry WHERE seq = 2)`),
    'cut_tail',
    3,
  ],
  ['the end cut off and its head rewritten to match', 'alone', setBack, 'rolled_back', 3],
  [
    'the same, with all that is derived made anew',
    'alone',
    (folder) => {
      setBack(folder)
      projectAnew(at(folder.name))
    },
    'rolled_back',
    3,
  ],
  [
    'everything deleted',
    'alone',
    ({ sql }) =>
      sql(
        'entry document version version_base change head own checkpoint station reference footage site enterprise'
          .split(' ')
          .map((table) => `DELETE FROM ${table}`)
          .join(';'),
      ),
    'rolled_back',
    1,
  ],
  ['an entry out of the middle', 'alone', ({ sql }) => sql('DELETE FROM entry WHERE seq = 2'), 'gap', 2],
  [
    'who made an entry',
    'alone',
    ({ sql }) => sql("UPDATE entry SET body = replace(body, '测', '别') WHERE seq = 2"),
    'hash',
    2,
  ],
  [
    'when an entry was made',
    'alone',
    ({ sql }) => sql('UPDATE entry SET at_ms = 5 WHERE seq = 3'),
    'hash',
    3,
  ],
  [
    'an entry beside which another text stands',
    'alone',
    ({ sql }) => sql("UPDATE entry SET raw = '{}' WHERE seq = 3"),
    'hash',
    3,
  ],
  [
    'an entry that is no JSON',
    'alone',
    ({ sql }) => sql("UPDATE entry SET body = '{' WHERE seq = 3"),
    'unreadable',
    3,
  ],
  [
    'an entry with a fitting hash',
    'alone',
    ({ db }) =>
      db((one) => {
        const { body } = one.prepare('SELECT body FROM entry WHERE seq = 2').get() as { body: string }
        const forged = body.replace('测', '别')
        one.prepare('UPDATE entry SET body = ?, hash = ? WHERE seq = 2').run(forged, hashText(forged))
      }),
    'previous_hash',
    3,
  ],
  [
    'the chain re-hashed whole and not signed',
    'alone',
    ({ name, own }) => forge(at(name), own.station, lie, null),
    'rewritten',
    4,
  ],
  [
    'the chain re-hashed whole and signed with another key',
    'alone',
    ({ name, own }) => {
      const { raw, sign } = aKey()
      forge(at(name), own.station, lie, { station: own.station, publicKey: raw, sign })
    },
    'other_key',
    1,
  ],
  [
    'the chain re-hashed whole as that of another station with its key',
    'alone',
    ({ name, own }) => {
      const { raw, ...key } = aKey()
      forge(at(name), own.station, lie, { ...key, publicKey: raw }, true)
    },
    'other_key',
    1,
  ],
  [
    'the chain re-hashed whole and signed with its own key',
    'alone',
    (folder) => forge(at(folder.name), folder.own.station, lie, keyOf(folder)),
    'rewritten',
    4,
  ],
  [
    'an original exchanged, its document and the chain re-hashed whole',
    'alone',
    ({ name, own }) => {
      const [shelf = ''] = fs.readdirSync(at(name, 'vault')).filter((one) => one.length === 2)
      const [sha256 = ''] = fs.readdirSync(at(name, 'vault', shelf))
      const forged = hashText('bytes of a phota')
      fs.rmSync(at(name, 'vault', shelf), { recursive: true })
      fs.mkdirSync(at(name, 'vault', forged.slice(0, 2)), { recursive: true })
      fs.writeFileSync(at(name, 'vault', forged.slice(0, 2), forged), 'bytes of a phota')
      forge(
        at(name),
        own.station,
        (doc) => (doc['sha256'] === sha256 ? { ...doc, sha256: forged } : doc),
        null,
      )
    },
    'rewritten',
    4,
  ],
  [
    'an entry put in at the end',
    'alone',
    ({ db }) =>
      db((one) => {
        const last = one.prepare('SELECT hash, body FROM entry WHERE seq = 4').get() as {
          hash: string
          body: string
        }
        const body = JSON.stringify({ ...JSON.parse(last.body), seq: 5, prevHash: last.hash, changes: [] })
        // Members stand in the order of RFC 8785 already.
        one
          .prepare(
            'INSERT INTO entry SELECT 9, ?, station, 5, hash, 2, at_ms, action, ?, NULL FROM entry WHERE seq = 4',
          )
          .run(hashText(body), body)
      }),
    'unsigned',
    5,
  ],
  ['the signed head taken out', 'alone', ({ sql }) => sql('DELETE FROM checkpoint'), 'unsigned', 1],
  [
    'an older signed head put in its place',
    'alone',
    ({ db, older }) =>
      db((one) =>
        one
          .prepare('UPDATE checkpoint SET size = ?, root = ?, note = ?')
          .run(older.size, older.root, older.note),
      ),
    'unsigned',
    3,
  ],
  [
    'a signed head of another size',
    'alone',
    ({ sql }) => sql('UPDATE checkpoint SET size = 3'),
    'checkpoint',
    3,
  ],
  [
    'a signed head of another root',
    'alone',
    ({ sql }) => sql("UPDATE checkpoint SET root = replace(root, substr(root, 1, 4), 'abcd')"),
    'checkpoint',
    4,
  ],
  [
    'a signed head with another text',
    'alone',
    ({ sql }) =>
      sql(
        "UPDATE checkpoint SET note = replace(note, char(10) || '4' || char(10), char(10) || '3' || char(10))",
      ),
    'checkpoint',
    4,
  ],
  [
    'the key of the station',
    'alone',
    ({ db }) => db((one) => one.prepare('UPDATE station SET public_key = ?').run(Buffer.from(aKey().raw))),
    'station',
    1,
  ],
  [
    'the key of the station taken out',
    'alone',
    ({ sql }) => sql('UPDATE station SET public_key = NULL'),
    'station',
    1,
  ],
  ['the station taken out', 'alone', ({ sql }) => sql('DELETE FROM station'), 'station', 1],
  [
    'the station called a closed chain, which nobody signs',
    'alone',
    ({ sql }) => sql("UPDATE station SET kind = 'closed', public_key = NULL; DELETE FROM checkpoint"),
    'station',
    1,
  ],
  ['whose chain it is', 'alone', ({ sql }) => sql("UPDATE station SET kind = 'other'"), 'own', 5],
  [
    'the tree that the next head grows from',
    'alone',
    ({ sql }) => sql("UPDATE own SET frontier = '4:00'"),
    'own',
    5,
  ],
  [
    'that somebody else writes with its key',
    'alone',
    ({ sql }) => sql('UPDATE own SET is_forked = 1'),
    'own',
    5,
  ],
  ['its own end forgotten', 'alone', ({ sql }) => sql('DELETE FROM own'), 'own', 5],
  [
    'its own end another hash',
    'alone',
    ({ sql }) => sql(`UPDATE own SET hash = '${'0'.repeat(64)}'`),
    'rewritten',
    4,
  ],
  [
    'the workspace’s id',
    'alone',
    ({ sql }) => sql("UPDATE workspace_id SET id = '0b9d5c1e-1111-4222-8333-444455556666'"),
    'other_workspace',
    1,
  ],
  [
    'the text of a document',
    'alone',
    ({ sql }) => sql("UPDATE document SET text = replace(text, 'two', 'six') WHERE text LIKE '%\"two\"%'"),
    'document',
    2,
  ],
  [
    'a document that is no JSON any more',
    'alone',
    ({ sql }) => sql("UPDATE document SET text = '{' WHERE text LIKE '%\"two\"%'"),
    'document',
    2,
  ],
  [
    'a document taken out',
    'alone',
    ({ sql }) => sql('DELETE FROM document WHERE text LIKE \'%"two"%\''),
    'document_missing',
    2,
  ],
  [
    'a document put in that lies',
    'alone',
    ({ sql }) => sql("INSERT INTO document VALUES ('00', '{}')"),
    'document',
    1,
  ],
  [
    'a version’s counter',
    'alone',
    ({ sql }) => sql('UPDATE version SET revision = 7 WHERE revision = 2'),
    'index',
    2,
  ],
  ['what a version goes on from', 'alone', ({ sql }) => sql('DELETE FROM version_base'), 'index', 1],
  ['a change taken out', 'alone', ({ sql }) => sql('DELETE FROM change WHERE arrival = 2'), 'index', 2],
  ['a change put in', 'alone', ({ sql }) => sql("INSERT INTO change VALUES (99, 0, 'x')"), 'index', 99],
  [
    'an entry that counts kept from being shown',
    'alone',
    ({ sql }) => sql("INSERT INTO pending VALUES (2, 'not_accepted')"),
    'pending',
    2,
  ],
  [
    'a reason for an entry that is not',
    'alone',
    ({ sql }) => sql("INSERT INTO pending VALUES (77, 'not_accepted')"),
    'index',
    77,
  ],

  [
    'the end of another station cut off',
    'shared',
    ({ sql, others }) => sql(`DELETE FROM entry WHERE station = '${others[0]}' AND seq > 2`),
    'cut_tail',
    3,
  ],
  [
    'the same, with its older head, where it was given on',
    'shared',
    ({ sql, db, others: [b = ''] }) => {
      db((one) => {
        const { size } = one.prepare('SELECT size FROM checkpoint WHERE station = ?').get(b) as {
          size: number
        }
        one.prepare('INSERT INTO given VALUES (?, ?)').run(b, size)
      })
      sql(`DELETE FROM checkpoint WHERE station = '${b}'; DELETE FROM entry WHERE station = '${b}'`)
    },
    'cut_tail',
    1,
  ],
  [
    'another station’s chain re-hashed whole and not signed',
    'shared',
    ({ name, others: [b = ''] }) => forge(at(name), b, (doc) => ({ ...doc, remarks: 'x' }), null),
    'rewritten',
    4,
  ],
  [
    'another station’s chain re-hashed whole and signed with another key',
    'shared',
    ({ name, others: [b = ''] }) => {
      const { raw, sign } = aKey()
      forge(at(name), b, (doc) => ({ ...doc, remarks: 'x' }), { station: b, publicKey: raw, sign })
    },
    'other_key',
    1,
  ],
  [
    'another station’s signed head by somebody else’s chain',
    'shared',
    ({ sql, others: [b, c] }) =>
      sql(
        `UPDATE checkpoint SET note = (SELECT note FROM checkpoint WHERE station = '${c}') WHERE station = '${b}'`,
      ),
    'checkpoint',
    4,
  ],
  [
    'why an entry is not shown',
    'shared',
    ({ sql }) => sql("UPDATE pending SET why = 'bases_missing'"),
    'pending',
    1,
  ],
  ['an entry that is not shown let in', 'shared', ({ sql }) => sql('DELETE FROM pending'), 'index', 1],
  [
    'the text of a document that is not shown',
    'shared',
    ({ sql }) => sql("UPDATE document SET text = replace(text, 'by c', 'by d') WHERE text LIKE '%by c%'"),
    'document',
    1,
  ],
  [
    'whom the folder accepts',
    'shared',
    ({ sql, others: [b = '', c = ''] }) =>
      sql(
        `UPDATE document SET text = replace(text, '${b}', '${c}') WHERE hash IN (SELECT doc FROM version WHERE aggregate = 'acceptance')`,
      ),
    'document',
    4,
  ],
  [
    'a station accepted by no entry',
    'shared',
    ({ db, others: [, c = ''] }) =>
      db((one) => {
        const { arrival } = one.prepare('SELECT arrival FROM entry WHERE seq = 4').get() as {
          arrival: number
        }
        one
          .prepare('INSERT INTO document VALUES (?, ?)')
          .run(hashText(`{"station":"${c}"}`), `{"station":"${c}"}`)
        one
          .prepare("INSERT INTO version VALUES ('v', 'acceptance', 'x', 1, ?)")
          .run(hashText(`{"station":"${c}"}`))
        one.prepare("INSERT INTO change VALUES (?, 5, 'v')").run(arrival)
      }),
    'index',
    4,
  ],
  [
    'another station’s chain taken for its own',
    'shared',
    ({ sql, others: [b = ''] }) =>
      sql(
        `UPDATE own SET station = '${b}', seq = 4, hash = (SELECT hash FROM entry WHERE station = '${b}' AND seq = 4)`,
      ),
    'own',
    5,
  ],

  [
    'an old entry',
    'old',
    ({ sql }) => sql("UPDATE entry SET body = replace(body, '旧', '新') WHERE form = 1 AND seq = 2"),
    'hash',
    2,
  ],
  [
    'an old entry, with the text that was hashed beside it',
    'old',
    ({ db }) =>
      db((one) => {
        const row = one.prepare('SELECT body FROM entry WHERE form = 1 AND seq = 2').get() as { body: string }
        const said = JSON.parse(row.body) as { changes: { doc: string }[] }
        const text = row.body.replace(
          `"${said.changes[0]?.doc}"`,
          (found) =>
            (
              one.prepare('SELECT text FROM document WHERE hash = ?').get(found.slice(1, -1)) as {
                text: string
              }
            ).text,
        )
        one
          .prepare('UPDATE entry SET body = ?, raw = ? WHERE form = 1 AND seq = 2')
          .run(row.body.replace('旧', '新'), text)
      }),
    'hash',
    2,
  ],
  [
    'a document of an old entry',
    'old',
    ({ sql }) => sql("UPDATE document SET text = replace(text, 'two', 'six') WHERE text LIKE '%\"two\"%'"),
    'document',
    2,
  ],
  [
    'a document of an old entry taken out',
    'old',
    ({ sql }) => sql('DELETE FROM document WHERE text LIKE \'%"two"%\''),
    'document_missing',
    2,
  ],
  [
    'the end of the old journal cut off, and that it was taken over so',
    'old',
    ({ sql }) =>
      sql(`DELETE FROM entry WHERE form = 1 AND seq = 3;
        UPDATE taken_over SET seq = 2, hash = (SELECT hash FROM entry WHERE form = 1 AND seq = 2)`),
    'cut_tail',
    3,
  ],
  [
    'the old journal’s end re-hashed, and that it was taken over so',
    'old',
    ({ db }) =>
      db((one) => {
        const { body, prev_hash } = one
          .prepare('SELECT body, prev_hash FROM entry WHERE form = 1 AND seq = 3')
          .get() as {
          body: string
          prev_hash: string
        }
        expect(prev_hash).toHaveLength(64)
        const forged = body.replace('旧', '新')
        const doc = (JSON.parse(forged) as { changes: { doc: string }[] }).changes[0]?.doc ?? ''
        const { text } = one.prepare('SELECT text FROM document WHERE hash = ?').get(doc) as { text: string }
        const hash = hashText(forged.replace(`"${doc}"`, text))
        one.prepare('UPDATE entry SET body = ?, hash = ? WHERE form = 1 AND seq = 3').run(forged, hash)
        one.prepare('UPDATE taken_over SET hash = ?').run(hash)
      }),
    'rewritten',
    3,
  ],
  ['that it took an old journal over', 'old', ({ sql }) => sql('DELETE FROM taken_over'), 'taken_over', 3],
  ['where the old journal ended', 'old', ({ sql }) => sql('UPDATE taken_over SET seq = 2'), 'rewritten', 2],
]

/** The first chain of which something does not hold, or what stands beside all of them. */
const found = ({ journal }: Verification) => ({ problem: journal.problem, brokenAt: journal.brokenAt })

describe('tampering', () => {
  it.each(CHAINS)('is told: %s (%s)', async (_what, base, tamper, problem, brokenAt) => {
    const folder = copyOf(base)
    tamper(folder)
    const report = await verified(folder.name)
    expect({ ok: report.ok, ...found(report) }).toEqual({ ok: false, problem, brokenAt })
  })

  it.each([
    [
      'a record',
      "UPDATE enterprise SET doc = json_set(doc, '$.remarks', 'x')",
      'enterprise',
      'changed:remarks',
    ],
    ['a record’s counter', 'UPDATE enterprise SET revision = 9', 'enterprise', 'revision'],
    ['a record’s version', "UPDATE enterprise SET version = 'x'", 'enterprise', 'version'],
    ['a record taken out', 'DELETE FROM footage', 'footage', 'missing'],
    [
      'a record put in',
      `INSERT INTO layer (id, revision, version, doc) VALUES ('x', 1, '', '{"id":"x"}')`,
      'layer',
      'not_in_journal',
    ],
    ['newest versions', 'DELETE FROM head', 'enterprise', 'heads'],
    ['newest versions of what is not', "INSERT INTO head VALUES ('layer', 'x', 'y')", 'layer', 'heads'],
    [
      'what waits',
      `INSERT INTO waiting SELECT 'enterprise', id, 'both_changed' FROM enterprise`,
      'enterprise',
      'waiting',
    ],
    ['what waits and is not', "INSERT INTO waiting VALUES ('layer', 'x', 'no_fit')", 'layer', 'waiting'],
    ['what refers to what', "DELETE FROM reference WHERE aggregate = 'site'", 'site', 'references'],
    [
      'a reference by what is not',
      "INSERT INTO reference VALUES ('enterprise', 'e', 'layer', 'x')",
      'layer',
      'references',
    ],
    ['a trigger dropped', 'DROP TRIGGER document_is_append_only_delete', 'schema', 'schema_dropped'],
    ['an index dropped', 'DROP INDEX change_by_version', 'schema', 'schema_dropped'],
    ['a table added', 'CREATE TABLE mine (x)', 'schema', 'schema_added'],
    ['a table of the journal dropped', 'DROP TABLE waiting', 'schema', 'schema_dropped'],
    ['the signed heads’ table dropped', 'DROP TABLE checkpoint', 'schema', 'schema_dropped'],
  ])('is told of records and the database: %s', async (_what, sql, aggregate, problem) => {
    const folder = copyOf('alone')
    const { default: Sqlite } = await import('better-sqlite3')
    const db = new Sqlite(at(folder.name, 'sortie.db'))
    db.exec(sql)
    db.close()
    const { ok, records } = await verified(folder.name)
    expect(ok).toBe(false)
    expect(records.differing).toContainEqual(expect.objectContaining({ aggregate, problem }))
  })

  it('is told of whom a station accepts, where its record was changed', async () => {
    const folder = copyOf('shared')
    folder.sql("UPDATE acceptance SET doc = json_set(doc, '$.name', '别人')")
    expect((await verified(folder.name)).records.differing).toMatchObject([
      { aggregate: 'acceptance', problem: 'changed:name' },
    ])
  })

  it('is told of a whole folder that is an older copy, and of a copy that was written on', async () => {
    const folder = copyOf('alone')
    fs.cpSync(at(folder.name), at('copy'), { recursive: true })
    const one = open(folder.name)
    edit(one, 1, 'five')
    edit(one, 1, 'six')
    one.close()
    expect(found(await verified('copy', `${folder.name}-keys`))).toEqual({
      problem: 'rolled_back',
      brokenAt: 5,
    })
    expect(await verified(folder.name)).toMatchObject({ ok: true, journal: { stations: [{ checkedTo: 6 }] } })
    // On another computer nothing outside tells, and that is what is said.
    const { ok, journal } = await verified('copy', 'elsewhere-keys')
    expect({ ok, signature: journal.stations[0]?.signature }).toEqual({ ok: true, signature: 'inside_only' })
  })

  it('is told of a key that was copied with the folder, once both have met', async () => {
    const folder = copyOf('alone')
    fs.cpSync(at(folder.name), at('twin'), { recursive: true })
    fs.cpSync(at(`${folder.name}-keys`), at('twin-keys'), { recursive: true })
    fs.chmodSync(at('twin-keys'), 0o700)
    const [one, twin] = [open(folder.name), open('twin')]
    edit(one, 1, 'here')
    edit(twin, 1, 'there')
    give(twin, one)
    one.close()
    twin.close()
    // Both branches are signed: there is nothing else to tell.
    expect(await verified(folder.name)).toMatchObject({
      ok: false,
      records: { differing: [] },
      journal: { problem: 'fork', brokenAt: 5, stations: [{ problem: 'fork', signature: 'checked' }] },
    })
  })

  it('cannot be told inside of the folder alone, which is not called whole then; a head from elsewhere tells', async () => {
    const folder = copyOf('alone')
    const { station, seq } = folder.own
    forge(at(folder.name), station, lie, keyOf(folder))
    const elsewhere = 'no-keys-at-all'
    expect(await verified(folder.name, elsewhere)).toMatchObject({
      ok: true,
      journal: { problem: null, stations: [{ signature: 'inside_only', checkedTo: null }] },
    })
    expect(found(await verified(folder.name, elsewhere, [folder.own]))).toEqual({
      problem: 'given_other',
      brokenAt: seq,
    })
  })

  it.each([
    ['agrees with the last entry', { seq: 4 }, null, 4],
    ['is of an entry that is not here', { seq: 9 }, 'given_ahead:9', null],
    ['is of another history', { hash: 'ab'.repeat(32) }, 'given_other', null],
    ['is of a station that is not here', { station: 'cd'.repeat(16) }, 'given_ahead:4', null],
  ])('a head that was given %s', async (_what, over, problem, checkedTo) => {
    const folder = copyOf('alone')
    const { station, seq, hash } = folder.own
    const { ok, journal } = await verified(folder.name, 'nothing-keys', [{ station, seq, hash, ...over }])
    expect({ ok, problem: journal.problem }).toEqual({ ok: problem === null, problem })
    expect(journal.stations[0]).toMatchObject({
      signature: checkedTo === null ? 'inside_only' : 'checked',
      checkedTo,
    })
  })
})

describe('what nobody tampered with gives no alarm', () => {
  const WHOLE = { ok: true, journal: { brokenAt: null, problem: null }, records: { differing: [] } }

  it.each(BASES)('%s', async (base) => {
    expect(await verified(base)).toMatchObject(WHOLE)
    expect(await verified(base, 'not-here-keys')).toMatchObject(WHOLE)
  })

  it('a new one, and one of the version before', async () => {
    open('new').close()
    expect(await verified('new')).toMatchObject(WHOLE)
    const files = unzipSync(fs.readFileSync(path.join(import.meta.dirname, '../../golden/demo-schema-6.zip')))
    for (const [name, bytes] of Object.entries(files)) {
      if (name.endsWith('/')) continue
      fs.mkdirSync(path.dirname(at('demo', name)), { recursive: true })
      fs.writeFileSync(at('demo', name), bytes)
    }
    expect(await verified('demo')).toMatchObject(WHOLE)
    const demo = open('demo')
    edit(demo, 77, 'since')
    demo.close()
    const { journal, ...rest } = await verified('demo')
    expect({ journal, ...rest }).toMatchObject(WHOLE)
    expect(journal.stations).toMatchObject([
      { signature: 'checked', checkedTo: 1 },
      { signature: 'none', checkedTo: 44 },
    ])
  })

  it('one that came back from a backup, while the first one was written on', async () => {
    const folder = copyOf('alone')
    const keys = `${folder.name}-keys`
    const one = open(folder.name)
    await backupWorkspace(one, at('kept'))
    edit(one, 1, 'later')
    one.close()
    await restoreWorkspace(at('kept'), at('back'))
    // That its key has signed more is said, and is nobody's fault.
    const { ok, journal } = await verified('back', keys)
    expect({ ok, station: journal.stations[0] }).toMatchObject({
      ok: true,
      station: { knownTo: 5, checkedTo: null },
    })
    const back = open('back', keys)
    edit(back, 2, 'goes on')
    back.close()
    expect(await verified('back', keys)).toMatchObject(WHOLE)
    expect(await verified(folder.name)).toMatchObject(WHOLE)
  })

  it('one that accepted a station no longer, and one that went on as a new station', async () => {
    const folder = copyOf('shared')
    const workspace = open(folder.name)
    write(workspace, (tx) => {
      const row = tx.db.prepare('SELECT id FROM acceptance').get() as { id: string }
      const { doc, version } = tx.get<{ id: string; station: string }>('acceptance', row.id)
      const until = tx.db
        .prepare('SELECT seq, hash FROM entry WHERE station = ? AND seq = 4')
        .get(doc.station)
      tx.put('acceptance', version, { ...doc, until })
    })
    workspace.close()
    expect(await verified(folder.name)).toMatchObject(WHOLE)
    const again = open(folder.name)
    leaveStation(again.db)
    edit(again, 2, 'as another one')
    again.close()
    expect(await verified(folder.name)).toMatchObject(WHOLE)
  })
})
