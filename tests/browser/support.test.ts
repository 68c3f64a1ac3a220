/** What is told to whoever helps: shown before it is saved, and saved as it is shown. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openDemo } from '../walk/openings.ts'
import { closeBrowser, openBrowserApp } from './harness.ts'

afterAll(closeBrowser)

for (const locale of ['zh-CN', 'en-GB'] as const)
  it(`shows all that it saves (${locale})`, async () => {
    const app = await openDemo(await openBrowserApp({ locale }))
    const { page } = app
    const id = (testId: string) => page.getByTestId(testId)
    try {
      await page.setViewportSize({ width: 1366, height: 768 })
      await id('room-settings').click()
      await id('support').locator('summary').click()
      expect(await id('support-save').count()).toBe(0)
      await id('support-make').click()
      await id('support-text').waitFor()
      const shown = await id('support-text').textContent()
      expect(shown).toContain('enterprise: 7')
      const [download] = await Promise.all([page.waitForEvent('download'), id('support-save').click()])
      expect(download.suggestedFilename()).toMatch(/^sortie-support-\d{4}-\d\d-\d\d\.txt$/)
      expect(fs.readFileSync(await download.path(), 'utf8')).toBe(shown)
      const folder = process.env['OUT_DIR']
      if (folder) await page.screenshot({ path: path.join(folder, `support-${locale}.png`) })
    } finally {
      await app.close()
    }
  })
