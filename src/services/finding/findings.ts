import type { CallInput, CallOutput, CallParsed, FindingRow } from '../../contract/index.ts'
import type { Visit } from '../../core/campaign/visit.ts'
import { dayOf } from '../../core/finding/deadlines/day.ts'
import type { Finding, Sighting } from '../../core/finding/finding.ts'
import type { Footage } from '../../core/footage/footage.ts'
import { knownOf } from '../../core/finding/sightings.ts'
import { overdueOf, orderIdOf, RUNNING_STATES, waitsFor } from '../../core/finding/clocks.ts'
import type { RectificationOrder } from '../../core/finding/order/order.ts'
import { type Maker, rechecked, type Stepped, stepped, withStep } from '../../core/finding/steps.ts'
import type { LatLon } from '../../core/geo/position.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import type { Site } from '../../core/site/site.ts'
import { siteUnder } from '../../core/site/siteUnder.ts'
import { getReadable, type Stored, standingOf } from '../../store/documents.ts'
import {
  type FindingsWanted,
  type FindingRow as StoredRow,
  findingPage,
  findingsIn,
  findingsNear,
} from '../../store/findings.ts'
import { UNREADABLE_NAME } from '../../store/paging.ts'
import { clocksOfFinding } from '../../store/findingDue.ts'
import { boxOf } from '../../store/places.ts'
import { settingOf } from '../../store/settings.ts'
import { sureIsHere } from '../../store/retention.ts'
import { sightingsOfFinding } from '../../store/sightings.ts'
import { sitesIn } from '../../store/sites.ts'
import { Refusal, type Tx } from '../../store/workspace.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { newId } from '../host/newId.ts'
import { stored } from '../host/documents.ts'

/** So many findings about a place are enough to look at. */
const MOST_NEARBY = 50

/** A place outside every boundary still belongs to the nearest site within this distance, m. */
const NEAR_SITE_M = 300

