/** More of everything than the map draws and a list of choices holds. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { confirmedFinding } from '../builders/orders.ts'
import { called } from '../builders/services.ts'
import { fillDistrict } from '../bench/district.ts'
import { openRoom } from '../walk/openings.ts'
import { sayWho } from '../walk/people.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp
let dir: string
const id = (name: string): Locator => app.page.getByTestId(name)

beforeAll(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-many-'))
  fillDistrict(path.join(dir, 'w'), {
    enterprises: 40,
    sites: 110,
    missions: 30,
    flights: 160,
    footage: 170,
    findings: 210,
  })
  app = await openBrowserApp({ locale: 'zh-CN', workspaceDir: path.join(dir, 'w') })
  await id('enterprise-row').first().waitFor()
})

afterAll(async () => {
  await app.close()
  await closeBrowser()
  fs.rmSync(dir, { recursive: true, force: true })
})

describe('a view with more than is drawn', () => {
  const said = (): Promise<string | null> => id('more-than-drawn').textContent()

  it('says of which kinds, and how many are drawn', async () => {
    await openRoom(app, 'enterprises')
    await expect
      .poll(said)
      .toBe('此处内容较多，地图上只画出：100 个厂区的边界、最新 200 条隐患。放大可看到其余。')
    await openRoom(app, 'flights')
    await expect
      .poll(said)
      .toBe(
        '此处内容较多，地图上只画出：100 个厂区的边界、最新 200 条隐患、最近 150 条航迹、最近入库的 150 个照片和视频。放大可看到其余。',
      )
  })

  it('says nothing any more once all of a place is drawn', async () => {
    await openRoom(app, 'enterprises')
    await id('enterprise-row').first().click()
    await id('dossier-sites').getByRole('button').first().click()
    await id('site').waitFor()
    await id('more-than-drawn').waitFor({ state: 'detached' })
  })
})

describe('one of very many', () => {
  it('is found by a part of its name', async () => {
    await openRoom(app, 'missions')
    await id('new-mission-button').click()
    await id('mission-site').click()
    await expect.poll(() => id('choice').count()).toBe(8)
    await expect.poll(() => app.page.getByText('另有 102 个').count()).toBe(1)
    await id('mission-site').fill('区10')
    await expect
      .poll(() => id('choice').allTextContents())
      .toEqual(['厂区10', ...Array.from({ length: 7 }, (_, n) => `厂区10${n}`)])
    await id('choice').nth(3).click()
    await expect.poll(() => id('mission-site').inputValue()).toBe('厂区102')
    expect(await id('choice').count()).toBe(0)
    await id('make-waypoints').click()
    await id('mission').waitFor()
    const { rows } = await called(app.host, 'mission.list', { siteId: null, text: '厂区102' })
    expect(rows.map(({ siteName }) => siteName?.zh)).toEqual(['厂区102'])
  })

  it('is left as it was with Escape, and where nothing is found', async () => {
    await openRoom(app, 'findings')
    const field = id('filter-enterprise')
    await field.click()
    await field.fill('没有这样的')
    await expect.poll(() => id('choice').count()).toBe(0)
    await app.page.keyboard.press('Enter')
    await app.page.keyboard.press('Escape')
    await expect.poll(() => field.inputValue()).toBe('全部企业')
    await field.click()
    await field.fill('化工')
    await app.page.keyboard.press('Enter')
    await expect.poll(() => field.inputValue()).toContain('化工')
    await expect.poll(() => id('finding-row').first().textContent()).toContain('化工')
  })
})

describe('a list from which something is chosen', () => {
  it('is whole: an order is offered every confirmed finding of the enterprise', async () => {
    const { rows } = await called(app.host, 'enterprise.list', { text: '', limit: 1 })
    const enterpriseId = rows[0]?.id ?? ''
    await called(app.host, 'actor.set', { name: '贺兰舟', role: 'supervisor' })
    await sayWho(app.page, '贺兰舟', 'supervisor')
    // More than the services give at a time.
    for (let n = 0; n < 105; n++) await confirmedFinding(app.host, enterpriseId, `缺口${n}`)
    await openRoom(app, 'campaigns')
    await id('tab-orders').click()
    await id('new-order').click()
    await id('order-enterprise').click()
    await id('order-enterprise').fill(rows[0]?.name.zh ?? '')
    await app.page.keyboard.press('Enter')
    const { total } = await called(app.host, 'finding.list', {
      enterpriseId,
      states: ['confirmed'],
      level: null,
      overdueOnly: false,
      text: '',
      limit: 1,
    })
    expect(total).toBeGreaterThanOrEqual(105)
    await expect.poll(() => id('order-item').count()).toBe(total)
  })
})
