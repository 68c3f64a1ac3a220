import { fieldAt, realAt, signedAt, textAt } from './protobuf.ts'

/**
 * DJI's timed metadata in MP4 (sample entry `djmd`), as public reverse engineering knows it: no definition was ever
 * published, so that what does not make sense is left out, and an unknown protocol is read like the Matrice 30's and
 * marked as guessed.
 */
export const DJMD = 'djmd'

/** What one frame says; null for what it does not, or what cannot be. Heights in metres, angles in degrees. */
export type DjmdFrame = {
  readonly at: { readonly lat: number; readonly lon: number } | null
  readonly heightM: number | null
  readonly amslM: number | null
  readonly gimbal: { readonly yawDeg: number; readonly pitchDeg: number } | null
  /** By the receiver, UTC. */
  readonly utcMs: number | null
}
export type DjmdProtocol = { readonly name: string; readonly model: string; readonly isGuessed: boolean }

/** From here on positions of other makes stand: the number of the message that holds them within field 3. */
const IN_4 = ['AVATA2', 'dji_neo']
const KNOWN = [
  'wm265e',
  'pm320',
  'wa345e',
  'wm261',
  'Mavic4',
  'Mini4_Pro',
  'Mini5Pro',
  'Air3s',
  'Air3',
  ...IN_4,
]
/** Where the gimbal is known to stand. */
const WITH_GIMBAL = ['wm265e', 'pm320', 'wa345e', 'Air3', 'Mini4_Pro']

/** Who wrote the track: told by its first sample. */
export function djmdProtocol(first: Uint8Array): DjmdProtocol {
  const name = (textAt(first, [1, 1, 1]) ?? '').slice(0, 100)
  return {
    name,
    model: (textAt(first, [1, 1, 10]) ?? '').slice(0, 100),
    isGuessed: !KNOWN.some((known) => name.includes(known)),
  }
}

/** One frame by its protocol. */
export function djmdFrame(sample: Uint8Array, { name, isGuessed }: DjmdProtocol): DjmdFrame {
  const isIn4 = IN_4.some((known) => name.includes(known))
  const place = isIn4 ? [3, 4, 4] : [3, 3, 4]
  const position = fieldAt(sample, [...place, 1])
  const stated = fieldAt(sample, [...place, 6, 1])
  return {
    at: position?.type === 'bytes' ? positionOf(position.bytes) : null,
    heightM: metres(realAt(sample, isIn4 ? [3, 4, 5, 1] : [3, 3, 5, 1])),
    amslM: metres(signedAt(sample, [...place, 2])),
    gimbal:
      isGuessed || WITH_GIMBAL.some((known) => name.includes(known))
        ? gimbalOf(fieldAt(sample, [3, 4, 3]))
        : null,
    utcMs: stated?.type === 'bytes' ? utcOf(new TextDecoder('utf-8').decode(stated.bytes)) : null,
  }
}

function positionOf(message: Uint8Array): DjmdFrame['at'] {
  const [units, lat, lon] = [signedAt(message, [1]), realAt(message, [2]), realAt(message, [3])]
  if (units === null || lat === null || lon === null) return null
  const scale = units === 0 ? 180 / Math.PI : 1
  const at = { lat: lat * scale, lon: lon * scale }
  const isSound = Math.abs(at.lat) <= 90 && Math.abs(at.lon) <= 180 && !(lat === 0 && lon === 0)
  return isSound ? { lat: Math.round(at.lat * 1e7) / 1e7, lon: Math.round(at.lon * 1e7) / 1e7 } : null
}

/** Millimetres; no aircraft of this kind flies above 20 km or 1 km under the sea. */
const metres = (value: number | null): number | null =>
  value === null || !(value > -1e6 && value < 2e7) ? null : Math.round(value) / 1000

function gimbalOf(wire: ReturnType<typeof fieldAt>): DjmdFrame['gimbal'] {
  if (wire?.type !== 'bytes') return null
  const [pitch, yaw] = [signedAt(wire.bytes, [1]), signedAt(wire.bytes, [3])]
  if (pitch === null || yaw === null) return null
  const [pitchDeg, yawDeg] = [pitch / 10, yaw / 10]
  // No gimbal looks beyond these: then the numbers are something else.
  return pitchDeg >= -140 && pitchDeg <= 90 && Math.abs(yawDeg) <= 360
    ? { pitchDeg, yawDeg: (yawDeg + 360) % 360 }
    : null
}

function utcOf(text: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)/.exec(text)
  const ms = match ? Date.parse(`${text.slice(0, 10)}T${text.slice(11, 19)}Z`) : Number.NaN
  return ms >= 0 ? ms : null
}
