import { type ClockGround, type Clocks, clocksOf, orderIdOf, RUNNING_STATES } from '../core/finding/clocks.ts'
import { factsOf } from '../core/finding/facts.ts'
import type { Finding } from '../core/finding/finding.ts'
import type { RectificationOrder } from '../core/finding/order/order.ts'
import {
  DEFAULT_SETTINGS,
  type Setting,
  settingId,
  type SettingName,
  type SettingOf,
} from '../core/finding/settings.ts'
import type { DocumentOf } from '../core/journal/kinds.ts'
import type { ReadableDb, WritableDb } from './connection.ts'
import { fittingText } from './schemas.ts'
import type { AggregateTable } from './tables.ts'

/** A document of a kind; null where it is not here, or does not fit its schema. */
function documentHere<T extends AggregateTable>(db: ReadableDb, table: T, id: string): DocumentOf<T> | null {
  const row = db.prepare(`SELECT doc FROM ${table} WHERE id = ?`).get(id) as { doc: string } | undefined
  const fitted = row && fittingText(table, id, row.doc)
  return fitted?.ok ? (fitted.doc as DocumentOf<T>) : null
}

/** Settings as they were read last, by workspace: a list that is brought up asks for them once a finding. */
const read = new WeakMap<object, Map<SettingName, { version: string | null; value: unknown }>>()

function settingNow<N extends SettingName>(db: ReadableDb, name: N): SettingOf<N> {
  const known = read.get(db) ?? new Map<SettingName, { version: string | null; value: unknown }>()
  read.set(db, known)
  const row = db.prepare('SELECT version FROM setting WHERE id = ?').get(settingId(name)) as
    | { version: string }
    | undefined
  const version = row?.version ?? null
  const last = known.get(name)
  if (last && last.version === version) return last.value as SettingOf<N>
  const kept: Setting['value'] | undefined = row && documentHere(db, 'setting', settingId(name))?.value
  const value = kept?.name === name ? kept : DEFAULT_SETTINGS[name]
  known.set(name, { version, value })
  return value as SettingOf<N>
}

/** What the clocks of a finding are reckoned from, as it stands here. */
function clockGround(db: ReadableDb, finding: Finding): ClockGround {
  const orderId = orderIdOf(finding)
  const { rows } = settingNow(db, 'deadlinesByLevel')
  const row = rows.find(({ level }) => level === finding.level)
  return {
    order: orderId ? documentHere(db, 'rectificationOrder', orderId) : null,
    recheck: row?.recheck ?? { days: 3, counts: 'working' },
    years: settingNow(db, 'holidays').years,
  }
}

/** The clocks of a finding, by its order and the settings as they are here. */
export const clocksOfFinding = (db: ReadableDb, finding: Finding): Clocks =>
  finding.deadlines.length > 0 || orderIdOf(finding) !== null
    ? clocksOf(finding, clockGround(db, finding))
    : { enterprise: null, ours: null }

const COLUMNS = [
  'finding_id',
  'due_key',
  'enterprise_due_ms',
  'ours_due_ms',
  'order_id',
  'state',
  'level',
  'enterprise_id',
  'opened_at_ms',
  'is_recurrence',
  'served_at_ms',
  'due_ms',
  'reported_at_ms',
  'closed_at_ms',
]
const PUT = `INSERT INTO finding_due (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})
  ON CONFLICT (finding_id) DO UPDATE SET ${COLUMNS.slice(1)
    .map((name) => `${name} = excluded.${name}`)
    .join(', ')}`

/** Derives what is due of a finding; null: it is gone. */
export function putDue(db: WritableDb, id: string, finding: Finding | null): void {
  if (!finding) return void db.prepare('DELETE FROM finding_due WHERE finding_id = ?').run(id)
  const facts = factsOf(finding, clocksOfFinding(db, finding))
  db.prepare(PUT).run(
    id,
    facts.key,
    facts.enterpriseDueMs,
    facts.oursDueMs,
    facts.orderId,
    facts.state,
    facts.level,
    facts.enterpriseId,
    facts.openedAtMs,
    facts.isRecurrence ? 1 : 0,
    facts.servedAtMs,
    facts.dueMs,
    facts.reportedAtMs,
    facts.closedAtMs,
  )
}

/** Derives anew what is due of the findings of an order: those that it names, and those that stand under it. */
export function putDueOfOrder(db: WritableDb, id: string, order: RectificationOrder | null): void {
  const under = db.prepare('SELECT finding_id AS id FROM finding_due WHERE order_id = ?').all(id) as {
    id: string
  }[]
  const named = order?.items.map(({ findingId }) => findingId) ?? []
  for (const one of new Set([...named, ...under.map((row) => row.id)])) {
    const finding = documentHere(db, 'finding', one)
    if (finding) putDue(db, one, finding)
  }
}

/** A change of what deadlines are counted from: what is due of every finding whose clocks run is to be derived anew. */
export function unsettleDue(db: WritableDb): void {
  db.prepare(`INSERT OR IGNORE INTO unsettled (aggregate, id) SELECT 'finding', finding_id FROM finding_due
     WHERE state IN (${RUNNING_STATES.map((state) => `'${state}'`).join(', ')})`).run()
}
