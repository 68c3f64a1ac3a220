/** Finds a Chromium for the browser tests, the pictures and printing: the machine's own, else the registry's. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const LINUX = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]
const WINDOWS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

const isFile = (file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false

/** Chromium, Chrome or Edge on the usual paths, or null. `SORTIE_BROWSER` names another. */
export function installedBrowser(env = process.env, platform = process.platform) {
  const named = env.SORTIE_BROWSER
  if (named) return named
  const candidates =
    platform === 'win32'
      ? [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
          .filter(Boolean)
          .flatMap((base) => WINDOWS.map((name) => path.join(base, name)))
      : platform === 'darwin'
        ? MAC
        : ['/usr/bin', '/usr/local/bin', '/snap/bin'].flatMap((base) =>
            LINUX.map((name) => path.join(base, name)),
          )
  return candidates.find(isFile) ?? null
}

function installWithApt() {
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', process.stderr, process.stderr],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: 5 * 60_000,
    })
  apt('update', '-qq')
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
}

/**
 * Fonts for the registry's Chromium. Its own configuration looks for them where they are not, and a Chromium without
 * any font dies of the first form control: the system's are taken, else the one that came with it.
 */
function giveFonts(folder) {
  delete process.env.FONTCONFIG_PATH
  if (isFile('/etc/fonts/fonts.conf')) return
  const own = path.join(folder, 'fontconfig')
  fs.mkdirSync(own, { recursive: true })
  fs.writeFileSync(
    path.join(own, 'fonts.conf'),
    `<?xml version="1.0"?>
<fontconfig>
  <dir>${path.join(folder, 'fonts')}</dir>
  <cachedir>${path.join(own, 'cache')}</cachedir>
</fontconfig>
`,
  )
  process.env.FONTCONFIG_PATH = own
}

/**
 * The registry's Chromium. It unpacks its libraries only where it believes to be on AWS, and would take an older
 * binary out of a shared temporary folder: hence the variable and the folder of its own. Its own list of flags is
 * not used: that turns web security off.
 */
async function registryBrowser() {
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
  const folder = path.join(os.tmpdir(), `sortie-chromium-${process.getuid?.() ?? 0}`)
  fs.mkdirSync(folder, { recursive: true })
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    const executable = await chromium.executablePath()
    giveFonts(folder)
    return executable
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

/**
 * The path of a browser; installs one where it may (CI as root on Debian) and falls back on the registry's.
 * What that one needs is left in `process.env` (LD_LIBRARY_PATH), so that a child process gets it too.
 *
 * @returns {Promise<string>}
 */
export async function findBrowser() {
  const installed = installedBrowser()
  if (installed) return installed
  if (process.env.CI === 'true' && process.platform === 'linux' && process.getuid?.() === 0) {
    installWithApt()
    const fresh = installedBrowser()
    if (fresh) return fresh
  }
  if (process.platform === 'linux') return registryBrowser()
  throw new Error('no Chromium, Chrome or Edge was found: install one, or name it in SORTIE_BROWSER')
}

/** Flags of every start: root has no sandbox of its own to give, and /dev/shm may be small. */
export const BROWSER_ARGS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
]
