/** The numbers of two and of three stations that exchange and join, each against a count from its own journal alone. */
import fs from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { CallOutput } from '../../../src/contract/index.ts'
import { DEFAULT_SETTINGS } from '../../../src/core/finding/settings.ts'
import { anEnterprise, anId } from '../../builders/enterprise.ts'
import {
  type Case,
  clockOf,
  type Counted,
  countedOf,
  dayOf,
  type Order,
  replayed,
  startOf,
} from '../../builders/journalCount.ts'
import { confirmedFinding, issueOrder, serveOrder } from '../../builders/orders.ts'
import { callsOver, type ScratchServices, scratchServices } from '../../builders/services.ts'

const HOUR = 3_600_000
const CHIEF = { name: '贺兰舟', role: 'supervisor' } as const
const OFFICER = { name: '顾砚之', role: 'officer' } as const
const ANY = { enterpriseId: null, states: [], level: null, overdueOnly: false, text: '' }
const PERIODS = [
  [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)],
  [startOf('2026-05-01'), startOf('2026-06-01')],
  [startOf('2026-06-01'), startOf('2026-07-01')],
  [startOf('2026-07-01'), startOf('2026-08-01')],
] as const

/** A station, with a clock that is off by some hours. */
function laptop(offHours: number) {
  let nowMs = 0
  const services: ScratchServices = scratchServices({ pollMs: 0, nowMs: () => nowMs + offHours * HOUR })
  opened.push(services)
  const ask = callsOver(() => services)
  return {
    services,
    ask,
    at(day: string, hour = 10) {
      nowMs = startOf(day) + hour * HOUR
    },
    now: () => nowMs + offHours * HOUR,
    as: (who: typeof CHIEF | typeof OFFICER) => ask('actor.set', who),
    finding: async (id: string) => ask('finding.get', { id }),
    order: async (id: string) => ask('order.get', { id }),
  }
}
type Laptop = ReturnType<typeof laptop>
const opened: ScratchServices[] = []
afterEach(async () => {
  for (const services of opened.splice(0)) await services.close()
})

/** All that one has goes to the others, whom they accept. */
async function exchange(all: readonly Laptop[]): Promise<void> {
  for (const from of all) {
    const sent = await from.ask('workspace.send', { since: null, originals: 'all' })
    const { own } = await from.ask('station.list', {})
    for (const to of all) {
      if (to === from) continue
      const file = to.services.given(
        'from.sortie',
        fs.readFileSync(from.services.download(sent.download)?.path ?? ''),
      )
      await to.as(CHIEF)
      await to.ask('workspace.receive', { file })
      const known = (await to.ask('station.list', {})).stations.find(({ station }) => station === own)
      if (!known?.isAccepted) await to.ask('station.accept', { station: own ?? '', name: '另一台' })
    }
  }
}

/** What a station's statistics say, and who is told of what is over; the same from its journal alone. */
async function both({ services, ask, now }: Laptop) {
  const file = path.join(services.dir, 'w', 'sortie.db')
  const cases = replayed<Case>(file, 'finding')
  const orders = new Map(replayed<Order>(file, 'rectificationOrder').map((one) => [one.id, one]))
  const said: Counted[] = []
  const counted: Counted[] = []
  for (const [fromMs, toMs] of PERIODS) {
    const asked = { fromMs, toMs, enterpriseId: null, level: null }
    const { rows } = await ask('statistics.get', asked)
    said.push(Object.fromEntries(rows.map(({ name, value, of, among }) => [name, [value, of, among]])))
    counted.push(countedOf(cases, orders, { fromMs, toMs }, now()))
    // Behind each number stands its list.
    for (const { name, of } of rows) {
      const behind = await ask('statistics.behind', { ...asked, name, part: 'of', skip: 0, limit: 100 })
      expect([name, behind.rows.length]).toEqual([name, of])
    }
  }
  const { rows } = await ask('week.list', { enterpriseId: null, limit: 300 })
  const isLater = (row: CallOutput<'week.list'>['rows'][number]): boolean => row.overdueOf !== null
  return {
    said,
    counted,
    told: rows
      .filter(isLater)
      .map(({ id, overdueOf, whom }) => `${id} ${overdueOf} ${whom}`)
      .sort(),
    toldBy: cases.flatMap((one) => toldNow(one, orders, now()) ?? []).sort(),
  }
}

/** Who is told of a case by now, by the days it is over and the table as it is delivered; null: it is not over. */
function toldNow(one: Case, orders: ReadonlyMap<string, Order>, nowMs: number): string | null {
  const clock = clockOf(one, orders)
  if (!clock || one.state === 'closed') return null
  const oursMs = clock.oursMs !== null && clock.oursMs < nowMs ? clock.oursMs : null
  const theirsMs = clock.reportMs === null && clock.dueMs !== null && clock.dueMs < nowMs ? clock.dueMs : null
  const overMs = oursMs ?? theirsMs
  if (overMs === null) return null
  // Once the enterprise is over what is waited for is our look: its days are those of our own clock.
  const fromMs = oursMs ?? clock.oursMs ?? overMs
  const days = Math.round((startOf(dayOf(nowMs)) - startOf(dayOf(fromMs))) / (24 * HOUR))
  const rows = DEFAULT_SETTINGS.escalation.rows.filter(
    ({ level, days: from }) => level === one.level && from <= days,
  )
  const whom = rows.sort((a, b) => b.days - a.days)[0]?.whom ?? null
  return `${one.id} ${oursMs === null ? 'enterprise' : 'ours'} ${whom}`
}

