import { fail, ok, type Result } from '../core/units/result.ts'
import type { Packet } from './packet.ts'
import type { Session } from './session.ts'

const AUTOPILOTS: Readonly<Record<number, 'ardupilot' | 'px4'>> = { 3: 'ardupilot', 12: 'px4' }
const MAV_AUTOPILOT_INVALID = 8
const ARMED = 0x80
const IN_AIR: readonly number[] = [2, 3, 4]

/** A vehicle that answers on a link. */
export type Found = {
  readonly system: number
  readonly component: number
  readonly firmware: 'ardupilot' | 'px4' | null
  readonly mavType: number
  readonly isArmed: boolean
  /** From EXTENDED_SYS_STATE where the vehicle sends it; null: not said. */
  readonly isInAir: boolean | null
  /** Which of the link's senders it is, where several can be heard. */
  readonly peer: string
}

/** Whether the vehicle is on the ground and disarmed, as far as a packet tells of it; null: it does not. */
export function onTheGroundNews(
  { name, system, component, fields }: Packet,
  vehicle: Pick<Found, 'system' | 'component'>,
): boolean | null {
  if (system !== vehicle.system) return null
  if (name === 'EXTENDED_SYS_STATE') return !IN_AIR.includes(Number(fields['landedState']))
  // A camera or a gimbal of the same vehicle has a heartbeat of its own, and is never armed.
  if (name !== 'HEARTBEAT' || component !== vehicle.component) return null
  return (Number(fields['baseMode']) & ARMED) === 0
}

/**
 * What the vehicle says from now on: fulfilled with its next heartbeat, whether it is disarmed and on the ground; null
 * where none comes in time.
 */
export function nextGroundNews(
  session: Session,
  vehicle: Found,
  patienceMs: number,
): Promise<boolean | null> {
  return new Promise((done) => {
    let inAir = false
    const end = (news: boolean | null) => {
      stop()
      stopEnd()
      clearTimeout(timer)
      done(news)
    }
    const timer = setTimeout(() => end(null), patienceMs)
    const stopEnd = session.onEnd(() => end(null))
    const stop = session.on((packet) => {
      const news = onTheGroundNews(packet, vehicle)
      if (packet.name === 'EXTENDED_SYS_STATE' && news === false) inAir = true
      if (packet.name === 'HEARTBEAT' && news !== null) end(news && !inAir)
    })
    if (session.ended !== null) end(null)
  })
}

/**
 * The vehicles that are heard within some milliseconds; the search ends with the first heartbeat and a second more, or
 * when it is called off.
 */
export async function findVehicles(
  session: Session,
  patienceMs: number,
  signal?: AbortSignal,
): Promise<Found[]> {
  if (signal?.aborted) return []
  const found = new Map<string, Found>()
  const inAir = new Map<number, boolean>()
  await new Promise<void>((done) => {
    const end = () => {
      stop()
      stopEnd()
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      done()
    }
    let timer = setTimeout(end, patienceMs)
    const stopEnd = session.onEnd(end)
    signal?.addEventListener('abort', end)
    const stop = session.on(({ name, system, component, fields, peer }) => {
      if (name === 'EXTENDED_SYS_STATE') inAir.set(system, IN_AIR.includes(Number(fields['landedState'])))
      if (name !== 'HEARTBEAT' || fields['autopilot'] === MAV_AUTOPILOT_INVALID) return
      if (found.size === 0) {
        clearTimeout(timer)
        timer = setTimeout(end, Math.min(1200, patienceMs))
      }
      // The first that speaks as a vehicle is it: who takes up its numbers later is not.
      const key = `${system}/${component}`
      if ((found.get(key)?.peer ?? peer) !== peer) return
      found.set(key, {
        system,
        component,
        firmware: AUTOPILOTS[Number(fields['autopilot'])] ?? null,
        mavType: Number(fields['type']),
        isArmed: (Number(fields['baseMode']) & ARMED) !== 0,
        isInAir: null,
        peer,
      })
    })
  })
  return [...found.values()].map((one) => ({ ...one, isInAir: inAir.get(one.system) ?? null }))
}

/** The one vehicle, or the one of the wanted system number. */
export function chooseVehicle(found: readonly Found[], system: number | null): Result<Found> {
  const wanted = system === null ? found : found.filter((one) => one.system === system)
  const [first] = wanted
  if (!first) return fail(found.length === 0 ? 'no_vehicle' : 'other_vehicles', { systems: systemsOf(found) })
  return wanted.length > 1 ? fail('several_vehicles', { systems: systemsOf(found) }) : ok(first)
}

const systemsOf = (found: readonly Found[]): string =>
  [...new Set(found.map(({ system }) => system))].join(', ')
