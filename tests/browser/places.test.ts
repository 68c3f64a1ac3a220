/** Going to places by coordinate and by name, the menu on the map, and the sheet of keys; in both languages. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, expect, it } from 'vitest'
import { readCoordinate, writeCoordinate } from '../../src/core/geo/coordinates.ts'
import { toWgs84 } from '../../src/core/geo/mapDatum.ts'
import { fillDistrict } from '../bench/district.ts'
import { openDemo, openRoom } from '../walk/openings.ts'
import { lit } from '../../scripts/screens.mjs'
import { TILE_SCHEMAS, writeTiles } from '../builders/tiles.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

const picture = async ({ page }: BrowserApp, name: string): Promise<void> => {
  const folder = process.env['OUT_DIR']
  if (!folder) return
  fs.mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
}
const HERE = { lat: 41.7712, lon: 109.9734 }
const decimal = (at: { lat: number; lon: number }): string => writeCoordinate(at, 'decimal') ?? ''

for (const locale of ['zh-CN', 'en-GB'] as const)
  it(`goes to a coordinate, asks its datum, and copies it in any form (${locale})`, async () => {
    const opened = await openDemo(await openBrowserApp({ locale }))
    app = opened
    const { page, context } = opened
    await page.setViewportSize({ width: 1280, height: 720 })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const id = (name: string) => page.getByTestId(name)
    const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText())
    const mark = () => id('marked-place')

    // Pasted where nobody types: the palette asks, and nothing is chosen before somebody chooses.
    await page.evaluate((text) => navigator.clipboard.writeText(text), '北纬41°46′16.32″ 东经109°58′24.24″')
    await id('room-enterprises').focus()
    await page.keyboard.press('Control+v')
    await id('palette').waitFor()
    await expect.poll(() => id('palette-option').count()).toBe(3)
    expect(await page.locator('[data-testid="palette-option"][aria-selected="true"]').count()).toBe(0)
    await picture(opened, `places-datum-${locale}`)
    await page.keyboard.press('Enter')
    expect(await mark().count()).toBe(0)
    await id('palette-option').filter({ hasText: 'GCJ-02' }).click()
    await expect.poll(() => mark().textContent()).toBe(decimal(toWgs84(HERE, 'gcj02')))
    // The bar follows the map there.
    await expect.poll(() => page.locator('svg[class*="scale"]').textContent()).toMatch(/^50 /)
    await picture(opened, `places-marked-${locale}`)

    // On the grid nothing has to be asked.
    const [{ at: onGrid } = { at: HERE }] = readCoordinate(writeCoordinate(HERE, 'utm') ?? '')
    await page.keyboard.press('Control+k')
    await id('palette')
      .getByRole('combobox')
      .fill(`UTM ${writeCoordinate(HERE, 'utm')}`)
    await expect.poll(() => id('palette-option').count()).toBe(1)
    await page.keyboard.press('Enter')
    await expect.poll(() => mark().textContent()).toBe(decimal(onGrid))

    // By the keyboard: typed, then chosen with an arrow.
    await page.keyboard.press('Control+k')
    await id('palette').getByRole('combobox').fill(decimal(HERE))
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => mark().textContent()).toBe(decimal(HERE))

    // The mark's own menu, then a right click's: every form goes to the clipboard as it stands there.
    await mark().click()
    await id('place-menu').waitFor()
    await picture(opened, `places-menu-${locale}`)
    for (const form of ['dms', 'utm', 'gcj02'] as const) {
      if ((await id('place-menu').count()) === 0) await mark().click({ button: 'right' })
      await id(`menu-copy-${form}`).click()
      await id('place-menu').waitFor({ state: 'detached' })
      await expect.poll(clipboard).toBe(writeCoordinate(HERE, form))
    }
    await mark().click()
    await id('menu-unmark').click()
    await mark().waitFor({ state: 'detached' })
    // The menu by keys alone: what is typed in it runs no shortcut.
    await id('map').click({ button: 'right', position: { x: 300, y: 200 } })
    await id('place-menu').waitFor()
    await page.keyboard.press('Escape')
    await id('place-menu').waitFor({ state: 'detached' })
    await id('map').click({ button: 'right', position: { x: 300, y: 200 } })
    await id('menu-sighting').click()
    await expect.poll(() => id('room-findings').getAttribute('aria-current')).toBe('page')

    // A place that somebody is asked for on the map is given by its coordinate, too.
    await page.keyboard.press('Escape')
    await openRoom(opened, 'flights')
    await id('saw-pick').click()
    await page.keyboard.press('Control+k')
    await id('palette')
      .getByRole('combobox')
      .fill(`UTM ${writeCoordinate(HERE, 'utm')}`)
    await page.keyboard.press('Enter')
    await id('saw-of').waitFor()
    expect(await mark().count()).toBe(0)
  })

for (const locale of ['zh-CN', 'en-GB'] as const)
  it(`finds enterprises, sites, assets, missions and people, and moves the map there (${locale})`, async () => {
    const opened = await openDemo(await openBrowserApp({ locale }))
    app = opened
    const { page } = opened
    const id = (name: string) => page.getByTestId(name)
    const found = async (text: string, kind: RegExp): Promise<void> => {
      await page.keyboard.press('Control+k')
      await id('palette').getByRole('combobox').fill(text)
      await page.locator('[data-testid="palette"] input[aria-busy="false"]').waitFor()
      await id('palette-option').filter({ hasText: kind }).first().click()
    }
    /** The bar of the scale says how near the map is. */
    const place = (): Promise<string | null> => page.locator('svg[class*="scale"]').textContent()
    const { value: sites } = (await opened.host.call('site.list', { enterpriseId: null })) as {
      value: { doc: { name: { zh: string }; assets: { name: { zh: string; en: string } }[] } }[]
    }
    const asset = sites[0]?.doc.assets[0]?.name
    let before = await place()
    await found('sqlsy', /砂泉岭酸业|Acid/)
    await id('dossier').waitFor()
    await expect.poll(place).not.toBe(before)
    before = await place()
    await found(asset?.zh ?? '', /./)
    await id('site').waitFor()
    await expect.poll(place).not.toBe(before)
    await found('hlz', /贺兰舟/)
    await expect.poll(() => id('room-settings').getAttribute('aria-current')).toBe('page')
    await expect.poll(() => id('people').evaluate((part: HTMLDetailsElement) => part.open)).toBe(true)
  })

