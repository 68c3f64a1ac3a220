import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { BROWSER_ARGS, findBrowser } from '../../scripts/browser.mjs'
import { type InSession, inSession } from '../../src/contract/index.ts'
import type { PolicyHere } from '../../src/core/policy/policy.ts'
import { ok } from '../../src/core/units/result.ts'
import { type Served, serve } from '../../src/http/serve.ts'
import { createServices } from '../../src/services/index.ts'
import { readyDemo } from '../builders/readyDemo.ts'
import { WAIT_MS } from '../limits.ts'
import { watch, type Watched } from './watch.ts'

const root = path.resolve(import.meta.dirname, '../..')

let browser: Promise<Browser> | undefined

/** One browser for a test file; `closeBrowser` in its `afterAll`. */
async function sharedBrowser(): Promise<Browser> {
  // Without a UTF-8 locale Chromium does not find files with Chinese names.
  const env = { ...process.env, LC_ALL: 'C.UTF-8' }
  browser ??= findBrowser().then((executablePath) =>
    chromium.launch({ executablePath, args: BROWSER_ARGS, env, timeout: WAIT_MS }),
  )
  return browser
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close()
  browser = undefined
}

/**
 * `SORTIE_SLOW=1` shows the window as on a slow and busy machine: its thread runs at an eighth of its speed, and every
 * answer of the services comes late, one later than the other. No test may mind.
 */
async function slowDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 8 })
  let calls = 0
  await page.route('**/call/**', async (route) => {
    const lateMs = [40, 700, 150, 400][calls++ % 4] ?? 0
    await new Promise((resolve) => setTimeout(resolve, lateMs))
    await route.continue()
  })
}

export type BrowserApp = {
  page: Page
  context: BrowserContext
  /** The services in a session beside the page's. */
  host: InSession
  served: Served
  home: string
  watched: Watched
  /** Closes page, server and services, removes the home, and throws when the page complained. */
  close(): Promise<void>
}

/** The built window over the real HTTP door, on a workspace home of its own, opened by its one-time address. */
export async function openBrowserApp(
  options: {
    locale?: 'zh-CN' | 'en-GB'
    workspaceDir?: string
    keysDir?: string
    hasTouch?: boolean
    /** The demo is filled when it is opened, as on a computer's first day; otherwise it is there. */
    isFirstDay?: boolean
    /** What is set for this computer. */
    policy?: PolicyHere
  } = {},
): Promise<BrowserApp> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-browser-'))
  if (!options.isFirstDay) await readyDemo(home, options.keysDir)
  const host = createServices({
    home,
    assetsDir: path.join(root, 'missions'),
    pollMs: 500,
    ...(options.workspaceDir ? { workspaceDir: options.workspaceDir } : {}),
    ...(options.keysDir ? { keysDir: options.keysDir } : {}),
    ...(options.policy ? { policy: ok(options.policy) } : {}),
  })
  const served = await serve(host, { rendererDir: path.join(root, 'out/renderer') })
  const context = await (await sharedBrowser()).newContext({
    locale: options.locale ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
    hasTouch: options.hasTouch ?? false,
  })
  context.setDefaultTimeout(WAIT_MS)
  const page = await context.newPage()
  const watched = await watch(page)
  if (process.env['SORTIE_SLOW']) await slowDown(page)
  await page.goto(served.url)
  return {
    page,
    context,
    host: inSession(host),
    served,
    home,
    watched,
    async close() {
      await context.close()
      await served.close()
      await host.close()
      fs.rmSync(home, { recursive: true, force: true })
      watched.assertClean()
    },
  }
}
