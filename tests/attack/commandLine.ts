import fs from 'node:fs'
import path from 'node:path'

const BUILT = path.resolve(import.meta.dirname, '../../out/node/cli.mjs')

/**
 * Where the built command line stands.
 * @throws where nothing is built: what is killed and started again for as long as it has not ended would never end.
 */
export function commandLine(): string {
  if (!fs.existsSync(BUILT)) throw new Error(`${BUILT} is missing: npm run build`)
  return BUILT
}
