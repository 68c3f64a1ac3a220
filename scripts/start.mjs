/** `npm start [-- --workspace DIR]`: the desktop window; without Electron, the same in the default browser. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { electronOrNull } from './electron.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const args = process.argv.slice(2)

/** Runs a program to its end; answers its exit code. Ctrl-C and a termination pass through. */
function run(program, programArgs, env = process.env) {
  return new Promise((resolve) => {
    const child = spawn(program, programArgs, { stdio: 'inherit', env })
    const pass = (signal) => child.kill(signal)
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, pass)
    child.on('error', () => resolve(127))
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}

const inBrowser = () => run(process.execPath, [path.join(root, 'out/node/cli.mjs'), 'serve', ...args])

const program = await electronOrNull(root)
const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
if (!program) {
  process.stderr.write(
    'Electron could not be fetched (set ELECTRON_MIRROR to a mirror within reach for the desktop window): opening Sortie in the browser\n',
  )
  process.exit(await inBrowser())
}
if (!hasDisplay) {
  process.stderr.write('There is no display for the desktop window: opening Sortie in the browser\n')
  process.exit(await inBrowser())
}
const env = { ...process.env }
delete env.ELECTRON_RUN_AS_NODE
// Without a UTF-8 locale Chromium loses Chinese file names.
if (process.platform === 'linux' && !/utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || ''))
  env.LC_ALL = 'C.UTF-8'
const code = await run(program, [root, ...args], env)
if (code !== 127) process.exit(code)
process.stderr.write(
  'Electron cannot start here (a system library is missing): opening Sortie in the browser\n',
)
process.exit(await inBrowser())
