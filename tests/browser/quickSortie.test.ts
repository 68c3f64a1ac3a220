/** A sortie over a site that is known, from the list of missions to the files on the card, in at most ten presses. */
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { look } from '../walk/look.ts'
import { openDemo } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

const MOST_PRESSES = 10

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

describe.each(['zh-CN', 'en-GB'] as const)('a quick sortie, %s', (locale) => {
  it(`takes at most ${MOST_PRESSES} presses`, async () => {
    app = await openDemo(await openBrowserApp({ locale }))
    const { page } = app
    await page.setViewportSize({ width: 1280, height: 720 })
    await page.evaluate(() => {
      Object.assign(window, {
        presses: 0,
        showDirectoryPicker: async () => navigator.storage.getDirectory(),
      })
      const counted = () =>
        Object.assign(window, { presses: (window as unknown as { presses: number }).presses + 1 })
      addEventListener('click', (event) => event.isTrusted && counted(), true)
      // What is chosen from a list that opens is a second press.
      addEventListener('change', (event) => event.target instanceof HTMLSelectElement && counted(), true)
    })
    const id = (testId: string) => page.getByTestId(testId)
    await id('room-missions').click()
    await id('new-mission-button').click()
    await id('mission-site').click()
    await id('mission-site').selectOption({ label: locale === 'zh-CN' ? '分离厂区' : 'Separation plant' })
    await id('make-survey').click()
    await id('figures').waitFor()
    await look(app, `quick-planned-${locale}`)
    // The verdict says what is lacking and leads there.
    await page.locator('[data-testid=check-item][data-rule="authorisation"]').click()
    const approval = id('choose-approval')
    await approval.click()
    await approval.selectOption({ index: 1 })
    await expect
      .poll(() => page.locator('[data-testid=check-item][data-rule="authorisation"]').count())
      .toBe(0)
    await look(app, `quick-approved-${locale}`)
    await id('export').click()
    await id('sortie-files').waitFor()
    await look(app, `quick-export-${locale}`)
    await id('export-all').click()
    await id('sortie-done').waitFor()
    await look(app, `quick-done-${locale}`)
    expect(await page.evaluate(() => (window as unknown as { presses: number }).presses)).toBeLessThanOrEqual(
      MOST_PRESSES,
    )
  })
})
