import fs from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../src/contract/web.ts'
import { look } from '../walk/look.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

describe('the window in the browser', () => {
  let app: BrowserApp
  beforeAll(async () => {
    app = await openBrowserApp()
  })
  afterAll(async () => {
    await app.close()
    await closeBrowser()
  })

  it('opens by its one-time address, which does not stay in the address bar', async () => {
    await app.page.waitForSelector('#root > *')
    expect(app.page.url()).toBe(`${app.served.origin}/`)
    await look(app, 'browser-first')
  })

  it('hides its cookie from scripts and shows no desktop bridge', async () => {
    expect(await app.page.evaluate(() => [document.cookie, 'sortie' in window])).toEqual(['', false])
  })

  it('answers a call to the page that holds its key, and none to the cookie alone', async () => {
    const answers = await app.page.evaluate(async () => {
      const { key } = JSON.parse(localStorage.getItem('sortie.keys') ?? '{}') as { key: string }
      const call = async (headers: Record<string, string>) => {
        const response = await fetch('/call/workspace.status', {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: '{}',
        })
        return [response.status, ((await response.json()) as { ok: boolean }).ok]
      }
      return [await call({}), await call({ 'x-sortie-key': key })]
    })
    expect(answers).toEqual([
      [403, false],
      [200, true],
    ])
    await expect.poll(() => app.watched.errors.length).toBe(1)
    app.watched.errors.length = 0
  })

  it('stays open when it is loaded again, and in another tab of the same browser', async () => {
    await app.page.reload()
    await app.page.getByTestId('open-demo').waitFor()
    const tab = await app.context.newPage()
    await tab.goto(app.served.origin)
    await tab.getByTestId('open-demo').waitFor()
    await tab.close()
  })

  it('keeps the page under the strict policy: an inline script does not run', async () => {
    const ran = await app.page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.ranInline = true'
      document.head.append(script)
      return 'ranInline' in window
    })
    expect(ran).toBe(false)
    await expect.poll(() => app.watched.violations.length).toBe(1)
    app.watched.violations.length = 0
    app.watched.errors.length = 0
  })

  it('is a build: nothing inline, nothing of the development server, its policy the strict one', async () => {
    const response = await app.context.request.get(`${app.served.origin}/`)
    const html = await response.text()
    expect(html).not.toMatch(/@vite\/client|react-refresh|<script(?![^>]*\bsrc=)|<style|http-equiv/)
    const nonce = /nonce="([^"]+)"/.exec(html)?.[1] ?? ''
    expect(response.headers()['content-security-policy']).toBe(contentSecurityPolicy(nonce))
    for (const [, script] of html.matchAll(/<script[^>]*src="([^"]+)"/g)) {
      const text = await (await app.context.request.get(new URL(script ?? '', app.served.origin).href)).text()
      expect(text).not.toMatch(/import\.meta\.hot|__vite_ping|ws:\/\//)
    }
  })

  it('begins with a script of at most 400 kB compressed', () => {
    const root = path.resolve('out/renderer')
    const page = fs.readFileSync(path.join(root, 'index.html'), 'utf8')
    const [, script = ''] = /<script[^>]*src="([^"]+)"/.exec(page) ?? []
    const bytes = gzipSync(fs.readFileSync(path.join(root, script)), { level: 9 }).length
    expect(bytes).toBeGreaterThan(50_000)
    expect(bytes).toBeLessThanOrEqual(400_000)
  })

  it('takes a person without the cookie nowhere', async () => {
    const context = await app.context.browser()?.newContext()
    const stranger = await context?.newPage()
    const response = await stranger?.goto(app.served.origin)
    expect(response?.status()).toBe(403)
    await context?.close()
  })
})
