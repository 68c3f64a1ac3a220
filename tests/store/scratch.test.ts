import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openScratch } from '../../src/store/scratch.ts'

const OWNER = path.join(import.meta.dirname, 'scratchOwner.ts')
const PREFIX = 'of-a-test-'
let root = ''
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-scratch-test-'))
})
afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

async function owner() {
  const child = spawn(process.execPath, [OWNER, PREFIX, root], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, file: said.toString().trim() }
}

it('of a process that was killed is removed by the next one; that of one that lives is left alone', async () => {
  const [dead, alive] = [await owner(), await owner()]
  dead.child.kill('SIGKILL')
  await once(dead.child, 'exit')
  expect(fs.existsSync(dead.file)).toBe(true)
  const own = openScratch(PREFIX, root)
  expect(fs.existsSync(dead.file)).toBe(false)
  expect(fs.existsSync(alive.file)).toBe(true)
  expect(fs.readdirSync(root)).toHaveLength(1)
  own.close()
  alive.child.kill('SIGKILL')
  await once(alive.child, 'exit')
  openScratch(PREFIX, root).close()
  expect(fs.readdirSync(root)).toEqual([])
})

it('of this very process is left alone by another scratch of it, and goes when it is closed', () => {
  const [one, two] = [openScratch(PREFIX, root), openScratch(PREFIX, root)]
  const file = path.join(one.folder('a'), 'b')
  fs.writeFileSync(file, 'x')
  openScratch(PREFIX, root).close()
  expect(one.holds(file)).toBe(true)
  expect(two.holds(file)).toBe(false)
  expect(one.holds(path.join(root, 'elsewhere'))).toBe(false)
  two.close()
  expect(fs.existsSync(file)).toBe(true)
  one.close()
  expect(fs.readdirSync(root)).toEqual([])
})

it('makes nothing before it is used, and leaves what is not of its kind', () => {
  fs.mkdirSync(path.join(root, `${PREFIX}being-made`))
  fs.writeFileSync(path.join(root, 'other'), 'x')
  openScratch(PREFIX, root).close()
  expect(fs.readdirSync(root).sort()).toEqual([`${PREFIX}being-made`, 'other'])
})
