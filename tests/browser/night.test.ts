/** At night nothing that is shown is anything but a dim red: the map, what is marked on it, and pictures and clips. */
import { afterAll, afterEach, expect, it } from 'vitest'
import { SCREENS } from '../../scripts/screens.mjs'
import { look } from '../walk/look.ts'
import { openClip, openDemo, openFlight, openMission, openPicture, openRoom } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

/** What share of the pixels that give light at all is not red, %. */
async function notRedPercent({ page }: BrowserApp): Promise<number> {
  const png = (await page.screenshot()).toString('base64')
  return page.evaluate(async (url) => {
    const picture = new Image()
    picture.src = url
    await picture.decode()
    const canvas = document.createElement('canvas')
    ;[canvas.width, canvas.height] = [picture.width, picture.height]
    const ink = canvas.getContext('2d')
    if (!ink) throw new Error('no canvas')
    ink.drawImage(picture, 0, 0)
    const { data } = ink.getImageData(0, 0, canvas.width, canvas.height)
    let [light, other] = [0, 0]
    for (let i = 0; i < data.length; i += 4) {
      const [red = 0, green = 0, blue = 0] = data.subarray(i, i + 3)
      if (Math.max(red, green, blue) < 40) continue
      light += 1
      if (Math.max(green, blue) > 0.8 * red) other += 1
    }
    return (100 * other) / light
  }, `data:image/png;base64,${png}`)
}

it('shows map, marks and pictures in red alone', async () => {
  app = await openBrowserApp({ locale: 'en-GB' })
  const shown = await openDemo(app)
  await openRoom(shown, 'settings')
  await shown.page.getByTestId('theme').selectOption('night')
  const seen: Record<string, number> = {}
  const see = async (name: string): Promise<void> => {
    await shown.watched.atRest()
    await look(shown, `night-${name}`)
    seen[name] = Math.round(await notRedPercent(shown))
  }
  await openMission(shown)
  await see('mission')
  await openFlight(shown)
  await openPicture(shown, /JPG/)
  await see('picture')
  await openPicture(shown, /MP4/)
  await openClip(shown, 1)
  await see('clip')
  for (const name of ['finding', 'before-after']) {
    await SCREENS.find((screen) => screen.name === name)?.show(shown.page)
    await see(name)
  }
  expect(seen).toEqual({ mission: 0, picture: 0, clip: 0, finding: 0, 'before-after': 0 })
})

it('names what is marked on the map, a state and a severity too', async () => {
  app = await openBrowserApp({ locale: 'en-GB' })
  const shown = await openDemo(app)
  await openMission(shown)
  await shown.watched.atRest()
  const marks = shown.page.locator('.leaflet-marker-icon[role="button"]')
  const names = await marks.evaluateAll((all) => all.map((mark) => mark.getAttribute('aria-label') ?? ''))
  expect(names.length).toBeGreaterThan(3)
  expect(names.filter((name) => name === '')).toEqual([])
  expect(names.some((name) => /^(Error|Warning|Unknown): /.test(name))).toBe(true)
})
