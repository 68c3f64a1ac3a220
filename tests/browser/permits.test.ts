/** An operator's way with approvals: recorded once, filed for a day, chosen by a mission, reported, and held against the flight. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aTlog } from '../builders/logs.ts'
import { aPng } from '../builders/png.ts'
import { called } from '../builders/services.ts'
import { onMap } from '../walk/drawing.ts'
import { look } from '../walk/look.ts'
import { openBoard } from '../walk/story.ts'
import { openCard, openDemo, openEnterprise, openMission, openRoom } from '../walk/openings.ts'
import { dayFromToday } from '../walk/story.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp
/** The name of a mission over the site on which the demo's flight was flown. */
let mission: string

beforeAll(async () => {
  app = await openDemo(await openBrowserApp({ locale: 'zh-CN' }))
  await app.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { rows } = await called(app.host, 'flight.list', { siteId: null })
  mission = rows[0]?.missionName?.zh ?? expect.unreachable()
})

afterAll(async () => {
  await app.close()
  await closeBrowser()
})

const id = (testId: string) => app.page.getByTestId(testId)
async function unfold(testId: string): Promise<void> {
  const section = id(testId)
  if ((await section.getAttribute('open')) === null) await section.locator('summary').first().click()
}
const type = (testId: string, text: string) => id(testId).locator('input').fill(text)
/** Types a day and a time into a field, part by part. */
async function typeMoment(testId: string, text: string): Promise<void> {
  await id(testId).locator('[role="spinbutton"]').first().click()
  await app.page.keyboard.type(text.replaceAll(/\D/g, ''))
}

test('a standing approval is recorded with its area and its scan, an aircraft and a battery beside it', async () => {
  const { page } = app
  await openMission(app, mission)
  await openRoom(app, 'settings')
  await unfold('permits')
  await unfold('approval-list')
  await id('new-approval').click()
  await look(app, 'permits-1-new')
  await id('keep-approval').click()
  // What is missing is said, and nothing is kept.
  await expect.poll(() => id('approval-list').innerText()).toContain('须填写文号和批准单位')
  await type('approval-number', '长〔2026〕9号')
  await type('approval-authority', '样例空管')
  await type('approval-hours', '8点到18点')
  await id('keep-approval').click()
  await expect.poll(() => id('approval-list').innerText()).toContain('多段用逗号分开。')
  await type('approval-hours', '0:00-24:00')
  await app.watched.atRest()
  await id('draw-approved-area').click()
  for (const [i, corner] of (
    [
      [0.35, 0.35],
      [0.35, 0.65],
      [0.65, 0.65],
      [0.65, 0.35],
    ] as const
  ).entries()) {
    const at = await onMap(app, corner)
    await page.mouse.click(at.x, at.y)
    await expect.poll(() => page.locator('path[class*=sketchCorner]').count()).toBe(i + 1)
  }
  await page.keyboard.press('Enter')
  await expect.poll(() => id('approved-area').innerText()).toContain('4 个角点')
  const scan = path.join(app.home, '批准书.png')
  fs.writeFileSync(scan, aPng(60, 40))
  await id('approval-scans').setInputFiles(scan)
  await id('take-out-scan').waitFor()
  await look(app, 'permits-2-filled')
  await id('keep-approval').click()
  await expect.poll(() => id('approval-row').count()).toBe(2)
  const row = id('approval-row').filter({ hasText: '长〔2026〕9号' })
  await row.click()
  await id('open-scan').filter({ hasText: '批准书.png' }).waitFor()
  await page.locator('path[class*=approvedArea]').waitFor()
  await look(app, 'permits-3-kept')
  // From a site, and from the fence of the open mission.
  await id('edit-approval').click()
  const [named] = await called(app.host, 'site.names', {})
  const site = (await called(app.host, 'site.get', { id: named?.id ?? '' })).doc
  await id('approved-area-from-site').selectOption(site.id)
  await expect.poll(() => id('approved-area').innerText()).toContain(`${site.boundary.length} 个角点`)
  await id('approved-area-from-fence').click()
  await expect.poll(() => id('approved-area').innerText()).toMatch(/\d+ 个角点/)
  await id('keep-approval').click()
  await id('keep-approval').waitFor({ state: 'detached' })

  await unfold('craft-list')
  await id('new-craft').click()
  await type('craft-name', '三号机')
  await type('craft-serial', 'SN-3')
  await look(app, 'permits-4-craft')
  await id('keep-craft').click()
  await expect.poll(() => id('craft-row').count()).toBe(3)
  await unfold('battery-list')
  await id('new-battery').click()
  await type('battery-name', 'C1')
  await look(app, 'permits-5-battery')
  await id('keep-battery').click()
  await expect.poll(() => id('battery-row').count()).toBe(4)
})

