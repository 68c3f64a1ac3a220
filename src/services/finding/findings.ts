import type { CallInput, CallOutput, CallParsed, FindingRow } from '../../contract/index.ts'
import type { Finding, Sighting, Transition } from '../../core/finding/finding.ts'
import type { Footage } from '../../core/footage/footage.ts'
import { goneSince, knownOf } from '../../core/finding/sightings.ts'
import { isOverdue, isPastDue, TRANSITIONS } from '../../core/finding/transitions.ts'
import { frameAt } from '../../core/geo/frame.ts'
import { distance } from '../../core/geo/polygon.ts'
import type { LatLon } from '../../core/geo/position.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import type { Site } from '../../core/site/site.ts'
import { siteUnder } from '../../core/site/siteUnder.ts'
import { getReadable, type Stored, standingOf } from '../../store/documents.ts'
import {
  type FindingsWanted,
  type FindingRow as StoredRow,
  findingPage,
  findingsAbout,
  findingsIn,
} from '../../store/findings.ts'
import { UNREADABLE_NAME } from '../../store/paging.ts'
import { boxOf } from '../../store/places.ts'
import { sightingsOfFinding } from '../../store/sightings.ts'
import { allSites, sitesIn } from '../../store/sites.ts'
import { Refusal, type Tx } from '../../store/workspace.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { newId } from '../host/newId.ts'
import { stored } from '../host/documents.ts'

/** So many findings about a place are enough to look at. */
const MOST_NEARBY = 50

/** A place outside every boundary still belongs to the nearest site within this distance, m. */
const NEAR_SITE_M = 300
/** More sites than this are not about one place. */
const MOST_SITES = 1000

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
    const { after, limit, overdueOnly, ...asked } = filter
    const wanted: FindingsWanted = { ...asked, overdueAtMs: overdueOnly ? context.nowMs() : null }
    const page = findingPage(context.workspace.db, wanted, { after, most: limit })
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
      overdue: isOverdue(doc, context.nowMs()),
      history: sightingsOfFinding(db, id),
    }
  },
  'finding.nearby': (
    { at, radiusM }: CallInput<'finding.nearby'>,
    context: Context,
  ): CallOutput<'finding.nearby'> => {
    const frame = frameAt(at)
    const near: (FindingRow & { distanceM: number })[] = []
    for (const row of findingsAbout(context.workspace.db, boxOf(at, radiusM))) {
      const distanceM = distance(frame.toLocal(row.at), { x: 0, y: 0 })
      if (distanceM <= radiusM) near.push({ ...rowAt(row, context.nowMs()), distanceM })
      if (near.length === MOST_NEARBY) break
    }
    return near
  },
  'finding.edit': (
    { id, base, change }: CallInput<'finding.edit'>,
    context: Context,
  ): CallOutput<'finding.edit'> =>
    write(context, 'finding.edit', (tx) => {
      const { doc } = tx.get<Finding>('finding', id)
      const moved = change.enterpriseId !== undefined && change.enterpriseId !== doc.enterpriseId
      const given = Object.fromEntries(
        Object.entries(change).filter(([, value]) => value !== undefined),
      ) as Partial<Finding>
      const next: Finding = {
        ...doc,
        ...given,
        ...(moved ? { enterpriseBy: 'officer' as const, siteId: null, assetId: null } : {}),
      }
      return { ...tx.put('finding', base, next), doc: next }
    }),
  'finding.transition': (
    input: CallInput<'finding.transition'>,
    context: Context,
  ): CallOutput<'finding.transition'> =>
    write(context, `finding.transition:${input.to}`, (tx) => {
      const { doc } = tx.get<Finding>('finding', input.id)
      const next = transition(context, doc, input)
      return { ...tx.put('finding', input.base, next), doc: next }
    }),
  'finding.extend': (
    { id, base, dueMs, reason }: CallInput<'finding.extend'>,
    context: Context,
  ): CallOutput<'finding.extend'> =>
    write(context, 'finding.extend', (tx) => {
      const { doc } = tx.get<Finding>('finding', id)
      if (doc.deadlines.length === 0) throw new Refusal('needs_proof', { to: doc.state, needs: 'deadline' })
      const next = { ...doc, deadlines: [...doc.deadlines, deadline(context, dueMs, reason)] }
      return { ...tx.put('finding', base, next), doc: next }
    }),
} satisfies Partial<Handlers>

const rowAt = ({ dueMs, ...row }: StoredRow, nowMs: number): FindingRow => ({
  ...row,
  overdue: isPastDue(row.state, dueMs, nowMs),
})

/** Rows as lists show them now. */
export const shown = (context: Context, rows: readonly StoredRow[]): FindingRow[] =>
  rows.map((row) => rowAt(row, context.nowMs()))

/** The site whose boundary holds a place, else the nearest one within reach; of an asset, the one that has it. */
export function siteAbout(context: Context, at: LatLon, assetId: string | null = null): Site | null {
  const { db } = context.workspace
  const sites = (sitesIn(db, boxOf(at, NEAR_SITE_M), MOST_SITES) ?? allSites(db)).map(({ doc }) => doc)
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
  const doc: Sighting = {
    ...sighting,
    id: newId(context.nowMs()),
    findingId: finding.id,
    author: context.actor.name,
    knew: knownOf(finding, sightingsOf(context, finding.id)),
  }
  markFound(tx, context, doc.footageId)
  return { ...tx.put('sighting', null, doc), doc }
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

function transition(context: Context, doc: Finding, input: CallInput<'finding.transition'>): Finding {
  const step = TRANSITIONS[doc.state].find(({ to }) => to === input.to)
  if (!step) throw new Refusal('bad_transition', { from: doc.state, to: input.to })
  const need = (needs: string): never => {
    throw new Refusal('needs_proof', { to: input.to, needs })
  }
  let proof: string | null = null
  for (const needs of step.needs) {
    if (needs === 'reason' && !input.reason.trim()) need(needs)
    if (needs === 'deadline' && input.dueMs === null) need(needs)
    if (needs === 'duplicateOf') {
      if (input.duplicateOfId === null || input.duplicateOfId === doc.id) need(needs)
      else stored<Finding>(context, 'finding', input.duplicateOfId)
    }
    if (needs === 'goneSighting') proof = goneSince(doc, sightingsOf(context, doc.id))?.id ?? need(needs)
  }
  const made: Transition = {
    from: doc.state,
    to: input.to,
    atMs: context.nowMs(),
    by: context.actor.name,
    role: context.actor.role,
    reason: input.reason,
    sightingId: proof,
    duplicateOfId: input.duplicateOfId,
  }
  const deadlines =
    input.dueMs !== null && step.needs.includes('deadline')
      ? [...doc.deadlines, deadline(context, input.dueMs, input.reason)]
      : doc.deadlines
  return { ...doc, state: input.to, deadlines, transitions: [...doc.transitions, made] }
}

const deadline = (context: Context, dueMs: number, reason: string): Finding['deadlines'][number] => ({
  dueMs,
  setAtMs: context.nowMs(),
  by: context.actor.name,
  reason,
})
