/** What is set for all computers, as whoever works at one of them sees it, in both languages. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../src/core/finding/settings.ts'
import { openDemo } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

afterAll(closeBrowser)

async function picture({ page }: BrowserApp, name: string): Promise<void> {
  const folder = process.env['OUT_DIR']
  if (!folder) return
  fs.mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
}

const NAMES = { zh: '红岭区分局科信科', en: 'Hongling district IT' } as const

for (const language of ['zh', 'en'] as const)
  it(`keeps to the language that is set, and shows what is locked and by whom (${language})`, async () => {
    const setBy = NAMES[language]
    const retention = { ...DEFAULT_SETTINGS.retention, months: 24 }
    const app = await openBrowserApp({
      // The other language is what the system speaks: the policy goes before it.
      locale: language === 'zh' ? 'en-GB' : 'zh-CN',
      policy: {
        file: '/etc/sortie/policy.json',
        policy: { version: 1, setBy, language, settings: [retention, DEFAULT_SETTINGS.holidays] },
      },
    })
    const { page } = app
    const id = (testId: string) => page.getByTestId(testId)
    try {
      await page.setViewportSize({ width: 1366, height: 768 })
      await id('room-settings').click()
      await id('language').waitFor()
      await expect.poll(() => id('language').inputValue()).toBe(language)
      expect(await id('language').isDisabled()).toBe(true)
      await id('policy').locator('summary').click()
      await expect.poll(() => id('policy').textContent()).toContain(setBy)
      await picture(app, `policy-set-${language}`)
      await id('setting-tables').locator('summary').first().click()
      await id('open-setting-retention').click()
      await id('may-not-retention').waitFor()
      expect(await id('may-not-retention').textContent()).toContain(setBy)
      expect(await id('save-retention').isDisabled()).toBe(true)
      expect(await id('first-start').count()).toBe(0)
      await picture(app, `policy-locked-${language}`)
    } finally {
      await app.close()
    }
  })

it('lets the demo be played with', async () => {
  const app = await openDemo(
    await openBrowserApp({
      policy: { file: 'p', policy: { version: 1, setBy: 'IT', settings: [DEFAULT_SETTINGS.retention] } },
    }),
  )
  const { page } = app
  try {
    await page.getByTestId('room-settings').click()
    await page.getByTestId('setting-tables').locator('summary').first().click()
    await page.getByTestId('open-setting-retention').click()
    await page.getByTestId('setting-retention').waitFor()
    expect(await page.getByTestId('setting-retention').textContent()).not.toContain('IT')
  } finally {
    await app.close()
  }
})
