/** A part of the window that cannot be fetched leaves no empty window behind, but words and the way back. */
import { afterAll, afterEach, expect, it } from 'vitest'
import { look } from '../walk/look.ts'
import { openDemoMission } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

it.each([
  ['zh-CN', '窗口无法继续显示'],
  ['en-GB', 'The window cannot go on'],
] as const)(
  'a window whose program was renewed under it says so and is loaded again (%s)',
  async (locale, words) => {
    const opened = await openDemoMission(await openBrowserApp({ locale }))
    app = opened
    const { page, watched } = opened
    // What is asked for from now on is no longer there.
    await page.route('**/assets/ExportPanel*', (route) => route.abort())
    await page.getByTestId('export').click()
    await page.getByTestId('broken').waitFor()
    expect(await page.getByRole('heading').allTextContents()).toEqual([words])
    await look(opened, `broken-${locale}`)
    // That was to be seen, and nothing else.
    expect(watched.errors.splice(0).length).toBeGreaterThan(0)
    await page.unroute('**/assets/ExportPanel*')
    await page.getByTestId('load-again').click()
    // It stands where it stood.
    await page.getByTestId('mission').waitFor()
  },
)
