import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The folder of the built window, looked for from this program upward (`out/node`, `out/node/chunks` or the sources).
 *
 * @throws when the window has not been built.
 */
export function builtRenderer(): string {
  const here = path.dirname(fileURLToPath(import.meta.url))
  for (const folder of ['../renderer', '../../renderer', '../../out/renderer']) {
    const candidate = path.resolve(here, folder)
    // The sources have a folder of the same name: only a build has assets.
    if (fs.existsSync(path.join(candidate, 'index.html')) && fs.existsSync(path.join(candidate, 'assets')))
      return candidate
  }
  throw new Error('the window has not been built: run npm run build')
}
