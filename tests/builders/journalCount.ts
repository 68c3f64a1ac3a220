/** A count of findings that is made from the entries of the journal alone, and shares nothing with what it is held against. */
import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import { HOLIDAYS } from '../../src/core/finding/deadlines/holidays.ts'

type Step = { from: string; to: string; atMs: number; happenedAtMs?: number; orderId?: string }
export type Case = {
  level: 'general' | 'major'
  id: string
  state: string
  openedAtMs: number
  recursOfId: string | null
  transitions: Step[]
  rechecks?: { result: string; atMs: number; steps: number }[]
}
export type Order = {
  replacesId: string | null
  withdrawn: object | null
  id: string
  served: { servedAtMs: number } | null
  due: string | null
  extensions: { to: string }[]
  recheck: { days: number; counts: string }
}

const DAY_MS = 86_400_000
const IS_UNDER = ['ordered', 'rectifying', 'toRecheck', 'closed']
export const startOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)
export const dayOf = (atMs: number): string => new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 10)
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

/** A version of a document: what it goes on from, and what it is (null: deleted). */
type Made<D> = { readonly bases: readonly string[]; readonly doc: D | null }

const sha = (text: string): string => createHash('sha256').update(text).digest('hex')

/** All that a version goes on from, itself among it. */
function behind<D>(hash: string, made: ReadonlyMap<string, Made<D>>): Set<string> {
  const found = new Set([hash])
  for (const one of found) for (const base of made.get(one)?.bases ?? []) found.add(base)
  return found
}

/** What two stations made of one document: what one of them changed is that, what both added to a list is all there. */
function joined<D extends object>(base: D, one: D, other: D): D {
  const said = (value: unknown): string => JSON.stringify(value) ?? ''
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])] as (keyof D)[]
  return Object.fromEntries(
    keys.map((key) => {
      const [was, a, b] = [base[key], one[key], other[key]]
      if (said(a) === said(b) || said(b) === said(was)) return [key, a]
      if (said(a) === said(was)) return [key, b]
      const [listA, listB] = [a, b] as unknown as [unknown[], unknown[]]
      if (!Array.isArray(listA) || !Array.isArray(listB)) throw new Error(`both changed ${String(key)}`)
      const known = new Set(listA.map(said))
      return [key, [...listA, ...listB.filter((member) => !known.has(said(member)))]]
    }),
  ) as D
}

/**
 * The documents of a kind as the entries of a workspace leave them, of however many stations in whatever order: what nobody
 * goes on from, joined where several stations went on from one. Nothing but the journal is read.
 */
export function replayed<D extends { id: string }>(file: string, kind: string): D[] {
  const db = new Database(file, { readonly: true })
  try {
    const texts = db.prepare('SELECT text FROM document WHERE hash = ?')
    const byId = new Map<string, Map<string, Made<D>>>()
    const entries = db.prepare('SELECT body FROM entry ORDER BY arrival').all() as { body: string }[]
    for (const { body } of entries) {
      const { changes } = JSON.parse(body) as {
        changes: { aggregate: string; id: string; bases: string[]; doc: string | null }[]
      }
      for (const { aggregate, id, bases, doc } of changes) {
        if (aggregate !== kind) continue
        const kept = texts.get(doc) as { text: string } | undefined
        const versions = byId.get(id) ?? new Map<string, Made<D>>()
        byId.set(id, versions)
        versions.set(sha(JSON.stringify({ aggregate, bases, doc, id })), {
          bases,
          doc: kept ? (JSON.parse(kept.text) as D) : null,
        })
      }
    }
    return [...byId.values()].flatMap((versions) => headOf(versions) ?? [])
  } finally {
    db.close()
  }
}

