import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openWorkspace, transact } from '../../src/store/workspace.ts'
import { anEnterprise, anId } from '../builders/enterprise.ts'

let dir = ''
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-search-'))
})
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }))

it('finds room for any number of documents whose ids say no time', () => {
  const opened = openWorkspace(path.join(dir, 'w'), { create: true })
  if (!opened.ok) throw new Error(opened.code)
  const put = (n: number) =>
    transact(
      opened.value,
      { actor: { name: 'a test', role: 'officer' }, atMs: 0, action: 'enterprise.create' },
      (tx) => void tx.put('enterprise', null, { ...anEnterprise(), id: anId(n) }),
    )
  const keyOf = (n: number) =>
    (opened.value.db.prepare('SELECT key FROM searched WHERE id = ?').get(anId(n)) as { key: number }).key
  try {
    expect(put(1)).toMatchObject({ ok: true })
    // As it is once the whole first second is taken.
    const last = keyOf(1) + 2 ** 15 - 1
    const raw = new Database(path.join(dir, 'w', 'sortie.db'))
    raw.prepare('UPDATE searched SET key = ? WHERE id = ?').run(last, anId(1))
    raw.close()
    expect(put(2)).toMatchObject({ ok: true })
    expect(put(3)).toMatchObject({ ok: true })
    expect([keyOf(2), keyOf(3)]).toEqual([last + 1, last + 2])
  } finally {
    opened.value.close()
  }
})
