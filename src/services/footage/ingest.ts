import type { CallInput, CallOutput } from '../../contract/index.ts'
import type { Visit } from '../../core/campaign/visit.ts'
import type { Flight, Shot, Take, TrackPoint } from '../../core/flight/flight.ts'
import type { Cues } from '../../core/flight/logs/cueSeconds.ts'
import { thinTrack } from '../../core/flight/track.ts'
import { pointsOf, readTrack } from '../../core/flight/trackFile.ts'
import { apartOf } from '../../core/footage/clock/apart.ts'
import { deviceOf } from '../../core/footage/clock/guess.ts'
import type { Footage } from '../../core/footage/footage.ts'
import { isBareStart, placeFromTrack } from '../../core/footage/placing.ts'
import { isDeleted } from '../../core/footage/retention.ts'
import { soundFlight, soundFootage } from '../../core/footage/sound.ts'
import { inZone } from '../../core/footage/zone.ts'
import { assetMiddle } from '../../core/site/assetMiddle.ts'
import type { Site } from '../../core/site/site.ts'
import { type Note, note } from '../../core/units/note.ts'
import type { Stored } from '../../store/documents.ts'
import { footageOfFlight, footageOfOriginal, originalsBySize } from '../../store/footage.ts'
import { keepDerived } from '../../store/derived.ts'
import { whileLocal } from '../../store/localCopy.ts'
import { Refusal } from '../../store/workspace.ts'
import { bringIn } from './bringIn.ts'
import { type Context, write } from '../host/context.ts'
import { newId } from '../host/newId.ts'
import { stored } from '../host/documents.ts'
import { sizesOf } from '../reading/fileSizes.ts'
import { progressOf } from '../host/progress.ts'
import { joinSubtitles } from './subtitles.ts'
import { wholeTracks } from '../flight/wholeTracks.ts'

const TRACK_POINTS = 2000
/** So many documents are one entry; a larger card is several, its logs first. */
const MOST_DOCUMENTS = 5000

type Brought = { footage: Footage; name: string }

/**
 * Copies and proves every file first, then reads, places and checks each by itself, and records all that are sound, and
 * what they tell of the flight, in one entry: in which order the files are named makes no difference. A file that cannot
 * be read or recorded is named with its reason and left; a full disk, a card that is pulled out or somebody's "stop" ends
 * the copying, and what was brought until then is recorded. Begun again, nothing is copied twice.
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

const leftOut = (name: string, problem: string): Note => note('error', 'file_failed', name, { problem })

/** Failures that only say what could not be done, and hold why in a word of their own. */
const WITH_REASON: readonly string[] = ['unreadable_file', 'not_writable', 'disk_failed', 'workspace_corrupt']
/** What is said of the workspace's own disk, and of every other file too. */
const DISK: readonly string[] = ['disk_full', 'disk_failed', 'not_writable']
const reasonOf = ({ code, params }: Refusal): string =>
  WITH_REASON.includes(code) && params['problem'] ? String(params['problem']) : code

async function ingestUntil(
  input: CallInput<'footage.ingest'>,
  context: Context,
  signal: AbortSignal,
): Promise<CallOutput<'footage.ingest'>> {
  const flight = input.flightId ? stored<Flight>(context, 'flight', input.flightId) : null
  const byHand = placeByHand(input, context)
  const { brought, known, notes, refused } = await bringAll(input, context, signal)
  if (brought.length === 0) {
    if (refused && known.length === 0) throw refused
    return { arrival: null, entry: null, led: [], footage: [], known, notes }
  }
  const placed = await placeAll(brought, flight?.doc ?? null, context, notes, byHand)
  const answer = record(placed, flight?.doc.id ?? null, { known, notes }, context)
  for (const { doc } of answer.footage) context.workspace.vault.settle(doc.sha256)
  // What was brought is told in the order in which it was asked for.
  const asked = new Map(brought.map(({ footage }, i) => [footage.id, i]))
  const order = ({ doc }: Stored<Footage>): number => asked.get(doc.id) ?? 0
  return { ...answer, footage: answer.footage.sort((a, b) => order(a) - order(b)) }
}

