/** Tiles of a background: drawn where they belong, whatever their grid is measured in. */
import path from 'node:path'
import { afterAll, afterEach, expect, it } from 'vitest'
import { lit } from '../../scripts/screens.mjs'
import { MAP_DATUMS, toWgs84 } from '../../src/core/geo/mapDatum.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import { tileBox, TILE_PX } from '../../src/core/geo/webMercator.ts'
import type { Site } from '../../src/core/site/site.ts'
import { drawnTiles, writeDrawnTiles } from '../builders/tiles.ts'
import { look } from '../walk/look.ts'
import { openDemo, openRoom } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

async function openSmall(locale: 'zh-CN' | 'en-GB'): Promise<BrowserApp> {
  app = await openBrowserApp({ locale })
  await app.page.setViewportSize({ width: 1280, height: 720 })
  return openDemo(app)
}

/** Two pictures of what is on the screen: by day and at night. The room stays what it was. */
async function lookDayAndNight(
  shown: BrowserApp,
  name: string,
  room: 'missions' | 'settings',
): Promise<void> {
  await look(shown, name)
  await lit(shown.page, 'night')
  await openRoom(shown, room)
  await shown.watched.atRest()
  await look(shown, `${name}-night`)
  await lit(shown.page, 'light')
  await openRoom(shown, room)
}

const AROUND = { south: 41.755, west: 109.95, north: 41.79, east: 109.995 }

/** A light ground with lines every so often, dark within the boundaries of sites, as a map in GCJ-02 has them. */
async function gcjTiles({ host }: BrowserApp, file: string): Promise<void> {
  const sites = await host.call('site.list', { enterpriseId: null })
  if (!sites.ok) throw new Error(sites.code)
  const rings = (sites.value as { doc: Site }[]).map(({ doc }) => doc.boundary)
  const brightness = (shifted: LatLon): number => {
    const at = toWgs84(shifted, 'gcj02')
    if (rings.some((ring) => isWithin(at, ring))) return 90
    const isLine = Math.abs((at.lat * 500) % 1) < 0.04 || Math.abs((at.lon * 400) % 1) < 0.04
    return isLine ? 250 : 205
  }
  writeDrawnTiles(file, '高德影像', AROUND, drawnTiles(AROUND, [14, 15], brightness))
}

/** Whether a place lies within a ring: crossings of its parallel to the east. */
const isWithin = ({ lat, lon }: LatLon, ring: readonly LatLon[]): boolean =>
  ring.filter((a, i) => {
    const b = ring[(i + 1) % ring.length] ?? a
    return a.lat > lat !== b.lat > lat && lon < a.lon + ((lat - a.lat) / (b.lat - a.lat)) * (b.lon - a.lon)
  }).length %
    2 ===
  1

it.each(['zh-CN', 'en-GB'] as const)(
  '(%s) of a source in GCJ-02 are drawn where they belong once that was said',
  async (locale) => {
    const shown = await openSmall(locale)
    const { page } = shown
    const file = path.join(shown.home, '高德 2026.mbtiles')
    await gcjTiles(shown, file)
    await openRoom(shown, 'settings')
    await page.getByTestId('add-layer').click()
    await page.getByTestId('layer-file').setInputFiles(file)
    const question = page.getByTestId('tiles-question')
    await question.waitFor()
    // A picture each, made of the tiles themselves.
    for (const datum of MAP_DATUMS)
      await expect
        .poll(() => page.getByTestId(`tiles-${datum}`).locator('svg image').count())
        .toBeGreaterThan(0)
    await page.getByTestId('layer').locator('header button').first().click()
    await shown.watched.atRest()
    await lookDayAndNight(shown, `tiles-question-${locale}`, 'settings')

    const tile = page.locator('img.leaflet-tile').first()
    const src = (await tile.getAttribute('src')) ?? ''
    const [z = 0, x = 0, y = 0] = (/\/(\d+)\/(\d+)\/(\d+)(?:\?|$)/.exec(src) ?? []).slice(1).map(Number)
    const same = page.locator(`img.leaflet-tile[src="${src}"]`)
    const placeOf = async () => {
      const box = await same.boundingBox()
      if (!box) throw new Error('the tile is gone')
      return box
    }
    await shown.watched.atRest(same)
    const before = await placeOf()
    await page.getByTestId('tiles-gcj02').click()
    await question.waitFor({ state: 'detached' })
    await shown.watched.atRest(same)
    const after = await placeOf()
    const { from } = tileBox({ z, x, y }, 'gcj02')
    const scale = before.width / TILE_PX
    expect(Math.abs(from.x - x * TILE_PX)).toBeGreaterThan(20)
    expect(after.x - before.x).toBeCloseTo((from.x - x * TILE_PX) * scale, 0)
    expect(after.y - before.y).toBeCloseTo((from.y - y * TILE_PX) * scale, 0)
    expect(await page.getByTestId('tiles-datum').inputValue()).toBe('gcj02')
    await lookDayAndNight(shown, `tiles-gcj02-${locale}`, 'settings')
  },
)
