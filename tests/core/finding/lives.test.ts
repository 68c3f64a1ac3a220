/** Random lives of findings: steps, orders, services, reports and re-checks in any order, at any times. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Clock,
  clocksOf,
  orderIdOf,
  overdueOf,
  RUNNING_STATES,
} from '../../../src/core/finding/clocks.ts'
import { addDays, dayOf, startOfDay } from '../../../src/core/finding/deadlines/day.ts'
import { factsOf } from '../../../src/core/finding/facts.ts'
import { type Finding, type Recheck, type Sighting, STATES } from '../../../src/core/finding/finding.ts'
import type { RectificationOrder } from '../../../src/core/finding/order/order.ts'
import { issued, itemProblem, served, withdrawn } from '../../../src/core/finding/order/ordering.ts'
import { DEFAULT_SETTINGS } from '../../../src/core/finding/settings.ts'
import { knownOf } from '../../../src/core/finding/sightings.ts'
import { statisticsOf } from '../../../src/core/finding/statistics.ts'
import { type Maker, rechecked, stepped, withStep } from '../../../src/core/finding/steps.ts'
import { TRANSITIONS } from '../../../src/core/finding/transitions.ts'
import { anId } from '../../builders/enterprise.ts'
import { aFinding } from '../../builders/finding.ts'

const { years } = DEFAULT_SETTINGS.holidays
const BEGIN = Date.UTC(2026, 2, 2, 1)
const HOUR = 3_600_000
const PEOPLE = [
  { name: '顾砚之', role: 'officer' },
  { name: '孟青棠', role: 'officer' },
  { name: '罗沙', role: 'supervisor' },
] as const
const POLICE = { id: 'police', name: { zh: '公安', en: '' }, basis: '条例', canInspect: true, covers: [] }

type Deed =
  | { readonly do: 'step'; readonly nth: number }
  | { readonly do: 'look'; readonly outcome: Sighting['outcome']; readonly from: Sighting['seenFrom'] }
  | { readonly do: 'order'; readonly proof: 'air' | 'site' | 'document'; readonly days: number }
  | { readonly do: 'serve' }
  | { readonly do: 'report' }
  | { readonly do: 'withdraw' }
  | { readonly do: 'recheck'; readonly result: Recheck['result']; readonly document: string }
  | { readonly do: 'extend'; readonly days: number }

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('step' as const), nth: fc.nat({ max: 11 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('look' as const),
      outcome: fc.constantFrom('still' as const, 'gone' as const, 'worse' as const, 'unseen' as const),
      from: fc.constantFrom('air' as const, 'site' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('order' as const),
      proof: fc.constantFrom('air' as const, 'site' as const, 'document' as const),
      days: fc.integer({ min: 1, max: 20 }),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ do: 'serve' as const }) },
  { weight: 3, arbitrary: fc.constant({ do: 'report' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'withdraw' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('recheck' as const),
      result: fc.constantFrom('corrected' as const, 'partly' as const, 'not' as const, 'unseen' as const),
      document: fc.constantFrom('', '复查意见书 1'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('extend' as const), days: fc.integer({ min: 1, max: 30 }) }),
  },
)
/** Each with who does it and how many hours after the one before. */
const life = fc.array(fc.tuple(deed, fc.nat({ max: 2 }), fc.integer({ min: 0, max: 200 })), {
  minLength: 1,
  maxLength: 60,
  size: 'max',
})

type World = {
  finding: Finding
  readonly orders: Map<string, RectificationOrder>
  readonly sightings: Sighting[]
}

