import { fixOf } from '../core/geo/measured.ts'
import type { Packet } from './packet.ts'
import type { Session } from './session.ts'
import type { Found } from './vehicles.ts'

/** What a vehicle says of itself while the link stands; null for what it has not said. */
export type Live = {
  readonly heardAtMs: number
  readonly isArmed: boolean
  readonly isInAir: boolean | null
  /** The firmware's own number of its flight mode. */
  readonly mode: number
  readonly lat: number | null
  readonly lon: number | null
  /** Over home. */
  readonly heightM: number | null
  readonly amslM: number | null
  readonly speedMS: number | null
  readonly headingDeg: number | null
  readonly batteryShare: number | null
  readonly voltageV: number | null
  /** The item of the mission that it flies to. */
  readonly item: number | null
  readonly isFenceBreached: boolean | null
  /** The last words it sent, newest first. */
  readonly words: readonly string[]
}

const MOST_WORDS = 5
const ARMED = 0x80
const IN_AIR: readonly number[] = [2, 3, 4]
/** What MAVLink writes where a 16-bit value is not known. */
const UNKNOWN_16 = 0xffff

const NOTHING: Live = {
  heardAtMs: 0,
  isArmed: false,
  isInAir: null,
  mode: 0,
  lat: null,
  lon: null,
  heightM: null,
  amslM: null,
  speedMS: null,
  headingDeg: null,
  batteryShare: null,
  voltageV: null,
  item: null,
  isFenceBreached: null,
  words: [],
}

/** Listens to one vehicle only; `told` hears of every message that changed the view. Call the answer to stop. */
export function followVehicle(
  session: Session,
  vehicle: Found,
  nowMs: () => number,
  told: (live: Live) => void,
): () => void {
  let live: Live = { ...NOTHING, isArmed: vehicle.isArmed, isInAir: vehicle.isInAir, heardAtMs: nowMs() }
  return session.on((packet) => {
    if (packet.system !== vehicle.system) return
    const news = newsOf(packet, vehicle, live)
    if (!news) return
    live = { ...live, ...news, heardAtMs: nowMs() }
    told(live)
  })
}

function newsOf(packet: Packet, vehicle: Found, before: Live): Partial<Live> | null {
  const { name, component, fields } = packet
  const value = (field: string) => Number(fields[field])
  switch (name) {
    case 'HEARTBEAT':
      // A camera or a gimbal of the same vehicle has a heartbeat of its own, and is never armed.
      return component === vehicle.component
        ? { isArmed: (value('baseMode') & ARMED) !== 0, mode: value('customMode') }
        : null
    case 'EXTENDED_SYS_STATE':
      return { isInAir: IN_AIR.includes(value('landedState')) }
    case 'GLOBAL_POSITION_INT': {
      const at = fixOf(value('lat') / 1e7, value('lon') / 1e7)
      if (!at) return { lat: null, lon: null }
      const heading = value('hdg')
      return {
        ...at,
        heightM: value('relativeAlt') / 1000,
        amslM: value('alt') / 1000,
        speedMS: Math.hypot(value('vx'), value('vy')) / 100,
        headingDeg: heading === UNKNOWN_16 ? null : heading / 100,
      }
    }
    case 'SYS_STATUS': {
      const [share, volts] = [value('batteryRemaining'), value('voltageBattery')]
      return {
        batteryShare: share < 0 ? null : share / 100,
        voltageV: volts === UNKNOWN_16 || volts === 0 ? null : volts / 1000,
      }
    }
    case 'MISSION_CURRENT':
      return { item: value('seq') }
    case 'FENCE_STATUS':
      return { isFenceBreached: value('breachStatus') !== 0 }
    case 'STATUSTEXT': {
      const text = String(fields['text']).split('\u0000')[0]?.trim() ?? ''
      return text ? { words: [text, ...before.words].slice(0, MOST_WORDS) } : null
    }
    default:
      return null
  }
}
