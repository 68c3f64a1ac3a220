import { afterAll, beforeAll, expect, it } from 'vitest'
import { called } from '../builders/services.ts'
import { openDemo, openRoom } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp

beforeAll(async () => {
  app = await openBrowserApp()
  await openDemo(app)
})
afterAll(async () => {
  await app.close()
  await closeBrowser()
})

/** Who sits at the window: in the demo one press. */
const become = async (name: string): Promise<void> => {
  await app.page.getByTestId('who-acts').click()
  await app.page.getByTestId(`press-${name}`).click()
  await expect.poll(() => app.page.getByTestId('who-acts').textContent()).toContain(name)
}

const openBoard = async (): Promise<void> => {
  await openRoom(app, 'campaigns')
  await app.page.getByTestId('campaign-row').first().click()
  await app.page.getByTestId('board-row').first().waitFor()
}

it('goes over the board by keys, from an enterprise through its rounds into a visit', async () => {
  await become('顾砚之')
  await openBoard()
  const { page } = app
  expect(await page.getByTestId('board-row').count()).toBe(7)
  await page.getByTestId('board-grid').focus()
  const at = () => page.getByTestId('board-grid').getAttribute('aria-activedescendant')
  for (const [key, where] of [
    ['ArrowRight', 'board-0-1'],
    ['ArrowDown', 'board-1-1'],
    ['End', 'board-1-4'],
    ['Home', 'board-1-0'],
    ['ArrowUp', 'board-0-0'],
    ['ArrowUp', 'board-0-0'],
    ['ArrowRight', 'board-0-1'],
    ['ArrowRight', 'board-0-2'],
  ] as const) {
    await page.keyboard.press(key)
    await expect.poll(at).toBe(where)
  }
  // What a cell shows by shapes and numbers, it says in words.
  expect(await page.locator('#board-0-2').getAttribute('aria-label')).toContain('空中 已完成 已批准')
  await page.keyboard.press('Enter')
  await page.getByTestId('item-stock').waitFor()
  await expect.poll(() => page.getByTestId('stock-III-5-difference').textContent()).toContain('-1.3')
})

it('fills in a visit beside what was found the last time, which is kept only once it is confirmed', async () => {
  const { page, host } = app
  await openBoard()
  await page.getByTestId('board-row').nth(1).getByTestId('board-cell').nth(3).click()
  await page.getByTestId('last-licence').waitFor()
  const planned = async () => {
    // The earliest that is planned of the second enterprise: what the cell leads to.
    const { rows } = await called(host, 'visit.list', {
      enterpriseId: '018f0000-0000-7000-8000-0000000e0002',
    })
    const row = rows.filter(({ toMs }) => toMs === null).at(-1)
    return called(host, 'visit.get', { id: row?.id ?? '' })
  }
  await expect.poll(() => page.getByTestId('last-licence').textContent()).toContain('合格')
  expect((await planned()).doc.items).toEqual([])
  await page.getByTestId('same-licence').click()
  await expect.poll(async () => (await planned()).doc.items.map(({ id }) => id)).toEqual(['licence'])
  await page.getByTestId('ledger-unfit').click()
  await expect
    .poll(async () => (await planned()).doc.items.map(({ answer }) => answer?.verdict))
    .toEqual(['fit', 'unfit'])
  // 0.3 less 0.1 is 0.2, whatever binary fractions say.
  for (const [which, amount] of [
    ['book', '0.1'],
    ['counted', '0.3'],
  ] as const) {
    await page.getByTestId(`stock-III-6-${which}`).locator('input').fill(amount)
    await page.keyboard.press('Enter')
    await expect
      .poll(async () => JSON.stringify((await planned()).doc.items.find(({ id }) => id === 'stock')?.answer))
      .toContain(`"${which}":${amount}`)
  }
  await expect.poll(() => page.getByTestId('stock-III-6-difference').textContent()).toContain('+0.2')
  // Nobody approved it yet; with one officer it cannot be over.
  await expect.poll(() => page.getByTestId('visit').textContent()).toContain('未批准')
  await page.getByTestId('end-visit').click()
  await expect.poll(() => page.locator('body').textContent()).toContain('两名以上执法人员')
})

it('lets the supervisor approve the round, and one press make near visits one', async () => {
  const { page, host } = app
  await become('贺兰舟')
  await openBoard()
  await page.getByTestId('merge-proposal').getByRole('button').click()
  await page.getByTestId('merge-proposal').waitFor({ state: 'detached' })
  await page.getByTestId('round-4').locator('summary').click()
  await page.getByTestId('approve-round-4-no').locator('input').fill('禁检批〔2026〕4号')
  await page.getByTestId('approve-round-4').click()
  await expect
    .poll(async () => {
      const { rows } = await called(host, 'campaign.list', {})
      const { doc } = await called(host, 'campaign.get', { id: rows[0]?.id ?? '' })
      return doc.rounds.map(({ approval }) => approval?.no)
    })
    .toEqual(['禁检批〔2026〕1号', '禁检批〔2026〕2号', '禁检批〔2026〕3号', '禁检批〔2026〕4号'])
})
