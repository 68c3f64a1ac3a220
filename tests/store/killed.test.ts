import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { Footage } from '../../src/core/footage/footage.ts'
import { isDeleted } from '../../src/core/footage/retention.ts'
import { verifyWorkspace } from '../../src/store/verify.ts'
import { openWorkspace, transact } from '../../src/store/workspace.ts'
import { anId } from '../builders/enterprise.ts'
import { aFootage } from '../builders/footage.ts'

const WRITER = path.join(import.meta.dirname, 'writer.ts')
const DELETER = path.join(import.meta.dirname, 'deleter.ts')
const ROUNDS = 8
let dir = ''
afterEach(() => {
  fs.rmSync(dir, { recursive: true, force: true })
})

/** A writer that has told of so many writes of its own. */
const start = (target: string, writes: number, program = WRITER): Promise<ChildProcess> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, target], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.once('exit', (code) => reject(new Error(`the writer ended by itself: ${code} ${said}`)))
    let told = 0
    child.stdout?.on('data', (chunk: Buffer) => {
      const before = told
      told += chunk.toString().split('written').length - 1
      // Once: what is said later must not take away who waits for its end.
      if (told < writes || before >= writes) return
      child.removeAllListeners('exit')
      resolve(child)
    })
  })

const kill = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    if (child.exitCode !== null || child.signalCode !== null)
      reject(new Error(`the writer ended by itself: ${child.exitCode ?? child.signalCode}`))
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })

it('leaves all of a write or nothing when it is killed in the middle, two writers at once', async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-killed-'))
  const target = path.join(dir, 'w')
  for (let round = 0; round < ROUNDS; round++) {
    const writers = await Promise.all([start(target, round + 1), start(target, 2)])
    // Spread over the steps of a write: each round a little later behind a write that was told of.
    await new Promise((resolve) => setTimeout(resolve, round * 3))
    await Promise.all(writers.map(kill))
    const opened = openWorkspace(target, { create: false })
    if (!opened.ok) throw new Error(opened.code)
    const { db } = opened.value
    const report = await verifyWorkspace(opened.value)
    expect(report).toMatchObject({ ok: true, journal: { brokenAt: null }, records: { differing: [] } })
    const lonely = db
      .prepare(
        "SELECT count(*) AS n FROM enterprise e WHERE NOT EXISTS (SELECT 1 FROM footage f WHERE f.id = e.doc ->> '$.remarks')",
      )
      .get()
    expect(lonely).toEqual({ n: 0 })
    opened.value.close()
  }
  const opened = openWorkspace(target, { create: false })
  if (!opened.ok) throw new Error(opened.code)
  expect(
    (opened.value.db.prepare('SELECT count(*) AS n FROM entry').get() as { n: number }).n,
  ).toBeGreaterThan(2 * ROUNDS)
  opened.value.close()
})

it('leaves each original with its record, or a record that says it was deleted, when a deletion is killed in the middle', async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-killed-'))
  const target = path.join(dir, 'w')
  const made = openWorkspace(target, { create: true })
  if (!made.ok) throw new Error(made.code)
  for (let n = 0; n < 60; n++) {
    const source = path.join(dir, 'source')
    fs.writeFileSync(source, `bytes ${n} `.repeat(2000))
    const { sha256, sizeBytes } = await made.value.vault.bring(source)
    const actor = { name: 'writer', role: 'operator' }
    const put = transact(made.value, { actor, atMs: n, action: 'put' }, (tx) =>
      tx.put('footage', null, aFootage({ id: anId(1000 + n), sha256, sizeBytes, importedAtMs: n })),
    )
    if (!put.ok) throw new Error(put.code)
    made.value.vault.settle(sha256)
  }
  made.value.close()
  let deleted = 0
  for (let round = 0; round < 4; round++) {
    await kill(await start(target, 3, DELETER))
    const opened = openWorkspace(target, { create: false })
    if (!opened.ok) throw new Error(opened.code)
    const { db, vault } = opened.value
    const records = (db.prepare('SELECT doc FROM footage').all() as { doc: string }[]).map(
      ({ doc }) => JSON.parse(doc) as Footage,
    )
    for (const record of records) expect(vault.has(record.sha256)).toBe(!isDeleted(record))
    const report = await verifyWorkspace(opened.value)
    expect(report).toMatchObject({ ok: true, originals: { missing: [] } })
    const gone = records.filter(isDeleted).length
    expect(report.originals.deleted).toHaveLength(gone)
    // What was told of stays deleted, and more went at each round, as long as there is more.
    expect(gone).toBeGreaterThanOrEqual(Math.min(deleted + 3, 60))
    deleted = gone
    opened.value.close()
    if (deleted > 50) break
  }
})
