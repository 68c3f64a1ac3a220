/** A finding's life, held against a table of this test's own (the papers: 待核实 → 已确认 → 已下发 → 整改中 → 待复查 → 已销号). */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CallOutput, InSession } from '../../../src/contract/index.ts'
import { aVisit } from '../../builders/campaign.ts'
import { anEnterprise, anId } from '../../builders/enterprise.ts'
import { NOW_MS } from '../../builders/mission.ts'
import { issueOrder, serveOrder } from '../../builders/orders.ts'
import { openServices } from '../../builders/services.ts'
import { aSite, place } from '../../builders/site.ts'

const HOUR = 3_600_000
const STATES = [
  'toVerify',
  'confirmed',
  'ordered',
  'rectifying',
  'toRecheck',
  'closed',
  'unfounded',
  'duplicate',
  'transferred',
  'unverifiable',
] as const
type State = (typeof STATES)[number]

/**
 * From, to, and what must be shown: a reason, the finding that it repeats, a sighting that saw it gone. Orders, their
 * service and transfers make the steps that are theirs.
 */
const STEPS: readonly (readonly [
  State,
  State,
  ('reason' | 'other' | 'gone' | 'order' | 'service' | 'transfer' | 'spot')?,
])[] = [
  ['toVerify', 'confirmed'],
  ['toVerify', 'unfounded', 'reason'],
  ['toVerify', 'duplicate', 'other'],
  ['toVerify', 'transferred', 'transfer'],
  ['confirmed', 'ordered', 'order'],
  ['confirmed', 'closed', 'spot'],
  ['confirmed', 'transferred', 'transfer'],
  ['confirmed', 'toVerify', 'reason'],
  ['ordered', 'rectifying', 'service'],
  ['ordered', 'toRecheck'],
  ['ordered', 'confirmed', 'reason'],
  ['rectifying', 'toRecheck'],
  ['rectifying', 'ordered', 'order'],
  ['rectifying', 'confirmed', 'reason'],
  ['toRecheck', 'closed', 'gone'],
  ['toRecheck', 'rectifying', 'reason'],
  ['toRecheck', 'ordered', 'order'],
  ['toRecheck', 'confirmed', 'order'],
  ['unfounded', 'toVerify', 'reason'],
  ['duplicate', 'toVerify', 'reason'],
  ['transferred', 'toVerify', 'reason'],
]
/** What refuses a step that an order or a transfer makes, or what is missing where it stands alone. */
const NEEDS = {
  reason: 'reason',
  other: 'duplicateOf',
  gone: 'proof_air',
  order: 'order',
  service: 'service',
  transfer: 'transfer',
  spot: 'visit',
} as const
const BY_ITSELF = ['reason', 'other', 'gone', 'spot', undefined]

/** How a finding comes to each state; nothing comes to `unverifiable` any more. */
const WAYS: Readonly<Record<Exclude<State, 'unverifiable'>, readonly State[]>> = {
  toVerify: [],
  confirmed: ['confirmed'],
  ordered: ['confirmed', 'ordered'],
  rectifying: ['confirmed', 'ordered', 'rectifying'],
  toRecheck: ['confirmed', 'ordered', 'toRecheck'],
  closed: ['confirmed', 'ordered', 'toRecheck', 'closed'],
  unfounded: ['unfounded'],
  duplicate: ['duplicate'],
  transferred: ['transferred'],
}
const REACHED = Object.keys(WAYS) as (keyof typeof WAYS)[]

const OFFICER = { name: '孟青棠', role: 'officer' }
const CHIEF = { name: '罗沙', role: 'supervisor' }

let nowMs = NOW_MS
let dir = ''
let host: InSession
let otherId = ''

