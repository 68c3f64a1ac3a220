import type { CallInput, CallOutput, CallParsed } from '../../contract/index.ts'
import type { Flight } from '../../core/flight/flight.ts'
import { cameraMs, deviceOf, isOwnClock } from '../../core/footage/clock/guess.ts'
import type { Footage } from '../../core/footage/footage.ts'
import { TRANSPORT_STREAM } from '../../core/footage/klv/packets.ts'
import { groundOf } from '../../core/footage/view/ground.ts'
import { fmvCsv, mfJson } from '../../core/footage/interchange.ts'
import { placeFromTrack } from '../../core/footage/placing.ts'
import { viewsOf } from '../../core/footage/view/footageViews.ts'
import { sawPoint } from '../../core/footage/view/sawPoint.ts'
import type { Mission } from '../../core/mission/mission.ts'
import type { Site } from '../../core/site/site.ts'
import {
  footageIn,
  footageMadeOf,
  footageOfFlight,
  footagePage,
  footageRows,
  twinsOf,
} from '../../store/footage.ts'
import { viewsNear, refreshViews } from '../../store/footageViews.ts'
import { Refusal } from '../../store/workspace.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { referredBy, stored } from '../host/documents.ts'
import { ingest } from './ingest.ts'
import { exportPictures } from './exportPictures.ts'
import { setMasks } from './masks.ts'
import { keepFrame } from './keepFrame.ts'
import { matchFiles } from './matchFlights.ts'
import { openOutside } from './openOutside.ts'
import { viewed } from './views.ts'
import { seenOf } from './seen.ts'
import { fileStem } from '../../core/units/shown.ts'

/** So many pictures of one place are told one by one, the newest first. */
const MOST_SEEN = 500

export const footageCalls = {
  'footage.ingest': ingest,
  'footage.match': matchFiles,
  'footage.sawPoint': (
    { at, heightsM }: CallInput<'footage.sawPoint'>,
    context: Context,
  ): CallOutput<'footage.sawPoint'> => {
    const { db } = context.workspace
    refreshViews(db)
    const seen = sawPoint(viewsNear(db, at), at, heightsM)
    return { seen: seen.slice(0, MOST_SEEN), total: seen.length }
  },
  'footage.coverage': (
    { siteId, fromMs, toMs }: CallInput<'footage.coverage'>,
    context: Context,
  ): CallOutput<'footage.coverage'> => {
    const found = seenOf(context, stored<Site>(context, 'site', siteId).doc, fromMs, toMs)
    return { ...found, cells: [...found.cells], assets: [...found.assets] }
  },
  'footage.list': (
    { flightId, after, limit }: CallParsed<'footage.list'>,
    context: Context,
  ): CallOutput<'footage.list'> =>
    context.isChecked(footagePage(context.workspace.db, flightId, { after, most: limit })),
  'footage.rows': ({ ids }: CallInput<'footage.rows'>, context: Context): CallOutput<'footage.rows'> =>
    context.isChecked(footageRows(context.workspace.db, ids)),
  'footage.madeOf': ({ id }: { id: string }, context: Context): CallOutput<'footage.madeOf'> =>
    context.isChecked(footageMadeOf(context.workspace.db, id)),
  'footage.twins': ({ id }: { id: string }, context: Context): CallOutput<'footage.twins'> =>
    context.isChecked(twinsOf(context.workspace.db, id)),
  'footage.get': ({ id }: { id: string }, context: Context): CallOutput<'footage.get'> =>
    context.isChecked(stored<Footage>(context, 'footage', id)),
  'footage.within': (
    { box, limit }: CallInput<'footage.within'>,
    context: Context,
  ): CallOutput<'footage.within'> => footageIn(context.workspace.db, box, limit),
  'footage.place': (
    { id, base, placement }: CallInput<'footage.place'>,
    context: Context,
  ): CallOutput<'footage.place'> =>
    write(context, 'footage.place', (tx) => {
      const doc: Footage = { ...tx.get<Footage>('footage', id).doc, placement }
      return { ...tx.put('footage', base, doc), doc }
    }),
  'footage.review': (
    { id, base, outcome }: CallInput<'footage.review'>,
    context: Context,
  ): CallOutput<'footage.review'> =>
    write(context, 'footage.review', (tx) => {
      const doc: Footage = { ...tx.get<Footage>('footage', id).doc }
      if (outcome === null) delete doc.review
      else doc.review = { outcome, by: context.actor.name.slice(0, 100), atMs: context.nowMs() }
      return { ...tx.put('footage', base, doc), doc }
    }),
  'footage.interchange': (
    { id, format }: CallInput<'footage.interchange'>,
    context: Context,
  ): CallOutput<'footage.interchange'> => {
    const footage = stored<Footage>(context, 'footage', id).doc
    const flight = referredBy<Flight>(context, 'flight', footage.flightId)
    const mission = referredBy<Mission>(context, 'mission', flight?.missionId)
    const views = viewsOf(footage, flight?.track ?? [], groundOf(flight, mission))
    if (views.length === 0) throw new Refusal('nothing_placed', { file: footage.fileName })
    // A transport stream's heights are over the ground in its pictures, which nobody knows the height of.
    const isOverHome = footage.mimeType !== TRANSPORT_STREAM
    const clip = { footage, views, homeAmslM: isOverHome ? (mission?.home.amslM ?? null) : null }
    const stem = fileStem(footage.fileName.replace(/\.[^.]+$/, ''))
    const [fileName, mimeType, text] =
      format === 'fmv-csv'
        ? [`${stem}.csv`, 'text/csv', fmvCsv(clip)]
        : [`${stem}.mfjson`, 'application/json', mfJson(clip)]
    return { fileName, downloadId: context.offerDownload(fileName, mimeType, Buffer.from(text)) }
  },
  'footage.openOutside': openOutside,
  'footage.view': viewed,
  'footage.keepFrame': keepFrame,
  'footage.setMasks': setMasks,
  'footage.export': exportPictures,
  'footage.setClock': setClock,
} satisfies Partial<Handlers>

/** The clock of one camera for one flight, as an officer confirmed it. */
function setClock(
  { flightId, device, aheadS, why }: CallInput<'footage.setClock'>,
  context: Context,
): CallOutput<'footage.setClock'> {
  const flight = referredBy<Flight>(context, 'flight', flightId)
  const own = footageOfFlight(context.workspace.db, flightId).filter(
    ({ doc }) => deviceOf(doc) === device && isOwnClock(doc),
  )
  return write(context, 'footage.setClock', (tx) => ({
    footage: own.flatMap(({ doc, version }) => {
      const { takenAt } = doc
      if (!takenAt) return []
      const utcMs = Math.round(cameraMs(takenAt) - aheadS * 1000)
      if (utcMs < 0) return []
      const set: Footage = {
        ...doc,
        takenAt: { ...takenAt, utcMs, aheadS, aheadWhy: why },
      }
      // Without its flight, which another station may have, it stays where it was placed.
      const isByTrack = flight !== null && (set.placement?.by === 'track' || !set.placement)
      const placement = isByTrack ? placeFromTrack(set, flight.track) : set.placement
      const now: Footage = { ...set, placement }
      return [{ ...tx.put('footage', version, now), doc: now }]
    }),
  }))
}
