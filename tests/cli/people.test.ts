import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aMission } from '../builders/mission.ts'
import { anId } from '../builders/enterprise.ts'
import { called, openServices } from '../builders/services.ts'
import { builtSortie, type Sortie } from './sortie.ts'

const PASSPHRASES = { 罗沙: 'north wind 7', 孟青棠: 'shed no. 3 door' }

let sortie: Sortie
let workspace = ''
let codes: string[] = []
const file = (name: string): string => path.join(sortie.dir, name)

beforeAll(async () => {
  sortie = await builtSortie()
  workspace = file('w')
  const host = openServices({ workspaceDir: workspace })
  const person = { unit: '', phone: '' }
  await called(host, 'person.begin', { ...person, name: '罗沙', roles: ['supervisor'], number: '040117' })
  await called(host, 'person.setPassphrase', { old: null, passphrase: PASSPHRASES.罗沙 })
  const doc = { ...person, id: anId(1), name: '孟青棠', roles: ['operator' as const], number: '' }
  await called(host, 'person.put', { base: null, doc, passphrase: PASSPHRASES.孟青棠 })
  const reader = { ...person, id: anId(2), name: '何一帆', roles: ['reader' as const], number: '' }
  await called(host, 'person.put', { base: null, doc: reader, passphrase: PASSPHRASES.孟青棠 })
  const sheet = await called(host, 'release.print', { count: 2, language: 'en' })
  codes =
    fs
      .readFileSync(host.download(sheet.downloadId)?.path ?? '', 'utf8')
      .match(/[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/g) ?? []
  await host.close()
  for (const [name, text] of Object.entries({ ...PASSPHRASES, 错: 'something else' }))
    fs.writeFileSync(file(name), `${text}\n`)
  fs.writeFileSync(file('empty'), '\n')
  const mission = aMission({ siteIds: [], authorisation: null })
  fs.writeFileSync(
    file('m.json'),
    JSON.stringify({ format: 'sortie-mission', version: 1, mission, sites: [], releases: [] }),
  )
  fs.writeFileSync(file('photo.jpg'), 'not a picture')
})
afterAll(() => sortie.close())

const as = (name: string, secret = name): string[] => ['--as', name, '--passphrase-file', file(secret)]
const said = (...args: string[]) => {
  const { status, err } = sortie.run(...args)
  expect(err.trim().split('\n')).toHaveLength(1)
  return [status, err] as const
}

describe('a workspace with persons', () => {
  const geojson = (...more: string[]) =>
    [
      'export',
      file('m.json'),
      '--to',
      'geojson',
      '--out',
      file('m.geojson'),
      '--workspace',
      workspace,
      ...more,
    ] as const

  it('is not written to by somebody who does not say who they are, or cannot prove it', () => {
    expect(said(...geojson())).toEqual([2, expect.stringContaining('--as NAME --passphrase-file FILE')])
    expect(said(...geojson(...as('孟青棠', '错')))).toEqual([
      1,
      expect.stringContaining('not the passphrase'),
    ])
    expect(said(...geojson(...as('王五', '错')))).toEqual([2, expect.stringContaining('王五')])
    expect(said(...geojson('--as', '孟青棠'))).toEqual([2, expect.stringContaining('--passphrase-file')])
    expect(said(...geojson(...as('孟青棠', 'empty')))).toEqual([2, expect.stringContaining('first line')])
    expect(said(...geojson(...as('孟青棠', 'none')))).toEqual([
      2,
      expect.stringContaining('(it is not there)'),
    ])
    expect(said(...geojson('--passphrase-file', file('孟青棠')))).toEqual([
      2,
      expect.stringContaining('--as'),
    ])
    expect(said('ingest', '--workspace', workspace, file('photo.jpg'))[0]).toBe(2)
    expect(said('workspace', 'send', workspace, '--to', file('a.sortie'))[0]).toBe(2)
    expect(fs.existsSync(file('m.geojson'))).toBe(false)
  })

  it('is written to by a person as their role allows, and the journal has them', async () => {
    expect(said(...geojson(...as('何一帆', '孟青棠')))).toEqual([1, expect.stringContaining('Read-only')])
    const sent = said('workspace', 'send', workspace, '--to', file('a.sortie'), ...as('何一帆', '孟青棠'))
    expect(sent).toEqual([1, expect.stringContaining('Read-only')])
    expect(sortie.run(...geojson(...as('孟青棠'))).status).toBe(0)
    expect(sortie.run('workspace', 'send', workspace, '--to', file('a.sortie'), ...as('孟青棠')).status).toBe(
      0,
    )
    const host = openServices({ workspaceDir: workspace })
    await called(host, 'person.signIn', { id: null, name: '罗沙', passphrase: PASSPHRASES.罗沙 })
    const all = { aggregate: null, id: null, beforeArrival: null, limit: 1 }
    expect((await called(host, 'journal.list', all))[0]).toMatchObject({
      action: 'mission.export:geojson',
      actor: { name: '孟青棠', role: 'operator', personId: anId(1), proved: true },
    })
    await host.close()
  })

  it('lets an error pass by one of its supervisors, who proves it, or by a code of theirs, once', () => {
    const said = ['--release', 'drill', '--release-role', 'supervisor', '--emergency-basis', 'fire']
    const base = [
      'export',
      file('m.json'),
      '--to',
      'qgc-plan',
      '--out',
      file('m.plan'),
      '--workspace',
      workspace,
    ]
    const plan = (...more: string[]) => sortie.run(...base, ...as('孟青棠'), ...said, ...more)
    const by = (name: string): string[] => ['--release-by', name]
    expect(plan(...by('张三'))).toMatchObject({ status: 2, err: expect.stringContaining('张三') as string })
    expect(plan(...by('孟青棠'))).toMatchObject({
      status: 1,
      err: expect.stringContaining('supervisor') as string,
    })
    expect(plan(...by('罗沙'))).toMatchObject({
      status: 1,
      err: expect.stringContaining('in person') as string,
    })
    expect(fs.existsSync(file('m.plan'))).toBe(false)
    const [code = '', other = ''] = codes
    expect(
      plan(...by('罗沙'), '--release-code', `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`),
    ).toMatchObject({
      status: 2,
      err: expect.stringContaining('mistyped') as string,
    })
    expect(plan(...by('罗沙'), '--release-code', code)).toMatchObject({
      status: 0,
      err: expect.any(String) as string,
    })
    expect(fs.existsSync(file('m.plan'))).toBe(true)
    expect(plan(...by('罗沙'), '--release-code', code)).toMatchObject({
      status: 1,
      err: expect.stringContaining('already') as string,
    })
    expect(plan(...by('罗沙'), '--release-passphrase-file', file('罗沙')).status).toBe(0)
    expect(other).not.toBe('')
  })

  it('is verified by anybody', () => {
    expect(sortie.json<{ ok: boolean }>('workspace', 'verify', workspace, '--json').ok).toBe(true)
  })
})

describe('a workspace without persons', () => {
  it('keeps the name that is given', async () => {
    const own = file('alone')
    expect(sortie.run('workspace', 'create', own).status).toBe(0)
    const done = sortie.run(
      'export',
      file('m.json'),
      '--to',
      'geojson',
      '--out',
      file('b.geojson'),
      '--workspace',
      own,
      '--as',
      '顾砚之',
    )
    expect(done.status).toBe(0)
    const host = openServices({ workspaceDir: own })
    const all = { aggregate: null, id: null, beforeArrival: null, limit: 1 }
    expect((await called(host, 'journal.list', all))[0]?.actor).toEqual({ name: '顾砚之', role: 'operator' })
    await host.close()
  })

  it('has nothing to prove a release by', () => {
    const plain = ['export', file('m.json'), '--to', 'geojson', '--out', file('c.geojson')]
    expect(said(...plain, '--as', 'x')).toEqual([2, expect.stringContaining('--workspace')])
    expect(said(...plain, '--release-code', codes[0] ?? '')).toEqual([
      2,
      expect.stringContaining('--workspace'),
    ])
  })
})
