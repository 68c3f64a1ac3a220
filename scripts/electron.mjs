/** Finds Electron's program, or fetches it within bounds. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const PROGRAM = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
  linux: 'electron',
}[process.platform]

const isFile = (file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false

/** Electron's program if it is at hand: named by the environment, or fetched before; else null. */
export function electronAtHand(root, env = process.env) {
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH
  const named = folder ? path.join(folder, PROGRAM) : env.ELECTRON_PATH
  if (named) return isFile(named) ? named : null
  const fetched = path.join(root, 'node_modules/electron/dist', PROGRAM)
  return isFile(fetched) && isFile(path.join(root, 'node_modules/electron/path.txt')) ? fetched : null
}

/** Whether the place that Electron is fetched from answers at all within `ms`. */
async function isReachable(env, ms) {
  if (env.HTTPS_PROXY || env.https_proxy || env.ELECTRON_GET_USE_PROXY) return true
  const mirror = env.ELECTRON_MIRROR ?? env.npm_config_electron_mirror ?? 'https://github.com/'
  try {
    await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(ms) })
    return true
  } catch {
    return false
  }
}

/**
 * Electron's program, fetched by the package's own installer if need be: at most ten minutes where its source
 * answers, twenty seconds (enough for its cache) where it does not. Null when it cannot be had.
 */
export async function electronOrNull(root, env = process.env) {
  const atHand = electronAtHand(root, env)
  if (atHand || env.ELECTRON_OVERRIDE_DIST_PATH || env.ELECTRON_PATH || env.ELECTRON_SKIP_BINARY_DOWNLOAD)
    return atHand
  const timeout = (await isReachable(env, 8000)) ? 600_000 : 20_000
  process.stderr.write('Fetching Electron …\n')
  spawnSync(process.execPath, [path.join(root, 'node_modules/electron/install.js')], {
    cwd: root,
    env,
    timeout,
    killSignal: 'SIGKILL',
    stdio: 'ignore',
  })
  return electronAtHand(root, env)
}
