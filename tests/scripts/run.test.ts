import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { BROWSER_ARGS, installedBrowser } from '../../scripts/browser.mjs'
import { electronAtHand, electronOrNull } from '../../scripts/electron.mjs'

const root = path.resolve(import.meta.dirname, '../..')
const run = (args: string[]) =>
  spawnSync(process.execPath, [path.join(root, 'scripts/run.mjs'), ...args], { encoding: 'utf8', cwd: root })

describe('the one way in', () => {
  it('says in one line what it does not know, and leaves with 2', () => {
    const result = run(['nonsense'])
    expect([result.status, result.stdout]).toEqual([2, ''])
    expect(result.stderr).toMatch(/^unknown task nonsense: .*\n$/)
  })
  it('needs nothing that is not in Node 20', () => {
    const text = fs.readFileSync(path.join(root, 'scripts/run.mjs'), 'utf8')
    const imported = [...text.matchAll(/from '([^']+)'/g)].map((match) => match[1] ?? '')
    expect(imported.every((name) => name.startsWith('node:'))).toBe(true)
  })
})

describe('finding Electron', () => {
  const empty = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-find-'))
  it('takes the one that is named, if it is there, and fetches nothing then', async () => {
    const program = path.join(empty, 'electron')
    expect(electronAtHand(root, { ELECTRON_OVERRIDE_DIST_PATH: empty })).toBeNull()
    expect(await electronOrNull(root, { ELECTRON_PATH: path.join(empty, 'none') })).toBeNull()
    fs.writeFileSync(program, '')
    if (process.platform === 'linux')
      expect(electronAtHand(root, { ELECTRON_OVERRIDE_DIST_PATH: empty })).toBe(program)
    expect(electronAtHand(root, { ELECTRON_PATH: program })).toBe(program)
    expect(await electronOrNull(empty, { ELECTRON_SKIP_BINARY_DOWNLOAD: '1' })).toBeNull()
  })
})

describe('finding a browser', () => {
  it('takes the one that is named before any other', () => {
    expect(installedBrowser({ SORTIE_BROWSER: '/opt/mine' }, 'linux')).toBe('/opt/mine')
  })
  it('never turns web security off', () => {
    expect(BROWSER_ARGS.join(' ')).not.toMatch(/disable-web-security|disable-site-isolation/)
  })
})
