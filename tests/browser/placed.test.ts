/** Pictures that say where they lie are on the map by themselves; others ask for what is missing, or are laid out. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { Layer } from '../../src/core/geo/layer.ts'
import { aGeoTiff } from '../builders/geoTiff.ts'
import { quarters } from '../builders/quarters.ts'
import { lit } from '../../scripts/screens.mjs'
import { anOverlayKml, inBox, quartersPng } from '../builders/kmz.ts'
import { aZip } from '../builders/zips.ts'
import { look } from '../walk/look.ts'
import { openDemo, openRoom } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

const SIZE = { width: 640, height: 480 }
const picture = { ...SIZE, samples: quarters(SIZE.width, SIZE.height), bands: 3, photometric: 2 }

const LOCALES = ['zh-CN', 'en-GB'] as const

async function newLayer(locale: (typeof LOCALES)[number], theme: 'day' | 'night' = 'day') {
  app = await openBrowserApp({ locale })
  const shown = await openDemo(app)
  await openRoom(shown, 'settings')
  if (theme === 'night') await shown.page.getByTestId('theme').selectOption(theme)
  await shown.page.setViewportSize({ width: 1280, height: 720 })
  await shown.page.getByTestId('add-layer').click()
  const bring = async (...files: readonly (readonly [name: string, content: Uint8Array | string])[]) => {
    const paths = files.map(([name, content]) => {
      const file = path.join(shown.home, name)
      fs.writeFileSync(file, content)
      return file
    })
    await shown.page.getByTestId('layer-file').setInputFiles(paths)
  }
  const newest = async (): Promise<Layer | undefined> => {
    const listed = await shown.host.call('layer.list', {})
    if (!listed.ok) throw new Error(listed.code)
    return (listed.value as { doc: Layer }[]).map(({ doc }) => doc).sort((a, b) => b.order - a.order)[0]
  }
  return { shown, bring, newest }
}

describe.each(LOCALES)('a picture, in %s', (locale) => {
  it('with its place lies on the map by itself', async () => {
    const { shown, bring, newest } = await newLayer(locale)
    const place = { west: 109.965, north: 41.778, step: 0.00002 }
    await bring(['正射影像.tif', aGeoTiff({ ...picture, place })])
    await shown.page.getByTestId('layer').filter({ hasText: '正射影像' }).waitFor()
    expect((await newest())?.source).toMatchObject({ kind: 'tiles', west: 109.965, north: 41.778 })
    await shown.page.getByTestId('layer').getByRole('button').first().click()
    await shown.watched.atRest()
    await look(shown, `placed-geotiff-${locale}`)
  })

  it('that a KMZ lays on the ground lies there turned and seen through, and its datum is asked for', async () => {
    const { shown, bring, newest } = await newLayer(locale)
    const { page } = shown
    const box = { north: 41.778, south: 41.768, east: 109.982, west: 109.966 }
    const content = aZip([
      { name: 'doc.kml', content: anOverlayKml(inBox('files/图.png', box, 20)) },
      { name: 'files/图.png', content: quartersPng(640, 480, true) },
    ])
    await bring(['奥维叠加图.kmz', content])
    await page.getByTestId('layer').filter({ hasText: '奥维叠加图' }).waitFor()
    await page.getByTestId('tiles-question').waitFor()
    expect((await newest())?.source).toMatchObject({ kind: 'tiles' })
    await page.getByTestId('layer').getByRole('button').first().click()
    await shown.watched.atRest()
    await look(shown, `placed-kmz-${locale}`)
    await lit(page, 'night')
    await shown.watched.atRest()
    await look(shown, `placed-kmz-night-${locale}`)
  })

  it('that a KMZ names and does not hold is told of in a line', async () => {
    const { shown, bring } = await newLayer(locale)
    const box = { north: 41.778, south: 41.768, east: 109.982, west: 109.966 }
    await bring([
      '空.kmz',
      aZip([{ name: 'doc.kml', content: anOverlayKml(inBox('https://example.invalid/a.png', box)) }]),
    ])
    const told = shown.page
      .getByTestId('new-layer')
      .getByText(locale === 'zh-CN' ? '不会联网' : 'nothing is fetched')
    await told.waitFor()
    await look(shown, `placed-kmz-elsewhere-${locale}`)
  })

  it('without its system asks for it, with the one that lies nearest chosen', async () => {
    const { shown, bring, newest } = await newLayer(locale, 'night')
    const { page } = shown
    const beside = '0.5\n0\n0\n-0.5\n414500.25\n4625799.75\n'
    const bare = aGeoTiff({ ...picture, geoKeys: null })
    await bring(['厂区.tif', bare], ['厂区.tfw', beside])
    await page.getByTestId('crs-question').waitFor()
    await expect.poll(() => page.getByTestId('crs').inputValue()).toBe('4546')
    await look(shown, `placed-crs-${locale}`)
    await page.getByTestId('crs-go').click()
    await page.getByTestId('layer').filter({ hasText: '厂区' }).waitFor()
    const source = (await newest())?.source
    if (source?.kind !== 'tiles') throw new Error(source?.kind)
    expect(source.north).toBeCloseTo(41.767, 2)
    expect(source.west).toBeCloseTo(109.97, 2)
  })

  it('of an unknown system says so in a line, and is laid out by its corners', async () => {
    const { shown, bring, newest } = await newLayer(locale)
    const { page } = shown
    const place = { west: 414_500, north: 4_625_800, step: 0.5 }
    await bring(['西安80.tif', aGeoTiff({ ...picture, place, geoKeys: { 1024: 1, 1025: 1, 3072: 2361 } })])
    await page.getByTestId('lay-question').waitFor()
    expect(await page.getByTestId('lay-question').innerText()).toContain('EPSG:2361')
    await look(shown, `placed-unknown-${locale}`)
    await page.getByTestId('lay-corners').click()
    const map = page.locator('.leaflet-container')
    await map.click({ position: { x: 200, y: 150 } })
    await map.click({ position: { x: 500, y: 380 } })
    await page.getByTestId('layer').filter({ hasText: '西安80' }).waitFor()
    expect((await newest())?.source.kind).toBe('tiles')
  })

  it('that is damaged is refused in one line, and the next one is taken', async () => {
    const { shown, bring } = await newLayer(locale)
    const { page } = shown
    const place = { west: 109.965, north: 41.778, step: 0.00002 }
    const whole = aGeoTiff({ ...picture, place })
    await bring(['断.tif', whole.subarray(0, whole.length / 2)])
    const notice = page.getByTestId('notice-error').filter({ hasText: '断.tif' })
    await notice.waitFor()
    await look(shown, `placed-broken-${locale}`)
    await bring(['整.tif', whole])
    await page.getByTestId('layer').filter({ hasText: '整' }).waitFor()
  })
})
