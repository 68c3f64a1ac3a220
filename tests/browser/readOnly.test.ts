/** What is to be known of a workspace as a whole: it is write-protected, or has records that cannot be read. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { makeDemo } from '../../src/services/workspaceTools.ts'
import { writeProtected } from '../builders/readOnly.ts'
import { look } from '../walk/look.ts'
import { openMission, openRoom } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let dir: string
let demo: string
let app: BrowserApp | null = null
let release: (() => void) | null = null

beforeAll(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-window-ro-'))
  // The browser runs before the first test: it is nobody's business who the test becomes.
  await (await openBrowserApp()).close()
  demo = path.join(dir, 'demo')
  const made = await makeDemo(demo)
  if (!made.ok) throw new Error(made.code)
})
afterEach(async () => {
  await app?.close()
  release?.()
  app = null
  release = null
})
afterAll(async () => {
  await closeBrowser()
  fs.rmSync(dir, { recursive: true, force: true })
})

for (const [locale, said, duplicate] of [
  ['zh-CN', '写保护', '复制到下一轮'],
  ['en-GB', 'write-protected', 'Duplicate for the next round'],
] as const)
  it(`shows a workspace on a write-protected medium, says so, and refuses a change in words (${locale})`, async () => {
    const held = writeProtected(demo)
    release = held.release
    app = await openBrowserApp({ locale, workspaceDir: held.dir })
    const { page } = app
    await expect.poll(() => page.getByTestId('read-only').textContent()).toContain(said)
    await openMission(app)
    await expect.poll(() => page.getByTestId('inspector').textContent()).not.toBe('')
    await look(app, `read-only-${locale}`)
    await page.getByRole('button', { name: duplicate }).click()
    await expect.poll(() => page.getByTestId('notice-error').first().textContent()).toContain(said)
    await look(app, `read-only-refused-${locale}`)
  })

it('names a record that it cannot read in one line, and shows the rest', async () => {
  const spoilt = path.join(dir, 'spoilt')
  fs.cpSync(demo, spoilt, { recursive: true })
  const db = new Database(path.join(spoilt, 'sortie.db'))
  const { id, name } = db
    .prepare("SELECT id, doc ->> '$.name.zh' AS name FROM mission ORDER BY id LIMIT 1")
    .get() as { id: string; name: string }
  const { n } = db.prepare('SELECT count(*) AS n FROM mission').get() as { n: number }
  db.prepare("UPDATE mission SET doc = json_set(doc, '$.takeoffHeightM', 9000) WHERE id = ?").run(id)
  db.close()
  app = await openBrowserApp({ locale: 'zh-CN', workspaceDir: spoilt })
  const { page } = app
  await openRoom(app, 'missions')
  await expect
    .poll(() => page.getByTestId('unreadable').allTextContents())
    .toEqual([expect.stringContaining(name)])
  const [line = ''] = await page.getByTestId('unreadable').allTextContents()
  expect(line).toContain('不得大于 200，现为 9000')
  expect(line).not.toMatch(/[{}]|fit_/)
  await expect.poll(() => page.getByTestId('mission-row').count()).toBe(n - 1)
  await look(app, 'unreadable')
})
