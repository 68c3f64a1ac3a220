import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  CALL_NAMES,
  type CallName,
  type CallOutput,
  type InSession,
  inSession,
  writesWorkspace,
} from '../../src/contract/index.ts'
import { serve } from '../../src/http/serve.ts'
import { createServices } from '../../src/services/index.ts'
import { backupWorkspace } from '../../src/store/backup/make.ts'
import { verifyWorkspace } from '../../src/store/verify.ts'
import { openWorkspace, transact, type Workspace } from '../../src/store/workspace.ts'
import { wordsOf } from '../../src/words/words.ts'
import { anEnterprise, anId } from '../builders/enterprise.ts'
import { aFootage } from '../builders/footage.ts'
import { enter } from '../builders/httpDoor.ts'
import { writeProtected } from '../builders/readOnly.ts'

const require = createRequire(import.meta.url)
let dir: string
let release: (() => void) | null

beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-ro-'))
  release = null
  // A folder of temporary files of its own: what other tests keep in the system's is not counted.
  const temporary = path.join(dir, 'temporary')
  fs.mkdirSync(temporary)
  fs.chmodSync(temporary, 0o777)
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, temporary)
})
afterEach(() => {
  release?.()
  vi.unstubAllEnvs()
  fs.rmSync(dir, { recursive: true, force: true })
})

/** A workspace with a record, an original and what `more` puts, as it stands while it is open or after it was closed. */
async function madeWorkspace(isPulledOut: boolean): Promise<string> {
  const own = path.join(dir, 'own')
  const opened = openWorkspace(own, { create: true })
  if (!opened.ok) throw new Error(opened.code)
  const workspace = opened.value
  const put = (n: number) =>
    transact(workspace, { actor: { name: '测', role: 'operator' }, atMs: n, action: 'test' }, (tx) =>
      tx.put('enterprise', null, anEnterprise({ id: anId(n) })),
    )
  expect(put(1).ok).toBe(true)
  const source = path.join(dir, 'source')
  fs.writeFileSync(source, 'bytes of an original')
  const { sha256, sizeBytes } = await workspace.vault.bring(source)
  transact(workspace, { actor: { name: '测', role: 'operator' }, atMs: 2, action: 'test' }, (tx) =>
    tx.put('footage', null, aFootage({ sha256, sizeBytes, kind: 'document', mimeType: 'text/plain' })),
  )
  workspace.vault.settle(sha256)
  expect(put(3).ok).toBe(true)
  const card = path.join(dir, 'card')
  if (!isPulledOut) workspace.close()
  fs.cpSync(own, card, { recursive: true })
  if (isPulledOut) {
    // As a card that is pulled out has it: what was committed stands in the -wal, and nobody tidied up.
    fs.rmSync(path.join(card, 'sortie.db-shm'))
    expect(fs.statSync(path.join(card, 'sortie.db-wal')).size).toBeGreaterThan(0)
    workspace.close()
  }
  return card
}

function protect(card: string): string {
  const held = writeProtected(card)
  release = held.release
  // It is real: nothing can be put there.
  expect(() => fs.writeFileSync(path.join(held.dir, 'x'), 'x')).toThrow(/EROFS|EACCES/)
  return held.dir
}

/** Every file of a folder with what is in it. */
const contents = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map(
      (file) =>
        `${path.relative(folder, file)} ${createHash('sha256').update(fs.readFileSync(file)).digest('hex')}`,
    )

const opened = (folder: string): Workspace => {
  const found = openWorkspace(folder, { create: false })
  if (!found.ok) throw new Error(`${found.code} ${JSON.stringify(found.params)}`)
  return found.value
}

