/** What a ZIP can hold: its years are 1980 to 2107, its seconds even, and it names no zone. */
const EARLIEST_MS = Date.UTC(1980, 0, 1)
const LATEST_MS = Date.UTC(2099, 11, 31, 23, 59, 58)

const held = (atMs: number): Date => new Date(Math.min(LATEST_MS, Math.max(EARLIEST_MS, atMs)))

/**
 * A date whose local fields are the UTC ones of a time: what writes a ZIP takes local fields, and a file must be the
 * same on every machine.
 */
export function zipDate(atMs: number): Date {
  const utc = held(atMs)
  return new Date(
    utc.getUTCFullYear(),
    utc.getUTCMonth(),
    utc.getUTCDate(),
    utc.getUTCHours(),
    utc.getUTCMinutes(),
    utc.getUTCSeconds(),
  )
}

/** The two 16-bit words of a time in a ZIP's headers (APPNOTE 4.4.6), in UTC. */
export function zipTime(atMs: number): { time: number; date: number } {
  const utc = held(atMs)
  return {
    time: (utc.getUTCHours() << 11) | (utc.getUTCMinutes() << 5) | (utc.getUTCSeconds() >> 1),
    date: ((utc.getUTCFullYear() - 1980) << 9) | ((utc.getUTCMonth() + 1) << 5) | utc.getUTCDate(),
  }
}
