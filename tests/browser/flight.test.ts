import path from 'node:path'
import os from 'node:os'
import fs from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSrt, type Fix } from '../builders/logs.ts'
import { called } from '../builders/services.ts'
import { openCard, openDemoFlight, openFlight } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp

beforeAll(async () => {
  app = await openDemoFlight(await openBrowserApp({ locale: 'en-GB' }))
})

afterAll(async () => {
  await app.close()
  await closeBrowser()
})

const id = (testId: string) => app.page.getByTestId(testId)
const clockText = () => app.page.getByTestId('strip-clock').innerText()

/** The colours that a canvas is drawn with, of its wholly covered pixels, those that occur often. */
function coloursOf(canvas: Element): string[] {
  if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas')
  const { data } = canvas
    .getContext('2d', { willReadFrequently: true })
    ?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] }
  const counts = new Map<string, number>()
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] !== 255) continue
    const colour = `rgb(${data[i]}, ${data[i + 1]}, ${data[i + 2]})`
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  return [...counts].filter(([, count]) => count > 20).map(([colour]) => colour)
}

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

  test('pictures and clips are small in the row, made once and kept', async () => {
    const clip = id('strip-pictures').getByRole('button', { name: /0001_V\.MP4$/ })
    const image = clip.locator('img')
    const width = () => image.evaluate((one: HTMLImageElement) => one.naturalWidth)
    await expect.poll(width).toBe(320)
    const posters = path.join(app.home, 'demo', 'derived', 'posters')
    const kept = () =>
      fs.readdirSync(posters, { recursive: true }).filter((name) => String(name).endsWith('.jpg'))
    expect(kept().length).toBeGreaterThan(0)
    expect(await image.getAttribute('src')).toContain('.poster')
  })

  test('a picture takes the place of the map, is magnified about the pointer, and gives the map back', async () => {
    const { page } = app
    await id('strip-pictures').getByRole('button').first().click()
    await page.keyboard.press('z')
    const image = id('stage').locator('img')
    await image.waitFor()
    const box = async () => (await image.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
    const whole = await box()
    const map = await id('map').boundingBox()
    expect(whole.width).toBeGreaterThan((map?.width ?? 0) * 0.9)
    const [x, y] = [whole.x + whole.width * 0.3, whole.y + whole.height * 0.4]
    await page.mouse.move(x, y)
    await page.mouse.wheel(0, -400)
    await expect.poll(async () => (await box()).width).toBeGreaterThan(whole.width * 2)
    const near = await box()
    expect((x - near.x) / near.width).toBeCloseTo(0.3, 2)
    expect((y - near.y) / near.height).toBeCloseTo(0.4, 2)
    // The next picture is large too, and whole.
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowLeft')
    await expect.poll(async () => Math.round((await box()).width)).toBe(Math.round(whole.width))
    await page.keyboard.press('Escape')
    await expect.poll(() => id('stage').count()).toBe(0)
    await id('picture-large').waitFor()
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
    const colours = () => page.getByTestId('flown-track').evaluate(coloursOf)
    await expect.poll(async () => (await colours()).length).toBeGreaterThan(3)
    const ramp = await page
      .getByTestId('strip-legend')
      .evaluate((legend) => [...legend.querySelectorAll('i')].map((one) => getComputedStyle(one).color))
    for (const colour of await colours()) expect(ramp).toContain(colour)
    await page.getByTestId('colour-plain').click()
    await expect.poll(colours).toEqual(['rgb(107, 63, 160)'])
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

describe('looking through the pictures', () => {
  test('one key decides and moves on, arrows only move, and what nobody could tell is flown again', async () => {
    const { page } = app
    // The demo's findings rest on most of its pictures, which are looked at by that: here they are not.
    const { rows } = await called(app.host, 'footage.list', { flightId: null, after: null, limit: 100 })
    for (const { doc, version } of rows)
      if (doc.review) await called(app.host, 'footage.review', { id: doc.id, base: version, outcome: null })
    await page.keyboard.press('Escape')
    await id('strip-pictures').getByRole('button').first().click()
    const done = () => id('review-done').innerText()
    const title = () => id('footage').getByRole('heading').first().innerText()
    await expect.poll(done).toMatch(/^Looked at 0 of/)
    const first = await title()
    await page.keyboard.press('u')
    await expect.poll(done).toMatch(/^Looked at 1 of/)
    await expect.poll(title).not.toBe(first)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowLeft')
    expect(await done()).toMatch(/^Looked at 1 of/)
    await page.keyboard.press('n')
    await expect.poll(done).toMatch(/^Looked at 2 of/)
    // Undo instead of a question.
    await id('undo').click()
    await expect.poll(done).toMatch(/^Looked at 1 of/)
    await openFlight(app)
    await id('refly-make').click()
    await id('mission').waitFor()
    await expect.poll(() => id('mission').innerText()).toContain('Visit')
    await openFlight(app)
  })
})

describe('a whole card', () => {
  test('goes to the flights of its times, and what is not certain is asked in one list first', async () => {
    const card = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-card-'))
    const fixes = (atMs: number): Fix[] =>
      Array.from({ length: 60 }, (_, i) => ({
        atMs: atMs + i * 500,
        lat: 41.77,
        lon: 109.97 + i * 1e-5,
        heightM: 60,
      }))
    const flightMs = Date.UTC(2026, 4, 20, 2, 15)
    const files = [
      ['sure.SRT', aSrt(fixes(flightMs + 30_000))],
      ['eight.SRT', aSrt(fixes(flightMs + 8 * 3600_000 + 30_000))],
      ['other.SRT', aSrt(fixes(flightMs + 100 * 3600_000))],
    ] as const
    try {
      for (const [name, bytes] of files) fs.writeFileSync(path.join(card, name), bytes)
      await openCard(
        app,
        files.map(([name]) => path.join(card, name)),
      )
      expect(await id('card-which').count()).toBe(2)
      expect(await id('card-groups').innerText()).toContain('eight hours')
      await id('card-bring').click()
      await id('card-done').waitFor()
      expect(await id('card-done').innerText()).toContain('3')
    } finally {
      fs.rmSync(card, { recursive: true, force: true })
    }
  })
})
