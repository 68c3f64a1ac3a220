import type { CallInput, CallOutput, CallParsed, SelfCheckRow } from '../../contract/index.ts'
import type { SelfCheck } from '../../core/duty/selfCheck.ts'
import type { Finding } from '../../core/finding/finding.ts'
import { dayOf, startOfDay } from '../../core/finding/deadlines/day.ts'
import { middleOf } from '../../core/geo/middle.ts'
import type { LatLon } from '../../core/geo/position.ts'
import { assetMiddle } from '../../core/site/assetMiddle.ts'
import type { Site } from '../../core/site/site.ts'
import type { Stored } from '../../store/documents.ts'
import { findingsOfSelfCheck, selfChecksOf } from '../../store/duties.ts'
import { paged } from '../../store/paging.ts'
import { sitesOfEnterprise } from '../../store/sites.ts'
import { Refusal } from '../../store/workspace.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { documentCalls, referredBy, stored } from '../host/documents.ts'
import { newId } from '../host/newId.ts'
import { whoActs } from '../host/whoActs.ts'
import { handOutForm, readForm } from './selfCheckForms.ts'

const documents = documentCalls<SelfCheck>('selfCheck')

export const selfCheckCalls = {
  'selfCheck.list': (
    { enterpriseId, after, limit }: CallParsed<'selfCheck.list'>,
    context: Context,
  ): CallOutput<'selfCheck.list'> => {
    const from = after && { on: dayOf(after.atMs), id: after.id }
    const { rows, total } = selfChecksOf(context.workspace.db, enterpriseId, from, limit + 1)
    return {
      ...paged(rows.map(rowOf), limit, ({ checkedOn, id }) => ({ atMs: startOfDay(checkedOn), id })),
      total,
    }
  },
  'selfCheck.get': ({ id }: { id: string }, context: Context): CallOutput<'selfCheck.get'> => ({
    ...stored<SelfCheck>(context, 'selfCheck', id),
    takenOver: findingsOfSelfCheck(context.workspace.db, id).flatMap(({ doc }) =>
      doc.selfReport?.selfCheckId === id ? [{ itemId: doc.selfReport.itemId, findingId: doc.id }] : [],
    ),
  }),
  'selfCheck.add': (input: CallInput<'selfCheck.add'>, context: Context): CallOutput<'selfCheck.add'> =>
    write(context, 'selfCheck.add', (tx) => {
      if (input.checkedOn > dayOf(context.nowMs())) throw new Refusal('day_to_come', { day: input.checkedOn })
      const nowMs = context.nowMs()
      const doc: SelfCheck = { ...input, id: newId(nowMs), enteredBy: whoActs(context), enteredAtMs: nowMs }
      return { ...tx.put('selfCheck', null, doc), doc }
    }),
  'selfCheck.form': handOutForm,
  'selfCheck.readForm': readForm,
  'selfCheck.remove': documents.remove,
  'selfCheck.takeOver': (
    { id, itemId, siteId, at, ...given }: CallInput<'selfCheck.takeOver'>,
    context: Context,
  ): CallOutput<'selfCheck.takeOver'> =>
    write(context, 'selfCheck.takeOver', (tx) => {
      const { db } = context.workspace
      const { doc: check } = stored<SelfCheck>(context, 'selfCheck', id)
      const item = check.items.find((one) => one.id === itemId)
      if (!item) throw new Refusal('not_found', { aggregate: 'selfCheck', id })
      if (item.result !== 'found' && item.result !== 'putRight')
        throw new Refusal('nothing_found', { what: item.what })
      const before = findingsOfSelfCheck(db, id).some(({ doc }) => doc.selfReport?.itemId === itemId)
      if (before) throw new Refusal('taken_over', { what: item.what })
      const site = referredBy<Site>(context, 'site', siteId ?? check.siteId) ?? firstSite(context, check)
      const place = at ?? placeIn(site, given.assetId)
      if (!place) throw new Refusal('missing_reference', { aggregate: 'site' })
      const nowMs = context.nowMs()
      const doc: Finding = {
        ...given,
        id: newId(nowMs),
        enterpriseId: check.enterpriseId,
        enterpriseBy: 'site',
        siteId: site?.id ?? null,
        at: place,
        state: 'toVerify',
        openedAtMs: nowMs,
        deadlines: [],
        transitions: [],
        recursOfId: null,
        selfReport: { selfCheckId: id, itemId },
      }
      return { ...tx.put('finding', null, doc), doc }
    }),
} satisfies Partial<Handlers>

const firstSite = (context: Context, { enterpriseId }: SelfCheck): Site | null =>
  sitesOfEnterprise(context.workspace.db, enterpriseId)[0]?.doc ?? null

function placeIn(site: Site | null, assetId: string | null): LatLon | null {
  if (!site) return null
  const asset = site.assets.find(({ id }) => id === assetId)
  return asset ? assetMiddle(asset) : middleOf(site.boundary)
}

const rowOf = ({ version, doc }: Stored<SelfCheck>): SelfCheckRow => ({
  id: doc.id,
  version,
  checkedOn: doc.checkedOn,
  checkedBy: doc.checkedBy.name,
  items: doc.items.length,
  found: doc.items.filter(({ result }) => result === 'found').length,
  putRight: doc.items.filter(({ result }) => result === 'putRight').length,
  how: doc.how,
})
