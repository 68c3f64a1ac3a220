import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDemo, openMission } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

/** The demo's survey of the north depot ends at a rally point. */
const SAID = {
  'en-GB': {
    mission: 'North depot: survey',
    mark: /Lands at rally point 1, \d+ m from home/,
    home: 'Lands at home',
  },
  'zh-CN': {
    mission: '北货场库区 面状巡查',
    mark: /在 1 号备降点降落，距返航点 \d+ 米/,
    home: '在返航点降落',
  },
} as const

afterAll(closeBrowser)

describe.each(['en-GB', 'zh-CN'] as const)('where a flight comes down, %s', (locale) => {
  let app: BrowserApp
  beforeAll(async () => {
    app = await openDemo(await openBrowserApp({ locale }))
  })
  afterAll(() => app.close())

  test('is marked and named on the map, said in the verdict, and moved home by its fix', async () => {
    const { page } = app
    await openMission(app, SAID[locale].mission)
    await page.getByText(SAID[locale].mark).first().waitFor()
    const fix = page.getByRole('button', { name: /Fly home and land there|飞回返航点降落/ })
    await fix.click()
    await page.getByText(SAID[locale].home).first().waitFor()
    await fix.waitFor({ state: 'detached' })
    expect(await page.getByText(SAID[locale].mark).count()).toBe(0)
  })
})
