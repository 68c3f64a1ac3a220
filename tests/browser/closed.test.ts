/** A window that was closed stands, opened again, where it stood; and nobody has to leave a field for what is typed there. */
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type { Mission } from '../../src/core/mission/mission.ts'
import type { Survey } from '../../src/core/mission/pattern.ts'
import { look } from '../walk/look.ts'
import { openDemo, openMission } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp
const ask = async (name: string, input: unknown): Promise<unknown> => {
  const answer = await app.host.call(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.code}`)
  return answer.value
}
async function mission(): Promise<Mission> {
  const named = (await ask('mission.names', {})) as { id: string; name: { en: string } }[]
  const found = named.find(({ name }) => name.en === 'North depot: survey')
  return ((await ask('mission.get', { id: found?.id })) as { doc: Mission }).doc
}
type Kept = { selected: { id: string } | null; undoable: unknown[]; view: { zoom: number } | null }
const kept = async () => ((await ask('draft.get', { key: 'window' })) as { value: Kept | null }).value
const kinds = async () => (await mission()).patterns.map(({ kind }) => kind)
/** Where the map shows home, in the window. */
const homeOf = async (page: Page) => page.locator('[class*=home].leaflet-marker-icon').first().boundingBox()

afterAll(closeBrowser)
afterEach(() => app.close())

describe.each(['zh-CN', 'en-GB'] as const)('in %s', (locale) => {
  it('a window that was closed comes back with its mission, its map and its steps', async () => {
    app = await openDemo(await openBrowserApp({ locale }))
    await openMission(app, /North depot: survey|北货场库区 面状巡查/)
    const before = await kinds()
    await app.page.getByTestId('add-along').click()
    await expect.poll(kinds).toEqual([...before, 'perimeter'])
    await app.page.getByRole('button', { name: /^(放大|Zoom in)$/ }).click()
    await app.watched.atRest()
    const stood = await homeOf(app.page)
    const { id } = await mission()
    await expect.poll(async () => (await kept())?.selected?.id).toBe(id)
    await expect.poll(async () => (await kept())?.undoable.length).toBe(1)

    // One beside it is a window of its own.
    const beside = await app.context.newPage()
    await beside.goto(app.served.origin)
    await beside.getByTestId('room-missions').waitFor()
    await beside.getByTestId('map').waitFor()
    expect(await beside.getByTestId('mission').count()).toBe(0)
    await beside.close()
    expect((await kept())?.selected?.id).toBe(id)

    const address = app.served.origin
    await app.page.close()
    const again = await app.context.newPage()
    await again.goto(address)
    await again.getByTestId('mission').waitFor()
    await expect
      .poll(async () => {
        const now = await homeOf(again)
        return now && stood ? Math.hypot(now.x - stood.x, now.y - stood.y) : null
      })
      .toBeLessThan(3)
    await again.getByTestId('figures').waitFor()
    await look({ page: again }, `closed-again-${locale}`)
    await again.getByTestId('map').focus()
    await again.keyboard.press('Control+z')
    await expect.poll(kinds).toEqual(before)
  })

  it('what is typed in a field that is written when it is left is written by leaving the window', async () => {
    app = await openDemo(await openBrowserApp({ locale }))
    await openMission(app, /North depot: survey|北货场库区 面状巡查/)
    await app.page.getByTestId('pattern-row').first().click()
    await app.page.getByTestId('survey-height').locator('input').fill('77')
    await app.page.reload()
    await expect.poll(async () => ((await mission()).patterns[0] as Survey).heightM).toBe(77)
    await app.page.getByTestId('mission').waitFor()
    await app.watched.atRest()
    await app.page.getByTestId('pattern-row').first().click()
    await app.page.getByTestId('survey-speed').locator('input').fill('5')
    await app.page.close({ runBeforeUnload: true })
    await expect.poll(async () => ((await mission()).patterns[0] as Survey).speedMS).toBe(5)
  })
})
