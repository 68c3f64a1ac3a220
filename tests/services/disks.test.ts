import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer, InSession } from '../../src/contract/index.ts'
import { keeperOfFolder, receiveWorkspace, sendWorkspace } from '../../src/services/exchangeTools.ts'
import { backup, verify } from '../../src/services/workspaceTools.ts'
import { systemFailure } from '../../src/core/units/systemFailure.ts'
import { openWorkspace, type Workspace } from '../../src/store/workspace.ts'
import { chanceOf } from '../attack/chance.ts'
import { fillCard } from '../attack/power/card.ts'
import { aCreditCode, anEnterprise, anId } from '../builders/enterprise.ts'
import { called, openServices } from '../builders/services.ts'
import { canMakeDisks, openDisk, type SmallDisk } from '../builders/smallDisk.ts'

/** Real disks, made in files. */
const isMade = canMakeDisks()
const why = isMade ? '' : ' (not done: this machine lets us make no disk: Linux, root and loop devices)'

type Trouble = 'full' | 'protected' | 'dead' | 'pulled'
const befall: Record<Trouble, (disk: SmallDisk) => void> = {
  full: (disk) => disk.fill(0),
  protected: (disk) => disk.protect(),
  dead: (disk) => disk.die(),
  pulled: (disk) => disk.pull(),
}
/** What may be said of each: a disk that is protected may be read. */
const SAID: Record<Trouble, readonly string[]> = {
  full: ['disk_full'],
  protected: ['not_writable', 'read_only', 'disk_failed'],
  dead: ['disk_failed', 'not_writable', 'workspace_missing'],
  pulled: ['disk_failed', 'workspace_missing', 'cannot_write', 'cannot_read', 'changed_file', 'not_writable'],
}
const work = { signal: new AbortController().signal, of: () => () => undefined }
type Done = { ok: true; value: object } | { ok: false; code: string }
async function attempt(work: () => Done | Promise<Done>): Promise<Done> {
  try {
    return await work()
  } catch (error) {
    return { ok: false, code: systemFailure(error)?.code ?? String(error) }
  }
}
const put = (n: number) => ({ base: null, doc: anEnterprise({ id: anId(n), creditCode: aCreditCode(n) }) })

describe.skipIf(!isMade)(`a workspace on a disk in trouble${why}`, () => {
  let base = ''
  let disk: SmallDisk
  let dir = ''
  let card: string[] = []
  let logged: string[] = []
  let host: InSession | null = null

  const open = (): InSession => {
    host = openServices({ home: path.join(base, 'home'), workspaceDir: dir, pollMs: 0 })
    return host
  }
  const files = (services: InSession, count = card.length) =>
    card.slice(0, count).map((file) => services.registerFile(file).ref)

  beforeEach(async () => {
    base = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-disks-'))
    disk = openDisk(path.join(base, 'd'))
    dir = path.join(disk.dir, 'w')
    fillCard(path.join(base, 'card'), chanceOf(7))
    card = fs.readdirSync(path.join(base, 'card')).map((name) => path.join(base, 'card', name))
    const services = open()
    await called(services, 'enterprise.put', put(1))
    await called(services, 'footage.ingest', { files: files(services, 3), flightId: null })
    logged = []
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => logged.push(String(text)) > 0)
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    await host?.close()
    host = null
    disk.release()
    fs.rmSync(base, { recursive: true, force: true })
  })

  const isClear = (trouble: Trouble, what: string, answer: { ok: boolean; code?: string }): void => {
    if (!answer.ok) expect(SAID[trouble], `${what}: ${JSON.stringify(answer)}`).toContain(answer.code)
  }

  describe.each(['full', 'protected', 'dead', 'pulled'] as const)('that is %s', (trouble) => {
    it('is told of in every call, and all that was acknowledged is there afterwards', async () => {
      const services = host as InSession
      befall[trouble](disk)
      const asked: [string, unknown][] = [
        ['enterprise.put', { ...put(2), doc: { ...put(2).doc, remarks: '字'.repeat(4000) } }],
        ['draft.put', { key: 'enterprise:new', value: { name: '字'.repeat(9000) } }],
        ['footage.ingest', { files: files(services), flightId: null }],
        ['footage.list', { flightId: null }],
        ['enterprise.list', {}],
        ['workspace.status', {}],
        ['workspace.verify', {}],
        ['workspace.send', { since: null, originals: 'all' }],
      ]
      for (const [name, input] of asked) isClear(trouble, name, await services.call(name, input))
      // A file that is open may have some room left, and one that is pulled by its name is written on.
      let refused: Answer = { ok: true, value: null }
      const most = trouble === 'pulled' ? 0 : 200
      for (let n = 10; refused.ok && n < 10 + most; n++) {
        const { base, doc } = put(n)
        refused = await services.call('enterprise.put', { base, doc: { ...doc, remarks: '字'.repeat(4000) } })
        isClear(trouble, 'enterprise.put', refused)
      }
      expect(refused.ok).toBe(trouble === 'pulled')
      await services.close()
      host = null
      if (trouble === 'full') disk.makeRoom()
      else if (trouble === 'pulled') disk.plugIn()
      else disk.mend()
      const again = open()
      const { originals, ...found } = await called(again, 'workspace.verify', {})
      expect({ originals, ok: found.ok }).toMatchObject({ ok: true, originals: { missing: [] } })
      const { rows } = await called(again, 'enterprise.list', {})
      expect(rows.map(({ id }) => id)).toContain(anId(1))
      await called(again, 'footage.ingest', { files: files(again), flightId: null })
      expect(logged.join('')).toBe('')
    })

    it('is told of by whatever opens it, backs it up, sends it or receives into it', async () => {
      const sent = path.join(base, 'sent.sortie')
      const by = { since: null, originals: 'all' as const, actor: keeperOfFolder() }
      expect(await sendWorkspace(dir, sent, by, work)).toMatchObject({ ok: true })
      const outside = path.join(base, 'outside')
      expect(await backup(dir, outside)).toMatchObject({ ok: true })
      await host?.close()
      host = null
      befall[trouble](disk)
      const receiving = { receipt: path.join(base, 'r'), actor: keeperOfFolder() }
      for (const [what, done] of [
        ['open', () => openWorkspace(dir, { create: false })],
        ['create', () => openWorkspace(path.join(disk.dir, 'new'), { create: true })],
        [
          'verify',
          () =>
            verify(
              dir,
              () => undefined,
              () => undefined,
              [],
            ),
        ],
        ['back up from it', () => backup(dir, path.join(base, 'other'))],
        ['back up onto it', () => backup(dir, path.join(disk.dir, 'backup'))],
        ['send from it', () => sendWorkspace(dir, path.join(base, 'two.sortie'), by, work)],
        ['send onto it', () => sendWorkspace(dir, path.join(disk.dir, 'three.sortie'), by, work)],
        ['receive into it', () => receiveWorkspace(path.join(disk.dir, 'n'), sent, receiving, work)],
      ] as const) {
        // What is thrown is as clear: the command line says it in words.
        const answer = await attempt(done)
        if (answer.ok && 'close' in answer.value) (answer.value as Workspace).close()
        const onto = [...SAID[trouble], 'cannot_write']
        if (!answer.ok) expect(onto, `${what}: ${JSON.stringify(answer)}`).toContain(answer.code)
      }
      expect(logged.join('')).toBe('')
    })
  })
})
