import { MAV_CMD, MAV_FRAME, MISSION_RESULTS, type MissionList } from '../core/route/mav.ts'
import { finiteIn } from '../core/units/finite.ts'
import { type Failure, fail, ok, type Result } from '../core/units/result.ts'
import {
  mayLeave,
  MissionAck,
  MissionCount,
  MissionItemInt,
  MissionRequestInt,
  MissionRequestList,
} from './messages.ts'
import type { Fields, Packet } from './packet.ts'
import type { Session } from './session.ts'
import { type Found, onTheGroundNews } from './vehicles.ts'

/** The mission protocol (https://mavlink.io/en/services/mission.html). */
export const MISSION_TYPE: Readonly<Record<MissionList, number>> = { mission: 0, fence: 1, rally: 2 }
export type MissionKind = MissionList

/** An item as it travels: degrees, metres, parameters with NaN for "not set". */
export type WireItem = {
  readonly seq: number
  readonly command: number
  readonly frame: number
  readonly params: readonly [number, number, number, number]
  readonly lat: number
  readonly lon: number
  readonly altM: number
  readonly current: boolean
  readonly autoContinue: boolean
}

/**
 * Again after so long without an answer, ms, before the items and between them; given up without progress after; and
 * given up in any case after `wholeMs`, which holds for all the lists of one upload or download together: a vehicle
 * that lets one item drip after the other cannot keep the link.
 */
export type Timing = {
  readonly retryMs: number
  readonly itemRetryMs: number
  readonly stalledMs: number
  readonly wholeMs: number
}
export const TIMING: Timing = {
  retryMs: 1500,
  itemRetryMs: 250,
  stalledMs: 10_000,
  wholeMs: 30 * 60_000,
}

/** The end of the time that all lists of one upload or download may take together. */
export type Deadline = { readonly signal: AbortSignal; readonly wholeMs: number }
export const deadlineOf = ({ wholeMs }: Timing = TIMING): Deadline => ({
  signal: AbortSignal.timeout(wholeMs),
  wholeMs,
})

const ACCEPTED = 0
const CANCELLED = 15
export type Transfer = {
  readonly session: Session
  readonly vehicle: Found
  readonly kind: MissionKind
  readonly progress?: (done: number, of: number) => void
  /** Ends the transfer when it fires: the vehicle is told, and keeps what it had. */
  readonly signal?: AbortSignal
  /** The protocol's own timing unless a link is known to be quicker. */
  readonly timing?: Timing
  readonly deadline?: Deadline
  /** Ends the transfer as soon as the vehicle says that it is armed or in the air. */
  readonly onlyOnGround?: boolean
}

/** Waits for packets of one vehicle about one kind of list; retries and gives up by the clock. */
function conversation<T>(
  { session, vehicle, kind, signal, timing = TIMING, deadline, onlyOnGround }: Transfer,
  first: () => void,
  answer: (packet: Packet, talk: Talk<T>) => void,
): Promise<Result<T>> {
  return new Promise((done) => {
    let again = first
    let everyMs = timing.retryMs
    let retry: ReturnType<typeof setTimeout>
    let stalled: ReturnType<typeof setTimeout>
    const finish = (result: Result<T>) => {
      stop()
      clearTimeout(retry)
      clearTimeout(stalled)
      signal?.removeEventListener('abort', cancel)
      deadline?.signal.removeEventListener('abort', tooLong)
      stopEnd()
      done(result)
    }
    const restart = () => {
      clearTimeout(retry)
      retry = setTimeout(() => {
        again()
        restart()
      }, everyMs)
    }
    const talk: Talk<T> = {
      say(what, retryMs) {
        again = what
        everyMs = retryMs
        what()
        restart()
      },
      progressed() {
        clearTimeout(stalled)
        stalled = setTimeout(
          () => finish(fail('link_stalled', { kind, seconds: timing.stalledMs / 1000 })),
          timing.stalledMs,
        )
      },
      finish,
    }
    const callOff = (failure: Failure) => {
      acknowledge({ session, vehicle, kind }, CANCELLED)
      finish(failure)
    }
    const cancel = () => callOff(fail('link_cancelled', { kind }))
    const tooLong = () =>
      callOff(fail('link_too_slow', { kind, minutes: Math.round((deadline?.wholeMs ?? 0) / 6000) / 10 }))
    const stop = session.on((packet) => {
      if (onlyOnGround && onTheGroundNews(packet, vehicle) === false) {
        callOff(fail('vehicle_armed_midway', { kind }))
        return
      }
      if (packet.system !== vehicle.system || packet.component !== vehicle.component) return
      if (packet.fields['missionType'] !== MISSION_TYPE[kind]) return
      answer(packet, talk)
    })
    const stopEnd = session.onEnd((reason) => finish(fail('link_cut', { kind, problem: reason })))
    if (session.ended !== null) {
      finish(fail('link_cut', { kind, problem: session.ended }))
      return
    }
    if (signal?.aborted) {
      cancel()
      return
    }
    if (deadline?.signal.aborted) {
      tooLong()
      return
    }
    signal?.addEventListener('abort', cancel)
    deadline?.signal.addEventListener('abort', tooLong)
    talk.progressed()
    talk.say(first, timing.retryMs)
  })
}

