/** What is selected is turned and made larger by two handles about it, with its figures, as one step each. */
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { Mission } from '../../src/core/mission/mission.ts'
import type { Survey } from '../../src/core/mission/pattern.ts'
import type { Pixel } from '../walk/drawing.ts'
import { look } from '../walk/look.ts'
import { openDemo, openMission, openRoom } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp
const id = (testId: string) => app.page.getByTestId(testId)
const SURVEY = /North depot: survey|北货场库区 面状巡查/
const BOTH = /Agents plant and south depot|药剂厂区与南库区/

async function stored(sought: RegExp): Promise<Mission> {
  const ask = async (name: string, input: unknown): Promise<unknown> => {
    const answer = await app.host.call(name, input)
    if (!answer.ok) throw new Error(`${name}: ${answer.code}`)
    return answer.value
  }
  const all = (await ask('mission.names', {})) as { id: string; name: { zh: string; en: string } }[]
  const found = all.find(({ name }) => sought.test(name.en) || sought.test(name.zh))
  return ((await ask('mission.get', { id: found?.id })) as { doc: Mission }).doc
}
const area = async () => ((await stored(SURVEY)).patterns[0] as Survey).area

async function middle(testId: string): Promise<Pixel> {
  await app.watched.atRest(id(testId))
  const box = await id(testId).boundingBox()
  if (!box) throw new Error(`${testId} has no box`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
const figure = () => app.page.locator('[class*=wholeFigure]').textContent()

async function open(which: RegExp): Promise<void> {
  await openMission(app, which)
  await id('pattern-row').first().click()
  await id('whole-turn').waitFor()
  await app.watched.atRest()
}

afterAll(closeBrowser)
afterEach(() => app.close())

describe.each(['zh-CN', 'en-GB'] as const)('in %s', (locale) => {
  const seen = (name: string) => look(app, `whole-${name}-${locale}`)

  it('a survey is turned and scaled by hand', async () => {
    app = await openDemo(await openBrowserApp({ locale }))
    await app.page.setViewportSize({ width: 1366, height: 768 })
    await open(SURVEY)
    const before = await area()
    await seen('rest')

    const turn = await middle('whole-turn')
    await app.page.mouse.move(turn.x, turn.y)
    await app.page.mouse.down()
    await app.page.mouse.move(turn.x + 120, turn.y + 40, { steps: 8 })
    await expect.poll(figure).toMatch(/^\d+°$/)
    await seen('turning')
    await app.page.keyboard.down('Shift')
    await app.page.mouse.move(turn.x + 124, turn.y + 40)
    await expect.poll(async () => Number.parseInt((await figure()) ?? '', 10) % 15).toBe(0)
    await app.page.keyboard.up('Shift')
    // Escape takes it back, hand down or not.
    await app.page.keyboard.press('Escape')
    await expect.poll(() => app.page.locator('[class*=wholeFigure]').count()).toBe(0)
    await app.page.mouse.up()
    await app.watched.atRest()
    expect(await area()).toEqual(before)

    const scale = await middle('whole-scale')
    await app.page.mouse.move(scale.x, scale.y)
    await app.page.mouse.down()
    await app.page.mouse.move(scale.x - 90, scale.y - 60, { steps: 8 })
    await expect.poll(figure).toMatch(/^\d\d\s?%$/)
    await seen('scaling')
    await app.page.mouse.up()
    await expect.poll(area).not.toEqual(before)
    await app.watched.atRest()
    await app.page.keyboard.press('Control+z')
    await expect.poll(area).toEqual(before)
    await app.watched.atRest()

    // A key is a step too, and the handle keeps the keyboard.
    await id('whole-turn').focus()
    await app.page.keyboard.press('Shift+ArrowRight')
    await expect.poll(area).not.toEqual(before)
    await app.watched.atRest()
    await expect
      .poll(() => app.page.evaluate(() => document.activeElement?.getAttribute('data-testid')))
      .toBe('whole-turn')
    await app.page.keyboard.press('Control+z')
    await expect.poll(area).toEqual(before)
    await app.watched.atRest()

    // While somebody draws they are gone: the click there is the drawing's.
    await id('pattern-menu-button').click()
    await id('menu-pattern.start').click()
    await id('tool-line').waitFor()
    expect(await id('whole-scale').count()).toBe(0)
    await app.page.keyboard.press('Escape')
    await id('whole-scale').waitFor()
  })

  it('several are turned about their middle, at night and by touch', async () => {
    app = await openDemo(await openBrowserApp({ locale }))
    await app.page.setViewportSize({ width: 1280, height: 720 })
    await openRoom(app, 'settings')
    await id('density').selectOption('touch')
    await id('theme').selectOption('night')
    await open(BOTH)
    const before = await stored(BOTH)
    await id('pattern-row')
      .last()
      .click({ modifiers: ['Control'] })
    // Two sites a kilometre apart: both are to be seen.
    for (let i = 0; i < 2; i++) {
      await app.page.getByRole('button', { name: /^(缩小|Zoom out)$/ }).click()
      await app.watched.atRest()
    }
    await seen('several')
    const hit = await app.page.evaluate(() => {
      const element = document.querySelector('[data-testid=whole-turn]')
      const { width, height } = getComputedStyle(element as Element, '::after')
      return [Number.parseFloat(width), Number.parseFloat(height)]
    })
    expect(Math.min(...hit)).toBeGreaterThanOrEqual(44)
    const turn = await middle('whole-turn')
    await app.page.mouse.move(turn.x, turn.y)
    await app.page.mouse.down()
    await app.page.mouse.move(turn.x + 80, turn.y + 20, { steps: 6 })
    await seen('several-turning')
    await app.page.mouse.up()
    await expect
      .poll(async () => (await stored(BOTH)).patterns.filter((one, i) => one !== before.patterns[i]).length)
      .toBe(before.patterns.length)
    await app.watched.atRest()
    await app.page.keyboard.press('Control+z')
    await expect.poll(async () => (await stored(BOTH)).patterns).toEqual(before.patterns)
  })
})
