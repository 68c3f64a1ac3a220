/** What a picture says of itself in the window: lens, laser, direction, and what saw an asset. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clipOf } from '../builders/djmd.ts'
import { aDng, djiXmp } from '../builders/rawPhoto.ts'
import { openDemoFlight, openEnterprise, openFlight } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp
const id = (testId: string) => app.page.getByTestId(testId)
/** Beside the demo's flight; 54.1 m from it, 50 m east and 20.7 m down, is the laser's target. */
const PLACE = { GpsLatitude: '+41.7706', GpsLongitude: '+109.9712', RelativeAltitude: '+60.0' }
const LASER = {
  ...PLACE,
  ImageSource: 'ZoomCamera',
  AbsoluteAltitude: '+1665.0',
  LRFStatus: 'Normal',
  LRFTargetDistance: '54.1',
  LRFTargetLat: '41.7706000',
  LRFTargetLon: '109.9718014',
  LRFTargetAbsAlt: '1644.34',
}
const photo = (name: string, tags: Readonly<Record<string, string>>, taken: string) => ({
  name,
  mimeType: 'image/x-adobe-dng',
  buffer: Buffer.from(
    aDng({
      make: 'DJI',
      model: 'M30T',
      taken,
      xmp: djiXmp(tags, 'attributes'),
      lens: { focalMm: 29.9, filmMm: 162, digitalZoom: 2 },
    }),
  ),
})

/** A clip of four seconds whose header says nothing of a place, and subtitles that fly it east, looking down to the north. */
const START_MS = Date.UTC(2026, 4, 20, 2, 15, 10)
const clip = (name: string, startMs: number) => ({
  name,
  mimeType: 'video/mp4',
  buffer: clipOf(
    [1, 2, 3, 4].map((n) => Uint8Array.of(n)),
    1,
    startMs,
  ),
})
const subtitles = (name: string) => {
  const cues = [0, 1, 2, 3].map(
    (s) =>
      `${s + 1}\n00:00:0${s},000 --> 00:00:0${s + 1},000\n2026-05-20 10:15:1${s}.000\n[focal_len: 48.00] [latitude: 41.7706] [longitude: ${(109.9705 + s * 0.0003).toFixed(4)}] [rel_alt: 60.000 abs_alt: 9.000] [gb_yaw: 0.0 gb_pitch: -60.0 gb_roll: 0.0]\n\n`,
  )
  return { name, mimeType: 'application/x-subrip', buffer: Buffer.from(cues.join('')) }
}

beforeAll(async () => {
  app = await openDemoFlight(await openBrowserApp({ locale: 'en-GB' }))
  await id('footage-files').setInputFiles([
    photo('laser.dng', LASER, '2026:05:20 10:15:50'),
    photo('blind.dng', { ...PLACE, RtkStdLat: '3.0', RtkStdLon: '4.0' }, '2026:05:20 10:15:55'),
  ])
  await id('thumb').nth(6).waitFor()
  await id('footage-files').setInputFiles([
    clip('told.MP4', START_MS + 3_600_000),
    clip('untold.MP4', START_MS + 7_200_000),
  ])
  await id('thumb').nth(8).waitFor()
  // The subtitles come after their clip.
  await id('footage-files').setInputFiles([subtitles('told.SRT')])
  await app.page.getByText('told.SRT').first().waitFor({ state: 'attached' })
})

afterAll(async () => {
  await app.close()
  await closeBrowser()
})

const openPicture = async (name: string): Promise<void> => {
  const flight = await openFlight(app)
  await flight.getByRole('button', { name }).first().click()
  await expect.poll(() => id('footage').getByRole('heading').first().innerText()).toBe(name)
}
const shapes = (name: string) => app.page.locator(`path[class*=${name}]`)

it('a photo with a laser says its lens and target, and the map draws both', async () => {
  await openPicture('laser.dng')
  const words = await id('footage').innerText()
  // 162 mm of glass and twice that digitally: 2 atan(34.613 / 2 / 324).
  expect(words).toContain('zoom, 6.1° across, digital zoom 2×')
  expect(words).toContain('54.1 m away, 1,644.3 m above sea level')
  expect(words).not.toContain('direction not known')
  await expect.poll(() => shapes('laser').count()).toBe(1)
  await expect.poll(() => shapes('footprint').count()).toBe(1)
  expect(await app.page.getByText('Laser 54.1 m').count()).toBe(1)
})

it('one of unknown direction is drawn as what it may have seen, dashed and in words', async () => {
  await openPicture('blind.dng')
  await expect.poll(() => shapes('maybeSeen').count()).toBe(1)
  expect(await shapes('footprint').count()).toBe(0)
  // The receiver gave 3 m north and 4 m east.
  expect(await shapes('placeError').count()).toBe(1)
  expect(await app.page.getByText('May have been seen').count()).toBe(1)
  expect(await id('footage').innerText()).toContain('direction not known, flat ground assumed')
})

it('an asset is asked what saw it, from its own form and with what was assumed', async () => {
  await openEnterprise(app)
  await id('dossier-sites').getByRole('button').first().click()
  await id('site').waitFor()
  await id('asset-row').first().click()
  await id('saw-asset').click()
  await id('saw-list').waitFor()
  expect(await id('saw-of').innerText()).toMatch(/flat ground|elevation model/)
  expect(await id('saw-of').innerText()).toContain('Foot, middle and top')
})

it('a clip that cannot be placed says so plainly, and how it can be', async () => {
  await openPicture('untold.MP4')
  expect(await id('unplaced').innerText()).toContain('counts as having seen nothing')
  expect(await id('place-height').isVisible()).toBe(true)
  expect(await shapes('footprint').count()).toBe(0)
})

it('a clip with subtitles shows what each of its seconds saw', async () => {
  await openPicture('told.MP4')
  expect(await id('unplaced').count()).toBe(0)
  expect(await id('footage').innerText()).toContain('2026-05-20 10:15:10.000')
  const drawn = () => shapes('footprint').first().getAttribute('d')
  await expect.poll(drawn).not.toBeNull()
  const first = await drawn()
  // Two seconds on.
  await id('timeline').focus()
  for (const _ of [1, 2]) await app.page.keyboard.press('ArrowUp')
  await expect.poll(drawn).not.toBe(first)
})
