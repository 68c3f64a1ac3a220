import { createHash } from 'node:crypto'
import fs from 'node:fs'
import type { ReleaseRequest } from '../contract/index.ts'
import { missionFrom } from '../core/formats/importedMission.ts'
import type { MissionFile } from '../core/mission/missionFile.ts'
import { newMission } from '../core/mission/newMission.ts'
import type { Mission } from '../core/mission/mission.ts'
import { fenceOfItems, rallyOfItems } from '../core/route/fenceItems.ts'
import { roleOf } from '../core/route/items.ts'
import type { Item, Route } from '../core/route/route.ts'
import { parametersOf } from '../core/mission/parameters.ts'
import { type Note, note } from '../core/units/note.ts'
import { fail, ok, type Result } from '../core/units/result.ts'
import {
  downloadItems,
  type MissionKind,
  type Timing,
  uploadItems,
  type WireItem,
} from '../link/missionProtocol.ts'
import type { Signing } from '../link/packet.ts'
import { askCapabilities, askParams, PATIENCE, type Patience } from '../link/questions.ts'
import { openSession, type Session } from '../link/session.ts'
import { openTransport, parseLink } from '../link/transport.ts'
import { chooseVehicle, type Found, findVehicles } from '../link/vehicles.ts'
import { differences, fenceToWire, missionFromWire, missionToWire, rallyToWire } from '../link/wire.ts'
import { newId } from './context.ts'
import { flyable } from './standalone.ts'

/** How to reach a vehicle, and what to keep of the conversation. */
export type LinkWish = {
  readonly link: string
  readonly system: number | null
  /** A MAVLink 2 signing key: 32 bytes, or a text that they are made of. */
  readonly key: Uint8Array | null
  /** Every packet with its time, as a `.tlog`. */
  readonly record: string | null
  readonly timing?: Timing
  readonly signal?: AbortSignal
}
type Told = {
  readonly found: (vehicle: Found) => void
  readonly progress: (kind: MissionKind, done: number, of: number) => void
}

export type Uploaded = {
  readonly revision: string
  readonly vehicle: Found
  readonly counts: Record<MissionKind, number>
  readonly opaqueIds: Record<MissionKind, number>
}

const FIND_MS = 6000
const KINDS: readonly MissionKind[] = ['mission', 'fence', 'rally']
const PX4_OR_ARDUPILOT = 'px4 or ardupilot'

/**
 * Uploads a mission with its fence and rally points, in this order, reads each back and compares. Held back like an
 * export while the verdict has errors; refused while the vehicle is armed or in the air. A fence or rally points that
 * the mission does not have are taken off the vehicle: the verdict did not reckon with them.
 */
export async function uploadFile(
  file: MissionFile,
  request: ReleaseRequest | null,
  wish: LinkWish,
  told: Told,
  nowMs: number,
): Promise<Result<Uploaded>> {
  const checked = flyable(file, request, nowMs)
  if (!checked.ok) return checked
  const { revision, route } = checked.value
  return withVehicle(wish, told, async (session, vehicle) => {
    const lists = listsOf(file.mission, route, vehicle)
    if (!lists.ok) return lists
    const sent = await sendLists(session, vehicle, lists.value, transferOf(wish, told))
    if (!sent.ok) return sent
    const { mission, fence, rally } = lists.value
    const counts = { mission: mission.length, fence: fence.length, rally: rally.length }
    return ok({ revision, vehicle, counts, opaqueIds: sent.value.opaqueIds })
  })
}

export type Lists = Record<MissionKind, WireItem[]>
/** How far a transfer is, how patient it is, and what calls it off. */
export type Transferring = {
  readonly progress: (kind: MissionKind, done: number, of: number) => void
  readonly timing?: Timing
  readonly patience?: Patience
  readonly signal?: AbortSignal
}

/** An ArduPilot that has just started says that it has no space, for some seconds: asked again so often, after so long. */
const NO_SPACE_TRIES = 4
const NO_SPACE_WAIT_MS = 2500

