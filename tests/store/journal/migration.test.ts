import { SCHEMA_VERSION } from '../../../src/store/migrations/index.ts'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backupWorkspace } from '../../../src/store/backup/make.ts'
import { restoreWorkspace } from '../../../src/store/backup/restore.ts'
import { getDocument } from '../../../src/store/documents.ts'
import { hashText } from '../../../src/store/hash.ts'
import { carriedEntries, documentText } from '../../../src/store/journal/carried.ts'
import { readHead } from '../../../src/store/journal/entries.ts'
import { oldEntryText } from '../../../src/store/journal/oldEntry.ts'
import { readTakenOver, readWorkspaceId } from '../../../src/store/journal/own.ts'
import { receiveEntries } from '../../../src/store/journal/receive.ts'
import { verifyWorkspace } from '../../../src/store/verify.ts'
import { openWorkspace, transact, type Workspace } from '../../../src/store/workspace.ts'
import { wordsOf } from '../../../src/words/words.ts'
import { anEnterprise, anId } from '../../builders/enterprise.ts'
import { oldWorkspace } from '../../builders/oldWorkspace.ts'
import { writeProtected } from '../../builders/readOnly.ts'
import { aSite } from '../../builders/site.ts'
import { accept, contentOf, received } from '../../builders/stations.ts'

const ZIP = path.join(import.meta.dirname, '../../golden/demo-schema-6.zip')

