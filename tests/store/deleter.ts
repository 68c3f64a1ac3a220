/** Deletes the originals of a workspace one after the other, each with its entry first, and tells of each: to be killed. */
import type { Footage } from '../../src/core/footage/footage.ts'
import { isDeleted } from '../../src/core/footage/retention.ts'
import { footageByAge, sweepDeleted } from '../../src/store/retention.ts'
import { openWorkspace, transact } from '../../src/store/workspace.ts'

const opened = openWorkspace(process.argv[2] ?? '', { create: false })
if (!opened.ok) throw new Error(opened.code)
const workspace = opened.value
const signed = { by: '贺兰舟', role: 'supervisor', atMs: 2 }
for (const { doc, version } of footageByAge(workspace.db, Number.MAX_SAFE_INTEGER, null, 10_000)) {
  if (isDeleted(doc)) continue
  const next: Footage = {
    ...doc,
    deletion: { reason: '期满', asked: signed, done: { ...signed, alone: true } },
  }
  const done = transact(
    workspace,
    { actor: { name: '贺兰舟', role: 'supervisor' }, atMs: 3, action: 'retention.delete' },
    (tx) => tx.put('footage', version, next),
  )
  if (!done.ok) throw new Error(done.code)
  process.stdout.write('written\n')
  sweepDeleted(workspace)
}
// Whoever kills it finds it alive, however late they come.
setInterval(() => undefined, 1000)
