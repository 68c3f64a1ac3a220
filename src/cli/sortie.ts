#!/usr/bin/env node
/**
 * Entry of the command line: looks at the Node that runs it, and has it keep what it compiles, before anything else is
 * loaded.
 */
import module from 'node:module'
import os from 'node:os'
import path from 'node:path'

const NODE_MAJOR = 24

/**
 * Where compiled code is kept from one run to the next: a folder of the user's own, since whoever may write there may say
 * what runs. `NODE_COMPILE_CACHE` names another one.
 */
function cacheFolder(env: NodeJS.ProcessEnv): string {
  if (env['NODE_COMPILE_CACHE']) return env['NODE_COMPILE_CACHE']
  const caches =
    process.platform === 'win32'
      ? (env['LOCALAPPDATA'] ?? path.join(os.homedir(), 'AppData', 'Local'))
      : process.platform === 'darwin'
        ? path.join(os.homedir(), 'Library', 'Caches')
        : (env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache'))
  return path.join(caches, 'sortie', 'compiled')
}

if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR) {
  process.stderr.write(
    `Sortie needs Node ${NODE_MAJOR} or newer, this is ${process.version} · 需要 Node ${NODE_MAJOR} 以上，当前为 ${process.version}\n`,
  )
  process.exitCode = 2
} else {
  // Where it cannot be kept (a read-only home), everything runs as well without.
  module.enableCompileCache(cacheFolder(process.env))
  await import('./main.ts')
}