/** A finding and what became of it; `after` sees each moment. Deeds that may not be done are not. */
function live(
  deeds: readonly (readonly [Deed, number, number])[],
  after: (world: World, atMs: number) => void = () => {},
  n = 0,
): World {
  const world: World = {
    finding: aFinding({
      id: anId(50_000 + n),
      level: n % 3 === 0 ? 'major' : 'general',
      openedAtMs: BEGIN,
      agency: { id: 'police', name: POLICE.name },
    }),
    orders: new Map(),
    sightings: [],
  }
  const look = (outcome: Sighting['outcome'], seenFrom: Sighting['seenFrom'], atMs: number): void => {
    world.sightings.push({
      id: anId(60_000 + world.sightings.length + n * 100),
      findingId: world.finding.id,
      flightId: null,
      footageId: null,
      momentS: null,
      region: null,
      at: world.finding.at,
      seenAtMs: atMs,
      seenFrom,
      outcome,
      // On site one looks in a visit, which lasts a day.
      visitId: seenFrom === 'site' ? anId(80_000 + Math.floor((atMs - BEGIN) / (24 * HOUR))) : null,
      level: 'general',
      author: '顾砚之',
      words: '',
      knew: knownOf(world.finding, world.sightings),
    })
  }
  look('first', 'site', BEGIN)
  let atMs = BEGIN
  for (const [what, who, hours] of deeds) {
    atMs += hours * HOUR
    const person = PEOPLE[who] ?? PEOPLE[0]
    const maker: Maker = { ...person, atMs, alone: false }
    const id = orderIdOf(world.finding)
    const order = id === null ? null : (world.orders.get(id) ?? null)
    const take = (
      done:
        | { ok: true; order?: RectificationOrder; finding?: Finding; findings?: readonly Finding[] }
        | { ok: false },
    ): void => {
      if (!done.ok) return
      if (done.order) world.orders.set(done.order.id, done.order)
      world.finding = done.finding ?? done.findings?.[0] ?? world.finding
    }
    switch (what.do) {
      case 'step': {
        const criterion = order?.items[0]?.criterion ?? null
        // The first of a state's steps lead on; those that lead out of it are taken more rarely.
        const all = TRANSITIONS[world.finding.state]
        const to = all[what.nth < 8 ? 0 : what.nth % Math.max(1, all.length)]?.to
        if (to === undefined) break
        const wanted = { to, reason: 'x', duplicateOfId: anId(1), happenedAtMs: null }
        take(stepped(world.finding, wanted, { sightings: world.sightings, criterion }, maker))
        break
      }
      case 'look':
        look(what.outcome, what.from, atMs)
        break
      case 'order': {
        const made: RectificationOrder = {
          id: anId(70_000 + world.orders.size + n * 100),
          enterpriseId: world.finding.enterpriseId,
          agency: POLICE,
          measure: 'inTime',
          legalBasis: '',
          items: [{ findingId: world.finding.id, demand: '', criterion: { proof: what.proof, words: 'x' } }],
          term: { by: 'count', days: what.days, counts: 'natural' },
          recheck: { days: 3, counts: 'working' },
          termSource: '',
          replacesId: world.finding.state === 'confirmed' ? null : id,
          drafted: { by: maker.name, role: maker.role, atMs },
          issued: null,
          served: null,
          due: null,
          extensions: [],
          withdrawn: null,
        }
        const ground = { agency: POLICE, airIsLead: true }
        if (itemProblem(made, world.finding, world.sightings, ground) === null)
          take(issued(made, [world.finding], `${world.orders.size}`, maker))
        break
      }
      case 'serve':
        if (order)
          take(served(order, [world.finding], { how: 'direct', servedAtMs: atMs, receipt: '' }, years, maker))
        break
      case 'report':
        if (order && ['ordered', 'rectifying'].includes(world.finding.state))
          world.finding = withStep(world.finding, maker, {
            to: 'toRecheck',
            orderId: order.id,
            happenedAtMs: atMs,
          })
        break
      case 'withdraw':
        if (order) take(withdrawn(order, [world.finding], 'x', maker))
        break
      case 'recheck': {
        const sightingId = world.sightings.at(-1)?.id ?? null
        const check = { result: what.result, sightingId, document: what.document, words: 'x' }
        take(rechecked(world.finding, check, maker))
        break
      }
      case 'extend':
        if (order?.served && order.due) {
          const to = addDays(order.extensions.at(-1)?.to ?? order.due, what.days)
          const by = { by: maker.name, role: maker.role, atMs }
          const extensions = [...order.extensions, { from: order.due, to, reason: 'x', ...by }]
          world.orders.set(order.id, { ...order, extensions })
        }
        break
    }
    after(world, atMs)
  }
  return world
}