/** Files as they are asked for; one whose reference means nothing is left out and named. */
function chosenFiles(refs: readonly string[], context: Context, notes: Note[]) {
  const chosen: { ref: string; path: string; name: string }[] = []
  let refused: Refusal | null = null
  for (const ref of refs)
    try {
      chosen.push({ ref, ...context.filePath(ref) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused ??= error
      notes.push(leftOut(ref.slice(0, 60), reasonOf(error)))
    }
  return { chosen, refused }
}

async function bringAll(input: CallInput<'footage.ingest'>, context: Context, signal: AbortSignal) {
  const { vault } = context.workspace
  const notes: Note[] = []
  const { chosen, refused: unknown } = chosenFiles(input.files, context, notes)
  let refused: Refusal | null = unknown
  const sizes = await sizesOf(chosen)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const progress = progressOf(context, INGEST)
  let done = 0
  const brought: Brought[] = []
  const hashes = new Set<string>()
  const bySize = mergedSizes(originalsBySize(context.workspace.db), vault.waiting())
  const known: string[] = []
  for (const [i, { ref, path, name }] of chosen.entries()) {
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
      const twins = footageOfOriginal(context.workspace.db, sha256)
      const same = twins.find(({ doc }) => doc.flightId === input.flightId) ?? twins[0]
      if (same || hashes.has(sha256)) {
        // What was deleted does not come back under the record that says so.
        const wasDeleted = twins.length > 0 && twins.every(({ doc }) => isDeleted(doc))
        if (wasDeleted) context.workspace.vault.forget(sha256)
        notes.push(wasDeleted ? note('warning', 'was_deleted', name) : note('info', 'already_known', name))
        if (same && !wasDeleted) known.push(same.doc.id)
        continue
      }
      hashes.add(sha256)
      bySize.set(sizeBytes, [...(bySize.get(sizeBytes) ?? []), sha256])
      notes.push(...proved.notes.map((n) => ({ ...n, at: name })))
      brought.push({
        name,
        footage: {
          id: newId(context.nowMs()),
          sha256,
          sizeBytes,
          fileName: name,
          flightId: input.flightId,
          importedAtMs: context.nowMs(),
          ...(input.visit ? { visitId: input.visit.id } : {}),
          ...sourceOf(input, ref, described.kind),
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
      notes.push(leftOut(name, reasonOf(error)))
      // Nothing more will fit, or be written: what is there is kept.
      if (DISK.includes(error.code)) {
        stop('ingest_stopped')
        break
      }
    }
  }
  progress.end()
  return { brought, known, notes, refused }
}

/** Whose track of a log is wished for; nothing of what is no log. */
const sourceOf = (
  { sources = [] }: CallInput<'footage.ingest'>,
  ref: string,
  kind: Footage['kind'],
): Pick<Footage, 'source'> => {
  const wished = kind === 'log' ? sources.find(({ file }) => file === ref)?.source : undefined
  return wished === undefined ? {} : { source: wished }
}

/** What is to be recorded of a card: its own files, what it changes of the flight's others, and the flight itself. */
type Placed = {
  readonly footage: readonly Footage[]
  readonly changed: readonly Stored<Footage>[]
  /** The flight with what the logs tell of it, whatever it has become since. */
  readonly withLogs: ((flight: Flight) => Flight) | null
}

/** Logs first, then by name and content: the same whichever order the files came in. */
const byContent = (a: Brought, b: Brought): number =>
  Number(a.footage.kind !== 'log') - Number(b.footage.kind !== 'log') ||
  compare(a.name, b.name) ||
  compare(a.footage.sha256, b.footage.sha256)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

async function placeAll(
  unordered: readonly Brought[],
  flight: Flight | null,
  context: Context,
  notes: Note[],
  byHand: Footage['placement'],
): Promise<Placed> {
  const brought = [...unordered].sort(byContent)
  const { tracked: logs, cues } = await readTracks(context, brought, notes)
  const logIds = brought.flatMap(({ footage }) => (footage.kind === 'log' ? [footage.id] : []))
  // A flight that has its track keeps it; else the log that follows it longest gives one.
  const own = flight ? await wholeTracks(context.threads).pointsOf(context.workspace, flight) : []
  const log = own.length > 0 ? undefined : logs.find((one) => !flight || soundFlight(withLog(flight, one)))
  const track: readonly TrackPoint[] = own.length > 0 ? own : (log?.track ?? [])
  const recorded = flight ? footageOfFlight(context.workspace.db, flight.id) : []
  const joined = await joinSubtitles(
    context,
    brought.map(({ footage }) => footage),
    recorded,
    cues,
  )
  const clips = [...joined.brought, ...recorded.map(({ doc }) => doc)]
  const footage = joined.brought.flatMap((one): Footage[] => {
    const whole = wholeOf(one, clips)
    const doc = whole ? { ...one, placement: null, previewOf: whole.id } : onTrack(one, track, notes, byHand)
    const sound = soundFootage(doc)
    if (!sound.ok) notes.push(leftOut(doc.fileName, sound.code))
    return sound.ok ? [sound.value] : []
  })
  const kept = new Set(footage.map(({ id }) => id))
  for (const [device, of] of Map.groupBy(footage, deviceOf)) {
    const apart = apartOf(of, track)
    if (apart)
      notes.push(note('warning', 'apart_from_track', device, { count: apart.count, metres: apart.farthestM }))
  }
  // What came before its log is placed now as it would have been beside it.
  const told = new Map(joined.changed.map((one) => [one.doc.id, one]))
  const changed = recorded
    .flatMap((stored): Stored<Footage>[] => {
      const { doc: before } = stored
      const doc = told.get(before.id)?.doc ?? before
      const placement = log && !doc.placement && !doc.previewOf ? placeFromTrack(doc, track) : null
      return placement
        ? [{ ...stored, doc: { ...doc, placement } }]
        : doc === before
          ? []
          : [{ ...stored, doc }]
    })
    .filter(({ doc }) => soundFootage(doc).ok)
  const withLogs = (before: Flight): Flight => {
    const ids = logIds.filter((id) => kept.has(id))
    const named: Flight = { ...before, logIds: [...before.logIds, ...ids] }
    const shown: Flight = { ...named, ...picturesTold(before, logs) }
    const full = log && kept.has(log.id) && before.track.length === 0 ? withLog(shown, log) : shown
    return [full, shown].find(soundFlight) ?? named
  }
  return { footage, changed, withLogs: logIds.length > 0 ? withLogs : null }
}

const withLog = (flight: Flight, { track }: Tracked): Flight => ({
  ...flight,
  track: thinTrack(track, TRACK_POINTS),
  takeoffAtMs: track[0]?.atMs ?? flight.takeoffAtMs,
  landedAtMs: track.at(-1)?.atMs ?? flight.landedAtMs,
})

/**
 * Where what was taken in a visit is said to be: the middle of the asset that it shows, and no better; null where nobody says.
 * @throws {Refusal} `not_found` where there is no such visit, site or asset.
 */
function placeByHand({ visit }: CallInput<'footage.ingest'>, context: Context): Footage['placement'] {
  if (!visit) return null
  stored<Visit>(context, 'visit', visit.id)
  if (!visit.asset) return null
  const { siteId, assetId } = visit.asset
  const asset = stored<Site>(context, 'site', siteId).doc.assets.find(({ id }) => id === assetId)
  if (!asset) throw new Refusal('not_found', { aggregate: 'site', id: assetId })
  return {
    at: assetMiddle(asset),
    heightM: null,
    headingDeg: null,
    pitchDeg: null,
    by: 'hand',
    reason: asset.name.zh,
    asset: { siteId, assetId },
  }
}

function onTrack(
  footage: Footage,
  track: readonly TrackPoint[],
  notes: Note[],
  byHand: Footage['placement'],
): Footage {
  const isPicture = footage.kind === 'photo' || footage.kind === 'clip'
  const placement =
    (isBareStart(footage)
      ? (placeFromTrack(footage, track) ?? footage.placement)
      : (footage.placement ?? placeFromTrack(footage, track))) ?? (isPicture ? byHand : null)
  if (placement === footage.placement && isBareStart(footage))
    notes.push(note('info', 'start_only', footage.fileName))
  if (!placement && footage.kind !== 'log' && footage.kind !== 'document')
    notes.push(note('warning', 'not_placed', footage.fileName))
  return { ...footage, placement }
}

type Answer = CallOutput<'footage.ingest'>

/** Writes it as one entry; more documents than one may have are several, the flight and its logs in the first. */
function record(
  { footage, changed, withLogs }: Placed,
  flightId: string | null,
  told: Pick<Answer, 'known' | 'notes'>,
  context: Context,
): Answer {
  let answer: Answer = { arrival: null, entry: null, led: [], footage: [], ...told }
  const both = footage.length + changed.length
  for (let from = 0; from < Math.max(1, both); from += MOST_DOCUMENTS - 1) {
    const until = from + MOST_DOCUMENTS - 1
    const own = footage.slice(from, until)
    const others = changed.slice(Math.max(0, from - footage.length), Math.max(0, until - footage.length))
    const isFirst = from === 0
    if (own.length + others.length === 0 && !(isFirst && withLogs)) break
    const before = answer.footage
    answer = write(context, INGEST, (tx) => {
      if (isFirst && flightId !== null && withLogs) {
        const now = tx.get<Flight>('flight', flightId)
        tx.put('flight', now.version, withLogs(now.doc))
      }
      for (const { version, doc } of others) tx.put('footage', version, doc)
      const rows = own.map((doc) => ({ ...tx.put('footage', null, doc), doc }))
      return { footage: [...before, ...rows], ...told }
    })
  }
  return answer
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
    logs.map(async ({ footage }) => {
      const original = await workspace.vault.localCopy(footage.sha256).catch(() => null)
      const read = (file: string) => threads.run('read', { file, source: footage.source ?? null })
      return original && whileLocal(original, read).catch(() => null)
    }),
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
    try {
      keepDerived(workspace, 'track', footage.sha256, new Uint8Array(read.value.track))
    } catch {
      // A full disk: it is made again when somebody asks for it.
    }
    const columns = readTrack(read.value.track)
    if (columns && columns.count > 0) found.push({ id: footage.id, track: pointsOf(columns), shots, takes })
  }
  const spanMs = ({ track }: Tracked) => (track.at(-1)?.atMs ?? 0) - (track[0]?.atMs ?? 0)
  // Of equal ones the first by name, as they come.
  return { tracked: found.sort((a, b) => spanMs(b) - spanMs(a)), cues }
}
