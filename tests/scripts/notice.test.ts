/** NOTICE is what the build says: `node scripts/notice.mjs` writes it anew. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { InlineConfig } from 'vite'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { noticeOf } from '../../scripts/notice.mjs'
import { shipped } from '../../scripts/shipped.mjs'

const root = path.resolve(import.meta.dirname, '../..')
const read = (...parts: string[]) => fs.readFileSync(path.join(root, ...parts), 'utf8')

describe('the notice of this project', () => {
  let what: Awaited<ReturnType<typeof shipped>>
  beforeAll(async () => {
    what = await shipped(root)
  })

  test('is what its build comes to', () => {
    expect(read('NOTICE'), 'run node scripts/notice.mjs').toBe(noticeOf(root, what))
  })

  test('has the licences whole where they ask for it', () => {
    const words = (text: string) => text.replaceAll(/\s+/g, ' ')
    const notice = words(read('NOTICE'))
    for (const file of [
      'node_modules/react-leaflet/LICENSE.md',
      'node_modules/@react-leaflet/core/LICENSE.md',
      'node_modules/exifreader/LICENSE',
      'node_modules/lucide-react/LICENSE',
      'node_modules/mavlink-mappings/LICENSE',
      'node_modules/zstddec/LICENSE',
      'docs/licences/GPL-3.0.txt',
    ])
      expect(notice.includes(words(read(file)).trim()), file).toBe(true)
  })

  test('leaves mavlink-mappings out of every bundle: its tables are loaded, and nothing with them', () => {
    const { bundled, loaded, unused } = what
    expect(bundled.length).toBeGreaterThan(30)
    expect(bundled.map(({ name }) => name).filter((name) => name.startsWith('mavlink'))).toEqual([])
    const tables = loaded.find(({ name }) => name === 'mavlink-mappings')
    expect(tables?.files.every((file) => file.includes('/mavlink-mappings/dist/lib/'))).toBe(true)
    expect(unused).toContainEqual(['mavlink-mappings', 'mavlink-mappings-gen'])
  })
})

describe('a notice', () => {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-notice-'))
  afterAll(() => fs.rmSync(made, { recursive: true, force: true }))

  let at: string
  const write = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(at, file)), { recursive: true })
    fs.writeFileSync(path.join(at, file), text)
  }
  /** A package with one thing to take from it; `more` goes into its package.json. */
  const aPackage = (name: string, more: object, files: Record<string, string> = {}) => {
    fs.rmSync(path.join(at, 'node_modules', name), { recursive: true, force: true })
    const json = { name, version: '1.0.0', type: 'module', main: 'index.js', license: 'MIT', ...more }
    write(`node_modules/${name}/package.json`, JSON.stringify(json))
    for (const [file, text] of Object.entries({ 'index.js': 'export const it = () => 1\n', ...files }))
      write(`node_modules/${name}/${file}`, text)
  }
  const TEXT = { LICENSE: 'MIT License\n\nCopyright (c) 2020 Some One\n\nDo as you like.\n' }
  const program = (external: string[] = []): Record<string, InlineConfig> => ({
    program: {
      configFile: false,
      logLevel: 'silent',
      root: at,
      ssr: { noExternal: true, external },
      build: { ssr: true, rolldownOptions: { input: path.join(at, 'main.js'), external } },
    },
  })
  const window = (): Record<string, InlineConfig> => ({
    window: { configFile: false, logLevel: 'silent', root: at, worker: { format: 'es' } },
  })
  const notice = async (builds = program()) => noticeOf(at, await shipped(at, builds))

  beforeEach(() => {
    at = fs.mkdtempSync(path.join(made, 'p-'))
    write('package.json', '{"name":"p"}')
    write('package-lock.json', '{"packages":{}}')
    aPackage('used', {}, TEXT)
    aPackage('other', {}, TEXT)
  })

  test('names what went in with its licence, holder and text, and not what lies beside it', async () => {
    write('main.js', "import { it } from 'used'\nconsole.log(it())\n")
    const before = await notice()
    expect(before).toMatch(/ {2}MIT\n {4}used 1\.0\.0 \(program\)\n/)
    expect(before).toContain('used 1.0.0\n\nMIT License\n\nCopyright (c) 2020 Some One\n\nDo as you like.')
    expect(before).not.toContain('other')
    write(
      'main.js',
      "import { it } from 'used'\nimport { it as two } from 'other'\nconsole.log(it(), two())\n",
    )
    const after = await notice()
    expect(after).toContain('    other 1.0.0 (program)\n    used 1.0.0 (program)\n')
    // One text for both, each with its holder.
    expect(after.split('Do as you like.')).toHaveLength(2)
    expect(after).toContain('other 1.0.0\n  Copyright (c) 2020 Some One\nused 1.0.0\n  Copyright')
  })

  test('does not name what was shaken off again', async () => {
    aPackage('other', { sideEffects: false }, TEXT)
    write('main.js', "import { it } from 'used'\nimport { it as two } from 'other'\nconsole.log(it())\n")
    expect(await notice()).not.toContain('other')
  })

  test('names what only a worker, a style or a picture of the window brings', async () => {
    aPackage('styled', {}, { ...TEXT, 'a.css': '.a { background: url("./b.png"); color: red }' })
    write('node_modules/styled/b.png', 'x'.repeat(10_000))
    aPackage('drawn', {}, TEXT)
    write('node_modules/drawn/c.png', 'y'.repeat(10_000))
    write('index.html', '<script type="module" src="./page.js"></script>')
    write(
      'page.js',
      "import 'styled/a.css'\nimport c from 'drawn/c.png'\nconsole.log(c)\n" +
        "new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })\n",
    )
    write('worker.js', "import { it } from 'used'\npostMessage(it())\n")
    const text = await notice(window())
    expect(text).toContain('    used 1.0.0 (workers)\n')
    expect(text).toContain('    styled 1.0.0 (window)\n')
    expect(text).toContain('    drawn 1.0.0 (window)\n')
  })

  test('names what is loaded from node_modules and what that loads, not what merely comes with it', async () => {
    aPackage('used', { dependencies: { other: '1.0.0', idle: '1.0.0' } }, TEXT)
    write('node_modules/used/index.js', "export { it } from 'other'\n")
    aPackage('idle', {}, TEXT)
    write('main.js', "import { it } from 'used'\nconsole.log(it())\n")
    const text = await notice(program(['used']))
    expect(text).toMatch(
      /Loaded from node_modules when it runs\n\n {2}MIT\n {4}other 1\.0\.0\n {4}used 1\.0\.0\n/,
    )
    expect(text).toContain('never loaded; who packs Sortie may leave it out:\n    idle (for used)\n')
    expect(text).not.toContain('(program)')
  })

  test('takes the holder from a source where no file of the licence names one, or from the author', async () => {
    aPackage(
      'used',
      {},
      { 'index.js': '/*\n * Copyright 2015-2021 Esri. Licensed under X.\n */\nexport const it = () => 1\n' },
    )
    aPackage('other', { author: { name: 'An Author' } })
    aPackage('third', {}, TEXT)
    write(
      'main.js',
      "import { it } from 'used'\nimport { it as b } from 'other'\nimport { it as c } from 'third'\nconsole.log(it(), b(), c())\n",
    )
    const text = await notice()
    expect(text).toContain('used 1.0.0\n  Copyright 2015-2021 Esri\n')
    expect(text).toContain('other 1.0.0\n  An Author\n')
  })

  test.each([
    [
      'a licence that is not on the list',
      { license: 'GPL-2.0-only' },
      /^used 1\.0\.0 is under GPL-2\.0-only, which/,
    ],
    ['no licence', { license: undefined }, /^used 1\.0\.0 names no licence/],
    ['one of two that is not on it', { license: '(MIT AND AGPL-3.0)' }, /^used 1\.0\.0 is under AGPL-3\.0/],
    [
      'a licence that is wanted for others alone',
      { license: 'Hippocratic-2.1' },
      /^used 1\.0\.0 is under Hippo/,
    ],
    [
      'LGPL inside of a bundle',
      { license: 'LGPL-3.0' },
      /^used 1\.0\.0 is under LGPL-3\.0 and may not be inside/,
    ],
  ])('refuses %s', async (_, more, why) => {
    aPackage('used', more, TEXT)
    write('main.js', "import { it } from 'used'\nconsole.log(it())\n")
    await expect(notice()).rejects.toThrow(why)
  })

  test('takes the choice that is allowed, and LGPL where it is loaded', async () => {
    aPackage('used', { license: '(GPL-2.0-only OR MIT)' }, TEXT)
    aPackage('other', { license: 'LGPL-3.0', author: 'An Author' }, { LICENSE: 'Lesser.\n' })
    write('docs/licences/GPL-3.0.txt', 'General.\n')
    write(
      'main.js',
      "import { it } from 'used'\nimport { it as two } from 'other'\nconsole.log(it(), two())\n",
    )
    const text = await notice(program(['other']))
    expect(text).toMatch(/ {2}MIT\n {4}used 1\.0\.0 \(program\)/)
    expect(text).toMatch(/ {2}LGPL-3\.0\n {4}other 1\.0\.0\n/)
    expect(text).toMatch(/Lesser\.[^]*General\./)
  })

  test('refuses a package that nobody is named for', async () => {
    aPackage('used', {})
    write('main.js', "import { it } from 'used'\nconsole.log(it())\n")
    await expect(notice()).rejects.toThrow(/^nobody is named who holds rights in used 1\.0\.0/)
  })
})
