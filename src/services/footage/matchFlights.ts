import type { CallInput, CallOutput } from '../../contract/index.ts'
import { someOf } from '../../core/footage/clock/guess.ts'
import { type FileFacts, type FlightFacts, type Matched, matchFile } from '../../core/footage/matching.ts'
import { groupLogs } from '../../core/footage/newFlights.ts'
import { assumedZone, type DeviceZone, inZone } from '../../core/footage/zone.ts'
import { flightsTakenOff, newestFlights } from '../../store/flights.ts'
import { allSites } from '../../store/sites.ts'
import { Refusal } from '../../store/workspace.ts'
import type { Context } from '../host/context.ts'
import { sizesOf } from '../reading/fileSizes.ts'
import { type Proposal, proposals } from '../flight/newFlights.ts'
import { progressOf } from '../host/progress.ts'
import type { Identified } from '../reading/originals.ts'

type Answer = CallOutput<'footage.match'>
type Match = Answer['matches'][number]
type Offered = { ref: string; path: string; name: string }

const MATCH = 'footage.match'
/** Flights this long before or after the files are identified at too, ms: clocks are off by hours, not by days. */
const AROUND_MS = 36 * 3_600_000
/** Of files whose clock is off by more, the place alone may tell, among so many of the newest flights. */
const NEWEST = 50
/** Enough of a track to tell where it was. */
const MOST_PLACES = 500

/**
 * To which flight each file belongs by its time and place, and what flights its logs are of that are not recorded yet.
 * What is not certain is left for a person to say, with the reason and a suggestion.
 * @throws {Refusal} `cancelled` when somebody stopped it.
 */
export async function matchFiles(
  { files, zones = [], sources = [] }: CallInput<'footage.match'>,
  context: Context,
): Promise<Answer> {
  const offered = files.map((ref) => offeredAs(ref, context))
  const { signal, end } = context.begin(MATCH)
  try {
    const identified = await identifyAll(offered, sources, context, signal)
    return matched(offered, identified, zones, context)
  } catch (error) {
    if (signal.aborted) throw new Refusal('cancelled', {})
    throw error
  } finally {
    end()
  }
}

