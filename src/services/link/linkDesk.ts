import fs from 'node:fs'
import type { CallInput, CallOutput, ContractEvent, LinkStatus } from '../../contract/index.ts'
import type { Mission } from '../../core/mission/mission.ts'
import { newMission } from '../../core/mission/newMission.ts'
import { parametersOf } from '../../core/mission/parameters.ts'
import type { Result } from '../../core/units/result.ts'
import { followVehicle, type Live } from '../../link/live.ts'
import type { MissionKind } from '../../link/missionProtocol.ts'
import { openSession, type Session } from '../../link/session.ts'
import { openTlog, type Tlog } from '../../link/tlog.ts'
import { openTransport, parseLink } from '../../link/transport.ts'
import type { Found } from '../../link/vehicles.ts'
import { askParams, PATIENCE } from '../../link/questions.ts'
import type { Site } from '../../core/site/site.ts'
import { beginRecording } from '../../store/recordings.ts'
import { Refusal } from '../../store/workspace.ts'
import { add, type Context, type Handlers, write } from '../host/context.ts'
import { newId } from '../host/newId.ts'
import { stored, storedOn } from '../host/documents.ts'
import { readWhole } from '../reading/readWhole.ts'
import { fetchLists, findOne, holdAgainst, keyOf, listsOf, sendLists, signingWith } from './link.ts'
import { judgedOf, recordExport, releasesOf, sitesOf, sureToRecord } from '../mission/missions.ts'

/** The window is told of the vehicle so often at most, ms. */
const TELL_MS = 250

type Connection = {
  link: string
  session: Session
  vehicle: Found
  live: Live | null
  record: Tlog
  stop: () => void
}

/**
 * The one link to a vehicle that the window may hold: opened and closed by a person, told of as it goes, recorded as
 * a `.tlog` in the workspace's `links`, and used for what is uploaded and read.
 */
