import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLogFile } from '../../src/services/reading/log.ts'
import { mockVehicle } from '../link/mockVehicle.ts'
import { openDemoMission } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp
const habits = {
  firmware: 'ardupilot' as const,
  isArmed: false,
  at: { lat: 41.7706, lon: 109.9708, heightM: 0.2, amslM: 1605.2, batteryPercent: 91, item: 0 },
}
let vehicle: Awaited<ReturnType<typeof mockVehicle>>

beforeAll(async () => {
  vehicle = await mockVehicle(habits)
  app = await openDemoMission(await openBrowserApp({ locale: 'en-GB' }))
  await app.page.getByTestId('link-section').locator('summary').click()
})

afterAll(async () => {
  vehicle.close()
  await app.close()
  await closeBrowser()
})

const live = () => app.page.getByTestId('link-live').innerText()

describe('the link in the window', () => {
  test('connects, shows what the vehicle says, and marks it on the map', async () => {
    const { page } = app
    await page.getByTestId('link-address').locator('input').fill(vehicle.link)
    await page.getByTestId('link-open').click()
    await page.getByTestId('link-live').waitFor()
    await expect.poll(live).toContain('41.770600, 109.970800')
    expect(await live()).toMatch(/disarmed[\s\S]*5 m\/s[\s\S]*91%[\s\S]*15\.2 V[\s\S]*from the fence/)
    await page.locator('[class*="vehicle"]').first().waitFor()
    await expect.poll(() => page.locator('.leaflet-marker-pane [class*="vehicle"]').count()).toBe(1)
  })

  test('refuses to upload to an armed vehicle, uploads to one that is not, and records the talk', async () => {
    const { page } = app
    habits.isArmed = true
    await expect.poll(live).toMatch(/(^|\n)armed/)
    await page.getByTestId('link-upload').click()
    await page.getByText(/armed or in the air/).waitFor()
    expect(vehicle.lists[0]).toEqual([])
    habits.isArmed = false
    await expect.poll(live).toContain('disarmed')
    await page.getByTestId('link-upload').click()
    await page.getByTestId('link-done').waitFor()
    expect(vehicle.lists[0]?.length).toBeGreaterThan(5)
    expect(vehicle.lists[1]?.length).toBeGreaterThan(2)
    await page.getByTestId('link-close').click()
    await page.getByTestId('link-open').waitFor()
    const links = path.join(app.home, 'demo', 'links')
    const [name = ''] = fs.readdirSync(links)
    const log = await readLogFile(path.join(links, name))
    expect(log).toMatchObject({ ok: true, value: { answer: { kind: 'tlog' } } })
    expect(log.ok && log.value.answer.points).toBeGreaterThan(5)
  })

  test('an address that nobody answers at is said so in one line', async () => {
    const { page } = app
    await page.getByTestId('link-address').locator('input').fill('udp:127.0.0.1:9')
    await page.getByTestId('link-open').click()
    await page
      .getByText(/no vehicle answers/)
      .first()
      .waitFor()
  })
})