export const findingCalls = {
  'finding.open': (input: CallInput<'finding.open'>, context: Context): CallOutput<'finding.open'> => {
    const { sighting, finding } = input
    const site = siteAbout(context, sighting.at, finding.assetId)
    const enterpriseId = finding.enterpriseId ?? site?.enterpriseId
    if (!enterpriseId) throw new Refusal('missing_reference', { aggregate: 'site' })
    const nowMs = context.nowMs()
    const doc: Finding = {
      id: newId(nowMs),
      enterpriseId,
      enterpriseBy: finding.enterpriseId && finding.enterpriseId !== site?.enterpriseId ? 'officer' : 'site',
      siteId: site && site.enterpriseId === enterpriseId ? site.id : null,
      assetId: finding.assetId,
      title: finding.title,
      category: finding.category,
      level: finding.level,
      risk: finding.risk,
      at: sighting.at,
      state: 'toVerify',
      // A camera's clock may be ahead of ours: nothing was seen after it was written down.
      openedAtMs: Math.min(sighting.seenAtMs, nowMs),
      owner: finding.owner,
      deadlines: [],
      transitions: [],
      recursOfId: finding.recursOfId,
      ...(finding.agencyId ? { agency: agencyOf(context, finding.agencyId) } : {}),
    }
    return write(context, 'finding.open', (tx) => {
      return { ...tx.put('finding', null, doc), doc, sighting: addSighting(tx, context, doc, sighting) }
    })
  },
  'finding.addSighting': (
    input: CallInput<'finding.addSighting'>,
    context: Context,
  ): CallOutput<'finding.addSighting'> =>
    write(context, 'finding.addSighting', (tx) => {
      const { doc } = tx.get<Finding>('finding', input.id)
      // The finding itself is put again, so that two re-checks made on one state are noticed.
      return {
        ...tx.put('finding', input.base, doc),
        doc,
        sighting: addSighting(tx, context, doc, input.sighting),
      }
    }),
  'finding.list': (filter: CallParsed<'finding.list'>, context: Context): CallOutput<'finding.list'> => {
    const { after, limit, overdueOnly, order, ...asked } = filter
    const wanted: FindingsWanted = { ...asked, overdueAtMs: overdueOnly ? context.nowMs() : null }
    const page = findingPage(context.workspace.db, wanted, { after, most: limit }, undefined, order)
    return { ...page, rows: shown(context, page.rows) }
  },
  'finding.within': (
    { box, limit }: CallInput<'finding.within'>,
    context: Context,
  ): CallOutput<'finding.within'> => {
    const { rows, next } = findingsIn(context.workspace.db, box, { after: null, most: limit })
    return { rows: shown(context, rows), isMore: next !== null }
  },
  'finding.get': ({ id }: { id: string }, context: Context): CallOutput<'finding.get'> => {
    const { db } = context.workspace
    const found = stored<Finding>(context, 'finding', id)
    const { doc } = found
    const enterprise = standingOf(db, 'enterprise', doc.enterpriseId)
      ? (getReadable<Enterprise>(db, 'enterprise', doc.enterpriseId)?.doc.name ?? UNREADABLE_NAME)
      : null
    return {
      ...found,
      enterpriseName: enterprise,
      ...clocksNow(context, doc),
      order: orderOf(context, doc),
      history: sightingsOfFinding(db, id),
    }
  },
  'finding.nearby': (
    { at, radiusM }: CallInput<'finding.nearby'>,
    context: Context,
  ): CallOutput<'finding.nearby'> =>
    findingsNear(context.workspace.db, at, radiusM, MOST_NEARBY).map(({ row, distanceM }) => ({
      ...rowAt(row, context.nowMs()),
      distanceM,
    })),
  'finding.edit': (
    { id, base, change }: CallInput<'finding.edit'>,
    context: Context,
  ): CallOutput<'finding.edit'> =>
    write(context, 'finding.edit', (tx) => {
      const { doc } = tx.get<Finding>('finding', id)
      const moved = change.enterpriseId !== undefined && change.enterpriseId !== doc.enterpriseId
      const { agencyId, ...members } = change
      const given = Object.fromEntries(
        Object.entries(members).filter(([, value]) => value !== undefined),
      ) as Partial<Finding>
      const next: Finding = {
        ...doc,
        ...given,
        ...(moved ? { enterpriseBy: 'officer' as const, siteId: null, assetId: null } : {}),
        ...(agencyId === undefined ? {} : { agency: agencyOf(context, agencyId) }),
      }
      return { ...tx.put('finding', base, next), doc: next }
    }),
  'finding.transition': (
    { id, base, to, reason, duplicateOfId, happenedAtMs = null }: CallParsed<'finding.transition'>,
    context: Context,
  ): CallOutput<'finding.transition'> =>
    write(context, `finding.transition:${to}`, (tx) => {
      const { doc } = tx.get<Finding>('finding', id)
      if (duplicateOfId !== null && duplicateOfId !== id) stored<Finding>(context, 'finding', duplicateOfId)
      const order = orderOf(context, doc)?.doc
      const ground = {
        // Of a finding that was moved to another enterprise, a visit of the former says where nobody was.
        sightings: sightingsOf(context, id).map((one) =>
          isOfOther(tx.db, one.visitId, doc.enterpriseId) ? { ...one, visitId: null } : one,
        ),
        criterion: order?.items.find(({ findingId }) => findingId === id)?.criterion ?? null,
      }
      const wanted = { to, reason, duplicateOfId, happenedAtMs }
      return putStep(tx, base, stepped(doc, wanted, ground, makerOf(context)))
    }),
  'finding.recheck': (
    { id, base, ...check }: CallParsed<'finding.recheck'>,
    context: Context,
  ): CallOutput<'finding.recheck'> =>
    write(context, `finding.recheck:${check.result}`, (tx) => {
      const { doc } = tx.get<Finding>('finding', id)
      const { sightingId, document, result } = check
      const isOfIt = sightingId === null || sightingsOf(context, id).some((seen) => seen.id === sightingId)
      if (!isOfIt) throw new Refusal('missing_reference', { aggregate: 'sighting', id: sightingId ?? '' })
      if (sightingId === null && document.trim() === '' && result !== 'unseen')
        throw new Refusal('needs_proof', { to: doc.state, needs: 'look' })
      return putStep(tx, base, rechecked(doc, check, makerOf(context)))
    }),
  'finding.transfer': (
    { id, base, how, agencyId, receipt, awaitedAtMs, words }: CallParsed<'finding.transfer'>,
    context: Context,
  ): CallOutput<'finding.transfer'> =>
    write(context, `finding.transfer:${how}`, (tx) => {
      const { doc } = tx.get<Finding>('finding', id)
      const maker = makerOf(context)
      const to = agencyOf(context, agencyId)
      const mayLeave = ['toVerify', 'confirmed'].includes(doc.state)
      if (how === 'referred' && !mayLeave)
        throw new Refusal('bad_transition', { from: doc.state, to: 'transferred' })
      const sent = { how, to, atMs: maker.atMs, by: maker.name, receipt, awaitedAtMs, words, answer: null }
      const kept: Finding = { ...doc, transfers: [...(doc.transfers ?? []), sent] }
      const finding =
        how === 'referred'
          ? withStep({ ...kept, agency: to }, maker, { to: 'transferred', reason: words })
          : kept
      return putStep(tx, base, { ok: true, finding })
    }),
  'finding.answer': (
    { id, base, words }: CallParsed<'finding.answer'>,
    context: Context,
  ): CallOutput<'finding.answer'> =>
    write(context, 'finding.answer', (tx) => {
      const { doc } = tx.get<Finding>('finding', id)
      const { name: by, atMs } = makerOf(context)
      const transfers = doc.transfers ?? []
      const asked = transfers.findIndex(({ answer }) => answer === null)
      if (asked < 0) throw new Refusal('no_answer_awaited', {})
      const finding = {
        ...doc,
        transfers: transfers.map((one, i) => (i === asked ? { ...one, answer: { atMs, by, words } } : one)),
      }
      return putStep(tx, base, { ok: true, finding })
    }),
  'finding.fileCase': (
    { id, base, kind, no, words }: CallParsed<'finding.fileCase'>,
    context: Context,
  ): CallOutput<'finding.fileCase'> =>
    write(context, `finding.fileCase:${kind}`, (tx) => {
      const { doc } = tx.get<Finding>('finding', id)
      const { name: by, atMs } = makerOf(context)
      const { enterprise } = clocksOfFinding(context.workspace.db, doc)
      const isOver =
        RUNNING_STATES.includes(doc.state) &&
        enterprise?.dueMs != null &&
        enterprise.dueMs < (enterprise.stoppedMs ?? atMs)
      if (!isOver) throw new Refusal('case_not_overdue', {})
      const finding = { ...doc, cases: [...(doc.cases ?? []), { kind, no, atMs, by, words }] }
      return putStep(tx, base, { ok: true, finding })
    }),
  'finding.extend': (
    { id, base, dueMs, reason }: CallInput<'finding.extend'>,
    context: Context,
  ): CallOutput<'finding.extend'> =>
    write(context, 'finding.extend', (tx) => {
      const { doc } = tx.get<Finding>('finding', id)
      // What stands under an order is extended with it.
      if (doc.deadlines.length === 0 || orderIdOf(doc) !== null)
        throw new Refusal('needs_proof', { to: doc.state, needs: 'order' })
      const last = doc.deadlines.at(-1)
      if (last && dueMs <= last.dueMs)
        throw new Refusal('extension_back', { from: dayOf(last.dueMs), to: dayOf(dueMs) })
      const moved = { dueMs, setAtMs: context.nowMs(), by: context.actor.name, reason }
      return putStep(tx, base, { ok: true, finding: { ...doc, deadlines: [...doc.deadlines, moved] } })
    }),
} satisfies Partial<Handlers>

