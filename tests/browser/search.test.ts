/** The one box over everything, an enterprise's own checks, and a random draw, in the window in both languages. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openDemo } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

afterAll(closeBrowser)

async function picture({ page }: BrowserApp, name: string): Promise<void> {
  const folder = process.env['OUT_DIR']
  if (!folder) return
  fs.mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
}

/** Waits for an answer before anything is chosen in it. */
async function sought({ page }: BrowserApp, text: string): Promise<void> {
  if ((await page.getByTestId('palette').count()) === 0) await page.keyboard.press('Control+k')
  await page.getByTestId('palette').getByRole('combobox').fill(text)
  await page.locator('[data-testid="palette"] input[aria-busy="false"]').waitFor()
}

for (const locale of ['zh-CN', 'en-GB'] as const)
  it(`finds everything in one box, and its first choice takes nothing back (${locale})`, async () => {
    const app = await openDemo(await openBrowserApp({ locale }))
    const { page } = app
    const id = (testId: string) => page.getByTestId(testId)
    try {
      await id('who-acts').click()
      await id('press-顾砚之').click()
      await expect.poll(() => id('who-acts').textContent()).toContain('顾砚之')
      // Something to take back: Ctrl+K and Enter leave it.
      await id('enterprise-row').first().click()
      await id('dossier').waitFor()
      const made = async () => {
        const answer = await app.host.call('workspace.status', {})
        return answer.ok ? (answer.value as { journal: { entries: number } }).journal.entries : -1
      }
      await id('dossier-self-checks').locator('summary').first().click()
      await id('new-self-check').click()
      await id('self-check-result-2').selectOption('found')
      await id('self-check-words-2').locator('input').fill('备用泵房围堰渗漏')
      await picture(app, `search-form-${locale}`)
      const before = await made()
      await id('save-self-check').click()
      await id('self-check').first().waitFor()
      await expect.poll(made).toBe(before + 1)
      await page.keyboard.press('Control+k')
      await id('palette').waitFor()
      await page.keyboard.press('Enter')
      await id('palette').waitFor({ state: 'detached' })
      expect(await made()).toBe(before + 1)

      // Across words, of two characters; what an enterprise found itself is found, and leads to it.
      await id('room-missions').click()
      await sought(app, '堰渗')
      await picture(app, `search-palette-${locale}`)
      await page.keyboard.press('Enter')
      await id('dossier').waitFor()

      await id('self-check').first().click()
      await id('take-over').first().click()
      await id('self-check-finding').first().click()
      await id('finding').waitFor()
      expect(await id('finding').textContent()).toContain('备用泵房围堰渗漏')
      await picture(app, `search-taken-over-${locale}`)

      // A name by its initials, from the middle on, and Enter before the answer is there.
      await page.keyboard.press('Control+k')
      await id('palette').getByRole('combobox').fill('qllsy')
      await id('palette').getByRole('combobox').fill('sqlsy')
      await page.keyboard.press('Enter')
      await id('dossier').waitFor()
      expect(await id('dossier').textContent()).toContain(locale === 'zh-CN' ? '砂泉岭酸业' : 'Acid')

      await id('dossier-duties').locator('summary').first().click()
      await picture(app, `search-dossier-${locale}`)

      // The draw of the demo: the first and its reason stand beside the one that holds.
      await sought(app, locale === 'zh-CN' ? '双随机抽查' : 'random checks')
      await page.keyboard.press('Enter')
      await id('draw').waitFor()
      expect(await id('drawn').count()).toBe(2)
      expect(await id('draw').textContent()).toContain('首次名单漏列')
      await picture(app, `search-draw-${locale}`)

      await sought(app, 'zzzzqq')
      expect(await id('palette-option').count()).toBe(0)
    } finally {
      await app.close()
    }
  })
