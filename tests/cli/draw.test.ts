/** A random draw done again from its record alone, by the command line as it is shipped. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordText } from '../../src/core/draw/record.ts'
import { aDraw } from '../builders/draw.ts'
import { builtSortie, type Sortie } from './sortie.ts'

let sortie: Sortie
beforeAll(async () => {
  sortie = await builtSortie()
})
afterAll(() => {
  sortie.close()
})

const draw = aDraw({ times: 2 })
const [first] = draw.attempts
const given = (name: string, text: string): string => {
  const file = path.join(sortie.dir, name)
  fs.writeFileSync(file, text)
  return file
}

test('holds of a record, and shows the first draw, the redraw and its reason', () => {
  const file = given('draw.json', recordText(draw))
  const { status, out, err } = sortie.run('draw', 'replay', file)
  expect([status, err]).toEqual([0, ''])
  expect(out).toContain('名单有误，重新抽取 2')
  for (const { commitment, outcome } of draw.attempts) {
    expect(out).toContain(commitment)
    for (const { target } of outcome?.drawn ?? []) expect(out).toContain(`企业 ${target.slice(1)}`)
  }
  const told = sortie.json<{ ok: boolean; problems: unknown[]; attempts: unknown[] }>(
    'draw',
    'replay',
    file,
    '--json',
  )
  expect([told.ok, told.problems, told.attempts.length]).toEqual([true, [], 2])
  expect(sortie.run('draw', 'replay', file, '--commitment', first?.commitment ?? '').status).toBe(0)
})

test('says no in one line that names what was changed', () => {
  const text = recordText(draw)
  const cases: [string, string, string][] = [
    ['a member', text.replaceAll('"name":"企业 4"', '"name":"企业 X"'), '企业 X'],
    ['the share', text.replace('"sharePercent":30', '"sharePercent":40'), 'share'],
    ['the seed', text.replace('"seed":"3"', '"seed":"4"'), 'seed'],
  ]
  for (const [what, changed, named] of cases) {
    const { status, err } = sortie.run('draw', 'replay', given('changed.json', changed))
    expect([what, status, err.trim().split('\n').length, err.includes(named)]).toEqual([what, 1, 1, true])
  }
  const json = sortie.run('draw', 'replay', given('changed.json', cases[0]?.[1] ?? ''), '--json')
  expect([json.status, (JSON.parse(json.out) as { ok: boolean }).ok]).toEqual([1, false])
  expect(sortie.run('draw', 'replay', given('draw.json', text), '--commitment', 'f'.repeat(64)).status).toBe(
    1,
  )
})

test('refuses in one line what is no record', () => {
  for (const text of [
    '',
    '{',
    '[]',
    '{"sortieDraw":2}',
    recordText(draw).slice(0, 300),
    '\u0000'.repeat(100),
  ]) {
    const { status, out, err } = sortie.run('draw', 'replay', given('bad.json', text))
    expect([text.slice(0, 20), status, out, err.trim().split('\n').length]).toEqual([
      text.slice(0, 20),
      2,
      '',
      1,
    ])
  }
  for (const args of [
    ['draw'],
    ['draw', 'replay'],
    ['draw', 'replay', 'nowhere.json'],
    ['draw', 'replay', 'a', '--commitment', 'x'],
  ])
    expect(sortie.run(...args).status).toBe(2)
})
