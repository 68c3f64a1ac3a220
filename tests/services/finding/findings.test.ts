/** A finding's life, held against a table of this test's own (the papers: 待核实 → 已确认 → 已下发 → 整改中 → 待复查 → 已销号). */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CallOutput, InSession } from '../../../src/contract/index.ts'
import { isOverdue } from '../../../src/core/finding/transitions.ts'
import { anEnterprise, anId } from '../../builders/enterprise.ts'
import { NOW_MS } from '../../builders/mission.ts'
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

/** From, to, and what must be shown: a reason, a deadline, the finding that it repeats, a sighting that saw it gone. */
const STEPS: readonly (readonly [State, State, ('reason' | 'deadline' | 'other' | 'gone')?])[] = [
  ['toVerify', 'confirmed'],
  ['toVerify', 'unfounded', 'reason'],
  ['toVerify', 'duplicate', 'other'],
  ['toVerify', 'transferred', 'reason'],
  ['toVerify', 'unverifiable', 'reason'],
  ['confirmed', 'ordered', 'deadline'],
  ['confirmed', 'transferred', 'reason'],
  ['confirmed', 'toVerify', 'reason'],
  ['ordered', 'rectifying'],
  ['ordered', 'toRecheck'],
  ['ordered', 'confirmed', 'reason'],
  ['rectifying', 'toRecheck'],
  ['rectifying', 'ordered', 'reason'],
  ['toRecheck', 'closed', 'gone'],
  ['toRecheck', 'rectifying', 'reason'],
  ['toRecheck', 'unverifiable', 'reason'],
  ['unfounded', 'toVerify', 'reason'],
  ['duplicate', 'toVerify', 'reason'],
  ['transferred', 'toVerify', 'reason'],
  ['unverifiable', 'toVerify', 'reason'],
  ['unverifiable', 'toRecheck', 'reason'],
]

/** How a finding comes to each state. */
const WAYS: Readonly<Record<State, readonly State[]>> = {
  toVerify: [],
  confirmed: ['confirmed'],
  ordered: ['confirmed', 'ordered'],
  rectifying: ['confirmed', 'ordered', 'rectifying'],
  toRecheck: ['confirmed', 'ordered', 'toRecheck'],
  closed: ['confirmed', 'ordered', 'toRecheck', 'closed'],
  unfounded: ['unfounded'],
  duplicate: ['duplicate'],
  transferred: ['transferred'],
  unverifiable: ['unverifiable'],
}

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
  dueMs: null,
  duplicateOfId: null,
  ...over,
})
const PROOF = () => ({ reason: '现场看过', dueMs: nowMs + HOUR, duplicateOfId: otherId })

