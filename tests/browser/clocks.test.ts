import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPhotoFile } from '../builders/photoFile.ts'
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
  app = await openBrowserApp({ locale: 'en-GB' })
  await app.page.getByTestId('open-demo').click()
  await app.page.getByTestId('demo-banner').waitFor({ timeout: 60_000 })
  await app.page.getByTestId('room-flights').click()
  await app.page.getByTestId('flight-row').first().click()
  await app.page.getByTestId('flight-strip').waitFor()
}, 90_000)

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
    await id('clock-question').waitFor({ timeout: 30_000 })
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
    await id('flight-row').first().click()
    expect(await id('clock-set').innerText()).toContain('2026-05-20 02:15:30 UTC')
  })
})
