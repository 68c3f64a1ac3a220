import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtSortie, type Sortie } from './sortie.ts'

let sortie: Sortie
beforeAll(async () => {
  sortie = await builtSortie()
})
afterAll(() => sortie.close())

/** Runs `sortie --help` with the user's folder for caches at `caches`. */
function helpWith(caches: string) {
  const { command, args, env } = sortie.program
  const { NODE_COMPILE_CACHE: _, ...others } = env
  return spawnSync(command, [...args, '--help'], {
    env: { ...others, XDG_CACHE_HOME: caches, LOCALAPPDATA: caches },
    encoding: 'utf8',
  })
}

test.skipIf(process.platform === 'darwin')('what Node compiles is kept in a folder of the user’s own', () => {
  const caches = path.join(sortie.dir, 'caches')
  expect(helpWith(caches).status).toBe(0)
  const kept = fs.readdirSync(path.join(caches, 'sortie', 'compiled'), { recursive: true })
  expect(kept.length).toBeGreaterThan(1)
})

test('where nothing can be kept the answer is the same', () => {
  const file = path.join(sortie.dir, 'no-folder')
  fs.writeFileSync(file, '')
  const { status, stdout, stderr } = helpWith(file)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toBe(sortie.run('--help').out)
})
