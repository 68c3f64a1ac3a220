/** An aircraft brings its payload: what is offered, what is changed with it, what the verdict says, and what is remembered. */
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { CAMERAS } from '../../src/core/mission/cameras.ts'
import { called } from '../builders/services.ts'
import { look } from '../walk/look.ts'
import { openDemo, openMission, openRoom } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

async function opened(locale: 'zh-CN' | 'en-GB'): Promise<BrowserApp> {
  app = await openDemo(await openBrowserApp({ locale }))
  await app.page.setViewportSize({ width: 1366, height: 768 })
  return app
}
const at = ({ page }: BrowserApp, testId: string) => page.getByTestId(testId)
const offered = (window: BrowserApp, testId: string): Promise<string[]> =>
  at(window, testId)
    .locator('option')
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))
async function newMission(window: BrowserApp): Promise<void> {
  await openRoom(window, 'missions')
  await at(window, 'new-mission-button').click()
  await at(window, 'new-mission').waitFor()
}
async function unfold(window: BrowserApp, testId: string): Promise<void> {
  const section = at(window, testId)
  if ((await section.getAttribute('open')) === null) await section.locator('summary').first().click()
  await section.scrollIntoViewIfNeeded()
}
/** Light, and the theme for the night. */
async function pictures(window: BrowserApp, name: string): Promise<void> {
  await look(window, name)
  await window.page.evaluate(() => {
    document.documentElement.dataset['theme'] = 'night'
  })
  await look(window, `${name}-night`)
  await window.page.evaluate(() => {
    document.documentElement.dataset['theme'] = 'light'
  })
}

for (const locale of ['zh-CN', 'en-GB'] as const)
  describe(locale, () => {
    it('offers what hangs there, picks the usual, and begins the next mission with what was flown last', async () => {
      const window = await opened(locale)
      await newMission(window)
      const groups = await at(window, 'vehicle')
        .locator('optgroup')
        .evaluateAll((all) => all.map((one) => (one as HTMLOptGroupElement).label))
      expect(groups).toEqual(locale === 'zh-CN' ? ['本队飞行器', '机型'] : ['Own aircraft', 'Types'])
      await at(window, 'vehicle').selectOption('dji-m30t')
      expect(await at(window, 'camera').inputValue()).toBe('m30-wide')
      expect(await offered(window, 'camera')).toEqual(['m30-wide', 'm30-zoom', 'm30t-thermal', 'none'])
      await pictures(window, `aircraft-new-${locale}`)
      await at(window, 'make-survey').click()
      await at(window, 'mission').waitFor()
      await newMission(window)
      await expect.poll(() => at(window, 'vehicle').inputValue()).toBe('dji-m30t')
      expect(await at(window, 'camera').inputValue()).toBe('m30-wide')
      // Over a new start too; and one of the team's own aircraft as well.
      const own = (await offered(window, 'vehicle')).filter((value) => value.startsWith('craft:'))
      expect(own.length).toBeGreaterThan(1)
      await at(window, 'vehicle').selectOption(own[1] ?? '')
      await at(window, 'make-perimeter').click()
      await at(window, 'mission').waitFor()
      await window.page.reload()
      await newMission(window)
      await expect.poll(() => at(window, 'vehicle').inputValue()).toBe(own[1])
      const { rows } = await called(window.host, 'mission.list', { siteId: null, text: '', limit: 100 })
      const newest = rows.toSorted((a, b) => (a.id < b.id ? 1 : -1))[0]
      const { doc } = await called(window.host, 'mission.get', { id: newest?.id ?? '' })
      expect(`craft:${doc.craftId}`).toBe(own[1])
      expect(doc).toMatchObject({ vehicle: { id: 'dji-m30' }, camera: { id: 'm30-wide' } })
    })

    it('changes the camera with the aircraft and says so; a payload has its lenses; the verdict tells what does not fit', async () => {
      const window = await opened(locale)
      await openMission(window, 1)
      const edited = async () => {
        const { rows } = await called(window.host, 'mission.list', { siteId: null, text: '', limit: 100 })
        return (await called(window.host, 'mission.get', { id: rows[1]?.id ?? '' })).doc
      }
      await unfold(window, 'aircraft')
      await at(window, 'vehicle').selectOption('dji-m350-h20t')
      await expect
        .poll(() => window.page.locator('[data-testid^="notice-"]').allInnerTexts())
        .toContainEqual(expect.stringContaining(locale === 'zh-CN' ? '禅思 H20 广角' : 'Zenmuse H20 wide'))
      await pictures(window, `aircraft-brought-${locale}`)
      await at(window, 'payload').selectOption('p1')
      await expect.poll(() => at(window, 'camera').inputValue()).toBe('p1-35')
      expect(await offered(window, 'camera')).toEqual(['p1-35', 'p1-24', 'p1-50', 'none'])
      await expect.poll(async () => (await edited()).vehicle.dji?.payload).toBe(50)
      await at(window, 'vehicle').selectOption('dji-m30t')
      await expect.poll(() => at(window, 'camera').inputValue()).toBe('m30-wide')
      expect(await at(window, 'payload').count()).toBe(0)
      await expect.poll(async () => (await edited()).camera?.id).toBe('m30-wide')

      // What came in otherwise is told, leads to its field, and is mended by one press.
      const doc = await edited()
      const { version } = await called(window.host, 'mission.get', { id: doc.id })
      const camera = CAMERAS.find(({ id }) => id === 'm3e-wide') ?? null
      await called(window.host, 'mission.put', { base: version, doc: { ...doc, camera } })
      const row = window.page.locator('[data-rule="camera.carried"]')
      await row.waitFor()
      await row.scrollIntoViewIfNeeded()
      await row.getByRole('button').first().click()
      await expect
        .poll(() => window.page.evaluate(() => document.activeElement?.getAttribute('data-testid')))
        .toBe('camera')
      await pictures(window, `aircraft-mismatch-${locale}`)
      await row.getByTestId('fix-takeCamera').click()
      await row.waitFor({ state: 'detached' })
      expect(await at(window, 'camera').inputValue()).toBe('m30-wide')
    })
  })