function rowAt({ enterpriseDueMs, oursDueMs, ...row }: StoredRow, nowMs: number): FindingRow {
  const isOver = (dueMs: number | null): boolean => dueMs !== null && dueMs < nowMs
  const over = isOver(oursDueMs) ? 'ours' : isOver(enterpriseDueMs) ? 'enterprise' : null
  return { ...row, overdueOf: over, overdue: over !== null }
}

/** Both clocks of a finding, whose is over, and for what it waits. */
function clocksNow(context: Context, doc: Finding) {
  const clocks = clocksOfFinding(context.workspace.db, doc)
  const over = overdueOf(clocks, doc.state, context.nowMs())
  return {
    clocks,
    overdueOf: over,
    overdue: over !== null,
    waitsFor: waitsFor(doc, clocks, context.nowMs()),
  }
}

/** The order under which a finding stands, or stood last; null where it is not here. */
const orderOf = (context: Context, doc: Finding): Stored<RectificationOrder> | null => {
  const id = orderIdOf(doc)
  return id === null ? null : getReadable<RectificationOrder>(context.workspace.db, 'rectificationOrder', id)
}

/** An agency of the table, as a finding names it. */
function agencyOf(context: Context, id: string): NonNullable<Finding['agency']> {
  const row = settingOf(context.workspace.db, 'agencies').rows.find((one) => one.id === id)
  if (!row) throw new Refusal('agency_unknown', { id })
  return { id: row.id, name: row.name }
}

