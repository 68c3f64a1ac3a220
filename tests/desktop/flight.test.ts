import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Footage } from '../../src/core/footage/footage.ts'
import { frameAt } from '../../src/core/geo/frame.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import { look } from '../walk/look.ts'
import { openCard, openDemo, openFlight, openPicture } from '../walk/openings.ts'
import { type Desktop, openDesktop } from './harness.ts'

const root = path.resolve(import.meta.dirname, '../..')
/** The demo's own footage, and what else was recorded of the same made-up flight. */
const samples = ['missions/demo/footage', 'tests/fixtures/flight'].flatMap((folder) =>
  fs.readdirSync(path.join(root, folder)).map((name) => path.join(root, folder, name)),
)

let desktop: Desktop
const id = (testId: string) => desktop.page.getByTestId(testId)

const call: Desktop['call'] = (name, input) => desktop.call(name, input)

beforeAll(async () => {
  desktop = await openDemo(await openDesktop())
})
afterAll(() => desktop.close())

/** Corners of an SVG path in its pixels. */
const cornersOf = (d: string): [number, number][] =>
  [...d.matchAll(/[ML](-?[\d.]+)[ ,](-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)])

/**
 * By hand: where the four corner rays of a camera meet level ground, metres east and north of below it. The camera is
 * turned as an aircraft is, heading about the vertical and then pitch about its right, ray by ray.
 */
function byHand({ placement, lens }: Footage): [number, number][] {
  if (
    !placement ||
    placement.heightM === null ||
    placement.headingDeg === null ||
    placement.pitchDeg === null
  )
    throw new Error('the sample says where it looked')
  // The sample does not say its lens: that of 24 mm on film at 4 : 3 is assumed, as the window says.
  const { hfovDeg, vfovDeg } = lens ?? { hfovDeg: 73.7, vfovDeg: 58.7 }
  const [h, p] = [placement.headingDeg, placement.pitchDeg].map((deg) => (deg * Math.PI) / 180) as [
    number,
    number,
  ]
  const [tanH, tanV] = [hfovDeg, vfovDeg].map((deg) => Math.tan((deg * Math.PI) / 360)) as [number, number]
  return [
    [-1, 1],
    [1, 1],
    [1, -1],
    [-1, -1],
  ].map(([sx, sy]) => {
    const [x, y, z] = [(sx as number) * tanH, 1, (sy as number) * tanV]
    const level = { x, y: y * Math.cos(p) - z * Math.sin(p), z: y * Math.sin(p) + z * Math.cos(p) }
    const turned = {
      x: level.x * Math.cos(h) + level.y * Math.sin(h),
      y: level.y * Math.cos(h) - level.x * Math.sin(h),
    }
    const t = (placement.heightM as number) / -level.z
    return [turned.x * t, turned.y * t]
  })
}

describe('the whole track of a flight', () => {
  it("is read in a thread of the services, comes from the page's own origin, and is what the map draws", async () => {
    const [flight] = (await call('flight.list', { siteId: null })).rows
    if (!flight) throw new Error('the demo has no flight')
    const bytes = await desktop.page.evaluate(async (url) => {
      const response = await fetch(url)
      return response.ok ? (await response.arrayBuffer()).byteLength : response.status
    }, `app://sortie/media/${flight.id}.track`)
    const points = (bytes - 16) / 28
    expect(points).toBeGreaterThanOrEqual((await call('flight.get', { id: flight.id })).doc.track.length)
    await openFlight(desktop)
    await expect.poll(() => id('flown-track').getAttribute('data-of')).toBe(String(points))
  })
})

