/** The journal read as sentences at the command line: by person, thing, kind and day, in both languages. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anEnterprise, anId } from '../builders/enterprise.ts'
import { called, openServices } from '../builders/services.ts'
import { WAIT_MS } from '../limits.ts'
import { builtSortie, type Sortie } from './sortie.ts'

let sortie: Sortie
const file = (name: string): string => path.join(sortie.dir, name)
type Told = { lines: { action: string; sentence: string; atMs: number; subjects: { id: string }[] }[] }

beforeAll(async () => {
  sortie = await builtSortie()
  const host = openServices({ workspaceDir: file('w') })
  await called(host, 'actor.set', { name: '罗沙', role: 'supervisor' })
  const { version } = await called(host, 'enterprise.put', { base: null, doc: anEnterprise() })
  await called(host, 'enterprise.put', { base: version, doc: anEnterprise({ address: '东街 2 号' }) })
  await called(host, 'actor.set', { name: '孟青棠', role: 'supervisor' })
  const other = anEnterprise({ id: anId(2), name: { zh: '乙县药剂厂', en: 'Yi Reagents' } })
  await called(host, 'enterprise.put', { base: null, doc: other })
  await called(host, 'setting.put', { base: null, value: { name: 'seenResolution', cmPerPixel: 3 } })
  await host.close()
})
afterAll(() => sortie.close())

const lines = (...more: string[]): string[] => {
  const { status, out, err } = sortie.run('workspace', 'journal', 'w', ...more)
  expect([status, err]).toEqual([0, ''])
  return out.trim().split('\n')
}
const told = (...more: string[]): Told['lines'] =>
  sortie.json<Told>('workspace', 'journal', 'w', '--json', ...more).lines

describe('workspace journal', () => {
  it('says who did what, the newest first, and no more than is asked for', () => {
    const all = lines()
    expect(all).toHaveLength(4)
    expect(all[0]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d {2}孟青棠 .*Least resolution/)
    expect(all[1]).toContain('Yi Reagents')
    for (const line of all) expect(line).not.toMatch(/[{}]|undefined|seenResolution/)
    expect(lines('--last', '1')).toEqual(all.slice(0, 1))
  })

  it('is asked by person, kind, thing and day, each alone and together', () => {
    expect(told('--person', '罗沙')).toHaveLength(2)
    expect(told('--kind', 'setting')).toHaveLength(1)
    expect(told('--kind', '设置项')).toHaveLength(1)
    expect(told('--object', '药剂')).toHaveLength(1)
    const one = told('--object', anId(1))
    expect(one.map(({ subjects }) => subjects[0]?.id)).toEqual([anId(1), anId(1)])
    expect(told('--object', anId(1), '--person', '孟青棠')).toEqual([])
    const day = new Date((one[0]?.atMs ?? 0) + 8 * 3_600_000).toISOString().slice(0, 10)
    expect(told('--day', day, '--kind', 'enterprise')).toHaveLength(3)
    expect(told('--day', '2001-02-03')).toEqual([])
    expect(lines('--day', '2001-02-03')).toEqual(['no entry is like that'])
  })

  it('speaks Chinese where the machine does', () => {
    const { command, args, env } = sortie.program
    const { stdout } = spawnSync(command, [...args, 'workspace', 'journal', 'w', '--kind', '企业'], {
      cwd: sortie.dir,
      env: { ...env, LC_ALL: 'zh_CN.UTF-8' },
      encoding: 'utf8',
      timeout: WAIT_MS,
    })
    expect(stdout.trim().split('\n')).toHaveLength(3)
    expect(stdout).toContain('罗沙（负责人，未验证身份）')
    expect(stdout).toContain('“乙县药剂厂”')
  })

  it('refuses in one line what it cannot be asked', () => {
    fs.mkdirSync(file('empty'))
    for (const [args, named] of [
      [['w', '--person', '何一帆'], '罗沙'],
      [['w', '--kind', 'ship'], 'ship'],
      [['w', '--day', '2026-02-30'], '--day'],
      [['w', '--day', 'today'], 'YYYY-MM-DD'],
      [['w', '--last', '0'], '--last'],
      [['empty'], 'empty'],
      [[], 'journal'],
      [['w', 'x'], 'journal'],
      [['w', '--who', 'x'], '--who'],
    ] as const) {
      const { status, out, err } = sortie.run('workspace', 'journal', ...args)
      expect([status, out, err.trim().split('\n').length], args.join(' ')).toEqual([2, '', 1])
      expect(err).toContain(named)
    }
  })
})
