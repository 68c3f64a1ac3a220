import fs from 'node:fs'
import { mainJobSuite } from '../walk/mainJob.ts'
import { closeBrowser, openBrowserApp } from './harness.ts'

mainJobSuite('the browser', async () => {
  const app = await openBrowserApp()
  return {
    page: app.page,
    scratch: fs.mkdtempSync(`${app.home}/walk-`),
    async saved(act) {
      const download = app.page.waitForEvent('download')
      await act()
      return (await download).path()
    },
    async close() {
      await app.close()
      await closeBrowser()
    },
  }
})