/** Uploads, and once more while the vehicle has not made room yet; one that says how little it has is believed. */
async function patiently<T>(
  session: Session,
  upload: () => Promise<Result<T>>,
  { signal, patience }: Transferring,
): Promise<Result<T>> {
  let room: number | null = null
  const stop = session.on(({ name, fields }) => {
    const said = name === 'STATUSTEXT' ? /Only (\d+) items/.exec(String(fields['text'])) : null
    if (said) room = Number(said[1])
  })
  try {
    for (let left = NO_SPACE_TRIES; ; left--) {
      const sent = await upload()
      const isNotReady = !sent.ok && sent.params['result'] === 'no_space' && !((room ?? 0) > 0)
      if (!isNotReady || left === 0 || signal?.aborted) return sent
      await new Promise((done) => setTimeout(done, patience ? patience.waitMs : NO_SPACE_WAIT_MS))
    }
  } finally {
    stop()
  }
}

/** The three lists for a vehicle on the ground; refused to one that is armed, in the air, or of another make. */
export function listsOf(mission: Mission, route: Route, vehicle: Found): Result<Lists> {
  const { firmware } = vehicle
  if (firmware === null) return fail('vehicle_firmware', { wanted: PX4_OR_ARDUPILOT })
  if (vehicle.isArmed || vehicle.isInAir === true) return fail('vehicle_armed', { system: vehicle.system })
  return ok({
    mission: missionToWire(mission, route, firmware),
    fence: fenceToWire(mission),
    rally: rallyToWire(mission),
  })
}

/**
 * Sends the lists in order, reads each back and compares. Where one fails behind another that arrived, the failure says
 * so: the vehicle then holds a mission whose fence or rally points are not its own.
 */
export async function sendLists(
  session: Session,
  vehicle: Found,
  lists: Lists,
  how: Transferring,
): Promise<Result<{ opaqueIds: Record<MissionKind, number> }>> {
  const { firmware } = vehicle
  if (firmware === null) return fail('vehicle_firmware', { wanted: PX4_OR_ARDUPILOT })
  const can = await askCapabilities(session, vehicle, how.patience)
  for (const kind of ['fence', 'rally'] as const)
    if (can && !can[kind] && lists[kind].length > 0) return fail('vehicle_cannot_hold', { kind })
  const opaqueIds: Record<MissionKind, number> = { mission: 0, fence: 0, rally: 0 }
  for (const [i, kind] of KINDS.entries()) {
    const transfer = {
      session,
      vehicle,
      kind,
      ...how,
      progress: (done: number, of: number) => how.progress(kind, done, of),
    }
    const sent = await patiently(session, () => uploadItems(transfer, lists[kind]), how)
    if (!sent.ok)
      return i === 0
        ? sent
        : fail('half_uploaded', {
            kind,
            replaced: KINDS.slice(0, i).join(', '),
            problem: sent.params['result'] ?? sent.code,
          })
    opaqueIds[kind] = sent.value.opaqueId
    const held = await downloadItems(transfer)
    if (!held.ok) return fail('not_read_back', { kind, problem: held.code })
    const [first] = differences(lists[kind], held.value, firmware)
    if (first) return fail('held_differs', { kind, ...first })
  }
  return ok({ opaqueIds })
}

/** Parameters of a vehicle that the verdict reckons with, by name. */
export async function readParamsOf(
  wish: LinkWish,
  told: Pick<Told, 'found'> & { asked: (done: number, of: number) => void },
): Promise<Result<{ vehicle: Found; params: Record<string, number> }>> {
  return withVehicle(wish, told, async (session, vehicle) => {
    const names = parametersOf(vehicle.firmware)
    if (names.length === 0) return fail('vehicle_firmware', { wanted: PX4_OR_ARDUPILOT })
    const patience = { ...PATIENCE, ...(wish.signal ? { signal: wish.signal } : {}) }
    const params = await askParams(session, vehicle, names, patience, told.asked)
    if (session.ended !== null) return fail('link_cut', { kind: 'params', problem: session.ended })
    if (wish.signal?.aborted) return fail('link_called_off', {})
    if (Object.keys(params).length === 0) return fail('no_params', { system: vehicle.system })
    return ok({ vehicle, params })
  })
}

