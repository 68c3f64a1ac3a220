import path from 'node:path'
import { build, type InlineConfig } from 'vite'
import { nodeBuild } from '../../scripts/vite.mjs'
import { oncePerRun } from '../builders/oncePerRun.ts'

const root = path.resolve(import.meta.dirname, '../..')

/**
 * The folder of the command line as it is shipped (`cli.mjs`): built once a run, by whoever is first, while the others wait.
 * @throws where it cannot be built, in every test file that needs it.
 */
export async function builtCommandLine(): Promise<string> {
  const folder = process.env['SORTIE_TEST_CLI']
  if (!folder)
    throw new Error('tests/setup/commandLine.ts is not among the global setups of this configuration')
  await oncePerRun(folder, () => buildInto(folder))
  return folder
}

async function buildInto(outDir: string): Promise<void> {
  const shipped = nodeBuild(root) as InlineConfig
  const input = {
    cli: path.join(root, 'src/cli/sortie.ts'),
    thread: path.join(root, 'src/services/reading/threads/thread.ts'),
  }
  await build({
    ...shipped,
    build: { ...shipped.build, outDir, rolldownOptions: { ...shipped.build?.rolldownOptions, input } },
  })
}
