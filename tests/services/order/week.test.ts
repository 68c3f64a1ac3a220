import { afterEach, expect, test } from 'vitest'
import type { CallInput, CallName, CallOutput } from '../../../src/contract/index.ts'
import { addDays, type Day, dayOf, endOfDay, startOfDay } from '../../../src/core/finding/deadlines/day.ts'
import { creditCodeCheckCharacter } from '../../../src/core/site/creditCode.ts'
import type { Licence } from '../../../src/core/site/enterprise.ts'
import { aCampaign, anApproval, aVisit } from '../../builders/campaign.ts'
import { aDuty, aSelfCheck } from '../../builders/duty.ts'
import { aFlight, anEnterprise, anId } from '../../builders/enterprise.ts'
import { aMission, anAuthorisation } from '../../builders/mission.ts'
import { called, demoServices, type ScratchServices, scratchServices } from '../../builders/services.ts'
import { aSite } from '../../builders/site.ts'

const NOW_MS = Date.UTC(2027, 4, 20, 2)
const TODAY = dayOf(NOW_MS)
const inDays = (n: number): Day => addDays(TODAY, n)
const morning = (n: number): number => startOfDay(inDays(n)) + 9 * 3_600_000

let services: ScratchServices | null = null
afterEach(async () => {
  await services?.close()
  services = null
})

const ask = <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
  services ??= scratchServices({
    actor: { name: '贺兰舟', role: 'supervisor' },
    nowMs: () => NOW_MS,
    pollMs: 0,
  })
  return called(services, name, input)
}
const week = async (enterpriseId: string | null = null, limit = 200) =>
  (await ask('week.list', { enterpriseId, limit })).rows
const told = async (enterpriseId: string | null = null) =>
  (await week(enterpriseId)).map(({ kind, id, daysLeft, count }) => [kind, id, daysLeft, count])

const enterprise = (n: number, licences: Licence[] = []) => {
  const first = `91150000MA0DEM0${n}1`
  const creditCode = `${first}${creditCodeCheckCharacter(first)}`
  const doc = anEnterprise({ id: anId(n), name: { zh: `企业${n}`, en: '' }, creditCode, licences })
  return ask('enterprise.put', { base: null, doc })
}
const monthly = (id: string, over: Partial<Parameters<typeof aDuty>[0]> = {}) =>
  aDuty({
    id,
    rule: {
      freq: 'monthly',
      interval: 1,
      from: '2027-01-01',
      byMonth: [],
      byMonthDay: [-1],
      byDay: [],
      count: null,
      until: null,
    },
    leadDays: 12,
    ...over,
  })

test('duties that are due or late and self-checks that are missing are in it, each once with how many days of it are open', async () => {
  await enterprise(1)
  await enterprise(2)
  // 31 January to 30 April are over, 31 May is eleven days ahead and due within its twelve.
  await ask('duty.put', { base: null, doc: monthly(anId(701)) })
  await ask('duty.put', { base: null, doc: monthly(anId(702), { kind: 'selfCheck', enterpriseId: anId(2) }) })
  await ask('duty.put', { base: null, doc: monthly(anId(703), { leadDays: 3, ifOpen: 'replace' }) })
  const januaryLeft = -109
  expect(await told()).toEqual([
    ['duty', anId(701), januaryLeft, 5],
    ['selfCheck', anId(702), januaryLeft, 5],
    // The day before takes no place beside the one after it.
    ['duty', anId(703), -20, null],
  ])
  // What the enterprise did itself is no more owed, at once; and is owed again when it is taken back.
  const { id: _id, enteredBy: _by, enteredAtMs: _at, ...check } = aSelfCheck({ enterpriseId: anId(2) })
  const made = await ask('selfCheck.add', { ...check, checkedOn: '2027-01-30' })
  expect(await told(anId(2))).toEqual([['selfCheck', anId(702), -81, 4]])
  await ask('selfCheck.remove', { id: made.doc.id, base: made.version })
  expect(await told(anId(2))).toEqual([['selfCheck', anId(702), januaryLeft, 5]])
  const [first] = await week(anId(2))
  expect(first).toMatchObject({ aggregate: 'duty', enterpriseId: anId(2), enterpriseName: { zh: '企业2' } })
  const duty = await ask('duty.get', { id: anId(703) })
  const done = { doneOn: TODAY, words: '', footageIds: [] }
  await ask('duty.done', { id: anId(703), base: duty.version, dueOn: '2027-04-30', ...done })
  expect((await told(anId(1))).map(([, id]) => id)).toEqual([anId(701)])
})

