/** The main job by fingers alone, on a small laptop with a touch screen. */
import fs from 'node:fs'
import type { Locator } from 'playwright-core'
import { look } from '../walk/look.ts'
import { mainJobSuite } from '../walk/mainJob.ts'
import { closeBrowser, openBrowserApp } from './harness.ts'

mainJobSuite('the browser by touch at 1280 × 720', async () => {
  const app = await openBrowserApp({ hasTouch: true })
  await app.page.setViewportSize({ width: 1280, height: 720 })
  // Every press of the walk is a finger's: there is no pointer.
  const { page } = app
  const locators = Object.getPrototypeOf(page.locator('body')) as Locator
  const byPointer = locators.click
  locators.click = function tapped(this: Locator, options) {
    return this.tap(options)
  }
  page.mouse.click = (x, y) => page.touchscreen.tap(x, y)
  for (const move of ['move', 'down', 'up', 'wheel', 'dblclick'] as const)
    page.mouse[move] = () => Promise.reject(new Error(`a finger does not ${move}`))
  return {
    page,
    scratch: fs.mkdtempSync(`${app.home}/walk-`),
    async saved(act) {
      const download = page.waitForEvent('download')
      await act()
      await look(app, 'touch-exported')
      return (await download).path()
    },
    async close() {
      locators.click = byPointer
      await look(app, 'touch-finding')
      await app.close()
      await closeBrowser()
    },
  }
})
