import { fixOf } from '../../geo/measured.ts'
import type { LatLon } from '../../geo/position.ts'
import { finiteIn } from '../../units/finite.ts'
import { quantisePlace } from '../../units/quantise.ts'

/**
 * The local set of an unmanned aircraft by the items of MISB ST 0601: numbers and scales as in ST 0601.11 and later, for
 * the items up to 136 that place a picture. Degrees, metres; null for what it does not say, or says with the value that
 * is reserved for "out of range". Heights over mean sea level but where the name says otherwise.
 */
export type UasSet = {
  readonly utcMs: number | null
  readonly mission: string | null
  readonly tail: string | null
  readonly platform: string | null
  readonly sensor: string | null
  readonly version: number | null
  readonly at: LatLon | null
  readonly amslM: number | null
  /** Over the ellipsoid of WGS-84. */
  readonly ellipsoidM: number | null
  readonly aboveGroundM: number | null
  /** Nose of the aircraft from true north, its pitch up, its right wing down. */
  readonly headingDeg: number | null
  readonly pitchDeg: number | null
  readonly rollDeg: number | null
  /** Of the camera against the aircraft: to the right of the nose, up, clockwise about its own axis. */
  readonly azimuthDeg: number | null
  readonly elevationDeg: number | null
  readonly turnDeg: number | null
  readonly hfovDeg: number | null
  readonly vfovDeg: number | null
  readonly slantRangeM: number | null
  readonly targetWidthM: number | null
  readonly centre: LatLon | null
  readonly centreAmslM: number | null
  readonly centreEllipsoidM: number | null
  /** Of the picture: upper left, upper right, lower right, lower left; null where one is not known. */
  readonly corners: readonly LatLon[] | null
  readonly target: LatLon | null
  readonly targetAmslM: number | null
  /** Whether attitude was said and could not be told: then the aircraft may stand anyhow. */
  readonly isTilted: boolean
  /** ST 0102 as it stands. */
  readonly security: Uint8Array | null
}

/** Whole numbers of so many bytes, spread evenly from one value to another. */
type Scale = { readonly bytes: number; readonly from: number; readonly to: number }
const unsigned = (bytes: number, from: number, to: number): Scale => ({ bytes, from, to })
/** About nought; the lowest number is reserved. */
const signed = (bytes: number, to: number): Scale => ({ bytes, from: -to, to })

const LATITUDE = signed(4, 90)
const LONGITUDE = signed(4, 180)
const HEIGHT = unsigned(2, -900, 19_000)
const OFFSET = signed(2, 0.075)
const SCALES: Readonly<Record<number, Scale>> = {
  5: unsigned(2, 0, 360),
  6: signed(2, 20),
  7: signed(2, 50),
  13: LATITUDE,
  14: LONGITUDE,
  15: HEIGHT,
  16: unsigned(2, 0, 180),
  17: unsigned(2, 0, 180),
  18: unsigned(4, 0, 360),
  19: signed(4, 180),
  20: unsigned(4, 0, 360),
  21: unsigned(4, 0, 5_000_000),
  22: unsigned(2, 0, 10_000),
  23: LATITUDE,
  24: LONGITUDE,
  25: HEIGHT,
  26: OFFSET,
  27: OFFSET,
  28: OFFSET,
  29: OFFSET,
  30: OFFSET,
  31: OFFSET,
  32: OFFSET,
  33: OFFSET,
  40: LATITUDE,
  41: LONGITUDE,
  42: HEIGHT,
  75: HEIGHT,
  78: HEIGHT,
  82: LATITUDE,
  83: LONGITUDE,
  84: LATITUDE,
  85: LONGITUDE,
  86: LATITUDE,
  87: LONGITUDE,
  88: LATITUDE,
  89: LONGITUDE,
  90: signed(4, 90),
  91: signed(4, 90),
}
/** Heights over ellipsoid and ground that reach higher, mapped by ST 1201. */
const EXTENDED = { from: -900, to: 40_000 }
/** A clock before 2000 or after 2100 was never set. */
const EARLIEST_MS = Date.UTC(2000, 0, 1)
const LATEST_MS = Date.UTC(2100, 0, 1)

