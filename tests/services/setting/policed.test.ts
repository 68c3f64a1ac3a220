import fs from 'node:fs'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../src/core/finding/settings.ts'
import type { Policy } from '../../../src/core/policy/policy.ts'
import { fail, ok } from '../../../src/core/units/result.ts'
import { aCreditCode, anEnterprise, anId } from '../../builders/enterprise.ts'
import { called, openServices, type ScratchServices, scratchServices } from '../../builders/services.ts'

const retention = { ...DEFAULT_SETTINGS.retention, months: 24 }
const policy: Policy = { version: 1, setBy: '科信科', settings: [retention] }
const here = ok({ file: '/etc/sortie/policy.json', policy })
const NEWEST = { aggregate: null, id: null, beforeArrival: null, limit: 10 }
const chief = { name: '孟青棠', role: 'supervisor' } as const

let services: ScratchServices | null = null
afterEach(async () => {
  await services?.close()
  services = null
})
const open = (options: Parameters<typeof scratchServices>[0]): ScratchServices => {
  services = scratchServices({ actor: chief, ...options })
  return services
}
const put = (services: Parameters<typeof called>[0]) =>
  called(services, 'enterprise.put', { base: null, doc: anEnterprise() })

it('says what is set for this computer, to whoever is not in yet too', async () => {
  expect(await called(open({ policy: here }), 'policy.get', {})).toEqual({
    file: '/etc/sortie/policy.json',
    setBy: '科信科',
    language: null,
    workspaces: null,
    settings: ['retention'],
  })
})

it('shows what is set at once, leaves an empty workspace empty, and writes it with the first entry, by whoever set it', async () => {
  const services = open({ policy: here })
  expect(await called(services, 'setting.get', { name: 'retention' })).toEqual({
    value: retention,
    isDefault: false,
    version: null,
    setBy: '科信科',
  })
  expect(await called(services, 'workspace.status', {})).toMatchObject({
    empty: true,
    journal: { entries: 0 },
  })
  await put(services)
  const rows = await called(services, 'journal.list', NEWEST)
  expect(rows.map(({ actor, action }) => [actor.name, actor.role, action])).toEqual([
    ['孟青棠', 'supervisor', 'enterprise.create'],
    ['科信科', 'supervisor', 'setting.put'],
  ])
  expect((await called(services, 'workspace.verify', {})).records.differing).toEqual([])
})

it('is changed by nobody here, neither by a form nor by an undo, and what is not set is', async () => {
  const services = open({ policy: here })
  await put(services)
  const now = await called(services, 'setting.get', { name: 'retention' })
  const changed = { base: now.version, value: { ...retention, months: 6 } }
  expect(await services.call('setting.put', changed)).toEqual({
    ok: false,
    code: 'set_by_policy',
    params: { by: '科信科' },
  })
  const rows = await called(services, 'journal.list', NEWEST)
  const entry = rows.find(({ action }) => action === 'setting.put')?.hash ?? ''
  expect(await services.call('journal.undo', { entry })).toMatchObject({ code: 'set_by_policy' })
  const lock = { ...DEFAULT_SETTINGS.idleLock, minutes: 5 }
  await called(services, 'setting.put', { base: null, value: lock })
  expect(await called(services, 'setting.get', { name: 'idleLock' })).toMatchObject({
    value: lock,
    setBy: null,
  })
})

it('comes over what a workspace had before, and leaves that in the journal', async () => {
  const services = open({})
  const before = { ...retention, months: 36 }
  await called(services, 'setting.put', { base: null, value: before })
  await put(services)
  const workspaceDir = path.join(services.dir, 'w')
  const again = openServices({
    workspaceDir,
    home: path.join(services.dir, 'home'),
    actor: chief,
    policy: here,
  })
  try {
    // Reading alone has it so: what is due is reckoned by it.
    await called(again, 'retention.list', { list: 'due', after: null })
    const rows = await called(again, 'journal.list', NEWEST)
    expect(rows.map(({ action, actor }) => [action, actor.name])[0]).toEqual(['setting.put', '科信科'])
    await called(again, 'enterprise.put', {
      base: null,
      doc: { ...anEnterprise(), id: anId(7), creditCode: aCreditCode(7) },
    })
    expect(await called(again, 'journal.list', NEWEST)).toHaveLength(4)
  } finally {
    await again.close()
  }
})

it('opens nothing where the policy cannot be read, says so in one line, and writes nothing', async () => {
  const unfit = fail('policy_unfit', {
    file: 'p',
    path: 'setBy',
    problem: 'fit_missing',
    limit: '',
    found: '',
    what: '',
  })
  const services = open({ policy: unfit })
  expect(await called(services, 'workspace.status', {})).toMatchObject({ problem: { code: 'policy_unfit' } })
  for (const name of ['enterprise.list', 'workspace.openOwn'])
    expect(await services.call(name, {})).toMatchObject({ ok: false, code: 'policy_unfit' })
  expect(await called(services, 'policy.get', {})).toBeNull()
  expect(fs.existsSync(path.join(services.dir, 'w'))).toBe(false)
})

it('keeps workspaces where the policy says', async () => {
  const folder = path.join(open({}).dir, 'places')
  const placed = openServices({
    policy: ok({ file: 'p', policy: { version: 1, setBy: 'IT', workspaces: folder } }),
  })
  try {
    expect((await called(placed, 'policy.get', {}))?.workspaces).toBe(folder)
    await put(placed)
  } finally {
    await placed.close()
  }
  expect(fs.existsSync(path.join(folder, 'main', 'sortie.db'))).toBe(true)
})
