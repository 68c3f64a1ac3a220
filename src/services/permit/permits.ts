import type { CallInput, CallOutput, CallParsed } from '../../contract/index.ts'
import type { FlightApproval } from '../../core/permit/approval.ts'
import type { Battery, Craft } from '../../core/permit/craft.ts'
import type { FlightReport } from '../../core/permit/flightReport.ts'
import { CHINA_ZONE, wallTime } from '../../core/units/wallClock.ts'
import { paged } from '../../store/paging.ts'
import { allApprovals, allBatteries, allCraft, reportPage, reportsOfMission } from '../../store/permits.ts'
import { Refusal, sureOfBase } from '../../store/workspace.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { documentCalls } from '../host/documents.ts'
import { newId } from '../host/newId.ts'
import { whoActs } from '../host/whoActs.ts'

const approvals = documentCalls<FlightApproval>('flightApproval')
const reports = documentCalls<FlightReport>('flightReport')
const craft = documentCalls<Craft>('craft')
const batteries = documentCalls<Battery>('battery')

/** That a moment is not to come yet: nobody has filed, reported or answered then. */
function sureOfPast(context: Context, zone: string, ...momentsMs: readonly (number | null)[]): void {
  const late = momentsMs.find((atMs) => atMs !== null && atMs > context.nowMs())
  if (late != null) throw new Refusal('day_to_come', { day: wallTime(zone, late) })
}

export const permitCalls = {
  'flightApproval.list': (_input: object, context: Context): CallOutput<'flightApproval.list'> =>
    allApprovals(context.workspace.db),
  'flightApproval.get': approvals.get,
  'flightApproval.put': approvals.put,
  'flightApproval.file': (
    { id, base, filing }: CallInput<'flightApproval.file'>,
    context: Context,
  ): CallOutput<'flightApproval.file'> =>
    write(context, 'flightApproval.file', (tx) => {
      const { doc, version } = tx.get<FlightApproval>('flightApproval', id)
      sureOfBase('flightApproval', id, base, version)
      sureOfPast(context, doc.zone, filing.filedAtMs, filing.answeredAtMs)
      const isThere = doc.filings.some((one) => one.id === filing.id)
      const next: FlightApproval = {
        ...doc,
        filings: isThere
          ? doc.filings.map((one) => (one.id === filing.id ? filing : one))
          : [...doc.filings, filing],
      }
      return { ...tx.put('flightApproval', base, next), doc: next }
    }),
  'flightApproval.remove': approvals.remove,
  'flightReport.list': (
    { missionId, after, limit }: CallParsed<'flightReport.list'>,
    context: Context,
  ): CallOutput<'flightReport.list'> => {
    const { db } = context.workspace
    if (missionId === null) {
      const { rows, total } = reportPage(db, { after, most: limit + 1 })
      return { ...paged(rows, limit, cursorOf), total }
    }
    const all = reportsOfMission(db, missionId)
    const rows = all.filter(
      ({ doc }) =>
        !after || doc.takeoffAtMs < after.atMs || (doc.takeoffAtMs === after.atMs && doc.id < after.id),
    )
    return { ...paged(rows, limit, cursorOf), total: all.length }
  },
  'flightReport.get': reports.get,
  'flightReport.report': (
    input: CallInput<'flightReport.report'>,
    context: Context,
  ): CallOutput<'flightReport.report'> =>
    write(context, 'flightReport.report', (tx) => {
      sureOfPast(context, CHINA_ZONE, input.reportedAtMs)
      const doc: FlightReport = {
        ...input,
        id: newId(context.nowMs()),
        reportedBy: whoActs(context),
        confirmed: null,
        landing: null,
      }
      return { ...tx.put('flightReport', null, doc), doc }
    }),
  'flightReport.confirm': (
    { id, base, ...confirmed }: CallInput<'flightReport.confirm'>,
    context: Context,
  ): CallOutput<'flightReport.confirm'> =>
    write(context, 'flightReport.confirm', (tx) => {
      const { doc, version } = tx.get<FlightReport>('flightReport', id)
      sureOfBase('flightReport', id, base, version)
      sureOfPast(context, CHINA_ZONE, confirmed.atMs)
      const next: FlightReport = { ...doc, confirmed }
      return { ...tx.put('flightReport', base, next), doc: next }
    }),
  'flightReport.landed': (
    { id, base, flightId, ...landing }: CallInput<'flightReport.landed'>,
    context: Context,
  ): CallOutput<'flightReport.landed'> =>
    write(context, 'flightReport.landed', (tx) => {
      const { doc, version } = tx.get<FlightReport>('flightReport', id)
      sureOfBase('flightReport', id, base, version)
      sureOfPast(context, CHINA_ZONE, landing.reportedAtMs)
      const next: FlightReport = {
        ...doc,
        flightId: flightId ?? doc.flightId,
        landing: { ...landing, by: whoActs(context) },
      }
      return { ...tx.put('flightReport', base, next), doc: next }
    }),
  'flightReport.remove': reports.remove,
  'craft.list': (_input: object, context: Context): CallOutput<'craft.list'> =>
    allCraft(context.workspace.db),
  'craft.get': craft.get,
  'craft.put': craft.put,
  'craft.remove': craft.remove,
  'battery.list': (_input: object, context: Context): CallOutput<'battery.list'> =>
    allBatteries(context.workspace.db),
  'battery.get': batteries.get,
  'battery.put': batteries.put,
  'battery.remove': batteries.remove,
} satisfies Partial<Handlers>

const cursorOf = ({ doc }: { doc: FlightReport }) => ({ atMs: doc.takeoffAtMs, id: doc.id })
