import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { look } from '../walk/look.ts'
import { openDemo, openMissionFile, openRoom, rowCount } from '../walk/openings.ts'
import { type BrowserApp, closeBrowser, openBrowserApp } from './harness.ts'

let app: BrowserApp

beforeAll(async () => {
  app = await openDemo(await openBrowserApp({ locale: 'zh-CN' }))
})

afterAll(async () => {
  await app.close()
  await closeBrowser()
})

const list = (first: string, second: string) =>
  `QGC WPL 110\n0\t1\t0\t16\t0\t0\t0\t0\t${first}\t${second}\t1605\t1\n1\t0\t3\t16\t0\t0\t0\t0\t${first}1\t${second}1\t60\t1\n`

describe('a file with latitude and longitude exchanged', () => {
  test('is asked about before anything is made of it, and brought in the right way round', async () => {
    const { page } = app
    await openRoom(app, 'missions')
    const before = await rowCount(app, 'mission-row')
    await openMissionFile(app, '巡查.waypoints', list('109.971', '41.771'))
    await page.getByTestId('swap-question').waitFor()
    await page.getByTestId('swap-question').scrollIntoViewIfNeeded()
    await look(app, 'swap-zh')
    await page.getByTestId('swap-exchange').click()
    await page.getByTestId('mission').waitFor()
    await expect.poll(() => rowCount(app, 'mission-row')).toBe(before + 1)
    await expect.poll(() => page.getByTestId('mission').innerText()).toContain('巡查')
  })
})