type Row = CallOutput<'finding.get'>
const call = (name: string, input: unknown) => host.call(name, input)
async function ok<T>(name: string, input: unknown): Promise<T> {
  const answer = await call(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.code} ${JSON.stringify(answer.params)}`)
  return answer.value as T
}
async function refused(name: string, input: unknown): Promise<{ code: string; params: object }> {
  const answer = await call(name, input)
  if (answer.ok) throw new Error(`${name} passed: ${JSON.stringify(input)}`)
  return { code: answer.code, params: answer.params }
}

const sighting = (over: object = {}) => ({
  flightId: null,
  footageId: null,
  momentS: null,
  region: null,
  at: place(50, 50),
  seenAtMs: nowMs,
  seenFrom: 'air',
  outcome: 'first',
  level: 'general',
  words: '',
  ...over,
})
const wish = {
  title: '围堰缺口',
  category: '',
  level: 'general',
  risk: null,
  owner: '',
  assetId: null,
  enterpriseId: null,
  recursOfId: null,
}
const open = async (): Promise<string> =>
  (await ok<{ doc: { id: string } }>('finding.open', { sighting: sighting(), finding: wish })).doc.id
const read = (id: string) => ok<Row>('finding.get', { id })
const asked = (row: Row, to: State, over: object = {}) => ({
  id: row.doc.id,
  base: row.version,
  to,
  reason: '',
  duplicateOfId: null,
  ...over,
})
const PROOF = () => ({ reason: '现场看过', duplicateOfId: otherId })

/** A further look, written down a moment later than what was before: of one moment the later told is the newer. */
async function seen(id: string, outcome: string, seenAtMs: number): Promise<void> {
  const { version } = await read(id)
  const atMs = nowMs
  nowMs += 1
  await ok('finding.addSighting', { id, base: version, sighting: sighting({ outcome, seenAtMs }) })
  nowMs = atMs
}
const asChief = async <T>(work: () => Promise<T>): Promise<T> => {
  await ok('actor.set', CHIEF)
  try {
    return await work()
  } finally {
    await ok('actor.set', OFFICER)
  }
}
/** Puts a finding into an order of its own, which a look from the air closes; served at once where it is said. */
async function order(id: string, isServed = false): Promise<void> {
  const { doc } = await read(id)
  const issued = await asChief(() => issueOrder(host, doc.enterpriseId, [id]))
  if (isServed) await serveOrder(host, issued, nowMs)
}

/** A new finding in a state. */
async function inState(state: keyof typeof WAYS): Promise<string> {
  const id = await open()
  for (const to of WAYS[state]) {
    if (to === 'ordered') await order(id, WAYS[state].includes('rectifying'))
    else if (to === 'transferred')
      await ok('finding.transfer', {
        id,
        base: (await read(id)).version,
        how: 'referred',
        agencyId: 'ecology',
        receipt: '',
        awaitedAtMs: null,
        words: '',
      })
    else if (to !== 'rectifying') {
      if (to === 'closed') await seen(id, 'gone', nowMs)
      await ok('finding.transition', asked(await read(id), to, PROOF()))
    }
  }
  return id
}

beforeAll(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-findings-'))
  host = openServices({
    home: path.join(dir, 'home'),
    workspaceDir: path.join(dir, 'w'),
    nowMs: () => nowMs,
  })
  await ok('actor.set', OFFICER)
  await asChief(() =>
    ok('setting.put', { base: null, value: { name: 'airIsLead', isOn: false, reason: '' } }),
  )
  await ok('enterprise.put', { base: null, doc: anEnterprise() })
  await ok('site.put', { base: null, doc: aSite({ enterpriseId: anId(1) }) })
  await ok('visit.put', { base: null, doc: aVisit() })
  otherId = await open()
})
afterAll(async () => {
  await host.close()
  fs.rmSync(dir, { recursive: true, force: true })
})
beforeEach(() => {
  nowMs = NOW_MS
})

describe('a step of a finding', () => {
  it.each(REACHED)(
    'from %s goes where the table says, with all proof at hand, and nowhere else',
    async (from) => {
      for (const to of STATES) {
        const id = await inState(from)
        if (to === 'closed' && from === 'toRecheck') await seen(id, 'gone', nowMs)
        const before = await read(id)
        const step = STEPS.find(([a, b]) => a === from && b === to)
        const isAllowed = step !== undefined && BY_ITSELF.includes(step[2]) && step[2] !== 'spot'
        const answer = await call('finding.transition', asked(before, to, PROOF()))
        expect([from, to, answer.ok]).toEqual([from, to, isAllowed])
        const after = await read(id)
        if (answer.ok) {
          expect(after.doc.state).toBe(to)
          expect(after.doc.transitions.at(-1)).toMatchObject({
            from,
            to,
            by: '孟青棠',
            role: 'officer',
            atMs: nowMs,
          })
          expect(after.doc.transitions).toHaveLength(before.doc.transitions.length + 1)
        } else {
          if (step)
            expect(answer).toMatchObject({
              code: 'needs_proof',
              params: { needs: NEEDS[step[2] ?? 'order'] },
            })
          else expect(answer).toMatchObject({ code: 'bad_transition', params: { from, to } })
          expect(after).toEqual(before)
        }
      }
    },
  )

  it.each(STEPS.map(([from, to, proof]) => ({ from, to, proof })))(
    '$from → $to without its proof is refused by what is missing, and changes nothing',
    async ({ from, to, proof }) => {
      const id = await inState(from as keyof typeof WAYS)
      const before = await read(id)
      const bare = asked(before, to)
      if (!proof) {
        await ok('finding.transition', bare)
        return
      }
      const needs = NEEDS[proof]
      expect(await refused('finding.transition', bare)).toEqual({
        code: 'needs_proof',
        params: { to, needs },
      })
      // Everything but what is needed is not enough; blanks are no reason, and nothing repeats itself.
      const others = {
        ...PROOF(),
        ...(proof === 'reason' ? { reason: ' \n' } : proof === 'other' ? { duplicateOfId: id } : {}),
      }
      expect(await refused('finding.transition', asked(before, to, others))).toMatchObject({
        params: { needs },
      })
      expect(await read(id)).toEqual(before)
      if (!BY_ITSELF.includes(proof)) return
      if (proof === 'gone') await seen(id, 'gone', nowMs)
      if (proof === 'spot') {
        for (const outcome of ['still', 'gone']) {
          nowMs += 1
          const { version } = await read(id)
          const look = sighting({ outcome, seenFrom: 'site', visitId: anId(801) })
          await ok('finding.addSighting', { id, base: version, sighting: look })
        }
      }
      const only = proof === 'reason' ? { reason: 'x' } : proof === 'other' ? { duplicateOfId: otherId } : {}
      await ok('finding.transition', asked(await read(id), to, only))
      expect((await read(id)).doc.state).toBe(to)
    },
  )

  it('takes no visit of another enterprise for its own, when it is put down or when it was moved since', async () => {
    await ok('enterprise.put', {
      base: null,
      doc: anEnterprise({ id: anId(2), name: { zh: '邻厂', en: '' } }),
    })
    await ok('visit.put', {
      base: null,
      doc: aVisit({ id: anId(802), enterpriseId: anId(2), campaignId: null, roundId: null }),
    })
    const id = await open()
    await ok('finding.transition', asked(await read(id), 'confirmed'))
    const add = async (outcome: string, visitId: string) => ({
      id,
      base: (await read(id)).version,
      sighting: sighting({ outcome, seenFrom: 'site', visitId }),
    })
    const before = await read(id)
    expect(await refused('finding.addSighting', await add('still', anId(802)))).toEqual({
      code: 'visit_other_enterprise',
      params: {},
    })
    expect(await read(id)).toEqual(before)
    for (const outcome of ['still', 'gone']) {
      nowMs += 1
      await ok('finding.addSighting', await add(outcome, anId(801)))
    }
    const { version } = await read(id)
    await ok('finding.edit', { id, base: version, change: { enterpriseId: anId(2) } })
    expect(await refused('finding.transition', asked(await read(id), 'closed'))).toEqual({
      code: 'needs_proof',
      params: { to: 'closed', needs: 'visit' },
    })
  })

  it('is made by an officer or a supervisor, never by an operator, who may look again; a longer time is given by a supervisor', async () => {
    const id = await open()
    try {
      await ok('actor.set', { name: '罗沙', role: 'operator' })
      const before = await read(id)
      for (const to of STATES)
        expect((await refused('finding.transition', asked(before, to, PROOF()))).code).toBe('not_allowed')
      const longer = { id, base: before.version, dueMs: nowMs, reason: 'x' }
      expect((await refused('finding.extend', longer)).code).toBe('not_allowed')
      expect(await read(id)).toEqual(before)
      await seen(id, 'still', nowMs)
      await ok('actor.set', OFFICER)
      expect((await refused('finding.extend', longer)).code).toBe('not_allowed')
      await ok('actor.set', CHIEF)
      await ok('finding.transition', asked(await read(id), 'confirmed'))
      expect((await read(id)).doc.transitions).toMatchObject([{ by: '罗沙', role: 'supervisor' }])
    } finally {
      await ok('actor.set', OFFICER)
    }
  })

  it('repeats only a finding that there is', async () => {
    const id = await open()
    const asIf = asked(await read(id), 'duplicate', { duplicateOfId: anId(999_999) })
    expect((await refused('finding.transition', asIf)).code).toBe('not_found')
  })

  it('made on a state that has moved on is a conflict, and is not made', async () => {
    const id = await open()
    const before = await read(id)
    await ok('finding.transition', asked(before, 'confirmed'))
    const late = await refused('finding.transition', asked(before, 'unfounded', PROOF()))
    // Judged by what is there now, or by its base: either way it is refused and nothing of it is kept.
    expect(['conflict', 'bad_transition']).toContain(late.code)
    expect((await refused('finding.transition', asked(before, 'toVerify', PROOF()))).code).toBe('conflict')
    expect((await read(id)).doc).toMatchObject({ state: 'confirmed', transitions: [{ to: 'confirmed' }] })
  })
})

describe('closing', () => {
  /** Hours by which a laptop's clock may be off: three ahead, three behind, a year behind and ahead. */
  const CLOCKS = [0, 3, -3, -8760, 8760]
  type Look = 'gone' | 'still' | 'worse' | 'unseen'

  it.each([
    ['seen gone before the order alone', ['gone'], [], false],
    ['seen gone after it', [], ['gone'], true],
    ['seen gone before and after it', ['gone'], ['gone'], true],
    ['still there', [], ['still'], false],
    ['worse', [], ['worse'], false],
    ['could not be seen', [], ['unseen'], false],
    ['gone, and later there again', [], ['gone', 'still'], false],
    ['there still, and later gone', [], ['still', 'gone'], true],
    ['gone, and a later look that could not see', [], ['gone', 'unseen'], false],
    ['never looked at again', [], [], false],
  ] as const)('a finding that was %s, whatever the clocks say', async (_what, before, after, isProof) => {
    for (const [i, offH] of CLOCKS.entries()) {
      const id = await open()
      // Each look comes from a laptop whose clock is off by something else.
      const look = (outcome: Look, n: number) =>
        seen(id, outcome, NOW_MS + (CLOCKS[(i + n) % CLOCKS.length] ?? offH) * HOUR)
      await ok('finding.transition', asked(await read(id), 'confirmed'))
      for (const [n, outcome] of before.entries()) await look(outcome, n)
      await order(id)
      await ok('finding.transition', asked(await read(id), 'toRecheck'))
      for (const [n, outcome] of after.entries()) await look(outcome, n)
      const answer = await call('finding.transition', asked(await read(id), 'closed'))
      expect([offH, answer.ok]).toEqual([offH, isProof])
      if (!answer.ok) {
        expect(answer).toMatchObject({ code: 'needs_proof', params: { needs: 'proof_air' } })
        continue
      }
      const { doc, history } = await read(id)
      const proof = history.find((one) => one.doc.id === doc.transitions.at(-1)?.sightingId)
      expect(proof?.doc.outcome).toBe('gone')
    }
  })

  it('rests on what each look knew', async () => {
    const id = await inState('toRecheck')
    await seen(id, 'still', NOW_MS - HOUR)
    await seen(id, 'gone', NOW_MS - 2 * HOUR)
    const { doc, history } = await read(id)
    const of = (outcome: string) => history.find((one) => one.doc.outcome === outcome)?.doc
    expect(of('first')?.knew).toEqual({ sightings: [], steps: 0, lastStep: null })
    expect(of('still')?.knew).toMatchObject({
      sightings: [of('first')?.id],
      steps: 3,
      lastStep: { to: 'toRecheck' },
    })
    expect(of('gone')?.knew?.sightings).toEqual([of('still')?.id])
    expect(doc.transitions).toHaveLength(3)
  })

  it('is not talked into by what a caller says that it knew', async () => {
    const id = await inState('toRecheck')
    const { version } = await read(id)
    const lie = { sightings: [], steps: 99, lastStep: null }
    const told = { id, base: version, sighting: sighting({ outcome: 'still', knew: lie }) }
    const answer = await ok<{ sighting: { doc: { knew: object } } }>('finding.addSighting', told)
    expect(answer.sighting.doc.knew).toMatchObject({ steps: 3, lastStep: { to: 'toRecheck' } })
  })
})

describe('the deadline', () => {
  const overdueIds = async (): Promise<string[]> => {
    const all = {
      enterpriseId: null,
      states: [],
      level: null,
      overdueOnly: true,
      text: '',

      limit: 500,
    }
    return (await ok<CallOutput<'finding.list'>>('finding.list', all)).rows.map(({ id }) => id)
  }

  it('is the last day of the term to its last millisecond, and missed by the next: for the row and for the list alike', async () => {
    const id = await inState('rectifying')
    // Served on 1 June: the 15th day is 16 June, whose last millisecond in China is 16:00 UTC less one.
    const lastMs = Date.UTC(2026, 5, 16, 16) - 1
    expect((await read(id)).clocks.enterprise).toEqual({ startMs: NOW_MS, dueMs: lastMs, stoppedMs: null })
    for (const [at, isMissed] of [
      [lastMs - 1, false],
      [lastMs, false],
      [lastMs + 1, true],
    ] as const) {
      nowMs = at
      const { overdue, overdueOf } = await read(id)
      expect([overdue, overdueOf]).toEqual([isMissed, isMissed ? 'enterprise' : null])
      expect((await overdueIds()).includes(id)).toBe(isMissed)
    }
    // Nobody reported and nobody looked: from three working days after the deadline on it is we who are late.
    nowMs = Date.UTC(2026, 5, 22, 16) - 1
    expect((await read(id)).overdueOf).toBe('enterprise')
    // 19 June is Dragon Boat, the 20th and 21st are a weekend: the third working day after the 16th is the 22nd.
    nowMs = Date.UTC(2026, 5, 22, 16)
    expect((await read(id)).overdueOf).toBe('ours')
  })

  it('does not run before service, and no finding has one of its own', async () => {
    for (const state of REACHED) {
      const { doc, clocks } = await read(await inState(state))
      expect(doc.deadlines).toEqual([])
      expect([state, clocks.enterprise !== null]).toEqual([state, state === 'rectifying'])
    }
    const id = await inState('rectifying')
    const asIf = { id, base: (await read(id)).version, dueMs: NOW_MS, reason: 'x' }
    await asChief(async () =>
      expect(await refused('finding.extend', asIf)).toEqual({
        code: 'needs_proof',
        params: { to: 'rectifying', needs: 'order' },
      }),
    )
  })
})

describe('undoing a step', () => {
  const last = async (id: string): Promise<string> => {
    const rows = await ok<CallOutput<'journal.list'>>('journal.list', {
      aggregate: 'finding',
      id,
      beforeArrival: null,
      limit: 1,
    })
    return rows[0]?.hash ?? ''
  }

  it('brings back the state and the steps before it, as an entry of its own', async () => {
    const id = await inState('rectifying')
    const before = await read(id)
    await ok('finding.transition', asked(before, 'toRecheck'))
    const entry = await last(id)
    await ok('journal.undo', { entry })
    const after = await read(id)
    expect(after.doc).toEqual(before.doc)
    expect(after.clocks).toEqual(before.clocks)
    expect(after.revision).toBeGreaterThan(before.revision)
    // And again: what was undone comes back.
    await ok('journal.undo', { entry: await last(id) })
    expect((await read(id)).doc).toMatchObject({ state: 'toRecheck' })
  })

  it('is refused once the finding has moved on', async () => {
    const id = await inState('confirmed')
    const entry = await last(id)
    await order(id)
    const before = await read(id)
    expect((await call('journal.undo', { entry })).ok).toBe(false)
    expect(await read(id)).toEqual(before)
  })
})
