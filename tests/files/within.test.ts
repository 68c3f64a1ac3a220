import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileWithin, wayWithin } from '../../src/files/within.ts'

let dir: string
const at = (...parts: string[]) => path.join(dir, ...parts)

beforeAll(() => {
  dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-within-')))
  for (const folder of ['root/sub', 'root-other', 'elsewhere']) fs.mkdirSync(at(folder), { recursive: true })
  for (const file of [
    'root/a.txt',
    'root/sub/b.txt',
    'root/..c.txt',
    'root/...',
    'root-other/secret.txt',
    'elsewhere/secret.txt',
    'secret.txt',
  ])
    fs.writeFileSync(at(file), file)
  fs.symlinkSync(at('elsewhere/secret.txt'), at('root/link.txt'))
  fs.symlinkSync(at('elsewhere'), at('root/linked'))
  fs.symlinkSync(at('root/sub'), at('root/inner'))
  fs.symlinkSync('../../secret.txt', at('root/sub/up.txt'))
  fs.symlinkSync(at('root/round'), at('root/round'))
  fs.symlinkSync(at('root'), at('way-in'))
})
afterAll(() => {
  fs.rmSync(dir, { recursive: true, force: true })
})

describe('a file within a folder', () => {
  it('is found, in folders of it too, by whichever way leads there', () => {
    expect(fileWithin(at('root'), 'a.txt')).toBe(at('root/a.txt'))
    expect(fileWithin(at('root'), 'sub/b.txt')).toBe(at('root/sub/b.txt'))
    expect(fileWithin(at('root'), 'sub/../a.txt')).toBe(at('root/a.txt'))
    expect(fileWithin(at('root'), '/a.txt')).toBe(at('root/a.txt'))
    expect(fileWithin(at('root'), 'inner/b.txt')).toBe(at('root/sub/b.txt'))
    expect(fileWithin(at('way-in'), 'a.txt')).toBe(at('root/a.txt'))
  })

  it('may have a name that begins with points', () => {
    expect(fileWithin(at('root'), '..c.txt')).toBe(at('root/..c.txt'))
    expect(fileWithin(at('root'), '...')).toBe(at('root/...'))
  })

  it('is none that a link leads out to, however', () => {
    for (const relative of ['link.txt', 'linked/secret.txt', 'sub/up.txt', 'inner/up.txt', 'round'])
      expect(fileWithin(at('root'), relative), relative).toBeNull()
  })

  it('is none of outside, of a folder whose name only begins alike, or of nowhere', () => {
    for (const relative of [
      '../secret.txt',
      '..',
      '.',
      '',
      'sub',
      'sub/../../secret.txt',
      '../root-other/secret.txt',
      '../elsewhere/../secret.txt',
      at('secret.txt'),
      'none.txt',
      'a.txt/b.txt',
      'a.txt\0',
    ])
      expect(fileWithin(at('root'), relative), relative).toBeNull()
    expect(fileWithin(at('nowhere'), 'a.txt')).toBeNull()
  })

  it('is the one of its own letters: another case is another name, unless the system says otherwise', () => {
    const isOneName = fs.existsSync(at('ROOT'))
    expect(fileWithin(at('root'), 'A.TXT') !== null).toBe(isOneName)
    expect(wayWithin(path.resolve('/a/Root'), path.resolve('/a/root/b')) !== null).toBe(
      process.platform === 'win32',
    )
  })
})

describe('the way within a folder', () => {
  const folder = path.resolve('/a/root')
  it('leads to what is in it, and nowhere else', () => {
    expect(wayWithin(folder, path.join(folder, 'b', 'c'))).toBe(path.join('b', 'c'))
    expect(wayWithin(folder, path.join(folder, '..b'))).toBe('..b')
    for (const outside of [
      folder,
      `${folder}-other`,
      `${folder}/..`,
      `${folder}/../rooted/b`,
      path.resolve('/'),
    ])
      expect(wayWithin(folder, outside), outside).toBeNull()
  })

  it('is null or joins up again, whatever the names', () => {
    const name = fc.constantFrom('a', 'root', '..', '.', '..b', '', 'root-other', ' ')
    fc.assert(
      fc.property(fc.array(name, { maxLength: 6 }), (names) => {
        const file = path.join(folder, ...names)
        const way = wayWithin(folder, file)
        const isIn = file.startsWith(folder + path.sep) && file !== folder + path.sep
        expect(way !== null).toBe(isIn)
        if (way !== null) expect(path.join(folder, way)).toBe(file.replace(/[\\/]+$/, ''))
      }),
    )
  })
})
