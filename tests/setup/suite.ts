import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/**
 * A folder for the keys of all stations that a run of the suite makes, whatever the environment of who runs it says. It
 * goes with the run.
 */
export default function suite(): () => void {
  const base = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-suite-'))
  process.env['SORTIE_TEST_KEYS'] = base
  return () => fs.rmSync(base, { recursive: true, force: true })
}
