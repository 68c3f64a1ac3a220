import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import {
  makeFolder,
  moveWhole,
  placeNamed,
  placeWhole,
  renameLasting,
  writeWhole,
} from '../../src/store/whole.ts'

let dir = ''
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-whole-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  fs.rmSync(dir, { recursive: true, force: true })
})

/** The folders that go onto the disk while something is done, and the files. */
function synced(work: () => void): { folders: string[]; files: number } {
  const folders: string[] = []
  let files = 0
  const open = fs.openSync
  const names = new Map<number, string>()
  vi.spyOn(fs, 'openSync').mockImplementation((file, ...rest) => {
    const fd = open(file, ...rest)
    names.set(fd, String(file))
    return fd
  })
  const sync = fs.fsyncSync
  vi.spyOn(fs, 'fsyncSync').mockImplementation((fd) => {
    if (fs.fstatSync(fd).isDirectory()) folders.push(names.get(fd) ?? '')
    else files += 1
    sync(fd)
  })
  work()
  vi.restoreAllMocks()
  return { folders, files }
}

it('writes the bytes onto the disk, then the name', () => {
  const file = path.join(dir, 'a')
  expect(synced(() => writeWhole(file, 'one'))).toEqual({ folders: [dir], files: 1 })
  writeWhole(file, 'two')
  expect(fs.readFileSync(file, 'utf8')).toBe('two')
  expect(fs.readdirSync(dir)).toEqual(['a'])
})

it('a rename between folders lasts in both, and so does each new folder', () => {
  const deep = path.join(dir, 'x', 'y')
  expect(synced(() => makeFolder(deep)).folders).toEqual([path.join(dir, 'x'), dir])
  expect(synced(() => makeFolder(deep)).folders).toEqual([])
  fs.writeFileSync(path.join(dir, 'a'), '1')
  expect(synced(() => renameLasting(path.join(dir, 'a'), path.join(deep, 'a'))).folders).toEqual([deep, dir])
})

it('a file that is moved is whole under its new name alone, over what was there', async () => {
  const [from, to] = [path.join(dir, 'scratch'), path.join(dir, 'a')]
  fs.writeFileSync(from, 'new')
  writeWhole(to, 'before')
  await moveWhole(from, to)
  expect(fs.readFileSync(to, 'utf8')).toBe('new')
  expect(fs.readdirSync(dir)).toEqual(['a'])
  await expect(moveWhole(from, to)).rejects.toMatchObject({ code: 'ENOENT' })
  expect(fs.readFileSync(to, 'utf8')).toBe('new')
})

it('what fails leaves what was there, and nothing aside', async () => {
  const file = path.join(dir, 'a')
  writeWhole(file, 'before')
  await expect(
    placeWhole(file, async (aside) => {
      fs.writeFileSync(aside, 'half')
      throw new Error('the card was pulled out')
    }),
  ).rejects.toThrow('pulled out')
  fs.mkdirSync(path.join(dir, 'folder', 'full'), { recursive: true })
  expect(() => writeWhole(path.join(dir, 'folder'), 'x')).toThrow()
  expect(fs.readFileSync(file, 'utf8')).toBe('before')
  expect(fs.readdirSync(dir).sort()).toEqual(['a', 'folder'])
})

it('places what has its name only once it is made, or nothing at all', async () => {
  const made = (name: string | null) =>
    placeNamed(dir, async (aside) => {
      fs.writeFileSync(aside, String(name))
      return { made: name, file: name === null ? null : path.join(dir, name) }
    })
  expect(await made('b')).toBe('b')
  expect(await made(null)).toBeNull()
  await expect(
    placeNamed(dir, async (aside) => {
      fs.writeFileSync(aside, 'half')
      throw new Error('the card was pulled out')
    }),
  ).rejects.toThrow('pulled out')
  expect(fs.readdirSync(dir)).toEqual(['b'])
  expect(fs.readFileSync(path.join(dir, 'b'), 'utf8')).toBe('b')
})
