/** Folders of tiles, as DJI Terra and other programs write them, place themselves: whole, in a ZIP, by rows from either side. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { RowsFrom } from '../../src/core/formats/tileFolder.ts'
import type { Layer } from '../../src/core/geo/layer.ts'
import { lit } from '../../scripts/screens.mjs'
import { tileFolder } from '../builders/tileFolder.ts'
import { aZip } from '../builders/zips.ts'
import { look } from '../walk/look.ts'
import { openDemo } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

const BOX = { south: 41.766, west: 109.962, north: 41.776, east: 109.982 }
const FAR = { south: 30.1, west: 120.1, north: 30.105, east: 120.11 }

async function newLayer(locale: 'zh-CN' | 'en-GB', theme: 'light' | 'night' = 'light'): Promise<BrowserApp> {
  app = await openBrowserApp({ locale })
  const shown = await openDemo(app)
  await lit(shown.page, theme)
  await shown.page.setViewportSize({ width: 1280, height: 720 })
  await shown.page.getByTestId('add-layer').click()
  return shown
}

/** A folder on the disk, as a survey program leaves it: tiles below `map`, and more beside them. */
function onDisk(home: string, name: string, box: typeof BOX, rows: RowsFrom): string {
  const folder = path.join(home, name)
  for (const { name: file, content } of tileFolder(box, [15, 16, 17], { rows })) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    fs.writeFileSync(path.join(folder, file), content)
  }
  fs.writeFileSync(path.join(folder, 'result.txt'), 'what else the program wrote')
  return folder
}

async function tilesOf({ host }: BrowserApp, name: string) {
  const listed = await host.call('layer.list', {})
  if (!listed.ok) throw new Error(listed.code)
  const layer = (listed.value as { doc: Layer }[]).find(({ doc }) => doc.name.zh === name)?.doc
  if (layer?.source.kind !== 'tiles') throw new Error(`${layer?.source.kind}`)
  return layer.source
}

describe.each(['zh-CN', 'en-GB'] as const)('a folder of tiles, in %s', (locale) => {
  it.each(['north', 'south'] as const)(
    'with rows from the %s lies where the sites are, and its datum is asked for',
    async (rows) => {
      const shown = await newLayer(locale, rows === 'south' ? 'night' : 'light')
      const { page, home } = shown
      if (rows === 'north') await look(shown, `tile-folder-new-${locale}`)
      await page.getByTestId('layer-file-folder').setInputFiles(onDisk(home, '北坡测区', BOX, rows))
      await page.getByTestId('tiles-question').waitFor()
      const source = await tilesOf(shown, '北坡测区')
      expect(source).toMatchObject({ minZoom: 15, maxZoom: 17 })
      expect(source.south).toBeGreaterThan(41.75)
      expect(source.north).toBeLessThan(41.79)
      await page.getByTestId('layer').getByRole('button').first().click()
      await expect.poll(() => page.locator('img.leaflet-tile-loaded').count()).toBeGreaterThan(0)
      await page.getByTestId('tiles-wgs84').click()
      await page.getByTestId('tiles-question').waitFor({ state: 'detached' })
      await shown.watched.atRest()
      await look(shown, `tile-folder-${rows}-${locale}`)
    },
  )

  it('that lies far from every site asks which way its rows are counted', async () => {
    const shown = await newLayer(locale, locale === 'zh-CN' ? 'night' : 'light')
    const { page } = shown
    const zip = path.join(shown.home, '外地.zip')
    fs.writeFileSync(zip, aZip(tileFolder(FAR, [16], { rows: 'south' })))
    await page.getByTestId('layer-file').setInputFiles(zip)
    await page.getByTestId('rows-question').waitFor()
    await look(shown, `tile-folder-rows-${locale}`)
    await page.getByTestId('rows-south').click()
    await page.getByTestId('layer').filter({ hasText: '外地' }).waitFor()
    expect((await tilesOf(shown, '外地')).south).toBeCloseTo(30.1, 1)
  })

  it('with none in it is refused in one line, and the next one is taken', async () => {
    const shown = await newLayer(locale)
    const { page, home } = shown
    const empty = path.join(home, '原始照片')
    fs.mkdirSync(empty)
    fs.writeFileSync(path.join(empty, 'a.txt'), 'x')
    await page.getByTestId('layer-file-folder').setInputFiles(empty)
    await page.getByTestId('notice-error').filter({ hasText: '原始照片' }).waitFor()
    await look(shown, `tile-folder-none-${locale}`)
    await page.getByTestId('layer-file-folder').setInputFiles(onDisk(home, '测区', BOX, 'north'))
    await page.getByTestId('layer').filter({ hasText: '测区' }).waitFor()
  })
})
