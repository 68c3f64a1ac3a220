import { EventEmitter, once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyringBy } from '../../electron/main/keyring.ts'
import { type Child, servicesProcess } from '../../electron/main/servicesProcess.ts'
import { askMain, serveMessages } from '../../electron/services/serveMessages.ts'
import type { Answer, DesktopPorts, ServicesHost } from '../../src/contract/index.ts'
import { createServices } from '../../src/services/index.ts'
import { wordsOf } from '../../src/words/words.ts'
import { anEnterprise, anId } from '../builders/enterprise.ts'
import { called } from '../builders/services.ts'
import { safeStorage } from '../fakes/electron.ts'

let dir = ''
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-keyring-'))
  Object.assign(safeStorage, { backend: 'gnome_libsecret', isThere: true, isRefused: false })
})
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }))

describe('the keyring of the system', () => {
  it('counts as none where it closes nothing, and where there is none', async () => {
    const problem = (platform: NodeJS.Platform) => keyringBy(safeStorage, platform).problem()
    expect(await problem('linux')).toBeNull()
    for (const backend of ['basic_text', 'unknown'] as const) {
      safeStorage.backend = backend
      expect(await problem('linux')).toBe('keyring_basic_text')
      expect(await keyringBy(safeStorage, 'linux').close(Buffer.from('x'))).toBeNull()
    }
    // Only Linux has backends to choose among.
    expect(await problem('win32')).toBeNull()
    safeStorage.isThere = false
    expect(await problem('darwin')).toBe('keyring_missing')
    safeStorage.backend = 'kwallet6'
    expect(await problem('linux')).toBe('keyring_missing')
  })

  it('opens what it closed, byte by byte, and nothing when a person refuses', async () => {
    const keyring = keyringBy(safeStorage, 'linux')
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i)
    const closed = (await keyring.close(bytes)) ?? new Uint8Array()
    expect(await keyring.open(closed)).toEqual(bytes)
    safeStorage.isRefused = true
    expect(await keyring.close(bytes)).toBeNull()
    expect(await keyring.open(closed)).toBeNull()
  })
})

/** The services in this process, behind the ports of the desktop; `hostOf` makes them of what the main process can do. */
function overPorts(hostOf: (ports: DesktopPorts) => ServicesHost) {
  const [toMain, toChild] = [new EventEmitter(), new EventEmitter()]
  const port = {
    postMessage: (message: unknown) =>
      void setImmediate(() => toMain.emit('message', structuredClone(message))),
    on: (_event: 'message', listener: (event: { data: unknown }) => void) => toChild.on('message', listener),
  }
  serveMessages(port, hostOf(askMain(port)), () => setImmediate(() => toMain.emit('exit', 0)))
  const child: Child = {
    postMessage: (message) =>
      void setImmediate(() => toChild.emit('message', { data: structuredClone(message) })),
    on: (event: string, listener: (arg: never) => void) => toMain.on(event, listener as never),
    kill: () => true,
  }
  const services = servicesProcess(
    () => child,
    () => undefined,
    {
      openOutside: async () => 'not_allowed',
      printPage: async () => null,
      keyring: keyringBy(safeStorage, 'linux'),
    },
  )
  return { services, port, toChild }
}

