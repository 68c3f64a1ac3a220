import fs from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dragOnPicture } from '../walk/drawing.ts'
import { look } from '../walk/look.ts'
import { openDemo, openEnterprise, openMission, openRoom, rowCount } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

const footage = path.resolve(import.meta.dirname, '../../missions/demo/footage')
const textOf = (file: string) => fs.readFileSync(path.resolve(import.meta.dirname, '../..', file), 'utf8')

it('begins with one script of at most 400 kB, compressed; parts that are come to later are fetched then', () => {
  const built = path.resolve(import.meta.dirname, '../../out/renderer')
  const [, first = ''] =
    /<script type="module"[^>]* src="([^"]+)"/.exec(
      fs.readFileSync(path.join(built, 'index.html'), 'utf8'),
    ) ?? []
  const script = fs.readFileSync(path.join(built, first))
  expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(400_000)
})

/** The rooms, forms and panels in the real browser, on the demo, in both languages, without the map's own tools. */
describe.each([['zh-CN'], ['en-GB']] as const)('the panels in %s', (locale) => {
  let app: BrowserApp
  const id = (testId: string) => app.page.getByTestId(testId)
  const seen = (name: string) => look(app, `${locale}-${name}`)

  beforeAll(async () => {
    app = await openBrowserApp({ locale, isFirstDay: true })
  })
  afterAll(async () => {
    await app.close()
    if (locale === 'en-GB') await closeBrowser()
  })

  it('offers the demo at the first start, in the language of the system', async () => {
    await id('first-start').waitFor()
    expect(await app.page.locator('html').getAttribute('lang')).toBe(locale === 'zh-CN' ? 'zh-CN' : 'en')
    await openDemo(app)
    await expect.poll(() => id('enterprise-row').count()).toBe(7)
    await seen('demo')
  })

  it('shows the dossier of an enterprise with its parts, and goes to them', async () => {
    await openEnterprise(app)
    for (const part of ['dossier-sites', 'dossier-findings', 'dossier-missions', 'dossier-flights'])
      await id(part).waitFor()
    await id('dossier-findings').getByRole('button').first().click()
    await id('finding').waitFor()
    await id('finding-owner-link').click()
    await id('dossier').waitFor()
    await seen('dossier')
  })

  it('checks a credit code while it is typed, saves an enterprise as one step, and undoes it', async () => {
    await id('new-enterprise').click()
    await id('enterprise-name-zh').locator('input').fill('试验企业')
    await id('enterprise-code').locator('input').fill('91159999MA0DEM0017')
    await id('enterprise-code').getByRole('alert').waitFor()
    await id('save-enterprise').click()
    expect(await id('enterprise-row').count()).toBe(7)
    await id('enterprise-code').locator('input').fill('91350100M000100Y43')
    await id('save-enterprise').click()
    await expect.poll(() => id('enterprise-row').count()).toBe(8)
    await id('undo').click()
    await expect.poll(() => id('enterprise-row').count()).toBe(7)
    await id('redo').click()
    await expect.poll(() => id('enterprise-row').count()).toBe(8)
  })

  it('shows the verdict and the figures of a mission, and follows an edit and its undo', async () => {
    await openMission(app, 1)
    const before = await id('figures').textContent()
    const height = id('survey-height').locator('input')
    await height.fill('90')
    await height.press('Enter')
    await expect.poll(() => id('figures').textContent()).not.toBe(before)
    await id('undo').click()
    await expect.poll(() => id('figures').textContent()).toBe(before)
    await seen('mission')
  })

  it('holds an unsafe export back until a named person releases it with a reason', async () => {
    await openMission(app, /Unsafe on purpose|不安全示例/)
    await id('check-item').first().waitFor()
    await seen('unsafe')
    await id('export').click()
    await id('export-blocked').waitFor()
    await expect.poll(() => id('export-go').isDisabled()).toBe(true)
    await id('release-reason').locator('textarea').fill('演练')
    await id('release-by').locator('input').fill('顾砚之')
    await id('release-role').locator('input').fill('负责人')
    if (await id('release-basis').count()) await id('release-basis').locator('textarea').fill('应急')
    const download = app.page.waitForEvent('download')
    await id('export-go').click()
    const file = await (await download).path()
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toMatchObject({ fileType: 'Plan' })
    await id('export-done').waitFor()
    await seen('export')
  })

  it('logs a flight, takes a photo in, and makes a finding of a region of it', async () => {
    await openRoom(app, 'flights')
    await id('new-flight-button').click()
    await id('save-flight').click()
    await id('flight').waitFor()
    const photo = fs.readdirSync(footage).find((name) => /\.jpe?g$/i.test(name))
    expect(photo).toBeDefined()
    // The demo has this photo already: one byte more makes it another original.
    const bytes = Buffer.concat([fs.readFileSync(path.join(footage, photo ?? '')), Buffer.from([0])])
    await id('footage-files').setInputFiles({ name: 'new.jpg', mimeType: 'image/jpeg', buffer: bytes })
    await id('thumb').first().click()
    await id('draw-region').click()
    await dragOnPicture(app, [0.2, 0.2], [0.6, 0.7])
    await id('footage-finding').click()
    await id('quick-finding').waitFor()
    await id('finding-title').locator('input').fill('围墙破损')
    await seen('sighting')
    await id('save-finding').click()
    await id('last-finding').click()
    await id('finding').waitFor()
    await id('history').locator('img').first().waitFor()
    await seen('finding')
  })

  it('filters the findings', async () => {
    await openRoom(app, 'findings')
    await id('finding-row').first().waitFor()
    await expect.poll(() => rowCount(app, 'finding-row')).toBe(8)
    await id('filter-state').selectOption('closed')
    await expect.poll(() => id('finding-row').count()).toBe(1)
    await id('filter-state').selectOption('all')
  })

  it('verifies the workspace and says so in words', async () => {
    await openRoom(app, 'settings')
    await id('workspace').locator('summary').click()
    await id('verify').click()
    await id('verify-report').waitFor()
    await seen('settings')
  })

  it('shows under what licence it is, and whose work it contains', async () => {
    await openRoom(app, 'settings')
    await id('about').locator('summary').click()
    await id('notice').click()
    await expect.poll(() => id('licence-text').textContent()).toBe(textOf('NOTICE'))
    await seen('about')
    await id('licence').click()
    await expect.poll(() => id('licence-text').textContent()).toBe(textOf('LICENSE'))
  })

  it('changes language and look at once', async () => {
    await id('language').selectOption(locale === 'zh-CN' ? 'en' : 'zh')
    await expect.poll(() => id('room-findings').textContent()).toBe(locale === 'zh-CN' ? 'Findings' : '隐患')
    for (const theme of ['dark', 'night', 'light']) {
      await id('theme').selectOption(theme)
      await expect.poll(() => app.page.locator('html').getAttribute('data-theme')).toBe(theme)
      await seen(`theme-${theme}`)
    }
  })

  it('finds a command by its words, from the keyboard alone', async () => {
    await app.page.keyboard.press('Control+k')
    await app.page.keyboard.type(locale === 'zh-CN' ? 'Missions' : '任务')
    await app.page.keyboard.press('Enter')
    await id('mission-row').first().waitFor()
  })
})
