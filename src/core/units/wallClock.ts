import { z } from 'zod'

/** The zone in which China's air traffic service counts hours. */
export const CHINA_ZONE = 'Asia/Shanghai'

/** A zone of the IANA database, `Asia/Shanghai`, or `UTC`. */
export const ZoneName = z.string().max(60).refine(isZone, { error: 'not_a_zone' })

/** A day as a wall calendar has it, `YYYY-MM-DD`; of which zone is said beside it. */
export const CalendarDay = z.iso.date()
export type CalendarDay = z.infer<typeof CalendarDay>

/** A time of day on a wall clock, `HH:MM`. */
export const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

const DAY_MS = 86_400_000

/** Days have four digits of a year: what is later is the last of them. */
const LAST_MS = Date.UTC(9999, 11, 30)

const written = (shown: number): string => new Date(Math.min(shown, LAST_MS)).toISOString()

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formats.set(zone, made)
  return made
}

function isZone(zone: string): boolean {
  // `+08:00` is taken by some engines and not by others: a place has a name.
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

/** What a wall clock in a zone shows at a moment (UTC ms), as if it were UTC, whole seconds. */
function shownMs(zone: string, atMs: number): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(Math.min(atMs, LAST_MS))
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

/** How far a zone is ahead of UTC at a moment, ms. */
const aheadMs = (zone: string, atMs: number): number => {
  const wholeMs = Math.floor(atMs / 1000) * 1000
  return shownMs(zone, wholeMs) - wholeMs
}

/** The day that it is in a zone at a moment, UTC ms. */
export const dayIn = (zone: string, atMs: number): CalendarDay => written(shownMs(zone, atMs)).slice(0, 10)

/** What a wall clock in a zone shows at a moment, `HH:MM`. */
export const clockIn = (zone: string, atMs: number): string => written(shownMs(zone, atMs)).slice(11, 16)

/** Day and time as a wall clock in a zone shows them, `YYYY-MM-DD HH:MM`. */
export const wallTime = (zone: string, atMs: number): string => `${dayIn(zone, atMs)} ${clockIn(zone, atMs)}`

/** The day so many days later, whatever its length. */
export const daysLater = (day: CalendarDay, days: number): CalendarDay =>
  written(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).slice(0, 10)

/**
 * The moment (UTC ms) at which a wall clock in a zone shows a time on a day. An hour that the clock shows twice is its
 * first; one that it leaves out (summer time begins) is as long after the jump as it was meant to be.
 */
export function momentIn(zone: string, day: CalendarDay, time: string): number {
  const shown = Date.parse(`${day}T${time}:00Z`)
  const before = shown - aheadMs(zone, shown - DAY_MS)
  if (shownMs(zone, before) === shown) return before
  const after = shown - aheadMs(zone, shown + DAY_MS)
  return shownMs(zone, after) === shown ? after : before
}