for (const locale of ['zh-CN', 'en-GB'] as const)
  it(`shows every key on one sheet (${locale})`, async () => {
    const opened = await openDemo(await openBrowserApp({ locale }))
    app = opened
    const { page } = opened
    await page.setViewportSize({ width: 1280, height: 720 })
    const sheet = page.getByTestId('shortcuts')
    await page.keyboard.press('?')
    await sheet.waitFor()
    expect(await sheet.textContent()).toContain('Ctrl+K')
    await picture(opened, `shortcuts-${locale}`)
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    // Whoever types means the sign.
    await page.keyboard.press('Control+k')
    await page.getByTestId('palette').getByRole('combobox').pressSequentially('?')
    expect(await sheet.count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.keyboard.press('F1')
    await page.getByTestId('show-shortcuts').click()
    await sheet.waitFor()
    await page.getByTestId('close-shortcuts').click()
    await sheet.waitFor({ state: 'detached' })
  })

for (const locale of ['zh-CN', 'en-GB'] as const)
  it(`says how a base map gets in where there is none (${locale})`, async () => {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-bare-'))
    fillDistrict(path.join(dir, 'w'), {
      enterprises: 2,
      sites: 2,
      missions: 1,
      flights: 1,
      footage: 1,
      findings: 1,
    })
    const opened = await openBrowserApp({ locale, workspaceDir: path.join(dir, 'w') })
    app = opened
    const { page } = opened
    await page.setViewportSize({ width: 1280, height: 720 })
    const guide = page.getByTestId('base-map-guide')
    const atStep = (step: string) => expect.poll(() => guide.getAttribute('data-step')).toBe(step)
    await guide.waitFor()
    await atStep('kinds')
    await picture(opened, `guide-kinds-${locale}`)
    await page.getByTestId('guide-on').click()
    await atStep('sources')
    await picture(opened, `guide-sources-${locale}`)
    await page.getByTestId('guide-on').click()
    await page.getByTestId('add-base-map').click()
    await page.getByTestId('new-layer').waitFor()
    // Who has brought in a map is asked for its datum next.
    const file = path.join(dir, '底图.mbtiles')
    writeTiles(file, TILE_SCHEMAS.table)
    await page.getByTestId('layer-file').setInputFiles(file)
    await page.getByTestId('layer').waitFor()
    await atStep('datum')
    await lit(page, 'night')
    await opened.watched.atRest()
    await picture(opened, `guide-datum-night-${locale}`)
    await lit(page, 'light')
    await page.getByTestId('guide-on').click()
    await atStep('order')
    await page.getByTestId('guide-layers').click()
    await page.getByTestId('layer-list').waitFor()
    await page.getByTestId('guide-done').click()
    await guide.waitFor({ state: 'detached' })
    // It comes back from the list of layers, and from the help.
    await page.getByTestId('show-guide').click()
    await atStep('kinds')
    await picture(opened, `guide-again-${locale}`)
    await page.getByTestId('guide-close').click()
    await page.getByTestId('layers').click()
    await page.keyboard.press('F1')
    await page.getByTestId('help-guide').click()
    await guide.waitFor()
    await opened.close()
    app = null
    fs.rmSync(dir, { recursive: true, force: true })
  })
