import fs from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { look } from '../walk/look.ts'
import { mainJobSuite } from '../walk/mainJob.ts'
import { openDesktop } from './harness.ts'

mainJobSuite('the desktop window', async () => {
  const desktop = await openDesktop()
  return {
    page: desktop.page,
    scratch: fs.mkdtempSync(`${desktop.home}/walk-`),
    async saved(act) {
      const before = new Set(fs.readdirSync(desktop.downloads))
      await act()
      const added = () =>
        fs.readdirSync(desktop.downloads).filter((name) => !before.has(name) && name.endsWith('.plan'))
      await expect.poll(added).toHaveLength(1)
      // The name is there before the bytes are: done when it has some, and no more come.
      let size = -1
      await expect
        .poll(() => {
          const before = size
          size = fs.statSync(path.join(desktop.downloads, added()[0] ?? '')).size
          return size > 0 && size === before
        })
        .toBe(true)
      return path.join(desktop.downloads, added()[0] ?? '')
    },
    async close() {
      await look(desktop, 'main-job')
      await desktop.close()
    },
  }
})
