/** F1, or the button in the rail, says what the screen at hand is for; in both languages, without a network. */
import path from 'node:path'
import { afterAll, afterEach, expect, it } from 'vitest'
import { helpTexts } from '../../renderer/i18n/help/texts.ts'
import { openDemo, openRoom } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

for (const locale of ['zh-CN', 'en-GB'] as const)
  it(`follows what is looked at (${locale})`, async () => {
    const opened = await openBrowserApp({ locale })
    app = opened
    const { page } = opened
    await page.setViewportSize({ width: 1280, height: 720 })
    await openDemo(opened)
    await page.getByTestId('who-acts').click()
    await page.getByTestId('press-贺兰舟').click()
    await expect.poll(() => page.getByTestId('who-acts').textContent()).toContain('贺兰舟')
    const texts = await helpTexts(locale === 'zh-CN' ? 'zh' : 'en')
    const help = page.getByTestId('help')
    const says = async (screen: keyof typeof texts): Promise<void> => {
      await expect.poll(() => help.getAttribute('data-screen')).toBe(screen)
      await expect.poll(() => help.textContent()).toContain(texts[screen].what)
    }
    const picture = async (name: string): Promise<void> => {
      const folder = process.env['OUT_DIR']
      if (folder) await page.screenshot({ path: path.join(folder, `help-${name}-${locale}.png`) })
    }
    await page.keyboard.press('F1')
    await says('enterprises')
    await openRoom(opened, 'campaigns')
    await says('campaigns')
    for (const tab of ['week', 'orders', 'statistics', 'campaigns'] as const) {
      await page.getByTestId(`tab-${tab}`).click()
      await says(tab)
    }
    await page.getByTestId('campaign-row').first().click()
    await says('campaign')
    await page.getByTestId('board-row').first().waitFor()
    await picture('board')
    await page.getByTestId('draw-row').first().click()
    await says('draw')
    await openRoom(opened, 'settings')
    await page.getByTestId('setting-tables').locator('summary').click()
    await page.getByTestId('open-setting-agencies').click()
    await says('setting')
    await page.getByTestId('agencies-zh-0').locator('input').click()
    // It is a key of whoever types, too.
    await page.keyboard.press('F1')
    await help.waitFor({ state: 'detached' })
    await picture('agencies')
    await page.getByTestId('help-button').click()
    await says('setting')
    await page.getByTestId('close-help').click()
    await help.waitFor({ state: 'detached' })
  })
