import { createHash } from 'node:crypto'
import type { MissionFile } from '../../core/mission/missionFile.ts'
import { newMission } from '../../core/mission/newMission.ts'
import type { Mission } from '../../core/mission/mission.ts'
import type { Release, ReleaseRequest } from '../../core/mission/release.ts'
import { parametersOf } from '../../core/mission/parameters.ts'
import { type Cleared, heldFrom } from '../../core/safety/releaseGate.ts'
import { unreadOf } from '../../core/safety/rules/onboard.ts'
import { type Note, note } from '../../core/units/note.ts'
import { fail, ok, type Result } from '../../core/units/result.ts'
import {
  deadlineOf,
  downloadItems,
  type MissionKind,
  type Timing,
  TIMING,
  uploadItems,
} from '../../link/missionProtocol.ts'
import { askCapabilities, askParams, PATIENCE, type Patience } from '../../link/questions.ts'
import { openSession, type Session } from '../../link/session.ts'
import type { Signing } from '../../link/signing.ts'
import { openTlog, type Tlog } from '../../link/tlog.ts'
import { openTransport, parseLink } from '../../link/transport.ts'
import { chooseVehicle, type Found, findVehicles, nextGroundNews } from '../../link/vehicles.ts'
import { differences, fenceToWire, missionToWire, rallyToWire } from '../../link/wire.ts'
import { newId } from '../host/newId.ts'
import { type HeldLists, type Lists, missionOfLists } from './heldMission.ts'
import { cleared } from '../mission/missionWork.ts'
import { judgedOf } from '../mission/standalone.ts'

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
  /** The record broke off, with the system's word for it; the link goes on. */
  readonly recordBroke: (file: string, problem: string) => void
  readonly progress: (kind: MissionKind, done: number, of: number) => void
}

