import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { dependencies, withDependencies } from '../../scripts/dependencies.mjs'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8')
type Locked = {
  version?: string
  integrity?: string
  resolved?: string
  link?: boolean
  hasInstallScript?: boolean
}
const locked = Object.entries(
  (JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }).packages,
).filter(([name]) => name !== '')

describe('the lockfile', () => {
  it('has a version and a SHA-512 of every package, and none from anywhere but the registry', () => {
    expect(locked.length).toBeGreaterThan(100)
    for (const [name, { version, integrity = '', resolved, link }] of locked) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+/)
      expect(integrity, name).toMatch(/^sha512-/)
      expect(resolved, name).toBeUndefined()
      expect(link, name).toBeUndefined()
    }
  })

  it('names the packages with an install script: none of them is run', () => {
    const scripts = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([name]) => name)
    expect(scripts.sort()).toEqual([
      'node_modules/@serialport/bindings-cpp',
      'node_modules/electron-winstaller',
      'node_modules/exifreader',
    ])
    expect(read('scripts/run.mjs')).toMatch(/'ci', '--ignore-scripts'|--ignore-scripts/)
  })

  it('is asked for by exact versions', () => {
    const {
      dependencies: own,
      devDependencies,
      optionalDependencies,
    } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>
    const loose = Object.entries({ ...own, ...devDependencies, ...optionalDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    )
    expect(loose).toEqual([])
  })
})

describe('what each package may touch', () => {
  it('is written as the table of rooms has it: node scripts/dependencies.mjs renews it', () => {
    const text = read('docs/security.md')
    expect(text).toBe(withDependencies(text))
  })

  it('reaches files and processes from few of them', () => {
    const reaching = dependencies().filter(({ reach }: { reach: string }) => reach.startsWith('files'))
    expect(reaching.map(({ name }: { name: string }) => name)).toEqual([
      '@xmldom/xmldom',
      'better-sqlite3',
      'dji-log-parser-js',
      'docxtemplater',
      'geotiff',
      'mavlink-mappings',
      'pizzip',
      'pmtiles',
      'proj4',
      'serialport',
      'zod',
    ])
  })
})
