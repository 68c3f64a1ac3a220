import type { OpenWork } from '../../contract/index.ts'
import { approvalStanding, isApproved } from '../../core/campaign/approval.ts'
import { type Campaign, roundOf } from '../../core/campaign/campaign.ts'
import type { Visit } from '../../core/campaign/visit.ts'
import type { Finding } from '../../core/finding/finding.ts'
import type { RectificationOrder } from '../../core/finding/order/order.ts'
import type { Setting } from '../../core/finding/settings.ts'
import type { HeldMember } from '../../core/journal/personMembers.ts'
import { isSamePerson } from '../../core/people/alone.ts'
import { namesPerson, withPerson } from '../../core/people/named.ts'
import { type Person, type PersonRef, refTo } from '../../core/people/person.ts'
import type { ReleaseSheet } from '../../core/people/releaseSheet.ts'
import { namesOfEnterprises, visitsOfCampaign } from '../../store/board.ts'
import { campaignsSince, someCampaigns } from '../../store/campaigns.ts'
import type { Stored } from '../../store/documents.ts'
import { allDraws } from '../../store/draws.ts'
import { isFlownBetween } from '../../store/flights.ts'
import { openOrdersBy } from '../../store/orders.ts'
import { findingsAwaitedBy, findingsOwnedBy, missionsCrewedBy, releaseSheets } from '../../store/persons.ts'
import { settingStored } from '../../store/settings.ts'
import { visitsNaming } from '../../store/visits.ts'
import { headEntries, waitingPage } from '../../store/waiting.ts'
import type { Tx } from '../../store/workspace.ts'
import type { Context } from '../host/context.ts'

const DAY_MS = 24 * 3600_000
/** A visit that nobody approved so long ago is history. */
const BEGAN_DAYS = 400
/** All moments that a time may be. */
const EVER_MS = 8.64e15
/** So many documents are looked through at once for what waits. */
const WAITING_PAGE = 500

/** What somebody has to do by one member that names them, and how it goes to another. */
type Held = {
  readonly find: (context: Context, person: Person) => OpenWork[]
  /** Absent: what was found says itself what is to be done. */
  readonly give?: (tx: Tx, id: string, from: Person, to: Person) => void
}

const work = (
  kind: OpenWork['kind'],
  id: string,
  title: OpenWork['title'],
  todo: OpenWork['todo'],
  goesOver = false,
): OpenWork => ({ kind, id, title, todo, goesOver })

const refOf = ({ id, name }: Person): { personId: string; name: string } => ({ personId: id, name })

const findingTodo = ({ state }: Finding): OpenWork['todo'] =>
  state === 'transferred' ? 'awaitAnswer' : state === 'toRecheck' ? 'recheck' : 'follow'

const findings = (found: readonly Stored<Finding>[]): OpenWork[] =>
  found.map(({ doc }) => work('finding', doc.id, doc.title, findingTodo(doc), true))

/** Whoever takes a finding over owns it; what was sent to another agency goes on saying who sent it. */
const giveFinding: Held['give'] = (tx, id, _from, to) => {
  const { doc, version } = tx.get<Finding>('finding', id)
  tx.put('finding', version, { ...doc, owner: to.name })
}

const orderTodo = ({ issued, served }: RectificationOrder): OpenWork['todo'] =>
  issued === null ? 'issue' : served === null ? 'serve' : 'followOrder'

const ordersBy = (context: Context, { name }: Person, who: 'drafted' | 'issued'): OpenWork[] =>
  openOrdersBy(context.workspace.db, name)
    .filter(({ doc }) => doc[who]?.by === name)
    .map(({ doc }) => work('rectificationOrder', doc.id, doc.issued?.no ?? '', orderTodo(doc)))

function visitsOf(context: Context, person: Person, who: 'officers' | 'assistants'): OpenWork[] {
  const { db } = context.workspace
  const nowMs = context.nowMs()
  const visits = visitsNaming(db, person, nowMs - BEGAN_DAYS * DAY_MS).filter(({ doc }) =>
    doc[who].some((one) => isSamePerson(refOf(person), one)),
  )
  const names = namesOfEnterprises(
    db,
    visits.map(({ doc }) => doc.enterpriseId),
  )
  const campaigns = new Map(
    someCampaigns(
      db,
      visits.flatMap(({ doc }) => doc.campaignId ?? []),
    ).map(({ doc }) => [doc.id, doc]),
  )
  return visits.flatMap(({ doc }) => {
    const campaign = campaigns.get(doc.campaignId ?? '') ?? null
    const { state } = approvalStanding(doc, roundOf(campaign, doc.roundId), campaign, nowMs)
    const todo = visitTodo(doc, isApproved(state))
    const title = names.get(doc.enterpriseId) ?? ''
    return todo === null ? [] : [work('visit', doc.id, title, todo, doc.toMs === null)]
  })
}

