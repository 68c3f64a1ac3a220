import { MAV_CMD, MAV_FRAME } from '../core/route/mav.ts'
import { fail, ok, type Result } from '../core/units/result.ts'
import {
  MissionAck,
  MissionCount,
  MissionItemInt,
  MissionRequestInt,
  MissionRequestList,
} from './messages.ts'
import type { Packet } from './packet.ts'
import type { Session } from './session.ts'
import type { Found } from './vehicles.ts'

/** The mission protocol (https://mavlink.io/en/services/mission.html). */
export const MISSION_TYPE = { mission: 0, fence: 1, rally: 2 } as const
export type MissionKind = keyof typeof MISSION_TYPE

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

/** Again after so long without an answer, ms, before the items and between them; given up without progress after. */
export type Timing = { readonly retryMs: number; readonly itemRetryMs: number; readonly stalledMs: number }
const TIMING: Timing = { retryMs: 1500, itemRetryMs: 250, stalledMs: 10_000 }

const ACCEPTED = 0
const CANCELLED = 15
/** MAV_MISSION_RESULT by number, as codes that have words. */
const RESULTS: readonly string[] = [
  'accepted',
  'error',
  'unsupported_frame',
  'unsupported',
  'no_space',
  'invalid',
  'invalid_param1',
  'invalid_param2',
  'invalid_param3',
  'invalid_param4',
  'invalid_param5_x',
  'invalid_param6_y',
  'invalid_param7',
  'invalid_sequence',
  'denied',
  'operation_cancelled',
]

export type Transfer = {
  readonly session: Session
  readonly vehicle: Found
  readonly kind: MissionKind
  readonly progress?: (done: number, of: number) => void
  /** Ends the transfer when it fires: the vehicle is told, and keeps what it had. */
  readonly signal?: AbortSignal
  /** The protocol's own timing unless a link is known to be quicker. */
  readonly timing?: Timing
}

/** Waits for packets of one vehicle about one kind of list; retries and gives up by the clock. */
function conversation<T>(
  { session, vehicle, kind, signal, timing = TIMING }: Transfer,
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
    const cancel = () => {
      acknowledge({ session, vehicle, kind }, CANCELLED)
      finish(fail('link_cancelled', { kind }))
    }
    const stop = session.on((packet) => {
      if (packet.system !== vehicle.system || packet.component !== vehicle.component) return
      if (packet.fields['missionType'] !== MISSION_TYPE[kind]) return
      answer(packet, talk)
    })
    session.onEnd((reason) => finish(fail('link_cut', { kind, problem: reason })))
    if (session.ended !== null) {
      finish(fail('link_cut', { kind, problem: session.ended }))
      return
    }
    if (signal?.aborted) {
      cancel()
      return
    }
    signal?.addEventListener('abort', cancel)
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
const BROKEN_OFF: readonly string[] = ['link_stalled', 'link_cut', 'link_cancelled']

/**
 * Uploads a list. Both forms of request are answered with MISSION_ITEM_INT, whatever number is asked for, as often as
 * it is asked for. An error of the vehicle ends it; its old list stands then, as it does when the transfer breaks off
 * on the way. Broken off behind the last item it may hold either: `list_unconfirmed`. Answers the vehicle's opaque id,
 * 0 where it has none.
 */
export async function uploadItems(
  transfer: Transfer,
  items: readonly WireItem[],
): Promise<Result<{ opaqueId: number }>> {
  const { session, progress, timing = TIMING } = transfer
  const count = () => session.send(MissionCount, { ...addressed(transfer), count: items.length })
  const sendItem = (item: WireItem) => () =>
    session.send(MissionItemInt, {
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
      x: Math.round(item.lat * scaleOf(item)),
      y: Math.round(item.lon * scaleOf(item)),
      z: item.altM,
    })
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
          result: RESULTS[type] ?? String(type),
          item: highest,
        }),
      )
    else if (highest === items.length - 1) talk.finish(ok({ opaqueId: Number(fields['opaqueId'] ?? 0) }))
  })
  return !sent.ok && BROKEN_OFF.includes(sent.code) && highest === items.length - 1
    ? fail('list_unconfirmed', { kind: transfer.kind, problem: sent.code })
    : sent
}

/** Downloads a list. Items that come twice or out of turn are put where they belong. */
export function downloadItems(transfer: Transfer): Promise<Result<WireItem[]>> {
  const { session, progress, timing = TIMING } = transfer
  const items = new Map<number, WireItem>()
  let count: number | null = null
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
            result: RESULTS[type] ?? String(type),
            item: items.size,
          }),
        )
      return
    }
    if ((name !== 'MISSION_ITEM_INT' && name !== 'MISSION_ITEM') || count === null) return
    const item = itemOf(fields, name === 'MISSION_ITEM_INT')
    if (item.seq >= count || items.has(item.seq)) return
    items.set(item.seq, item)
    talk.progressed()
    progress?.(items.size, count)
    let next = 0
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
