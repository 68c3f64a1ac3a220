import { fixOf, momentMsOf } from '../../geo/measured.ts'
import { finiteIn } from '../../units/finite.ts'
import { quantisePlace } from '../../units/quantise.ts'
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

function zoomOf(value: number | null): number | null {
  const zoom = finiteIn(value, 1, MOST_ZOOM)
  return zoom === null ? null : Math.round(zoom * 100) / 100
}

/**
 * Units of nought are radians, but some newer aircraft write degrees and no units. The two cannot be confused: as degrees
 * what could be radians would be open sea about 0, 0.
 */
function positionOf(message: Uint8Array): DjmdFrame['at'] {
  const [units, lat, lon] = [signedAt(message, [1]), realAt(message, [2]), realAt(message, [3])]
  if (units === null || lat === null || lon === null) return null
  const isInRadians = units === 0 && Math.abs(lat) <= Math.PI / 2 && Math.abs(lon) <= Math.PI
  const scale = isInRadians ? 180 / Math.PI : 1
  const at = fixOf(lat * scale, lon * scale)
  return at && quantisePlace(at)
}

/** Millimetres; no aircraft of this kind flies above 20 km or 1 km under the sea. */
function metres(value: number | null): number | null {
  const millimetres = finiteIn(value, -1e6, 2e7)
  return millimetres === null ? null : Math.round(millimetres) / 1000
}

function gimbalOf(message: Uint8Array): DjmdFrame['gimbal'] {
  const [pitch, yaw] = [signedAt(message, [1]), signedAt(message, [3])]
  if (pitch === null || yaw === null) return null
  // No gimbal looks beyond these: then the numbers are something else.
  const [pitchDeg, yawDeg] = [finiteIn(pitch / 10, -140, 90), finiteIn(yaw / 10, -360, 360)]
  return pitchDeg === null || yawDeg === null ? null : { pitchDeg, yawDeg: (yawDeg + 360) % 360 }
}

function utcOf(text: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)/.exec(text)
  const ms = match ? Date.parse(`${text.slice(0, 10)}T${text.slice(11, 19)}Z`) : Number.NaN
  const utcMs = momentMsOf(ms)
  return utcMs !== null && utcMs >= EARLIEST_MS ? utcMs : null
}
