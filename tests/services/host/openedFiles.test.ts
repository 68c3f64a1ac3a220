import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openedFiles } from '../../../src/services/host/openedFiles.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-opened-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

it('a file that is opened waits under a reference until somebody has done with it, and is told of', () => {
  let told = 0
  const registered: string[] = []
  const opened = openedFiles(
    (file) => ({ ref: `r${registered.push(file)}`, name: path.basename(file), size: 1 }),
    () => {
      told += 1
    },
  )
  const plan = path.join(folder, 'A.PLAN')
  const other = path.join(folder, 'b.waypoints')
  for (const file of [plan, other]) fs.writeFileSync(file, '{}')
  opened.open(plan)
  opened.open(other)
  expect(told).toBe(2)
  expect(registered).toEqual([plan, other])
  expect(opened.list()).toEqual([
    { file: 'r1', name: 'A.PLAN', isReadable: true },
    { file: 'r2', name: 'b.waypoints', isReadable: true },
  ])
  opened.release(['r1', 'never-there'])
  expect(opened.list().map(({ file }) => file)).toEqual(['r2'])
})

it('what is not there, a folder, and what is of another kind are no files to be had, and only told of', () => {
  const opened = openedFiles(
    () => {
      throw new Error('nothing of this is registered')
    },
    () => undefined,
  )
  fs.mkdirSync(path.join(folder, 'folder.plan'))
  fs.writeFileSync(path.join(folder, 'x.txt'), 'x')
  for (const name of ['gone.plan', 'folder.plan', 'x.txt']) opened.open(path.join(folder, name))
  expect(opened.list().map(({ name, isReadable }) => [name, isReadable])).toEqual([
    ['gone.plan', false],
    ['folder.plan', false],
    ['x.txt', false],
  ])
  opened.release(opened.list().map(({ file }) => file))
  expect(opened.list()).toEqual([])
})
