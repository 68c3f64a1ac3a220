import type { TrackPoint } from './flight.ts'

/** A track as columns: one number a point and column, so that 100,000 points are four arrays and not as many objects. */
export type TrackColumns = {
  readonly count: number
  /** UTC, ms. */
  readonly atMs: Float64Array
  /** WGS-84, degrees. */
  readonly lat: Float64Array
  readonly lon: Float64Array
  /** Over take-off, m; NaN where the log does not say. */
  readonly heightM: Float32Array
}

/**
 * A track as bytes (`derived/tracks`, and between threads), lowest byte first as on every processor that we run on:
 * four unsigned 32-bit numbers (the letters STRK, the version, how many points, nought), then the columns one after
 * the other: times, latitudes and longitudes as 64-bit floats, heights as 32-bit floats.
 */
const MAGIC = 0x4b525453
export const TRACK_VERSION = 1
const TRACK_HEAD_BYTES = 16
const POINT_BYTES = 3 * 8 + 4

const over = (buffer: ArrayBuffer, count: number): TrackColumns => ({
  count,
  atMs: new Float64Array(buffer, TRACK_HEAD_BYTES, count),
  lat: new Float64Array(buffer, TRACK_HEAD_BYTES + 8 * count, count),
  lon: new Float64Array(buffer, TRACK_HEAD_BYTES + 16 * count, count),
  heightM: new Float32Array(buffer, TRACK_HEAD_BYTES + 24 * count, count),
})

export function writeTrack(points: readonly TrackPoint[]): ArrayBuffer {
  const buffer = new ArrayBuffer(TRACK_HEAD_BYTES + points.length * POINT_BYTES)
  new Uint32Array(buffer, 0, 4).set([MAGIC, TRACK_VERSION, points.length, 0])
  const { atMs, lat, lon, heightM } = over(buffer, points.length)
  for (let i = 0; i < points.length; i++) {
    const point = points[i] as TrackPoint
    atMs[i] = point.atMs
    lat[i] = point.lat
    lon[i] = point.lon
    heightM[i] = point.heightM ?? Number.NaN
  }
  return buffer
}

/** The columns over the same bytes; null for what is none, of another version, or cut. */
export function readTrack(buffer: ArrayBuffer): TrackColumns | null {
  if (buffer.byteLength < TRACK_HEAD_BYTES) return null
  const [magic, version, count = 0] = new Uint32Array(buffer, 0, 4)
  const isWhole = buffer.byteLength === TRACK_HEAD_BYTES + count * POINT_BYTES
  return magic === MAGIC && version === TRACK_VERSION && isWhole ? over(buffer, count) : null
}

/** A short track (that of a document) as columns. */
export const columnsOf = (points: readonly TrackPoint[]): TrackColumns =>
  over(writeTrack(points), points.length)

/** A height of a column, to the millimetre; null for none. */
export const heightOf = (height: number): number | null =>
  Number.isNaN(height) ? null : Math.round(height * 1000) / 1000

/** Points of columns. */
export function pointsOf({ count, atMs, lat, lon, heightM }: TrackColumns): TrackPoint[] {
  const points: TrackPoint[] = []
  for (let i = 0; i < count; i++) {
    points.push({
      atMs: atMs[i] as number,
      lat: lat[i] as number,
      lon: lon[i] as number,
      heightM: heightOf(heightM[i] as number),
    })
  }
  return points
}
