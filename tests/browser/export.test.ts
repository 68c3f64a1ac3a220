/** A mission's way out: the format follows the aircraft, what cannot go says why, all files for the sortie in one press. */
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { look } from '../walk/look.ts'
import { openDemo, openMission } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

const at = ({ page }: BrowserApp, testId: string) => page.getByTestId(testId)
const LOCALES = ['zh-CN', 'en-GB'] as const
/** Missions of the demo by their place in the list. */
const [ARDUPILOT, DJI] = [0, 1]

/** The window with a mission's export open, and a folder of the browser's own in place of the card that a person chooses. */
async function opened(
  locale: (typeof LOCALES)[number],
  which: number | RegExp,
  viewport = { width: 1366, height: 768 },
): Promise<BrowserApp> {
  app = await openDemo(await openBrowserApp({ locale }))
  await app.page.setViewportSize(viewport)
  await app.page.evaluate(() => {
    Object.assign(window, {
      showDirectoryPicker: async () => {
        const root = await navigator.storage.getDirectory()
        return root.getDirectoryHandle('card', { create: true })
      },
    })
  })
  await openMission(app, which)
  await at(app, 'export').click()
  await at(app, 'sortie-files').waitFor()
  return app
}
async function pictures(window: BrowserApp, name: string): Promise<void> {
  await look(window, name)
  for (const theme of ['night', 'light']) {
    await window.page.evaluate((chosen) => {
      document.documentElement.dataset['theme'] = chosen
    }, theme)
    if (theme === 'night') await look(window, `${name}-night`)
  }
}
const outcomes = (window: BrowserApp): Promise<Record<string, string>> =>
  window.page
    .locator('[data-testid^="sortie-file-"]')
    .evaluateAll((all) =>
      Object.fromEntries(
        all.map((one) => [
          (one.getAttribute('data-testid') ?? '').replace('sortie-file-', ''),
          one.getAttribute('data-outcome') ?? '',
        ]),
      ),
    )
/** What lies on the card: places with their texts. */
const onCard = ({ page }: BrowserApp): Promise<Record<string, string>> =>
  page.evaluate(async () => {
    const found: Record<string, string> = {}
    const walk = async (folder: FileSystemDirectoryHandle, before: string): Promise<void> => {
      const entries = folder as unknown as AsyncIterable<[string, FileSystemHandle]>
      for await (const [name, entry] of entries)
        if (entry.kind === 'directory') await walk(entry as FileSystemDirectoryHandle, `${before}${name}/`)
        else found[`${before}${name}`] = await (await (entry as FileSystemFileHandle).getFile()).text()
    }
    await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle('card'), '')
    return found
  })
/** Notices of the panel from above, by what tone they have: nothing good stands above anything bad. */
const tones = ({ page }: BrowserApp): Promise<string[]> =>
  page
    .getByTestId('export-panel')
    .locator('[class*="notice"]')
    .evaluateAll((all) =>
      all.map(
        (one) => ['error', 'warning', 'good', 'info'].find((tone) => one.className.includes(tone)) ?? '',
      ),
    )