/** A set from its items; where one stands twice the last holds. */
export function uasSet(items: readonly (readonly [tag: number, value: Uint8Array])[]): UasSet {
  const byTag = new Map(items)
  const scaled = (tag: number): number | null => scaledValue(byTag.get(tag), SCALES[tag])
  const text = (tag: number): string | null => textValue(byTag.get(tag))
  const place = (lat: number | null, lon: number | null): LatLon | null => {
    const fix = fixOf(lat, lon)
    return fix && quantisePlace(fix)
  }
  const centre = place(scaled(23), scaled(24))
  const corner = (i: number): LatLon | null => {
    const full = place(scaled(82 + 2 * i), scaled(83 + 2 * i))
    const [north, east] = [scaled(26 + 2 * i), scaled(27 + 2 * i)]
    return (
      full ??
      (centre && north !== null && east !== null ? place(centre.lat + north, centre.lon + east) : null)
    )
  }
  const corners = [0, 1, 2, 3].map(corner)
  const fov = (tag: number): number | null => {
    const deg = scaled(tag)
    return deg !== null && deg > 0 && deg < 180 ? deg : null
  }
  const [pitchDeg, rollDeg] = [scaled(90) ?? scaled(6), scaled(91) ?? scaled(7)]
  const isSaid = (full: number, short: number) => byTag.has(full) || byTag.has(short)
  return {
    utcMs: timeOf(byTag.get(2), byTag.get(136)),
    mission: text(3),
    tail: text(4),
    platform: text(10),
    sensor: text(11),
    version: wholeOf(byTag.get(65), 1),
    at: place(scaled(13), scaled(14)),
    amslM: scaled(15),
    ellipsoidM: extended(byTag.get(104)) ?? scaled(75),
    aboveGroundM: extended(byTag.get(113)),
    headingDeg: scaled(5),
    pitchDeg,
    rollDeg,
    azimuthDeg: scaled(18),
    elevationDeg: scaled(19),
    turnDeg: scaled(20),
    hfovDeg: fov(16),
    vfovDeg: fov(17),
    slantRangeM: scaled(21),
    targetWidthM: scaled(22),
    centre,
    centreAmslM: scaled(25),
    centreEllipsoidM: scaled(78),
    corners: corners.every((one) => one !== null) ? corners : null,
    target: place(scaled(40), scaled(41)),
    targetAmslM: scaled(42),
    isTilted: (pitchDeg === null && isSaid(90, 6)) || (rollDeg === null && isSaid(91, 7)),
    security: byTag.get(48) ?? null,
  }
}

/** The bytes of a whole number, highest first; null where they are not as many as they should be. */
function wholeOf(bytes: Uint8Array | undefined, length: number): number | null {
  if (bytes?.length !== length) return null
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0)
}

function scaledValue(bytes: Uint8Array | undefined, scale: Scale | undefined): number | null {
  const raw = scale ? wholeOf(bytes, scale.bytes) : null
  if (!scale || raw === null) return null
  const { from, to } = scale
  const most = 2 ** (8 * scale.bytes) - 1
  if (from !== -to) return from + (raw / most) * (to - from)
  const half = (most - 1) / 2
  const value = raw > half ? raw - most - 1 : raw
  return value < -half ? null : (value / half) * to
}

/** A real number in whole ones by ST 1201 (IMAPB, 7.2): what lies beyond its range stands for no number. */
function extended(bytes: Uint8Array | undefined): number | null {
  if (!bytes || bytes.length === 0 || bytes.length > 6) return null
  const raw = wholeOf(bytes, bytes.length) as number
  const { from, to } = EXTENDED
  const step = 2 ** (Math.ceil(Math.log2(to - from)) - (8 * bytes.length - 1))
  // Nought is a whole number of steps from the beginning.
  const shift = from / step - Math.floor(from / step)
  const value = step * (raw - shift) + from
  return finiteIn(value, from, to)
}

const textValue = (bytes: Uint8Array | undefined): string | null =>
  bytes && bytes.length > 0 ? printable(new TextDecoder('utf-8').decode(bytes.subarray(0, 127))) : null

/** Without control characters, which no name has. */
export const printable = (text: string): string | null => text.replace(/\p{C}+/gu, ' ').trim() || null

/** Microseconds since 1970 (item 2), with the leap seconds that lead to UTC where a set says them (item 136). */
function timeOf(stamp: Uint8Array | undefined, leap: Uint8Array | undefined): number | null {
  const us = wholeOf(stamp, 8)
  if (us === null) return null
  const ms = us / 1000 + (leap ? leapMs(leap) : 0)
  return finiteIn(ms, EARLIEST_MS, LATEST_MS)
}

function leapMs(bytes: Uint8Array): number {
  if (bytes.length === 0 || bytes.length > 4) return 0
  const raw = wholeOf(bytes, bytes.length) as number
  const most = 2 ** (8 * bytes.length)
  return (raw >= most / 2 ? raw - most : raw) * 1000
}