const clocksIn = ({ finding, orders }: World) => {
  const id = orderIdOf(finding)
  return clocksOf(finding, {
    order: id === null ? null : (orders.get(id) ?? null),
    recheck: { days: 3, counts: 'working' },
    years,
  })
}

describe('in any life of a finding', () => {
  test('the clocks never both blame, run only while there is something to wait for, and a report stops the enterprise’s', () => {
    fc.assert(
      fc.property(life, fc.integer({ min: 0, max: 3000 }), (deeds, laterH) => {
        live(deeds, (world, atMs) => {
          const { enterprise, ours } = clocksIn(world)
          const now = atMs + laterH * HOUR
          const isOver = (clock: Clock | null) =>
            clock !== null && clock.stoppedMs === null && clock.dueMs !== null && clock.dueMs < now
          const blamed = overdueOf({ enterprise, ours }, world.finding.state, now)
          if (blamed === 'enterprise') expect([isOver(enterprise), isOver(ours)]).toEqual([true, false])
          if (blamed === 'ours') expect(isOver(ours)).toBe(true)
          if (!RUNNING_STATES.includes(world.finding.state)) expect(blamed).toBeNull()
          // What waits for us is never the enterprise's.
          if (world.finding.state === 'toRecheck') expect(blamed).not.toBe('enterprise')
          const id = orderIdOf(world.finding)
          if (enterprise && id !== null) expect(world.orders.get(id)?.served).toBeTruthy()
          if (ours && enterprise)
            expect(ours.startMs).toBeGreaterThanOrEqual(Math.min(enterprise.startMs, ours.startMs))
          if (ours && enterprise?.dueMs != null && enterprise.stoppedMs !== null)
            expect(ours.startMs <= enterprise.stoppedMs || ours.startMs <= enterprise.dueMs).toBe(true)
        })
      }),
      { numRuns: 300 },
    )
  })

  test('nothing is closed without its proof, by who wrote down the report, or, where it is major, by an officer', () => {
    let closings = 0
    fc.assert(
      fc.property(life, fc.nat({ max: 5 }), (deeds, n) => {
        const { finding, sightings, orders } = live(deeds, undefined, n)
        const step = finding.transitions.find(({ to }) => to === 'closed')
        if (!step) return
        closings += 1
        if (finding.level === 'major') expect(step.role).toBe('supervisor')
        const seen = sightings.find(({ id }) => id === step.sightingId)
        if (step.from === 'confirmed') {
          expect(seen).toMatchObject({ seenFrom: 'site', outcome: 'gone' })
          return
        }
        const report = finding.transitions.findLast(({ to }) => to === 'toRecheck')
        expect(report?.by).not.toBe(step.by)
        const criterion = orders.get(orderIdOf(finding) ?? '')?.items[0]?.criterion
        if (criterion?.proof === 'document') expect(step.document).not.toBe('')
        else expect(seen).toMatchObject({ seenFrom: criterion?.proof, outcome: 'gone' })
      }),
      { numRuns: 1500 },
    )
    expect(closings).toBeGreaterThan(0)
  })

  test('every step is one of the table’s, and each of those that a person may make is made in some life', () => {
    const known = new Set(STATES.flatMap((from) => TRANSITIONS[from].map(({ to }) => `${from} ${to}`)))
    const made = new Set<string>()
    fc.assert(
      fc.property(life, fc.nat({ max: 5 }), (deeds, n) => {
        for (const { from, to } of live(deeds, undefined, n).finding.transitions) {
          expect(known).toContain(`${from} ${to}`)
          made.add(`${from} ${to}`)
        }
      }),
      { numRuns: 3000, seed: 15 },
    )
    // Transfers are a deed of their own, and nothing comes to what older findings may stand in.
    const others = [...known].filter((step) => !/transferred|unverifiable/.test(step))
    expect(others.filter((step) => !made.has(step))).toEqual([])
  })

  test('what could not be seen decides nothing', () => {
    fc.assert(
      fc.property(life, (deeds) => {
        const world = live(deeds)
        const before = clocksIn(world)
        const check = { result: 'unseen' as const, sightingId: null, document: '', words: '' }
        const done = rechecked(world.finding, check, { ...PEOPLE[0], atMs: BEGIN, alone: false })
        if (!done.ok) return
        expect(done.finding.state).toBe(world.finding.state)
        expect(clocksIn({ ...world, finding: done.finding })).toEqual(before)
      }),
    )
  })
})