for (const locale of LOCALES)
  describe(locale, () => {
    it('writes all files for the sortie in one press, where the ground station looks, and reads each back', async () => {
      const window = await opened(locale, ARDUPILOT)
      expect(await outcomes(window)).toEqual({
        'qgc-plan': 'ready',
        wpl: 'ready',
        'wpl-fence': 'ready',
        'wpl-rally': 'ready',
        sheet: 'ready',
      })
      await pictures(window, `export-ready-${locale}`)
      await at(window, 'export-all').click()
      await at(window, 'sortie-done').waitFor()
      expect(await at(window, 'sortie-done').innerText()).toContain('card')
      expect(Object.values(await outcomes(window))).toEqual(['same', 'same', 'same', 'same', 'same'])
      await at(window, 'sortie-done').scrollIntoViewIfNeeded()
      await pictures(window, `export-done-${locale}`)
      const card = await onCard(window)
      const [plan] = Object.keys(card).filter((place) => place.endsWith('.plan'))
      expect(plan).toMatch(/^QGroundControl\/Missions\/[^/]+\.plan$/)
      expect(JSON.parse(card[plan ?? ''] ?? '')).toMatchObject({ fileType: 'Plan' })
      expect(Object.keys(card)).toHaveLength(5)
      expect(await tones(window)).not.toContain('error')
    })

    it('offers what the aircraft reads, and says of the rest why it cannot go', async () => {
      const window = await opened(locale, DJI, { width: 1280, height: 720 })
      expect(await outcomes(window)).toEqual({ 'dji-wpml': 'ready', sheet: 'ready' })
      const select = at(window, 'export-format')
      expect(await select.inputValue()).toBe('dji-wpml')
      const options = await select.locator('option').evaluateAll((all) =>
        all.map((one) => ({
          ...(({ value, disabled, label }) => ({ value, disabled, label }))(one as HTMLOptionElement),
        })),
      )
      const plan = options.find(({ value }) => value === 'qgc-plan')
      expect(plan?.disabled).toBe(true)
      expect(plan?.label).toContain(locale === 'zh-CN' ? '不读取此格式' : 'does not read this format')
      expect(options.filter(({ disabled }) => !disabled).map(({ value }) => value)).toEqual(
        expect.arrayContaining(['dji-wpml', 'kml', 'geojson', 'sheet', 'application', 'mission']),
      )
      const groups = await select
        .locator('optgroup')
        .evaluateAll((all) => all.map((one) => (one as HTMLOptGroupElement).label))
      expect(groups).toHaveLength(5)
      // What it loses is told, and nothing good stands beside it.
      const told = await tones(window)
      expect(told).toContain('warning')
      expect(told).not.toContain('good')
      await at(window, 'export-all').click()
      await at(window, 'sortie-done').waitFor()
      expect(Object.values(await outcomes(window))).toEqual(['same', 'same'])
      await at(window, 'export-format').scrollIntoViewIfNeeded()
      await pictures(window, `export-dji-${locale}`)
    })

    it('says which file came back otherwise, and nothing good with it', async () => {
      const window = await opened(locale, ARDUPILOT)
      await window.page.evaluate(() => {
        const read = FileSystemFileHandle.prototype.getFile
        FileSystemFileHandle.prototype.getFile = async function damaged() {
          const file = await read.call(this)
          if (!this.name.endsWith('.waypoints')) return file
          return new File([(await file.text()).replace('110', '111')], file.name)
        }
      })
      await at(window, 'export-all').click()
      await at(window, 'sortie-bad').waitFor()
      expect((await outcomes(window))['wpl']).toBe('bytes')
      expect((await outcomes(window))['qgc-plan']).toBe('same')
      expect(await at(window, 'sortie-done').count()).toBe(0)
      expect((await tones(window)).indexOf('good')).toBe(-1)
      await at(window, 'sortie-bad').scrollIntoViewIfNeeded()
      await pictures(window, `export-bad-${locale}`)
    })

    it('holds an unsafe sortie back until it is released, and a folder that may not be written is told', async () => {
      const window = await opened(locale, /Unsafe on purpose|不安全示例/)
      expect(await at(window, 'export-all').isDisabled()).toBe(true)
      await pictures(window, `export-held-${locale}`)
      await at(window, 'release-reason').locator('textarea').fill('演练')
      await at(window, 'release-by').locator('input').fill('顾砚之')
      await at(window, 'release-role').locator('input').fill('负责人')
      if (await at(window, 'release-basis').count())
        await at(window, 'release-basis').locator('textarea').fill('应急')
      await window.page.evaluate(() => {
        Object.assign(globalThis, {
          showDirectoryPicker: () => Promise.reject(new DOMException('no', 'NotAllowedError')),
        })
      })
      await at(window, 'export-all').click()
      await expect
        .poll(() => at(window, 'notice-error').allInnerTexts())
        .toContainEqual(expect.stringContaining(locale === 'zh-CN' ? '没有写入权限' : 'not permitted'))
      expect(await at(window, 'sortie-done').count()).toBe(0)
      await window.page.evaluate(() => {
        Object.assign(globalThis, {
          showDirectoryPicker: async () => navigator.storage.getDirectory(),
        })
      })
      await at(window, 'export-all').click()
      await at(window, 'sortie-done').waitFor()
      expect(
        Object.values(await outcomes(window)).every((outcome) => outcome === 'same' || outcome === 'cannot'),
      ).toBe(true)
    })
  })
