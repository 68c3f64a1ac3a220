import fs from 'node:fs'
import path from 'node:path'
import type { CallInput, CallOutput, ContractEvent, LinkStatus } from '../contract/index.ts'
import type { Mission } from '../core/mission/mission.ts'
import { newMission } from '../core/mission/newMission.ts'
import { plan } from '../core/route/plan.ts'
import { parametersOf } from '../core/mission/parameters.ts'
import type { Result } from '../core/units/result.ts'
import { followVehicle, type Live } from '../link/live.ts'
import type { MissionKind } from '../link/missionProtocol.ts'
import { openSession, type Session } from '../link/session.ts'
import { openTransport, parseLink } from '../link/transport.ts'
import { chooseVehicle, type Found, findVehicles } from '../link/vehicles.ts'
import { askParams } from '../link/questions.ts'
import type { Site } from '../core/site/site.ts'
import { Refusal } from '../store/workspace.ts'
import { type Context, type Handlers, newId, write } from './context.ts'
import { stored } from './documents.ts'
import { readWhole } from './readWhole.ts'
import { fetchMission, keyOf, listsOf, sendLists, signingWith, stamp } from './link.ts'
import { exportMission, recordExport, sitesOf, sureToRecord } from './missions.ts'

const FIND_MS = 6000
/** The window is told of the vehicle so often at most, ms. */
const TELL_MS = 250

type Connection = {
  link: string
  session: Session
  vehicle: Found
  live: Live | null
  record: { path: string; file: number }
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
  const close = (): void => {
    clearTimeout(later)
    abort.abort()
    abort = new AbortController()
    if (!held) return
    const { session, record, stop } = held
    held = null
    stop()
    session.close()
    fs.closeSync(record.file)
  }

  async function open(
    { link, system, key }: CallInput<'link.open'>,
    context: Context,
  ): Promise<CallOutput<'link.open'>> {
    close()
    ended = null
    const transport = sure(await openTransport(sure(parseLink(link), link)), link)
    const folder = path.join(context.workspace.dir, 'links')
    fs.mkdirSync(folder, { recursive: true })
    const name = `${new Date(context.nowMs()).toISOString().replace(/[:.]/g, '')}.tlog`
    const record = { path: path.join(folder, name), file: fs.openSync(path.join(folder, name), 'a') }
    const secret =
      key === null ? null : keyOf(readWhole(context.filePath(key).path, context.filePath(key).name))
    const session = openSession(transport, {
      signing: secret && signingWith(secret),
      record: (bytes) => {
        if (held === null || held.record === record)
          fs.writeSync(record.file, Buffer.concat([stamp(), bytes]))
      },
    })
    let vehicle: Found
    try {
      vehicle = sure(chooseVehicle(await findVehicles(session, FIND_MS), system), link, system)
    } catch (error) {
      session.close()
      fs.closeSync(record.file)
      fs.rmSync(record.path, { force: true })
      throw error
    }
    const connection: Connection = { link, session, vehicle, live: null, record, stop: () => undefined }
    connection.stop = followVehicle(session, vehicle, context.nowMs, (live) => {
      connection.live = live
      tellSoon()
    })
    session.onEnd((reason) => {
      if (held !== connection) return
      ended = reason
      close()
      tell()
    })
    held = connection
    tell()
    return status()
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
    'link.close': (): LinkStatus => {
      close()
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
      const { doc: mission, revision } = stored<Mission>(context, 'mission', id)
      if (revision !== base)
        throw new Refusal('conflict', { aggregate: 'mission', id, base, current: revision })
      const sites = sitesOf(context, mission)
      // What may leave as a file may leave over the link: the same rules, the same releases.
      const allowed = exportMission(context, mission, sites, 'wpl', null, 'zh')
      return during('upload', async ({ vehicle, session, live, link }, told) => {
        const now: Found = {
          ...vehicle,
          isArmed: live?.isArmed ?? vehicle.isArmed,
          isInAir: live?.isInAir ?? vehicle.isInAir,
        }
        const lists = sure(listsOf(mission, plan({ mission, sites }), now), link)
        const recorded = {
          ...allowed,
          format: 'link',
          fileName: link.slice(0, 255),
          bytes: Buffer.from(JSON.stringify(lists)),
        }
        sureToRecord(context, mission, sites, recorded)
        const { opaqueIds } = sure(await sendLists(session, now, lists, told), link)
        const counts = {
          mission: lists.mission.length,
          fence: lists.fence.length,
          rally: lists.rally.length,
        }
        return write(context, 'link.upload', (tx) => {
          recordExport(tx, context, mission, sites, recorded)
          return { revision: allowed.revision, counts, opaqueIds }
        })
      })
    },
    'link.params': (): Promise<CallOutput<'link.params'>> =>
      during('params', async ({ vehicle, session, link }) => ({
        source: `${link} · ${vehicle.system}`.slice(0, 200),
        params: await askParams(session, vehicle, parametersOf(vehicle.firmware)),
      })),
    'link.download': async (
      { siteIds }: CallInput<'link.download'>,
      context: Context,
    ): Promise<CallOutput<'link.download'>> =>
      during('download', async ({ vehicle, session, link }, told) => {
        const sites = siteIds.map((id) => stored<Site>(context, 'site', id).doc)
        const name = { zh: `飞行器 ${vehicle.system}`, en: `vehicle ${vehicle.system}` }
        const base = newMission({ id: newId(context.nowMs()), name, sites })
        const { mission, notes } = sure(await fetchMission(session, vehicle, base, told), link)
        return write(context, 'link.download', (tx) => ({
          revision: tx.put('mission', null, mission),
          doc: mission,
          notes,
        }))
      }),
  } satisfies Partial<Handlers>
  return { calls, close }
}

/** The value of a result; a failure goes to the door as its code. */
function sure<T>(result: Result<T>, link = '', system: number | null = null): T {
  if (result.ok) return result.value
  throw new Refusal(result.code, { link, system: system ?? '', ...result.params })
}