export type Uploaded = {
  readonly revision: string
  /** The releases that let it pass, for whoever keeps them. */
  readonly releases: readonly Release[]
  readonly vehicle: Found
  readonly counts: Record<MissionKind, number>
  readonly opaqueIds: Record<MissionKind, number>
  /** Parameters that the verdict leans on and the vehicle did not tell. */
  readonly unread: readonly string[]
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
  const passed = cleared(judgedOf(file, nowMs), { known: file.releases, request })
  if (!passed.ok) return passed
  const { revision, releases } = passed.value
  return withVehicle(wish, told, async (session, vehicle) => {
    const lists = listsOf(passed.value, vehicle)
    if (!lists.ok) return lists
    const fits = await holdAgainst(session, vehicle, passed.value, transferOf(wish, told))
    if (!fits.ok) return fits
    const sent = await sendLists(session, vehicle, lists.value, transferOf(wish, told))
    if (!sent.ok) return sent
    const { mission, fence, rally } = lists.value
    const counts = { mission: mission.length, fence: fence.length, rally: rally.length }
    return ok({
      revision,
      releases,
      vehicle,
      counts,
      opaqueIds: sent.value.opaqueIds,
      unread: fits.value.unread,
    })
  })
}

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
export function listsOf(cleared: Cleared, vehicle: Found): Result<Lists> {
  const { mission, route, isFlyable } = cleared
  if (!isFlyable) throw new Error('cleared as a paper')
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
 * Holds the vehicle that answers against the one that the mission was judged for: its make, its kind, and the
 * parameters that the verdict leans on, which are read from it now. A difference is a failure, and nothing is sent until
 * the mission was judged for what is there.
 */
export async function holdAgainst(
  session: Session,
  vehicle: Found,
  cleared: Cleared,
  how: Transferring,
): Promise<Result<{ unread: string[] }>> {
  const { firmware, mavType } = vehicle
  const another = heldFrom(cleared, { firmware, mavType, params: {} })
  if (another) return another
  const patience = { ...(how.patience ?? PATIENCE), ...(how.signal ? { signal: how.signal } : {}) }
  const params = await askParams(session, vehicle, parametersOf(firmware), patience)
  if (how.signal?.aborted) return fail('link_called_off', {})
  if (session.ended !== null) return fail('link_cut', { kind: 'params', problem: session.ended })
  const differs = heldFrom(cleared, { firmware, mavType, params })
  const asRead = { ...cleared.mission, onboard: { source: '-', params } }
  return differs ?? ok({ unread: unreadOf(asRead) })
}

/**
 * Sends the lists in order, reads each back and compares. The vehicle is looked at before each list and while it goes:
 * one that is armed or in the air gets nothing more. Where a list fails behind another that arrived, the failure says
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
  const timing = how.timing ?? TIMING
  const can = await askCapabilities(session, vehicle, how.patience)
  for (const kind of ['fence', 'rally'] as const)
    if (can && !can[kind] && lists[kind].length > 0) return fail('vehicle_cannot_hold', { kind })
  const deadline = deadlineOf(timing)
  const opaqueIds: Record<MissionKind, number> = { mission: 0, fence: 0, rally: 0 }
  for (const [i, kind] of KINDS.entries()) {
    const transfer = {
      session,
      vehicle,
      kind,
      ...how,
      deadline,
      onlyOnGround: true,
      progress: (done: number, of: number) => how.progress(kind, done, of),
    }
    const isOnGround = await nextGroundNews(session, vehicle, timing.stalledMs)
    const sent =
      isOnGround === true
        ? await patiently(session, () => uploadItems(transfer, lists[kind]), how)
        : isOnGround === false
          ? fail(i === 0 ? 'vehicle_armed' : 'vehicle_armed_midway', { kind, system: vehicle.system })
          : fail('link_stalled', { kind, seconds: timing.stalledMs / 1000 })
    if (!sent.ok)
      return i === 0
        ? sent
        : fail('half_uploaded', {
            ...sent.params,
            kind,
            replaced: KINDS.slice(0, i).join(', '),
            problem: sent.params['result'] ?? sent.code,
          })
    opaqueIds[kind] = sent.value.opaqueId
    const held = await downloadItems(transfer)
    if (!held.ok) return fail('not_read_back', { ...held.params, kind, problem: held.code })
    const [first] = differences(lists[kind], held.value, firmware)
    if (first) return fail('held_differs', { kind, ...first })
  }
  return ok({ opaqueIds })
}

/** Parameters of a vehicle that the verdict reckons with, by name. */
export async function readParamsOf(
  wish: LinkWish,
  told: Pick<Told, 'found' | 'recordBroke'> & { asked: (done: number, of: number) => void },
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

/** Reads the three lists of a vehicle as they are aboard. */
export async function fetchLists(
  session: Session,
  vehicle: Found,
  how: Transferring,
): Promise<Result<HeldLists>> {
  const { firmware, mavType, system } = vehicle
  if (firmware === null) return fail('vehicle_firmware', { wanted: PX4_OR_ARDUPILOT })
  const notes: Note[] = []
  const lists: Lists = { mission: [], fence: [], rally: [] }
  const deadline = deadlineOf(how.timing)
  for (const kind of KINDS) {
    const held = await downloadItems({
      session,
      vehicle,
      kind,
      ...how,
      deadline,
      progress: (done: number, of: number) => how.progress(kind, done, of),
    })
    if (held.ok) lists[kind] = held.value
    else if (kind === 'mission' || held.code !== 'mission_refused') return held
    else notes.push(note('warning', kind === 'fence' ? 'fence_not_carried' : 'rally_not_carried'))
  }
  return ok({ lists, firmware, mavType, system, notes })
}

/** The same as a mission made of `base`. */
export async function fetchMission(
  session: Session,
  vehicle: Found,
  base: Mission,
  how: Transferring,
): Promise<Result<{ mission: Mission; notes: Note[] }>> {
  const held = await fetchLists(session, vehicle, how)
  return held.ok ? missionOfLists(held.value, base) : held
}

const transferOf = (wish: LinkWish, told: Told): Transferring => ({
  progress: told.progress,
  ...(wish.timing ? { timing: wish.timing } : {}),
  ...(wish.signal ? { signal: wish.signal } : {}),
})

async function withVehicle<T>(
  wish: LinkWish,
  told: Pick<Told, 'found' | 'recordBroke'>,
  work: (session: Session, vehicle: Found) => Promise<Result<T>>,
): Promise<Result<T>> {
  const address = parseLink(wish.link)
  if (!address.ok) return address
  const transport = await openTransport(address.value)
  if (!transport.ok) return fail(transport.code, { ...transport.params, link: wish.link })
  let record: Tlog | null = null
  try {
    record = wish.record === null ? null : await openTlog(wish.record, Date.now)
  } catch (error) {
    await transport.value.close()
    return fail('cannot_write', {
      file: wish.record ?? '',
      problem: (error as NodeJS.ErrnoException).code ?? String(error),
    })
  }
  const session = openSession(transport.value, { signing: wish.key && signingWith(wish.key), record })
  try {
    const found = await findOne(session, wish.system, wish.link, wish.signal)
    if (!found.ok) return found
    told.found(found.value)
    return await work(session, found.value)
  } finally {
    await session.close()
    if (record?.problem) told.recordBroke(record.path, record.problem)
  }
}

/** The one vehicle on a link, and from then on nobody else; says where one answers that does not sign with the key. */
export async function findOne(
  session: Session,
  system: number | null,
  link: string,
  signal?: AbortSignal,
): Promise<Result<Found>> {
  const found = await findVehicles(session, FIND_MS, signal)
  if (signal?.aborted) return fail('link_called_off', {})
  if (found.length === 0 && session.unsigned > 0) return fail('vehicle_unsigned', { link })
  const chosen = chooseVehicle(found, system)
  if (!chosen.ok) return fail(chosen.code, { ...chosen.params, link, system: system ?? '' })
  session.keepTo(chosen.value.peer)
  return chosen
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
