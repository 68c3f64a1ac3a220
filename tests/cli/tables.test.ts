/** Registers, and the form of a self-check handed out and taken in, by the command line as it is shipped. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTables } from '../../src/core/formats/tables/readTables.ts'
import { xlsx } from '../../src/core/formats/tables/xlsxWrite.ts'
import { aCreditCode, anEnterprise } from '../builders/enterprise.ts'
import { filledForm } from '../builders/selfCheckForms.ts'
import { called, openServices } from '../builders/services.ts'
import { builtSortie, type Sortie } from './sortie.ts'

let sortie: Sortie
let workspace = ''
const enterprise = anEnterprise()
const asked = { enterprise, from: '2026-01-01', to: '2026-01-31', items: ['储罐', '围堰'] }

beforeAll(async () => {
  sortie = await builtSortie()
  workspace = path.join(sortie.dir, 'w')
  const host = openServices({ workspaceDir: workspace })
  await called(host, 'person.begin', {
    name: '贺兰舟',
    roles: ['supervisor'],
    unit: '',
    number: '',
    phone: '',
  })
  await called(host, 'enterprise.put', { base: null, doc: enterprise })
  await host.close()
})
afterAll(() => sortie.close())

const given = (name: string, filled: Parameters<typeof filledForm>[2]): string => {
  const file = path.join(sortie.dir, name)
  fs.writeFileSync(file, xlsx([filledForm(asked, 'zh', filled)], 0))
  return file
}
const answers = [{ result: 'inOrder' }, { result: 'found', words: '东侧有裂缝' }]
const kept = (): string =>
  sortie.run(
    'self-check',
    'read',
    '--workspace',
    workspace,
    '--dry-run',
    given('k.xlsx', { on: { day: '2026-01-20' }, name: '乌日娜', answers }),
  ).err

test('hands the form out for an enterprise, by name or code', () => {
  for (const name of [enterprise.name.zh, enterprise.creditCode]) {
    const out = path.join(sortie.dir, 'form.xlsx')
    const days = ['--from', '2026-01-01', '--to', '2026-01-31']
    const { status, err } = sortie.run(
      'self-check',
      'form',
      '--workspace',
      workspace,
      '--enterprise',
      name,
      ...days,
      '--out',
      out,
    )
    expect([status, err]).toEqual([0, ''])
    expect(readTables(fs.readFileSync(out)).value?.[0]?.name).toBe('Self-check')
  }
})

test('takes a form in that was filled in: first as it would be, then for good', () => {
  const file = given('filled.xlsx', { on: { day: '2026-01-20' }, name: '乌日娜', answers })
  const dry = sortie.run('self-check', 'read', '--workspace', workspace, '--dry-run', file)
  expect([dry.status, dry.out]).toEqual([
    0,
    'would be taken in: Sample Acid, 2026-01-20, by 乌日娜: 2 items, 1 found, 0 put right; nothing was kept (--dry-run)\n',
  ])
  expect(kept()).toBe('')
  const done = sortie.json<{ ok: boolean; id: string | null }>(
    'self-check',
    'read',
    '--workspace',
    workspace,
    '--as',
    '贺兰舟',
    file,
    '--json',
  )
  expect([done.ok, done.id === null]).toEqual([true, false])
  expect(kept()).toContain('A self-check of this enterprise of 2026-01-20 is here already.')
})

test('says row by row why a form is refused, and keeps nothing of it', () => {
  const file = given('bad.xlsx', {
    on: { day: '2026-01-21' },
    name: '乌日娜',
    answers: [{ result: '还行' }, { result: 'found', words: null }],
  })
  const { status, err } = sortie.run('self-check', 'read', '--workspace', workspace, file)
  expect(status).toBe(2)
  const lines = err.trim().split('\n')
  expect(lines).toHaveLength(3)
  expect(lines[0]).toContain('sheet “企业自查表”, row 12, column C: “还行” is no result')
  expect(lines[1]).toContain('row 13, column D: It does not say what was found.')
  expect(lines[2]).toContain('nothing was taken in; 2 things have to be put right')
})

test('is one line for a workbook that would fill the memory, an old one, and none', () => {
  for (const [name, content, said] of [
    ['a.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'workbook of before 2007'],
    ['b.xlsx', Buffer.from('x,y\n1,2\n'), 'no self-check form'],
  ] as const) {
    const file = path.join(sortie.dir, name)
    fs.writeFileSync(file, content)
    const { status, err } = sortie.run('self-check', 'read', '--workspace', workspace, file)
    expect([status, err.includes(said)]).toEqual([2, true])
  }
  const { status, err } = sortie.run(
    'self-check',
    'read',
    '--workspace',
    workspace,
    path.join(sortie.dir, 'none.xlsx'),
  )
  expect([status, err.trim().split('\n').length]).toEqual([2, 1])
})

test('writes registers, by their ending or as they are asked for', () => {
  const write = (...args: string[]) => sortie.run('register', ...args, '--workspace', workspace)
  const file = (name: string): string => path.join(sortie.dir, name)
  const done = write('enterprises', '--out', file('e.csv'))
  expect([done.status, done.out]).toEqual([0, `1 row written: ${file('e.csv')}\n`])
  expect(fs.readFileSync(file('e.csv'), 'utf8')).toContain(`${enterprise.creditCode},`)
  for (const format of ['xlsx', 'geojson', 'gpkg'])
    expect(write('enterprises', '--format', format, '--out', file(`e-${format}`)).status).toBe(0)
  expect(fs.readFileSync(file('e-gpkg')).subarray(68, 72).toString()).toBe('GPKG')
  for (const args of [
    ['enterprises', '--out', file('e.txt')],
    ['enterprises', '--overdue', '--out', file('x.csv')],
    ['people', '--out', file('x.csv')],
    ['orders', '--enterprise', '没有的企业', '--out', file('x.csv')],
    ['enterprises', '--out', path.join(sortie.dir, 'none', 'x.csv')],
  ]) {
    const { status, err } = write(...args)
    expect([args, status, err.trim().split('\n').length]).toEqual([args, 2, 1])
  }
  expect(fs.existsSync(file('x.csv'))).toBe(false)
})

test('takes a table in: what it would change, then all of it, or nothing where a row is wrong', () => {
  const run = (...args: string[]) =>
    sortie.run('import-table', 'enterprises', ...args, '--workspace', workspace, '--as', '贺兰舟')
  const file = path.join(sortie.dir, 'enterprises.csv')
  const of = (code: string) =>
    `Name,Credit code,Address\nFar Hill,${code},East Road 1\n样例酸业,${enterprise.creditCode},\n`
  fs.writeFileSync(file, of('9.13E+17'))
  const refused = run(file)
  expect(refused.status).toBe(2)
  expect(refused.err.trim().split('\n')).toEqual([
    expect.stringMatching(
      /row 2, column B: A spreadsheet took the code for a number.* format the column as text/,
    ),
    expect.stringContaining('nothing was taken in: 1 mistake to be corrected first'),
  ])
  fs.writeFileSync(file, of(aCreditCode(77)))
  const dry = run(file, '--dry-run')
  expect([dry.status, dry.out.trim().split('\n')]).toEqual([
    0,
    [
      `new: Far Hill  Unified social credit code ${aCreditCode(77)}  Name Far Hill  Address East Road 1`,
      `${file}: 1 new, 0 changed, 1 as before`,
      'nothing was kept (--dry-run)',
    ],
  ])
  const done = sortie.json<{ ok: boolean; entry: string }>(
    'import-table',
    'enterprises',
    file,
    '--workspace',
    workspace,
    '--as',
    '贺兰舟',
    '--json',
  )
  expect([done.ok, done.entry.length]).toEqual([true, 64])
  expect(run(file).out).toContain('everything is here already as it says')
  for (const args of [['nobody', file], ['sites'], ['sites', file, '--datum', 'x']])
    expect(sortie.run('import-table', ...args, '--workspace', workspace).status).toBe(2)
})
