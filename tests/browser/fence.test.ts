import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Mission } from '../../src/core/mission/mission.ts'
import { kml, kmlArea, placemark } from '../builders/drawings.ts'
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
const lastZone = async () => (await mission()).fence.at(-1)

afterAll(closeBrowser)

describe.each(['zh-CN', 'en-GB'] as const)('the fence, in %s', (locale) => {
  const seen = (name: string) => look(app, `fence-${name}-${locale}`)
  beforeEach(async () => {
    app = await openDemo(await openBrowserApp({ locale }))
    await app.page.setViewportSize({ width: 1280, height: 720 })
    await openMission(app, /North depot: survey|北货场库区 面状巡查/)
    await id('fence-section').locator('summary').click()
    await id('zone-row').first().waitFor()
  })
  afterEach(() => app.close())

  it('is a list of zones, each with its name, side, floor and ceiling, and is removed with Delete', async () => {
    const before = (await mission()).fence.length
    expect(await id('zone-row').count()).toBe(before)
    await id('map.addExclusionCircle').click()
    await id('tool-line').waitFor()
    const center = await onMap(app, [0.75, 0.25])
    await app.page.mouse.click(center.x, center.y)
    // The radius as it is typed, from wherever the hand is.
    await app.page.keyboard.type('35')
    await seen('circle')
    await app.page.keyboard.press('Enter')
    await id('zone-name').waitFor()
    expect(await lastZone()).toMatchObject({ shape: 'circle', inclusion: false })
    const made = await lastZone()
    expect(made?.shape === 'circle' && made.radiusM).toBeCloseTo(35, 1)
    await id('zone-name').locator('input').fill('Pylon')
    await id('zone-name').locator('input').press('Enter')
    await expect.poll(async () => (await lastZone())?.name).toBe('Pylon')
    await id('zone-has-ceilingM').click()
    await expect.poll(async () => (await lastZone())?.ceilingM).toBe(120)
    await id('zone-ceilingM').locator('input').fill('60')
    await id('zone-ceilingM').locator('input').press('Enter')
    await expect.poll(async () => (await lastZone())?.ceilingM).toBe(60)
    await id('zone-radius').locator('input').fill('20')
    await id('zone-radius').locator('input').press('Enter')
    await expect
      .poll(async () => (await lastZone())?.shape === 'circle' && (await lastZone()))
      .toMatchObject({
        radiusM: 20,
        floorM: null,
      })
    await id('zone-side').selectOption('in')
    await expect.poll(async () => (await lastZone())?.inclusion).toBe(true)
    await id('zone-side').selectOption('out')
    await expect.poll(async () => (await lastZone())?.inclusion).toBe(false)
    await app.watched.atRest()
    await id('zone-name').scrollIntoViewIfNeeded()
    await seen('zone')
    await id('zone-row').last().focus()
    await app.page.keyboard.press('Delete')
    await expect.poll(async () => (await mission()).fence.length).toBe(before)
    await expect.poll(() => id('zone-row').count()).toBe(before)
    await app.watched.atRest()
    await app.page.keyboard.press('Control+z')
    await expect.poll(async () => (await lastZone())?.name).toBe('Pylon')
  })

  it('opens the zone that is clicked on the map, and takes zones from a file', async () => {
    const before = (await mission()).fence
    const { home } = await mission()
    const { lat, lon } = { lat: home.lat + 0.001, lon: home.lon }
    const corners: [number, number][] = [
      [lat, lon],
      [lat, lon + 0.0004],
      [lat + 0.0004, lon + 0.0004],
    ]
    const bytes = kml(placemark('Mast field', kmlArea(corners)))
    await id('zone-file').setInputFiles({
      name: 'zones.kml',
      mimeType: 'application/vnd.google-earth.kml+xml',
      buffer: Buffer.from(bytes),
    })
    await id('datum-wgs84').click()
    await expect.poll(async () => (await mission()).fence.length).toBe(before.length + 1)
    expect(await lastZone()).toMatchObject({ name: 'Mast field', inclusion: false, shape: 'polygon' })
    await id('zone-row').filter({ hasText: 'Mast field' }).waitFor()
    await app.page.locator('path[class*=role_exclusion]').last().click({ force: true })
    await id('zone-name').waitFor()
    expect(await id('zone-name').locator('input').inputValue()).toBe('Mast field')
    await seen('from-file')
  })
})
