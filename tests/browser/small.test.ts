/**
 * Every job in a small window: 1280 × 720 at twice its size, with twice as large a text, and for fingers. Nothing of any
 * screen is cut, out of reach, or smaller than a finger where fingers press it.
 */
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { SCREENS, signInScreens, speak } from '../../scripts/screens.mjs'
import { illegible, unreachable } from '../walk/legible.ts'
import { look } from '../walk/look.ts'
import { openDemo, openRoom } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

const LOCALES = ['zh-CN', 'en-GB'] as const

type Size = {
  name: string
  width: number
  height: number
  /** What is chosen in the settings, by its field. */
  chosen?: readonly [string, string]
  targetPx: number
}

const SIZES: readonly Size[] = [
  { name: 'zoom-200', width: 640, height: 360, targetPx: 24 },
  { name: 'text-200', width: 1280, height: 720, chosen: ['text-size', '200'], targetPx: 24 },
  { name: 'touch', width: 1280, height: 720, chosen: ['density', 'touch'], targetPx: 44 },
]

async function opened(size: Size): Promise<BrowserApp> {
  app = await openBrowserApp({ locale: LOCALES[0] })
  if (size.chosen) {
    await app.page.getByTestId('first-start').waitFor()
    await openRoom(app, 'settings')
    await app.page.getByTestId(size.chosen[0]).selectOption(size.chosen[1])
  }
  await app.page.setViewportSize(size)
  return app
}

describe.each(SIZES)('the window at $name', (size) => {
  const amiss = async (shown: BrowserApp, name: string): Promise<string[]> => {
    await shown.watched.atRest()
    await look(shown, `${size.name}-${name}`)
    const found = [...(await illegible(shown.page, size.targetPx)), ...(await unreachable(shown.page))]
    return found.map((line) => `${name}: ${line}`)
  }

  it('has every screen of the demo whole and within reach', async () => {
    const shown = await openDemo(await opened(size))
    const found: string[] = []
    for (const locale of LOCALES) {
      await speak(shown.page, locale)
      for (const { name, show } of SCREENS) {
        await show(shown.page)
        found.push(...(await amiss(shown, `${name}-${locale}`)))
      }
    }
    expect(found).toEqual([])
  })

  it('has the way in whole and within reach', async () => {
    const shown = await opened(size)
    const found: string[] = []
    await signInScreens(shown.page, async (name: string) => {
      found.push(...(await amiss(shown, name)))
    })
    expect(found).toEqual([])
  })
})

/** Where on the screen a mark of the map stands, px. */
const markAt = async ({ page }: BrowserApp): Promise<{ x: number; y: number }> => {
  const box = await page.locator('.leaflet-marker-pane > *').first().boundingBox()
  return { x: Math.round(box?.x ?? NaN), y: Math.round(box?.y ?? NaN) }
}

async function pull({ page }: BrowserApp, testId: string, byX: number): Promise<void> {
  const box = await page.getByTestId(testId).boundingBox()
  if (!box) throw new Error(`${testId} is not there`)
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + byX, y, { steps: 4 })
  await page.mouse.up()
}

const widthOf = async ({ page }: BrowserApp, testId: string): Promise<number> =>
  (await page.getByTestId(testId).boundingBox())?.width ?? 0

describe('the panels beside the map', () => {
  it('are pulled and folded by what is seen of them, the map stands still, and all of it is kept', async () => {
    app = await openBrowserApp()
    const shown = await openDemo(app)
    await openRoom(shown, 'missions')
    await shown.watched.atRest()
    const [before, list, inspector] = [
      await markAt(shown),
      await widthOf(shown, 'list'),
      await widthOf(shown, 'inspector'),
    ]
    await pull(shown, 'pull-list', 80)
    await pull(shown, 'pull-inspector', -60)
    await shown.watched.atRest()
    expect(await widthOf(shown, 'list')).toBe(list + 80)
    expect(await widthOf(shown, 'inspector')).toBe(inspector + 60)
    expect(await markAt(shown)).toEqual(before)
    await shown.page.getByTestId('fold-inspector').click()
    await shown.page.getByTestId('inspector').waitFor({ state: 'hidden' })
    await shown.watched.atRest()
    expect(await markAt(shown)).toEqual(before)
    await shown.page.reload()
    await shown.page.getByTestId('list').waitFor()
    expect(await widthOf(shown, 'list')).toBe(list + 80)
    expect(await shown.page.getByTestId('inspector').isVisible()).toBe(false)
    await shown.page.getByTestId('fold-inspector').click()
    expect(await widthOf(shown, 'inspector')).toBe(inspector + 60)
  })

  it('bring what opens in them into sight', async () => {
    app = await openBrowserApp()
    await app.page.setViewportSize({ width: 1280, height: 720 })
    const { page } = await openDemo(app)
    await openRoom(app, 'settings')
    // The last part of a long list, at the lower edge of what is seen.
    const part = page.getByTestId('journal')
    await part
      .locator('summary')
      .first()
      .evaluate((summary) => summary.scrollIntoView({ block: 'end' }))
    await part.locator('summary').first().click()
    await app.watched.atRest()
    const [box, list] = [await part.boundingBox(), await page.getByTestId('list').boundingBox()]
    if (!box || !list) throw new Error('no journal')
    const seenPx = Math.min(box.y + box.height, list.y + list.height) - Math.max(box.y, list.y)
    expect(seenPx).toBeGreaterThan(Math.min(box.height, 300))
  })

  it('are made for fingers where the pointer is one, and where that is chosen', async () => {
    app = await openBrowserApp({ hasTouch: true })
    const { page } = app
    await page.getByTestId('first-start').waitFor()
    const density = () => page.locator('html').getAttribute('data-density')
    expect(await page.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(true)
    expect(await density()).toBe('touch')
    await openRoom(app, 'settings')
    await page.getByTestId('density').selectOption('mouse')
    expect(await density()).toBe('mouse')
    await page.reload()
    await page.getByTestId('first-start').waitFor()
    expect(await density()).toBe('mouse')
  })
})
