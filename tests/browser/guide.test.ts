/**
 * Somebody who follows the guide and nothing else: from an empty workspace to an exported mission and a closed finding, in
 * both languages. What the guide prints in bold is what is pressed, in italics what is filled in, in that order: each of them
 * must be what the window shows there.
 */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, expect, it } from 'vitest'
import { called } from '../builders/services.ts'
import { onMap, type Share } from '../walk/drawing.ts'
import { look } from '../walk/look.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

const root = path.resolve(import.meta.dirname, '../..')
const footage = path.join(root, 'missions/demo/footage')
let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

/** What the guide's steps name, in order. */
function namedIn(file: string): string[] {
  const text = fs.readFileSync(path.join(root, file), 'utf8')
  const [, steps = ''] = text.split('<!-- steps:begin -->')
  return [...(steps.split('<!-- steps:end -->')[0] ?? '').matchAll(/\*{1,2}([^*]+)\*{1,2}/g)].map(
    ([, name]) => name ?? '',
  )
}

it.each([
  ['zh-CN', 'docs/guide/zh.md'],
  ['en-GB', 'docs/guide/en.md'],
] as const)(
  'the guide leads from nothing to a mission file and a closed finding (%s)',
  async (locale, file) => {
    const opened = await openBrowserApp({ locale, isFirstDay: true })
    app = opened
    const { page, host } = opened
    const id = (testId: string) => page.getByTestId(testId)
    const left = namedIn(file)
    /** The guide's next name is this one's. */
    const named = async (testId: string): Promise<void> => {
      const one = id(testId).first()
      const nameNow = (): Promise<string> =>
        one.evaluate((element: HTMLElement) => {
          const own = element.getAttribute('aria-label') ?? element.querySelector('label')?.innerText
          return (own ?? (element as HTMLSelectElement).labels?.[0]?.innerText ?? element.innerText).trim()
        })
      // A form that has just moved on is drawn anew: a field taken out of the page has no label.
      await expect.poll(nameNow, { message: `${file}, at ${testId}` }).toContain(left.shift())
    }
    const press = async (testId: string): Promise<void> => {
      await named(testId)
      await id(testId).first().click()
    }
    const fill = async (testId: string, text: string): Promise<void> => {
      await named(testId)
      await id(testId).locator('input, textarea').first().fill(text)
    }
    const choose = async (testId: string, value: string): Promise<void> => {
      await named(testId)
      await id(testId).selectOption(value)
    }
    // Who acts.
    await press('room-settings')
    await fill('actor-name', '陈一')
    await choose('actor-role', 'officer')
    await press('actor-apply')
    await id('notice-good').first().waitFor()

    // The enterprise and its site.
    await press('room-enterprises')
    await press('new-enterprise')
    await fill('enterprise-name-zh', '北岭试剂厂')
    await fill('enterprise-code', '91350100M000100Y43')
    await press('save-enterprise')
    const middle = await onMap(opened, [0.5, 0.5])
    await page.mouse.move(middle.x, middle.y)
    for (let i = 0; i < 2; i++) {
      await page.mouse.wheel(0, -240)
      await opened.watched.atRest()
    }
    await press('dossier-new-site')
    await fill('site-name', '一号库区')
    await press('draw-boundary')
    const corners: Share[] = [
      [0.35, 0.35],
      [0.35, 0.65],
      [0.6, 0.65],
      [0.6, 0.35],
    ]
    for (const [i, corner] of corners.entries()) {
      const at = await onMap(opened, corner)
      await page.mouse.click(at.x, at.y)
      await expect.poll(() => page.locator('path[class*=sketchCorner]').count()).toBe(i + 1)
    }
    await press('finish-drawing')
    await press('save-site')
    await look(opened, `guide-site-${locale}`)

    // The mission.
    await press('plan-mission')
    await press('make-survey')
    await id('figures').waitFor()
    await look(opened, `guide-mission-${locale}`)
    await fill('authorisation-number', '空批 1 号')
    await fill('authorisation-authority', '某空管')
    await press('authorisation-apply')
    await expect
      .poll(() => page.locator('[data-testid=check-item][data-rule="authorisation"]').count())
      .toBe(0)
    await press('export')
    await id('sortie-files').waitFor()
    await look(opened, `guide-export-${locale}`)
    const download = page.waitForEvent('download')
    await press('export-go')
    expect(fs.statSync(await (await download).path()).size).toBeGreaterThan(1000)
    await page.getByTestId('export-panel').getByRole('button').first().click()

    // The flight and its picture.
    await press('log-flight')
    await press('save-flight')
    await id('flight').waitFor()
    const photo = fs.readdirSync(footage).find((name) => /\.jpe?g$/i.test(name)) ?? ''
    await id('footage-files').setInputFiles(path.join(footage, photo))
    await id('thumb').first().click()
    await press('footage-finding')
    await fill('finding-title', '围墙破损')
    await look(opened, `guide-finding-form-${locale}`)
    await press('save-finding')
    await press('last-finding')
    await id('finding').waitFor()
    await look(opened, `guide-finding-${locale}`)

    // It is confirmed, and seen on site.
    await choose('next-state', 'confirmed')
    await press('transition')
    await press('recheck')
    await choose('outcome', 'still')
    await choose('seen-from', 'site')
    await press('save-finding')
    await id('recheck').waitFor()
    await look(opened, `guide-seen-${locale}`)

    // The order.
    await press('compose-order')
    await fill('order-demand', '修补围墙')
    await press('order-keep')
    await press('room-settings')
    await fill('actor-name', '李二')
    await choose('actor-role', 'supervisor')
    await press('actor-apply')
    await press('room-campaigns')
    await press('tab-orders')
    await id('order-row').first().click()
    await fill('order-no', '责改 1 号')
    await press('order-issue')
    await press('order-serve')
    await press('order-report')
    await look(opened, `guide-order-${locale}`)

    // The re-check, and the end.
    await press('room-findings')
    await id('finding-row').first().click()
    await press('recheck')
    await choose('outcome', 'gone')
    await choose('seen-from', 'site')
    await press('save-finding')
    await press('recheck-keep')
    await look(opened, `guide-rechecked-${locale}`)
    await choose('next-state', 'closed')
    await press('transition')
    await look(opened, `guide-closed-${locale}`)
    expect(left, `${file} names what nobody pressed`).toEqual([])
    const { rows } = await called(host, 'finding.list', {
      enterpriseId: null,
      states: [],
      level: null,
      overdueOnly: false,
      text: '',
      limit: 5,
    })
    expect(rows.map(({ state }) => state)).toEqual(['closed'])
  },
)