/** Who acts, as the steps of findings and orders name them. */
export const makerOf = (context: Context): Maker => ({
  name: context.actor.name,
  personId: context.actor.personId,
  role: context.actor.role,
  atMs: context.nowMs(),
  alone: context.isAlone,
})

function putStep(tx: Tx, base: CallInput<'finding.edit'>['base'], done: Stepped) {
  if (!done.ok) throw new Refusal(done.code, done.params)
  return { ...tx.put('finding', base, done.finding), doc: done.finding }
}

/** Rows as lists show them now. */
export const shown = (context: Context, rows: readonly StoredRow[]): FindingRow[] =>
  rows.map((row) => rowAt(row, context.nowMs()))

/** The site whose boundary holds a place, else the nearest one within reach; of an asset, the one that has it. */
export function siteAbout(context: Context, at: LatLon, assetId: string | null = null): Site | null {
  const { db } = context.workspace
  const sites = sitesIn(db, boxOf(at, NEAR_SITE_M)).map(({ doc }) => doc)
  // What a picture shows at its edge may stand on the neighbour's land.
  const own = sites.filter(({ assets }) => assets.some(({ id }) => id === assetId))
  return siteUnder([at], own.length > 0 ? own : sites, NEAR_SITE_M)
}

/** Puts down what was seen of a finding, and what was known of it by then; its picture is one with a finding from now on. */
function addSighting(
  tx: Tx,
  context: Context,
  finding: Finding,
  sighting: CallInput<'finding.open'>['sighting'],
): Stored<Sighting> {
  const picture =
    sighting.footageId === null ? null : getReadable<Footage>(tx.db, 'footage', sighting.footageId)
  if (picture) sureIsHere(context.workspace, picture.doc)
  if (isOfOther(tx.db, sighting.visitId, finding.enterpriseId))
    throw new Refusal('visit_other_enterprise', {})
  // A picture taken over the wall while the neighbour was visited was not taken in a visit of this one.
  const taken = picture?.doc.visitId
  const visitId = sighting.visitId ?? (isOfOther(tx.db, taken, finding.enterpriseId) ? null : taken)
  const doc: Sighting = {
    ...sighting,
    // A picture that was taken in a visit shows what was seen in it.
    ...(visitId ? { visitId } : {}),
    id: newId(context.nowMs()),
    findingId: finding.id,
    author: context.actor.name,
    knew: knownOf(finding, sightingsOf(context, finding.id)),
  }
  markFound(tx, context, doc.footageId)
  return { ...tx.put('sighting', null, doc), doc }
}

/** Whether a visit is known to be of another enterprise; one that is not here may be of this. */
function isOfOther(db: Tx['db'], visitId: string | null | undefined, enterpriseId: string): boolean {
  const visit = visitId ? getReadable<Visit>(db, 'visit', visitId) : null
  return visit !== null && visit.doc.enterpriseId !== enterpriseId
}

/** A picture that a finding rests on was looked at, and something was in it: one entry with the finding, and one undo. */
function markFound(tx: Tx, context: Context, footageId: string | null): void {
  const known = footageId === null ? null : getReadable<Footage>(tx.db, 'footage', footageId)
  if (!known || known.doc.review?.outcome === 'finding') return
  const review = { outcome: 'finding', by: context.actor.name.slice(0, 100), atMs: context.nowMs() } as const
  try {
    tx.put('footage', known.version, { ...known.doc, review })
  } catch (error) {
    // Its versions parted: what was looked at is decided with them.
    if (!(error instanceof Refusal) || error.code !== 'waits_for_decision') throw error
  }
}

const sightingsOf = (context: Context, findingId: string): Sighting[] =>
  sightingsOfFinding(context.workspace.db, findingId).map(({ doc }) => doc)
