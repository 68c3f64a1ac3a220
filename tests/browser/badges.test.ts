/** A line of the list of missions says how the mission stands, as its verdict does once it is open. */
import { afterAll, afterEach, expect, it } from 'vitest'
import { look } from '../walk/look.ts'
import { openDemo, openRoom, rowSaying } from '../walk/openings.ts'
import { called } from '../builders/services.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

/** The counts of a verdict that a part of the window shows, by the words of its badges. */
const counts = (texts: readonly string[]): string[] =>
  texts.filter((text) => /^((Errors|Warnings|Unknown): \d+|Safe|(错误|警告|未知) \d+|通过)$/.test(text))

it.each(['zh-CN', 'en-GB'] as const)('badges of missions, %s', async (locale) => {
  app = await openDemo(await openBrowserApp({ locale }))
  const shown = app
  const { page } = shown
  await page.setViewportSize({ width: 1280, height: 720 })
  await openRoom(shown, 'missions')
  await page.getByTestId('mission-row').first().waitFor()
  await look(shown, `badges-first-${locale}`)
  const { rows } = await called(shown.host, 'mission.list', { siteId: null, limit: 100 })
  expect(rows.length).toBeGreaterThan(5)
  const language = locale === 'zh-CN' ? 'zh' : 'en'
  const unchecked = locale === 'zh-CN' ? '尚未校核' : 'not checked yet'
  for (const { name, revision, flights } of rows) {
    const row = (await rowSaying(shown, 'mission-row', name[language])).first()
    await expect.poll(() => row.textContent()).not.toContain(unchecked)
    await row.click()
    await row.and(page.locator('[aria-current="true"]')).waitFor()
    await page.getByTestId('figures').waitFor()
    const verdict = page.getByTestId('verdict')
    await expect.poll(() => verdict.getAttribute('class')).not.toContain('stale')
    const badges = await row.locator('span > span').allTextContents()
    const said = counts(badges.map((text) => text.trim()))
    expect(said.length).toBeGreaterThan(0)
    await expect
      .poll(async () => counts((await verdict.locator('span').allTextContents()).map((one) => one.trim())))
      .toEqual(said)
    // The head of the mission says it too, each badge as wide as its words.
    const heads = page.getByTestId('mission').locator('header span[class*="badge"]')
    expect(counts((await heads.allTextContents()).map((one) => one.trim()))).toEqual(said)
    for (const one of await heads.all())
      expect(
        await one.evaluate((badge) => {
          const words = document.createRange()
          words.selectNodeContents(badge)
          return badge.getBoundingClientRect().width - words.getBoundingClientRect().width
        }),
      ).toBeLessThan(20)
    const text = (await row.textContent()) ?? ''
    expect(text).toContain(locale === 'zh-CN' ? `第 ${revision} 版` : `rev. ${revision}`)
    expect(/已飞|flown \d/.test(text)).toBe(flights > 0)
  }
  // Each badge has its icon beside its words: nothing is told by colour alone.
  for (const badge of await page.locator('[data-testid="mission-row"] span[class*="badge"]').all())
    expect(await badge.locator('svg').count()).toBe(1)
  await look(shown, `badges-${locale}`)
  await openRoom(shown, 'settings')
  await page.getByTestId('theme').selectOption('night')
  await openRoom(shown, 'missions')
  await page.getByTestId('mission-row').first().waitFor()
  await shown.watched.atRest()
  await look(shown, `badges-night-${locale}`)
})
