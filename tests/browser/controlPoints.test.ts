/** A picture is laid by control points: in the picture and on the map, with what is left over at each, in one step. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { lit } from '../../scripts/screens.mjs'
import { quartersPng } from '../builders/kmz.ts'
import { called } from '../builders/services.ts'
import { look } from '../walk/look.ts'
import { openDemo, openRoom } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

const NAME = '厂区平面图'

/** The demo with a plan that lies roughly, its panel open. */
async function openPlan(
  locale: 'zh-CN' | 'en-GB',
  theme: 'light' | 'night',
  size: { width: number; height: number },
) {
  app = await openBrowserApp({ locale })
  const shown = await openDemo(app)
  const { page, home, host } = shown
  const file = path.join(home, `${NAME}.png`)
  fs.writeFileSync(file, quartersPng(400, 300, false))
  await called(host, 'layer.picture', {
    file: host.registerFile(file).ref,
    name: { zh: NAME, en: '' },
    corners: [
      { lat: 41.78, lon: 109.96 },
      { lat: 41.78, lon: 109.965 },
      { lat: 41.775, lon: 109.965 },
      { lat: 41.775, lon: 109.96 },
    ],
  })
  await page.reload()
  await lit(page, theme)
  await page.setViewportSize(size)
  await openRoom(shown, 'settings')
  const row = page.getByText(NAME).first()
  if (!(await row.isVisible()))
    await page.getByText(locale === 'zh-CN' ? '底图图层' : 'Background layers').click()
  await row.click()
  await page.getByTestId('control-open').click()
  await page.getByTestId('control-points').waitFor()
  /** Presses a place in the picture, in shares of it, and one on the map, px. */
  const pair = async (x: number, y: number, mapX: number, mapY: number) => {
    const picture = page.getByTestId('control-picture')
    await picture.scrollIntoViewIfNeeded()
    const box = (await picture.boundingBox()) ?? expect.unreachable()
    await page.mouse.click(box.x + x * box.width, box.y + y * box.height)
    await page.getByTestId('tool-line').waitFor()
    // With Alt no corner of a site nearby holds the point.
    await page.locator('.leaflet-container').click({ position: { x: mapX, y: mapY }, modifiers: ['Alt'] })
    await page.getByTestId('tool-line').waitFor({ state: 'detached' })
  }
  const source = async () => {
    const listed = await called(host, 'layer.list', {})
    const found = listed.map(({ doc }) => doc).find(({ name }) => name.zh === NAME)?.source
    if (found?.kind !== 'picture') throw new Error(`${found?.kind}`)
    return found
  }
  return { shown, page, pair, source }
}

describe.each([
  ['zh-CN', 'light', { width: 1280, height: 720 }],
  ['en-GB', 'night', { width: 1366, height: 768 }],
] as const)('a plan, in %s by %s', (locale, theme, size) => {
  it('lies by its points, tells the worst, goes on after a reload, and is one step to take back', async () => {
    const { shown, page, pair, source } = await openPlan(locale, theme, size)
    const before = await source()
    await look(shown, `control-empty-${locale}`)
    // A plan of 400 × 300, laid at a third of the map's pixels for one of its own.
    await pair(0.1, 0.1, 180, 160)
    await page.getByTestId('control-why').waitFor()
    await pair(0.9, 0.1, 420, 160)
    await page.getByTestId('control-rms').waitFor()
    await pair(0.9, 0.9, 420, 340)
    // The fourth is off by some eighty pixels.
    await pair(0.1, 0.9, 260, 340)
    const rows = page.getByTestId('control-row')
    expect(await rows.count()).toBe(4)
    const misses = await page.getByTestId('control-miss').allInnerTexts()
    expect(misses.filter((text) => /最差|worst/.test(text))).toHaveLength(1)
    expect(misses[3]).toMatch(/最差|worst/)
    expect(await source()).toEqual(before)
    await shown.watched.atRest()
    await look(shown, `control-worst-${locale}`)
    await page.getByTestId('control-save').scrollIntoViewIfNeeded()
    await look(shown, `control-rows-${locale}`)
    // What was begun stands there again.
    await page.reload()
    await openRoom(shown, 'settings')
    await page.getByTestId('control-points').waitFor()
    await expect.poll(() => rows.count()).toBe(4)
    // Without the bad one the rest agree, and it is laid so.
    await rows.nth(3).getByRole('checkbox').uncheck()
    const left = async () =>
      Number(
        /([\d.]+) (?:米|m)/.exec((await page.getByTestId('control-rms').innerText()) ?? '')?.[1] ??
          Number.NaN,
      )
    await expect.poll(left).toBeLessThan(15)
    await page.getByTestId('control-save').click()
    await page.getByTestId('control-points').waitFor({ state: 'detached' })
    await expect.poll(async () => (await source()).control?.points.length).toBe(4)
    const laid = await source()
    expect(laid.control?.points.map(({ isUsed }) => isUsed)).toEqual([true, true, true, false])
    expect(laid.corners).not.toEqual(before.corners)
    await shown.watched.atRest()
    await look(shown, `control-laid-${locale}`)
    // They can be gone on with; and one step takes all of it back.
    await page.getByTestId('control-open').click()
    await expect.poll(() => rows.count()).toBe(4)
    await page.keyboard.press('Escape')
    await page.getByTestId('undo').click()
    await expect.poll(async () => (await source()).corners).toEqual(before.corners)
    expect((await source()).control).toBeUndefined()
  })
})

it('a point has its place by keys and by a typed coordinate, whose datum is asked', async () => {
  const { shown, page } = await openPlan('zh-CN', 'light', { width: 1280, height: 720 })
  await page.getByTestId('control-picture').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  const field = page.getByTestId('control-coordinate').locator('input')
  await field.fill('不是坐标')
  await page.getByRole('alert').filter({ hasText: '坐标' }).waitFor()
  await field.fill('41.7725, 109.9688')
  await page.getByTestId('control-say-gcj02').waitFor()
  await look(shown, 'control-typed')
  await page.getByTestId('control-say-wgs84').click()
  await page.getByTestId('control-row').waitFor()
  expect(await page.getByTestId('tool-line').count()).toBe(0)
})
