import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { getDocument } from '../../../src/store/documents.ts'
import { markGiven } from '../../../src/store/journal/carried.ts'
import { type Entry, listEntries } from '../../../src/store/journal/entries.ts'
import { restoreBefore, sureStands } from '../../../src/store/journal/undo.ts'
import { verifyWorkspace } from '../../../src/store/verify.ts'
import { openWorkspace, Refusal, transact, type Tx, type Workspace } from '../../../src/store/workspace.ts'
import { anEnterprise, anId } from '../../builders/enterprise.ts'

let dir: string
let workspace: Workspace
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-undo-'))
  const opened = openWorkspace(path.join(dir, 'w'), { create: true })
  if (!opened.ok) throw new Error(opened.code)
  workspace = opened.value
})
afterEach(() => {
  workspace.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

const write = (work: (tx: Tx) => void): Entry => {
  const done = transact(workspace, { actor: { name: '测', role: 'operator' }, atMs: 1, action: 'test' }, work)
  if (!done.ok) throw new Refusal(done.code, done.params)
  return newest()
}
const newest = (): Entry => {
  const [entry] = listEntries(workspace.db, { aggregate: null, id: null, beforeArrival: null, limit: 1 })
  if (!entry) throw new Error('nothing was written')
  return entry
}
const put = (remarks: string): Entry =>
  write((tx) => {
    const now = getDocument(tx.db, 'enterprise', anId(1))
    tx.put('enterprise', now?.version ?? null, anEnterprise({ id: anId(1), remarks }))
  })
const undo = (entry: Entry): Entry => {
  sureStands(workspace.db, entry)
  return write((tx) => restoreBefore(tx, entry))
}
const remarks = (): string | null =>
  getDocument<{ remarks: string }>(workspace.db, 'enterprise', anId(1))?.doc.remarks ?? null
const codeOf = (work: () => unknown): string => {
  try {
    work()
    return ''
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error)
  }
}

it('goes step after step, is undone itself, and refuses what has moved on', async () => {
  const [one, two, three] = [put('one'), put('two'), put('three')]
  expect(codeOf(() => undo(two))).toBe('undo_moved_on')
  const first = undo(three)
  expect(remarks()).toBe('two')
  undo(two)
  expect(remarks()).toBe('one')
  expect(codeOf(() => undo(first))).toBe('undo_moved_on')
  undo(one)
  expect(remarks()).toBeNull()
  undo(newest())
  expect(remarks()).toBe('one')
  expect(await verifyWorkspace(workspace)).toMatchObject({ ok: true, journal: { entries: 7 } })
})

it('takes nothing back that was made anew and that another station was given; an edit of it, it does', () => {
  const made = put('one')
  markGiven(workspace.db, [{ station: made.station, seq: made.seq }])
  expect(codeOf(() => undo(made))).toBe('undo_given')
  const edited = put('two')
  markGiven(workspace.db, [{ station: edited.station, seq: edited.seq }])
  undo(edited)
  expect(remarks()).toBe('one')
  // What was remembered as given never goes down.
  markGiven(workspace.db, [{ station: made.station, seq: 0 }])
  expect(codeOf(() => undo(made))).toBe('undo_given')
})
