import fs from 'node:fs'
import { vi } from 'vitest'
import { WAIT_MS } from '../limits.ts'

/** What stands in the file that says how the making ended, where it ended well. */
const MADE = 'made'

/**
 * Has something made once in a run of the suite, by whoever is first, while the other test files wait. `at` is where it is to
 * lie; beside that, two files of its name say that it is being made and how that ended.
 * @throws where it cannot be made, in every test file that needs it.
 */
export async function oncePerRun(at: string, make: () => Promise<void>): Promise<void> {
  const ended = `${at}.ended`
  if (isFirst(`${at}.making`)) {
    try {
      await make()
      fs.writeFileSync(ended, MADE)
    } catch (cause) {
      fs.writeFileSync(ended, String(cause))
      throw cause
    }
  }
  const said = await vi.waitFor(
    () => {
      const text = fs.readFileSync(ended, 'utf8')
      if (text === '') throw new Error('it is being written')
      return text
    },
    { timeout: WAIT_MS, interval: 50 },
  )
  if (said !== MADE) throw new Error(`${at} was not made: ${said}`)
}

/** Whether a file did not exist until now. */
function isFirst(file: string): boolean {
  try {
    fs.closeSync(fs.openSync(file, 'wx'))
    return true
  } catch {
    return false
  }
}
