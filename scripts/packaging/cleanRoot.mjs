/**
 * `npm run package:try [-- FILE.deb] [--keep]`: the .deb as somebody gets it. A root with nothing in it is made beside this
 * system (debootstrap, from the mirror that this machine's own apt is set to), the package is installed there by apt, used
 * by an ordinary user from the command line and by its window, put over an older version and an older workspace, and
 * removed. Needs root and a network with Debian's packages: it is no step of CI. What was seen is printed as JSON; pictures
 * go to OUT_DIR.
 */
import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const USER = 'wang'
const HOME = `/home/${USER}`
const WORKSPACE = `${HOME}/空巡 工作区`
/** What the walk itself needs beside the package: a display. */
const FOR_THE_WALK = ['xvfb', 'xauth']
const LONG_MS = 10 * 60_000
/** Before the version that is tried, by dpkg's order. */
const OLDER = '0.0.1'

const say = (line) => process.stderr.write(`package:try: ${line}\n`)
const run = (program, args, options = {}) =>
  execFileSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  })

/** The mirror, suite and key of this machine's apt: of `debian.sources`, else of `sources.list`. */
export function aptSettings(texts) {
  for (const text of texts) {
    const field = (name) => new RegExp(`^${name}:[ \\t]*(\\S+)`, 'm').exec(text)?.[1]
    const uri = field('URIs')
    const suite = field('Suites')
    if (uri && suite && (field('Types') ?? 'deb') === 'deb' && /debian\/?$/.test(uri)) return { uri, suite }
    const line = /^deb(?:\s+\[[^\]]*\])?\s+(\S+debian\/?)\s+(\S+)/m.exec(text)
    if (line) return { uri: line[1], suite: line[2] }
  }
  return null
}

const textsOfApt = () => {
  const folder = '/etc/apt/sources.list.d'
  const files = ['/etc/apt/sources.list', ...fs.readdirSync(folder).map((name) => path.join(folder, name))]
  return files.filter((file) => fs.existsSync(file)).map((file) => fs.readFileSync(file, 'utf8'))
}

/** Every file below a folder with its hash, mode and owner, as one text. */
function printOf(folder) {
  const lines = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => {
      const { mode, uid } = fs.statSync(file)
      const sha256 = createHash('sha256').update(fs.readFileSync(file)).digest('hex')
      return `${sha256} ${mode.toString(8)} ${uid} ${path.relative(folder, file)}`
    })
  return { files: lines.length, hash: createHash('sha256').update(lines.join('\n')).digest('hex') }
}

