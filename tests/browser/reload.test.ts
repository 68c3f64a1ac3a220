import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Mission } from '../../src/core/mission/mission.ts'
import { onMap } from '../walk/drawing.ts'
import { look } from '../walk/look.ts'
import { openDemo, openEnterprise, openMission, openRoom } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp
const id = (testId: string) => app.page.getByTestId(testId)

async function mission(): Promise<Mission> {
  const ask = async (name: string, input: unknown): Promise<unknown> => {
    const answer = await app.host.call(name, input)
    if (!answer.ok) throw new Error(`${name}: ${answer.code}`)
    return answer.value
  }
  const named = (await ask('mission.names', {})) as { id: string; name: { en: string } }[]
  const found = named.find(({ name }) => name.en === 'North depot: survey')
  return ((await ask('mission.get', { id: found?.id })) as { doc: Mission }).doc
}
const kinds = async () => (await mission()).patterns.map(({ kind }) => kind)

afterAll(closeBrowser)

describe.each(['zh-CN', 'en-GB'] as const)('a window that is loaded anew, in %s', (locale) => {
  const seen = (name: string) => look(app, `reload-${name}-${locale}`)
  beforeEach(async () => {
    app = await openDemo(await openBrowserApp({ locale }))
    await app.page.setViewportSize({ width: 1280, height: 720 })
    await openMission(app, /North depot: survey|北货场库区 面状巡查/)
  })
  afterEach(() => app.close())

  it('has what was selected and every step, goes back to any of them, and on again', async () => {
    const before = await kinds()
    await id('add-along').click()
    await expect.poll(kinds).toEqual([...before, 'perimeter'])
    await id('add-visit').click()
    await expect.poll(kinds).toEqual([...before, 'perimeter', 'visit'])
    await id('add-waypoints').click()
    await expect.poll(kinds).toEqual([...before, 'perimeter', 'visit', 'waypoints'])
    await app.watched.atRest()
    await app.page.reload()
    await id('mission').waitFor()
    await id('history').click()
    const steps = id('history-menu').getByRole('menuitem')
    await expect.poll(() => steps.count()).toBe(4)
    await seen('steps')
    // The first of the three is the last that holds then.
    await steps.nth(2).click()
    await expect.poll(kinds).toEqual([...before, 'perimeter'])
    await app.watched.atRest()
    await id('history').click()
    await expect.poll(() => steps.count()).toBe(4)
    await seen('taken-back')
    await steps.first().click()
    await expect.poll(kinds).toEqual([...before, 'perimeter', 'visit', 'waypoints'])
    await app.watched.atRest()
    await app.page.keyboard.press('Control+z')
    await expect.poll(kinds).toEqual([...before, 'perimeter', 'visit'])
  })

  it('has half of each form that was begun, open or left', async () => {
    const kept = async (key: string): Promise<unknown> => {
      const answer = await app.host.call('draft.get', { key })
      return answer.ok ? (answer.value as { value: unknown }).value : null
    }
    await openRoom(app, 'missions')
    await id('new-mission-button').click()
    await id('mission-name').locator('input').fill('Half a mission')
    await expect.poll(() => kept('mission/new/')).toBeTruthy()
    await openRoom(app, 'flights')
    await id('new-flight-button').click()
    await id('flight-form').locator('textarea').fill('Half a flight')
    await expect.poll(() => kept('flight/new/')).toBeTruthy()
    await openRoom(app, 'findings')
    await id('new-finding-button').click()
    await id('finding-words').locator('textarea').fill('Half a finding')
    await expect.poll(() => kept('sighting//////')).toBeTruthy()
    await app.page.reload()
    // The form that stood open stands open.
    await expect.poll(() => id('finding-words').locator('textarea').inputValue()).toBe('Half a finding')
    await app.watched.atRest()
    await seen('half')
    await openRoom(app, 'flights')
    await id('new-flight-button').click()
    await expect.poll(() => id('flight-form').locator('textarea').inputValue()).toBe('Half a flight')
    await openRoom(app, 'missions')
    await id('new-mission-button').click()
    await expect.poll(() => id('mission-name').locator('input').inputValue()).toBe('Half a mission')
    await id('new-mission')
      .getByRole('button', { name: /^(放弃|Discard)$/ })
      .click()
    await expect.poll(() => kept('mission/new/')).toBeNull()
  })

  it('has a site that was drawn and not saved, with its boundary', async () => {
    await openEnterprise(app)
    await id('dossier-new-site').click()
    await id('site-name').locator('input').fill('Half a site')
    await id('draw-boundary').click()
    await id('tool-line').waitFor()
    for (const corner of [
      [0.4, 0.3],
      [0.6, 0.3],
      [0.5, 0.5],
    ] as const) {
      const at = await onMap(app, corner)
      await app.page.mouse.click(at.x, at.y)
    }
    await app.page.keyboard.press('Enter')
    await id('save-site').waitFor()
    await app.watched.atRest()
    await app.page.reload()
    await expect.poll(() => id('site-name').locator('input').inputValue()).toBe('Half a site')
    await app.page
      .getByText(/拐角 3 个|Corners: 3/)
      .first()
      .waitFor()
    await id('save-site').click()
    await id('site').waitFor()
  })

  it('has the drawing that was broken off: the same tool goes on with it', async () => {
    const before = (await mission()).fence.length
    await id('fence-section').locator('summary').click()
    await id('map.addExclusion').click()
    await id('tool-line').waitFor()
    for (const corner of [
      [0.4, 0.3],
      [0.6, 0.3],
    ] as const) {
      const at = await onMap(app, corner)
      await app.page.mouse.click(at.x, at.y)
    }
    await app.watched.atRest()
    await app.page.reload()
    await id('mission').waitFor()
    await app.page.getByText(/中断的绘制已保留|broken off is kept/).waitFor()
    await app.watched.atRest()
    await seen('drawing')
    await id('fence-section').locator('summary').click()
    await id('map.addExclusion').click()
    await expect.poll(() => app.page.locator('path[class*=sketchCorner]').count()).toBe(2)
    const at = await onMap(app, [0.5, 0.5])
    await app.page.mouse.click(at.x, at.y)
    await app.page.keyboard.press('Enter')
    await expect.poll(async () => (await mission()).fence.length).toBe(before + 1)
    const zone = (await mission()).fence.at(-1)
    expect(zone?.shape === 'polygon' && zone.ring).toHaveLength(3)
  })
})