/** What a visit waits for; null: for nothing of whom it names. */
function visitTodo({ toMs, items, record }: Visit, approved: boolean): OpenWork['todo'] | null {
  if (toMs !== null) return approved ? null : 'approveAfter'
  if (record !== '' || items.some(({ answer }) => answer !== null)) return 'finishSheet'
  return approved ? 'visit' : 'approve'
}

/** Nobody inspects twice: whoever is in a list already stays once. */
const giveVisit: Held['give'] = (tx, id, from, to) => {
  const { doc, version } = tx.get<Visit>('visit', id)
  const given = (list: readonly PersonRef[]): PersonRef[] =>
    list.some((one) => isSamePerson(refOf(to), one))
      ? list.filter((one) => !isSamePerson(refOf(from), one))
      : list.map((one) => (isSamePerson(refOf(from), one) ? refTo(to) : one))
  tx.put('visit', version, { ...doc, officers: given(doc.officers), assistants: given(doc.assistants) })
}

/** The campaigns that nobody has closed. */
const openCampaigns = ({ workspace }: Context): Stored<Campaign>[] =>
  campaignsSince(workspace.db, 0).filter(({ doc }) => doc.closedAtMs === null)

/** Missions that are still to be flown: never flown, or of a round under way in which nobody has. */
function toFly(context: Context, missionId: string): boolean {
  const { db } = context.workspace
  if (!isFlownBetween(db, missionId, 0, EVER_MS)) return true
  return openCampaigns(context).some(({ doc }) =>
    doc.rounds.some(
      ({ missionIds, fromMs, toMs }) =>
        toMs >= context.nowMs() &&
        missionIds.includes(missionId) &&
        !isFlownBetween(db, missionId, fromMs, toMs),
    ),
  )
}

const isUsable = ({ withdrawnAtMs, codes }: ReleaseSheet): boolean =>
  withdrawnAtMs === null && codes.some(({ used }) => used === null)

/** The sheets of somebody's one-time codes that still let something pass. */
export const usableSheetsOf = ({ workspace }: Context, { id }: Person): Stored<ReleaseSheet>[] =>
  releaseSheets(workspace.db).filter(({ doc }) => doc.by.personId === id && isUsable(doc))

/** Draws of campaigns under way that somebody was drawn by, for enterprises that nobody has visited in them. */
const drawnFor = (context: Context, person: Person): OpenWork[] =>
  allDraws(context.workspace.db).flatMap(({ doc: { id, name, attempts } }) => {
    const last = attempts.at(-1)
    const keys = (last?.pool.inspectors ?? [])
      .filter((one) => one.key === person.id || one.name === person.name)
      .map(({ key }) => key)
    const targets = (last?.outcome?.drawn ?? [])
      .filter(({ inspectors }) => inspectors.some((key) => keys.includes(key)))
      .map(({ target }) => target)
    const isLeft = openCampaigns(context)
      .filter(({ doc }) => doc.drawId === id)
      .some(({ doc }) => {
        const visited = visitsOfCampaign(context.workspace.db, doc.id).filter(({ toMs }) => toMs !== null)
        return targets.some((target) => !visited.some(({ enterpriseId }) => enterpriseId === target))
      })
    return isLeft ? [work('draw', id, name, 'drawAgain')] : []
  })

