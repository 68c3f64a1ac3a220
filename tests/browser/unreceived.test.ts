/** What refers to something that another station has not sent yet: everything is shown, and a calm word where a name would stand. */
import path from 'node:path'
import { afterAll, afterEach, expect, it } from 'vitest'
import type { CallOutput, FindingRow } from '../../src/contract/index.ts'
import type { Footage } from '../../src/core/footage/footage.ts'
import { anId } from '../builders/enterprise.ts'
import { called } from '../builders/services.ts'
import { notReceived, received } from '../builders/unreceived.ts'
import { openDemo, openFlight, openMission, openRoom, rowSaying } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

const WORD = { 'en-GB': 'not here yet', 'zh-CN': '尚未收到' } as const
/** An id as documents have it; nothing that a person reads has one. */
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-7/

let app: BrowserApp
const id = (testId: string) => app.page.getByTestId(testId)
const noIds = async (): Promise<void> => expect(await app.page.locator('body').innerText()).not.toMatch(ID)

afterEach(() => app.close())
afterAll(closeBrowser)

it.each(['en-GB', 'zh-CN'] as const)('is shown with what is known of it (%s)', async (locale) => {
  app = await openDemo(await openBrowserApp({ locale }))
  const word = WORD[locale]
  const dir = path.join(app.home, 'demo')
  const everything = { enterpriseId: null, states: [], level: null, overdueOnly: false, text: '' }
  const flight = (await called(app.host, 'flight.list', { siteId: null })).rows[0]
  // The first finding that a picture shows.
  let finding: FindingRow | undefined
  let evidence: string[] = []
  for (const row of (await called(app.host, 'finding.list', everything)).rows) {
    const { history } = await called(app.host, 'finding.get', { id: row.id })
    evidence = history.flatMap(({ doc }) => doc.footageId ?? [])
    finding = row
    if (evidence.length > 0) break
  }
  if (!finding || evidence.length === 0 || !flight?.missionId)
    throw new Error('no finding that a picture shows, or no flight of a mission')
  const pictures = (await called(app.host, 'footage.list', { flightId: flight.id })).rows
  const photo = pictures.find(({ doc }) => doc.kind === 'photo' && !evidence.includes(doc.id))
  const sites: CallOutput<'site.list'> = await called(app.host, 'site.list', {
    enterpriseId: finding.enterpriseId,
  })
  const mission = (await called(app.host, 'mission.list', { siteId: null })).rows.find(
    (row) => row.id !== flight.missionId && !sites.some(({ doc }) => doc.id === row.siteId),
  )
  if (!photo || !mission?.siteId || !sites[0]) throw new Error('the demo has not enough')
  notReceived(dir, 'enterprise', finding.enterpriseId)
  notReceived(dir, 'mission', flight.missionId)
  notReceived(dir, 'site', mission.siteId)
  notReceived(dir, 'footage', ...evidence)
  const twin: Footage = { ...photo.doc, id: anId(77), flightId: anId(78) }
  received(dir, 'footage', twin)
  await app.page.reload()
  await id('demo-banner').waitFor()

  await openRoom(app, 'findings')
  const row = await rowSaying(app, 'finding-row', finding.title)
  expect(await row.innerText()).toContain(word)
  await row.click()
  await id('finding').getByText(word).first().waitFor()
  await id('history').getByText(word).first().waitFor()
  // The field of its enterprise does not show another one as chosen.
  await id('correct').locator('summary').click()
  await id('correct-enterprise').waitFor()
  const shown = () =>
    id('correct-enterprise').evaluate((one: HTMLSelectElement) => one.selectedOptions[0]?.textContent)
  await expect.poll(shown).toBe(word)
  await noIds()

  await openMission(app, locale === 'zh-CN' ? mission.name.zh : mission.name.en || mission.name.zh)
  await id('mission').getByText(word).first().waitFor()
  await noIds()

  const opened = await openFlight(app)
  await opened.getByText(word).first().waitFor()
  expect(await id('flight-row').first().innerText()).toContain(word)
  await noIds()

  await id('strip-pictures').getByRole('button', { name: photo.doc.fileName }).first().click()
  await id('twins').getByText(twin.fileName).click()
  await id('footage').getByText(word).first().waitFor()
  await noIds()
})
