/** A finding's picture taken again, from the finding to the mission that does it, in both languages. */
import path from 'node:path'
import { afterAll, afterEach, expect, it } from 'vitest'
import { openDemo, openRoom, rowSaying } from '../walk/openings.ts'
import { become } from '../walk/people.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

const AIRCRAFT = /^(飞行器与高度|Aircraft and heights)/
/** One of the sentences about a picture that is taken again. */
const SAID = {
  'zh-CN': { rule: /复拍/, sentence: /可能拍不到|按地面分辨率|镜头与原来不同|未记录镜头|未记录拍摄方向/ },
  'en-GB': { rule: /Re-shoot/, sentence: /may miss|ground resolution|lens|direction/ },
} as const

for (const locale of ['zh-CN', 'en-GB'] as const)
  it(`is planned for the aircraft that is chosen, opens as a mission and is judged (${locale})`, async () => {
    const opened = await openDemo(await openBrowserApp({ locale }))
    app = opened
    const { page } = opened
    await page.setViewportSize({ width: 1280, height: 720 })
    const id = (testId: string) => page.getByTestId(testId)
    const picture = async (name: string): Promise<void> => {
      const folder = process.env['OUT_DIR']
      if (folder) await page.screenshot({ path: path.join(folder, `reshoot-${name}-${locale}.png`) })
    }
    await become(opened, '孟青棠')
    await openRoom(opened, 'findings')
    await (await rowSaying(opened, 'finding-row', '装卸酸台围堰破损')).click()
    const form = id('reshoot')
    await form.locator('summary').click()
    await form.getByTestId('reshoot-vehicle').waitFor()
    await form.scrollIntoViewIfNeeded()
    await picture('form')
    for (const vehicle of ['dji-m3e', 'ardupilot-quad']) {
      await form.getByTestId('reshoot-vehicle').selectOption(vehicle)
      await form.getByTestId('reshoot-make').click()
      await id('mission').waitFor()
      await id('figures').waitFor()
      expect(await id('mission').innerText()).toContain('装卸酸台围堰破损')
      await id('mission').locator('summary').filter({ hasText: AIRCRAFT }).click()
      await expect.poll(() => id('vehicle').inputValue()).toBe(vehicle)
      // The verdict names the picture, and says what of it is not as it was.
      const lines = page.locator('[data-rule="camera.reshoot"]').filter({ hasText: '“装卸酸台围堰破损' })
      await lines.first().waitFor()
      const said = (await lines.allInnerTexts()).join('\n')
      expect(said).toMatch(SAID[locale].rule)
      expect(said).toMatch(SAID[locale].sentence)
      await picture(`mission-${vehicle}`)
      await openRoom(opened, 'findings')
      await (await rowSaying(opened, 'finding-row', '装卸酸台围堰破损')).click()
      await form.locator('summary').click()
    }
    expect(await id('notice-error').count()).toBe(0)
  })
