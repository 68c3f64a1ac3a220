/** Every number of the statistics against a count that is made from the entries of the journal alone. */
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { HOLIDAYS } from '../../../src/core/finding/deadlines/holidays.ts'
import { called, demoServices } from '../../builders/services.ts'

type Step = { from: string; to: string; atMs: number; happenedAtMs?: number; orderId?: string }
type Case = {
  id: string
  state: string
  openedAtMs: number
  recursOfId: string | null
  transitions: Step[]
  rechecks?: { result: string; atMs: number; steps: number }[]
}
type Order = {
  id: string
  served: { servedAtMs: number } | null
  due: string | null
  extensions: { to: string }[]
  recheck: { days: number; counts: string }
}

const DAY_MS = 86_400_000
const startOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)
const dayOf = (atMs: number): string => new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 10)
const nextOf = (day: string): string => dayOf(startOf(day) + DAY_MS)
/** What the yearly notices say, as data; a year without one is not counted in. */
const [OFF, WORK, YEARS] = [
  new Set(HOLIDAYS.flatMap(({ off }) => off)),
  new Set(HOLIDAYS.flatMap(({ work }) => work)),
  new Set(HOLIDAYS.map(({ year }) => year)),
]
const isWorked = (day: string): boolean =>
  !OFF.has(day) && (WORK.has(day) || new Date(`${day}T00:00:00Z`).getUTCDay() % 6 !== 0)

/** The end of the last day of so many after one, UTC ms; null where a year of them has no notice. */
function endAfter(day: string, days: number, isWorking: boolean): number | null {
  let last = day
  const isKnown = (): boolean => YEARS.has(Number(last.slice(0, 4)))
  for (let left = days; left > 0; ) {
    last = nextOf(last)
    if (!isKnown()) return null
    if (!isWorking || isWorked(last)) left -= 1
  }
  while (!isWorked(last)) last = nextOf(last)
  return isKnown() ? startOf(last) + DAY_MS - 1 : null
}

/** The documents of a kind as the entries leave them, in the order in which they were written. */
function replayed<D extends { id: string }>(file: string, kind: string): D[] {
  const db = new Database(file, { readonly: true })
  try {
    const texts = db.prepare('SELECT text FROM document WHERE hash = ?')
    const now = new Map<string, D | null>()
    const entries = db.prepare('SELECT body FROM entry ORDER BY arrival').all() as { body: string }[]
    for (const { body } of entries) {
      const { changes } = JSON.parse(body) as {
        changes: { aggregate: string; id: string; doc: string | null }[]
      }
      for (const { aggregate, id, doc } of changes) {
        if (aggregate !== kind) continue
        const kept = texts.get(doc) as { text: string } | undefined
        now.set(id, kept ? (JSON.parse(kept.text) as D) : null)
      }
    }
    return [...now.values()].filter((doc): doc is D => doc !== null)
  } finally {
    db.close()
  }
}

/** What an order and the steps since come to, told step by step. */
function clockOf(one: Case, orders: ReadonlyMap<string, Order>) {
  const at = one.transitions.map(({ to }) => to).lastIndexOf('ordered')
  const order = orders.get(one.transitions[at]?.orderId ?? '')
  if (!order?.served || !['ordered', 'rectifying', 'toRecheck', 'closed'].includes(one.state)) return null
  const lastDay = order.extensions.at(-1)?.to ?? order.due
  const dueMs = lastDay ? startOf(lastDay) + DAY_MS - 1 : null
  let reportMs: number | null = null
  let lookedMs: number | null = null
  for (let step = at + 1; step <= one.transitions.length; step++) {
    for (const look of one.rechecks ?? [])
      if (look.steps === step && look.result !== 'unseen') lookedMs = look.atMs
    const next = one.transitions[step]
    if (next?.to === 'toRecheck') [reportMs, lookedMs] = [next.happenedAtMs ?? next.atMs, null]
    if (next?.from === 'toRecheck' && next.to === 'rectifying') [reportMs, lookedMs] = [null, next.atMs]
  }
  const startMs = dueMs !== null && (reportMs === null || dueMs < reportMs) ? dueMs : reportMs
  const { days, counts } = order.recheck
  const oursMs = startMs === null ? null : endAfter(dayOf(startMs), days, counts === 'working')
  const isLooked = lookedMs !== null && startMs !== null && lookedMs > startMs
  return { servedMs: order.served.servedAtMs, dueMs, reportMs, oursMs: isLooked ? null : oursMs }
}