let dir: string
const opened: Workspace[] = []
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-migration-'))
})
afterEach(() => {
  for (const workspace of opened.splice(0)) workspace.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

const at = (name: string): string => path.join(dir, name)
const open = (name: string): Workspace => {
  const made = openWorkspace(at(name), { create: false })
  if (!made.ok) throw new Error(`${made.code} ${JSON.stringify(made.params)}`)
  opened.push(made.value)
  return made.value
}
const write = (workspace: Workspace, n: number, remarks: string) =>
  transact(
    workspace,
    { actor: { name: '新', role: 'operator' }, atMs: 5, action: 'enterprise.put' },
    (tx) => {
      const now = getDocument<{ id: string }>(tx.db, 'enterprise', anId(n))
      return tx.put('enterprise', now?.version ?? null, { ...anEnterprise({ id: anId(n) }), remarks })
    },
  )
const unzip = (name: string): void => {
  for (const [file, bytes] of Object.entries(unzipSync(fs.readFileSync(ZIP)))) {
    if (file.endsWith('/')) fs.mkdirSync(path.join(at(name), file), { recursive: true })
    else {
      fs.mkdirSync(path.dirname(path.join(at(name), file)), { recursive: true })
      fs.writeFileSync(path.join(at(name), file), bytes)
    }
  }
}
const oldRows = (name: string): { hash: string; seq: number }[] => {
  const db = new Database(path.join(at(name), 'sortie.db'), { readonly: true })
  const rows = db.prepare('SELECT seq, hash FROM journal ORDER BY seq').all() as {
    hash: string
    seq: number
  }[]
  db.close()
  return rows
}
const TABLES = [
  'enterprise',
  'site',
  'mission',
  'frozen',
  'flight',
  'footage',
  'sighting',
  'finding',
  'layer',
]
const documentsOf = (name: string): string => {
  const db = new Database(path.join(at(name), 'sortie.db'), { readonly: true })
  const found = TABLES.map((table) => db.prepare(`SELECT id, revision, doc FROM ${table} ORDER BY id`).all())
  db.close()
  return JSON.stringify(found)
}

describe('a demo workspace of the version before', () => {
  it('is taken over with every old entry, its hash and its bytes, and is whole', async () => {
    unzip('w')
    const before = { rows: oldRows('w'), documents: documentsOf('w') }
    expect(before.rows).toHaveLength(44)
    const workspace = open('w')
    expect(documentsOf('w')).toBe(before.documents)
    const { station } = readTakenOver(workspace.db) ?? { station: '' }
    const kept = [...carriedEntries(workspace.db, station, 0)]
    expect(kept.map(({ seq, hash }) => ({ seq, hash }))).toEqual(before.rows)
    for (const { body, raw, hash } of kept) {
      expect(raw).toBeNull()
      expect(hashText(oldEntryText(body, (doc) => documentText(workspace.db, doc)) ?? '')).toBe(hash)
    }
    expect(await verifyWorkspace(workspace)).toMatchObject({
      ok: true,
      journal: { entries: 44, brokenAt: null, waiting: 0, stations: [{ station, signature: 'none' }] },
      records: { checked: 44 },
      originals: { checked: 6 },
    })
    expect(fs.existsSync(path.join(at('w'), 'journal-head.json'))).toBe(false)
  })

  it('goes on under a station of its own, whose first entry names the head that it continues', async () => {
    unzip('w')
    const workspace = open('w')
    const old = readTakenOver(workspace.db)
    const done = write(workspace, 1, '新')
    if (!done.ok) throw new Error(done.code)
    expect(done.value.entry).toMatchObject({ seq: 1, arrival: 45 })
    const { body } = workspace.db.prepare('SELECT body FROM entry WHERE arrival = 45').get() as {
      body: string
    }
    expect(JSON.parse(body)).toMatchObject({
      form: 2,
      continues: { station: old?.station, seq: 44, hash: old?.hash },
    })
    expect(await verifyWorkspace(workspace)).toMatchObject({
      ok: true,
      journal: { entries: 45, stations: [{ signature: 'checked' }, { signature: 'none' }] },
    })
  })

  it('leaves a backup of what it was, which opens', () => {
    unzip('w')
    const { rows } = { rows: oldRows('w') }
    open('w')
    const [backup = '', ...more] = fs.readdirSync(path.join(at('w'), 'backups'))
    expect(more).toEqual([])
    expect(backup).toMatch(
      new RegExp(`^before-schema-${SCHEMA_VERSION}-of-6-\\d{4}-\\d\\d-\\d\\dT\\d{6}Z\\.db$`),
    )
    const kept = new Database(path.join(at('w'), 'backups', backup), { readonly: true })
    expect(kept.prepare('SELECT seq, hash FROM journal ORDER BY seq').all()).toEqual(rows)
    kept.close()
  })

  it('is the same workspace wherever it is taken over: id, station and versions', () => {
    unzip('a')
    unzip('b')
    const [a, b] = [open('a'), open('b')]
    expect(readWorkspaceId(a.db)).toBe(readWorkspaceId(b.db))
    expect(readHead(a.db)).toEqual(readHead(b.db))
    const versions = (workspace: Workspace) =>
      workspace.db.prepare('SELECT * FROM version ORDER BY hash').all()
    expect(versions(a)).toEqual(versions(b))
  })

  it('is two branches of one closed chain where copies had parted before', async () => {
    unzip('a')
    unzip('b')
    oldWorkspace(at('a')).write({
      changes: [{ aggregate: 'enterprise', id: anId(71), doc: anEnterprise({ id: anId(71) }) }],
    })
    oldWorkspace(at('b')).write(
      { changes: [{ aggregate: 'enterprise', id: anId(72), doc: anEnterprise({ id: anId(72) }) }] },
      { changes: [{ aggregate: 'enterprise', id: anId(72), doc: null }] },
    )
    const [a, b] = [open('a'), open('b')]
    expect(write(a, 1, 'a').ok && write(b, 2, 'b').ok).toBe(true)
    const closed = readTakenOver(a.db)?.station ?? ''
    expect(readTakenOver(b.db)?.station).toBe(closed)
    // b's own chain is not accepted at a: what it brings is kept.
    receiveEntries(a.db, received(b))
    expect(getDocument(a.db, 'enterprise', anId(2))).toBeNull()
    accept(a, b)
    expect(getDocument(a.db, 'enterprise', anId(2))).not.toBeNull()
    expect(getDocument(a.db, 'enterprise', anId(71))).not.toBeNull()
    receiveEntries(b.db, received(a))
    accept(b, a)
    expect(contentOf(a)).toEqual(contentOf(b))
    for (const workspace of [a, b]) {
      expect([...carriedEntries(workspace.db, closed, 44)].map(({ seq }) => seq)).toEqual([45, 45, 46])
      expect(await verifyWorkspace(workspace)).toMatchObject({ ok: true })
    }
  })
})

describe('an older workspace', () => {
  const filled = (name = 'w') => {
    const old = oldWorkspace(at(name))
    const hashes = old.write(
      { changes: [{ aggregate: 'enterprise', id: anId(1), doc: anEnterprise({ id: anId(1) }) }] },
      {
        changes: [
          { aggregate: 'enterprise', id: anId(1), doc: anEnterprise({ id: anId(1), remarks: 'two' }) },
        ],
      },
      { changes: [{ aggregate: 'site', id: anId(2), doc: aSite({ id: anId(2), enterpriseId: anId(1) }) }] },
      { changes: [{ aggregate: 'site', id: anId(2), doc: null }], undoes: 3 },
    )
    return { ...old, hashes, head: path.join(at(name), 'journal-head.json') }
  }

  it('counts on after what was deleted, and its steps are undone as before', () => {
    filled()
    const workspace = open('w')
    const done = transact(
      workspace,
      { actor: { name: '新', role: 'operator' }, atMs: 5, action: 't' },
      (tx) => tx.put('site', null, aSite({ id: anId(2), enterpriseId: anId(1) })),
    )
    expect(done).toMatchObject({ ok: true, value: { value: { revision: 3 } } })
  })

  const GENESIS = '0'.repeat(64)
  it.each([
    ['is gone', () => null, 'head_file_missing', 'head_missing', 4],
    ['names no hash', () => '{"seq":0}', 'head_file_unreadable', 'head_missing', 4],
    ['is no JSON', () => 'x', 'head_file_unreadable', 'head_missing', 4],
    [
      'is that of an empty journal',
      () => JSON.stringify({ seq: 0, hash: GENESIS }),
      'head_behind:journal-head.json',
      'head_behind',
      1,
    ],
    [
      'is an older one',
      (of: string[]) => JSON.stringify({ seq: 2, hash: of[1] }),
      'head_behind:journal-head.json',
      'head_behind',
      3,
    ],
    [
      'is another one',
      (of: string[]) => JSON.stringify({ seq: 4, hash: of[2] }),
      'other_head:journal-head.json',
      'journal_cut',
      4,
    ],
    [
      'goes further',
      (of: string[]) => JSON.stringify({ seq: 9, hash: of[3] }),
      'cut_tail:journal-head.json',
      'journal_cut',
      5,
    ],
    [
      'has a hash in a list',
      (of: string[]) => JSON.stringify({ seq: 4, hash: [of[3]] }),
      'head_file_unreadable',
      'head_missing',
      4,
    ],
    [
      'has a number that is a text',
      (of: string[]) => JSON.stringify({ seq: '4', hash: of[3] }),
      'head_file_unreadable',
      'head_missing',
      4,
    ],
    [
      'is far too much',
      (of: string[]) => JSON.stringify({ seq: 4, hash: of[3] }) + ' '.repeat(1_000_000),
      'head_file_unreadable',
      'head_missing',
      4,
    ],
  ])(
    'whose recorded head %s is told of after it was taken over, and nothing is written',
    async (_what, text, problem, code, brokenAt) => {
      const { hashes, head } = filled()
      const spoilt = text(hashes)
      if (spoilt === null) fs.rmSync(head)
      else fs.writeFileSync(head, spoilt)
      const workspace = open('w')
      const refused = write(workspace, 8, '')
      expect(refused).toMatchObject({ ok: false, code })
      for (const language of ['en', 'zh'] as const)
        expect(wordsOf(language, 'error', code, refused.ok ? {} : refused.params)).not.toMatch(/[{}]/)
      expect(await verifyWorkspace(workspace)).toMatchObject({
        ok: false,
        journal: { problem, brokenAt, entries: 4 },
      })
      // A copy of what is not whole is not made whole.
      expect(await backupWorkspace(workspace, at('copy'))).toMatchObject({ ok: true })
      expect(await restoreWorkspace(at('copy'), at('back'))).toMatchObject({ ok: true })
      const back = open('back')
      expect((await verifyWorkspace(back)).journal).toMatchObject({ problem, brokenAt })
      expect(write(back, 8, '')).toMatchObject({ ok: false, code })
    },
  )

  it('whose last writer died before the head was recorded goes on', async () => {
    const { hashes, head } = filled()
    fs.writeFileSync(head, JSON.stringify({ seq: 3, hash: hashes[2] }))
    const workspace = open('w')
    expect(write(workspace, 8, '')).toMatchObject({ ok: true })
    expect(await verifyWorkspace(workspace)).toMatchObject({ ok: true })
  })

  it.each([
    [
      'a document of an entry',
      "UPDATE journal SET changes = replace(changes, 'two', 'six') WHERE seq = 2",
      2,
      'hash',
    ],
    [
      'who made an entry',
      `UPDATE journal SET actor = '{"name":"x","role":"operator"}' WHERE seq = 1`,
      1,
      'hash',
    ],
    [
      'an entry that is no JSON',
      "PRAGMA ignore_check_constraints = ON; UPDATE journal SET changes = '[{' WHERE seq = 3",
      3,
      'unreadable',
    ],
    ['an entry that is gone', 'PRAGMA foreign_keys = OFF; DELETE FROM journal WHERE seq = 2', 2, 'gap'],
  ])(
    'is taken over with what was broken in it, which is told as before: %s',
    async (_what, sql, brokenAt, problem) => {
      const { raw } = filled()
      raw((db) => {
        db.exec('DROP TRIGGER journal_is_append_only_update; DROP TRIGGER journal_is_append_only_delete')
        db.exec(sql)
      })
      const workspace = open('w')
      expect((await verifyWorkspace(workspace)).journal).toMatchObject({ brokenAt, problem })
    },
  )

  it('is not touched where its backup cannot be made', () => {
    const { hashes } = filled()
    fs.rmSync(path.join(at('w'), 'backups'), { recursive: true })
    fs.writeFileSync(path.join(at('w'), 'backups'), 'x')
    expect(openWorkspace(at('w'), { create: false })).toMatchObject({
      ok: false,
      code: 'workspace_corrupt',
      params: { problem: 'not_a_folder' },
    })
    expect(oldRows('w').map(({ hash }) => hash)).toEqual(hashes)
  })

  it('on a medium that may only be read is read as it would be taken over, and stays as it is', async () => {
    const { hashes } = filled()
    const medium = writeProtected(at('w'))
    try {
      const made = openWorkspace(medium.dir, { create: false })
      if (!made.ok) throw new Error(made.code)
      expect(made.value.isReadOnly).toBe(true)
      expect(await verifyWorkspace(made.value)).toMatchObject({ ok: true, journal: { entries: 4 } })
      made.value.close()
    } finally {
      medium.release()
    }
    expect(oldRows('w').map(({ hash }) => hash)).toEqual(hashes)
    expect(fs.readdirSync(path.join(at('w'), 'backups'))).toEqual([])
  })

  it('without an entry becomes a new one, and needs no backup', async () => {
    oldWorkspace(at('w'))
    const workspace = open('w')
    expect(fs.readdirSync(path.join(at('w'), 'backups'))).toEqual([])
    expect(readTakenOver(workspace.db)).toBeNull()
    expect(write(workspace, 1, '')).toMatchObject({ ok: true, value: { entry: { seq: 1, arrival: 1 } } })
    expect(await verifyWorkspace(workspace)).toMatchObject({ ok: true })
  })
})
