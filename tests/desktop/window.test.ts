import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WAIT_MS } from '../limits.ts'
import { look } from '../walk/look.ts'
import { type Desktop, openDesktop } from './harness.ts'

type Bridge = { call(name: string, input: unknown): Promise<unknown> }
const asBridge = `window.sortie`

describe('the desktop window', () => {
  let desktop: Desktop
  beforeAll(async () => {
    desktop = await openDesktop()
  })
  afterAll(() => desktop.close())

  it('opens on its own scheme and draws something', async () => {
    await desktop.page.getByTestId('first-start').waitFor()
    expect(desktop.page.url()).toBe('app://sortie/')
    expect(await desktop.page.title()).toMatch(/Sortie|空巡/)
    await look(desktop, 'desktop-first')
  })

  it('gives the page one door of exactly four functions and nothing of Node', async () => {
    const seen = await desktop.page.evaluate(() => ({
      keys: Object.keys((window as unknown as { sortie: object }).sortie).sort(),
      node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
    }))
    expect(seen).toEqual({ keys: ['call', 'files', 'made', 'on'], node: [] })
  })

  it('runs its pages sandboxed, isolated and without Node', async () => {
    const preferences = await desktop.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>
      }
      const it = contents.getLastWebPreferences()
      return {
        sandbox: it['sandbox'],
        contextIsolation: it['contextIsolation'],
        nodeIntegration: it['nodeIntegration'],
        webviewTag: it['webviewTag'],
        webSecurity: it['webSecurity'],
      }
    })
    expect(preferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    })
  })

  it('answers a call from the services process, and refuses an unknown one', async () => {
    const answers = await desktop.page.evaluate(async (name) => {
      const bridge = (window as unknown as Record<string, Bridge>)['sortie'] as Bridge
      return {
        name,
        status: await bridge.call('workspace.status', {}),
        unknown: await bridge.call('no.such', {}),
      }
    }, asBridge)
    expect(answers.status).toMatchObject({ ok: true })
    expect(answers.unknown).toMatchObject({ ok: false, code: 'unknown_call' })
  })

  it('refuses every permission, new windows and leaving the page', async () => {
    const refused = await desktop.page.evaluate(async () => {
      const state = async (name: string) =>
        (await navigator.permissions.query({ name: name as PermissionName })).state
      const opened = window.open('https://example.invalid/')
      location.href = 'https://example.invalid/?next=app://sortie/'
      return { geolocation: await state('geolocation'), opened: opened === null }
    })
    expect(refused).toEqual({ geolocation: 'denied', opened: true })
    await desktop.watched.atRest()
    expect(desktop.page.url()).toBe('app://sortie/')
    desktop.watched.foreign.length = 0
  })

  it('serves nothing outside the built window', async () => {
    const statuses = await desktop.page.evaluate(async () => {
      const status = async (url: string) => (await fetch(url)).status
      return [
        await status('/index.html'),
        await status('/..%2fnode/main.mjs'),
        await status('/%2e%2e/node/main.mjs'),
      ]
    })
    expect(statuses).toEqual([200, 404, 404])
    desktop.watched.errors.length = 0
  })

  it('tells the window when the services process ends, and starts it again', async () => {
    const outcome = await desktop.page.evaluate(async () => {
      const bridge = (
        window as unknown as { sortie: Bridge & { on(fn: (event: { type: string }) => void): () => void } }
      ).sortie
      const heard: string[] = []
      const stop = bridge.on((event) => heard.push(event.type))
      ;(window as unknown as { heard: unknown }).heard = { heard, stop }
      return (await bridge.call('workspace.status', {})) as { ok: boolean }
    })
    expect(outcome.ok).toBe(true)
    await desktop.app.evaluate(({ app }) => {
      const services = app.getAppMetrics().find((it) => it.name === 'Sortie services')
      if (services) process.kill(services.pid, 'SIGKILL')
    })
    await desktop.page.waitForFunction(() =>
      (window as unknown as { heard: { heard: string[] } }).heard.heard.includes('servicesDown'),
    )
    const again = await desktop.page.evaluate(async () =>
      (window as unknown as { sortie: Bridge }).sortie.call('workspace.status', {}),
    )
    expect(again).toMatchObject({ ok: true })
  })

  it('is told when it is opened a second time on the same workspace', async () => {
    const { spawnSync } = await import('node:child_process')
    const second = spawnSync(
      process.env['ELECTRON_PATH'] ?? '',
      [path.resolve(import.meta.dirname, '../..')],
      { env: { ...process.env, SORTIE_HOME: desktop.home }, encoding: 'utf8', timeout: WAIT_MS },
    )
    expect(second.stderr).toContain('already open in another window')
    expect(second.status).toBe(3)
    expect(fs.existsSync(path.join(desktop.home, 'main', 'sortie.db'))).toBe(true)
  })
})
