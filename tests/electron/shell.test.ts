import { EventEmitter } from 'node:events'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { launchArguments } from '../../electron/main/arguments.ts'
import { menuLanguage, menuTemplate } from '../../electron/main/menu.ts'
import { type Child, servicesProcess } from '../../electron/main/servicesProcess.ts'
import { serveMessages } from '../../electron/services/serveMessages.ts'
import type { ContractEvent, DesktopPorts, ServicesHost, Session } from '../../src/contract/index.ts'

describe('the menu', () => {
  const labels = (items: ReturnType<typeof menuTemplate>): string[] =>
    items
      .flatMap((item) => [item.label ?? '', ...(Array.isArray(item.submenu) ? labels(item.submenu) : [])])
      .filter(Boolean)
  it('has the same items in both languages, each with words of its own', () => {
    const act = { openFolder: () => undefined }
    const zh = labels(menuTemplate('zh', 'linux', act))
    const en = labels(menuTemplate('en', 'linux', act))
    expect(zh).toHaveLength(en.length)
    expect(zh.filter((label) => en.includes(label))).toEqual([])
  })
  it('has the application menu on macOS and never developer tools', () => {
    const act = { openFolder: () => undefined }
    expect(menuTemplate('en', 'darwin', act)[0]?.role).toBe('appMenu')
    for (const platform of ['darwin', 'win32', 'linux'] as const)
      expect(JSON.stringify(menuTemplate('zh', platform, act))).not.toMatch(/devtools/i)
  })
  it('speaks Chinese where the system does, or says nothing', () => {
    expect(menuLanguage(['zh-Hans-CN', 'en'])).toBe('zh')
    expect(menuLanguage(['en-US', 'zh-CN'])).toBe('en')
    expect(menuLanguage([])).toBe('zh')
  })
})

describe('the arguments', () => {
  it('name a workspace folder and keep what stands before it', () => {
    expect(launchArguments(['electron', '.', '--workspace', 'w'], { SORTIE_HOME: 'h' }, '/x')).toEqual({
      home: path.resolve('/x/h'),
      workspaceDir: path.resolve('/x/w'),
      rest: ['.'],
      files: [],
    })
    expect(launchArguments(['electron', '.'], { SORTIE_HOME: 'h' }, '/x', '/srv/sortie').home).toBe(
      '/srv/sortie',
    )
    expect(launchArguments(['electron', '.'], {}, '/x')).toEqual({
      home: null,
      workspaceDir: null,
      rest: ['.'],
      files: [],
    })
  })
})

/** Nothing is opened outside. */
const nowhere: DesktopPorts = {
  openOutside: async () => 'not_allowed',
  printPage: async () => null,
  keyring: { problem: async () => 'keyring_missing', close: async () => null, open: async () => null },
}

/** A services process in this one: its port and its end, wired back to back. */
function child(host: ServicesHost): Child & { end(code: number): void } {
  const toMain = new EventEmitter()
  const toChild = new EventEmitter()
  serveMessages(
    {
      postMessage: (message) => queueMicrotask(() => toMain.emit('message', structuredClone(message))),
      on: (_event, listener) => toChild.on('message', listener),
    },
    host,
    () => queueMicrotask(() => toMain.emit('exit', 0)),
  )
  return {
    postMessage: (message) =>
      queueMicrotask(() => toChild.emit('message', { data: structuredClone(message) })),
    on: (event: string, listener: (arg: never) => void) => toMain.on(event, listener as never),
    kill: () => toMain.emit('exit', 1),
    end: (code) => {
      toChild.removeAllListeners()
      toMain.emit('exit', code)
    },
  }
}