test('licences of enterprises and of people that end are in it with the days that are left, those that end first before', async () => {
  const licence = (number: string, days: number | null): Licence => ({
    kind: 'use',
    number,
    authority: '',
    validUntil: days === null ? null : inDays(days),
  })
  await enterprise(1, [
    licence('later', 61),
    licence('over', -2),
    licence('soon', 60),
    licence('never', null),
  ])
  await ask('person.begin', {
    id: anId(901),
    name: '孟青棠',
    roles: ['supervisor'],
    unit: '',
    number: 'CAAC-3107',
    licenceUntil: inDays(6),
    phone: '',
  })
  expect(
    (await week()).map(({ kind, aggregate, title, licence: of, daysLeft }) => [
      kind,
      aggregate,
      title,
      of,
      daysLeft,
    ]),
  ).toEqual([
    ['renew', 'enterprise', 'over', 'use', -2],
    ['renew', 'person', '孟青棠 CAAC-3107', null, 6],
    ['renew', 'enterprise', 'soon', 'use', 60],
  ])
  expect((await week(anId(1))).map(({ aggregate }) => aggregate)).toEqual(['enterprise', 'enterprise'])
})

test('visits that nobody approved are in it, whether they are to begin or began; one takes its round’s approval, or its campaign’s', async () => {
  await enterprise(1)
  const round = {
    missionIds: [],
    agencyIds: ['police'],
    checklist: null,
    copiedFromId: null,
    no: 1,
    name: '',
  }
  const span = { fromMs: morning(-30), toMs: morning(60) }
  const plan = (id: string, over: object, rounds: object) =>
    ask('campaign.put', {
      base: null,
      doc: aCampaign({
        id,
        ...span,
        ...over,
        rounds: [{ ...round, id: 'r', ...span, approval: null, ...rounds }],
      }),
    })
  const before = anApproval({ atMs: morning(-25) })
  await plan(anId(711), {}, {})
  const second = await plan(anId(712), {}, {})
  const third = await plan(anId(713), {}, {})
  const said = { no: before.no, atMs: before.atMs, urgentReason: null }
  // Nobody approves by an edit; and what is approved of a round holds for its visits alone.
  await ask('campaign.approve', {
    id: anId(712),
    base: second.version,
    roundId: null,
    ...said,
    urgentReason: '先行',
  })
  await ask('campaign.approve', {
    id: anId(713),
    base: third.version,
    roundId: 'r',
    ...said,
    urgentReason: '先行',
  })
  const visit = (n: number, days: number, over: Parameters<typeof aVisit>[0] = {}) =>
    ask('visit.put', { base: null, doc: aVisit({ id: anId(800 + n), fromMs: morning(days), ...over }) })
  await visit(1, -2)
  await visit(2, 6)
  await visit(3, 7)
  await visit(4, 1, { campaignId: anId(711), roundId: 'r' })
  await visit(5, 1, { campaignId: anId(712), roundId: 'r' })
  await visit(6, 1, { campaignId: anId(713), roundId: 'r' })
  await visit(7, 1, { campaignId: anId(713), roundId: null })
  const urgent = await visit(8, -1)
  const visits = async () => (await told()).filter(([kind]) => String(kind).startsWith('approve'))
  expect(await visits()).toEqual([
    ['approveAfter', anId(801), -2, null],
    ['approveAfter', anId(808), -1, null],
    ['approve', anId(804), 1, null],
    ['approve', anId(807), 1, null],
    ['approve', anId(802), 6, null],
  ])
  await ask('visit.approve', { id: anId(808), base: urgent.version, no: '补1', urgentReason: '举报' })
  expect((await visits()).map(([, id]) => id)).not.toContain(anId(808))
  expect((await visits()).length).toBe(4)
})

