/** Lists are put together by enterprise, date or state, as each person last had them. */
import { afterAll, afterEach, expect, it } from 'vitest'
import { look } from '../walk/look.ts'
import { openDemo, openRoom, rowCount, rowSaying } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

/** Scrolls through the list at hand and answers each line once: heads, and the titles of rows. */
async function lines(shown: BrowserApp, testId: string): Promise<string[]> {
  const seen = new Map<number, string[]>()
  const { page } = shown
  const list = page.getByTestId(testId).first()
  const total = await rowCount(shown, testId)
  await list.evaluate((row) => {
    const scroller = row.closest('[role="list"]')?.parentElement
    if (scroller) scroller.scrollTop = 0
  })
  await expect
    .poll(async () => {
      const drawn = await page.locator('[role="listitem"]').evaluateAll((items) =>
        items.map((item) => ({
          at: Number(item.getAttribute('aria-posinset')),
          head: item.querySelector('h3')?.textContent ?? null,
          title: item.querySelector('button span')?.textContent ?? '',
        })),
      )
      for (const { at, head, title } of drawn) seen.set(at, [...(head === null ? [] : [`# ${head}`]), title])
      await list.evaluate((row) => {
        const scroller = row.closest('[role="list"]')?.parentElement
        if (!scroller) return
        // A line that was not drawn yet when it was passed is come to again from the top.
        const isAtEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1
        scroller.scrollTop = isAtEnd ? 0 : scroller.scrollTop + scroller.clientHeight
      })
      return seen.size
    })
    .toBe(total)
  return [...seen.entries()].toSorted(([a], [b]) => a - b).flatMap(([, line]) => line)
}
const heads = (all: readonly string[]): string[] => all.filter((line) => line.startsWith('# '))

it.each(['zh-CN', 'en-GB'] as const)('lists are arranged, %s', async (locale) => {
  app = await openDemo(await openBrowserApp({ locale }))
  const shown = app
  const { page } = shown
  const isZh = locale === 'zh-CN'
  await page.setViewportSize({ width: 1280, height: 720 })
  await openRoom(shown, 'missions')
  await page.getByTestId('mission-row').first().waitFor()
  const made = await lines(shown, 'mission-row')
  expect(heads(made)).toEqual([])

  const arrange = async (way: string): Promise<void> => {
    await page.getByTestId('arrange').selectOption(way)
    await page.getByTestId('group-head').first().waitFor()
    await shown.watched.atRest()
  }
  await arrange('stage')
  const staged = await lines(shown, 'mission-row')
  expect(heads(staged).at(-1)).toBe(isZh ? '# 已飞' : '# Flown')
  await arrange('enterprise')
  const grouped = await lines(shown, 'mission-row')
  // Each enterprise has one head, and nothing is lost or twice.
  expect(new Set(heads(grouped)).size).toBe(heads(grouped).length)
  expect(heads(grouped).length).toBeGreaterThan(3)
  expect(grouped.filter((line) => !line.startsWith('# ')).toSorted()).toEqual(made.toSorted())
  await look(shown, `arranged-missions-${locale}`)

  // A row has a menu, by the right button and by the menu key, and has the focus again afterwards.
  const title = isZh ? '硫酸厂区 面状测绘' : 'Sulfuric acid works: survey'
  // A row that leaves the list while it is scrolled is looked for once more.
  await expect
    .poll(async () => {
      const row = (await rowSaying(shown, 'mission-row', title)).first()
      await row.click({ button: 'right', timeout: 10_000 }).catch(() => undefined)
      return page.getByTestId('row-menu').count()
    })
    .toBe(1)
  await look(shown, `row-menu-${locale}`)
  await page.keyboard.press('Escape')
  await page.getByTestId('row-menu').waitFor({ state: 'detached' })
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain(title)
  expect(await page.locator('[data-testid="mission-row"][aria-current="true"]').count()).toBe(0)
  await page.keyboard.press('Shift+F10')
  await page.getByTestId('row-menu').waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => rowCount(shown, 'mission-row')).toBe(13)
  await page.locator('[data-testid="mission-row"][aria-current="true"]').waitFor()
  await page.getByTestId('figures').waitFor()

  await openRoom(shown, 'findings')
  await page.getByTestId('finding-row').first().waitFor()
  await arrange('state')
  const states = heads(await lines(shown, 'finding-row'))
  expect(new Set(states).size).toBe(states.length)
  expect(states.at(-1)).not.toBe(states[0])
  await look(shown, `arranged-findings-${locale}`)
  await openRoom(shown, 'flights')
  await page.getByTestId('flight-row').first().waitFor()
  await arrange('site')
  await look(shown, `arranged-flights-${locale}`)

  // It is remembered of whoever chose it.
  await shown.watched.atRest()
  await page.reload()
  await openRoom(shown, 'missions')
  await page.getByTestId('group-head').first().waitFor()
  expect(await page.getByTestId('arrange').inputValue()).toBe('enterprise')
  await openRoom(shown, 'settings')
  await page.getByTestId('theme').selectOption('night')
  await openRoom(shown, 'missions')
  await page.getByTestId('group-head').first().waitFor()
  await shown.watched.atRest()
  await look(shown, `arranged-night-${locale}`)
})
