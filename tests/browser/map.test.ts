import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { frameAt } from '../../src/core/geo/frame.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import type { Mission } from '../../src/core/mission/mission.ts'
import type { Site } from '../../src/core/site/site.ts'
import { drag, drawSite, onMap, type Pixel } from '../walk/drawing.ts'
import { everyDocument } from '../builders/everyDocument.ts'
import { openDemo, openFlight, openMission, openRoom } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

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

const cornerOf = async (name: string, index: number): Promise<LatLon> => {
  const at = (await site(name)).doc.boundary[index]
  if (!at) throw new Error(`${name} has no corner ${index}`)
  return at
}

/** The middle of what stands still: handles are made anew after each step, and the map moves to what is opened. */
async function middleOf(locator: ReturnType<typeof corner>): Promise<Pixel> {
  await app.watched.atRest(locator)
  const box = await locator.boundingBox()
  if (!box) throw new Error('it has no box')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

const offset = (from: LatLon, to: LatLon): { x: number; y: number } => frameAt(from).toLocal(to)
const metres = (a: LatLon, b: LatLon): number => Math.hypot(offset(a, b).x, offset(a, b).y)

beforeAll(async () => {
  app = await openDemo(await openBrowserApp({ locale: 'en-GB' }))
})
afterAll(async () => {
  await app.close()
  await closeBrowser()
})

describe('a boundary', () => {
  it('is drawn with the mouse', async () => {
    await drawSite(app, 'West', [
      [0.3, 0.72],
      [0.3, 0.86],
      [0.5, 0.86],
      [0.5, 0.72],
    ])
    expect((await site('West')).doc.boundary).toHaveLength(4)
  })

  it('is changed by dragging a corner, as one step that can be undone', async () => {
    await corner(1).waitFor()
    const before = await site('West')
    const from = await middleOf(corner(1))
    await drag(app, from, { x: from.x - 60, y: from.y - 40 })
    await app.page.mouse.up()
    await expect.poll(async () => (await site('West')).revision).toBe(before.revision + 1)
    const moved = await cornerOf('West', 0)
    const { x, y } = offset(before.doc.boundary[0] as LatLon, moved)
    // To the west and to the north, and half as far again west as north.
    expect(x).toBeLessThan(-5)
    expect(y).toBeGreaterThan(5)
    expect(-x / y).toBeCloseTo(1.5, 1)
    await id('undo').click()
    await expect
      .poll(async () => metres(await cornerOf('West', 0), before.doc.boundary[0] as LatLon))
      .toBeLessThan(0.01)
    // What is said over the map does not keep a hand from what it lies over.
    const said = await id('notice-info').first().boundingBox()
    const under =
      said &&
      (await app.page.evaluate(
        ([x, y]) => document.elementFromPoint(x, y)?.closest('[data-testid=map]') !== null,
        [said.x + 20, said.y + said.height / 2] as const,
      ))
    expect(under).toBe(true)
    await id('redo').click()
    await expect.poll(async () => metres(await cornerOf('West', 0), moved)).toBeLessThan(0.01)
  })

  it('is left alone when a drag ends with Escape', async () => {
    const before = await site('West')
    const from = await middleOf(corner(2))
    await drag(app, from, { x: from.x + 50, y: from.y + 10 })
    await app.page.keyboard.press('Escape')
    await app.page.mouse.up()
    await app.watched.atRest(corner(2))
    expect(await site('West')).toEqual(before)
  })

  it('is moved from the keyboard by metres, further with Shift', async () => {
    const start = await cornerOf('West', 2)
    await middleOf(corner(3))
    await corner(3).focus()
    await app.page.keyboard.press('ArrowRight')
    await expect.poll(async () => offset(start, await cornerOf('West', 2)).x).toBeCloseTo(1, 1)
    // The handles are made anew after a step.
    await middleOf(corner(3))
    await corner(3).focus()
    await app.page.keyboard.press('Shift+ArrowUp')
    await expect.poll(async () => offset(start, await cornerOf('West', 2)).y).toBeCloseTo(10, 1)
  })

  it('snaps to the corner of a neighbour, and does not while Alt is held', async () => {
    const target = await cornerOf('West', 2)
    const near = frameAt(target)
    const east = [
      [40, 90],
      [40, 10],
      [160, 10],
      [160, 90],
    ].map(([x = 0, y = 0]) => near.toLatLon({ x, y }))
    const { doc } = await site('West')
    await call('site.put', {
      base: null,
      doc: {
        ...doc,
        id: '0190aaaa-0000-7000-8000-00000000ea57',
        name: { zh: 'East', en: '' },
        boundary: east,
      },
    })
    await id('dossier-sites').or(id('site-owner')).first().click()
    await id('dossier-sites').getByText('East').click()
    const [two, three] = [await middleOf(corner(2)), await middleOf(corner(3))]
    const pxPerM = (three.x - two.x) / 120
    const wanted = { x: two.x - 40 * pxPerM, y: two.y + 10 * pxPerM }
    await drag(app, two, { x: wanted.x + 5, y: wanted.y - 3 })
    await app.page.mouse.up()
    await expect.poll(async () => metres(await cornerOf('East', 1), target)).toBeLessThan(0.01)
    await id('undo').click()
    await expect.poll(async () => metres(await cornerOf('East', 1), target)).toBeGreaterThan(10)
    await app.page.keyboard.down('Alt')
    await drag(app, await middleOf(corner(2)), { x: wanted.x + 5, y: wanted.y - 3 })
    await app.page.mouse.up()
    await app.page.keyboard.up('Alt')
    await expect.poll(async () => metres(await cornerOf('East', 1), target)).toBeLessThan(10)
    expect(metres(await cornerOf('East', 1), target)).toBeGreaterThan(0.5)
  })
})

describe('a mission on the map', () => {
  it('follows while a corner of its area is dragged, stands still under the hand, and goes back at Escape', async () => {
    await openMission(app, 'North depot')
    await id('mission').getByText('1. Survey').click()
    await corner(1).waitFor()
    const figures = () => id('figures').textContent()
    await expect.poll(figures).toMatch(/Covered/)
    await app.watched.atRest(id('figures'))
    const before = await figures()
    const said = () => id('check-item').count()
    const [saidBefore, mapBefore, otherBefore] = [
      await said(),
      await id('map').boundingBox(),
      await middleOf(corner(3)),
    ]
    const from = await middleOf(corner(1))
    const middle = await onMap(app, [0.5, 0.5])
    await drag(app, from, { x: (from.x + middle.x) / 2, y: (from.y + middle.y) / 2 })
    await expect.poll(figures).not.toBe(before)
    // The rules have less to say of it; the map is none the larger for that.
    await expect.poll(said).not.toBe(saidBefore)
    expect(await id('map').boundingBox()).toEqual(mapBefore)
    expect(await middleOf(corner(3))).toEqual(otherBefore)
    await app.page.keyboard.press('Escape')
    await app.page.mouse.up()
    await expect.poll(figures).toBe(before)
  })

  it('has waypoints that are taken in hand one by one, and given back', async () => {
    await openMission(app, 'Separation plant: perimeter')
    await id('by-hand').click()
    await id('waypoint-height').locator('input').fill('77')
    await app.page.keyboard.press('Enter')
    await expect.poll(() => id('mission').innerText()).toContain('Changed by hand: 1')
    const handle = app.page.getByLabel('Waypoint 1', { exact: true })
    const at = await middleOf(handle)
    await drag(app, at, { x: at.x + 30, y: at.y + 12 })
    await app.page.mouse.up()
    await expect.poll(() => id('mission').innerText()).toContain('Changed by hand: 2')
    const stored = (await everyDocument<Mission>(call, 'mission')).find(({ doc }) => doc.overrides.length > 0)
    expect(stored?.doc.overrides.map(({ change }) => change.kind)).toEqual(['height', 'move'])
    await id('waypoint-back').click()
    await expect.poll(() => id('mission').innerText()).not.toContain('Changed by hand')
    await app.page.keyboard.press('Escape')
    await id('waypoint').waitFor({ state: 'detached' })
  })

  it('puts what is unsafe right by a fix that the verdict offers', async () => {
    await openMission(app, 'Unsafe on purpose')
    await id('check-item').first().waitFor()
    const errors = () => app.page.locator('[data-rule="fence.leg"]').count()
    expect(await errors()).toBe(1)
    await app.page.locator('[data-rule="fence.leg"]').getByTestId(/^fix-/).first().click()
    await expect.poll(errors).toBe(0)
    await id('undo').click()
    await expect.poll(errors).toBe(1)
  })
})

describe('what a mission could be', () => {
  const open = (name: RegExp) => app.page.locator('summary').filter({ hasText: name }).click()

  it('compares directions side by side, and the direction found is not slower than any', async () => {
    await openMission(app, 'Sulfuric acid works: survey')
    await open(/^Compare/)
    await id('compare').click()
    const rows = id('compare-table').locator('tbody tr')
    await expect.poll(() => rows.count()).toBe(5)
    const seconds = (await rows.locator('td:nth-child(2)').allTextContents()).map((text) => {
      const [minutes, rest] = text.split(' min ')
      return Number(minutes) * 60 + Number.parseInt(rest ?? '', 10)
    })
    expect(seconds[0]).toBeGreaterThan(60)
    expect(Math.min(...seconds)).toBe(seconds[0])
  })

  it('shades where take-off holds, for as long as the mission stays as it is', async () => {
    await open(/^Take-off area/)
    await id('takeoff-look').click()
    await id('takeoff-found').waitFor()
    const shaded = app.page.locator('path[class*=takeoffArea]')
    await expect.poll(() => shaded.count()).toBe(1)
    const height = id('survey-height').locator('input')
    await height.fill('85')
    await height.press('Enter')
    await expect.poll(() => shaded.count()).toBe(0)
  })
})

describe('a flight', () => {
  it('is held beside its plan: the fence, the waypoints, the farthest it was off', async () => {
    await openFlight(app)
    await id('flown-look').click()
    await expect.poll(() => id('flown-fence').textContent()).toMatch(/Inside the fence/)
    expect(await id('flown-waypoints').textContent()).toMatch(/4 of 4/)
    await expect.poll(() => app.page.locator('path[class*=planned]').count()).toBe(1)
  })

  it('has a report on paper, which is handed over as a file', async () => {
    await openFlight(app)
    await id('flight-report').locator('summary').first().click()
    const fetched = app.page.waitForEvent('download')
    await id('make-report').click()
    const download = await fetched
    // As PDF where a browser was found to print it, else as the page.
    expect(download.suggestedFilename()).toMatch(/^Flight report .*\.(pdf|html)$/)
    // The window has made a small picture of the clip by then, or the report says that there is none.
    await id('make-report').waitFor()
  })
})

describe('footage', () => {
  it('answers what saw a place that is clicked, and draws what the picture showed', async () => {
    await openFlight(app)
    const photo = app.page.getByTitle(/0001_V\.JPG/).first()
    await photo.waitFor()
    const at = await middleOf(photo)
    await id('saw-pick').click()
    // Beside the mark, which would open the photo itself.
    await app.page.mouse.click(at.x - 30, at.y - 30)
    await id('saw-list').waitFor()
    const rows = id('saw-row')
    expect(await rows.count()).toBeGreaterThan(0)
    await rows.filter({ hasText: '0001_V.JPG' }).first().click()
    await id('footage').waitFor()
    await expect.poll(() => app.page.locator('path[class*=footprint]').count()).toBe(1)
  })
})

describe('layers', () => {
  it('shows a KML file with its names', async () => {
    const kml = path.join(app.home, 'road.kml')
    fs.writeFileSync(
      kml,
      '<kml><Placemark><name>Haul road</name><LineString><coordinates>109.969,41.769 109.974,41.773</coordinates></LineString></Placemark></kml>',
    )
    await openRoom(app, 'settings')
    await id('add-layer').click()
    await id('layer-file').setInputFiles(kml)
    await id('datum-wgs84').click()
    await id('layer').waitFor()
    const layers = await call<Stored<{ visible: boolean }>[]>('layer.list', {})
    expect(layers).toHaveLength(2)
    await expect.poll(() => app.page.getByText('Haul road').count()).toBeGreaterThan(0)
  })
})
