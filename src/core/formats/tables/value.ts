/**
 * What a cell of a table holds that is written. A time is UTC ms, and stands in the zone that the table is written in; a day,
 * `YYYY-MM-DD`, has none.
 */
export type Value = string | number | null | { readonly atMs: number } | { readonly day: string }

/** China's one zone, ahead of UTC, ms: tables for people are written in it, and say so. */
export const TABLE_ZONE_MS = 8 * 3_600_000

const DAY_MS = 86_400_000
/** Day 0 of the calendar that spreadsheets count from 1 March 1900 on (ECMA-376 18.17.4.1: 1900 is taken for a leap year). */
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
/** 31 December 9999, the last day that a spreadsheet knows. */
const LAST_SERIAL = 2_958_465

/** The serial of a time as it stands on a wall, given as if it were UTC. */
export const serialOf = (wallMs: number): number => (wallMs - EPOCH_1900) / DAY_MS

/**
 * The time on a wall, as if it were UTC ms, to the second, that a serial stands for; null of what is none, such as the
 * 29 February 1900 (60) that there never was.
 */
export function wallOfSerial(serial: number, is1904: boolean): number | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > LAST_SERIAL + 1) return null
  const day = Math.floor(serial)
  if (!is1904 && day === 60) return null
  const from = is1904 ? EPOCH_1904 : EPOCH_1900 + (day < 60 ? DAY_MS : 0)
  // Programs write times that fall a few milliseconds short of a second.
  return Math.round((from + serial * DAY_MS) / 1000) * 1000
}

/** A time as tables show it: `2026-11-28 09:30:00`, in their zone. */
export const timeText = (atMs: number): string =>
  new Date(atMs + TABLE_ZONE_MS).toISOString().slice(0, 19).replace('T', ' ')

/** A value as text tables hold it; a number stays one. */
export const plainValue = (value: Value): string | number | null =>
  value === null || typeof value !== 'object' ? value : 'day' in value ? value.day : timeText(value.atMs)