export function linkDesk(emit: (event: ContractEvent) => void) {
  let held: Connection | null = null
  let busy: LinkStatus['busy'] = null
  let ended: LinkStatus['ended'] = null
  let abort = new AbortController()
  /** The link that is being opened, until a vehicle answers. */
  let opening: AbortController | null = null
  /** Links that are ending: their sockets are falling silent and their records are being closed. */
  let closing: Promise<unknown> = Promise.resolve()
  let toldAtMs = 0
  let later: ReturnType<typeof setTimeout> | undefined

  const status = (): LinkStatus => ({
    link: held?.link ?? null,
    vehicle: held && {
      system: held.vehicle.system,
      component: held.vehicle.component,
      firmware: held.vehicle.firmware,
      mavType: held.vehicle.mavType,
    },
    live: held?.live ? { ...held.live, words: [...held.live.words] } : null,
    record: held?.record.path ?? null,
    recordProblem: held?.record.problem ?? null,
    busy,
    ended,
  })
  const tell = (): void => {
    clearTimeout(later)
    toldAtMs = Date.now()
    emit({ type: 'link', status: status() })
  }
  const tellSoon = (): void => {
    const waitMs = TELL_MS - (Date.now() - toldAtMs)
    if (waitMs <= 0) tell()
    else {
      clearTimeout(later)
      later = setTimeout(tell, waitMs)
    }
  }
  /** Lets go of the link that stands; fulfilled when nothing of it is open any more. */
  const letGo = (): Promise<unknown> => {
    clearTimeout(later)
    abort.abort()
    abort = new AbortController()
    if (held) {
      const { session, stop } = held
      held = null
      stop()
      closing = Promise.all([closing, session.close()])
    }
    return closing
  }
  /** Lets go of the link, and of one that is being opened. */
  const close = (): Promise<unknown> => {
    opening?.abort()
    return letGo()
  }

  /** A record of its own for every link, named by when it was opened. */
  async function openRecord({ workspace, nowMs }: Context): Promise<Tlog> {
    const stem = new Date(nowMs()).toISOString().replace(/[:.]/g, '')
    try {
      return await beginRecording(workspace, stem, (file) => openTlog(file, nowMs, true))
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      throw new Refusal('link_not_recorded', { problem: code ?? message })
    }
  }

  async function open(
    { link, system, key }: CallInput<'link.open'>,
    context: Context,
  ): Promise<CallOutput<'link.open'>> {
    if (opening) throw new Refusal('busy', { dir: link })
    const mine = new AbortController()
    opening = mine
    try {
      await letGo()
      ended = null
      const address = sure(parseLink(link), link)
      const secret =
        key === null ? null : keyOf(readWhole(context.filePath(key).path, context.filePath(key).name))
      const transport = sure(await openTransport(address), link)
      const record = await openRecord(context).catch(async (error: unknown) => {
        await transport.close()
        throw error
      })
      const session = openSession(transport, { signing: secret && signingWith(secret), record })
      const vehicle = await findOne(session, system, link, mine.signal)
      if (!vehicle.ok) {
        await session.close()
        fs.rmSync(record.path, { force: true })
        throw new Refusal(vehicle.code, { link, system: system ?? '', ...vehicle.params })
      }
      hold({ link, session, vehicle: vehicle.value, live: null, record, stop: () => undefined }, context)
    } finally {
      opening = null
    }
    tell()
    return status()
  }

  function hold(connection: Connection, context: Context): void {
    const { session, vehicle } = connection
    connection.stop = followVehicle(session, vehicle, context.nowMs, (live) => {
      connection.live = live
      tellSoon()
    })
    session.onEnd((reason) => {
      if (held !== connection) return
      ended = reason
      void letGo()
      tell()
    })
    held = connection
  }

  /** One transfer at a time, over the link that stands; cancelled by `link.cancel` or the end of the link. */
  async function during<T>(
    what: NonNullable<LinkStatus['busy']>,
    work: (connection: Connection, told: Parameters<typeof sendLists>[3]) => Promise<T>,
  ): Promise<T> {
    if (!held) throw new Refusal('no_link', {})
    if (busy) throw new Refusal('busy', { dir: held.link })
    busy = what
    abort = new AbortController()
    tell()
    try {
      return await work(held, {
        signal: abort.signal,
        progress: (kind: MissionKind, done, total) =>
          emit({ type: 'progress', task: `link.${what}`, label: kind, done, total }),
      })
    } finally {
      busy = null
      emit({ type: 'progress', task: `link.${what}`, label: '', done: 1, total: 1 })
      tell()
    }
  }

  const calls = {
    'link.status': status,
    'link.open': open,
    'link.close': async (): Promise<LinkStatus> => {
      await close()
      ended = null
      tell()
      return status()
    },
    'link.cancel': (): LinkStatus => {
      abort.abort()
      return status()
    },
    'link.upload': async (
      { id, base }: CallInput<'link.upload'>,
      context: Context,
    ): Promise<CallOutput<'link.upload'>> => {
      const { doc: mission } = storedOn<Mission>(context, 'mission', id, base)
      const sites = sitesOf(context, mission)
      // What may leave as a file may leave over the link: the same gate, the same releases.
      const passing = { known: releasesOf(context, mission), request: null }
      const [name, judged] = [mission.name.zh, judgedOf(context, mission, sites)]
      const passed = await context.readers.run('cleared', { name, judged, passing })
      if (!passed.ok) throw new Refusal(passed.code, passed.params)
      const cleared = passed.value
      return during('upload', async ({ vehicle, session, live, link }, told) => {
        const now: Found = {
          ...vehicle,
          isArmed: live?.isArmed ?? vehicle.isArmed,
          isInAir: live?.isInAir ?? vehicle.isInAir,
        }
        const lists = sure(listsOf(cleared, now), link)
        const recorded = {
          revision: cleared.revision,
          releases: cleared.releases,
          format: 'link',
          fileName: link.slice(0, 255),
          bytes: Buffer.from(JSON.stringify(lists)),
        }
        sureToRecord(context, mission, sites, recorded)
        const { unread } = sure(await holdAgainst(session, now, cleared, told), link)
        const { opaqueIds } = sure(await sendLists(session, now, lists, told), link)
        const counts = {
          mission: lists.mission.length,
          fence: lists.fence.length,
          rally: lists.rally.length,
        }
        return write(context, 'link.upload', (tx) => {
          recordExport(tx, context, mission, sites, recorded)
          return { revision: cleared.revision, counts, opaqueIds, unread }
        })
      })
    },
    'link.params': (): Promise<CallOutput<'link.params'>> =>
      during('params', async ({ vehicle, session, link }, { signal }) => {
        const patience = { ...PATIENCE, ...(signal ? { signal } : {}) }
        const params = await askParams(session, vehicle, parametersOf(vehicle.firmware), patience)
        if (session.ended !== null) throw new Refusal('link_cut', { kind: 'params', problem: session.ended })
        if (signal?.aborted) throw new Refusal('link_called_off', {})
        if (Object.keys(params).length === 0) throw new Refusal('no_params', { system: vehicle.system })
        return { source: `${link} · ${vehicle.system}`.slice(0, 200), params }
      }),
    'link.download': async (
      { siteIds }: CallInput<'link.download'>,
      context: Context,
    ): Promise<CallOutput<'link.download'>> =>
      during('download', async ({ vehicle, session, link }, told) => {
        const sites = siteIds.map((id) => stored<Site>(context, 'site', id).doc)
        const name = { zh: `飞行器 ${vehicle.system}`, en: `vehicle ${vehicle.system}` }
        const base = newMission({ id: newId(context.nowMs()), name, sites })
        const held = sure(await fetchLists(session, vehicle, told), link)
        const read = await context.readers.run('heldMission', { name: name.zh, held, base })
        return add(context, 'link.download', { name: name.zh, table: 'mission', ...sure(read, link) })
      }),
  } satisfies Partial<Handlers>
  return { calls, close }
}

/** The value of a result; a failure goes to the door as its code. */
function sure<T>(result: Result<T>, link = '', system: number | null = null): T {
  if (result.ok) return result.value
  throw new Refusal(result.code, { link, system: system ?? '', ...result.params })
}