/** A further look, written down a moment later than what was before: of one moment the later told is the newer. */
async function seen(id: string, outcome: string, seenAtMs: number): Promise<void> {
  const { version } = await read(id)
  const atMs = nowMs
  nowMs += 1
  await ok('finding.addSighting', { id, base: version, sighting: sighting({ outcome, seenAtMs }) })
  nowMs = atMs
}
/** A new finding in a state; `gone`: with a sighting after the order that saw it gone. */
async function inState(state: State): Promise<string> {
  const id = await open()
  for (const to of WAYS[state]) {
    if (to === 'closed') await seen(id, 'gone', nowMs)
    await ok('finding.transition', asked(await read(id), to, PROOF()))
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
  await ok('enterprise.put', { base: null, doc: anEnterprise() })
  await ok('site.put', { base: null, doc: aSite({ enterpriseId: anId(1) }) })
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
  it.each(STATES)(
    'from %s goes where the table says, with all proof at hand, and nowhere else',
    async (from) => {
      for (const to of STATES) {
        const id = await inState(from)
        if (to === 'closed' && from === 'toRecheck') await seen(id, 'gone', nowMs)
        const before = await read(id)
        const isAllowed = STEPS.some(([a, b]) => a === from && b === to)
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
          expect(answer).toMatchObject({ code: 'bad_transition', params: { from, to } })
          expect(after).toEqual(before)
        }
      }
    },
  )

  it.each(STEPS.map(([from, to, proof]) => ({ from, to, proof })))(
    '$from → $to without its proof is refused by what is missing, and changes nothing',
    async ({ from, to, proof }) => {
      const id = await inState(from)
      const before = await read(id)
      const bare = asked(before, to)
      if (!proof) {
        await ok('finding.transition', bare)
        return
      }
      const needs = { reason: 'reason', deadline: 'deadline', other: 'duplicateOf', gone: 'goneSighting' }[
        proof
      ]
      expect(await refused('finding.transition', bare)).toEqual({
        code: 'needs_proof',
        params: { to, needs },
      })
      // Everything but what is needed is not enough; blanks are no reason, and nothing repeats itself.
      const others = {
        ...PROOF(),
        ...{ reason: { reason: ' \n' }, deadline: { dueMs: null }, other: { duplicateOfId: id }, gone: {} }[
          proof
        ],
      }
      expect(await refused('finding.transition', asked(before, to, others))).toMatchObject({
        params: { needs },
      })
      expect(await read(id)).toEqual(before)
      if (proof === 'gone') await seen(id, 'gone', nowMs)
      const only = {
        reason: { reason: 'x' },
        deadline: { dueMs: nowMs },
        other: { duplicateOfId: otherId },
        gone: {},
      }[proof]
      await ok('finding.transition', asked(await read(id), to, only))
      expect((await read(id)).doc.state).toBe(to)
    },
  )

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
    expect((await refused('finding.transition', asked(before, 'transferred', PROOF()))).code).toBe('conflict')
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
      await ok('finding.transition', asked(await read(id), 'ordered', PROOF()))
      await ok('finding.transition', asked(await read(id), 'toRecheck'))
      for (const [n, outcome] of after.entries()) await look(outcome, n)
      const answer = await call('finding.transition', asked(await read(id), 'closed'))
      expect([offH, answer.ok]).toEqual([offH, isProof])
      if (!answer.ok) {
        expect(answer).toMatchObject({ code: 'needs_proof', params: { needs: 'goneSighting' } })
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

  it('is kept to its last millisecond, and missed by the next: for the row and for the list alike', async () => {
    const id = await inState('confirmed')
    await ok('finding.transition', asked(await read(id), 'ordered', { dueMs: NOW_MS + HOUR }))
    for (const [at, isMissed] of [
      [NOW_MS + HOUR - 1, false],
      [NOW_MS + HOUR, false],
      [NOW_MS + HOUR + 1, true],
    ] as const) {
      nowMs = at
      expect((await read(id)).overdue).toBe(isMissed)
      expect((await overdueIds()).includes(id)).toBe(isMissed)
    }
  })

  it('runs in three states and no other', async () => {
    for (const state of STATES) {
      const { doc } = await read(await inState(state))
      const due = { dueMs: NOW_MS, setAtMs: NOW_MS, by: 'x', reason: '' }
      const isRunning = ['ordered', 'rectifying', 'toRecheck'].includes(state)
      expect([state, isOverdue({ ...doc, deadlines: [due] }, NOW_MS + 1)]).toEqual([state, isRunning])
    }
    const { doc } = await read(await inState('ordered'))
    expect(isOverdue({ ...doc, deadlines: [] }, NOW_MS + 1)).toBe(false)
  })

  it('is moved by one more, never overwritten, and the last one counts, shorter or longer', async () => {
    const id = await inState('ordered')
    await ok('actor.set', CHIEF)
    const extend = async (dueMs: number) =>
      ok('finding.extend', { id, base: (await read(id)).version, dueMs, reason: '等配件' })
    await extend(NOW_MS + 9 * HOUR)
    nowMs = NOW_MS + 2 * HOUR
    expect((await read(id)).overdue).toBe(false)
    await extend(NOW_MS + HOUR)
    const { doc, overdue } = await read(id)
    expect(overdue).toBe(true)
    expect(await overdueIds()).toContain(id)
    expect(doc.deadlines.map(({ dueMs, setAtMs, reason }) => [dueMs, setAtMs, reason])).toEqual([
      [NOW_MS + HOUR, NOW_MS, '现场看过'],
      [NOW_MS + 9 * HOUR, NOW_MS, '等配件'],
      [NOW_MS + HOUR, NOW_MS + 2 * HOUR, '等配件'],
    ])
    await ok('actor.set', OFFICER)
  })

  it('is not moved before there is one', async () => {
    const id = await inState('confirmed')
    const asIf = { id, base: (await read(id)).version, dueMs: NOW_MS, reason: 'x' }
    await ok('actor.set', CHIEF)
    expect(await refused('finding.extend', asIf)).toEqual({
      code: 'needs_proof',
      params: { to: 'confirmed', needs: 'deadline' },
    })
    await ok('actor.set', OFFICER)
  })

  it('comes with the order alone: no other step sets one', async () => {
    const id = await inState('ordered')
    await ok('finding.transition', asked(await read(id), 'rectifying', { dueMs: NOW_MS + 99 * HOUR }))
    expect((await read(id)).doc.deadlines).toHaveLength(1)
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

  it('brings back the state, the deadlines and the steps before it, as an entry of its own', async () => {
    const id = await inState('confirmed')
    const before = await read(id)
    await ok('finding.transition', asked(before, 'ordered', { dueMs: NOW_MS + HOUR }))
    const entry = await last(id)
    await ok('journal.undo', { entry })
    const after = await read(id)
    expect(after.doc).toEqual(before.doc)
    expect(after.revision).toBeGreaterThan(before.revision)
    // And again: what was undone comes back.
    await ok('journal.undo', { entry: await last(id) })
    expect((await read(id)).doc).toMatchObject({ state: 'ordered', deadlines: [{ dueMs: NOW_MS + HOUR }] })
  })

  it('is refused once the finding has moved on', async () => {
    const id = await inState('confirmed')
    const entry = await last(id)
    await ok('finding.transition', asked(await read(id), 'ordered', PROOF()))
    const before = await read(id)
    expect((await call('journal.undo', { entry })).ok).toBe(false)
    expect(await read(id)).toEqual(before)
  })
})
