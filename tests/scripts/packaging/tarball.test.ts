/** The command line as `npm pack` makes it: unpacked where only the packages that it names are beside it, and run. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { builtCommandLine } from '../../cli/built.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-tarball-'))
const installed = path.join(dir, 'node_modules/sortie')
const described = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  bin: { sortie: string }
  dependencies: Record<string, string>
}

beforeAll(async () => {
  const source = path.join(dir, 'source')
  for (const file of ['package.json', 'LICENSE', 'NOTICE', 'README.md', 'missions', 'src/cli', 'scripts'])
    fs.cpSync(path.join(root, file), path.join(source, file), { recursive: true })
  fs.cpSync(await builtCommandLine(), path.join(source, 'out/node'), {
    recursive: true,
    filter: (file) => path.basename(file) !== 'cache',
  })
  const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', dir], {
    cwd: source,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  expect(packed.status, packed.stderr).toBe(0)
  spawnSync('tar', ['xzf', packed.stdout.trim()], { cwd: dir })
  fs.mkdirSync(path.dirname(installed))
  fs.renameSync(path.join(dir, 'package'), installed)
  // What npm would fetch for it, and no other package of the checkout.
  for (const name of Object.keys(described.dependencies))
    fs.symlinkSync(path.join(root, 'node_modules', name), path.join(dir, 'node_modules', name), 'junction')
})
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }))

const sortie = (...args: string[]) =>
  spawnSync(process.execPath, [path.join(installed, described.bin.sortie), ...args], {
    cwd: dir,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', SORTIE_HOME: path.join(dir, 'home') },
  })

it('holds what is run and what it shows, no sources and no golden files', () => {
  const files = fs.readdirSync(installed, { recursive: true, encoding: 'utf8' })
  expect(files).toContain(path.join('missions', 'demo', 'sites.json'))
  expect(files.filter((file) => /\.(ts|map)$|^(src|scripts|missions.golden)/.test(file))).toEqual([])
})

it('judges a mission and makes the demo', () => {
  const mission = fs.readdirSync(path.join(installed, 'missions/demo/missions'))[0] ?? ''
  const checked = sortie('check', path.join(installed, 'missions/demo/missions', mission), '--json')
  expect(checked.stderr).toBe('')
  expect(JSON.parse(checked.stdout)).toHaveProperty('ok', true)
  const made = sortie('workspace', 'demo', path.join(dir, 'workspace'))
  expect(made.status, made.stderr).toBe(0)
})
