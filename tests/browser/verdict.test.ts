/** The verdict under the map: its rows lead to their fields, stand by what there is to do, and it is as high as it is pulled. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, expect, it } from 'vitest'
import type { Mission } from '../../src/core/mission/mission.ts'
import { called } from '../builders/services.ts'
import { openDemo, openMission } from '../walk/openings.ts'
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

/** A survey of the demo about which little is known: no approval, no wind, no ground heights, photos in quick succession. */
async function bare({ host }: BrowserApp): Promise<Pick<Mission, 'id' | 'name'>> {
  const { rows } = await called(host, 'mission.list', { siteId: null, text: '', limit: 100 })
  const row = rows.find(({ kinds }) => kinds.includes('survey')) ?? rows[0]
  const { doc, version } = await called(host, 'mission.get', { id: row?.id ?? '' })
  const site = await called(host, 'site.get', { id: doc.siteIds[0] ?? '' })
  await called(host, 'site.put', { base: site.version, doc: { ...site.doc, ground: null } })
  await called(host, 'mission.put', {
    base: version,
    doc: {
      ...doc,
      authorisation: null,
      terrain: null,
      margin: { ...doc.margin, windMS: null },
      camera: doc.camera && { ...doc.camera, minIntervalS: 30 },
      vehicle: { ...doc.vehicle, enduranceS: 130 },
    },
  })
  return { id: doc.id, name: doc.name }
}

for (const locale of ['zh-CN', 'en-GB'] as const)
  it(`leads from every row to its field (${locale})`, async () => {
    const opened = await openDemo(await openBrowserApp({ locale }))
    app = opened
    const { page } = opened
    await page.setViewportSize({ width: 1366, height: 768 })
    const { name } = await bare(opened)
    const said = locale === 'zh-CN' ? name.zh : name.en
    await openMission(opened, said)
    const item = (rule: string) => page.locator(`[data-testid="check-item"][data-rule="${rule}"]`)
    const focused = (): Promise<string | null> =>
      page.evaluate(
        () => document.activeElement?.closest('[data-testid]')?.getAttribute('data-testid') ?? null,
      )
    await picture(opened, `verdict-${locale}`)
    for (const [rule, field] of [
      ['wind.limit', 'wind'],
      ['authorisation', 'authorisation-number'],
      ['energy.endurance', 'vehicle'],
      ['camera.interval', 'photos-by'],
    ] as const) {
      await item(rule).getByRole('button').first().click()
      await expect.poll(focused).toBe(field)
      const box = await page.evaluate(() => {
        const { top, bottom } = document.activeElement?.getBoundingClientRect() ?? { top: -1, bottom: -1 }
        return { top, bottom }
      })
      expect(box.top).toBeGreaterThanOrEqual(0)
      expect(box.bottom).toBeLessThanOrEqual(768)
    }
    await picture(opened, `verdict-field-${locale}`)
    // Durations and figures are said as people say them: each with its name.
    const interval = (await item('camera.interval').textContent()) ?? ''
    expect(interval).toMatch(
      locale === 'zh-CN' ? /每 .*秒拍一张，相机至少间隔 30 秒/ : /a photo every .* s, the camera needs 30 s/,
    )
    expect(await page.getByTestId('verdict').locator('xpath=..').textContent()).not.toMatch(/\b0 (分|min) /)
    // Rows stand by what there is to do, errors before what is not known.
    const deeds = await page
      .locator('section[data-testid^="deed-"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-testid')))
    expect(deeds.at(-1)).toBe('deed-data')
    expect(deeds).toContain('deed-papers')
    // Ground heights are the site's: the row leads there.
    await item('height.ceiling').getByRole('button').first().click()
    await page.getByTestId('site').waitFor()
    await expect.poll(focused).toBe('site-ground')
  })

it('is pulled, and the map does not move while the rules are asked again', async () => {
  const opened = await openDemo(await openBrowserApp())
  app = opened
  const { page } = opened
  await page.setViewportSize({ width: 1280, height: 720 })
  const { name } = await bare(opened)
  await openMission(opened, name.zh)
  const edge = page.getByTestId('pull-verdict')
  const top = async (): Promise<number> => Math.round((await edge.boundingBox())?.y ?? -1)
  const before = await top()
  await edge.focus()
  await page.keyboard.press('ArrowUp')
  await expect.poll(top).toBe(before - 24)
  const box = await edge.boundingBox()
  if (!box) throw new Error('no edge')
  await page.mouse.move(box.x + box.width / 2, box.y + 3)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, box.y - 57, { steps: 5 })
  await page.mouse.up()
  await expect.poll(top).toBe(before - 84)
  await picture(opened, 'verdict-pulled')
  // Fewer rows, more rows: the edge stays where it was pulled.
  await page.locator('[data-rule="wind.limit"]').getByRole('button').first().click()
  await page.keyboard.press('Space')
  await page.locator('[data-rule="wind.limit"]').waitFor({ state: 'detached' })
  expect(await top()).toBe(before - 84)
  await page.reload()
  // It stands where it stood.
  await page.getByTestId('mission').waitFor()
  await expect.poll(top).toBe(before - 84)
})

for (const locale of ['zh-CN', 'en-GB'] as const)
  it(`shows the interval between photos that overlap comes to, and lets none be typed over it (${locale})`, async () => {
    const opened = await openDemo(await openBrowserApp({ locale }))
    app = opened
    const { page, host } = opened
    await page.setViewportSize({ width: 1366, height: 768 })
    const { id, name } = await bare(opened)
    const { doc } = await called(host, 'mission.get', { id })
    const survey = doc.patterns.find((pattern) => pattern.kind === 'survey')
    if (survey?.spacing.by !== 'camera' || !doc.camera) throw new Error('no survey by camera')
    const { overlap } = survey.spacing
    const flownM = ((survey.heightM * doc.camera.sensorHeightMm) / doc.camera.focalLengthMm) * (1 - overlap)
    await openMission(opened, locale === 'zh-CN' ? name.zh : name.en)
    await page.locator('[data-rule="camera.interval"]').getByRole('button').first().click()
    const every = page.getByTestId('photo-every').locator('input')
    await expect.poll(async () => Number(await every.inputValue())).toBeCloseTo(flownM, 1)
    expect(await every.isDisabled()).toBe(true)
    await picture(opened, `photo-interval-${locale}`)
  })