/** What a vehicle holds, as a mission of the waypoints pattern with its fence and rally points. */
export async function downloadFile(
  wish: LinkWish,
  told: Told,
  nowMs: number,
): Promise<Result<{ file: MissionFile; notes: Note[] }>> {
  return withVehicle(wish, told, async (session, vehicle) => {
    const name = { zh: `飞行器 ${vehicle.system}`, en: `vehicle ${vehicle.system}` }
    const base = newMission({ id: newId(nowMs), name, sites: [] })
    const fetched = await fetchMission(session, vehicle, base, transferOf(wish, told))
    if (!fetched.ok) return fetched
    const { mission, notes } = fetched.value
    return ok({ file: { format: 'sortie-mission', version: 1, mission, sites: [], releases: [] }, notes })
  })
}

/** Reads the three lists of a vehicle into a mission made of `base`. */
export async function fetchMission(
  session: Session,
  vehicle: Found,
  base: Mission,
  how: Transferring,
): Promise<Result<{ mission: Mission; notes: Note[] }>> {
  const { firmware } = vehicle
  if (firmware === null) return fail('vehicle_firmware', { wanted: PX4_OR_ARDUPILOT })
  const notes: Note[] = []
  const lists: Lists = { mission: [], fence: [], rally: [] }
  for (const kind of KINDS) {
    const held = await downloadItems({
      session,
      vehicle,
      kind,
      ...how,
      progress: (done: number, of: number) => how.progress(kind, done, of),
    })
    if (held.ok) lists[kind] = held.value
    else if (kind === 'mission' || held.code !== 'mission_refused') return held
    else notes.push(note('warning', kind === 'fence' ? 'fence_not_carried' : 'rally_not_carried'))
  }
  const { home, items } = missionFromWire(lists.mission, firmware)
  const mission = missionFrom(
    {
      home,
      items: items.map((item) => ({ ...item, role: roleOf(item.command) })),
      ...fenceOfItems(lists.fence.map(unwired), notes),
      rallyPoints: rallyOfItems(lists.rally.map(unwired)),
      firmware,
      mavType: vehicle.mavType,
      cruiseMS: null,
    },
    base,
  )
  return ok({ mission, notes })
}

const unwired = (item: WireItem) => ({ ...item, params: [...item.params] as Item['params'] })

const transferOf = (wish: LinkWish, told: Told): Transferring => ({
  progress: told.progress,
  ...(wish.timing ? { timing: wish.timing } : {}),
  ...(wish.signal ? { signal: wish.signal } : {}),
})

async function withVehicle<T>(
  wish: LinkWish,
  told: Pick<Told, 'found'>,
  work: (session: Session, vehicle: Found) => Promise<Result<T>>,
): Promise<Result<T>> {
  const address = parseLink(wish.link)
  if (!address.ok) return address
  const transport = await openTransport(address.value)
  if (!transport.ok) return fail(transport.code, { ...transport.params, link: wish.link })
  const log = wish.record === null ? null : fs.openSync(wish.record, 'w')
  const session = openSession(transport.value, {
    signing: wish.key && signingWith(wish.key),
    record: log === null ? null : (bytes) => void fs.writeSync(log, Buffer.concat([stamp(), bytes])),
  })
  try {
    const found = await findVehicles(session, FIND_MS, wish.signal)
    if (wish.signal?.aborted) return fail('link_called_off', {})
    const chosen = chooseVehicle(found, wish.system)
    if (!chosen.ok) return fail(chosen.code, { ...chosen.params, link: wish.link, system: wish.system ?? '' })
    told.found(chosen.value)
    return await work(session, chosen.value)
  } finally {
    session.close()
    if (log !== null) fs.closeSync(log)
  }
}

/** The eight bytes before each packet of a `.tlog`: microseconds since 1970, the highest first. */
export function stamp(): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(Date.now()) * 1000n)
  return bytes
}

/** A file of 32 bytes is the key itself; of anything else the key is its SHA-256, as ground stations do with words. */
export const keyOf = (bytes: Uint8Array): Uint8Array =>
  bytes.length === 32
    ? bytes
    : createHash('sha256').update(Buffer.from(bytes).toString('utf8').trim()).digest()

/** MAVLink counts signing times in tens of microseconds since 2015. */
const SIGNING_EPOCH_MS = Date.UTC(2015, 0, 1)

export const signingWith = (key: Uint8Array): Signing => ({
  key,
  linkId: 1,
  timestamp: BigInt(Date.now() - SIGNING_EPOCH_MS) * 100n,
})
