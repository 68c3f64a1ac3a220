/** What lies on the map as one list: its order is the order of drawing, whatever kind a layer is of. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, expect, it } from 'vitest'
import { TILE_SCHEMAS, writeTiles } from '../builders/tiles.ts'
import { look } from '../walk/look.ts'
import { openDemo, openMission, openRoom } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

const ID = '01a00000-0000-7000-8000-00000000abcd'

/** A photo of the demo laid over its sites by four corners. */
async function layPicture({ host }: BrowserApp): Promise<void> {
  const footage = await host.call('footage.within', {
    box: { south: 41, west: 109, north: 42, east: 111 },
    limit: 10,
  })
  if (!footage.ok) throw new Error(footage.code)
  const { marks } = footage.value as { marks: { id: string; kind: string }[] }
  const photo = marks.find(({ kind }) => kind === 'photo')
  const corners = [
    { lat: 41.785, lon: 109.96 },
    { lat: 41.785, lon: 109.99 },
    { lat: 41.765, lon: 109.99 },
    { lat: 41.765, lon: 109.96 },
  ]
  const put = await host.call('layer.put', {
    base: null,
    doc: {
      id: ID,
      name: { zh: '航片', en: 'Photo' },
      order: 9,
      visible: true,
      opacity: 0.8,
      source: { kind: 'picture', footageId: photo?.id, corners },
    },
  })
  if (!put.ok) throw new Error(JSON.stringify(put))
}

/** How high the pane lies that holds such an element. */
const heightOf = ({ page }: BrowserApp, inside: string): Promise<number> =>
  page
    .locator(`.leaflet-layers-pane > .leaflet-pane:has(${inside})`)
    .evaluate((pane) => Number(getComputedStyle(pane).zIndex))

it('lays a picture over or under tiles as the list has them, in its strength', async () => {
  app = await openBrowserApp({ locale: 'en-GB' })
  const shown = await openDemo(app)
  const { page } = shown
  const file = path.join(shown.home, '区底图 2026.mbtiles')
  writeTiles(
    file,
    TILE_SCHEMAS.table,
    `CREATE TABLE metadata (name text, value text);
    INSERT INTO metadata VALUES ('name', '示范区影像'), ('format', 'png'), ('bounds', '109,41,111,42');`,
  )
  await openRoom(shown, 'settings')
  await page.getByTestId('add-layer').click()
  await page.getByTestId('layer-file').setInputFiles(file)
  // The map's own name of itself, not that of its file.
  await page.getByTestId('layer').filter({ hasText: '示范区影像' }).waitFor()
  await layPicture(shown)
  await page.getByTestId('layers').click()
  const rows = page.getByTestId('background')
  await expect
    .poll(() => rows.allInnerTexts())
    .toEqual([expect.stringContaining('Photo'), expect.stringContaining('示范区影像'), expect.anything()])
  const [picture, tiles] = ['img[alt=""]:not(.leaflet-tile)', '.leaflet-tile-container']
  expect(await heightOf(shown, picture)).toBeGreaterThan(await heightOf(shown, tiles))
  await look(shown, 'layers-picture-above')
  await page.getByRole('button', { name: 'Lower: Photo' }).click()
  await expect.poll(() => rows.first().innerText()).toContain('示范区影像')
  await expect.poll(async () => (await heightOf(shown, picture)) < (await heightOf(shown, tiles))).toBe(true)
  // One press of undo, though two layers changed places, and one of redo.
  await page.getByTestId('undo').click()
  await expect.poll(() => rows.first().innerText()).toContain('Photo')
  await page.getByTestId('redo').click()
  await expect.poll(() => rows.first().innerText()).toContain('示范区影像')
  await page.getByLabel('Opacity of Photo').focus()
  await page.keyboard.press('Home')
  await expect.poll(() => page.locator(picture).evaluate((img) => getComputedStyle(img).opacity)).toBe('0')
  fs.rmSync(file)
})

it('switches names, findings, tracks and the fence by themselves, says that some are hidden, and keeps it', async () => {
  app = await openBrowserApp({ locale: 'en-GB' })
  const shown = await openDemo(app)
  const { page } = shown
  await openMission(shown)
  const finding = page.locator('[class*="finding"].leaflet-marker-icon')
  const fence = page.locator('path[class*="role_inclusion"]')
  const name = page.locator('[class*="siteLabel"]')
  for (const mark of [finding, fence, name]) await mark.first().waitFor({ state: 'attached' })
  await page.getByTestId('layers').click()
  for (const overlay of ['findings', 'fence', 'labels'])
    await page.getByTestId(`overlay-${overlay}`).uncheck()
  for (const mark of [finding, fence, name]) await expect.poll(() => mark.count()).toBe(0)
  expect(await page.getByTestId('layers').innerText()).toContain('3 hidden')
  await look(shown, 'layers-hidden')
  await page.reload()
  await openMission(shown)
  await shown.watched.atRest()
  expect(await page.getByTestId('layers').innerText()).toContain('3 hidden')
  for (const mark of [finding, fence, name]) expect(await mark.count()).toBe(0)
})
