import type { CallOutput, CallParsed } from '../../contract/index.ts'
import { base64Of } from '../../core/journal/base64.ts'
import { shortCode } from '../../core/journal/entry.ts'
import { leaveStation, readOwn } from '../../store/journal/own.ts'
import { acceptancesOf, isStationAhead, stationsHere } from '../../store/stations.ts'
import { countWaiting } from '../../store/waiting.ts'
import { Refusal } from '../../store/workspace.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { newId } from '../host/newId.ts'
import { someOfEach } from '../host/told.ts'

/** A station that entries came from. @throws {Refusal} `station_unknown` */
function stationOf({ workspace }: Context, station: string) {
  const found = stationsHere(workspace.db).find((one) => one.station === station)
  if (!found || found.kind === 'closed') throw new Refusal('station_unknown', { station: shortCode(station) })
  return found
}

export const stationCalls = {
  'station.list': (_input: object, { workspace }: Context): CallOutput<'station.list'> => {
    const { db, keys } = workspace
    const own = readOwn(db)?.station ?? null
    return {
      own,
      code: own && shortCode(own),
      isAhead: isStationAhead(db, keys),
      waiting: countWaiting(db),
      stations: stationsHere(db).map((row) => ({
        station: row.station,
        code: row.code,
        name: row.name,
        kind: row.kind,
        isAccepted: row.isAccepted,
        entries: row.entries,
        lastAtMs: row.lastAtMs,
        branches: row.heads.length,
        hidden: row.hidden,
        why: row.why,
        givenSeq: row.givenSeq,
      })),
    }
  },

  'station.accept': async (
    { station, name }: CallParsed<'station.accept'>,
    context: Context,
  ): Promise<CallOutput<'station.accept'>> => {
    const { publicKey } = stationOf(context, station)
    if (!publicKey) throw new Refusal('station_unknown', { station: shortCode(station) })
    const { db, dir, keys } = context.workspace
    const [known] = acceptancesOf(db, station)
    const { told, ...accepted } = await context.threads.run('accept', {
      dir,
      keys: keys.place(),
      actor: context.actor,
      atMs: context.nowMs(),
      base: known?.version ?? null,
      acceptance: {
        id: known?.doc.id ?? newId(context.nowMs()),
        station,
        publicKey: base64Of(publicKey),
        name,
        byName: context.actor.name,
        until: null,
      },
    })
    context.emit({ type: 'changed', arrival: accepted.arrival, changes: someOfEach(told) })
    return accepted
  },

  'station.withdraw': (
    { station }: CallParsed<'station.withdraw'>,
    context: Context,
  ): CallOutput<'station.withdraw'> => {
    const { heads } = stationOf(context, station)
    const accepted = acceptancesOf(context.workspace.db, station).filter(({ doc }) => !doc.until)
    const [head] = heads
    if (accepted.length === 0 || !head) throw new Refusal('station_unknown', { station: shortCode(station) })
    return write(context, 'station.withdraw', (tx) => {
      for (const { version, doc } of accepted)
        tx.put('acceptance', version, { ...doc, until: { seq: head.seq, hash: head.hash } })
      return {}
    })
  },

  'workspace.renew': (
    { own }: CallParsed<'workspace.renew'>,
    context: Context,
  ): CallOutput<'workspace.renew'> => {
    const now = readOwn(context.workspace.db)?.station ?? null
    if (own !== now) throw new Refusal('station_unknown', { station: own === null ? '' : shortCode(own) })
    leaveStation(context.workspace.db)
    return write(
      context,
      'workspace.renew',
      () => ({}),
      null,
      () => {
        const station = readOwn(context.workspace.db)?.station ?? ''
        return { station, code: shortCode(station) }
      },
    )
  },
} satisfies Partial<Handlers>
