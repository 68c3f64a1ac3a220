import type { CallInput, CallOutput, CallParsed } from '../../contract/index.ts'
import type { Flight } from '../../core/flight/flight.ts'
import type { Footage } from '../../core/footage/footage.ts'
import type { Mission } from '../../core/mission/mission.ts'
import { getReadable } from '../../store/documents.ts'
import { flightPage, flightRows, flightWays } from '../../store/flights.ts'
import { frozenRevisions } from '../../store/frozen.ts'
import { departuresOfFlights } from '../../store/keptFlights.ts'
import { readHead } from '../../store/journal/entries.ts'
import { Refusal } from '../../store/workspace.ts'
import { type Context, during, type Handlers } from '../host/context.ts'
import { documentCalls, referredBy, stored } from '../host/documents.ts'
import { sitesOf } from '../mission/missions.ts'
import { fileStem } from '../../core/units/shown.ts'
import { wholeTracks } from './wholeTracks.ts'

/** China has one zone: names of files carry its day. */
const CHINA_MS = 8 * 3600_000

const documents = documentCalls<Flight>('flight')

export const flightCalls = {
  'flight.list': (
    { siteId, text, after, limit }: CallParsed<'flight.list'>,
    context: Context,
  ): CallOutput<'flight.list'> =>
    flightPage(context.workspace.db, { siteId, text, enterpriseId: null }, { after, most: limit }),
  'flight.rows': ({ ids }: CallInput<'flight.rows'>, context: Context): CallOutput<'flight.rows'> =>
    flightRows(context.workspace.db, ids),
  'flight.ways': ({ box, limit }: CallInput<'flight.ways'>, context: Context): CallOutput<'flight.ways'> =>
    flightWays(context.workspace.db, box, limit),
  'flight.report': async (
    { id, language }: CallInput<'flight.report'>,
    context: Context,
  ): Promise<CallOutput<'flight.report'>> => {
    const { db } = context.workspace
    const flight = stored<Flight>(context, 'flight', id).doc
    if (flight.missionId === null || flight.track.length === 0) throw new Refusal('nothing_to_compare', {})
    const { missionId, missionRevision } = flight
    // What was flown is compared with the revision that was exported, where it was kept.
    const [kept] = missionRevision ? frozenRevisions(db, missionId, missionRevision) : []
    const mission = kept?.doc.mission ?? referredBy<Mission>(context, 'mission', missionId)
    // Neither is here: another station planned it.
    if (!mission) throw new Refusal('nothing_to_compare', {})
    const sites = kept?.doc.sites ?? sitesOf(context, mission)
    const whole = await wholeTracks(context.threads).fileOf(context.workspace, flight)
    const paper = {
      mission,
      sites,
      exportedAtMs: context.nowMs(),
      revision: kept?.doc.revision ?? null,
      language,
      flight,
      logs: flight.logIds.flatMap((logId) => getReadable<Footage>(db, 'footage', logId)?.doc ?? []),
      head: readHead(db).head,
    }
    const content = await during(context, 'flight.report', (work) =>
      context.readers.run(
        'flownReport',
        { name: mission.name.zh, paper, columns: whole?.columns ?? null },
        work,
      ),
    )
    const day = new Date(flight.takeoffAtMs + CHINA_MS).toISOString().slice(0, 10)
    const fileName = `${fileStem(mission.name.zh)}-${day}.html`
    return { fileName, downloadId: context.offerDownload(fileName, 'text/html', Buffer.from(content)) }
  },
  'flight.departures': (
    { ids }: CallInput<'flight.departures'>,
    context: Context,
  ): CallOutput<'flight.departures'> =>
    [...departuresOfFlights(context.workspace.db, ids)].map(([id, departures]) => ({ id, departures })),
  'flight.get': documents.get,
  'flight.put': documents.put,
  'flight.remove': documents.remove,
} satisfies Partial<Handlers>
