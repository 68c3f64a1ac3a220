import fs from 'node:fs'
import path from 'node:path'
import { inSession } from '../../src/contract/index.ts'
import { createServices } from '../../src/services/index.ts'
import { oncePerRun } from './oncePerRun.ts'

const assetsDir = path.resolve(import.meta.dirname, '../../missions')

/**
 * Puts the demo into a home, so that it is opened and not filled: filled once in a run of the suite, by the services
 * themselves, and copied from there with the key of its station. `keysDir` is where the home's keys lie.
 */
export async function readyDemo(home: string, keysDir = process.env['SORTIE_KEYS']): Promise<void> {
  const base = process.env['SORTIE_TEST_DEMO']
  if (!base || !keysDir)
    throw new Error('tests/setup/suite.ts is not among the global setups of this configuration')
  const keys = path.join(base, 'keys')
  await oncePerRun(path.join(base, 'demo'), async () => {
    const services = inSession(createServices({ home: base, keysDir: keys, assetsDir }))
    const answer = await services.call('workspace.openDemo', {})
    await services.close()
    if (!answer.ok) throw new Error(`${answer.code} ${JSON.stringify(answer.params)}`)
  })
  fs.cpSync(path.join(base, 'demo'), path.join(home, 'demo'), { recursive: true, preserveTimestamps: true })
  fs.cpSync(keys, keysDir, { recursive: true })
}