/** A root of its own: commands in it, and its end. */
function cleanRoot({ uri, suite }) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-root-'))
  // Everybody walks through a root.
  fs.chmodSync(dir, 0o755)
  say(`debootstrap of ${suite} into ${dir}`)
  run('debootstrap', ['--variant=minbase', suite, dir, uri], { timeout: LONG_MS })
  const mounts = ['proc', 'sys', 'dev', 'dev/pts', 'dev/shm'].map((name) => path.join(dir, name))
  const types = ['proc', 'sysfs', 'devtmpfs', 'devpts', 'tmpfs']
  mounts.forEach((at, i) => {
    fs.mkdirSync(at, { recursive: true })
    // /dev is this machine's own devices: bound, so that the root has no others.
    if (i === 2) run('mount', ['--bind', '/dev', at])
    else if (i === 3) run('mount', ['--bind', '/dev/pts', at])
    else run('mount', ['-t', types[i], types[i], at])
  })
  for (const file of ['/etc/resolv.conf', '/etc/hosts']) fs.copyFileSync(file, path.join(dir, file))
  for (const conf of fs.readdirSync('/etc/apt/apt.conf.d').filter((name) => /prox/i.test(name)))
    fs.copyFileSync(path.join('/etc/apt/apt.conf.d', conf), path.join(dir, 'etc/apt/apt.conf.d', conf))
  const env = {
    ...process.env,
    LC_ALL: 'C.UTF-8',
    DEBIAN_FRONTEND: 'noninteractive',
    HOME: '/root',
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  }
  for (const name of Object.keys(env)) if (/^(SORTIE_|NODE_|ELECTRON_|npm_)/.test(name)) delete env[name]
  const asUser = (...args) => [
    '--userspec',
    `${USER}:${USER}`,
    dir,
    'env',
    `HOME=${HOME}`,
    'sh',
    '-c',
    `cd ${HOME} && exec "$@"`,
    'sh',
    ...args,
  ]
  return {
    dir,
    at: (...parts) => path.join(dir, ...parts),
    root: (...args) => run('chroot', [dir, ...args], { env, timeout: LONG_MS }),
    user: (...args) => run('chroot', asUser(...args), { env, timeout: LONG_MS }),
    start: (...args) =>
      spawn('chroot', asUser(...args), { env, stdio: ['ignore', 'ignore', 'pipe'], detached: true }),
    remove() {
      for (const at of [...mounts].reverse()) run('umount', ['-l', at])
      // A bind that did not go would take this machine's devices along.
      if (run('sh', ['-c', `grep -c " ${dir}" /proc/mounts || true`]).trim() !== '0')
        return say(`${dir} is still mounted: left`)
      fs.rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** The same package under a lower version, as one that was installed before. */
function olderThan(deb, scratch) {
  const folder = path.join(scratch, 'older')
  run('dpkg-deb', ['--raw-extract', deb, folder])
  const control = path.join(folder, 'DEBIAN/control')
  fs.writeFileSync(control, fs.readFileSync(control, 'utf8').replace(/^Version: .*$/m, `Version: ${OLDER}`))
  const file = path.join(scratch, 'older.deb')
  run('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', folder, file])
  fs.rmSync(folder, { recursive: true })
  return file
}

/** Starts the window on a display of its own, looks at it, opens the demo, and has it end by itself when asked to. */
async function walkWindow(place, seen) {
  const startedMs = Date.now()
  const program = place.start(
    'xvfb-run',
    '-a',
    '-s',
    '-screen 0 1366x768x24',
    'sortie-desktop',
    '--remote-debugging-port=0',
    '--lang=zh-CN',
  )
  let said = ''
  program.stderr.on('data', (chunk) => {
    said += chunk.toString()
  })
  const until = async (what, find) => {
    for (const endMs = Date.now() + LONG_MS; Date.now() < endMs; ) {
      const found = await find()
      if (found) return found
      if (program.exitCode !== null) break
      await new Promise((done) => setTimeout(done, 100))
    }
    throw new Error(`${what}: ${said.slice(-2000)}`)
  }
  const address = await until('no window', () => /DevTools listening on (ws:\S+)/.exec(said)?.[1])
  const browser = await chromium.connectOverCDP(address)
  const page = await until('no page', () => browser.contexts()[0]?.pages()[0])
  page.setDefaultTimeout(LONG_MS)
  await page.getByTestId('first-start').waitFor()
  seen.windowMs = Date.now() - startedMs
  const picture = async (name) => {
    if (!process.env.OUT_DIR) return
    await page.screenshot({ path: path.join(process.env.OUT_DIR, `${name}.png`) })
  }
  await picture('installed-first-start')
  await page.getByTestId('open-demo').click()
  await page.getByTestId('enterprise-row').first().waitFor()
  await page.getByTestId('room-missions').click()
  await page.getByTestId('mission-row').first().click()
  await page.getByTestId('verdict').waitFor()
  await picture('installed-mission')
  seen.missions = await page.getByTestId('mission-row').count()
  seen.sandbox = place.root('sh', '-c', 'ls -l /opt/sortie/chrome-sandbox').slice(0, 10)
  await browser.close()
  const pids = place.root(
    'sh',
    '-c',
    'for p in /proc/[0-9]*; do [ "$(readlink $p/exe)" = /opt/sortie/sortie-desktop ] && echo ${p#/proc/} $(tr "\\0" " " <$p/cmdline); done; true',
  )
  const main = pids.split('\n').find((line) => line && !line.includes('--type='))
  process.kill(Number(main?.split(' ')[0]), 'SIGTERM')
  await new Promise((done) => program.once('exit', done))
}

async function tryIt(deb) {
  const settings = aptSettings(textsOfApt())
  if (!settings) throw new Error('this machine has no apt settings that name a mirror of Debian')
  const version = run('dpkg-deb', ['-f', deb, 'Version']).trim()
  const seen = {
    deb: path.basename(deb),
    megabytes: Math.round(fs.statSync(deb).size / 1e6),
    version,
    suite: settings.suite,
  }
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-try-'))
  const place = cleanRoot(settings)
  try {
    place.root('useradd', '--create-home', '--shell', '/bin/sh', USER)
    place.root('apt-get', 'update')
    const before = place.root('dpkg-query', '-W', '-f', '${Package}\n').split('\n').length

    say(`installs ${OLDER}`)
    fs.copyFileSync(olderThan(deb, scratch), place.at('root/older.deb'))
    fs.copyFileSync(deb, place.at('root/new.deb'))
    place.root('apt-get', 'install', '-y', '/root/older.deb')
    seen.librariesByApt = place.root('dpkg-query', '-W', '-f', '${Package}\n').split('\n').length - before - 1
    seen.installedBefore = place.root('dpkg-query', '-W', '-f', '${Version}', 'sortie')

    say('the command line of an ordinary user')
    seen.commands = place
      .user('sortie', '--help')
      .split('\n')
      .filter((line) => line.startsWith('sortie ')).length
    const mission = '/opt/sortie/resources/missions/demo'
    const [first] = fs
      .readdirSync(place.at(mission, 'missions'))
      .filter((name) => name.endsWith('.json'))
      .sort()
    const verdict = JSON.parse(place.user('sortie', 'check', `${mission}/missions/${first}`, '--json'))
    seen.judged = { ok: verdict.ok, errors: verdict.errors, warnings: verdict.warnings }
    place.user('sortie', 'workspace', 'create', WORKSPACE)

    say('a workspace of an older program')
    const { oldWorkspace } = await import(path.join(project, 'tests/builders/oldWorkspace.ts'))
    const { anEnterprise } = await import(path.join(project, 'tests/builders/enterprise.ts'))
    const old = `${HOME}/older`
    const doc = anEnterprise()
    oldWorkspace(place.at(old)).write({ changes: [{ aggregate: 'enterprise', id: doc.id, doc }] })
    place.root('chown', '-R', `${USER}:${USER}`, old)

    say(`puts ${version} over it`)
    place.root('apt-get', 'install', '-y', '/root/new.deb')
    seen.installedAfter = place.root('dpkg-query', '-W', '-f', '${Version}', 'sortie')
    const verified = (dir) => JSON.parse(place.user('sortie', 'workspace', 'verify', dir, '--json')).ok
    seen.workspaceWhole = verified(WORKSPACE)
    seen.olderWorkspaceWhole = verified(old)
    seen.backupBeforeUpgrade = fs.readdirSync(place.at(old, 'backups')).length

    say('the window')
    place.root('apt-get', 'install', '-y', '--no-install-recommends', ...FOR_THE_WALK)
    await walkWindow(place, seen)
    const home = `${HOME}/.local/share/sortie`
    seen.ofTheWindow = fs.readdirSync(place.at(home)).sort()
    seen.windowWorkspaceWhole = verified(`${home}/demo`)

    say('removes it')
    const files = place.root('dpkg-query', '-L', 'sortie').trim().split('\n')
    const own = printOf(place.at(HOME))
    place.root('apt-get', 'remove', '-y', 'sortie')
    const after = printOf(place.at(HOME))
    seen.files = files.length
    seen.dataFiles = own.files
    seen.dataUntouched = own.hash === after.hash
    // Folders that other packages share stay.
    seen.left = files.filter((file) => fs.statSync(place.at(file), { throwIfNoEntry: false })?.isFile())
    seen.leftInOpt = fs.existsSync(place.at('opt/sortie'))
  } finally {
    if (process.argv.includes('--keep')) say(`kept: ${place.dir}`)
    else place.remove()
    fs.rmSync(scratch, { recursive: true, force: true })
  }
  return seen
}

/** What must hold of what was seen. */
const failuresIn = (seen) =>
  [
    [
      seen.installedBefore === OLDER && seen.installedAfter === seen.version,
      'the newer version did not go over the older one',
    ],
    [
      seen.workspaceWhole && seen.olderWorkspaceWhole && seen.windowWorkspaceWhole,
      'a workspace is not whole',
    ],
    [seen.backupBeforeUpgrade > 0, 'no backup was made of the older workspace'],
    [seen.judged.ok, 'the mission of the demo was not judged safe'],
    [seen.dataUntouched, 'the removal touched data'],
    [seen.left.length === 0 && !seen.leftInOpt, 'the removal left files'],
  ].flatMap(([holds, what]) => (holds ? [] : [what]))

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.getuid?.() !== 0) {
    say('it makes a root of its own, which only root may')
    process.exit(2)
  }
  const given = process.argv.slice(2).find((word) => !word.startsWith('-'))
  const made = path.join(project, 'out/package')
  const found =
    given ??
    fs
      .readdirSync(made)
      .filter((name) => name.endsWith('.deb'))
      .map((name) => path.join(made, name))[0]
  if (!found) {
    say('no .deb: npm run package makes one')
    process.exit(2)
  }
  const seen = await tryIt(path.resolve(found))
  process.stdout.write(`${JSON.stringify(seen, null, 2)}\n`)
  const failures = failuresIn(seen)
  for (const line of failures) say(line)
  process.exitCode = failures.length === 0 ? 0 : 1
}