test('a mission chooses it, its day is filed in time and answered, and the application copies what is on record', async () => {
  await openMission(app, mission)
  await unfold('authorisation')
  await id('choose-approval').selectOption({ label: '长〔2026〕9号 样例空管' })
  const said = () => id('authorisation').getByTestId('rule-said').allInnerTexts()
  await expect.poll(said).toEqual([expect.stringContaining('未填计划起飞时间')])
  const day = dayFromToday(3)
  await typeMoment('planned-at', `${day} 10:00`)
  await expect
    .poll(said)
    .toEqual([expect.stringContaining(`须于 ${dayFromToday(2).replaceAll('-', '/')} 12:00`)])
  await look(app, 'permits-6-due')
  await id('new-filing').click()
  await type('filing-number', '报-1')
  await look(app, 'permits-7-filing')
  await id('keep-filing').click()
  await expect.poll(said).toEqual([expect.stringContaining('待答复')])
  await id('answer-filing').click()
  await id('filing-answer').selectOption('yes')
  await id('keep-filing').click()
  await expect.poll(said).toEqual([])
  await expect.poll(() => id('authorisation').innerText()).toContain('报-1')
  await look(app, 'permits-8-agreed')

  await unfold('special')
  await id('special-crowd').selectOption('open')
  await id('special-none').click()
  await expect.poll(() => id('special-crowd').inputValue()).toBe('no')
  await unfold('crew')
  await id('choose-craft').selectOption({ label: '三号机、SN-3' })
  await id('add-crew').selectOption({ index: 1 })
  await id('crew').scrollIntoViewIfNeeded()
  await look(app, 'permits-9-crew')
  await unfold('application')
  await expect.poll(() => id('application-number').innerText()).toContain('SN-3')
  expect(await id('application').locator('dt').count()).toBeGreaterThanOrEqual(13)
  await id('application').scrollIntoViewIfNeeded()
  await look(app, 'permits-10-application')
  await id('copy-number').click()
  await expect.poll(() => app.page.evaluate(() => navigator.clipboard.readText())).toContain('SN-3')
})

test('its report is told and confirmed, and a take-off before that stands on flight, list, board and dossier', async () => {
  const nowMs = Date.now()
  await openMission(app, mission)
  const china = (atMs: number) => new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 16)
  await typeMoment('planned-at', china(nowMs + 3_600_000))
  // While the year was being typed, nothing was written.
  expect(await id('notice-error').count()).toBe(0)
  await unfold('flight-reports')
  await id('report-flight').click()
  await type('report-who', '样例管制室')
  await look(app, 'permits-11-report')
  await id('keep-report').click()
  await id('confirm-report').click()
  await type('report-who', '值班员甲')
  await id('keep-report').click()
  await expect.poll(() => id('flight-reports').innerText()).toContain('值班员甲')
  await look(app, 'permits-12-confirmed')

  // The log says that it took off twenty minutes before.
  const log = path.join(app.home, 'early.tlog')
  fs.writeFileSync(
    log,
    aTlog(
      Array.from({ length: 240 }, (_, i) => ({
        atMs: nowMs - 20 * 60_000 + i * 500,
        lat: 41.77,
        lon: 109.97 + Math.min(i, 200) * 1e-5,
        heightM: 60,
      })),
    ),
  )
  await openCard(app, log)
  await id('card-new').waitFor()
  await id('card-mission').selectOption({ label: mission })
  await id('card-bring').click()
  await id('card-done').waitFor()
  await expect.poll(() => id('flight-row').count()).toBe(2)
  await expect.poll(() => id('departures').innerText()).toContain('确认前已起飞')
  await expect
    .poll(() => id('flight-row').allInnerTexts())
    .toEqual([expect.stringContaining('与批准不符'), expect.stringContaining('与批准不符 1 项')])
  await look(app, 'permits-13-flight')
  const { rows } = await called(app.host, 'campaign.list', {})
  await openBoard(app, rows[0]?.name.zh ?? '')
  await id('board-departed').first().waitFor()
  await look(app, 'permits-14-board')
  const flown = (await called(app.host, 'flight.list', { siteId: null })).rows[0]
  const { enterpriseId } = (await called(app.host, 'site.get', { id: flown?.siteId ?? '' })).doc
  await openEnterprise(app, (await called(app.host, 'enterprise.get', { id: enterpriseId })).doc.name.zh)
  await id('dossier-flights').scrollIntoViewIfNeeded()
  await expect.poll(() => id('dossier-flights').innerText()).toContain('确认前已起飞')
  await look(app, 'permits-15-dossier')
})
