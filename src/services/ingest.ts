import type { CallInput, CallOutput } from '../contract/index.ts'
import type { Flight, Shot, Take, TrackPoint } from '../core/flight/flight.ts'
import type { Cues } from '../core/flight/logs/cueSeconds.ts'
import { thinTrack } from '../core/flight/track.ts'
import { pointsOf, readTrack } from '../core/flight/trackFile.ts'
import { apartOf } from '../core/footage/clock/apart.ts'
import { deviceOf } from '../core/footage/clock/guess.ts'
import type { Footage } from '../core/footage/footage.ts'
import { inZone } from '../core/footage/zone.ts'
import { isBareStart, placeFromTrack } from '../core/footage/placing.ts'
import { type Note, note } from '../core/units/note.ts'
import { originalsBySize, selectDocuments } from '../store/documents.ts'
import { trackPath } from '../store/tracks.ts'
import { Refusal } from '../store/workspace.ts'
import { bringIn } from './bringIn.ts'
import { type Context, newId, write } from './context.ts'
import { stored } from './documents.ts'
import { sizesOf } from './fileSizes.ts'
import { progressOf } from './progress.ts'
import { joinSubtitles } from './subtitles.ts'

/** A flight names at most so many logs. */
const MOST_LOGS = 50
const TRACK_POINTS = 2000

type Brought = { footage: Footage; path: string; name: string }

/**
 * Copies and proves every file first, then records all of them, and what they tell of the flight, in one entry. A file
 * that cannot be read is noted and left; a full disk, a card that is pulled out or somebody's "stop" ends the copying,
 * and what was brought until then is recorded. Begun again, nothing is copied twice.
 */
export async function ingest(
  input: CallInput<'footage.ingest'>,
  context: Context,
): Promise<CallOutput<'footage.ingest'>> {
  const { signal, end } = context.begin(INGEST)
  try {
    return await ingestUntil(input, context, signal)
  } finally {
    end()
  }
}

const INGEST = 'footage.ingest'

async function ingestUntil(
  input: CallInput<'footage.ingest'>,
  context: Context,
  signal: AbortSignal,
): Promise<CallOutput<'footage.ingest'>> {
  const { vault } = context.workspace
  const chosen = input.files.map((ref) => context.filePath(ref))
  const flight = input.flightId ? stored<Flight>(context, 'flight', input.flightId) : null
  const sizes = await sizesOf(chosen)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const progress = progressOf(context, INGEST)
  let done = 0
  const notes: Note[] = []
  const brought: Brought[] = []
  const hashes = new Set<string>()
  const bySize = mergedSizes(originalsBySize(context.workspace.db), vault.waiting())
  const known: string[] = []
  let refused: Refusal | null = null
  for (const [i, { path, name }] of chosen.entries()) {
    const stop = (code: 'ingest_cancelled' | 'ingest_stopped'): void => {
      notes.push(note('warning', code, name, { left: chosen.length - i }))
    }
    if (signal.aborted) {
      stop('ingest_cancelled')
      break
    }
    try {
      progress.tell(name, done, total)
      const proved = await bringIn(context, bySize.get(sizes[i] ?? 0) ?? [], path, name, {
        signal,
        onBytes: (bytes) => {
          done += bytes
          progress.tell(name, done, total)
        },
      })
      if (!proved) {
        notes.push(note('warning', 'empty_file', name))
        continue
      }
      const { sha256, sizeBytes, described } = proved
      const [same] = selectDocuments<Footage>(context.workspace.db, 'footage', 'sha256 = ?', [sha256])
      if (same || hashes.has(sha256)) {
        notes.push(note('info', 'already_known', name))
        if (same) known.push(same.doc.id)
        continue
      }
      hashes.add(sha256)
      bySize.set(sizeBytes, [...(bySize.get(sizeBytes) ?? []), sha256])
      notes.push(...proved.notes.map((n) => ({ ...n, at: name })))
      brought.push({
        path: vault.waitingPath(sha256),
        name,
        footage: {
          id: newId(context.nowMs()),
          sha256,
          sizeBytes,
          fileName: name,
          flightId: input.flightId,
          importedAtMs: context.nowMs(),
          ...inZone(described, input.zones ?? []),
        },
      })
    } catch (error) {
      if (signal.aborted) {
        stop('ingest_cancelled')
        break
      }
      if (!(error instanceof Refusal)) throw error
      refused ??= error
      notes.push(note('error', 'file_failed', name, { problem: error.code }))
      // Nothing more will fit: what is there is kept.
      if (error.code === 'disk_full') {
        stop('ingest_stopped')
        break
      }
    }
  }
  progress.end()
  if (brought.length === 0) {
    if (refused && known.length === 0) throw refused
    return { seq: null, footage: [], known, notes }
  }

  // A flight that has its track keeps it; else the log that follows it longest gives one.
  const own = flight?.doc.track ?? []
  const { tracked: logs, cues } = await readTracks(context, brought, notes)
  const log = own.length > 0 ? undefined : logs[0]
  const track: readonly TrackPoint[] = own.length > 0 ? own : (log?.track ?? [])
  const recorded = flight
    ? selectDocuments<Footage>(context.workspace.db, 'footage', 'flight_id = ?', [flight.doc.id])
    : []
  const joined = await joinSubtitles(
    context,
    brought.map(({ footage }) => footage),
    recorded,
    cues,
  )
  const clips = [...joined.brought, ...recorded.map(({ doc }) => doc)]
  const placed = joined.brought.map((footage): Footage => {
    const whole = wholeOf(footage, clips)
    if (whole) return { ...footage, placement: null, previewOf: whole.id }
    const placement = isBareStart(footage)
      ? (placeFromTrack(footage, track) ?? footage.placement)
      : (footage.placement ?? placeFromTrack(footage, track))
    if (placement === footage.placement && isBareStart(footage))
      notes.push(note('info', 'start_only', footage.fileName))
    if (!placement && footage.kind !== 'log' && footage.kind !== 'document')
      notes.push(note('warning', 'not_placed', footage.fileName))
    return { ...footage, placement }
  })
  for (const [device, of] of Map.groupBy(placed, deviceOf)) {
    const apart = apartOf(of, track)
    if (apart)
      notes.push(note('warning', 'apart_from_track', device, { count: apart.count, metres: apart.farthestM }))
  }
  const written = write(context, 'footage.ingest', (tx) => {
    const logIds = brought.flatMap(({ footage }) => (footage.kind === 'log' ? [footage.id] : []))
    if (flight && logIds.length > 0)
      tx.put('flight', flight.revision, {
        ...flight.doc,
        logIds: [...flight.doc.logIds, ...logIds].slice(0, MOST_LOGS),
        ...picturesTold(flight.doc, logs),
        ...(log
          ? {
              track: thinTrack(log.track, TRACK_POINTS),
              takeoffAtMs: log.track[0]?.atMs ?? flight.doc.takeoffAtMs,
              landedAtMs: log.track.at(-1)?.atMs ?? flight.doc.landedAtMs,
            }
          : {}),
      })
    for (const { revision, doc } of joined.changed) tx.put('footage', revision, doc)
    const footage = placed.map((doc) => ({ revision: tx.put('footage', null, doc), doc }))
    return { footage, known, notes }
  })
  for (const doc of placed) vault.settle(doc.sha256)
  return written
}

