import { afterAll, beforeAll, expect, test } from 'vitest'
import { callsOver, demoServices, type ScratchServices } from '../../builders/services.ts'

let services: ScratchServices
const ask = callsOver(() => services)
beforeAll(async () => {
  services = await demoServices()
})
afterAll(() => services.close())

test('whoever leaves is told of all open work that names them; findings and visits go to another, and stay whole', async () => {
  const persons = await ask('person.list', {})
  const of = (name: string) => {
    const found = persons.find(({ doc }) => doc.name === name)
    if (!found) throw new Error(`no ${name}`)
    return found
  }
  const [leaver, other, chief] = [of('顾砚之'), of('沈怀瑾'), of('贺兰舟')]
  await ask('person.signIn', { id: chief.doc.id, name: null, passphrase: null })
  const campaign = (await ask('campaign.list', {})).rows[0]
  const planned = (await ask('visit.list', { campaignId: campaign?.id ?? '' })).rows.find(
    ({ toMs, isMerged }) => toMs === null && !isMerged,
  )
  const visit = await ask('visit.get', { id: planned?.id ?? '' })
  const ref = ({ doc: { id, name, number } }: typeof leaver) => ({ personId: id, name, number })
  const officers = [ref(leaver), ref(other)]
  await ask('visit.put', { base: visit.version, doc: { ...visit.doc, officers } })
  const work = await ask('person.openWork', { id: leaver.doc.id })
  expect(work).toContainEqual({ kind: 'visit', id: visit.doc.id, title: expect.stringMatching(/公司$/) })
  expect(work.some(({ kind }) => kind === 'rectificationOrder')).toBe(true)
  const leave = { id: leaver.doc.id, base: leaver.version, handOverToId: null, isConfirmed: false }
  expect(await services.call('person.leave', leave)).toMatchObject({
    ok: false,
    code: 'person_has_work',
    params: { count: work.length },
  })
  await ask('person.leave', { ...leave, handOverToId: other.doc.id })
  const after = (await ask('visit.get', { id: visit.doc.id })).doc
  expect(after.officers.map(({ personId }) => personId)).toEqual([other.doc.id])
})
