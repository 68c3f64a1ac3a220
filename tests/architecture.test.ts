import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { table } from '../scripts/architecture-doc.mjs'
import { rooms } from '../scripts/architecture.mjs'

const root = path.resolve(import.meta.dirname, '..')
const ROOTS = ['src', 'electron', 'renderer']

type Import = { file: string; to: string; line: number }

const files = (folder: string): string[] =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))

/** Comments and the insides of template literals hide nothing that looks like an import at the start of a line. */
const IMPORT =
  /^\s*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|new URL\(\s*['"](\.[^'"]+)['"],\s*import\.meta\.url/gm

function importsOf(file: string): Import[] {
  const text = fs
    .readFileSync(path.join(root, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
  return [...text.matchAll(IMPORT)].map((match) => ({
    file,
    to: match[1] ?? match[2] ?? match[3] ?? '',
    line: text.slice(0, match.index).split('\n').length,
  }))
}

const roomOf = (file: string) =>
  rooms.filter(({ room }) => file.startsWith(`${room}/`)).sort((a, b) => b.room.length - a.room.length)[0]

const allows = (names: string[], name: string) =>
  names.some((allowed) => (allowed.endsWith('/') ? name.startsWith(allowed) : name === allowed))

/** Why an import is not allowed, or null. */
function problemOf({ file, to }: Import): string | null {
  const from = roomOf(file)
  if (!from) return 'the file is in no room'
  if (to.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), to.split('?')[0] ?? to)
    if (!fs.existsSync(path.join(root, target))) return `there is no ${target}`
    const room = roomOf(target)
    if (!room) return `${target} is in no room`
    return room.room === from.room || from.ours.includes(room.room)
      ? null
      : `${from.room} may not import ${room.room}`
  }
  if (to.startsWith('node:')) return from.node ? null : `${from.room} has no Node`
  return allows(from.others, to) || allows(from.others, `${to}/`) ? null : `${from.room} may not import ${to}`
}

const sources = ROOTS.flatMap(files)
const imports = sources.flatMap(importsOf)
const told = (bad: Import[], why: (it: Import) => string | null) =>
  bad.map((it) => `${it.file}:${it.line} imports ${it.to}: ${why(it)}`)

/** Files that need one another, as ways that end where they began; types count, they are part of what must be read. */
function circlesOf(all: readonly Import[]): string[] {
  const needs = new Map<string, string[]>()
  for (const { file, to } of all) {
    if (!to.startsWith('.')) continue
    const target = path.posix.join(path.posix.dirname(file), to.split('?')[0] ?? to)
    needs.set(file, [...(needs.get(file) ?? []), target])
  }
  const settled = new Set<string>()
  const way: string[] = []
  const found: string[] = []
  const walk = (file: string): void => {
    const at = way.indexOf(file)
    if (at >= 0) found.push([...way.slice(at), file].join(' → '))
    if (at >= 0 || settled.has(file)) return
    way.push(file)
    for (const next of needs.get(file) ?? []) walk(next)
    way.pop()
    settled.add(file)
  }
  for (const file of needs.keys()) walk(file)
  return found
}

describe('the house', () => {
  it('has every source file in a room', () => {
    expect(sources.length).toBeGreaterThan(50)
    expect(sources.filter((file) => !roomOf(file))).toEqual([])
  })

  it('imports only what its rooms may', () => {
    expect(imports.length).toBeGreaterThan(100)
    expect(
      told(
        imports.filter((it) => problemOf(it) !== null),
        problemOf,
      ),
    ).toEqual([])
  })

  it('builds upwards: a room imports only rooms that stand before it', () => {
    const order = rooms.map(({ room }) => room)
    expect(new Set(order).size).toBe(order.length)
    const up = rooms.flatMap(({ room, ours }, i) =>
      ours.filter((name) => !order.slice(0, i).includes(name)).map((name) => `${room} -> ${name}`),
    )
    expect(up).toEqual([])
  })

  it('gives every feature of the window a room of its own', () => {
    const names = fs.readdirSync(path.join(root, 'renderer/features'))
    expect(names.length).toBeGreaterThan(5)
    expect(names.filter((name) => !rooms.some(({ room }) => room === `renderer/features/${name}`))).toEqual(
      [],
    )
  })

  it('lets no room import another’s library: each that a row names is used there', () => {
    const unused = rooms
      .filter(({ room }) => /^(renderer|src\/services)/.test(room))
      .flatMap(({ room, others }) => {
        const used = imports.filter(({ file }) => roomOf(file)?.room === room)
        return others
          .filter((name) => !used.some(({ to }) => allows([name], to) || allows([name], `${to}/`)))
          .map((name) => `${room} names ${name}`)
      })
    expect(unused).toEqual([])
  })

  it('has as few arrows between the services as are needed', () => {
    const unused = rooms
      .filter(({ room }) => room.startsWith('src/services/'))
      .flatMap(({ room, ours }) => {
        const used = imports
          .filter(({ file, to }) => roomOf(file)?.room === room && to.startsWith('.'))
          .map(({ file, to }) => roomOf(path.posix.join(path.posix.dirname(file), to))?.room)
        return ours
          .filter((name) => /^(src\/(services\/|link)|missions)/.test(name) && !used.includes(name))
          .map((name) => `${room} -> ${name}`)
      })
    expect(unused).toEqual([])
  })

  it('gives every folder of the services a room of its own', () => {
    const folders = fs.readdirSync(path.join(root, 'src/services'), { withFileTypes: true })
    const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => `src/services/${name}`)
    expect(names.length).toBeGreaterThan(5)
    expect(names.filter((name) => !rooms.some(({ room }) => room === name))).toEqual([])
  })

  it('has no circles: what a file needs never needs the file, not even for a type', () => {
    expect(circlesOf(imports)).toEqual([])
  })

  it('is pure in its core: no clock, no chance, no platform', () => {
    const impure =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bglobalThis\.|\bperformance\.now\(/
    const strays = files('src/core').filter((file) =>
      impure.test(fs.readFileSync(path.join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')),
    )
    expect(strays).toEqual([])
  })

  it('has no stray folders', () => {
    const known = ['docs', 'electron', 'missions', 'renderer', 'scripts', 'src', 'tests']
    const ignored = ['node_modules', 'out']
    const folders = fs
      .readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
    expect(folders.filter((name) => !known.includes(name) && !ignored.includes(name))).toEqual([])
    const inside = new Set(rooms.map(({ room }) => room.split('/').slice(0, 2).join('/')))
    for (const top of ['src', 'electron'])
      for (const entry of fs.readdirSync(path.join(root, top), { withFileTypes: true }))
        if (entry.isDirectory()) expect(inside, `${top}/${entry.name}`).toContain(`${top}/${entry.name}`)
  })

  it('is printed in ARCHITECTURE.md as it is', () => {
    expect(fs.readFileSync(path.join(root, 'ARCHITECTURE.md'), 'utf8')).toContain(table())
  })
})

describe('the check itself', () => {
  const check = (file: string, to: string) => problemOf({ file, to, line: 1 })
  it('finds what it is there to find', () => {
    expect(check('src/core/geo/frame.ts', 'node:fs')).not.toBeNull()
    expect(check('src/core/geo/frame.ts', 'leaflet')).not.toBeNull()
    expect(check('src/core/geo/frame.ts', '../../store/workspace.ts')).not.toBeNull()
    expect(check('src/core/geo/frame.ts', '../units/result.ts')).toBeNull()
    expect(check('renderer/main.tsx', '../src/store/workspace.ts')).not.toBeNull()
    expect(check('renderer/api/write.ts', '../desk/history.ts')).not.toBeNull()
    expect(check('renderer/desk/history.ts', '../api/write.ts')).toBeNull()
    expect(check('renderer/desk/history.ts', '../shell/App.tsx')).not.toBeNull()
    expect(check('renderer/desk/history.ts', 'leaflet')).not.toBeNull()
    expect(check('renderer/ui/Button.tsx', '../i18n/index.ts')).not.toBeNull()
    expect(check('renderer/features/sites/NewSite.tsx', '../findings/Evidence.tsx')).not.toBeNull()
    expect(check('renderer/features/sites/NewSite.tsx', '../../map/MapView.tsx')).not.toBeNull()
    expect(check('renderer/features/sites/NewSite.tsx', '../../shell/App.tsx')).not.toBeNull()
    expect(check('renderer/features/sites/NewSite.tsx', 'mediabunny')).not.toBeNull()
    expect(check('renderer/map/tools/snap.ts', '../layers/SiteLayer.tsx')).not.toBeNull()
    expect(check('renderer/map/tools/snap.ts', '../MapView.tsx')).not.toBeNull()
    expect(check('renderer/shell/App.tsx', '../features/sites/NewSite.tsx')).toBeNull()
    expect(check('electron/main/main.ts', '../../src/services/index.ts')).not.toBeNull()
    expect(check('src/services/host/context.ts', '../footage/masks.ts')).not.toBeNull()
    expect(check('src/services/host/context.ts', '../reading/threads/threads.ts')).not.toBeNull()
    expect(check('src/services/finding/findings.ts', '../enterprise/enterprises.ts')).not.toBeNull()
    expect(check('src/services/order/orders.ts', '../finding/findings.ts')).toBeNull()
    expect(check('src/services/mission/missions.ts', '../../link/transport.ts')).not.toBeNull()
    expect(check('src/services/mission/missions.ts', 'geotiff')).not.toBeNull()
  })

  it('finds circles of any length, a file that imports itself among them', () => {
    const of = (...pairs: [file: string, to: string][]) =>
      circlesOf(pairs.map(([file, to]) => ({ file, to, line: 1 })))
    expect(of(['src/a.ts', './b.ts'], ['src/b.ts', './c.ts'], ['src/a.ts', './c.ts'])).toEqual([])
    expect(of(['src/a.ts', './b.ts'], ['src/b.ts', './x/c.ts'], ['src/x/c.ts', '../a.ts'])).toEqual([
      'src/a.ts → src/b.ts → src/x/c.ts → src/a.ts',
    ])
    expect(of(['src/a.ts', './a.ts'])).toEqual(['src/a.ts → src/a.ts'])
  })
})