function mergedSizes(
  recorded: ReadonlyMap<number, readonly string[]>,
  waiting: ReadonlyMap<number, readonly string[]>,
): Map<number, readonly string[]> {
  const merged = new Map(recorded)
  for (const [size, hashes] of waiting) merged.set(size, [...(merged.get(size) ?? []), ...hashes])
  return merged
}

/** The clip that a preview (`DJI_0001.LRF`) is a small copy of: the one of its name. */
function wholeOf({ id, fileName, kind }: Footage, clips: readonly Footage[]): Footage | null {
  const stem = (name: string): string => name.replace(/\.[^.]+$/, '').toLowerCase()
  if (kind !== 'clip' || !/\.lrf$/i.test(fileName)) return null
  return (
    clips.find(
      (one) =>
        one.id !== id &&
        one.kind === 'clip' &&
        !/\.lrf$/i.test(one.fileName) &&
        stem(one.fileName) === stem(fileName),
    ) ?? null
  )
}

type Tracked = {
  id: string
  track: readonly TrackPoint[]
  shots: readonly Shot[]
  takes: readonly Take[]
}

/** What the logs tell of pictures and clips, by the one that tells most; what the flight has already stays. */
function picturesTold(flight: Flight, logs: readonly Tracked[]): Pick<Flight, 'shots' | 'takes'> {
  const most = <T>(of: (log: Tracked) => readonly T[]): T[] =>
    logs.reduce<T[]>((best, log) => (of(log).length > best.length ? [...of(log)] : best), [])
  const [shots, takes] = [most((log) => log.shots), most((log) => log.takes)]
  return {
    ...(flight.shots || shots.length === 0 ? {} : { shots }),
    ...(flight.takes || takes.length === 0 ? {} : { takes }),
  }
}

/** The tracks of the logs among what was brought, the longest first, and what subtitles say of their clips. */
async function readTracks(
  { threads, workspace }: Context,
  brought: readonly Brought[],
  notes: Note[],
): Promise<{ tracked: Tracked[]; cues: ReadonlyMap<string, Cues> }> {
  const logs = brought.filter(({ footage }) => footage.kind === 'log')
  const reads = await Promise.all(
    logs.map(({ path, footage }) =>
      threads.run('read', { file: path, keep: trackPath(workspace.dir, footage.sha256) }).catch(() => null),
    ),
  )
  const found: Tracked[] = []
  const cues = new Map<string, Cues>()
  for (const [i, { footage, name }] of logs.entries()) {
    const read = reads[i]
    if (!read?.ok) {
      notes.push(note('warning', 'track_unreadable', name))
      continue
    }
    notes.push(...read.value.answer.notes.map((n) => ({ ...n, at: n.at ?? name })))
    const { shots, takes } = read.value
    if (read.value.cues) cues.set(footage.id, read.value.cues)
    const columns = readTrack(read.value.track)
    if (columns && columns.count > 0) found.push({ id: footage.id, track: pointsOf(columns), shots, takes })
  }
  const spanMs = ({ track }: Tracked) => (track.at(-1)?.atMs ?? 0) - (track[0]?.atMs ?? 0)
  return { tracked: found.sort((a, b) => spanMs(b) - spanMs(a)), cues }
}