/** What each member that names somebody leaves them to do. A member without a row does not compile. */
const HELD: { readonly [M in HeldMember]: Held } = {
  'finding.owner': {
    find: ({ workspace }, { name }) => findings(findingsOwnedBy(workspace.db, name)),
    give: giveFinding,
  },
  'finding.transfers[].by': {
    find: ({ workspace }, { name }) => findings(findingsAwaitedBy(workspace.db, name)),
    give: giveFinding,
  },
  'rectificationOrder.drafted.by': { find: (context, person) => ordersBy(context, person, 'drafted') },
  'rectificationOrder.issued.by': { find: (context, person) => ordersBy(context, person, 'issued') },
  'visit.officers[]': { find: (context, person) => visitsOf(context, person, 'officers'), give: giveVisit },
  'visit.assistants[]': {
    find: (context, person) => visitsOf(context, person, 'assistants'),
    give: giveVisit,
  },
  'campaign.organiser': {
    find: (context, { name }) =>
      openCampaigns(context)
        .filter(({ doc }) => namesPerson(doc.organiser, name))
        .map(({ doc }) => work('campaign', doc.id, doc.name, 'organise', true)),
    give: (tx, id, from, to) => {
      const { doc, version } = tx.get<Campaign>('campaign', id)
      const organiser = withPerson(doc.organiser, from.name, to.name)
      tx.put('campaign', version, { ...doc, organiser })
    },
  },
  'mission.crew[]': {
    find: (context, { name }) =>
      missionsCrewedBy(context.workspace.db, name)
        .filter(({ doc }) => toFly(context, doc.id))
        .map(({ doc }) => work('mission', doc.id, doc.name, 'nameCrew')),
  },
  'draw.attempts[].committedBy': {
    find: (context, person) =>
      allDraws(context.workspace.db).flatMap(({ doc: { id, name, attempts } }) => {
        const last = attempts.at(-1)
        const isTheirs = last?.outcome === null && isSamePerson(refOf(person), last.committedBy)
        return isTheirs ? [work('draw', id, name, 'draw')] : []
      }),
  },
  'draw.attempts[].pool.inspectors[]': { find: drawnFor },
  'setting.value.rows[].whom': {
    find: ({ workspace }, { name }) => {
      const kept = settingStored(workspace.db, 'escalation')
      const { value } = kept?.doc ?? {}
      if (!kept || value?.name !== 'escalation') return []
      return value.rows.some(({ whom }) => namesPerson(whom, name))
        ? [work('setting', kept.doc.id, '', 'beTold', true)]
        : []
    },
    give: (tx, id, from, to) => {
      const { doc, version } = tx.get<Setting>('setting', id)
      if (doc.value.name !== 'escalation') return
      const rows = doc.value.rows.map((row) => ({ ...row, whom: withPerson(row.whom, from.name, to.name) }))
      tx.put('setting', version, { ...doc, value: { ...doc.value, rows } })
    },
  },
  'releaseSheet.by': {
    find: (context, person) =>
      usableSheetsOf(context, person).map(({ doc }) => work('releaseSheet', doc.id, doc.tag, 'codesEnd')),
  },
}

/** Who made an entry, whatever program wrote it. */
const makerOf = ({
  name,
  personId,
}: {
  name: string
  personId?: unknown
}): Parameters<typeof isSamePerson>[0] => ({
  name,
  ...(typeof personId === 'string' ? { personId } : {}),
})

/** Documents that wait for a decision, and of those of which a version is somebody's, what they are called in it. */
function waitingFor({ workspace: { db } }: Context, person: Person) {
  const waiting = new Set<string>()
  const theirs: OpenWork[] = []
  for (let after: Parameters<typeof waitingPage>[1] = null; ; ) {
    const { rows, isMore } = waitingPage(db, after, WAITING_PAGE)
    for (const { aggregate, id } of rows) {
      waiting.add(`${aggregate} ${id}`)
      const own = headEntries(db, aggregate, id).find(({ entry: { actor } }) =>
        isSamePerson(makerOf(actor), refTo(person)),
      )
      if (own) theirs.push(work(aggregate, id, titleOf(own.doc), 'decide'))
    }
    after = rows.at(-1) ?? null
    if (!isMore || after === null) return { waiting, theirs }
  }
}

/** What people call a document; '' of one that has no name. */
function titleOf(doc: unknown): OpenWork['title'] {
  const { name, title, fileName } = (doc ?? {}) as { name?: unknown; title?: unknown; fileName?: unknown }
  if (typeof name === 'object' && name !== null && 'zh' in name && typeof name.zh === 'string')
    return { zh: name.zh, en: 'en' in name && typeof name.en === 'string' ? name.en : '' }
  return [name, title, fileName].find((one) => typeof one === 'string') ?? ''
}

type Found = { readonly member: HeldMember | null; readonly work: OpenWork }

/**
 * Each thing once for each thing that is to be done about it, in the order of the table. What waits for a decision goes to
 * nobody before that.
 */
function found(context: Context, person: Person): Found[] {
  const { waiting, theirs } = waitingFor(context, person)
  const all = [
    ...(Object.keys(HELD) as HeldMember[]).flatMap((member) =>
      HELD[member].find(context, person).map((one): Found => {
        const waits = waiting.has(`${one.kind} ${one.id}`)
        return { member, work: waits ? { ...one, todo: 'decide', goesOver: false } : one }
      }),
    ),
    ...theirs.map((one): Found => ({ member: null, work: one })),
  ]
  const keyOf = ({ work: { kind, id, todo } }: Found): string => `${kind} ${id} ${todo}`
  return [...new Map(all.reverse().map((one) => [keyOf(one), one])).values()].reverse()
}

/** All that somebody has open: of every kind of document, by every member that names them. */
export const openWorkOf = (context: Context, person: Person): OpenWork[] =>
  found(context, person).map((one) => one.work)

/** Gives all open work that goes over to another person. */
export function handOver(context: Context, tx: Tx, from: Person, to: Person): void {
  for (const { member, work: one } of found(context, from))
    if (member !== null && one.goesOver) HELD[member].give?.(tx, one.id, from, to)
}
