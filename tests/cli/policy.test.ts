import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../src/core/finding/settings.ts'
import { builtSortie, type Sortie } from './sortie.ts'

let sortie: Sortie
beforeAll(async () => {
  sortie = await builtSortie()
})
afterAll(() => sortie.close())

const given = (name: string, value: unknown): string => {
  const file = path.join(sortie.dir, name)
  fs.writeFileSync(file, JSON.stringify(value))
  return file
}

it('looks a policy over and says what it sets', () => {
  const settings = [DEFAULT_SETTINGS.idleLock, DEFAULT_SETTINGS.retention]
  const value = {
    version: 1,
    setBy: 'District IT',
    language: 'zh',
    workspaces: 'D:\\Sortie\\{user}',
    settings,
  }
  const file = given('good.json', value)
  const { status, out, err } = sortie.run('policy', 'check', file)
  expect([status, err]).toEqual([0, ''])
  expect(out).toContain('set by District IT')
  expect(out).toContain('D:\\Sortie\\{user}')
  expect(out).not.toMatch(/idleLock|retention\b/)
  expect(sortie.json('policy', 'check', file, '--json')).toEqual(value)
})

it('says in one line what is wrong, and ends with 2', () => {
  for (const [name, value] of [
    ['typo.json', { version: 1, setBy: 'x', langauge: 'zh' }],
    ['share.json', { version: 1, setBy: 'x', workspaces: '\\\\server\\share' }],
  ] as const) {
    const { status, out, err } = sortie.run('policy', 'check', given(name, value))
    expect([status, out, err.trim().split('\n').length]).toEqual([2, '', 1])
    expect(err).toContain(name)
  }
  expect(sortie.run('policy', 'check', path.join(sortie.dir, 'none.json')).err).toMatch(/none\.json/)
  expect(sortie.run('policy').status).toBe(2)
})

it('says that nothing is set for this computer', () => {
  const { status, out } = sortie.run('policy', 'show')
  expect([status, out]).toEqual([0, expect.stringContaining('policy.json')])
})
