import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { frameAt } from '../../src/core/geo/frame.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import type { Mission } from '../../src/core/mission/mission.ts'
import type { Site } from '../../src/core/site/site.ts'
import { quantisePlace } from '../../src/core/units/quantise.ts'
import { drag, onMap, type Pixel, type Share } from '../walk/drawing.ts'
import { look } from '../walk/look.ts'
import { openDemo, openEnterprise, openMission } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp
let locale: 'zh-CN' | 'en-GB'
const id = (testId: string) => app.page.getByTestId(testId)
const press = (key: string) => app.page.keyboard.press(key)
const corners = () => app.page.locator('path[class*=sketchCorner]')
const line = () => id('tool-line')
const seen = (name: string) => look(app, `drawing-${name}-${locale}`)

async function stored<T>(name: string, input: unknown): Promise<T> {
  const answer = await app.host.call(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.code}`)
  return answer.value as T
}
const siteNamed = async (name: string): Promise<Site | undefined> =>
  (await stored<{ doc: Site }[]>('site.list', { enterpriseId: null })).find(({ doc }) => doc.name.zh === name)
    ?.doc
const metres = (a: LatLon, b: LatLon) => frameAt(a).toLocal(b)

async function middleOf(thing: ReturnType<typeof id>): Promise<Pixel> {
  await app.watched.atRest(thing)
  const box = await thing.boundingBox()
  if (!box) throw new Error('it has no box')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
const click = async ({ x, y }: Pixel): Promise<void> => {
  const before = await corners().count()
  await app.page.mouse.click(x, y)
  await expect.poll(() => corners().count()).toBe(before + 1)
}
const clickMap = async (share: Share): Promise<void> => click(await onMap(app, share))
/** What a hand would touch there, and how its cursor looks. */
const under = ({ x, y }: Pixel) =>
  app.page.evaluate(
    ([left, top]) => {
      const element = document.elementFromPoint(left, top)
      return {
        isMark: element?.closest('.leaflet-interactive') !== null,
        cursor: element ? getComputedStyle(element).cursor : '',
      }
    },
    [x, y] as const,
  )

/** Begins a site of the first enterprise, with its boundary to be drawn beside the demo's sites. */
async function beginSite(name: string): Promise<void> {
  await openEnterprise(app)
  await id('dossier-new-site').click()
  await id('site-name').locator('input').fill(name)
  await id('draw-boundary').click()
  await line().waitFor()
}

afterAll(closeBrowser)

describe.each(['zh-CN', 'en-GB'] as const)('drawing, in %s', (spoken) => {
  beforeEach(async () => {
    locale = spoken
    app = await openBrowserApp({ locale })
    await app.page.setViewportSize({ width: 1280, height: 720 })
    await openDemo(app)
  })
  afterEach(() => app.close())

  it('has the map: marks, outlines and names let every click through, and corners snap to marks', async () => {
    await openMission(app, /North depot: survey|北货场库区 面状巡查/)
    await app.watched.atRest()
    const findings = app.page.locator('[class*=finding].leaflet-marker-icon')
    const signs = app.page.locator('[class*=sign].leaflet-marker-icon')
    const inView = async (marks: ReturnType<typeof findings.first>): Promise<Pixel[]> => {
      const map = await app.page.locator('.leaflet-container').boundingBox()
      const places: Pixel[] = []
      for (const mark of await marks.all()) {
        const box = await mark.boundingBox()
        if (!box || !map) continue
        const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
        const isClear =
          at.x > map.x + 70 &&
          at.x < map.x + map.width - 120 &&
          at.y > map.y + 60 &&
          at.y < map.y + map.height - 60
        if (isClear && places.every(({ x, y }) => Math.hypot(x - at.x, y - at.y) > 24)) places.push(at)
      }
      return places
    }
    const marks = [...(await inView(findings)).slice(0, 2), ...(await inView(signs)).slice(0, 2)]
    const home = await middleOf(app.page.locator('[class*=home].leaflet-marker-icon').first())
    await press('Shift+X')
    await line().waitFor()
    // Nothing on the map has moved for it, and the line covers none of it.
    expect(await middleOf(app.page.locator('[class*=home].leaflet-marker-icon').first())).toEqual(home)
    const [map, words] = [
      await app.page.locator('.leaflet-container').boundingBox(),
      await line().boundingBox(),
    ]
    expect(words && map && words.y >= map.y + map.height - 1).toBe(true)
    expect(words?.height).toBeLessThanOrEqual(44)
    for (const place of [home, ...marks]) {
      expect(await under(place)).toEqual({ isMark: false, cursor: 'crosshair' })
      await app.page.mouse.move(place.x, place.y)
    }
    expect(await app.page.locator('.leaflet-tooltip').count()).toBe(0)
    // A little beside it, the corner goes to it.
    await click({ x: home.x + 5, y: home.y - 4 })
    for (const mark of marks) await click({ x: mark.x + 4, y: mark.y + 3 })
    for (let n = await corners().count(), y = 0.2; n < 3; n++, y += 0.2) await clickMap([0.75, y])
    await seen('over-marks')
    expect(await id('room-missions').getAttribute('aria-current')).toBe('page')
    const open = await corners().count()
    await press('Enter')
    await line().waitFor({ state: 'detached' })
    // The corner beside home is home's.
    const named = await stored<{ id: string; name: { en: string } }[]>('mission.names', {})
    const missionId = named.find(({ name }) => name.en === 'North depot: survey')?.id
    const get = () => stored<{ doc: Mission }>('mission.get', { id: missionId })
    const zone = async () => (await get()).doc.fence.at(-1)
    await expect.poll(async () => (await zone())?.inclusion).toBe(false)
    const made = await zone()
    expect(made?.shape === 'polygon' && made.ring).toHaveLength(open)
    const { lat, lon } = (await get()).doc.home
    expect(made?.shape === 'polygon' && made.ring[0]).toEqual(quantisePlace({ lat, lon }))
  })

  it('takes back its own steps, by key and by button, and never what was saved before', async () => {
    await beginSite('Steps')
    for (const share of [
      [0.2, 0.2],
      [0.5, 0.2],
      [0.5, 0.5],
    ] as const)
      await clickMap(share)
    await press('Control+z')
    await expect.poll(() => corners().count()).toBe(2)
    await id('undo').click()
    await expect.poll(() => corners().count()).toBe(1)
    await id('redo').click()
    await expect.poll(() => corners().count()).toBe(2)
    await seen('steps')
    expect(await id('notice-info').count()).toBe(0)
    await press('Escape')
    await line().waitFor({ state: 'detached' })
  })

  it('asks before it is lost with its room, and goes on or goes', async () => {
    await beginSite('Asked')
    await clickMap([0.2, 0.2])
    await clickMap([0.5, 0.2])
    for (const leave of [() => id('room-missions').click(), () => press('Alt+3')]) {
      await leave()
      await id('unfinished').waitFor()
      expect(await id('room-enterprises').getAttribute('aria-current')).toBe('page')
      await seen('unfinished')
      await id('keep-drawing').click()
      await line().waitFor()
      expect(await corners().count()).toBe(2)
    }
    await clickMap([0.5, 0.5])
    await id('room-missions').click()
    await id('discard-drawing').click()
    await app.page.locator('[data-testid="room-missions"][aria-current="page"]').waitFor()
    expect(await corners().count()).toBe(0)
    expect(await line().count()).toBe(0)
    expect(await siteNamed('Asked')).toBeUndefined()
  })

  it('tells lengths, angle and area, and takes them as they are typed', async () => {
    await beginSite('Typed')
    await clickMap([0.3, 0.3])
    // A figure goes into the line from wherever the hand is.
    await press('1')
    await app.page.keyboard.type('20')
    await press('Tab')
    await app.page.keyboard.type('90')
    await press('Enter')
    await expect.poll(() => corners().count()).toBe(2)
    await app.page.keyboard.type('80')
    await press('Tab')
    await app.page.keyboard.type('180')
    await press('Enter')
    await expect.poll(() => corners().count()).toBe(3)
    await id('next-length').fill('x')
    expect(await id('next-length').getAttribute('aria-invalid')).toBe('true')
    await press('Escape')
    const away = await onMap(app, [0.25, 0.6])
    await app.page.mouse.move(away.x, away.y)
    const measures = () => app.page.locator('[class*=measure].leaflet-marker-icon').allInnerTexts()
    await expect.poll(async () => (await measures()).join(' ')).toMatch(/120/)
    expect((await measures()).join(' ')).toMatch(/80.*∠/s)
    await seen('typed')
    await id('finish-drawing').click()
    await line().waitFor({ state: 'detached' })
    await id('save-site').click()
    await id('site').waitFor()
    const [a, b, c] = (await siteNamed('Typed'))?.boundary ?? []
    if (!a || !b || !c) throw new Error('it has three corners')
    expect(metres(a, b).x).toBeCloseTo(120, 1)
    expect(metres(a, b).y).toBeCloseTo(0, 1)
    expect(metres(b, c).x).toBeCloseTo(0, 1)
    expect(metres(b, c).y).toBeCloseTo(-80, 1)
  })

  it('leaves what was drawn to be seen and changed before it is saved', async () => {
    await beginSite('Changed')
    for (const share of [
      [0.3, 0.25],
      [0.6, 0.25],
      [0.6, 0.55],
      [0.3, 0.55],
    ] as const)
      await clickMap(share)
    const handle = (n: number) => app.page.locator('[class*=sketchGrip].leaflet-marker-icon').nth(n)
    const from = await middleOf(handle(1))
    await drag(app, from, { x: from.x + 30, y: from.y - 20 })
    await app.page.mouse.up()
    await expect.poll(async () => (await middleOf(handle(1))).x).toBeGreaterThan(from.x + 20)
    expect(await corners().count()).toBe(4)
    await handle(3).focus()
    await press('Delete')
    await expect.poll(() => corners().count()).toBe(3)
    await press('Control+z')
    await expect.poll(() => corners().count()).toBe(4)
    await id('finish-drawing').click()
    await line().waitFor({ state: 'detached' })
    // Its handles are out, and it is not saved.
    const kept = app.page.locator('[class*=corner].leaflet-marker-icon')
    await expect.poll(() => kept.count()).toBe(4)
    expect(await siteNamed('Changed')).toBeUndefined()
    await seen('before-it-is-saved')
    const second = await middleOf(kept.nth(0))
    await drag(app, second, { x: second.x - 40, y: second.y })
    await app.page.mouse.up()
    await expect.poll(async () => (await middleOf(kept.nth(0))).x).toBeLessThan(second.x - 20)
    await press('Control+z')
    await expect.poll(async () => Math.abs((await middleOf(kept.nth(0))).x - second.x)).toBeLessThan(2)
    await app.watched.atRest()
    // Leaving loses nothing: it is kept with its form.
    await id('room-flights').click()
    await openEnterprise(app)
    await id('dossier-new-site').click()
    await expect.poll(() => kept.count()).toBe(4)
    await id('save-site').click()
    await id('site').waitFor()
    expect((await siteNamed('Changed'))?.boundary).toHaveLength(4)
    expect(await id('unfinished').count()).toBe(0)
  })

  it('measures with a ruler, and leaves nothing behind', async () => {
    await openMission(app, 0)
    await press('Shift+M')
    await line().waitFor()
    await clickMap([0.3, 0.3])
    await clickMap([0.6, 0.3])
    await clickMap([0.6, 0.6])
    await id('ruler').waitFor()
    expect(await id('ruler').innerText()).toMatch(/°/)
    await seen('ruler')
    await press('Escape')
    await id('ruler').waitFor({ state: 'detached' })
    expect(await corners().count()).toBe(0)
  })
})
