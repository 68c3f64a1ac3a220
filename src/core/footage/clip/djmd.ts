import { fieldAt, messageAt, realAt, signedAt, textAt } from './protobuf.ts'

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
  /** How many times the picture was enlarged digitally; null where it does not say. */
  readonly zoom: number | null
}
export type DjmdProtocol = {
  readonly name: string
  readonly model: string
  readonly isGuessed: boolean
  /** The size of the picture; null where it does not say. */
  readonly frame: { readonly widthPx: number; readonly heightPx: number } | null
}

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
/** Where the size of the picture stands in field 2 of field 2; in all others in its field 3. */
const FRAME_IN_2 = ['wm265e', 'pm320', 'wa345e']
/** Where the digital zoom is known to stand. */
const WITH_ZOOM = ['wm265e', 'pm320']
/** Larger than any sensor, and a zoom beyond any: then the numbers are something else. */
const WIDEST_PX = 20_000
const MOST_ZOOM = 1000
/** A receiver that has no time yet tells an early one. */
const EARLIEST_MS = Date.UTC(2000, 0, 1)
/** Where the gimbal is known to stand. */
const WITH_GIMBAL = ['wm265e', 'pm320', 'wa345e', 'Air3', 'Mini4_Pro']

/** Who wrote the track: told by its first sample. */
export function djmdProtocol(first: Uint8Array): DjmdProtocol {
  const name = (textAt(first, [1, 1, 1]) ?? '').slice(0, 100)
  const isGuessed = !isOne(name, KNOWN)
  return {
    name,
    model: (textAt(first, [1, 1, 10]) ?? '').slice(0, 100),
    isGuessed,
    frame: frameOf(messageAt(first, [2, isGuessed || isOne(name, FRAME_IN_2) ? 2 : 3])),
  }
}

const isOne = (name: string, of: readonly string[]): boolean => of.some((known) => name.includes(known))

function frameOf(message: Uint8Array | null): DjmdProtocol['frame'] {
  const [widthPx, heightPx] = message ? [signedAt(message, [1]), signedAt(message, [2])] : [null, null]
  const isSize = (px: number | null): px is number => px !== null && px > 0 && px <= WIDEST_PX
  return isSize(widthPx) && isSize(heightPx) ? { widthPx, heightPx } : null
}

/** One frame by its protocol. A message that is not there says nothing; a number that is not in it is nought. */
export function djmdFrame(
  sample: Uint8Array,
  { name, isGuessed }: Pick<DjmdProtocol, 'name' | 'isGuessed'>,
): DjmdFrame {
  const frame = messageAt(sample, [3])
  const aircraft = frame && messageAt(frame, [isOne(name, IN_4) ? 4 : 3])
  const receiver = aircraft && messageAt(aircraft, [4])
  const position = receiver && messageAt(receiver, [1])
  const height = aircraft && messageAt(aircraft, [5])
  const gimbal = frame && (isGuessed || isOne(name, WITH_GIMBAL)) ? messageAt(frame, [4, 3]) : null
  const zoom = frame && isOne(name, WITH_ZOOM) ? fieldAt(frame, [2, 6, 1]) : null
  return {
    at: position && positionOf(position),
    heightM: height && metres(realAt(height, [1])),
    amslM: receiver && metres(signedAt(receiver, [2])),
    gimbal: gimbal && gimbalOf(gimbal),
    utcMs: receiver && utcOf(textAt(receiver, [6, 1]) ?? ''),
    zoom: zoom && frame ? zoomOf(realAt(frame, [2, 6, 1])) : null,
  }
}

const zoomOf = (value: number | null): number | null =>
  value !== null && value >= 1 && value <= MOST_ZOOM ? Math.round(value * 100) / 100 : null

/**
 * Units of nought are radians, but some newer aircraft write degrees and no units. The two cannot be confused: as degrees
 * what could be radians would be open sea about 0, 0.
 */
function positionOf(message: Uint8Array): DjmdFrame['at'] {
  const [units, lat, lon] = [signedAt(message, [1]), realAt(message, [2]), realAt(message, [3])]
  if (units === null || lat === null || lon === null) return null
  const isInRadians = units === 0 && Math.abs(lat) <= Math.PI / 2 && Math.abs(lon) <= Math.PI
  const scale = isInRadians ? 180 / Math.PI : 1
  const at = { lat: lat * scale, lon: lon * scale }
  const isSound = Math.abs(at.lat) <= 90 && Math.abs(at.lon) <= 180 && !(lat === 0 && lon === 0)
  return isSound ? { lat: Math.round(at.lat * 1e7) / 1e7, lon: Math.round(at.lon * 1e7) / 1e7 } : null
}

/** Millimetres; no aircraft of this kind flies above 20 km or 1 km under the sea. */
const metres = (value: number | null): number | null =>
  value === null || !(value > -1e6 && value < 2e7) ? null : Math.round(value) / 1000

function gimbalOf(message: Uint8Array): DjmdFrame['gimbal'] {
  const [pitch, yaw] = [signedAt(message, [1]), signedAt(message, [3])]
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
  return ms >= EARLIEST_MS ? ms : null
}