test('a round that ends within the week is in it as long as an enterprise of it was neither flown over nor visited', async () => {
  for (const n of [1, 2, 3]) await enterprise(n)
  await ask('site.put', { base: null, doc: aSite({ id: anId(101), enterpriseId: anId(1) }) })
  const round = { missionIds: [], agencyIds: [], checklist: null, copiedFromId: null, approval: null }
  const enterpriseIds = [anId(1), anId(2), anId(3)]
  await ask('campaign.put', {
    base: null,
    doc: aCampaign({
      enterpriseIds,
      fromMs: morning(-30),
      toMs: morning(60),
      rounds: [
        { ...round, id: 'ends', no: 1, name: '一', fromMs: morning(-10), toMs: endOfDay(inDays(6)) },
        { ...round, id: 'over', no: 2, name: '二', fromMs: morning(-20), toMs: morning(-1) },
        { ...round, id: 'later', no: 3, name: '三', fromMs: morning(-1), toMs: morning(7) },
      ],
    }),
  })
  const rounds = async (of: string | null = null) =>
    (await week(of)).flatMap(({ kind, title, count, daysLeft }) =>
      kind === 'finishRound' ? [[title, count, daysLeft]] : [],
    )
  const title = { zh: '秋季清查 · 一', en: 'Autumn checks · 一' }
  expect(await rounds()).toEqual([[title, 3, 6]])
  await ask('flight.put', {
    base: null,
    doc: aFlight({ siteIds: [anId(101)], takeoffAtMs: morning(-9), landedAtMs: morning(-9) + 1000 }),
  })
  const of = { campaignId: anId(701), roundId: 'ends', enterpriseId: anId(2) }
  await ask('visit.put', { base: null, doc: aVisit({ ...of, fromMs: morning(-3), toMs: null }) })
  expect(await rounds()).toEqual([[title, 2, 6]])
  expect(await rounds(anId(1))).toEqual([])
  expect(await rounds(anId(2))).toEqual([[title, 2, 6]])
  const visit = await ask('visit.get', { id: anId(801) })
  await ask('visit.put', { base: visit.version, doc: { ...visit.doc, toMs: morning(-3) + 1000 } })
  expect(await rounds()).toEqual([[title, 1, 6]])
  const campaign = await ask('campaign.get', { id: anId(701) })
  await ask('campaign.put', { base: campaign.version, doc: { ...campaign.doc, closedAtMs: NOW_MS } })
  expect(await rounds()).toEqual([])
})

test('a flight approval that ends before its round does is in it, until its mission was flown in the round', async () => {
  await enterprise(1)
  const authorised = (id: string, days: number) =>
    ask('mission.put', {
      base: null,
      doc: aMission({
        id,
        siteIds: [],
        authorisation: anAuthorisation({ fromMs: morning(-90), toMs: morning(days) }),
      }),
    })
  await authorised(anId(201), 2)
  await authorised(anId(202), 90)
  await ask('campaign.put', {
    base: null,
    doc: aCampaign({
      fromMs: morning(-30),
      toMs: morning(60),
      rounds: [
        {
          checklist: null,
          copiedFromId: null,
          id: 'r',
          no: 1,
          name: '',
          fromMs: morning(-10),
          toMs: morning(30),
          missionIds: [anId(201), anId(202)],
          agencyIds: [],
          approval: null,
        },
      ],
    }),
  })
  expect(await told()).toEqual([['renewFlight', anId(201), 2, null]])
  const flown = { missionId: anId(201), takeoffAtMs: morning(-2), landedAtMs: morning(-2) + 1000 }
  await ask('flight.put', { base: null, doc: aFlight(flown) })
  expect(await told()).toEqual([])
})

test('what is due first is not crowded out, whichever room it is of, nor what has no day by what has one', async () => {
  for (const n of [1, 2]) await enterprise(n)
  for (let n = 0; n < 6; n++) await ask('duty.put', { base: null, doc: monthly(anId(710 + n)) })
  await ask('visit.put', { base: null, doc: aVisit({ fromMs: morning(-300) }) })
  const first = await ask('week.list', { enterpriseId: null, limit: 3 })
  expect(first.rows.map(({ kind }) => kind)).toEqual(['approveAfter', 'duty', 'duty'])
  expect(first.isMore).toBe(true)
  expect((await ask('week.list', { enterpriseId: null, limit: 7 })).isMore).toBe(false)
})

test('the demo has at least one of each, in both languages, and what was done alone goes when a second person looked at it', async () => {
  services = await demoServices()
  const rows = await week()
  const kinds = new Set(rows.map(({ kind }) => kind))
  for (const kind of [
    'duty',
    'selfCheck',
    'renew',
    'approve',
    'approveAfter',
    'finishRound',
    'review',
  ] as const)
    expect(kinds, kind).toContain(kind)
  expect(new Set(rows.filter(({ kind }) => kind === 'renew').map(({ aggregate }) => aggregate))).toEqual(
    new Set(['enterprise', 'person']),
  )
  const { persons } = await ask('person.entrance', {})
  const isListed = async () => (await week()).some(({ kind }) => kind === 'review')
  const signIn = async (name: string) => {
    const id = persons.find((one) => one.name === name)?.id ?? null
    await ask('person.signIn', { id, name: null, passphrase: null })
  }
  // Whoever did it alone does not look at it for others.
  await signIn('贺兰舟')
  expect(await isListed()).toBe(false)
  await signIn('顾砚之')
  expect(await isListed()).toBe(true)
  await ask('person.reviewAlone', {})
  expect(await isListed()).toBe(false)
  await signIn('孟青棠')
  expect(await isListed()).toBe(true)
})
