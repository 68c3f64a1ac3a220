import fs from 'node:fs'
import path from 'node:path'
import { build, type InlineConfig } from 'vite'
import { vi } from 'vitest'
import { nodeBuild } from '../../scripts/vite.mjs'
import { WAIT_MS } from '../limits.ts'

/** What stands in the file that says how the build ended, where it ended well. */
const BUILT = 'built'
const root = path.resolve(import.meta.dirname, '../..')

/**
 * The folder of the command line as it is shipped (`cli.mjs`): built once a run, by whoever is first, while the others wait.
 * @throws where it cannot be built, in every test file that needs it.
 */
export async function builtCommandLine(): Promise<string> {
  const folder = process.env['SORTIE_TEST_CLI']
  if (!folder)
    throw new Error('tests/setup/commandLine.ts is not among the global setups of this configuration')
  // Beside the folder: a build empties the one that it writes.
  const at = (name: string): string => `${folder}.${name}`
  if (isFirst(at('building'))) {
    try {
      await buildInto(folder)
      fs.writeFileSync(at('ended'), BUILT)
    } catch (cause) {
      fs.writeFileSync(at('ended'), String(cause))
      throw cause
    }
  }
  const ended = await vi.waitFor(
    () => {
      const said = fs.readFileSync(at('ended'), 'utf8')
      if (said === '') throw new Error('it is being written')
      return said
    },
    { timeout: WAIT_MS, interval: 50 },
  )
  if (ended !== BUILT) throw new Error(`the command line was not built: ${ended}`)
  return folder
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

async function buildInto(outDir: string): Promise<void> {
  const shipped = nodeBuild(root) as InlineConfig
  const input = {
    cli: path.join(root, 'src/cli/main.ts'),
    thread: path.join(root, 'src/services/reading/threads/thread.ts'),
  }
  await build({
    ...shipped,
    build: { ...shipped.build, outDir, rolldownOptions: { ...shipped.build?.rolldownOptions, input } },
  })
}
