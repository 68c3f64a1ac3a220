import { afterAll, beforeAll, expect, test } from 'vitest'
import { callsOver, demoServices, type ScratchServices } from '../../builders/services.ts'

let services: ScratchServices
const ask = callsOver(() => services)
beforeAll(async () => {
  services = await demoServices()
})
afterAll(() => services.close())

test('one person renamed is one, two of one name are two, and the journal names who did it', async () => {
  const { persons } = await ask('person.entrance', {})
  const idOf = (name: string) => persons.find((one) => one.name === name)?.id ?? ''
  const [reporter, other] = [idOf('顾砚之'), idOf('沈怀瑾')]
  const chief = idOf('贺兰舟')
  const signIn = (id: string) => ask('person.signIn', { id, name: null, passphrase: null })
  const rename = async (id: string, name: string) => {
    const found = (await ask('person.list', {})).find(({ doc }) => doc.id === id)
    if (!found) throw new Error('no such person')
    const { roles, unit, number, phone } = found.doc
    const doc = { id, name, roles, unit, number, phone }
    await ask('person.put', { base: found.version, doc, passphrase: null })
  }
  const asked = {
    enterpriseId: null,
    states: ['toRecheck' as const],
    level: null,
    overdueOnly: false,
    text: '',
  }
  const [row] = (await ask('finding.list', asked)).rows
  const id = row?.id ?? ''
  const base = async () => (await ask('finding.get', { id })).version
  const close = async () =>
    services.call('finding.transition', {
      id,
      base: await base(),
      to: 'closed',
      reason: '',
      duplicateOfId: null,
    })
  const { doc } = await ask('finding.get', { id })
  expect(doc.transitions.findLast(({ to }) => to === 'toRecheck')?.personId).toBe(reporter)

  await signIn(reporter)
  const check = { result: 'corrected' as const, sightingId: null, document: '补齐的台账', words: '' }
  await ask('finding.recheck', { id, base: await base(), ...check })
  await signIn(chief)
  await rename(reporter, '顾彦之')
  await rename(other, '顾砚之')
  await signIn(reporter)
  expect(await close()).toMatchObject({ ok: false, code: 'needs_other_person' })
  await signIn(other)
  expect(await close()).toMatchObject({ ok: true })
})