describe('the numbers of many findings', () => {
  test('are those of a count by their steps and orders alone', () => {
    fc.assert(
      fc.property(
        fc.array(life, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 60 }),
        (lives, fromDay, days) => {
          const worlds = lives.map((deeds, n) => live(deeds, undefined, n))
          const fromMs = startOfDay(addDays(dayOf(BEGIN), fromDay))
          const toMs = startOfDay(addDays(dayOf(BEGIN), fromDay + days))
          const nowMs = BEGIN + 120 * 24 * HOUR
          const facts = worlds.map((world) => factsOf(world.finding, clocksIn(world)))
          const said = new Map(
            statisticsOf(facts, { fromMs, toMs }, nowMs).map(({ name, value, of, among }) => [
              name,
              { value, of: of.length, among: among?.length ?? null },
            ]),
          )
          // On time, told by walking through the steps: the order that counts, its last day, the report that nobody sent back.
          let [due, inTime, closed] = [0, 0, 0]
          for (const { finding, orders } of worlds) {
            let [orderId, reportMs]: [string | null, number | null] = [null, null]
            for (const step of finding.transitions) {
              if (step.to === 'ordered') [orderId, reportMs] = [step.orderId ?? null, null]
              if (step.to === 'toRecheck') reportMs = step.happenedAtMs ?? step.atMs
              if (step.from === 'toRecheck' && step.to === 'rectifying') reportMs = null
            }
            // A report that a re-check found true in part only is none.
            const reportedAt = finding.transitions.findLastIndex(({ to }) => to === 'toRecheck')
            const looked = (finding.rechecks ?? []).filter(
              ({ steps, result }) => result !== 'unseen' && steps > reportedAt,
            )
            if (looked.at(-1)?.result === 'partly') reportMs = null
            const order = orders.get(orderId ?? '')
            const lastDay = order?.extensions.at(-1)?.to ?? order?.due
            const isUnder = ['ordered', 'rectifying', 'toRecheck', 'closed'].includes(finding.state)
            if (order?.served && lastDay && isUnder) {
              const lastMs = Date.parse(`${lastDay}T16:00:00Z`) - 1
              if (lastMs >= fromMs && lastMs < toMs && lastMs < nowMs) {
                due += 1
                if (reportMs !== null && reportMs <= lastMs) inTime += 1
              }
            }
            const closing = finding.transitions.find(({ to }) => to === 'closed')
            if (closing && closing.atMs >= fromMs && closing.atMs < toMs) closed += 1
          }
          expect(said.get('onTimeRate')).toEqual({
            value: due === 0 ? null : inTime / due,
            of: inTime,
            among: due,
          })
          expect(said.get('closed')?.value).toBe(closed)
          const both = statisticsOf(facts, { fromMs, toMs }, nowMs)
          const over = (name: string) => both.find((one) => one.name === name)?.of ?? []
          expect(over('oursOverdue').filter((id) => over('enterpriseOverdue').includes(id))).toEqual([])
        },
      ),
      { numRuns: 200 },
    )
  })

  test('of nothing are no number, never a hundred per cent', () => {
    for (const { unit, value } of statisticsOf([], { fromMs: 0, toMs: 1 }, 1))
      expect(value).toBe(unit === 'count' ? 0 : null)
  })
})
