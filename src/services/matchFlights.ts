import type { CallOutput } from '../contract/index.ts'
import type { Flight } from '../core/flight/flight.ts'
import { Refusal } from '../store/workspace.ts'
import type { Context } from './context.ts'
import { sizesOf } from './fileSizes.ts'
import type { LogAnswer } from './log.ts'
import { progressOf } from './progress.ts'

type Match = CallOutput<'footage.match'>['matches'][number]

/** Footage this long before the take-off or after the landing still belongs to a flight, ms. */
const GRACE_MS = 5 * 60_000
/** A camera that writes local time as UTC is a whole number of hours off: China's clocks are eight ahead. */
const ZONE_MS = 8 * 3600_000
const MATCH = 'footage.match'

type Offered = { ref: string; path: string; name: string }

/**
 * To which flight each file belongs by its time: the one flight that was under way. None, or several, is left for a
 * person to say; a time that fits only when eight hours are taken off is a suggestion and no more.
 * @throws {Refusal} `cancelled` when somebody stopped it.
 */
export async function matchFiles(
  files: readonly Offered[],
  flights: readonly Flight[],
  context: Context,
): Promise<Match[]> {
  const { signal, end } = context.begin(MATCH)
  try {
    const answers = await lookAt(files, context, signal)
    return files.map(({ ref }, i) => matchOf(ref, answers[i] ?? null, flights))
  } catch (error) {
    if (signal.aborted) throw new Refusal('cancelled', {})
    throw error
  } finally {
    end()
  }
}

/** What each file says of itself, read by as many threads as there are; null where nothing can be read. */
async function lookAt(
  files: readonly Offered[],
  context: Context,
  signal: AbortSignal,
): Promise<(LogAnswer | null)[]> {
  const sizes = await sizesOf(files)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const progress = progressOf(context, MATCH)
  let done = 0
  try {
    return await Promise.all(
      files.map(async ({ path, name }, i): Promise<LogAnswer | null> => {
        let left = sizes[i] ?? 0
        const passed = (bytes: number): void => {
          done += Math.min(bytes, left)
          left -= Math.min(bytes, left)
          progress.tell(name, done, total)
        }
        try {
          const read = await context.threads.run('look', { file: path }, { signal, onBytes: passed })
          return read.ok ? read.value : null
        } catch (error) {
          if (signal.aborted) throw error
          return null
        } finally {
          passed(left)
        }
      }),
    )
  } finally {
    progress.end()
  }
}

function matchOf(ref: string, answer: LogAnswer | null, flights: readonly Flight[]): Match {
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
  return {
    file: ref,
    kind: answer?.kind ?? null,
    startMs: fromMs,
    flightId: now.length === 1 ? (now[0]?.id ?? null) : null,
    candidates: [...now, ...hoursOff].map(({ id }) => id).slice(0, 50),
    isEightHoursOff: hoursOff.length > 0,
  }
}
