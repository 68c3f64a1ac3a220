/** Writes and ingests without end, for the test that kills it: a real process on a real workspace. */
import fs from 'node:fs'
import path from 'node:path'
import { openWorkspace, transact } from '../../src/store/workspace.ts'
import { anEnterprise } from '../builders/enterprise.ts'
import { aFootage } from '../builders/footage.ts'

const dir = process.argv[2] ?? ''
const opened = openWorkspace(dir, { create: true })
if (!opened.ok) throw new Error(opened.code)
const workspace = opened.value
const actor = { name: 'writer', role: 'operator' }
const id = (n: number) => `00000000-0000-7000-8000-${String(process.pid * 100_000 + n).padStart(12, '0')}`

for (let n = 0; ; n += 2) {
  const source = path.join(dir, '..', `source-${process.pid}`)
  fs.writeFileSync(source, `bytes ${process.pid} ${n} `.repeat(2000))
  const { sha256, sizeBytes } = await workspace.vault.bring(source)
  const done = transact(workspace, { actor, atMs: n, action: 'pair' }, (tx) => {
    // Two documents in one write: both or neither.
    tx.put('enterprise', null, anEnterprise({ id: id(n), remarks: id(n + 1) }))
    tx.put('footage', null, aFootage({ id: id(n + 1), sha256, sizeBytes }))
  })
  if (!done.ok) throw new Error(done.code)
  workspace.vault.settle(sha256)
  process.stdout.write('written\n')
}
