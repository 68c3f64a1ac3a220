/** Names from outside on screen: one that turns the order of what stands behind it, and one without a place to break. */
import fs from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Enterprise } from '../../src/core/site/enterprise.ts'
import type { Mission } from '../../src/core/mission/mission.ts'
import type { Site } from '../../src/core/site/site.ts'
import { everyDocument } from '../builders/everyDocument.ts'
import { openDemo, openEnterprise, openRoom } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

type Row<Doc> = { doc: Doc; version: string }
const TURNED = 'depot\u202egpj.exe'
const LONG = `W${'o'.repeat(180)}w`
const NAME = { zh: `${TURNED} ${LONG}`, en: `${TURNED} ${LONG}` }
const SHOWN = `depot\ufffdgpj.exe ${LONG}`

let app: BrowserApp
const id = (testId: string) => app.page.getByTestId(testId)
async function call<T>(name: string, input: unknown): Promise<T> {
  const answer = await app.host.call(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.code} ${JSON.stringify(answer.params)}`)
  return answer.value as T
}

/** What the window says; nothing of it may turn the order of its text. */
async function nothingTurns(): Promise<void> {
  const texts = await app.page.evaluate(() => [
    document.body.innerText,
    ...[...document.querySelectorAll('option, text')].map((one) => one.textContent ?? ''),
    ...[...document.querySelectorAll('[title], [aria-label]')].map(
      (one) => `${one.getAttribute('title') ?? ''} ${one.getAttribute('aria-label') ?? ''}`,
    ),
  ])
  for (const text of texts) expect(text).not.toMatch(/[\u202a-\u202e\u2066\u2067]/)
}

/** No panel is pushed apart: nothing in it is wider than it is. */
async function nothingOverflows(panel: string): Promise<void> {
  const { needs, has } = await id(panel)
    .first()
    .evaluate((one) => ({ needs: one.scrollWidth, has: one.clientWidth }))
  expect({ panel, needs }).toEqual({ panel, needs: Math.min(needs, has) })
  const sides = await app.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(sides[0]).toBe(sides[1])
}

beforeAll(async () => {
  app = await openDemo(await openBrowserApp({ locale: 'en-GB' }))
  const enterprise = (await everyDocument<Enterprise>(call, 'enterprise'))[0]
  if (!enterprise) throw new Error('no enterprise')
  await call('enterprise.put', { base: enterprise.version, doc: { ...enterprise.doc, name: NAME } })
  const site = (await call<Row<Site>[]>('site.list', { enterpriseId: enterprise.doc.id }))[0]
  if (!site) throw new Error('no site')
  await call('site.put', { base: site.version, doc: { ...site.doc, name: NAME } })
  const missions = await everyDocument<Mission>(call, 'mission')
  const mission = missions.find(({ doc }) => doc.siteIds.includes(site.doc.id)) ?? missions[0]
  if (!mission) throw new Error('no mission')
  await call('mission.put', { base: mission.version, doc: { ...mission.doc, name: NAME } })
  await app.page.reload()
  await id('demo-banner').waitFor()
})
afterAll(async () => {
  await app.close()
  await closeBrowser()
})

it('stands in the list and the dossier as it is, turns nothing, and breaks', async () => {
  const row = id('enterprise-row').filter({ hasText: SHOWN })
  await row.waitFor()
  expect(await row.locator('bdi').first().innerText()).toBe(SHOWN)
  await openEnterprise(app, SHOWN)
  await id('dossier').getByRole('heading').filter({ hasText: SHOWN }).waitFor()
  await nothingTurns()
  await nothingOverflows('enterprise-row')
  await nothingOverflows('dossier')
})

it('stands in the inspector of its site and on the map', async () => {
  await id('dossier-sites').getByText(SHOWN).click()
  await id('site').getByRole('heading').filter({ hasText: SHOWN }).waitFor()
  const label = app.page.locator('[class*=siteLabel] span').filter({ hasText: SHOWN })
  await label.waitFor()
  // The map glides to the site, and asks for what lies there.
  await app.watched.atRest(label)
  const box = await label.boundingBox()
  const map = await id('map').boundingBox()
  expect(box?.width).toBeLessThan((map?.width ?? 0) / 2)
  await nothingTurns()
  await nothingOverflows('site')
})

it('stands in the list and the inspector of missions, and on the sortie sheet', async () => {
  await openRoom(app, 'missions')
  const row = id('mission-row').filter({ has: app.page.locator('bdi', { hasText: SHOWN }) })
  await row.click()
  await id('mission').getByRole('heading').filter({ hasText: SHOWN }).waitFor()
  await nothingTurns()
  await nothingOverflows('mission')
  const missions = await everyDocument<Mission>(call, 'mission')
  const mission = missions.find(({ doc }) => doc.name.en === NAME.en)
  const { downloadId, fileName } = await call<{ downloadId: string; fileName: string }>('mission.export', {
    id: mission?.doc.id,
    base: mission?.version,
    format: 'sheet',
    release: null,
  })
  expect(fileName).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
  const sheet = fs.readFileSync(app.host.download(downloadId)?.path ?? '', 'utf8')
  expect(sheet).toContain(SHOWN)
  expect(sheet).not.toMatch(/[\u202a-\u202e\u2066\u2067]/)
  // Printed, it breaks as well.
  const page = await app.context.newPage()
  await page.setContent(sheet)
  const [needs, has] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(needs).toBe(has)
  await page.close()
})