describe('a card in the desktop window', () => {
  it('goes to the demo flight, and stands beside its plan', async () => {
    await openCard(desktop, samples)
    // All of it is of one flight: nothing has to be asked.
    expect(await id('card-which').count()).toBe(0)
    await id('card-bring').click()
    await id('card-done').waitFor()
    await id('flight-strip').waitFor()
    const [flight] = (await call('flight.list', { siteId: null })).rows
    const footage = (await call('footage.list', { flightId: flight?.id ?? '' })).rows
    expect(footage.map(({ doc }) => doc.fileName)).toEqual(
      expect.arrayContaining(samples.map((file) => path.basename(file))),
    )
    const of = (name: string) => footage.find(({ doc }) => doc.fileName.includes(name))?.doc
    expect(of('nogps')?.placement?.by).toBe('track')
    expect(of('zerogps')?.placement?.by).not.toBe('own')
    await id('flown-look').click()
    await id('flown-waypoints').waitFor()
    await look(desktop, 'flight-view')
    expect((await call('workspace.verify', {})).ok).toBe(true)
  })

  it('draws the ground of a photo to within two metres of a calculation by hand', async () => {
    const footage = (await call('footage.list', { flightId: null })).rows
    const photo = footage.find(({ doc }) => doc.fileName.includes('101530_0001_V.JPG'))?.doc
    if (!photo?.placement) throw new Error('the sample has a place')
    await openPicture(desktop, photo.fileName)
    const drawn = desktop.page.locator('path[class*="footprint"]')
    await drawn.waitFor()
    // The map comes to rest before its pixels are read.
    await desktop.watched.atRest(drawn)
    await look(desktop, 'footprint')
    const pixels = cornersOf((await drawn.getAttribute('d')) ?? '')
    expect(pixels.length).toBeGreaterThanOrEqual(4)
    // What a pixel is worth is read off a boundary that is drawn on the same sheet.
    const sites = await call('site.list', { enterpriseId: null })
    const boundary = sites.find(({ doc }) => doc.name.zh === '硫酸厂区')?.doc.boundary
    if (!boundary) throw new Error('the demo has its site')
    const { toLocal } = frameAt(photo.placement.at)
    const local = boundary.map((corner: LatLon) => toLocal(corner))
    const paths = await desktop.page
      .locator('path[class*="_site_"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('d') ?? ''))
    const scales = paths.flatMap((d) => {
      const drawnAt = cornersOf(d)
      const [a, b, c] = drawnAt
      if (drawnAt.length !== local.length || !a || !b || !c) return []
      const [p, q, r] = local
      if (!p || !q || !r) return []
      const perM = Math.hypot(b[0] - a[0], b[1] - a[1]) / Math.hypot(q.x - p.x, q.y - p.y)
      const again = Math.hypot(c[0] - b[0], c[1] - b[1]) / Math.hypot(r.x - q.x, r.y - q.y)
      // The same shape, north up: this is the one.
      return Math.abs(perM - again) / perM < 0.01
        ? [{ perM, x0: a[0] - p.x * perM, y0: a[1] + p.y * perM }]
        : []
    })
    const [scale] = scales
    if (!scale) throw new Error('the boundary is on the map')
    const onGround = pixels.map(([x, y]): [number, number] => [
      (x - scale.x0) / scale.perM,
      (scale.y0 - y) / scale.perM,
    ])
    for (const [x, y] of byHand(photo)) {
      const off = Math.min(...onGround.map(([u, v]) => Math.hypot(u - x, v - y)))
      expect(off).toBeLessThan(2)
    }
  })
})

describe('the report of a flight', () => {
  it('is printed by the application itself, and saved as a PDF', async () => {
    await openFlight(desktop)
    await id('flight-report').locator('summary').first().click()
    await id('make-report').click()
    const saved = (): string | undefined =>
      fs.readdirSync(desktop.downloads).find((name) => name.endsWith('.pdf'))
    await expect.poll(saved).toBeDefined()
    const file = path.join(desktop.downloads, saved() ?? '')
    await expect.poll(() => fs.readFileSync(file).subarray(-6).toString('latin1').trim()).toBe('%%EOF')
    expect(fs.readFileSync(file).subarray(0, 5).toString('latin1')).toBe('%PDF-')
    const folder = process.env['OUT_DIR']
    if (folder) fs.copyFileSync(file, path.join(folder, 'desktop-report.pdf'))
  })
})
