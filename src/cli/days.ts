/** China has one zone, eight hours ahead of Greenwich, ms. */
export const ZONE_AHEAD_MS = 8 * 3_600_000

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return Number.isFinite(at.getTime()) && at.toISOString().startsWith(text)
}

/** A moment by China's clock, as the window shows it to whoever is there. */
export const timeSaid = (atMs: number): string =>
  new Date(atMs + ZONE_AHEAD_MS).toISOString().slice(0, 16).replace('T', ' ')