type Talk<T> = {
  /** Says something, and says it again for as long as nothing new is said. */
  say(what: () => void, retryMs: number): void
  progressed(): void
  finish(result: Result<T>): void
}

const addressed = ({ vehicle, kind }: Pick<Transfer, 'vehicle' | 'kind'>) => ({
  targetSystem: vehicle.system,
  targetComponent: vehicle.component,
  missionType: MISSION_TYPE[kind],
})

const acknowledge = (transfer: Pick<Transfer, 'session' | 'vehicle' | 'kind'>, type: number): void =>
  transfer.session.send(MissionAck, { ...addressed(transfer), type })

/** How a transfer ends without a word from the vehicle. */
const BROKEN_OFF: readonly string[] = [
  'link_stalled',
  'link_cut',
  'link_cancelled',
  'link_too_slow',
  'vehicle_armed_midway',
]

/** ArduPilot puts each item of these lists in the place of the old one as it comes; all else keeps the old list till the end. */
const isReplacedItemByItem = ({ vehicle, kind }: Transfer): boolean =>
  vehicle.firmware === 'ardupilot' && kind !== 'fence'

function fieldsOf(transfer: Transfer, item: WireItem): Fields {
  const scale = scaleOf(item)
  return {
    ...addressed(transfer),
    seq: item.seq,
    command: item.command,
    frame: item.frame,
    current: item.current ? 1 : 0,
    autocontinue: item.autoContinue ? 1 : 0,
    param1: item.params[0],
    param2: item.params[1],
    param3: item.params[2],
    param4: item.params[3],
    x: Math.round(item.lat * scale),
    y: Math.round(item.lon * scale),
    z: item.altM,
  }
}

/**
 * Uploads a list. Both forms of request are answered with MISSION_ITEM_INT, whatever number is asked for, as often as
 * it is asked for. An error of the vehicle ends it. Broken off on the way the old list stands, but where the vehicle
 * puts item by item in its place (`list_mixed`); broken off behind the last item it may hold either
 * (`list_unconfirmed`). An item that may not leave (`OUTGOING`) keeps all of them here. Answers the vehicle's opaque
 * id, 0 where it has none.
 */
export async function uploadItems(
  transfer: Transfer,
  items: readonly WireItem[],
): Promise<Result<{ opaqueId: number }>> {
  const { session, progress, timing = TIMING } = transfer
  const strange = items.findIndex(
    (item) => strangeIn(item) !== null || !mayLeave(MissionItemInt, fieldsOf(transfer, item)),
  )
  if (strange >= 0) return fail('item_cannot_leave', { kind: transfer.kind, item: strange })
  let isBegun = false
  const count = () => {
    isBegun = true
    session.send(MissionCount, { ...addressed(transfer), count: items.length })
  }
  const sendItem = (item: WireItem) => () => session.send(MissionItemInt, fieldsOf(transfer, item))
  let highest = -1
  const sent = await conversation<{ opaqueId: number }>(transfer, count, ({ name, fields }, talk) => {
    if (name === 'MISSION_REQUEST' || name === 'MISSION_REQUEST_INT') {
      const seq = Number(fields['seq'])
      const item = items[seq]
      // A number outside the list is a stray of another transfer.
      if (!item) return
      if (seq > highest) {
        highest = seq
        talk.progressed()
        progress?.(seq + 1, items.length)
      }
      talk.say(sendItem(item), timing.itemRetryMs)
      return
    }
    if (name !== 'MISSION_ACK') return
    const type = Number(fields['type'])
    if (type !== ACCEPTED)
      talk.finish(
        fail('mission_refused', {
          kind: transfer.kind,
          result: MISSION_RESULTS[type] ?? String(type),
          item: highest,
        }),
      )
    else if (highest === items.length - 1) talk.finish(ok({ opaqueId: Number(fields['opaqueId'] ?? 0) }))
  })
  if (sent.ok) return sent
  const { kind } = transfer
  if (BROKEN_OFF.includes(sent.code) && highest === items.length - 1)
    return fail('list_unconfirmed', { kind, problem: sent.code })
  // ArduPilot cuts the old list to the new length before it asks for the first item.
  return isBegun && isReplacedItemByItem(transfer) && (highest >= 0 || BROKEN_OFF.includes(sent.code))
    ? fail('list_mixed', { ...sent.params, kind, problem: sent.code })
    : sent
}

/**
 * Downloads a list. Items that come twice or out of turn are put where they belong; one whose numbers are none that an
 * item can have refuses the whole list (`vehicle_item_strange`).
 */
