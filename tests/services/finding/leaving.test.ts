import { afterAll, beforeAll, expect, test } from 'vitest'
import { callsOver, demoServices, type ScratchServices } from '../../builders/services.ts'

let services: ScratchServices
const ask = callsOver(() => services)
const ALL_CONFIRMED = {
  enterpriseId: null,
  states: ['toVerify' as const, 'confirmed' as const, 'ordered' as const, 'rectifying' as const],
  level: null,
  overdueOnly: false,
  text: '',
}
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
  expect(work).toContainEqual({
    kind: 'visit',
    id: visit.doc.id,
    title: { zh: expect.stringMatching(/公司$/), en: expect.any(String) },
    todo: expect.stringMatching(/^(visit|approve|finishSheet)$/),
    goesOver: true,
  })
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

test('all kinds of open work are told and go over in one step, but what cannot; unused codes end', async () => {
  const own = await demoServices()
  const call = callsOver(() => own)
  const persons = await call('person.list', {})
  const of = (name: string) => {
    const found = persons.find(({ doc }) => doc.name === name)
    if (!found) throw new Error(`no ${name}`)
    return found
  }
  const [leaver, chief, other] = [of('贺兰舟'), of('沈怀瑾'), of('顾砚之')]
  await call('person.signIn', { id: leaver.doc.id, name: null, passphrase: null })
  const { name, roles, unit, number, phone } = chief.doc
  await call('person.put', {
    base: chief.version,
    doc: {
      id: chief.doc.id,
      name,
      roles: [...new Set([...roles, 'supervisor' as const])],
      unit,
      number,
      phone,
    },
    passphrase: null,
  })
  const named = leaver.doc.name
  const row = (await call('campaign.list', {})).rows[0]
  const campaign = await call('campaign.get', { id: row?.id ?? '' })
  await call('campaign.put', {
    base: campaign.version,
    doc: { ...campaign.doc, organiser: `云岭支队 ${named}`, closedAtMs: null },
  })
  const table = await call('setting.get', { name: 'escalation' })
  if (table.value.name !== 'escalation') throw new Error('another table')
  await call('setting.put', {
    base: table.version,
    value: { ...table.value, rows: table.value.rows.map((one) => ({ ...one, whom: `中队长（${named}）` })) },
  })
  const mission = (await call('mission.list', { siteId: null, text: '' })).rows[0]
  const { doc: planned } = await call('mission.get', { id: mission?.id ?? '' })
  const copy = {
    ...planned,
    id: '0196f0a0-0000-7000-8000-00000000ab01',
    crew: [{ name: named, duty: '操控' }],
  }
  await call('mission.put', { base: null, doc: copy })
  await call('release.print', { count: 2, language: 'zh' })
  const member = (key: string) => ({ key, name: key, stratum: '' })
  const pool = {
    targets: [member('甲厂'), member('乙厂')],
    sharePercent: 50,
    targetsExcluded: [],
    inspectors: [],
    inspectorsPerTarget: 0,
    inspectorsExcluded: [],
  }
  await call('draw.commit', { name: { zh: '四月抽查', en: '' }, pool })
  const open = (await call('finding.list', ALL_CONFIRMED)).rows[0]
  const finding = await call('finding.get', { id: open?.id ?? '' })
  await call('finding.edit', { id: finding.doc.id, base: finding.version, change: { owner: named } })

  const work = await call('person.openWork', { id: leaver.doc.id })
  const told = (kind: string, todo: string) =>
    work.find((one) => one.kind === kind && one.todo === todo)?.goesOver
  expect({
    finding: told('finding', 'follow'),
    organiser: told('campaign', 'organise'),
    escalation: told('setting', 'beTold'),
    crew: told('mission', 'nameCrew'),
    codes: told('releaseSheet', 'codesEnd'),
    draw: told('draw', 'draw'),
  }).toEqual({ finding: true, organiser: true, escalation: true, crew: false, codes: false, draw: false })

  const base = leaver.version
  const leave = { id: leaver.doc.id, base, handOverToId: leaver.doc.id, isConfirmed: false }
  expect(await own.call('person.leave', leave)).toMatchObject({ code: 'hand_over_unfit' })
  await call('person.leave', { ...leave, handOverToId: other.doc.id })
  await call('person.signIn', { id: chief.doc.id, name: null, passphrase: null })
  expect((await call('finding.get', { id: finding.doc.id })).doc.owner).toBe(other.doc.name)
  expect((await call('campaign.get', { id: campaign.doc.id })).doc.organiser).toBe(
    `云岭支队 ${other.doc.name}`,
  )
  const after = await call('setting.get', { name: 'escalation' })
  expect(after.value).toMatchObject({
    rows: table.value.rows.map(() => ({ whom: `中队长（${other.doc.name}）` })),
  })
  expect((await call('release.sheets', {})).every(({ doc }) => doc.withdrawnAtMs !== null)).toBe(true)
  const left = await call('person.openWork', { id: leaver.doc.id })
  expect(left.filter(({ goesOver }) => goesOver)).toEqual([])
  // One entry has all of it, so that one undo takes all of it back.
  const entry = (await call('journal.list', { aggregate: null, id: null, beforeArrival: null, limit: 1 }))[0]
  expect(entry).toMatchObject({ action: 'person.leave' })
  await own.close()
})
