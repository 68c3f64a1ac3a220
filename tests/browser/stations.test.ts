import fs from 'node:fs'
import path from 'node:path'
import { afterAll } from 'vitest'
import { called } from '../builders/services.ts'
import { twoLaptopsSuite } from '../walk/twoLaptops.ts'
import { closeBrowser, openBrowserApp } from './harness.ts'

afterAll(closeBrowser)

twoLaptopsSuite('http', async (nth, language) => {
  const keys = fs.mkdtempSync(path.join(process.env['SORTIE_KEYS'] ?? '', `laptop-${nth}-`))
  const app = await openBrowserApp({ locale: language === 'zh' ? 'zh-CN' : 'en-GB', keysDir: keys })
  let files = 0
  return {
    page: app.page,
    call: (name, input) => called(app.host, name, input),
    async saved(act) {
      const download = app.page.waitForEvent('download')
      await act()
      const file = path.join(app.home, `${files++}-${(await download).suggestedFilename()}`)
      await (await download).saveAs(file)
      return file
    },
    close: () => app.close(),
  }
})
