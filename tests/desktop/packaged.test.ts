/**
 * The program as it is packed: the folder made with electron-builder's configuration and started like anybody's program.
 * Its fuses leave no door for a test to come in by, so it is watched through Chromium's own port.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Watched, watch } from '../browser/watch.ts'
import { WAIT_MS } from '../limits.ts'
import { look } from '../walk/look.ts'
import { openDemo, openMission } from '../walk/openings.ts'

const root = path.resolve(import.meta.dirname, '../..')
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-packaged-'))

describe.skipIf(process.platform !== 'linux')('the packaged program', () => {
  let folder: string
  let program: ChildProcess
  let browser: Browser
  let page: Page
  let watched: Watched

  beforeAll(async () => {
    const made = spawnSync(process.execPath, [path.join(root, 'scripts/packaging/package.mjs'), 'dir'], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(made.status, made.stderr + made.stdout).toBe(0)
    folder = made.stdout.trim().split('\n').at(-1) ?? ''
    const env = { ...process.env, SORTIE_HOME: home, LC_ALL: 'C.UTF-8', NODE_OPTIONS: '' }
    program = spawn(path.join(folder, 'sortie-desktop'), ['--remote-debugging-port=0', '--lang=zh-CN'], {
      env,
      cwd: home,
    })
    let said = ''
    program.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    const port = await vi.waitFor(
      () => {
        const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
        if (!found) throw new Error(`it has not said where it listens: ${said}`)
        return found
      },
      { timeout: WAIT_MS, interval: 50 },
    )
    browser = await chromium.connectOverCDP(port, { timeout: WAIT_MS })
    page = await vi.waitFor(
      () => {
        const found = browser.contexts()[0]?.pages()[0]
        if (!found) throw new Error('no window yet')
        return found
      },
      { timeout: WAIT_MS, interval: 50 },
    )
    page.setDefaultTimeout(WAIT_MS)
    watched = await watch(page)
    await page.reload()
    await page.waitForLoadState('load')
  })
  afterAll(async () => {
    await browser?.close()
    program?.kill('SIGKILL')
    fs.rmSync(home, { recursive: true, force: true })
  })

  it('opens, fills the demo out of its resources, and judges a mission', async () => {
    await page.getByTestId('first-start').waitFor()
    expect(page.url()).toBe('app://sortie/')
    await openDemo({ page })
    await openMission({ page }, 0)
    await look({ page }, 'packaged-mission')
    watched.assertClean()
  })

  it('lends itself to nobody as a Node, whatever the environment asks', () => {
    const asked = spawnSync(path.join(folder, 'sortie-desktop'), ['-e', 'console.log("as node")'], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', SORTIE_HOME: home },
      encoding: 'utf8',
    })
    expect(asked.stdout).not.toContain('as node')
    // It came to the window that is open already.
    expect(asked.stderr).toContain('already open')
    expect(asked.status).toBe(3)
  })

  it('ends when asked to, and its command line finds what it left whole', async () => {
    const ended = new Promise<number | null>((resolve) => {
      program.once('exit', resolve)
    })
    program.kill('SIGTERM')
    await ended
    const cli = path.join(folder, 'resources/cli')
    const workspaces = fs
      .readdirSync(home)
      .filter((name) => fs.existsSync(path.join(home, name, 'sortie.db')))
    expect(workspaces).not.toEqual([])
    for (const name of workspaces) {
      const verified = spawnSync(
        path.join(cli, 'node/bin/node'),
        [path.join(cli, 'out/node/cli.mjs'), 'workspace', 'verify', path.join(home, name)],
        { env: { ...process.env, SORTIE_HOME: home, LC_ALL: 'C' }, encoding: 'utf8' },
      )
      expect(verified.status, verified.stdout + verified.stderr).toBe(0)
    }
  })
})
