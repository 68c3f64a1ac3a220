import fs from 'node:fs'
import path from 'node:path'

/**
 * An empty folder for the command line that the first test file to need it builds (`tests/cli/built.ts`) and the others run;
 * it goes with the run. It lies under `out`, because the program finds the demo's footage from where it stands upwards.
 */
export default function commandLine(): () => void {
  const out = path.resolve(import.meta.dirname, '../../out')
  fs.mkdirSync(out, { recursive: true })
  const folder = fs.mkdtempSync(path.join(out, 'cli-test-'))
  // A test may run it as an ordinary person.
  fs.chmodSync(folder, 0o755)
  process.env['SORTIE_TEST_CLI'] = folder
  return () => {
    for (const made of [folder, `${folder}.making`, `${folder}.ended`])
      fs.rmSync(made, { recursive: true, force: true })
  }
}
