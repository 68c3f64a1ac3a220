import { momentMsOf } from '../../geo/measured.ts'
import type { TakenAt } from '../footage.ts'
import { zoneOffsetMs, USUAL_ZONE, Zone } from '../zone.ts'

/** What a photo says of when it was taken; empty where it does not. */
export type TimeTags = {
  /** DJI's `UTCAtExposure`. */
  readonly utcAtExposure: string
  /** The receiver's date and its hours, minutes and seconds, UTC (Exif 3.0, 4.6.7); none where it had no fix. */
  readonly gpsDate: string
  readonly gpsTime: readonly number[]
  /** The camera's clock, the most telling first, each with the zone that was written for it. */
  readonly clocks: readonly { readonly raw: string; readonly offset: string }[]
  /** EXIF's `DateTime`: when the file was changed last. */
  readonly changed: { readonly raw: string; readonly offset: string }
}

export type PhotoTime = {
  readonly takenAt: TakenAt | null
  /** How far the camera's clock, in its zone, was ahead of the photo's own UTC, s; null where it lacks either. */
  readonly clockAheadS: number | null
  readonly isChangeTime: boolean
}

/** The GPS week has ten bits: an old receiver falls back by so much, and tells the right second of a day long past. */
const WEEK_ROLLOVER_MS = 1024 * 7 * 86_400_000
/** A camera's clock this near to a time that was set right by whole turns of the week says that it is right. */
const NEAR_MS = 2 * 86_400_000
/** A receiver that has no time yet tells an early one. */
const EARLIEST_GPS_MS = Date.UTC(2000, 0, 1)

/**
 * When a photo was taken: UTC of the exposure, then a clock whose zone is written beside it, then UTC of the receiver,
 * which is of its last fix, then a clock without a zone, read in China's; the time of the last change only where there is
 * nothing else.
 */
export function photoTime(tags: TimeTags): PhotoTime {
  const exposure = exposureTime(tags.utcAtExposure)
  const clock = tags.clocks.map(clockTime).find((time) => time !== null) ?? null
  const gps = turnedOn(gpsTime(tags.gpsDate, tags.gpsTime), clock)
  const changed = clockTime(tags.changed)
  const isZoned = clock !== null && clock.assumedZone !== USUAL_ZONE
  const utc = exposure ?? gps
  const takenAt = exposure ?? (isZoned ? clock : null) ?? gps ?? clock ?? changed
  return {
    takenAt: takenAt && takenAt === changed ? { ...takenAt, source: 'file' } : takenAt,
    clockAheadS: clock && utc ? Math.round(clock.utcMs - utc.utcMs) / 1000 : null,
    isChangeTime: takenAt !== null && takenAt === changed,
  }
}

function exposureTime(text: string): TakenAt | null {
  const isZoned = /[zZ]$|[+-]\d\d:?\d\d$/.test(text)
  const ms = text === '' ? Number.NaN : Date.parse(isZoned ? text : `${text.replace(' ', 'T')}Z`)
  const utcMs = momentMsOf(ms)
  return utcMs === null ? null : { raw: text.slice(0, 100), source: 'utc', assumedZone: null, utcMs }
}

function gpsTime(date: string, [hours, minutes, seconds]: readonly number[]): TakenAt | null {
  const match = /^(\d{4})[:-](\d\d)[:-](\d\d)$/.exec(date)
  if (!match || hours === undefined || minutes === undefined || seconds === undefined) return null
  const day = dayMs(Number(match[1]), Number(match[2]), Number(match[3]))
  const isSound = hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 61
  const utcMs =
    day === null || !isSound ? null : momentMsOf(day + (hours * 3600 + minutes * 60 + seconds) * 1000)
  if (utcMs === null || utcMs < EARLIEST_GPS_MS) return null
  const raw = `GPS ${new Date(utcMs).toISOString()}`
  return { raw, source: 'utc', assumedZone: null, utcMs }
}

/** A receiver's time moved on by the turns of the week that it has missed, where the camera's clock says so. */
function turnedOn(gps: TakenAt | null, clock: TakenAt | null): TakenAt | null {
  if (!gps || !clock) return gps
  const turns = Math.round((clock.utcMs - gps.utcMs) / WEEK_ROLLOVER_MS)
  const utcMs = gps.utcMs + turns * WEEK_ROLLOVER_MS
  return turns > 0 && Math.abs(clock.utcMs - utcMs) < NEAR_MS ? { ...gps, utcMs } : gps
}

/** EXIF's `YYYY:MM:DD hh:mm:ss` or XMP's `YYYY-MM-DDThh:mm:ss+hh:mm`; a day without an hour is no time. */
function clockTime({ raw, offset }: { raw: string; offset: string }): TakenAt | null {
  const match = /^(\d{4})[:\-/.](\d\d)[:\-/.](\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?/.exec(
    raw,
  )
  if (!match) return null
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = match.slice(1, 7).map(Number)
  const day = dayMs(y, mo, d)
  if (day === null || h > 23 || mi > 59 || s > 60) return null
  const zone = zoneOf(match[7] ?? offset)
  const utcMs = momentMsOf(day + (h * 3600 + mi * 60 + s) * 1000 - zoneOffsetMs(zone ?? USUAL_ZONE))
  return utcMs === null
    ? null
    : { raw: raw.slice(0, 100), source: 'exif', assumedZone: zone ?? USUAL_ZONE, utcMs }
}

function zoneOf(written: string): Zone | null {
  const zone = Zone.safeParse(/^Z$/i.test(written) ? '+00:00' : written)
  return zone.success && /^[+-]/.test(zone.data) ? zone.data : null
}

/** Midnight of a day that there is, as if it were UTC, ms. */
function dayMs(year: number, month: number, day: number): number | null {
  const ms = Date.UTC(year, month - 1, day)
  const back = new Date(ms)
  return back.getUTCFullYear() === year && back.getUTCMonth() === month - 1 && back.getUTCDate() === day
    ? ms
    : null
}
