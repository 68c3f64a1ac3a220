import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aTlog, type Fix } from '../builders/logs.ts'
import { aPhotoFile } from '../builders/photoFile.ts'
import { openCard, openDemoFlight, openFlight } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

const root = path.resolve(import.meta.dirname, '../..')
/** The demo's flight begins then; its log tells of a picture half a minute, a minute and a minute and a half later. */
const FLIGHT_MS = Date.UTC(2026, 4, 20, 2, 15)
const AHEAD_S = 37
let app: BrowserApp
let card = ''

beforeAll(async () => {
  card = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-clocks-'))
  for (const [i, second] of [30, 60, 90].entries())
    fs.writeFileSync(path.join(card, `IMG_${i}.JPG`), aPhotoFile(FLIGHT_MS + (second + AHEAD_S) * 1000, i))
  fs.copyFileSync(path.join(root, 'tests/fixtures/flight/patrol.tlog'), path.join(card, 'patrol.tlog'))
  app = await openDemoFlight(await openBrowserApp({ locale: 'en-GB' }))
})

afterAll(async () => {
  await app.close()
  await closeBrowser()
  fs.rmSync(card, { recursive: true, force: true })
})

const id = (testId: string) => app.page.getByTestId(testId)
const ghosts = () => app.page.locator('[data-testid="timeline"] [data-mark="ghost"]')
const shots = () => app.page.locator('[data-testid="timeline"] [data-mark="shot"]')

describe('a camera whose clock is off', () => {
  test('is asked about on the timeline, with ticks of the log and hollow marks under them', async () => {
    await id('footage-files').setInputFiles(fs.readdirSync(card).map((name) => path.join(card, name)))
    await id('clock-question').waitFor()
    expect(await id('clock-question').innerText()).toMatch(/37 s ahead.*3 of 3 photos match/s)
    expect(await shots().count()).toBe(3)
    expect(await ghosts().count()).toBe(3)
    // Each hollow mark stands over a tick.
    for (let i = 0; i < 3; i++) {
      const [ghost, tick] = [await ghosts().nth(i).boundingBox(), await shots().nth(i).boundingBox()]
      if (!ghost || !tick) throw new Error('not drawn')
      expect(Math.abs(ghost.x + ghost.width / 2 - (tick.x + tick.width / 2))).toBeLessThan(4)
    }
  })

  test('is set right with one press, which undo takes back', async () => {
    await id('question-confirm').click()
    await expect.poll(() => id('clock-question').count()).toBe(0)
    await expect.poll(() => ghosts().count()).toBe(0)
    expect(await id('clock-set').innerText()).toContain('37 s ahead')
    await id('undo').click()
    await id('clock-question').waitFor()
    expect(await ghosts().count()).toBe(3)
    await id('redo').click()
    await id('clock-set').waitFor()
    await id('undo').click()
    await id('clock-question').waitFor()
  })

  test('is left as it is with one press, and not asked about again', async () => {
    await id('clocks').getByTestId('clock-keep').click()
    await expect.poll(() => id('clock-question').count()).toBe(0)
    await id('undo').click()
    await id('clock-question').waitFor()
  })

  test('its times are listed as they are written, with their zone and UTC', async () => {
    const camera = id('clocks').getByTestId('clock').filter({ hasText: 'M9T' })
    await camera.locator('summary').click()
    expect(await camera.getByTestId('clock-times').locator('li').first().innerText()).toMatch(
      /IMG_0\.JPG\s+as written 2026:05:20 10:16:07 · zone Asia\/Shanghai\s+UTC 2026-05-20 02:16:07 · offset: none/,
    )
  })
})