describe('a workspace whose key the keyring keeps', () => {
  const keysDir = () => path.join(dir, 'keys')
  const desktop = () => {
    const { services } = overPorts((ports) =>
      createServices({ home: dir, workspaceDir: path.join(dir, 'w'), keysDir: keysDir(), ...ports }),
    )
    return {
      call: (name: string, input: unknown): Promise<Answer> => services.call('w', name, input),
      file: (file: string) => services.registerFile(file),
      close: () => services.close(),
    }
  }
  /** The command line and the browser: services without a keyring. */
  const bare = () => {
    const host = createServices({ home: dir, workspaceDir: path.join(dir, 'w'), keysDir: keysDir() })
    const session = host.session()
    return {
      call: (name: string, input: unknown): Promise<Answer> => host.call(session, name, input),
      close: () => host.close(),
    }
  }
  const put = (door: { call(name: string, input: unknown): Promise<Answer> }, n: number) =>
    door.call('enterprise.put', { base: null, doc: anEnterprise({ id: anId(n) }) })
  const stations = (): string[] =>
    fs.readdirSync(keysDir()).filter((name) => /^[0-9a-f]{32}\.json$/.test(name))

  it('is written by the window alone, and looked at and verified by all', async () => {
    const window = desktop()
    expect(await put(window, 1)).toMatchObject({ ok: true })
    const [station = ''] = stations()
    const before = fs.readFileSync(path.join(keysDir(), station), 'utf8')
    expect(await called(window, 'keyring.state', {})).toEqual({ isOn: false, problem: null })
    expect(await called(window, 'keyring.set', { isOn: true })).toEqual({ isOn: true, problem: null })
    const { privateKey } = JSON.parse(before) as { privateKey: string }
    expect(fs.readFileSync(path.join(keysDir(), station), 'utf8')).not.toContain(privateKey)
    expect(await put(window, 2)).toMatchObject({ ok: true })

    const line = bare()
    const refused = await put(line, 3)
    expect(refused).toMatchObject({ ok: false, code: 'key_wrapped' })
    if (!refused.ok)
      for (const language of ['en', 'zh'] as const)
        expect(wordsOf(language, 'error', refused.code, refused.params)).not.toMatch(/[{}\n]|^$/)
    expect(await called(line, 'keyring.state', {})).toEqual({ isOn: true, problem: 'keyring_door' })
    expect(await line.call('keyring.set', { isOn: false })).toMatchObject({ ok: false, code: 'key_wrapped' })
    expect((await called(line, 'enterprise.list', {})).total).toBe(2)
    expect((await called(line, 'workspace.verify', {})).ok).toBe(true)

    // Another start of the window asks the keyring again, and goes on as the same station.
    await window.close()
    const again = desktop()
    expect(await put(again, 4)).toMatchObject({ ok: true })
    expect(stations()).toEqual([station])
    expect(await called(again, 'keyring.set', { isOn: false })).toEqual({ isOn: false, problem: null })
    expect(await put(line, 5)).toMatchObject({ ok: true })
    expect((await called(line, 'enterprise.list', {})).total).toBe(4)
    await again.close()
    await line.close()
  })

  it('is begun before the first write too, and is signed by threads', async () => {
    const plan = path.join(dir, 'plan.waypoints')
    fs.writeFileSync(
      plan,
      'QGC WPL 110\n0\t1\t0\t16\t0\t0\t0\t0\t41.77\t109.97\t1300\t1\n1\t0\t3\t16\t0\t0\t0\t0\t41.771\t109.971\t60\t1\n',
    )
    const window = desktop()
    await called(window, 'keyring.set', { isOn: true })
    const { ref } = await window.file(plan)
    const imported = await window.call('mission.import', { file: ref, siteIds: [], datum: 'wgs84' })
    expect(imported).toMatchObject({ ok: true })
    const [file = ''] = stations()
    expect(JSON.parse(fs.readFileSync(path.join(keysDir(), file), 'utf8'))).not.toHaveProperty('privateKey')
    await window.close()
  })

  it('is not written while a person keeps the keyring shut, and is afterwards', async () => {
    const first = desktop()
    await put(first, 1)
    await called(first, 'keyring.set', { isOn: true })
    await first.close()
    const window = desktop()
    safeStorage.isRefused = true
    expect(await put(window, 2)).toMatchObject({
      ok: false,
      code: 'key_unreadable',
      params: { problem: 'key_keyring' },
    })
    expect(await window.call('keyring.set', { isOn: false })).toMatchObject({ ok: false })
    safeStorage.isRefused = false
    expect(await put(window, 2)).toMatchObject({ ok: true })
    await window.close()
  })

  it('is not begun with a keyring that is none, or that refuses', async () => {
    const window = desktop()
    safeStorage.isRefused = true
    expect(await window.call('keyring.set', { isOn: true })).toMatchObject({
      ok: false,
      code: 'key_unreadable',
      params: { problem: 'key_keyring' },
    })
    safeStorage.backend = 'basic_text'
    const refused = await window.call('keyring.set', { isOn: true })
    expect(refused).toEqual({
      ok: false,
      code: 'keyring_none',
      params: { problem: 'keyring_basic_text' },
    })
    expect(await called(window, 'keyring.state', {})).toEqual({ isOn: false, problem: 'keyring_basic_text' })
    expect(await put(window, 1)).toMatchObject({ ok: true })
    await window.close()
  })
})

describe('the services', () => {
  it('may ask the main process for nothing else', async () => {
    const { services, port, toChild } = overPorts(
      () =>
        ({
          session: () => ({ actor: { name: 'x', role: 'operator' } }),
          call: async () => ({ ok: true, value: null }),
          on: () => () => undefined,
        }) as never,
    )
    // The first call starts them.
    await services.call('w', 'workspace.status', {})
    for (const what of ['constructor', 'quit', '', '__proto__']) {
      const answer = once(toChild, 'message')
      port.postMessage({ ask: 1, what, argument: null })
      expect(await answer).toEqual([{ data: { asked: 1, failed: `unknown request ${what}` } }])
    }
  })
})
