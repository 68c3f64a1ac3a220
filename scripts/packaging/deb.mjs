/**
 * The .deb, written by dpkg-deb of the packaged folder and of the same configuration. It has no scripts of its own: menus,
 * kinds of files and icons are taken up by the system's triggers, and nothing that a person made lies where it installs.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const icons = path.join(path.dirname(fileURLToPath(import.meta.url)), 'icons')
const HOME = '/opt/sortie'
/** electron-builder's names of processors, and Debian's. */
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' }

const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The entry of the menus. */
export function desktopEntry({ linux, fileAssociations }) {
  const lines = {
    ...linux.desktop.entry,
    Type: 'Application',
    Exec: `${HOME}/${linux.executableName} %F`,
    Icon: linux.executableName,
    Terminal: 'false',
    MimeType: `${fileAssociations.map(({ mimeType }) => mimeType).join(';')};`,
  }
  return `[Desktop Entry]\n${Object.entries(lines)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')}`
}

/** The kinds of files that Sortie opens, for the system's own table. */
export const mimeTypes = ({ fileAssociations }) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
${fileAssociations
  .map(
    ({ ext, name, mimeType }) =>
      `  <mime-type type="${escaped(mimeType)}"><comment>${escaped(name)}</comment><glob pattern="*.${escaped(ext)}"/></mime-type>\n`,
  )
  .join('')}</mime-info>
`

/** What dpkg is told of the package. */
export const control = ({ deb, linux }, { version, arch, installedKb }) => `Package: ${deb.packageName}
Version: ${version}
Architecture: ${ARCHITECTURES[arch]}
Section: ${deb.packageCategory}
Priority: ${deb.priority}
Maintainer: ${linux.maintainer}
Installed-Size: ${installedKb}
Depends: ${deb.depends.join(', ')}
Recommends: ${deb.recommends.join(', ')}
Description: ${linux.synopsis}
 Sortie (空巡) plans drone patrols over the sites of inspected enterprises, proves
 each plan safe, takes in what was recorded as evidence, and follows findings
 until they are put right. It works without a network.
`

const COMMAND = `#!/bin/sh
exec ${HOME}/resources/cli/node/bin/node ${HOME}/resources/cli/out/node/cli.mjs "$@"
`

/**
 * Writes `sortie_VERSION_ARCH.deb` into `out`, of the folder that electron-builder made.
 *
 * @param {string} folder
 * @param {{ config: object, version: string, arch: 'x64' | 'arm64', out: string }} options
 * @returns {string} the file
 */
export function writeDeb(folder, { config, version, arch, out }) {
  const root = path.join(out, 'deb')
  fs.rmSync(root, { recursive: true, force: true })
  const put = (file, content, mode = 0o644) => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true, mode: 0o755 })
    fs.writeFileSync(path.join(root, file), content, { mode })
  }
  const name = config.linux.executableName
  fs.cpSync(folder, path.join(root, HOME), { recursive: true, mode: fs.constants.COPYFILE_FICLONE })
  // Chromium's sandbox where a system gives none to ordinary users.
  fs.chmodSync(path.join(root, HOME, 'chrome-sandbox'), 0o4755)
  put('usr/bin/sortie', COMMAND, 0o755)
  fs.symlinkSync(`../..${HOME}/${name}`, path.join(root, 'usr/bin', name))
  put(`usr/share/applications/${name}.desktop`, desktopEntry(config))
  put('usr/share/mime/packages/sortie.xml', mimeTypes(config))
  for (const icon of fs.readdirSync(icons).filter((file) => /^\d+x\d+\.png$/.test(file)))
    put(
      `usr/share/icons/hicolor/${path.basename(icon, '.png')}/apps/${name}.png`,
      fs.readFileSync(path.join(icons, icon)),
    )
  put('usr/share/doc/sortie/copyright', fs.readFileSync(path.join(folder, 'resources/NOTICE.txt')))
  const files = fs
    .readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
  const bytes = files.reduce((sum, file) => sum + fs.statSync(file).size, 0)
  const sums = files.map((file) => {
    const md5 = createHash('md5').update(fs.readFileSync(file)).digest('hex')
    return `${md5}  ${path.relative(root, file)}\n`
  })
  put('DEBIAN/control', control(config, { version, arch, installedKb: Math.ceil(bytes / 1024) }))
  put('DEBIAN/md5sums', sums.join(''))
  const deb = path.join(out, `${config.deb.packageName}_${version}_${ARCHITECTURES[arch]}.deb`)
  // xz: what older systems (Kylin V10, UOS 20) can read.
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zxz', '-z3', '--build', root, deb], { stdio: 'pipe' })
  fs.rmSync(root, { recursive: true, force: true })
  return deb
}
