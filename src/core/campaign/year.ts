/** China has one time zone and no summer time: UTC+8, ms. Yearly caps and numbers go by its calendar. */
const CHINA_MS = 8 * 3600_000

/** The calendar year of a moment in China. */
export const yearOf = (atMs: number): number => new Date(atMs + CHINA_MS).getUTCFullYear()

/** The calendar day of a moment in China, `YYYY-MM-DD`. */
export const dayOf = (atMs: number): string => new Date(atMs + CHINA_MS).toISOString().slice(0, 10)

/** The moments at which a calendar year of China begins and the next one does, UTC ms. */
export const yearSpan = (year: number): { fromMs: number; toMs: number } => ({
  fromMs: Date.UTC(year, 0, 1) - CHINA_MS,
  toMs: Date.UTC(year + 1, 0, 1) - CHINA_MS,
})
