import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Mission } from '../../src/core/mission/mission.ts'
import { onMap } from '../walk/drawing.ts'
import { look } from '../walk/look.ts'
import { openDemo, openMission, openRoom } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp
const id = (testId: string) => app.page.getByTestId(testId)

const ask = async (name: string, input: unknown): Promise<unknown> => {
  const answer = await app.host.call(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.code}`)
  return answer.value
}
const named = async (sought: string): Promise<Mission> => {
  const all = (await ask('mission.names', {})) as { id: string; name: { zh: string; en: string } }[]
  const found = all.find(({ name }) => name.en === sought || name.zh.includes(sought))
  return ((await ask('mission.get', { id: found?.id })) as { doc: Mission }).doc
}
const SURVEY = /North depot: survey|北货场库区 面状巡查/
const RINGS = /Smelter: rings about the stack|烟囱环绕/
const PERIMETER = /Separation plant: perimeter|分离厂区 周界/
const north = () => named('North depot: survey')
const patterns = async () => (await north()).patterns

/** Draws with clicks and ends with Enter. */
async function draw(corners: readonly (readonly [number, number])[]): Promise<void> {
  await id('tool-line').waitFor()
  for (const corner of corners) {
    const at = await onMap(app, corner)
    await app.page.mouse.click(at.x, at.y)
  }
  await app.page.keyboard.press('Enter')
}

const menu = async (entry: string): Promise<void> => {
  await id('pattern-menu-button').click()
  await id(`menu-pattern.${entry}`).click()
}

afterAll(closeBrowser)

describe.each(['zh-CN', 'en-GB'] as const)('patterns, in %s', (locale) => {
  const seen = (name: string) => look(app, `patterns-${name}-${locale}`)
  beforeEach(async () => {
    app = await openDemo(await openBrowserApp({ locale }))
    await app.page.setViewportSize({ width: 1366, height: 768 })
  })
  afterEach(() => app.close())

  it('are turned, cut, joined, holed and taken away as wholes, and each is undone', async () => {
    await openMission(app, SURVEY)
    const [first] = await patterns()
    await id('pattern-row').first().click()
    await menu('turn')
    await id('pattern-figure-value').locator('input').fill('30')
    await id('pattern-figure-value').locator('input').press('Enter')
    await seen('turn')
    // Seen, and not yet written.
    expect((await patterns())[0]).toEqual(first)
    await id('pattern-figure-take').click()
    await expect.poll(async () => (await patterns())[0]).not.toEqual(first)
    await app.watched.atRest()
    await app.page.keyboard.press('Control+z')
    await expect.poll(async () => (await patterns())[0]).toEqual(first)
    await app.watched.atRest()

    await menu('split')
    await draw([
      [0.45, 0.1],
      [0.5, 0.85],
    ])
    await expect.poll(async () => (await patterns()).length).toBe(2)
    await expect.poll(() => id('pattern-row').count()).toBe(2)
    await id('pattern-row').first().click()
    await id('pattern-row')
      .last()
      .click({ modifiers: ['Control'] })
    await app.watched.atRest()
    await seen('several')
    await id('pattern-row').last().click({ button: 'right' })
    await id('pattern-menu').waitFor()
    await seen('menu')
    await id('menu-pattern.merge').click()
    await expect.poll(async () => (await patterns()).length).toBe(1)
    await app.watched.atRest()

    await menu('hole')
    await draw([
      [0.42, 0.4],
      [0.5, 0.4],
      [0.5, 0.5],
    ])
    const holes = async () =>
      (await patterns()).flatMap((one) => (one.kind === 'survey' ? one.holes : [])).length
    const before = first?.kind === 'survey' ? first.holes.length : 0
    await expect.poll(holes).toBe(before + 1)
    await app.watched.atRest()
    // What cannot be done says why.
    await id('pattern-menu-button').click()
    expect(await id('menu-pattern.merge').getAttribute('aria-disabled')).toBe('true')
    await app.page.keyboard.press('Escape')
    await id('pattern-row').first().focus()
    await app.page.keyboard.press('Delete')
    await expect.poll(async () => (await patterns()).length).toBe(0)
    await app.watched.atRest()
    await app.page.keyboard.press('Control+z')
    await expect.poll(holes).toBe(before + 1)
  })

  it('begin where somebody says, lanes and rings too, as one step each', async () => {
    await openMission(app, SURVEY)
    const [first] = await patterns()
    if (first?.kind !== 'survey') throw new Error('the demo has a survey here')
    const now = async () => (await patterns())[0]
    await id('pattern-row').first().click()
    await menu('start')
    await id('tool-line').waitFor()
    const at = await onMap(app, [0.8, 0.2])
    await app.page.mouse.click(at.x, at.y)
    await expect.poll(async () => Object.keys((await now()) ?? {})).toContain('startNear')
    await app.watched.atRest()
    await id('pattern-start').scrollIntoViewIfNeeded()
    await seen('start')
    await id('pattern-other-end').click()
    await expect.poll(async () => Object.keys((await now()) ?? {})).toContain('reversed')
    await app.watched.atRest()
    await seen('other-end')
    await app.page.keyboard.press('Control+z')
    await expect.poll(async () => Object.keys((await now()) ?? {})).not.toContain('reversed')
    await id('pattern-start-found').click()
    // As if nobody had ever said: not a byte is left of it.
    await expect.poll(now).toEqual(first)
    await app.watched.atRest()

    await openMission(app, RINGS)
    const orbit = async () => (await named('烟囱环绕')).patterns.find(({ kind }) => kind === 'orbit')
    const before = await orbit()
    await id('pattern-row').first().click()
    await id('orbit-start').selectOption('given')
    const bearing = id('orbit-start-deg').locator('input')
    await bearing.fill('135')
    await bearing.press('Enter')
    await expect.poll(async () => ({ ...(await orbit()) })).toEqual({ ...before, startDeg: 135 })
    await app.watched.atRest()
    await app.page.evaluate(() => (document.documentElement.dataset['theme'] = 'night'))
    await id('pattern-start').scrollIntoViewIfNeeded()
    await seen('start-orbit')
    await id('orbit-start').selectOption('homeward')
    await expect.poll(orbit).toEqual(before)
  })

  it('go from mission to mission over the clipboard', async () => {
    await app.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await openMission(app, SURVEY)
    await id('pattern-row').first().click()
    await app.page.keyboard.press('Control+c')
    await app.page.getByText(/已复制 1 条航线|Copied: 1 pattern/).waitFor()
    const before = (await named('分离厂区 周界')).patterns.length
    await openMission(app, PERIMETER)
    await app.page.keyboard.press('Control+v')
    await expect.poll(async () => (await named('分离厂区 周界')).patterns.length).toBe(before + 1)
    await expect.poll(() => id('pattern-row').count()).toBe(before + 1)
    await app.watched.atRest()
    await seen('pasted')
    await app.page.keyboard.press('Control+z')
    await expect.poll(async () => (await named('分离厂区 周界')).patterns.length).toBe(before)
  })

  it('are laid along the boundary and of assets that are chosen in the list and on the map', async () => {
    await openMission(app, SURVEY)
    await id('add-along').first().click()
    await expect.poll(async () => (await patterns()).map(({ kind }) => kind)).toContain('perimeter')
    await id('add-of-assets').click()
    await id('asset-choice').first().click()
    await id('choose-assets-on-map').click()
    await id('tool-line').waitFor()
    const assets = app.page.locator('path[class*=_asset_]:not([d="M0 0"])')
    const count = await assets.count()
    expect(count).toBeGreaterThan(1)
    const chosen = app.page.locator('[data-testid=asset-choice]:checked')
    expect(await chosen.count()).toBe(1)
    for (let i = 0; i < count && (await chosen.count()) < 2; i++)
      if (!(await assets.nth(i).getAttribute('class'))?.includes('chosenAsset')) await assets.nth(i).click()
    expect(await chosen.count()).toBe(2)
    await app.watched.atRest()
    await id('of-assets').scrollIntoViewIfNeeded()
    await seen('assets')
    await app.page.keyboard.press('Enter')
    await id('of-assets-take').click()
    const visit = async () => (await patterns()).find(({ kind }) => kind === 'visit')
    await expect.poll(async () => (await visit())?.kind === 'visit').toBe(true)
    const made = await visit()
    expect(made?.kind === 'visit' && made.targets).toHaveLength(2)
  })

  it('are numbered on the map, and their table leads to the mark and the mark to the table', async () => {
    await openMission(app, SURVEY)
    await id('toggle-waypoints').click()
    await id('waypoint-row').first().waitFor()
    const row = id('waypoint-row').nth(3)
    await row.click()
    await expect.poll(() => row.getAttribute('aria-current')).toBe('true')
    await id('waypoint').waitFor()
    expect(await app.page.locator('[class*=numberInHand]').textContent()).toBe('4')
    await app.watched.atRest()
    await seen('table')
    await app.page.locator('path[class*=_waypoint_]').last().click({ force: true })
    await expect.poll(() => row.getAttribute('aria-current')).toBe(null)
    const current = app.page.locator('[data-testid=waypoint-row][aria-current=true]')
    await current.waitFor()
    const number = await current.locator('span').first().textContent()
    await expect.poll(() => app.page.locator('[class*=numberInHand]').textContent()).toBe(number)
    // Night is dark too: the numbers have to be read then.
    await app.page.evaluate(() => (document.documentElement.dataset['theme'] = 'night'))
    await seen('table-night')
  })

  it('of any kind begin a mission, over one site or several', async () => {
    await app.page.setViewportSize({ width: 1280, height: 720 })
    await openRoom(app, 'missions')
    await id('new-mission-button').click()
    const form = id('new-mission')
    await form.waitFor()
    for (const kind of ['survey', 'perimeter', 'visit', 'corridor', 'orbit', 'waypoints', 'of-assets'])
      expect(await id(`make-${kind}`).count()).toBe(1)
    await id('mission-name').locator('input').fill('Two yards')
    const more = id('mission-more-sites')
    const other = await more.locator('option').nth(1).getAttribute('value')
    await more.selectOption(other)
    await seen('new')
    await id('make-perimeter').click()
    await expect.poll(async () => (await named('Two yards')).siteIds.length).toBe(2)
    const made = await named('Two yards')
    expect(made.patterns.map(({ kind }) => kind)).toEqual(['perimeter', 'perimeter'])
    await id('mission').waitFor()
    await id('mission-sites').locator('summary').click()
    await id('leave-site-out').last().click()
    await expect.poll(async () => (await named('Two yards')).siteIds.length).toBe(1)
    await app.watched.atRest()
    await id('mission-sites').scrollIntoViewIfNeeded()
    await seen('sites')
  })

  it('that are drawn for a new mission make none where somebody thinks better of it', async () => {
    await openRoom(app, 'missions')
    await id('new-mission-button').click()
    await id('mission-name').locator('input').fill('Pipeline')
    const before = ((await ask('mission.names', {})) as unknown[]).length
    await id('make-corridor').click()
    await id('tool-line').waitFor()
    await app.page.keyboard.press('Escape')
    await expect.poll(() => id('tool-line').count()).toBe(0)
    expect(((await ask('mission.names', {})) as unknown[]).length).toBe(before)
    await id('make-corridor').click()
    await draw([
      [0.4, 0.4],
      [0.6, 0.5],
    ])
    await expect.poll(async () => (await named('Pipeline')).patterns[0]?.kind).toBe('corridor')
  })
})
