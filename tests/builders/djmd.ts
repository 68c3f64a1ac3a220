import { movieOf } from './movie.ts'

/** Clips with DJI's timed metadata, written by hand from the published field numbers and not with the reader's code. */

const varint = (value: bigint): number[] => {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, value)
  do {
    const low = Number(rest & 0x7fn)
    rest >>= 7n
    bytes.push(rest > 0n ? low | 0x80 : low)
  } while (rest > 0n)
  return bytes
}
export const whole = (field: number, value: number): number[] => [
  ...varint(BigInt(field << 3)),
  ...varint(BigInt(value)),
]
export const message = (field: number, ...parts: number[][]): number[] => {
  const body = parts.flat()
  return [...varint(BigInt((field << 3) | 2)), ...varint(BigInt(body.length)), ...body]
}
const text = (field: number, value: string): number[] => message(field, [...Buffer.from(value)])
const double = (field: number, value: number): number[] => {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value)
  return [(field << 3) | 1, ...bytes]
}
const float = (field: number, value: number): number[] => {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(value)
  return [(field << 3) | 5, ...bytes]
}

export type Frame = {
  lat: number
  lon: number
  heightM: number
  amslM: number
  pitchDeg: number
  yawDeg: number
  utc?: string
  /** What the first frame says of the picture, and any of its enlargement. */
  widthPx?: number
  heightPx?: number
  zoom?: number
}

/**
 * One frame; the first one also carries who wrote it. Positions in radians, as the older aircraft write them, or in
 * degrees, with units or without.
 */
export function frameBytes(
  protocol: string,
  frame: Frame,
  isFirst: boolean,
  units: 'radians' | 'degrees' | 'degrees unsaid' = 'radians',
): Uint8Array {
  const inDegrees = units !== 'radians'
  const scale = inDegrees ? 1 : Math.PI / 180
  const isIn4 = /AVATA2|neo/.test(protocol)
  const position = message(
    4,
    message(
      1,
      units === 'degrees' ? whole(1, 1) : [],
      double(2, frame.lat * scale),
      double(3, frame.lon * scale),
    ),
    whole(2, Math.round(frame.amslM * 1000)),
    frame.utc ? message(6, text(1, frame.utc)) : [],
  )
  const height = message(5, float(1, frame.heightM * 1000))
  const gimbal = message(
    3,
    whole(1, Math.round(frame.pitchDeg * 10)),
    whole(3, Math.round(frame.yawDeg * 10)),
  )
  const camera = frame.zoom === undefined ? [] : message(2, message(6, float(1, frame.zoom)))
  const body = isIn4
    ? message(3, message(4, position, height))
    : message(3, camera, message(3, position, height), message(4, gimbal))
  const size = frame.widthPx ? [whole(1, frame.widthPx), whole(2, frame.heightPx ?? 0)] : null
  const info = size ? message(2, message(/wm265e|pm320|wa345e/.test(protocol) ? 2 : 3, ...size)) : []
  const head = isFirst
    ? [...message(1, message(1, text(1, protocol), text(10, 'Matrice (test)'))), ...info]
    : []
  return Uint8Array.from([...head, ...body])
}

/** An MP4 with nothing but a metadata track, `perSecond` samples a second, three to a chunk. */
export const clipOf = (samples: readonly Uint8Array[], perSecond: number, createdMs: number | null): Buffer =>
  movieOf({ samples, perSecond, createdMs })
