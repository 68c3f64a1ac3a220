import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newMission } from '../../src/core/mission/newMission.ts'
import { survey } from '../builders/hostileAreas.ts'
import { ringOf, spiral } from '../builders/outlines.ts'
import { look } from '../walk/look.ts'
import { openDemo, openMission, openRoom, rowSaying } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp
const id = (testId: string) => app.page.getByTestId(testId)

/** Many turns of many spirals: a minute of planning and more. */
const area = ringOf(spiral(900, 2500, 1))
const patterns = Array.from({ length: 20 }, (_, i) => ({ ...survey(area, 25 + i), id: `s${i}` }))
const long = newMission({
  id: '0190aaaa-0000-7000-8000-000000000020',
  name: { zh: '螺旋', en: 'Spirals' },
  sites: [],
  areas: [area],
  patterns,
})

beforeAll(async () => {
  app = await openDemo(await openBrowserApp({ locale: 'en-GB' }))
  const put = await app.host.call('mission.put', { base: null, doc: long })
  expect(put).toMatchObject({ ok: true })
})
afterAll(async () => {
  await app.close()
  await closeBrowser()
})

describe('a mission whose planning takes long', () => {
  it('says that it is being planned, stops at Escape, and plans again when asked', async () => {
    await openRoom(app, 'missions')
    await (await rowSaying(app, 'mission-row', 'Spirals')).click()
    await id('stop-planning').waitFor()
    expect(await id('planning').textContent()).toContain('Computing the route')
    await look(app, 'planning')
    await app.page.keyboard.press('Escape')
    await id('plan-again').waitFor()
    await look(app, 'planning-stopped')
    expect(await id('stop-planning').count()).toBe(0)
    await id('plan-again').click()
    await id('stop-planning').click()
    await id('plan-again').waitFor()
  })

  it('does not keep another mission waiting', async () => {
    await id('plan-again').click()
    await id('stop-planning').waitFor()
    await openMission(app, 'North depot')
    expect(await id('plan-again').count()).toBe(0)
  })
})