const fakeHost = (over: Partial<ServicesHost> = {}): ServicesHost => ({
  session: () => ({ actor: { name: 'x', role: 'operator' } }),
  call: async (_session, name) => ({ ok: true, value: name }),
  on: () => () => undefined,
  registerFile: (file, name) => ({ ref: 'r', name: name ?? file, size: 1 }),
  openFile: () => undefined,
  uploads: () => '/uploads',
  releaseUploads: () => undefined,
  bytesRefusal: () => null,
  media: async () => null,
  download: () => null,
  tile: async () => ({ bytes: new Uint8Array([1]), mimeType: 'image/png' }),
  close: async () => undefined,
  ...over,
})

describe('the services process', () => {
  it('answers over its port, bytes too', async () => {
    const services = servicesProcess(
      () => child(fakeHost()),
      () => undefined,
      nowhere,
    )
    expect(await services.call('w', 'a', {})).toEqual({ ok: true, value: 'a' })
    expect(await services.registerFile('/x', 'y')).toEqual({ ref: 'r', name: 'y', size: 1 })
    expect((await services.tile('l', 1, 2, 3))?.bytes).toEqual(new Uint8Array([1]))
    expect(await services.media('m')).toBeNull()
  })
  it('answers what was under way with services_down when it ends, tells the window, and starts again', async () => {
    const emit = vi.fn<(session: string | null, event: { type: string }) => void>()
    const started: ReturnType<typeof child>[] = []
    const services = servicesProcess(
      () => {
        const host =
          started.length === 0 ? fakeHost({ call: () => new Promise(() => undefined) }) : fakeHost()
        const next = child(host)
        started.push(next)
        return next
      },
      emit,
      nowhere,
    )
    const pending = services.call('w', 'a', {})
    await Promise.resolve()
    started[0]?.end(9)
    expect(await pending).toEqual({ ok: false, code: 'services_down', params: {} })
    expect(emit.mock.calls.map(([session, event]) => [session, event.type])).toEqual([[null, 'servicesDown']])
    expect(await services.call('w', 'b', {})).toEqual({ ok: true, value: 'b' })
    expect(started).toHaveLength(2)
  })
  it('keeps a session for each window: its calls, what it is told, and its end', async () => {
    const listening = new Map<Session, (event: ContractEvent) => void>()
    let made = 0
    const host = fakeHost({
      session: () => ({ actor: { name: `window ${++made}`, role: 'operator' } }),
      call: async ({ actor }) => ({ ok: true, value: actor.name }),
      on: (session, listener) => {
        listening.set(session, listener)
        return () => listening.delete(session)
      },
    })
    const told: [string | null, string][] = []
    const services = servicesProcess(
      () => child(host),
      (session, { type }) => told.push([session, type]),
      nowhere,
    )
    const names = ['a', 'b', 'a']
    const answers = await Promise.all(names.map((name) => services.call(name, 'workspace.status', {})))
    expect(answers.map((answer) => answer.ok && answer.value)).toEqual(['window 1', 'window 2', 'window 1'])
    for (const [session, tell] of listening) tell({ type: 'session', actor: session.actor })
    await expect
      .poll(() => told)
      .toEqual([
        ['a', 'session'],
        ['b', 'session'],
      ])
    services.leave('a')
    await expect.poll(() => listening.size).toBe(1)
    expect(await services.call('a', 'workspace.status', {})).toEqual({ ok: true, value: 'window 3' })
  })
  it('waits for the services to close, and kills them when they do not', async () => {
    let isClosed = false
    const good = servicesProcess(
      () => child(fakeHost({ close: async () => void (isClosed = true) })),
      () => undefined,
      nowhere,
    )
    await good.call('w', 'a', {})
    await good.close()
    expect(isClosed).toBe(true)
    expect(await good.call('w', 'a', {})).toMatchObject({ code: 'services_down' })
    const kill = vi.fn<() => boolean>()
    const stuck = servicesProcess(
      () => ({ ...child(fakeHost({ close: () => new Promise(() => undefined) })), kill }),
      () => undefined,
      nowhere,
    )
    await stuck.call('w', 'a', {})
    await stuck.close(20)
    expect(kill).toHaveBeenCalledOnce()
  })
})