export function downloadItems(transfer: Transfer): Promise<Result<WireItem[]>> {
  const { session, progress, timing = TIMING } = transfer
  const items = new Map<number, WireItem>()
  let count: number | null = null
  /** The first that is missing. */
  let next = 0
  const list = () => session.send(MissionRequestList, addressed(transfer))
  const ask = (seq: number) => () => session.send(MissionRequestInt, { ...addressed(transfer), seq })
  const finished = (talk: Talk<WireItem[]>) => {
    acknowledge(transfer, ACCEPTED)
    talk.finish(ok([...items.values()].sort((a, b) => a.seq - b.seq)))
  }
  return conversation<WireItem[]>(transfer, list, ({ name, fields }, talk) => {
    if (name === 'MISSION_COUNT') {
      if (count !== null) return
      count = Number(fields['count'])
      talk.progressed()
      if (count === 0) finished(talk)
      else talk.say(ask(0), timing.itemRetryMs)
      return
    }
    if (name === 'MISSION_ACK') {
      const type = Number(fields['type'])
      if (type !== ACCEPTED)
        talk.finish(
          fail('mission_refused', {
            kind: transfer.kind,
            result: MISSION_RESULTS[type] ?? String(type),
            item: items.size,
          }),
        )
      return
    }
    if ((name !== 'MISSION_ITEM_INT' && name !== 'MISSION_ITEM') || count === null) return
    const item = itemOf(fields, name === 'MISSION_ITEM_INT')
    if (item.seq >= count || items.has(item.seq)) return
    const strange = strangeIn(item)
    if (strange) {
      acknowledge(transfer, CANCELLED)
      talk.finish(fail('vehicle_item_strange', { kind: transfer.kind, item: item.seq, ...strange }))
      return
    }
    items.set(item.seq, item)
    talk.progressed()
    progress?.(items.size, count)
    while (items.has(next)) next += 1
    if (next >= count) finished(talk)
    else talk.say(ask(next), timing.itemRetryMs)
  })
}

/**
 * Commands beyond the flown ones whose fifth and sixth parameters are a place: home, landing sequence, repositioning,
 * ROI, gate; fence and rally points; and those that are users' own.
 */
const PLACES: readonly number[] = [179, 189, 191, 192, 195, 201, 4501]
const isPlace = (command: number): boolean =>
  command <= MAV_CMD.NAV_LAST ||
  PLACES.includes(command) ||
  (command >= MAV_CMD.NAV_FENCE_RETURN_POINT && command <= MAV_CMD.NAV_RALLY_POINT) ||
  (command >= 31_000 && command <= 31_009)

/**
 * Degrees travel as whole numbers. Parameters that are no place travel as they are; ArduPilot gives such items back in a
 * frame of its own, so that the frame alone does not tell.
 */
const scaleOf = ({ command, frame }: { command: number; frame: number }): number =>
  frame === MAV_FRAME.MISSION || !isPlace(command) ? 1 : 1e7

/** The last MAV_FRAME that is defined. */
const LAST_FRAME = 21
/** Nothing flies so high or deep, m; what no vehicle is told is NaN, which only parameters may be. */
const MOST_ALT_M = 100_000
/** The largest number of 32 bits, in which parameters travel: beyond it a vehicle is told of the infinite. */
const MOST_FLOAT = 3.4028234663852886e38

/** The first field of an item that holds no value that it can have, with that value. */
function strangeIn(item: WireItem): { field: string; value: string } | null {
  const { command, frame, params, lat, lon, altM } = item
  const placed = scaleOf(item) !== 1
  const [latLimit, lonLimit] = placed ? [90, 180] : [2 ** 31, 2 ** 31]
  const checks: [string, unknown, number, number][] = [
    ['frame', frame, 0, LAST_FRAME],
    ['command', command, 0, 65_535],
    ['lat', lat, -latLimit, latLimit],
    ['lon', lon, -lonLimit, lonLimit],
    ['alt', altM, -MOST_ALT_M, MOST_ALT_M],
    ...params
      .filter((value) => !Number.isNaN(value))
      .map((value): [string, unknown, number, number] => ['param', value, -MOST_FLOAT, MOST_FLOAT]),
  ]
  const bad = checks.find(([, value, min, max]) => finiteIn(value, min, max) === null)
  return bad ? { field: bad[0], value: String(bad[1]) } : null
}

function itemOf(fields: Packet['fields'], isInt: boolean): WireItem {
  const number = (name: string) => Number(fields[name])
  const scale = scaleOf({ command: number('command'), frame: number('frame') })
  return {
    seq: number('seq'),
    command: number('command'),
    frame: number('frame'),
    params: [number('param1'), number('param2'), number('param3'), number('param4')],
    lat: isInt ? number('x') / scale : number('x'),
    lon: isInt ? number('y') / scale : number('y'),
    altM: number('z'),
    current: number('current') === 1,
    autoContinue: number('autocontinue') === 1,
  }
}
