/** Half of what is typed in small forms, in both languages: there again in another panel, room and page, gone once it is written. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { look } from '../walk/look.ts'
import { openDemo, openEnterprise, openFlight, openMission, openRoom } from '../walk/openings.ts'
import { sayWho } from '../walk/people.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(closeBrowser)

/** All files of a home that say something. */
function saying(folder: string, text: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => fs.statSync(path.join(folder, name)).isFile())
    .filter((name) => fs.readFileSync(path.join(folder, name)).includes(text))
}

describe.each(['zh-CN', 'en-GB'] as const)('half a small form, in %s', (locale) => {
  const isZh = locale === 'zh-CN'

  it('stands there again in another room and after a reload, and is gone once it is written', async () => {
    const opened = await openDemo(await openBrowserApp({ locale }))
    app = opened
    const { page, watched } = opened
    await page.setViewportSize({ width: 1366, height: 768 })
    await sayWho(page, '贺兰舟', 'supervisor')
    const id = (testId: string) => page.getByTestId(testId)
    const input = (testId: string) => id(testId).locator('input, textarea')
    // What was put away, by its key: whose drafts those are, another session is not told.
    const dropped = new Set<string>()
    page.on('request', (request) => {
      if (!request.url().endsWith('/call/draft.put')) return
      const { key, value } = request.postDataJSON() as { key: string; value: unknown }
      if (value === null) dropped.add(key)
    })
    const unfold = async (testId: string): Promise<void> => {
      const section = id(testId)
      await section.waitFor()
      if ((await section.getAttribute('open')) === null) await section.locator('summary').first().click()
    }
    const said = isZh ? '写了一半的理由' : 'Half a reason'
    const openFinding = async (): Promise<void> => {
      await openRoom(opened, 'findings')
      await id('finding-row').first().click()
      await id('transition-reason').waitFor()
    }

    await openFinding()
    await input('transition-reason').fill(said)
    await openFlight(opened)
    await unfold('flight-report')
    await id('report-bare').check()
    await input('report-reason').fill(said)
    await openMission(opened)
    await unfold('authorisation')
    await input('authorisation-number').fill(said)
    await openRoom(opened, 'settings')
    await unfold('workspace')
    await input('verify-head').fill(said)
    // What was typed last is kept, however fast one leaves.
    await watched.atRest()
    await page.reload()
    await id('room-settings').waitFor()

    await openRoom(opened, 'settings')
    await unfold('workspace')
    await expect.poll(() => input('verify-head').inputValue()).toBe(said)
    await openMission(opened)
    await unfold('authorisation')
    await expect.poll(() => input('authorisation-number').inputValue()).toBe(said)
    await look(opened, `half-authorisation-${locale}`)
    await openFlight(opened)
    await unfold('flight-report')
    await expect.poll(() => input('report-reason').inputValue()).toBe(said)
    expect(await id('report-bare').isChecked()).toBe(true)
    await openFinding()
    await expect.poll(() => input('transition-reason').inputValue()).toBe(said)
    await watched.atRest()
    await look(opened, `half-step-${locale}`)

    // Written: the next step of that finding begins with nothing.
    expect([...dropped].filter((key) => key.startsWith('step/'))).toEqual([])
    await id('transition').click()
    await expect.poll(() => [...dropped].join(' ')).toMatch(/step\//)
    await watched.atRest()
    expect(await input('transition-reason').inputValue()).toBe('')
  })

  it('of an order in the making is there whole, and put away with it', async () => {
    const opened = await openDemo(await openBrowserApp({ locale }))
    app = opened
    const { page } = opened
    await sayWho(page, '贺兰舟', 'supervisor')
    const id = (testId: string) => page.getByTestId(testId)
    const compose = async (): Promise<void> => {
      await openRoom(opened, 'campaigns')
      await id('tab-orders').click()
      await id('new-order').click()
      await id('order-composer').waitFor()
    }
    await compose()
    await id('order-count-by').selectOption('working')
    await openEnterprise(opened)
    await compose()
    expect(await id('order-count-by').inputValue()).toBe('working')
    await page.reload()
    await id('order-composer').waitFor()
    await expect.poll(() => id('order-count-by').inputValue()).toBe('working')
    await look(opened, `half-order-${locale}`)
    await page.getByRole('button', { name: /^(放弃|Discard)$/ }).click()
    await compose()
    expect(await id('order-count-by').inputValue()).toBe('natural')
  })
})

it('a passphrase is kept nowhere, though all about it is', async () => {
  const opened = await openBrowserApp()
  app = opened
  const { page, home, watched } = opened
  const id = (testId: string) => page.getByTestId(testId)
  const fill = (testId: string, text: string) => id(testId).locator('input').fill(text)
  const unfold = async (testId: string): Promise<void> => {
    await id('room-settings').click()
    const section = id(testId)
    if ((await section.getAttribute('open')) === null) await section.locator('summary').first().click()
  }
  await id('first-person-open').click()
  await fill('first-person-name', '贺兰舟')
  await id('first-person-done').click()
  await expect.poll(() => id('who-acts').textContent()).toContain('贺兰舟')
  await unfold('own-passphrase')
  await fill('passphrase-new', '北风吹雁南归 7')
  await fill('passphrase-again', '北风吹雁南归 7')
  await id('passphrase-set').click()
  await id('notice-good').first().waitFor()
  await fill('passphrase-old', '北风吹雁南归 7')
  await fill('passphrase-new', '秋水共长天一色 5')
  await fill('passphrase-again', '秋水共长天一色 5')
  await unfold('people')
  await id('person-add').click()
  await fill('person-new-name', '写了一半的人')
  await fill('person-new-passphrase', '只看不写只读 9')
  await watched.atRest()
  await page.reload()
  await unfold('people')
  await id('person-add').click()
  await expect.poll(() => id('person-new-name').locator('input').inputValue()).toBe('写了一半的人')
  expect(await id('person-new-passphrase').locator('input').inputValue()).toBe('')
  await unfold('own-passphrase')
  for (const field of ['old', 'new', 'again'])
    expect(await id(`passphrase-${field}`).locator('input').inputValue()).toBe('')
  expect(saying(home, '写了一半的人').length).toBeGreaterThan(0)
  for (const secret of ['北风吹雁南归 7', '秋水共长天一色 5', '只看不写只读 9'])
    expect(saying(home, secret)).toEqual([])
  const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage].map(Object.entries)))
  expect(stored).not.toMatch(/北风|秋水|只看/)
})
