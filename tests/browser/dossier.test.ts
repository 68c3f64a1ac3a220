/** The dossier of an enterprise in the window: the chapters of the printed one, its papers and its timeline. */
import { afterAll, afterEach, expect, it } from 'vitest'
import { speak } from '../../scripts/screens.mjs'
import { dossierWords } from '../../src/core/papers/reports/dossierWords.ts'
import { illegible } from '../walk/legible.ts'
import { look } from '../walk/look.ts'
import { openDemo, openEnterprise } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

/** The parts of the window's dossier by the numbers of the printed chapters; the tenth stands there in two. */
const PARTS = [
  'dossier-details',
  'dossier-licences',
  'dossier-holdings',
  'dossier-sites',
  'dossier-visits',
  'dossier-findings',
  'dossier-orders',
  'dossier-missions',
  'dossier-flights',
  'dossier-duties',
  'dossier-self-checks',
  'papers',
  'dossier-statistics',
  'dossier-timeline',
]
const TENTH = PARTS.indexOf('dossier-duties')

it('has the chapters of the printed one in their order, each of which can be read, in both languages', async () => {
  app = await openBrowserApp({ locale: 'zh-CN' })
  const { page } = app
  await page.setViewportSize({ width: 1366, height: 768 })
  await openDemo(app)
  for (const [locale, language] of [
    ['zh-CN', 'zh'],
    ['en-GB', 'en'],
  ] as const) {
    await speak(page, locale)
    const dossier = await openEnterprise(app, 0)
    await page.getByTestId('dossier-timeline').waitFor()
    const parts = await dossier.locator('details[data-testid]').evaluateAll((all) =>
      all.map((one) => ({
        part: one.getAttribute('data-testid') ?? '',
        title: one.querySelector('summary')?.firstChild?.textContent ?? '',
      })),
    )
    const chapters = parts.filter(({ part }) => PARTS.includes(part))
    expect(chapters.map(({ part }) => part)).toEqual(PARTS)
    const titles = chapters.map(({ title }) => title)
    const printed = dossierWords(language).chapters.slice(0, PARTS.length - 1)
    const [duties = '', checks = ''] = titles.splice(TENTH, 2)
    const [tenth = ''] = printed.slice(TENTH, TENTH + 1)
    expect(titles).toEqual(printed.toSpliced(TENTH, 1))
    expect(tenth.toLowerCase()).toContain(duties.toLowerCase().replace(/s$/, ''))
    expect(tenth.toLowerCase()).toContain(checks.toLowerCase().replace(/s$/, ''))
    for (const part of PARTS) {
      const chapter = page.getByTestId(part)
      if ((await chapter.getAttribute('open')) === null) await chapter.locator('summary').first().click()
      await chapter.scrollIntoViewIfNeeded()
    }
    await app.watched.atRest()
    expect(await illegible(page)).toEqual([])
    for (const part of ['dossier-details', 'dossier-orders', 'papers', 'dossier-timeline']) {
      await page.getByTestId(part).evaluate((one) => one.scrollIntoView({ block: 'start' }))
      await look(app, `${part}-${locale}`)
    }
  }
})

it('tells the last thing first and leads to it; a paper’s scan is opened where it was signed', async () => {
  app = await openBrowserApp({ locale: 'zh-CN' })
  const { page } = app
  await page.setViewportSize({ width: 1366, height: 768 })
  await openDemo(app)
  const dossier = await openEnterprise(app, 0)
  const timeline = dossier.getByTestId('dossier-timeline')
  await timeline.locator('summary').click()
  const said = await timeline.getByTestId('timeline-event').allTextContents()
  for (const one of [
    '责令整改送达：责改〔2026〕001号',
    '签署现场检查笔录',
    '已销号',
    '飞行：孟青棠',
    '企业自查：',
  ])
    expect(
      said.some((line) => line.includes(one)),
      one,
    ).toBe(true)
  await timeline.getByTestId('timeline-event').filter({ hasText: '送达：责改〔2026〕001号' }).click()
  await page.getByTestId('order').waitFor()

  await openEnterprise(app, 0)
  const papers = page.getByTestId('papers')
  await papers.locator('summary').click()
  await papers.getByTestId('paper-row').filter({ hasText: '责令整改通知书' }).click()
  await expect.poll(() => papers.getByTestId('open-scan').count()).toBe(2)
  await papers.scrollIntoViewIfNeeded()
  await look(app, 'dossier-paper-served')
  await papers.getByTestId('open-scan').first().click()
  await page.getByTestId('footage').getByText('样例扫描件').first().waitFor()
  await look(app, 'dossier-paper-scan')
})
