/** The main job by keyboard alone, on a small laptop without a pointer. */
import fs from 'node:fs'
import { byKeyboard } from '../walk/byKeyboard.ts'
import { look } from '../walk/look.ts'
import { mainJobSuite } from '../walk/mainJob.ts'
import { closeBrowser, openBrowserApp } from './harness.ts'

mainJobSuite('the browser by keyboard at 1280 × 720', async () => {
  const app = await openBrowserApp()
  const { page } = app
  await page.setViewportSize({ width: 1280, height: 720 })
  const giveBack = byKeyboard(page, (thing) => app.watched.atRest(thing))
  return {
    page,
    scratch: fs.mkdtempSync(`${app.home}/walk-`),
    async saved(act) {
      const download = page.waitForEvent('download')
      await act()
      await look(app, 'keyboard-exported')
      return (await download).path()
    },
    async close() {
      giveBack()
      await look(app, 'keyboard-finding')
      await app.close()
      await closeBrowser()
    },
  }
})
