/** Many enterprises or people from a table, through the services: previewed, taken in whole or not at all, undone at once. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CallInput } from '../../src/contract/index.ts'
import { readCsv } from '../../src/core/formats/tables/csvRead.ts'
import { textIn } from '../../src/core/formats/tables/table.ts'
import { aCreditCode, anEnterprise, anId } from '../builders/enterprise.ts'
import { callsOver, type ScratchServices, scratchServices } from '../builders/services.ts'
import fs from 'node:fs'

let services: ScratchServices
beforeEach(() => {
  services = scratchServices({ secretCost: { ln: 2, r: 8, p: 1 } })
})
afterEach(() => services.close())
const ok = callsOver(() => services)
const refused = async (name: string, input: unknown): Promise<string> => {
  const answer = await services.call(name, input)
  return answer.ok ? 'ok' : answer.code
}
const entries = async () => (await ok('workspace.status', {})).journal.entries

test('a table is taken in as one entry, which one undo takes back; another state or file is refused', async () => {
  await ok('actor.set', { name: '孟青棠', role: 'operator' })
  await ok('enterprise.put', { base: null, doc: anEnterprise({ address: '旧址' }) })
  const rows = Array.from({ length: 40 }, (_, n) => `企业${n},${aCreditCode(100 + n)},\n`).join('')
  const file = services.given('e.csv', `名称,统一社会信用代码,地址\n样例酸业,${aCreditCode(1)},新址\n${rows}`)
  const asked = { kind: 'enterprises', file } as const
  const before = await entries()
  const preview = await ok('takeIn.preview', asked)
  expect(preview.counts).toEqual({ created: 40, changed: 1, same: 0 })
  expect(await entries()).toBe(before)
  const digest = preview.digest ?? ''
  // Somebody is quicker.
  const { version, doc } = await ok('enterprise.get', { id: anId(1) })
  await ok('enterprise.put', { base: version, doc: { ...doc, remarks: '刚改' } })
  expect(await refused('takeIn.apply', { ...asked, digest })).toBe('take_moved')
  const again = await ok('takeIn.preview', asked)
  const done = await ok('takeIn.apply', { ...asked, digest: again.digest ?? '' })
  expect(await entries()).toBe(before + 2)
  const all = await ok('enterprise.list', { text: '', limit: 100 })
  expect(all.total).toBe(41)
  expect((await ok('enterprise.get', { id: anId(1) })).doc).toMatchObject({
    address: '新址',
    remarks: '刚改',
  })
  expect((await ok('takeIn.preview', asked)).digest).toBeNull()
  await ok('journal.undo', { entry: done.entry })
  expect((await ok('enterprise.list', { text: '', limit: 100 })).total).toBe(1)
  expect((await ok('enterprise.get', { id: anId(1) })).doc.address).toBe('旧址')
  // One wrong row, and nothing of it is taken.
  const bad = services.given('bad.csv', `名称,统一社会信用代码\n甲,${aCreditCode(2)}\n乙,${aCreditCode(2)}\n`)
  const wrong: CallInput<'takeIn.apply'> = { kind: 'enterprises', file: bad, digest }
  expect((await ok('takeIn.preview', { kind: 'enterprises', file: bad })).digest).toBeNull()
  expect(await refused('takeIn.apply', wrong)).toBe('take_refused')
  expect(await refused('takeIn.people', { file: bad, digest, language: 'zh' })).toBe('not_allowed')
})

test('people come with a passphrase each, which lets them in once they change it', async () => {
  await ok('actor.set', { name: '贺兰舟', role: 'supervisor' })
  const file = services.given(
    'p.csv',
    '姓名,角色,警号\n贺兰舟,负责人,1\n孟青棠,民警、飞手,2\n何一帆,只读,3\n',
  )
  const asked = { file }
  const digest = (await ok('takeIn.preview', { kind: 'people', ...asked })).digest ?? ''
  expect(await refused('takeIn.people', { ...asked, digest, language: 'zh' })).toBe('no_person')
  const first = await ok('person.begin', {
    name: '贺兰舟',
    roles: ['supervisor'],
    unit: '',
    number: '1',
    phone: '',
  })
  await ok('person.signIn', { id: first.doc.id, name: null, passphrase: null })
  const now = await ok('takeIn.preview', { kind: 'people', ...asked })
  expect(now.counts).toEqual({ created: 2, changed: 0, same: 1 })
  const wanted = { ...asked, digest: now.digest ?? '', language: 'zh' as const }
  expect(await refused('takeIn.people', wanted)).toBe('passphrase_first')
  await ok('person.setPassphrase', { old: null, passphrase: '远山含笑春水绿波映小桥' })
  const again = await ok('takeIn.preview', { kind: 'people', ...asked })
  const done = await ok('takeIn.people', { ...wanted, digest: again.digest ?? '' })
  const list = readCsv(fs.readFileSync(services.download(done.passphrases?.downloadId ?? '')?.path ?? ''))
  const [, officer] = list.value?.rows ?? []
  const [name, , passphrase = ''] = [1, 2, 3].map((column) => textIn(officer?.cells.get(column)))
  expect(name).toBe('孟青棠')
  const id = (await ok('person.list', {})).find(({ doc }) => doc.name === '孟青棠')?.doc.id ?? ''
  await ok('person.signIn', { id, name: null, passphrase })
  expect(await ok('person.entrance', {})).toMatchObject({
    isIn: true,
    mustChange: true,
    actor: { name: '孟青棠' },
  })
  await ok('person.signIn', { id: first.doc.id, name: null, passphrase: '远山含笑春水绿波映小桥' })
  // The last who answers for the workspace stays one.
  const demoted = services.given('d.csv', '姓名,角色,警号\n贺兰舟,民警,1\n')
  const less = await ok('takeIn.preview', { kind: 'people', file: demoted })
  expect(await refused('takeIn.people', { file: demoted, digest: less.digest ?? '', language: 'zh' })).toBe(
    'last_supervisor',
  )
})