test('every number of the demo is what its journal comes to: with a deletion and what was undone and done again', async () => {
  const services = await demoServices()
  try {
    // One is opened and taken back, one taken back and done again.
    const sighting = {
      flightId: null,
      footageId: null,
      momentS: null,
      region: null,
      at: { lat: 41.771, lon: 109.971 },
      seenAtMs: Date.UTC(2026, 5, 3, 2),
      seenFrom: 'site' as const,
      outcome: 'first' as const,
      level: 'general' as const,
      words: '',
    }
    const open = async (title: string, recursOfId: string | null = null) =>
      called(services, 'finding.open', {
        sighting,
        finding: {
          title,
          category: '',
          level: 'general',
          risk: null,
          owner: '',
          assetId: null,
          enterpriseId: null,
          recursOfId,
        },
      })
    await called(services, 'actor.set', { name: '贺兰舟', role: 'supervisor' })
    const gone = await open('开错的')
    await called(services, 'journal.undo', { entry: gone.entry })
    const closed = (await called(services, 'finding.list', { ...ANY, states: ['closed'] })).rows[0]
    const again = await open('又出现的', closed?.id ?? null)
    const undone = await called(services, 'journal.undo', { entry: again.entry })
    await called(services, 'journal.undo', { entry: undone.entry })

    const file = path.join(services.dir, 'home', 'demo', 'sortie.db')
    const cases = replayed<Case>(file, 'finding')
    const orders = new Map(replayed<Order>(file, 'rectificationOrder').map((one) => [one.id, one]))
    expect(cases.length).toBe(8)
    const nowMs = Date.now()
    for (const [fromMs, toMs] of [
      [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)],
      [Date.UTC(2026, 4, 1), Date.UTC(2026, 5, 1)],
      [Date.UTC(2026, 5, 1), Date.UTC(2026, 6, 1)],
      [Date.UTC(2020, 0, 1), Date.UTC(2021, 0, 1)],
    ] as const) {
      const isIn = (atMs: number | null): boolean => atMs !== null && atMs >= fromMs && atMs < toMs
      const opened = cases.filter(
        (one) => isIn(one.openedAtMs) && !['unfounded', 'duplicate'].includes(one.state),
      )
      const ours = opened.filter(({ state }) => state !== 'transferred')
      const clocks = cases.map((one) => ({ one, clock: clockOf(one, orders) }))
      const due = clocks.filter(({ clock }) => isIn(clock?.dueMs ?? null) && (clock?.dueMs ?? nowMs) < nowMs)
      const onTime = due.filter(
        ({ clock }) => clock?.reportMs != null && clock.dueMs !== null && clock.reportMs <= clock.dueMs,
      )
      const ended = cases.flatMap((one) => {
        const step = one.transitions.findLast(({ to }) => to === 'closed')
        return one.state === 'closed' && step && isIn(step.atMs) ? [{ one, atMs: step.atMs }] : []
      })
      const days = ended
        .map(({ one, atMs }) => (atMs - (clockOf(one, orders)?.servedMs ?? one.openedAtMs)) / DAY_MS)
        .sort((a, b) => a - b)
      const middle = days.length / 2
      const isRunning = ({ one }: { one: Case }): boolean => one.state !== 'closed'
      const isOurs = ({ clock }: (typeof clocks)[number]): boolean =>
        clock?.oursMs != null && clock.oursMs < nowMs
      const isTheirs = ({ clock }: (typeof clocks)[number]): boolean =>
        clock != null && clock.reportMs === null && clock.dueMs !== null && clock.dueMs < nowMs
      const overdue = clocks.filter((one) => isRunning(one) && isOurs(one))
      const late = clocks.filter((one) => isRunning(one) && isTheirs(one) && !isOurs(one))
      const share = (of: number, among: number) => [among === 0 ? null : of / among, of, among]
      const counted: Record<string, (number | null)[]> = {
        opened: [opened.length, opened.length, null],
        closedRate: share(ours.filter(({ state }) => state === 'closed').length, ours.length),
        onTimeRate: share(onTime.length, due.length),
        closed: [ended.length, ended.length, null],
        medianDays: [
          days.length === 0
            ? null
            : ((days[Math.ceil(middle) - 1] ?? 0) + (days[Math.floor(middle)] ?? 0)) / 2,
          ended.length,
          null,
        ],
        repeatRate: share(opened.filter(({ recursOfId }) => recursOfId !== null).length, opened.length),
        enterpriseOverdue: [late.length, late.length, null],
        oursOverdue: [overdue.length, overdue.length, null],
        transferred: [
          opened.filter(({ state }) => state === 'transferred').length,
          opened.filter(({ state }) => state === 'transferred').length,
          null,
        ],
      }
      const { rows } = await called(services, 'statistics.get', {
        fromMs,
        toMs,
        enterpriseId: null,
        level: null,
      })
      expect(
        Object.fromEntries(rows.map(({ name, value, of, among }) => [name, [value, of, among]])),
        `${fromMs}`,
      ).toEqual(counted)
    }
  } finally {
    await services.close()
  }
})

const ANY = { enterpriseId: null, states: [], level: null, overdueOnly: false, text: '' }
