/** Hill-shade and contours of an elevation model that somebody brought in. */
import path from 'node:path'
import fs from 'node:fs'
import { afterAll, afterEach, expect, it } from 'vitest'
import { lit } from '../../scripts/screens.mjs'
import { look } from '../walk/look.ts'
import { openDemo, openRoom } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

const SIDE = 1201

/** A tile of SRTM over the demo: hills of some hundred metres. */
function hilly(file: string): void {
  const bytes = Buffer.alloc(SIDE * SIDE * 2)
  for (let row = 0; row < SIDE; row++)
    for (let column = 0; column < SIDE; column++) {
      const [x, y] = [column / 9, row / 7]
      const heightM = 1660 + 90 * Math.sin(x / 1.6) * Math.cos(y / 1.9) + 30 * Math.sin(x / 5 + y / 4)
      bytes.writeInt16BE(Math.round(heightM), (row * SIDE + column) * 2)
    }
  fs.writeFileSync(file, bytes)
}

it.each(['zh-CN', 'en-GB'] as const)(
  '(%s) lie on the map as a layer: shaded ground with its own strength, lines with their heights',
  async (locale) => {
    app = await openBrowserApp({ locale })
    const shown = await openDemo(app)
    const { page } = shown
    await page.setViewportSize({ width: 1280, height: 720 })
    const file = path.join(shown.home, 'N41E109.hgt')
    hilly(file)
    await openRoom(shown, 'settings')
    await page.getByTestId('add-layer').click()
    await page.getByTestId('layer-elevation').setInputFiles(file)
    await page.getByTestId('layer').waitFor()
    await page.getByTestId('layer').locator('header button').first().click()
    const shade = page.locator('.leaflet-layers-pane img[src^="blob:"]')
    const lines = page.locator('path[class*="reliefContour"]')
    await shade.waitFor({ state: 'attached' })
    await expect.poll(() => lines.count()).toBeGreaterThan(3)
    const names = page.locator('[class*="reliefHeight"].leaflet-marker-icon')
    await expect
      .poll(async () => (await names.allInnerTexts()).every((text) => /^\d{4} (m|米)$/.test(text)))
      .toBe(true)
    expect(await names.count()).toBeGreaterThan(0)
    await shown.watched.atRest()
    await look(shown, `relief-${locale}`)
    for (const theme of ['dark', 'night']) {
      await lit(page, theme)
      await shown.watched.atRest()
      await look(shown, `relief-${theme}-${locale}`)
    }
    await lit(page, 'light')

    // Closer the lines lie closer in height: there are more of them.
    const farther = await lines.count()
    // Whoever does not follow the guide is not led on by it.
    expect(await page.getByTestId('base-map-guide').count()).toBe(0)
    for (let i = 0; i < 4; i++)
      await page.getByRole('button', { name: locale === 'zh-CN' ? '放大' : 'Zoom in' }).click()
    await expect.poll(() => lines.count()).toBeGreaterThan(farther)

    await page.getByTestId('relief-contours').click()
    await expect.poll(() => lines.count()).toBe(0)
    expect(await shade.count()).toBe(1)
    await page.getByTestId('relief-shade').click()
    await expect.poll(() => shade.count()).toBe(0)
  },
)
