import fs from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { twoLaptopsSuite } from '../walk/twoLaptops.ts'
import { openDesktop } from './harness.ts'

twoLaptopsSuite('desktop', async (nth) => {
  const keys = fs.mkdtempSync(path.join(process.env['SORTIE_KEYS'] ?? '', `laptop-${nth}-`))
  const desktop = await openDesktop({ env: { SORTIE_KEYS: keys } })
  let files = 0
  return {
    page: desktop.page,
    call: (name, input) => desktop.call(name, input),
    async saved(act) {
      await act()
      const whole = () => fs.readdirSync(desktop.downloads).filter((name) => !name.endsWith('.crdownload'))
      await expect.poll(whole).toHaveLength(1)
      const name = whole()[0] ?? ''
      const at = path.join(desktop.downloads, name)
      // The name is there before the bytes are: done when it has some, and no more come.
      let size = -1
      await expect
        .poll(() => {
          const before = size
          size = fs.statSync(at).size
          return size > 0 && size === before
        })
        .toBe(true)
      const file = path.join(desktop.home, `${files++}-${name}`)
      fs.renameSync(at, file)
      return file
    },
    close: () => desktop.close(),
  }
})
