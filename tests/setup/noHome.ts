import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/**
 * The system's place for a program's data is a folder of the suite, in which nothing may appear: a test, or a program that
 * it starts, that was not told where its workspaces and keys are to be would have written to somebody's home.
 * @throws at the end of the run, where something did appear.
 */
export default function noHome(): () => void {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-no-home-'))
  process.env['XDG_DATA_HOME'] = data
  return () => {
    const found = fs.readdirSync(data, { recursive: true })
    fs.rmSync(data, { recursive: true, force: true })
    if (found.length > 0) throw new Error(`the suite wrote to a home: ${found.slice(0, 5).join(', ')}`)
  }
}