describe.each([
  ['closed', false],
  ['pulled out with its -wal', true],
])('a workspace on a write-protected medium, %s', (_what, isPulledOut) => {
  it('opens with all that was committed, verifies, refuses to be written, and leaves nothing behind', async () => {
    const card = protect(await madeWorkspace(isPulledOut))
    const before = contents(card)
    const workspace = opened(card)
    expect(workspace.isReadOnly).toBe(true)
    expect(await verifyWorkspace(workspace)).toMatchObject({
      ok: true,
      originals: { checked: 1 },
      journal: { entries: 3, brokenAt: null },
      records: { checked: 3, differing: [] },
    })
    const write = transact(
      workspace,
      { actor: { name: '测', role: 'operator' }, atMs: 9, action: 'test' },
      (tx) => tx.put('enterprise', null, anEnterprise({ id: anId(9) })),
    )
    expect(write).toMatchObject({ ok: false, code: 'read_only' })
    const copy = path.resolve(workspace.db.file, '../..')
    expect(copy.startsWith(os.tmpdir())).toBe(true)
    expect(fs.existsSync(copy)).toBe(true)
    workspace.close()
    expect(fs.existsSync(copy)).toBe(false)
    expect(contents(card)).toEqual(before)
  })

  it('says what is wrong where something is to be made in it', async () => {
    const card = protect(await madeWorkspace(isPulledOut))
    const workspace = opened(card)
    expect(await backupWorkspace(workspace, path.join(card, 'backups', 'one'))).toMatchObject({
      ok: false,
      code: 'not_writable',
    })
    workspace.close()
    expect(openWorkspace(path.join(card, 'a', 'new one'), { create: true })).toMatchObject({
      ok: false,
      code: 'not_writable',
    })
  })

  it('is backed up to another disk, whole', async () => {
    const workspace = opened(protect(await madeWorkspace(isPulledOut)))
    const made = await backupWorkspace(workspace, path.join(dir, 'backup'))
    workspace.close()
    expect(made).toMatchObject({ ok: true })
    const back = opened(path.join(dir, 'backup'))
    expect(await verifyWorkspace(back)).toMatchObject({ ok: true, journal: { entries: 3 } })
    back.close()
  })

  it('shows everything over every door, and each call that writes is refused in words', async () => {
    const card = protect(await madeWorkspace(isPulledOut))
    const before = contents(card)
    const services = createServices({ home: path.join(dir, 'home'), workspaceDir: card })
    const host = inSession(services)
    const rendererDir = path.join(dir, 'page')
    fs.mkdirSync(rendererDir)
    fs.writeFileSync(path.join(rendererDir, 'index.html'), '<!doctype html>')
    const served = await serve(services, { rendererDir })
    const { headers } = await enter(served.url)
    const overHttp: Pick<InSession, 'call'> = {
      call: async (name, input) => {
        const response = await fetch(`${served.origin}/call/${name}`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(input),
        })
        return (await response.json()) as Awaited<ReturnType<InSession['call']>>
      },
    }
    try {
      for (const door of [host, overHttp]) {
        expect(await door.call('workspace.status', {})).toMatchObject({
          ok: true,
          value: { isReadOnly: true, problem: null, journal: { entries: 3 } },
        })
        expect(await door.call('enterprise.list', {})).toMatchObject({
          ok: true,
          value: { total: 2, rows: [{}, {}] },
        })
        expect(await door.call('footage.list', { flightId: null })).toMatchObject({
          ok: true,
          value: { rows: [{}] },
        })
        expect(await door.call('workspace.verify', {})).toMatchObject({ ok: true, value: { ok: true } })
      }
      const writing = CALL_NAMES.filter(writesWorkspace)
      expect(writing).toEqual(
        expect.arrayContaining(['footage.ingest', 'layer.import', 'mission.export', 'link.open']),
      )
      for (const name of writing) {
        const answer = await host.call(name, {})
        expect({ name, answer }).toEqual({ name, answer: { ok: false, code: 'read_only', params: {} } })
      }
      expect(
        await overHttp.call('enterprise.put', { base: null, doc: anEnterprise({ id: anId(8) }) }),
      ).toMatchObject({
        ok: false,
        code: 'read_only',
      })
      for (const language of ['en', 'zh'] as const)
        expect(wordsOf(language, 'error', 'read_only')).toBeTruthy()
      const [original] = (
        (await host.call('footage.list', { flightId: null })) as {
          value: CallOutput<'footage.list'>
        }
      ).value.rows
      const media = await host.media(original?.doc.id ?? '')
      // Read where it is, not copied.
      expect(media?.path.startsWith(card)).toBe(true)
    } finally {
      await served.close()
      await host.close()
    }
    expect(contents(card)).toEqual(before)
  })
})

it.skipIf(process.platform === 'win32').each(['pipe', 'device', 'folder'])(
  'a %s beside the database is waited for by nobody, and named',
  async (what) => {
    const made = await madeWorkspace(false)
    const wal = path.join(made, 'sortie.db-wal')
    fs.rmSync(wal, { force: true })
    if (what === 'pipe') execFileSync('sh', ['-c', 'mkfifo "$0"', wal])
    else if (what === 'device') fs.symlinkSync('/dev/zero', wal)
    else fs.mkdirSync(wal)
    const refused = { ok: false, code: 'workspace_corrupt', params: { problem: 'NOT_A_FILE' } }
    expect(openWorkspace(made, { create: false })).toMatchObject(refused)
    expect(openWorkspace(protect(made), { create: false })).toMatchObject(refused)
    expect(fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith('sortie-scratch'))).toEqual([])
  },
)

it('what a process that died left half written beside the database is taken back, on such a medium too', async () => {
  const made = await madeWorkspace(false)
  const database = path.join(made, 'sortie.db')
  // Dead in the middle of a write, with the old bytes in the -journal.
  const dying = `const db = new (require(${JSON.stringify(require.resolve('better-sqlite3'))}))(${JSON.stringify(database)})
    db.pragma('journal_mode = DELETE'); db.pragma('cache_size = 1')
    db.exec('BEGIN; CREATE TABLE junk (x)')
    for (let i = 0; i < 3000; i++) db.prepare('INSERT INTO junk VALUES (randomblob(500))').run()
    process.kill(process.pid, 'SIGKILL')`
  spawnSync(process.execPath, ['-e', dying])
  expect(fs.statSync(`${database}-journal`).size).toBeGreaterThan(0)
  const card = path.join(dir, 'card 2')
  fs.cpSync(made, card, { recursive: true })
  for (const folder of [protect(card), made]) {
    const workspace = opened(folder)
    expect(await verifyWorkspace(workspace)).toMatchObject({ ok: true, journal: { entries: 3 } })
    workspace.close()
  }
})

it('every call that answers with an entry is known as one that writes', () => {
  const writes: readonly CallName[] = CALL_NAMES.filter(writesWorkspace)
  expect(writes).toEqual(
    expect.arrayContaining(['enterprise.put', 'journal.undo', 'layer.picture', 'draft.put']),
  )
  expect(writes).not.toEqual(expect.arrayContaining(['workspace.status']))
  for (const name of [
    'mission.list',
    'workspace.verify',
    'report.make',
    'journal.list',
    'actor.set',
  ] as const)
    expect(writes).not.toContain(name)
})
