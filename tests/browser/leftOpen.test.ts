import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { kml, kmlLine, kmlPoint, placemark, type At } from '../builders/drawings.ts'
import { look } from '../walk/look.ts'
import { openDemo, openMissionFile, openRoom, rowCount } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

afterAll(closeBrowser)

const line = (highM: number): At[] => [
  [41.7702, 109.9702, highM],
  [41.7702, 109.9722, highM],
  [41.7716, 109.9722, highM],
]
const pinAndTwo = kml(
  placemark('start pin', kmlPoint([41.77, 109.97, 0])),
  placemark('北环', kmlLine(line(1665), 'absolute')),
  placemark('南环', kmlLine(line(1700).slice(0, 2), 'absolute')),
)

describe.each(['zh-CN', 'en-GB'] as const)('a drawing that leaves things open, in %s', (locale) => {
  let app: BrowserApp
  beforeEach(async () => {
    app = await openDemo(await openBrowserApp({ locale }))
  })
  afterEach(() => app.close())
  const seen = async (name: string): Promise<void> => {
    await app.page.getByTestId('import-question').scrollIntoViewIfNeeded()
    await look(app, `${name}-${locale}`)
  }

  test('is asked which way, and how high take-off is, before anything is made of it', async () => {
    const { page } = app
    await openRoom(app, 'missions')
    const before = await rowCount(app, 'mission-row')
    await openMissionFile(app, 'two.kml', pinAndTwo)
    // Drawings of China are asked for their datum first.
    await page.getByTestId('datum-wgs84').click()
    await page.getByTestId('take-2').waitFor()
    expect(await page.getByTestId('take-2').innerText()).toContain('南环')
    await seen('take')
    await page.getByTestId('take-2').click()
    await page.getByTestId('import-height').waitFor()
    await seen('height')
    await page.getByTestId('import-height').locator('input').fill('1600')
    await page.getByTestId('import-height').locator('input').press('Enter')
    await page.getByTestId('import-go-on').click()
    await page.getByTestId('mission').waitFor()
    await expect.poll(() => rowCount(app, 'mission-row')).toBe(before + 1)
  })
})
