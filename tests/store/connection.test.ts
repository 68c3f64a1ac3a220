import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest'
import { type ReadableDb, type WritableDb, writing } from '../../src/store/connection.ts'
import { openDatabase, type Opened } from '../../src/store/database.ts'
import { nameWorkspace } from '../../src/store/journal/own.ts'
import { keysIn } from '../../src/store/station/keys.ts'
import { transact, type Tx } from '../../src/store/workspace.ts'
import { anEnterprise, anId } from '../builders/enterprise.ts'

let dir: string
let opened: Opened
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-connection-'))
  const made = openDatabase(path.join(dir, 'sortie.db'))
  if (!made.ok) throw new Error(made.code)
  opened = made.value
})
afterEach(() => {
  opened.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

const DRAFT = "INSERT INTO draft VALUES ('a', '1', 1)"
const drafts = (db: ReadableDb): unknown => db.prepare('SELECT count(*) AS n FROM draft').get()

describe('a connection for reading', () => {
  it('reads: rows at once, one by one, as lists, and one statement within its own rows', () => {
    const { db } = opened
    writing(db, (tx) => {
      for (const key of ['a', 'b']) tx.prepare("INSERT INTO draft VALUES (?, '1', 1)").run(key)
    })
    const sql = 'SELECT key FROM draft ORDER BY key'
    expect(db.prepare(sql).all()).toEqual([{ key: 'a' }, { key: 'b' }])
    expect(db.prepare(sql).raw().all()).toEqual([['a'], ['b']])
    expect(db.prepare(sql).get()).toEqual({ key: 'a' })
    expect(db.prepare('SELECT key FROM draft WHERE key = :key').get({ key: 'b' })).toEqual({ key: 'b' })
    const pairs = [...db.prepare(sql).iterate()].map((row) => [row, [...db.prepare(sql).iterate()].length])
    expect(pairs).toEqual([
      [{ key: 'a' }, 2],
      [{ key: 'b' }, 2],
    ])
  })

  it('takes no statement that writes, settles, locks or attaches anything', () => {
    const { db } = opened
    const before = fs.readFileSync(path.join(dir, 'sortie.db'))
    for (const sql of [
      DRAFT,
      `${DRAFT} RETURNING key`,
      `WITH own AS (SELECT 1) ${DRAFT.replace('VALUES', 'SELECT').replace(/\(|\)/g, '')}`,
      "UPDATE draft SET value = '2'",
      'DELETE FROM draft',
      "REPLACE INTO draft VALUES ('a', '1', 1)",
      'CREATE TABLE other (a)',
      'CREATE TEMP TABLE other (a)',
      'DROP TABLE draft',
      'DROP TRIGGER journal_is_append_only_delete',
      'REINDEX',
      'ANALYZE',
      'VACUUM',
      `VACUUM INTO '${path.join(dir, 'copy.db')}'`,
      `ATTACH DATABASE '${path.join(dir, 'other.db')}' AS other`,
      'BEGIN',
      'BEGIN IMMEDIATE',
      'SAVEPOINT a',
      'COMMIT',
      'PRAGMA user_version = 99',
      'PRAGMA user_version',
      '-- a remark\n /* and one more */ PRAGMA locking_mode = EXCLUSIVE',
      'pragma journal_mode = DELETE',
      'PRAGMA writable_schema = ON',
      'PRAGMA foreign_keys = OFF',
      'PRAGMA optimize',
    ])
      expect(() => db.prepare(sql).all(), sql).toThrow()
    expect(drafts(db)).toEqual({ n: 0 })
    expect(fs.readdirSync(dir).filter((name) => !name.startsWith('sortie.db'))).toEqual([])
    expect(fs.readFileSync(path.join(dir, 'sortie.db')).equals(before)).toBe(true)
  })

  it('has no way to write in its type, nor has a statement of it', () => {
    expectTypeOf<ReadableDb>().not.toHaveProperty('exec')
    expectTypeOf<ReadableDb>().not.toHaveProperty('transaction')
    expectTypeOf<ReadableDb>().not.toHaveProperty('pragma')
    expectTypeOf<ReturnType<ReadableDb['prepare']>>().not.toHaveProperty('run')
    expectTypeOf<ReadableDb>().not.toExtend<WritableDb>()
    expectTypeOf<WritableDb>().toExtend<ReadableDb>()
    expect(Object.keys(opened.db).sort()).toEqual(['connection', 'file', 'prepare'])
    expect(opened.db.prepare('SELECT 1')).not.toHaveProperty('run')
  })
})

describe('a write transaction', () => {
  it('is whole or not at all, and what it wrote it reads', () => {
    const { db } = opened
    expect(() =>
      writing(db, (tx) => {
        tx.prepare(DRAFT).run()
        expect(drafts(tx)).toEqual({ n: 1 })
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(drafts(db)).toEqual({ n: 0 })
    writing(db, (tx) => tx.prepare(DRAFT).run())
    expect(drafts(db)).toEqual({ n: 1 })
  })

  it('is over when it is over, whoever kept its connection or a statement of it', () => {
    const { db } = opened
    let kept: WritableDb | null = null
    let statement: ReturnType<WritableDb['prepare']> | null = null
    writing(db, (tx) => {
      kept = tx
      statement = tx.prepare(DRAFT)
    })
    expect(() => kept?.prepare(DRAFT)).toThrow(/over/)
    expect(() => statement?.run()).toThrow(/over/)
    expect(drafts(db)).toEqual({ n: 0 })
  })

  it('is what a write of a workspace has, and the workspace itself has not', () => {
    nameWorkspace(opened.db, anId(90))
    const workspace = { dir, db: opened.db, isReadOnly: false, keys: keysIn(path.join(dir, 'keys')) }
    let kept: Tx | null = null
    const done = transact(
      workspace,
      { actor: { name: '测', role: 'operator' }, atMs: 1, action: 'test' },
      (tx) => {
        kept = tx
        return tx.put('enterprise', null, anEnterprise({ id: anId(1) }))
      },
    )
    expect(done).toMatchObject({ ok: true, value: { value: { revision: 1 } } })
    expect(() => kept?.put('enterprise', null, anEnterprise({ id: anId(2) }))).toThrow(/over/)
    expect(opened.db.prepare('SELECT count(*) AS n FROM enterprise').get()).toEqual({ n: 1 })
  })
})
