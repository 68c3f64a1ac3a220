import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { frameAt } from '../../src/core/geo/frame.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import type { Site } from '../../src/core/site/site.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp
const id = (testId: string) => app.page.getByTestId(testId)
const press = (key: string) => app.page.keyboard.press(key)
const corner = (n: number) => app.page.getByLabel(new RegExp(`^Corner ${n}:`))
const drawn = () => app.page.locator('path[class*=sketchCorner]').count()

async function site(name: string): Promise<Site | undefined> {
  const answer = await app.host.call('site.list', { enterpriseId: null })
  if (!answer.ok) throw new Error(answer.code)
  return (answer.value as { doc: Site }[]).find(({ doc }) => doc.name.zh === name)?.doc
}
const cornerOf = async (name: string, i: number): Promise<LatLon> => {
  const at = (await site(name))?.boundary[i]
  if (!at) throw new Error(`${name} has no corner ${i}`)
  return at
}
const picture = async (name: string): Promise<void> => {
  const folder = process.env['OUT_DIR']
  if (folder) await app.page.screenshot({ path: `${folder}/${name}.png` })
}

/** Moves the map by an arrow, and waits until it stands: it glides. */
const move = async (key: string): Promise<void> => {
  await press(key)
  await app.watched.atRest()
}

/** The form of a new site, reached and filled without a pointer. */
async function newSite(name: string): Promise<void> {
  await press('Control+k')
  await app.page.keyboard.type('New site')
  await press('Enter')
  await id('site-name').locator('input').focus()
  await app.page.keyboard.type(name)
  await id('draw-boundary').focus()
  await press('Enter')
  await app.page.locator('[class*=drawStrip]').waitFor()
}

beforeAll(async () => {
  app = await openBrowserApp({ locale: 'en-GB' })
  await id('open-demo').click()
  await id('demo-banner').waitFor()
  // The demo's sites fill the map: what is drawn lies beside them.
  await id('room-enterprises').click()
  await id('enterprise-row').first().click()
  await app.watched.atRest()
})
afterAll(async () => {
  await app.close()
  await closeBrowser()
})

describe('hands that have no pointer', () => {
  it('draw a boundary: arrows move the map, Space puts a corner in its middle', async () => {
    await newSite('Keys')
    const ways = [['ArrowRight'], ['ArrowDown'], ['ArrowLeft', 'ArrowLeft']]
    await press('Space')
    for (const [i, way] of ways.entries()) {
      for (const key of way) await move(key)
      await press('Space')
      await expect.poll(drawn).toBe(i + 2)
    }
    await picture('keyboard-drawing')
    // The last one was a slip, and is taken back; before three corners Enter ends nothing.
    await press('Backspace')
    await expect.poll(drawn).toBe(3)
    await press('Control+z')
    await expect.poll(drawn).toBe(2)
    await press('Enter')
    await press('ArrowLeft')
    await press('Space')
    await expect.poll(drawn).toBe(3)
    await press('Enter')
    await id('save-site').focus()
    await press('Enter')
    await id('site').waitFor()
    expect((await site('Keys'))?.boundary).toHaveLength(3)
  })

  it('move a corner press after press, and take the steps back one by one', async () => {
    const start = await cornerOf('Keys', 1)
    const eastM = async () => frameAt(start).toLocal(await cornerOf('Keys', 1)).x
    await corner(2).focus()
    for (let i = 0; i < 3; i++) await press('ArrowRight')
    await expect.poll(eastM).toBeCloseTo(3, 1)
    // The handle kept the focus.
    await press('Shift+ArrowRight')
    await expect.poll(eastM).toBeCloseTo(13, 1)
    await picture('keyboard-corner')
    for (const left of [3, 2, 1, 0]) {
      await app.watched.atRest()
      await press('Control+z')
      await expect.poll(eastM).toBeCloseTo(left, 1)
    }
    await app.watched.atRest()
    await press('Control+Shift+z')
    await expect.poll(eastM).toBeCloseTo(1, 1)
  })

  it('press the buttons of the strip, and Escape leaves', async () => {
    await newSite('Never')
    await press('Space')
    for (const key of ['ArrowRight', 'ArrowDown']) {
      await move(key)
      await press('Space')
    }
    await expect.poll(drawn).toBe(3)
    // A button with the focus has the key: this one gives up, it does not end the drawing.
    await app.page.getByRole('button', { name: 'Cancel', exact: true }).focus()
    await press('Enter')
    await expect.poll(drawn).toBe(0)
    expect(await app.page.locator('[class*=drawStrip]').count()).toBe(0)
    await id('draw-boundary').focus()
    await press('Enter')
    await press('Space')
    await expect.poll(drawn).toBe(1)
    await press('Escape')
    await expect.poll(drawn).toBe(0)
    expect(await site('Never')).toBeUndefined()
  })
})

describe('a tool that draws', () => {
  it('has the pointer: what stands on the map swallows no click of it', async () => {
    await id('room-missions').click()
    await id('mission-row').filter({ hasText: 'North depot' }).click()
    await id('figures').waitFor()
    await app.watched.atRest()
    const home = app.page.getByTitle('Home', { exact: true }).first()
    const box = await home.boundingBox()
    if (!box) throw new Error('home is not on the map')
    await press('Shift+X')
    await app.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    await expect.poll(drawn).toBe(1)
    await picture('drawing-over-marks')
    await press('Escape')
    await expect.poll(drawn).toBe(0)
  })
})
