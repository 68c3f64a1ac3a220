/** What people get wrong in the round of the work, over the command line as it is shipped: one line in either language. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCreditCode, anEnterprise, anId } from '../builders/enterprise.ts'
import { called, openServices } from '../builders/services.ts'
import { builtSortie, type Sortie } from './sortie.ts'

let sortie: Sortie
let workspace = ''
let entries = 0
const TWIN = aCreditCode(1)

const counted = async (): Promise<number> => {
  const host = openServices({ workspaceDir: workspace })
  await called(host, 'person.signIn', { id: null, name: '罗沙', passphrase: 'north wind 7' })
  const all = await called(host, 'journal.list', {
    aggregate: null,
    id: null,
    beforeArrival: null,
    limit: 500,
  })
  await host.close()
  return all.length
}

beforeAll(async () => {
  sortie = await builtSortie()
  workspace = path.join(sortie.dir, 'w')
  const host = openServices({ workspaceDir: workspace })
  const person = { name: '罗沙', roles: ['supervisor' as const], unit: '', number: '040117', phone: '' }
  await called(host, 'person.begin', person)
  await called(host, 'person.setPassphrase', { old: null, passphrase: 'north wind 7' })
  await called(host, 'enterprise.put', { base: null, doc: anEnterprise() })
  const twin = anEnterprise({ id: anId(2), name: { zh: '样例酸业（重复）', en: 'Sample Acid again' } })
  await called(host, 'enterprise.put', { base: null, doc: twin })
  await host.close()
  fs.writeFileSync(path.join(sortie.dir, 'right'), 'north wind 7\n')
  fs.writeFileSync(path.join(sortie.dir, 'forgotten'), 'something else\n')
  entries = await counted()
})
afterAll(() => sortie.close())

/** What a command says on stderr where it refuses, in a language. */
function refused(language: 'zh' | 'en', args: readonly string[]): string {
  const { command, args: before, env } = sortie.program
  const locale = language === 'zh' ? 'zh_CN.UTF-8' : 'C'
  const done = spawnSync(command, [...before, ...args], {
    cwd: sortie.dir,
    env: { ...env, LC_ALL: locale, LANG: locale },
    encoding: 'utf8',
  })
  expect(done.status).not.toBe(0)
  expect(done.stdout).toBe('')
  const lines = done.stderr.trim().split('\n')
  expect(lines).toHaveLength(1)
  const [line = ''] = lines
  expect(line).not.toMatch(/[{}]|undefined|[a-z]_[a-z]/)
  if (language === 'zh') expect(line).toMatch(/\p{Script=Han}/u)
  else expect(line).toMatch(/[A-Za-z]{3}/)
  return line
}

const as = (secret: string): string[] => ['--as', '罗沙', '--passphrase-file', secret]
const words = (text: string): string[] => text.split(' ')
const form = (enterprise: string, secret = 'right'): string[] =>
  words('self-check form --workspace w --from 2026-01-01 --to 2026-01-31 --out form.xlsx').concat(
    ['--enterprise', enterprise],
    as(secret),
  )
const register = (enterprise: string): string[] =>
  words('register findings --workspace w --out r.csv').concat(['--enterprise', enterprise], as('right'))

test.each(['zh', 'en'] as const)('in %s', async (language) => {
  // Two enterprises of one code: nothing is taken for the one that is meant.
  for (const args of [form(TWIN), register(TWIN)]) expect(refused(language, args)).toContain(TWIN)
  // A code that no enterprise has, one that a table made a number of, and one with a slip.
  for (const code of [aCreditCode(7), '9.11500000001E+17', `${TWIN.slice(0, 17)}#`])
    for (const args of [form(code), register(code)]) expect(refused(language, args)).toContain(code)
  // A passphrase that was forgotten, and a person who does not work here.
  expect(refused(language, form('样例酸业（重复）', 'forgotten'))).toContain('罗沙')
  const nobody = ['--as', '孟青棠', '--passphrase-file', 'right']
  expect(
    refused(language, ['register', 'findings', '--workspace', 'w', '--out', 'r.csv', ...nobody]),
  ).toContain('孟青棠')
  expect(fs.readdirSync(sortie.dir).filter((name) => /\.(xlsx|csv)$/.test(name))).toEqual([])
  expect(await counted()).toBe(entries)
})