/** What a document's versions come to; null: it is deleted. */
function headOf<D extends { id: string }>(versions: ReadonlyMap<string, Made<D>>): D | null {
  const passed = new Set([...versions.values()].flatMap(({ bases }) => bases))
  const [first, ...others] = [...versions.keys()].filter((hash) => !passed.has(hash))
  if (first === undefined) return null
  let [doc, seen] = [versions.get(first)?.doc ?? null, behind(first, versions)]
  for (const other of others) {
    const theirs = behind(other, versions)
    const shared = [...theirs].filter((hash) => seen.has(hash))
    const older = new Set(shared.flatMap((hash) => versions.get(hash)?.bases ?? []))
    const base = versions.get(shared.find((hash) => !older.has(hash)) ?? '')?.doc
    const next = versions.get(other)?.doc
    if (!doc || !base || !next) throw new Error('what was deleted at one station is no history of this test')
    doc = joined(base, doc, next)
    seen = new Set([...seen, ...theirs])
  }
  return doc
}

/** What an order and the steps since come to, told step by step. */
export function clockOf(one: Case, orders: ReadonlyMap<string, Order>) {
  const at = one.transitions.map(({ to }) => to).lastIndexOf('ordered')
  const order = orders.get(one.transitions[at]?.orderId ?? '')
  if (!order?.served || !IS_UNDER.includes(one.state)) return null
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

/** When a report was found to be true in part only, by a re-check that came after it: it does not stand. */
function isPartly({ transitions, rechecks = [] }: Case): boolean {
  const reported = transitions.map(({ to }) => to).lastIndexOf('toRecheck')
  return (
    rechecks.filter(({ steps, result }) => result !== 'unseen' && steps > reported).at(-1)?.result ===
    'partly'
  )
}

/** The deadlines that were over when the rest of a finding went under the order in the place of theirs. */
function missedOf(one: Case, orders: ReadonlyMap<string, Order>): number[] {
  if (!IS_UNDER.includes(one.state)) return []
  const steps = one.transitions.filter(({ to }) => to === 'ordered')
  return steps.flatMap((step, i) => {
    const [order, next] = [orders.get(step.orderId ?? ''), steps[i + 1]]
    const lastDay = order?.extensions.at(-1)?.to ?? order?.due
    if (!next || !order?.served || order.withdrawn || !lastDay) return []
    if (orders.get(next.orderId ?? '')?.replacesId !== order.id) return []
    const dueMs = startOf(lastDay) + DAY_MS - 1
    return dueMs < next.atMs ? [dueMs] : []
  })
}

export type Counted = Record<string, (number | null)[]>

/** Every number of a period at a moment: its value, of how many, among how many. */
export function countedOf(
  cases: readonly Case[],
  orders: ReadonlyMap<string, Order>,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  nowMs: number,
): Counted {
  const isIn = (atMs: number | null): boolean => atMs !== null && atMs >= fromMs && atMs < toMs
  const opened = cases.filter(
    (one) => isIn(one.openedAtMs) && !['unfounded', 'duplicate'].includes(one.state),
  )
  const ours = opened.filter(({ state }) => state !== 'transferred')
  const clocks = cases.map((one) => ({ one, clock: clockOf(one, orders) }))
  const due = clocks.filter(({ clock }) => isIn(clock?.dueMs ?? null) && (clock?.dueMs ?? nowMs) < nowMs)
  const missed = cases.flatMap((one) => missedOf(one, orders)).filter((dueMs) => isIn(dueMs) && dueMs < nowMs)
  const onTime = due.filter(
    ({ one, clock }) =>
      !isPartly(one) && clock?.reportMs != null && clock.dueMs !== null && clock.reportMs <= clock.dueMs,
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
  return {
    opened: [opened.length, opened.length, null],
    closedRate: share(ours.filter(({ state }) => state === 'closed').length, ours.length),
    onTimeRate: share(onTime.length, due.length + missed.length),
    closed: [ended.length, ended.length, null],
    medianDays: [
      days.length === 0 ? null : ((days[Math.ceil(middle) - 1] ?? 0) + (days[Math.floor(middle)] ?? 0)) / 2,
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
}