describe('a clock to photograph', () => {
  test('fills the window from the palette, keeps UTC, and Escape closes it', async () => {
    const { page } = app
    await page.keyboard.press('Control+k')
    await page.keyboard.type('clock to photograph')
    await page.keyboard.press('Enter')
    await id('clock-page').waitFor()
    const box = await id('clock-page').boundingBox()
    expect(box).toMatchObject({ x: 0, y: 0, width: 1440, height: 900 })
    const shown = await id('clock-digits').innerText()
    const now = new Date().toISOString().slice(11, 19)
    const seconds = (text: string) => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
    expect(Math.abs(seconds(shown) - seconds(now)) % 86_399).toBeLessThanOrEqual(2)
    await expect.poll(() => id('clock-digits').innerText()).not.toBe(shown)
    await page.keyboard.press('Escape')
    await expect.poll(() => id('clock-page').count()).toBe(0)
    await id('show-clock').click()
    await id('clock-page').waitFor()
    await id('clock-close').click()
    await expect.poll(() => id('clock-page').count()).toBe(0)
  })

  test('sets the clock of the camera that took its picture, by what somebody reads off it', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'IMG_0.JPG' }).first().click()
    await id('photographed').locator('summary').click()
    await id('photographed-time').locator('input').fill('02:99:30')
    expect(await id('photographed').innerText()).toContain('hours, minutes and seconds')
    await id('photographed-time').locator('input').fill('02:15:30')
    await expect.poll(() => id('photographed-guess').innerText()).toContain('37 s ahead')
    await expect.poll(() => ghosts().count()).toBe(3)
    await id('photographed-confirm').click()
    await expect.poll(() => id('clock-question').count()).toBe(0)
    await openFlight(app)
    expect(await id('clock-set').innerText()).toContain('2026-05-20 02:15:30 UTC')
  })
})

describe('a card of a flight that nobody recorded', () => {
  const laterMs = FLIGHT_MS + 100 * 3_600_000
  const fixes: Fix[] = Array.from({ length: 240 }, (_, i) => ({
    atMs: laterMs + i * 500,
    lat: 41.77,
    lon: 109.97 + Math.min(i, 200) * 1e-5,
    heightM: 60,
  }))

  test('offers to make one of its log, with the site under it, and the photo goes along', async () => {
    const files = [path.join(card, 'new.tlog'), path.join(card, 'new.JPG')]
    fs.writeFileSync(files[0] ?? '', aTlog(fixes))
    fs.writeFileSync(files[1] ?? '', aPhotoFile(laterMs + 40_000, 77))
    await openCard(app, files)
    await id('card-new').waitFor()
    await expect
      .poll(() => id('card-new').innerText())
      .toMatch(/new\.tlog, new\.JPG.*Flown over: Sulfuric acid works/s)
    // Several missions are over the site and none was planned for the day: it is asked.
    const options = id('card-mission').locator('option')
    await expect.poll(() => options.count()).toBeGreaterThan(1)
    const missions = await options.allInnerTexts()
    // The mission is looked up while the pilot is typed: what was typed stays.
    await app.page.route('**/call/mission.get', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700))
      await route.continue()
    })
    await id('card-mission').selectOption({ index: 1 })
    await id('card-pilot').locator('input').fill('Wei')
    await expect.poll(() => id('card-mission').inputValue()).not.toBe('')
    await app.page.unroute('**/call/mission.get')
    expect(await id('card-pilot').locator('input').inputValue()).toBe('Wei')
    await id('card-bring').click()
    await id('card-done').waitFor()
    await expect.poll(() => id('flight-row').count()).toBe(2)
    await expect.poll(() => id('flight').innerText()).toMatch(/Wei/)
    await expect.poll(() => id('flight').innerText()).toMatch(/240 points/)
    await expect.poll(() => id('flight').innerText()).toContain(missions[1] ?? '')
    await expect.poll(() => id('thumb').count()).toBe(1)
    await expect.poll(() => id('thumb').innerText()).toMatch(/track/i)
  })

  test('a camera set to UTC is read so when somebody says it, and goes to its flight', async () => {
    const file = path.join(card, 'utc.JPG')
    // It shows UTC: read in China's zone it is eight hours early.
    fs.writeFileSync(file, aPhotoFile(laterMs + 50_000 - 8 * 3_600_000, 78))
    await openCard(app, [file])
    await id('card-hours').waitFor()
    await id('card-zone').selectOption('UTC')
    await expect.poll(() => id('card-hours').count()).toBe(0)
    expect(await id('card-groups').innerText()).toContain('utc.JPG →')
    await id('card-bring').click()
    await id('card-done').waitFor()
    await expect.poll(() => id('thumb').count()).toBe(2)
    await app.page.getByRole('button', { name: 'utc.JPG' }).first().click()
    expect(await id('footage').innerText()).toMatch(/Assumed zone\s+UTC/)
  })
})
