/** The lists of rooms: what is chosen or made is in view, and one press of Tab comes to a list, one more leaves it. */
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { look } from '../walk/look.ts'
import { openDemo, openRoom } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

async function opened(locale: 'zh-CN' | 'en-GB' = 'en-GB'): Promise<BrowserApp> {
  app = await openDemo(await openBrowserApp({ locale }))
  await app.page.setViewportSize({ width: 1280, height: 720 })
  return app
}
const rows = ({ page }: BrowserApp, testId: string) => page.getByTestId(testId)
/** The row that is the current one, and whether all of it can be seen. */
const current = ({ page }: BrowserApp, testId: string) =>
  page.locator(`[data-testid="${testId}"][aria-current="true"]`).evaluateAll(([row]) => {
    if (!row) return null
    const { left, top, bottom } = row.getBoundingClientRect()
    const isShown = (y: number) => row.contains(document.elementFromPoint(left + 20, y))
    return { text: row.textContent, isSeen: isShown(top + 2) && isShown(bottom - 2) }
  })
const stops = ({ page }: BrowserApp, testId: string): Promise<string[]> =>
  page
    .getByTestId(testId)
    .evaluateAll((all) =>
      all.filter((one) => (one as HTMLElement).tabIndex >= 0).map(({ textContent }) => textContent),
    )

describe.each(['zh-CN', 'en-GB'] as const)('a new mission, %s', (locale) => {
  it('is the current row of the list, in view, however long the list', async () => {
    const window = await opened(locale)
    await openRoom(window, 'missions')
    await rows(window, 'mission-row').first().waitFor()
    await window.page.getByTestId('new-mission-button').click()
    await window.page.getByTestId('mission-name').locator('input').fill('最新任务 Z')
    await window.page.getByTestId('make-survey').click()
    await window.page.getByTestId('figures').waitFor()
    await expect
      .poll(() => current(window, 'mission-row'))
      .toMatchObject({ text: expect.stringContaining('最新任务 Z') as string, isSeen: true })
    await look(window, `list-new-mission-${locale}`)
  })
})

describe('a list', () => {
  it('scrolls to what is chosen elsewhere, once', async () => {
    const window = await opened()
    await openRoom(window, 'missions')
    await rows(window, 'mission-row').first().waitFor()
    const frame = window.page.getByTestId('list')
    await window.page.keyboard.press('Control+k')
    await window.page.getByTestId('palette').locator('input').fill('Unsafe on purpose')
    await window.page.getByTestId('palette-option').first().waitFor()
    await window.page.keyboard.press('Enter')
    await expect
      .poll(() => current(window, 'mission-row'))
      .toMatchObject({ text: expect.stringContaining('Unsafe on purpose') as string, isSeen: true })
    // Whoever scrolls on is left alone.
    await frame.hover()
    await window.page.mouse.wheel(0, -4000)
    await expect.poll(async () => (await current(window, 'mission-row'))?.isSeen ?? false).toBe(false)
    await window.watched.atRest()
    expect((await current(window, 'mission-row'))?.isSeen ?? false).toBe(false)
  })

  it('is one stop of Tab: the chosen row, or the one that the arrow keys have come to', async () => {
    const window = await opened()
    for (const [room, testId] of [
      ['enterprises', 'enterprise-row'],
      ['missions', 'mission-row'],
      ['findings', 'finding-row'],
    ] as const) {
      await openRoom(window, room)
      await rows(window, testId).nth(2).waitFor()
      expect(await stops(window, testId)).toHaveLength(1)
      await rows(window, testId).nth(1).click()
      await rows(window, testId).nth(1).and(window.page.locator('[aria-current="true"]')).waitFor()
      const second = await rows(window, testId).nth(1).textContent()
      await expect.poll(() => stops(window, testId)).toEqual([second])
      await rows(window, testId).nth(1).focus()
      await window.page.keyboard.press('ArrowDown')
      const third = await rows(window, testId).nth(2).textContent()
      await expect.poll(() => stops(window, testId)).toEqual([third])
      await window.page.keyboard.press('Tab')
      const isInList = await window.page.evaluate(
        (name) => document.activeElement?.matches(`[data-testid="${name}"]`) ?? false,
        testId,
      )
      expect(isInList).toBe(false)
    }
  })
})
