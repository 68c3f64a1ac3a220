/** Tiles of a background: drawn where they belong, whatever their grid is measured in. */
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, expect, it } from 'vitest'
import { lit } from '../../scripts/screens.mjs'
import { PALETTES } from '../../renderer/map/leaflet/vectorStyle.ts'
import { MAP_DATUMS, toWgs84 } from '../../src/core/geo/mapDatum.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import { pixelOf, tileBox, TILE_PX } from '../../src/core/geo/webMercator.ts'
import type { Site } from '../../src/core/site/site.ts'
import { type DrawnShape, vectorTileOf, writePmtiles } from '../builders/pmtiles.ts'
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

/** A small district as vector tiles have it, over the demo's sites: a lake, fields, roads, a railway, houses and names. */
function districtTiles(): { z: number; x: number; y: number; bytes: Uint8Array }[] {
  return [13, 14].flatMap((z) => {
    const from = pixelOf({ lat: AROUND.north, lon: AROUND.west }, z)
    const to = pixelOf({ lat: AROUND.south, lon: AROUND.east }, z)
    const tiles: { z: number; x: number; y: number; bytes: Uint8Array }[] = []
    for (let y = Math.floor(from.y / TILE_PX); y * TILE_PX < to.y; y++)
      for (let x = Math.floor(from.x / TILE_PX); x * TILE_PX < to.x; x++)
        tiles.push({ z, x, y, bytes: vectorTileOf(SHAPES) })
    return tiles
  })
}

const SHAPES: readonly DrawnShape[] = [
  {
    layer: 'earth',
    type: 'polygon',
    at: [
      [0, 0],
      [4096, 0],
      [4096, 4096],
      [0, 4096],
    ],
    is: {},
  },
  {
    layer: 'landuse',
    type: 'polygon',
    at: [
      [2600, 200],
      [4000, 300],
      [3900, 1500],
      [2500, 1400],
    ],
    is: { kind: 'forest' },
  },
  {
    layer: 'landuse',
    type: 'polygon',
    at: [
      [200, 2500],
      [1900, 2500],
      [1900, 3900],
      [200, 3900],
    ],
    is: { kind: 'industrial' },
  },
  {
    layer: 'water',
    type: 'polygon',
    at: [
      [300, 300],
      [1700, 500],
      [1500, 1500],
      [500, 1600],
    ],
    is: { kind: 'lake' },
  },
  {
    layer: 'buildings',
    type: 'polygon',
    at: [
      [500, 2800],
      [900, 2800],
      [900, 3200],
      [500, 3200],
    ],
    is: {},
  },
  {
    layer: 'roads',
    type: 'line',
    at: [
      [0, 2100],
      [2000, 2000],
      [4096, 2100],
    ],
    is: { kind: 'major_road', 'name:zh': '矿区大道', 'name:en': 'Mine Avenue', name: '矿区大道' },
  },
  {
    layer: 'roads',
    type: 'line',
    at: [
      [2200, 0],
      [2200, 4096],
    ],
    is: { kind: 'minor_road', name: '二号路' },
  },
  {
    layer: 'roads',
    type: 'line',
    at: [
      [3200, 0],
      [3500, 4096],
    ],
    is: { kind: 'rail' },
  },
  {
    layer: 'places',
    type: 'point',
    at: [[3000, 3000]],
    is: { kind: 'locality', 'name:zh': '示范镇', 'name:en': 'Sample Town', name: '示范镇' },
  },
  // Neither the boundary nor the name of a country is drawn.
  {
    layer: 'boundaries',
    type: 'line',
    at: [
      [0, 0],
      [4096, 4096],
    ],
    is: { kind: 'country' },
  },
]

/** How many pixels of the drawn tiles have a colour, `#rrggbb`. */
const pixelsOf = (page: Page, colour: string): Promise<number> =>
  page.evaluate((hex) => {
    const wanted = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
    let found = 0
    for (const canvas of document.querySelectorAll<HTMLCanvasElement>('canvas.leaflet-tile')) {
      if (canvas.width === 0) continue
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {
        data: [],
      }
      for (let i = 0; i < data.length; i += 4)
        if (wanted.every((tone, k) => Math.abs((data[i + k] ?? 0) - tone) < 3)) found += 1
    }
    return found
  }, colour)

it.each(['zh-CN', 'en-GB'] as const)(
  '(%s) of a vector PMTiles file are drawn by day and by night, and those of a raster one as they are',
  async (locale) => {
    const shown = await openSmall(locale)
    const { page } = shown
    const bring = async (file: string): Promise<void> => {
      await openRoom(shown, 'settings')
      await page.getByTestId('add-layer').click()
      await page.getByTestId('layer-file').setInputFiles(file)
      await page.getByTestId('layer').waitFor()
      await page.getByTestId('layer').locator('header button').first().click()
    }
    const vector = path.join(shown.home, 'district.pmtiles')
    const about = { box: AROUND, metadata: { name: locale === 'zh-CN' ? '示范区矢量图' : 'Sample district' } }
    writePmtiles(vector, districtTiles(), { ...about, type: 'mvt' })
    await bring(vector)
    await expect.poll(() => pixelsOf(page, PALETTES.day.water)).toBeGreaterThan(500)
    expect(await pixelsOf(page, PALETTES.day.mainRoad)).toBeGreaterThan(100)
    // Vector tiles are no pictures, that one could ask about.
    expect(await page.getByTestId('tiles-question').count()).toBe(0)
    await shown.watched.atRest()
    await look(shown, `pmtiles-vector-${locale}`)
    await lit(page, 'dark')
    await expect.poll(() => pixelsOf(page, PALETTES.night.water)).toBeGreaterThan(500)
    expect(await pixelsOf(page, PALETTES.day.water)).toBe(0)
    await look(shown, `pmtiles-vector-dark-${locale}`)
    await lit(page, 'night')
    await shown.watched.atRest()
    await look(shown, `pmtiles-vector-night-${locale}`)
    await lit(page, 'light')

    const raster = path.join(shown.home, 'raster.pmtiles')
    const pictures = [...drawnTiles(AROUND, [14], () => 120)].map(({ png, ...at }) => ({ ...at, bytes: png }))
    writePmtiles(raster, pictures, { box: AROUND, type: 'png', metadata: { name: 'raster' } })
    await bring(raster)
    await expect
      .poll(() =>
        page
          .locator('img.leaflet-tile')
          .evaluateAll((all) => all.some((img) => (img as HTMLImageElement).naturalWidth > 0)),
      )
      .toBe(true)
  },
)
