import { execFileSync, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CallOutput, InSession } from '../../../src/contract/index.ts'
import { called, openServices } from '../../builders/services.ts'
import { builtSortie, type Sortie } from '../../cli/sortie.ts'

let dir = ''
let card = ''
let workspace = ''
const hosts: InSession[] = []
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-ingest-'))
  card = path.join(dir, 'card')
  workspace = path.join(dir, 'w')
  fs.mkdirSync(card)
})
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

/** An MP4 of noise: only its first box is one. */
function clip(name: string, bytes: number): string {
  const file = path.join(card, name)
  const head = Buffer.alloc(24)
  head.writeUInt32BE(24, 0)
  head.write('ftypisom', 4, 'latin1')
  fs.writeFileSync(file, Buffer.concat([head, randomBytes(bytes - 24)]))
  return file
}

/** A second passes whenever the clock is looked at: so nothing is left untold because it came too soon. */
const hurried = () => {
  let now = Date.UTC(2026, 4, 20)
  return () => (now += 1000)
}
const open = (): InSession => {
  const host = openServices({
    home: path.join(dir, 'home'),
    workspaceDir: workspace,
    nowMs: hurried(),
  })
  hosts.push(host)
  return host
}
const ingest = (host: InSession, files: readonly string[]) =>
  called(host, 'footage.ingest', { files: files.map((file) => host.registerFile(file).ref), flightId: null })

const codes = (answer: CallOutput<'footage.ingest'>) => answer.notes.map(({ code }) => code)
const hashOf = (file: string) => createHash('sha256').update(fs.readFileSync(file)).digest('hex')
const isWhole = async (host: InSession) => {
  const report = await called(host, 'workspace.verify', {})
  expect(report).toMatchObject({ ok: true, originals: { missing: [], changed: [], extra: [] } })
  return report.originals.checked
}

describe('a card that is pulled out', () => {
  it('leaves what was brought recorded, says what is missing, and goes on from there', async () => {
    const files = [1, 2, 3, 4].map((n) => clip(`c${n}.MP4`, 3_000_000))
    const hashes = files.map(hashOf)
    const host = open()
    const stop = host.on((event) => {
      if (event.type !== 'progress' || event.label !== 'c2.MP4') return
      for (const file of files.slice(2)) fs.renameSync(file, `${file}.away`)
      stop()
    })
    const first = await ingest(host, files)
    expect(first.footage.map(({ doc }) => doc.fileName)).toEqual(['c1.MP4', 'c2.MP4'])
    expect(codes(first).filter((code) => code === 'file_failed')).toHaveLength(2)
    expect(await isWhole(host)).toBe(2)
    // The card is put in again.
    for (const file of files.slice(2)) fs.renameSync(`${file}.away`, file)
    const again = await ingest(host, files)
    expect(again.known).toHaveLength(2)
    expect(again.footage.map(({ doc }) => doc.sha256)).toEqual(hashes.slice(2))
    expect(await isWhole(host)).toBe(4)
    // The source was only read.
    expect(files.map(hashOf)).toEqual(hashes)
  })
})

describe('an import that is stopped', () => {
  it('keeps what it has, and says how much is left', async () => {
    const files = [1, 2, 3].map((n) => clip(`s${n}.MP4`, n === 2 ? 60_000_000 : 3_000_000))
    const host = open()
    const stop = host.on((event) => {
      // In the midst of the second.
      if (event.type !== 'progress' || event.label !== 's2.MP4' || event.done <= 3_000_000) return
      stop()
      void host.call('task.cancel', { task: 'footage.ingest' })
    })
    const first = await ingest(host, files)
    expect(first.footage.map(({ doc }) => doc.fileName)).toEqual(['s1.MP4'])
    expect(first.notes).toContainEqual(
      expect.objectContaining({ code: 'ingest_cancelled', params: { left: 2 } }),
    )
    expect(fs.readdirSync(path.join(workspace, 'vault', 'incoming'))).toEqual([])
    expect((await ingest(host, files)).footage).toHaveLength(2)
    expect(await isWhole(host)).toBe(3)
  })
})

