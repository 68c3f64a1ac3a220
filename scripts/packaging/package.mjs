/**
 * `npm run package`: the folder of the packaged program for this system, its content held against the list, and on Linux
 * the .deb; `dir` for the folder alone. With names of electron-builder's other targets (`nsis`, `portable`, `AppImage`,
 * `dmg`) those instead; it fetches its tools for them.
 */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Arch, build, DIR_TARGET, Platform } from 'electron-builder'
import { electronAtHand } from '../electron.mjs'
import { strangers } from './contents.mjs'
import { writeDeb } from './deb.mjs'
import config from './electron-builder.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** The Electron at hand (`ELECTRON_OVERRIDE_DIST_PATH`, or one that was fetched); without one, electron-builder fetches it. */
function runtime() {
  const program = electronAtHand(root)
  const folder = program && path.dirname(program)
  const version = folder && path.join(folder, 'version')
  return version && fs.existsSync(version)
    ? { electronDist: folder, electronVersion: fs.readFileSync(version, 'utf8').trim().replace(/^v/, '') }
    : {}
}

/** What is made here, of whatever Electron is at hand. */
const OWN = ['dir', 'deb']
const asked = process.argv.slice(2)
const targets = asked.length > 0 ? asked : OWN
const isOwn = targets.every((target) => OWN.includes(target))
const platform = Platform.current()
const arch = process.arch === 'arm64' ? 'arm64' : 'x64'

await build({
  projectDir: root,
  publish: 'never',
  config: {
    ...config,
    ...(isOwn ? runtime() : {}),
    // A runtime may bring an application of its own to start with.
    afterPack: ({ appOutDir }) => {
      for (const own of ['app', 'default_app.asar'])
        fs.rmSync(path.join(appOutDir, 'resources', own), { recursive: true, force: true })
    },
  },
  targets: isOwn ? platform.createTarget(DIR_TARGET, Arch[arch]) : platform.createTarget(targets, Arch[arch]),
})

if (isOwn && platform === Platform.LINUX) {
  const out = path.join(root, config.directories.output)
  const folder = path.join(out, arch === 'x64' ? 'linux-unpacked' : `linux-${arch}-unpacked`)
  const found = strangers(folder)
  if (found.length > 0) {
    process.stderr.write(
      `not on the list of what is shipped:\n${found.map((file) => `  ${file}\n`).join('')}`,
    )
    process.exit(1)
  }
  process.stdout.write(`${folder}\n`)
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
  if (targets.includes('deb')) process.stdout.write(`${writeDeb(folder, { config, version, arch, out })}\n`)
}
