import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { look } from '../walk/look.ts'
import { openDemo, openMission } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp

beforeAll(async () => {
  app = await openDemo(await openBrowserApp({ locale: 'en-GB' }))
  await open()
})

afterAll(async () => {
  await app.close()
  await closeBrowser()
})

/** The second mission of the demo, with its section of weather and checks opened. */
async function open(): Promise<void> {
  await openMission(app, 1)
  await app.page.getByTestId('briefing').locator('summary').click()
}

describe('weather and checks before take-off', () => {
  test('are stated in the window, kept, and printed on the sortie sheet', async () => {
    const { page } = app
    await page.getByTestId('weather-add').click()
    await page.getByTestId('weather-kind').selectOption('observed')
    await page.getByTestId('weather-source').locator('input').fill('anemometer on the roof')
    await page.getByTestId('weather-precipitation').selectOption('snow')
    const list = page.getByTestId('checklist').locator('textarea')
    expect(await list.inputValue()).toContain('No fence on board')
    await list.fill('Bounds walked\nRadio check with the gate')
    await page.getByTestId('weather-kind').focus()
    await page.getByTestId('briefing').scrollIntoViewIfNeeded()
    await look(app, 'briefing-en')
    await page.getByTestId('export').click()
    await page.getByTestId('export-format').selectOption('sheet')
    const download = page.waitForEvent('download')
    await page.getByTestId('export-go').click()
    const stream = await (await download).createReadStream()
    let sheet = ''
    for await (const piece of stream) sheet += String(piece)
    for (const words of ['anemometer on the roof', 'snow', 'Bounds walked', 'Radio check with the gate'])
      expect(sheet).toContain(words)
    expect(sheet).not.toContain('Airframe, propellers')
    await page.reload()
    await open()
    expect(await page.getByTestId('weather-source').locator('input').inputValue()).toBe(
      'anemometer on the roof',
    )
    expect(await page.getByTestId('checklist').locator('textarea').inputValue()).toContain('Bounds walked')
  })

  test('an emptied list is the usual one again', async () => {
    const { page } = app
    const list = page.getByTestId('checklist').locator('textarea')
    await list.fill('')
    await page.getByTestId('weather-kind').focus()
    await expect.poll(() => list.inputValue()).toContain('Airframe, propellers')
  })
})