describe('an import from the command line', () => {
  let sortie: Sortie
  beforeAll(async () => {
    sortie = await builtSortie()
  })
  afterAll(() => sortie.close())
  const run = (...args: string[]) => sortie.run(...args)
  const limited = (blocks: number, ...args: string[]) => {
    const { command, args: before, env } = sortie.program
    const quoted = [command, ...before, ...args].map((word) => `'${word}'`).join(' ')
    // The disk's end: no file may grow beyond so much, and who tries is told, not killed.
    const script = `trap '' XFSZ; ulimit -f ${blocks}; exec ${quoted}`
    try {
      return {
        status: 0,
        out: execFileSync('bash', ['-c', script], { cwd: dir, env, encoding: 'utf8', stdio: 'pipe' }),
      }
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string }
      return { status, out: `${stdout}${stderr}` }
    }
  }

  it('meets the end of the disk, keeps what fits, and goes on when there is room', () => {
    clip('a.MP4', 1_000_000)
    clip('b.MP4', 9_000_000)
    clip('c.MP4', 1_500_000)
    expect(run('workspace', 'create', workspace).status).toBe(0)
    // 1,024-byte blocks: the database and the small clips fit, the large one does not.
    const full = limited(6000, 'ingest', '--workspace', workspace, card, '--json')
    // Not all of it was done: who scripts it must know.
    expect(full.status).toBe(2)
    const report = JSON.parse(full.out) as { ingested: { fileName: string }[]; notes: { code: string }[] }
    expect(report.ingested.map(({ fileName }) => fileName)).toEqual(['a.MP4'])
    expect(report.notes.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['file_failed', 'ingest_stopped']),
    )
    expect(run('workspace', 'verify', workspace).status).toBe(0)
    const rest = JSON.parse(run('ingest', '--workspace', workspace, card, '--json').out) as {
      ingested: object[]
      known: number
    }
    expect(rest).toMatchObject({ known: 1 })
    expect(rest.ingested).toHaveLength(2)
    expect(run('workspace', 'verify', workspace).status).toBe(0)
  })

  it('is killed in the middle, and what it had copied is not copied again', async () => {
    const files = [1, 2, 3].map((n) => clip(`k${n}.MP4`, 40_000_000))
    expect(run('workspace', 'create', workspace).status).toBe(0)
    const { command, args, env } = sortie.program
    const child = spawn(command, [...args, 'ingest', '--workspace', workspace, card], {
      cwd: dir,
      env,
      stdio: 'ignore',
    })
    const incoming = path.join(workspace, 'vault', 'incoming')
    const whole = () =>
      fs.existsSync(incoming) ? fs.readdirSync(incoming).filter((name) => /^[0-9a-f]{64}$/.test(name)) : []
    await expect.poll(() => whole().length, { interval: 5 }).toBeGreaterThan(0)
    child.kill('SIGKILL')
    await new Promise((done) => child.once('exit', done))
    const left = whole()
    const written = new Map(left.map((name) => [name, fs.statSync(path.join(incoming, name)).ino]))
    expect(run('workspace', 'verify', workspace).status).toBe(0)
    const again = JSON.parse(run('ingest', '--workspace', workspace, card, '--json').out) as {
      ingested: { sha256: string }[]
    }
    expect(again.ingested.map(({ sha256 }) => sha256).sort()).toEqual(files.map(hashOf).sort())
    // The very file of before, moved to its place.
    for (const [name, ino] of written)
      expect(fs.statSync(path.join(workspace, 'vault', name.slice(0, 2), name)).ino).toBe(ino)
    expect(run('workspace', 'verify', workspace).status).toBe(0)
  })
})

describe("a camera's own preview of a clip", () => {
  it('belongs to the clip of its name, and is no clip of its own', async () => {
    const host = open()
    const { footage } = await ingest(host, [
      clip('DJI_0007.LRF', 50_000),
      clip('DJI_0007.MP4', 200_000),
      clip('DJI_0008.LRF', 60_000),
    ])
    const of = (name: string) => footage.find(({ doc }) => doc.fileName === name)?.doc
    expect(of('DJI_0007.LRF')?.previewOf).toBe(of('DJI_0007.MP4')?.id)
    expect(of('DJI_0007.MP4')?.previewOf).toBeUndefined()
    expect(of('DJI_0008.LRF')?.previewOf).toBeUndefined()
  })
})