/** A file that is no longer at hand belongs to nothing; the others are identified at. */
function offeredAs(ref: string, context: Context): Offered {
  try {
    return { ref, ...context.filePath(ref) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { ref, path: '', name: '' }
  }
}

function matched(
  offered: readonly Offered[],
  identified: readonly (Identified | null)[],
  zones: readonly DeviceZone[],
  context: Context,
): Answer {
  const facts = identified.map((one) => factsOf(one, zones))
  const flights = flightsAround(facts, context)
  const first = facts.map((file) => matchFile(file, flights))
  // Logs that belong to no flight are of new ones: their own files, and pictures of that time, go with them.
  const free = facts.flatMap((file, i) => (identified[i]?.isLog && isFree(first[i]) ? [{ file, i }] : []))
  const made = proposals(
    groupLogs(free.map(({ file }) => file)).map((group) => {
      const indexes = group.logs.map((at) => free[at]?.i ?? 0)
      return {
        ...group,
        files: indexes.map((i) => offered[i]?.ref ?? ''),
        device: indexes.map((i) => identified[i]?.answer.device).find(Boolean) ?? '',
      }
    }),
    context,
  )
  const withNew = [...flights, ...made.map(({ facts: own }) => own)]
  const isRecorded = (id: string): boolean => flights.some((flight) => flight.id === id)
  return {
    matches: offered.map(({ ref }, i) => {
      const file = facts[i] as FileFacts
      const before = first[i] as Matched
      const found = before.flightId === null ? asNew(matchFile(file, withNew), made) : before
      return matchOf(ref, identified[i] ?? null, zones, {
        ...found,
        candidates: found.candidates.filter(isRecorded),
      })
    }),
    proposals: made.map(({ flight, missions, files }) => ({ flight, missions, files })),
  }
}

/** A match to a flight that is not recorded yet is a question, not a certainty. */
function asNew(found: Matched, made: readonly Proposal[]): Matched {
  const isNew = made.some(({ flight }) => flight.id === found.flightId)
  return isNew ? { ...found, why: 'new', flightId: null, suggestedId: found.flightId } : found
}

/** Whether nothing that is recorded fits. */
const isFree = (found: Matched | undefined): boolean =>
  found?.why === 'noFlight' || (found?.why === 'far' && found.suggestedId === null)

function factsOf(identified: Identified | null, zones: readonly DeviceZone[]): FileFacts {
  if (!identified) return { fromMs: null, toMs: null, places: [], isOwnClock: false, isLog: false }
  const { answer, places, file } = identified
  const fromMs = answer.startUtc ? Date.parse(answer.startUtc) : null
  const toMs = answer.endUtc ? Date.parse(answer.endUtc) : fromMs
  const shiftMs = (inZone(file, zones).takenAt?.utcMs ?? 0) - (file.takenAt?.utcMs ?? 0)
  return {
    fromMs: fromMs === null ? null : fromMs + shiftMs,
    toMs: toMs === null ? null : toMs + shiftMs,
    places,
    isLog: identified.isLog,
    // Subtitles are in local time by the aircraft's clock; what else has a time of its own has it from a receiver.
    isOwnClock: file.takenAt
      ? file.takenAt.source !== 'utc'
      : answer.kind === 'srt' || (!identified.isLog && fromMs === null),
  }
}

function flightsAround(facts: readonly FileFacts[], context: Context): FlightFacts[] {
  const { db } = context.workspace
  const times = facts.flatMap(({ fromMs, toMs }) => (fromMs === null ? [] : [fromMs, toMs ?? fromMs]))
  const low = times.reduce((least, ms) => Math.min(least, ms), Infinity) - AROUND_MS
  const high = times.reduce((most, ms) => Math.max(most, ms), -Infinity) + AROUND_MS
  const around =
    times.length === 0 ? [] : flightsTakenOff(db, Math.max(0, low), Math.min(high, Number.MAX_SAFE_INTEGER))
  const newest = newestFlights(db, NEWEST)
  const byId = new Map([...around, ...newest].map(({ doc }) => [doc.id, doc]))
  const sites = new Map(allSites(db).map(({ doc }) => [doc.id, doc]))
  return [...byId.values()].map(({ id, takeoffAtMs, landedAtMs, track, siteIds }) => ({
    id,
    fromMs: takeoffAtMs,
    toMs: landedAtMs,
    track: someOf(track, MOST_PLACES),
    corners: siteIds.flatMap((siteId) => sites.get(siteId)?.boundary ?? []),
  }))
}

function matchOf(
  ref: string,
  identified: Identified | null,
  zones: readonly DeviceZone[],
  { why, flightId, candidates, suggestedId, hours }: Matched,
): Match {
  const { fromMs } = factsOf(identified, zones)
  const taken = identified?.file.takenAt ?? null
  const zone = taken && assumedZone(taken)
  const device = identified ? identified.device : ''
  return {
    file: ref,
    kind: identified?.answer.kind ?? null,
    startMs: fromMs !== null && fromMs >= 0 ? fromMs : null,
    flightId,
    candidates: [...candidates],
    isEightHoursOff: hours === 8,
    why,
    suggestedId,
    hours,
    device,
    sources: identified?.answer.sources?.map((one) => ({ ...one })) ?? [],
    assumedZone: zone && (zones.find((one) => one.device === device)?.zone ?? zone),
  }
}

/** What each file says of itself, read by as many threads as there are; null where nothing can be read. */
async function identifyAll(
  files: readonly Offered[],
  sources: NonNullable<CallInput<'footage.match'>['sources']>,
  context: Context,
  signal: AbortSignal,
): Promise<(Identified | null)[]> {
  const sizes = await sizesOf(files)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const progress = progressOf(context, MATCH)
  let done = 0
  try {
    return await Promise.all(
      files.map(async ({ ref, path, name }, i): Promise<Identified | null> => {
        let left = sizes[i] ?? 0
        const passed = (bytes: number): void => {
          done += Math.min(bytes, left)
          left -= Math.min(bytes, left)
          progress.tell(name, done, total)
        }
        try {
          const source = sources.find(({ file }) => file === ref)?.source ?? null
          const read = await context.threads.run(
            'identify',
            { file: path, source },
            { signal, onBytes: passed },
          )
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
