import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Mission } from '../../src/core/mission/mission.ts'
import { onMap } from '../walk/drawing.ts'
import { look } from '../walk/look.ts'
import { openDemo, openMission } from '../walk/openings.ts'
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
