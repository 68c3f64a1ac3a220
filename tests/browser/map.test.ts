import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { frameAt } from '../../src/core/geo/frame.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import type { Site } from '../../src/core/site/site.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

type Pixel = { x: number; y: number }
type Stored<Doc> = { doc: Doc; revision: number }

let app: BrowserApp
const id = (testId: string) => app.page.getByTestId(testId)
const corner = (n: number) => app.page.getByLabel(new RegExp(`^Corner ${n}:`))

async function call<T>(name: string, input: unknown): Promise<T> {
  const answer = await app.host.call(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.code}`)
  return answer.value as T
}

async function site(name: string): Promise<Stored<Site>> {
  const sites = await call<Stored<Site>[]>('site.list', { enterpriseId: null })
  const found = sites.find(({ doc }) => doc.name.zh === name)
  if (!found) throw new Error(`there is no site ${name}`)
  return found
}

/** A place on the map, in shares of its width and height. */
async function onMap(x: number, y: number): Promise<Pixel> {
  const box = await id('map').boundingBox()
  if (!box) throw new Error('the map has no box')
  return { x: Math.round(box.x + box.width * x), y: Math.round(box.y + box.height * y) }
}

async function middleOf(locator: ReturnType<typeof corner>): Promise<Pixel> {
  const box = await locator.boundingBox()
  if (!box) throw new Error('it has no box')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

async function drag(from: Pixel, to: Pixel): Promise<void> {
  const { mouse } = app.page
  await mouse.move(from.x, from.y)
  await mouse.down()
  await mouse.move(to.x, to.y, { steps: 8 })
}

const metres = (a: LatLon, b: LatLon): number => {
  const { x, y } = frameAt(a).toLocal(b)
  return Math.hypot(x, y)
}

beforeAll(async () => {
  app = await openBrowserApp({ locale: 'en-GB' })
  app.page.setDefaultTimeout(10_000)
  await id('open-demo').click()
  await id('demo-banner').waitFor({ timeout: 60_000 })
  await id('enterprise-row').first().click()
})
afterAll(async () => {
  await app.close()
  await closeBrowser()
})

describe('drawing', () => {
  it('draws a boundary with the mouse', async () => {
    await id('dossier-new-site').click()
    await id('site-name').locator('input').fill('West')
    await id('draw-boundary').click()
    for (const [x, y] of [
      [0.3, 0.72],
      [0.3, 0.88],
      [0.5, 0.88],
      [0.5, 0.72],
    ] as const) {
      const at = await onMap(x, y)
      await app.page.mouse.click(at.x, at.y)
      await app.page.waitForTimeout(400)
    }
    await app.page.keyboard.press('Enter')
    await id('save-site').click()
    await id('site').waitFor()
    const { doc } = await site('West')
    expect(doc.boundary).toHaveLength(4)
  })
  it('explores', async () => {
    await corner(1).waitFor()
    await app.page.screenshot({ path: '/tmp/m1.png' })
    const from = await middleOf(corner(1))
    const before = await site('West')
    await drag(from, { x: from.x - 60, y: from.y - 40 })
    await app.page.screenshot({ path: '/tmp/m2.png' })
    await app.page.mouse.up()
    await app.page.waitForTimeout(500)
    const after = await site('West')
    console.log(before.revision, after.revision, metres(before.doc.boundary[0]!, after.doc.boundary[0]!))
    await app.page.screenshot({ path: '/tmp/m3.png' })
  })
})
