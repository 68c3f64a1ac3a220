import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp

beforeAll(async () => {
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
})

const clockText = () => app.page.getByTestId('strip-clock').innerText()

describe('the flight view', () => {
  test('map, timeline and pictures show one moment', async () => {
    const { page } = app
    const before = await clockText()
    const line = page.getByTestId('timeline')
    const box = await line.boundingBox()
    if (!box) throw new Error('no timeline')
    const here = page.locator('path[class*="here"]')
    const placeBefore = await here.getAttribute('d')
    await page.mouse.click(box.x + box.width * 0.6, box.y + box.height / 2)
    await expect.poll(clockText).not.toBe(before)
    await expect.poll(() => here.getAttribute('d')).not.toBe(placeBefore)
    // A second later by the keyboard.
    const there = await clockText()
    await page.keyboard.press('ArrowUp')
    await expect.poll(clockText).not.toBe(there)
  })

  test('arrow keys step through the pictures in the order of their time', async () => {
    const { page } = app
    await page.getByTestId('strip-pictures').getByRole('button').first().click()
    const title = () => page.getByTestId('footage').getByRole('heading').first().innerText()
    const first = await title()
    await page.keyboard.press('ArrowRight')
    await expect.poll(title).not.toBe(first)
    const current = page.locator('[data-testid="strip-pictures"] [aria-current="true"]')
    await expect.poll(() => current.getAttribute('aria-label')).toBe(await title())
    await page.keyboard.press('ArrowLeft')
    await expect.poll(title).toBe(first)
  })

  test('the player moves the timeline, and the timeline the player', async () => {
    const { page } = app
    await page.getByRole('button', { name: /MP4$/ }).first().click()
    const video = page.locator('[data-testid="picture"] video')
    await video.waitFor()
    await expect
      .poll(() => video.evaluate((player: HTMLVideoElement) => player.readyState))
      .toBeGreaterThan(0)
    const started = await clockText()
    await video.evaluate((player: HTMLVideoElement) => {
      player.muted = true
      player.currentTime = Math.min(3, player.duration - 0.5)
    })
    await expect.poll(clockText).not.toBe(started)
    await page.getByTestId('timeline').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect
      .poll(() => video.evaluate((player: HTMLVideoElement) => player.currentTime))
      .toBeLessThan(2.5)
  })

  test('the track takes the colours of its height, with a legend', async () => {
    const { page } = app
    await page.getByTestId('colour-height').click()
    await page.getByTestId('strip-legend').waitFor()
    expect(await page.locator('path[class*="rampTrack"]').count()).toBeGreaterThan(3)
    await page.getByTestId('colour-plain').click()
    expect(await page.locator('path[class*="rampTrack"]').count()).toBe(0)
  })

  test('plays by itself to the end of what was flown', async () => {
    const { page } = app
    const before = await clockText()
    await page.getByTestId('strip-play').click()
    await expect.poll(clockText).not.toBe(before)
    await page.getByTestId('strip-play').click()
    const stopped = await clockText()
    await page.waitForTimeout(300)
    expect(await clockText()).toBe(stopped)
  })
})
