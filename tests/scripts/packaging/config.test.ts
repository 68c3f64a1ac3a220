/** How Sortie is packed, read as data: what needs a download to be made is held to this alone. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesIn, strangers } from '../../../scripts/packaging/contents.mjs'
import { control, desktopEntry, mimeTypes } from '../../../scripts/packaging/deb.mjs'
import config from '../../../scripts/packaging/electron-builder.mjs'

const root = path.resolve(import.meta.dirname, '../../..')
const icons = path.join(root, 'scripts/packaging/icons')
const BOTH = ['x64', 'arm64']

describe('the configuration', () => {
  it('shuts every door that a fuse can shut', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  it('makes what each system installs, for both processors', () => {
    expect(config.win.target).toEqual([
      { target: 'nsis', arch: BOTH },
      { target: 'portable', arch: BOTH },
    ])
    expect(config.linux.target).toEqual([
      { target: 'AppImage', arch: BOTH },
      { target: 'deb', arch: BOTH },
    ])
    expect(config.mac.target).toEqual([{ target: 'dmg', arch: BOTH }])
  })

  it('is told of no place that newer versions come from, and leaves data where it is when it goes', () => {
    expect(config.publish).toBeNull()
    expect(config.nsis.deleteAppDataOnUninstall).toBe(false)
    expect(config.nsis.oneClick).toBe(false)
  })

  it('takes the archive apart only for what the system loads, and for what a licence says may be replaced', () => {
    expect(config.asar).toBe(true)
    expect(config.asarUnpack).toEqual(['**/*.node', 'node_modules/mavlink-mappings/**'])
  })

  it('packs the packages that the notice says are loaded, and no other', () => {
    const loaded = fs
      .readFileSync(path.join(root, 'NOTICE'), 'utf8')
      .split('Loaded from node_modules when it runs')[1]
      ?.split('Installed with them and never loaded')[0]
    const named = new Set(
      [...(loaded ?? '').matchAll(/^ {4}(\S+) \d+\.\d+\.\S+$/gm)].map(([, name]) => name ?? ''),
    )
    const sets = config.files.flatMap((set) => (typeof set === 'string' ? [] : [set]))
    const filters = sets.find(({ from }) => from === 'node_modules')?.filter ?? []
    const packed = (filters[0] ?? '').slice(1).split('}')[0]?.split(',') ?? []
    expect(filters).toContain('@serialport/**')
    // Headers to compile with: nothing of it is there when Sortie runs.
    named.delete('node-addon-api')
    expect(new Set([...named].filter((name) => !name.startsWith('@serialport/')))).toEqual(new Set(packed))
  })

  it('reads no other setting from the environment than these', () => {
    const named = ['src', 'electron'].flatMap((folder) =>
      fs
        .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .flatMap((file) => [
          ...fs.readFileSync(path.join(root, folder, file), 'utf8').matchAll(/\benv(?:\['|\.)([A-Z]\w*)/g),
        ])
        .map(([, name]) => name),
    )
    expect(new Set(named)).toEqual(
      new Set([
        'LANG',
        'LC_ALL',
        'LC_MESSAGES',
        'LOCALAPPDATA',
        'NODE_COMPILE_CACHE',
        'PATH',
        'ProgramData',
        'SORTIE_ASSETS',
        'SORTIE_CHROMIUM',
        'SORTIE_HOME',
        'SORTIE_KEYS',
        'SORTIE_WORKSPACE',
        'XDG_CACHE_HOME',
        'XDG_DATA_HOME',
      ]),
    )
  })
})

describe('the Debian package', () => {
  it('has an entry of the menus in both languages that opens the kinds of files', () => {
    const entry = desktopEntry(config)
    expect(entry).toContain('\nName=Sortie\n')
    expect(entry).toContain('\nName[zh_CN]=空巡\n')
    expect(entry).toContain('\nExec=/opt/sortie/sortie-desktop %F\n')
    expect(entry).toContain('\nCategories=Science;Geoscience;Office;\n')
    expect(entry).toContain('\nIcon=sortie-desktop\n')
    for (const { mimeType } of config.fileAssociations) expect(entry).toContain(`${mimeType};`)
    // Lists of words that end without a semicolon are refused by desktop-file-validate.
    for (const [, list] of entry.matchAll(/^(?:Categories|Keywords|MimeType)=(.*)$/gm))
      expect(list).toMatch(/;$/)
  })
  it('tells the system of .sortie, .plan, .waypoints and .kmz', () => {
    const globs = [...mimeTypes(config).matchAll(/<glob pattern="\*\.(\w+)"\/>/g)].map(([, ext]) => ext)
    expect(globs).toEqual(['sortie', 'plan', 'waypoints', 'kmz'])
  })
  it('is told to dpkg in fields that it reads', () => {
    const lines = control(config, { version: '1.2.3', arch: 'x64', installedKb: 7 }).trimEnd().split('\n')
    expect(lines).toContain('Architecture: amd64')
    expect(lines).toContain('Version: 1.2.3')
    for (const line of lines) expect(line).toMatch(/^([A-Z][\w-]*: \S| \S)/)
  })
})

describe('the icons', () => {
  const PNG = '89504e470d0a1a0a'
  const sizeOf = (png: Buffer): [number, number] => {
    expect(png.subarray(0, 8).toString('hex')).toBe(PNG)
    return [png.readUInt32BE(16), png.readUInt32BE(20)]
  }
  it('are of the sizes that their names say', () => {
    const named = fs.readdirSync(icons).filter((file) => file.endsWith('.png'))
    expect(named.length).toBe(9)
    for (const file of named)
      expect(sizeOf(fs.readFileSync(path.join(icons, file))).join('x')).toBe(path.basename(file, '.png'))
  })
  it('hold each size whole in the files of Windows and macOS', () => {
    const ico = fs.readFileSync(path.join(icons, 'icon.ico'))
    const entries = Array.from({ length: ico.readUInt16LE(4) }, (_, i) => 6 + 16 * i)
    const sizes = entries.map((at) => {
      const from = ico.readUInt32LE(at + 12)
      const [width] = sizeOf(ico.subarray(from, from + ico.readUInt32LE(at + 8)))
      expect(width % 256).toBe(ico.readUInt8(at))
      return width
    })
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256])
    const icns = fs.readFileSync(path.join(icons, 'icon.icns'))
    expect(icns.readUInt32BE(4)).toBe(icns.length)
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) sizeOf(icns.subarray(at + 8))
  })
})

describe('the list of what is shipped', () => {
  it('names what is not on it, in the folder and in the archive', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-contents-'))
    const put = (file: string, content: Buffer | string = ''): void => {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
      fs.writeFileSync(path.join(folder, file), content)
    }
    try {
      put('sortie-desktop')
      put('resources/cli/out/node/cli.mjs')
      put('resources/cli/out/node/cli.mjs.map')
      put('resources/cli/node_modules/vite/index.js')
      put('resources/app/index.js')
      const tree = {
        files: {
          'package.json': {},
          src: { files: { 'main.ts': {} } },
          out: { files: { node: { files: { 'main.mjs': {} } }, '.built': {} } },
        },
      }
      put('resources/app.asar', archiveOf(tree))
      expect(filesIn(path.join(folder, 'resources/app.asar'))).toContain('out/node/main.mjs')
      expect(strangers(folder)).toEqual([
        'app.asar: out/.built',
        'app.asar: src/main.ts',
        'resources/app/index.js',
        'resources/cli/node_modules/vite/index.js',
        'resources/cli/out/node/cli.mjs.map',
      ])
    } finally {
      fs.rmSync(folder, { recursive: true, force: true })
    }
  })
})

/** An asar archive with that head and no bytes of files. */
function archiveOf(tree: object): Buffer {
  const json = Buffer.from(JSON.stringify(tree))
  const head = Buffer.alloc(16)
  head.writeUInt32LE(4, 0)
  head.writeUInt32LE(json.length + 8, 4)
  head.writeUInt32LE(json.length + 4, 8)
  head.writeUInt32LE(json.length, 12)
  return Buffer.concat([head, json])
}
