import type { CallOutput } from '../contract/index.ts'
import type { Flight } from '../core/flight/flight.ts'
import { readLogFile } from './log.ts'

type Match = CallOutput<'footage.match'>['matches'][number]

/** Footage this long before the take-off or after the landing still belongs to a flight, ms. */
const GRACE_MS = 5 * 60_000
/** A camera that writes local time as UTC is a whole number of hours off: China's clocks are eight ahead. */
const ZONE_MS = 8 * 3600_000

/**
 * To which flight each file belongs by its time: the one flight that was under way. None, or several, is left for a
 * person to say; a time that fits only when eight hours are taken off is a suggestion and no more.
 */
export async function matchFiles(
  files: readonly { ref: string; path: string }[],
  flights: readonly Flight[],
): Promise<Match[]> {
  const matches: Match[] = []
  for (const { ref, path } of files) {
    const read = await readLogFile(path)
    const answer = read.ok ? read.value.answer : null
    const fromMs = answer?.startUtc ? Date.parse(answer.startUtc) : null
    const toMs = answer?.endUtc ? Date.parse(answer.endUtc) : fromMs
    const fitting = (shiftMs: number) =>
      fromMs === null || toMs === null
        ? []
        : flights.filter(
            ({ takeoffAtMs, landedAtMs }) =>
              fromMs - shiftMs <= landedAtMs + GRACE_MS && toMs - shiftMs >= takeoffAtMs - GRACE_MS,
          )
    const now = fitting(0)
    const hoursOff = now.length === 0 ? fitting(ZONE_MS) : []
    matches.push({
      file: ref,
      kind: answer?.kind ?? null,
      startMs: fromMs,
      flightId: now.length === 1 ? (now[0]?.id ?? null) : null,
      candidates: [...now, ...hoursOff].map(({ id }) => id).slice(0, 50),
      isEightHoursOff: hoursOff.length > 0,
    })
  }
  return matches
}