async function sameOn(all: readonly Laptop[]): Promise<void> {
  const numbers = []
  for (const one of all) {
    const { said, counted, told, toldBy } = await both(one)
    expect(said).toEqual(counted)
    expect(told).toEqual(toldBy)
    numbers.push({ said, told })
  }
  for (const one of numbers) expect(one).toEqual(numbers[0])
}

/** Looks at it from the air, gone, and closes it. */
async function close(at: Laptop, id: string): Promise<void> {
  const before = await at.finding(id)
  await at.ask('finding.addSighting', {
    id,
    base: before.version,
    sighting: {
      flightId: null,
      footageId: null,
      momentS: null,
      region: null,
      at: before.doc.at,
      seenAtMs: at.now(),
      seenFrom: 'air',
      outcome: 'gone',
      level: 'general',
      words: '',
    },
  })
  await at.ask('finding.transition', {
    id,
    base: (await at.finding(id)).version,
    to: 'closed',
    reason: '',
    duplicateOfId: null,
  })
}
const report = async (at: Laptop, orderId: string, findingIds: string[], day: string): Promise<void> => {
  const { version } = await at.order(orderId)
  await at.ask('order.report', {
    id: orderId,
    base: version,
    findingIds,
    reportedAtMs: startOf(day) + HOUR,
    words: '',
  })
}
const recheck = async (at: Laptop, id: string, result: 'corrected' | 'partly' | 'not'): Promise<void> => {
  const { version } = await at.finding(id)
  await at.ask('finding.recheck', {
    id,
    base: version,
    result,
    sightingId: null,
    document: '复查意见书',
    words: '',
  })
}

test.each([
  ['two', [0, 3]],
  ['three', [0, -5, 11]],
])(
  '%s stations count alike and as their journals say: extended, partly put right, sent away, over, closed',
  async (_, clocks) => {
    const all = clocks.map(laptop)
    const [a, b = a, c = b] = all as [Laptop, Laptop?, Laptop?]
    const on = (day: string): void => {
      for (const one of all) one.at(day)
    }
    on('2026-05-05')
    await a.as(CHIEF)
    await a.ask('enterprise.put', { base: null, doc: anEnterprise() })
    const ids: string[] = []
    for (const title of ['甲', '乙', '丙', '丁', '戊', '己'])
      ids.push(await confirmedFinding(a.services, anId(1), title))
    const [first, second, third, fourth, away, major] = ids as [
      string,
      string,
      string,
      string,
      string,
      string,
    ]
    await a.ask('finding.edit', {
      id: major,
      base: (await a.finding(major)).version,
      change: { level: 'major' },
    })
    const days = (n: number) => ({ term: { by: 'count' as const, days: n, counts: 'natural' as const } })
    const order = await issueOrder(a.services, anId(1), [first, second, third], days(10))
    await serveOrder(a.services, order, startOf('2026-05-05') + HOUR)
    const older = await issueOrder(a.services, anId(1), [fourth], days(10))
    await serveOrder(a.services, older, startOf('2026-05-05') + HOUR)
    const grave = await issueOrder(a.services, anId(1), [major], days(3))
    await serveOrder(a.services, grave, startOf('2026-05-05') + HOUR)
    await exchange(all)
    await sameOn(all)

    // Each does something of its own, and knows nothing of the others.
    on('2026-05-12')
    await a.as(CHIEF)
    await a.ask('order.extend', {
      id: order.doc.id,
      base: (await a.order(order.doc.id)).version,
      to: '2026-05-25',
      reason: '停产',
    })
    await a.ask('finding.transfer', {
      id: away,
      base: (await a.finding(away)).version,
      how: 'referred',
      agencyId: 'ecology',
      receipt: '',
      awaitedAtMs: null,
      words: '',
    })
    await b.as(OFFICER)
    await report(b, order.doc.id, [first], '2026-05-11')
    await c.as(OFFICER)
    await report(c, older.doc.id, [fourth], '2026-05-11')
    await recheck(c, fourth, 'partly')
    await exchange(all)
    await sameOn(all)

    // On one finding both: what was added at each is all there.
    on('2026-05-26')
    await a.as(CHIEF)
    await a.ask('finding.fileCase', {
      id: second,
      base: (await a.finding(second)).version,
      kind: 'filed',
      no: '立案 1 号',
      words: '',
    })
    await b.as(OFFICER)
    await recheck(b, second, 'not')
    await c.as(CHIEF)
    await close(c, first)
    await report(c, order.doc.id, [third], '2026-05-26')
    await exchange(all)
    const merged = (await b.finding(second)).doc
    expect([merged.cases?.length, merged.rechecks?.length]).toEqual([1, 1])
    await sameOn(all)

    // The rest goes under a new order after the day was over: what was missed stays missed, in its own month.
    const may = async (of: Laptop) => {
      const [fromMs, toMs] = PERIODS[1]
      const { rows } = await of.ask('statistics.get', { fromMs, toMs, enterpriseId: null, level: null })
      return rows.find(({ name }) => name === 'onTimeRate')
    }
    const before = await may(b)
    await b.as(CHIEF)
    const newer = await issueOrder(b.services, anId(1), [fourth], { ...days(20), replacesId: older.doc.id })
    await serveOrder(b.services, newer, startOf('2026-05-26') + HOUR)
    expect(await may(b)).toEqual(before)
    await exchange(all)
    await sameOn(all)

    on('2026-06-10')
    await c.as(OFFICER)
    await report(c, newer.doc.id, [fourth], '2026-06-10')
    await a.as(CHIEF)
    await recheck(a, third, 'corrected')
    await exchange(all)
    await sameOn(all)
    on('2026-07-10')
    await b.as(CHIEF)
    await close(b, fourth)
    await exchange(all)
    await sameOn(all)
    expect((await a.ask('finding.list', { ...ANY, states: ['closed'] })).total).toBe(2)
  },
)
