import fs from 'node:fs'
import fsp from 'node:fs/promises'
import type { CallInput, CallOutput } from '../contract/index.ts'
import type { Flight, TrackPoint } from '../core/flight/flight.ts'
import { positionAt, thinTrack } from '../core/flight/gpx.ts'
import { coverage } from '../core/footage/coverage.ts'
import { clipDurationS, creationTime } from '../core/footage/clip.ts'
import { deviceOf, isOwnClock } from '../core/footage/clock.ts'
import { DJMD } from '../core/footage/djmd.ts'
import type { Footage, Placement, TakenAt } from '../core/footage/footage.ts'
import { fmvCsv, mfJson } from '../core/footage/interchange.ts'
import { looksOf } from '../core/footage/looks.ts'
import { sawPoint } from '../core/footage/sawPoint.ts'
import { readPhoto } from '../core/footage/photo.ts'
import { HAS_EXIF, recognise } from '../core/footage/recognise.ts'
import type { Mission } from '../core/mission/mission.ts'
import type { Site } from '../core/site/site.ts'
import { type Note, note } from '../core/units/note.ts'
import { originalsBySize, selectDocuments } from '../store/documents.ts'
import { looksNear, looksOver, refreshLooks } from '../store/looks.ts'
import { failureOf } from '../store/database.ts'
import { CopyDiffers, hashFile } from '../store/vault.ts'
import { Refusal } from '../store/workspace.ts'
import { type Context, type Handlers, newId, write } from './context.ts'
import { stored } from './documents.ts'
import { type ClipTrack, clipTrack } from './clipTrack.ts'
import { readLogFile } from './log.ts'
import { matchFiles } from './matchFlights.ts'
import { movieBox } from './movieBox.ts'

/** EXIF and XMP stand in the first part of a photo. */
const METADATA_BYTES = 256 * 1024
/** Enough of a HEIC or DNG to hold its metadata. */
const LONG_METADATA_BYTES = 4 * 1024 * 1024
/** So many pictures of one place are enough to look at. */
const MOST_SEEN = 500
/** A flight names at most so many logs. */
const MOST_LOGS = 50
const TRACK_POINTS = 2000
/** Seconds of a clip that are kept: four hours. */
const MOST_SECONDS = 14_400

export const footageCalls = {
  'footage.ingest': ingest,
  'footage.match': async (
    { files }: CallInput<'footage.match'>,
    context: Context,
  ): Promise<CallOutput<'footage.match'>> => ({
    matches: await matchFiles(
      files.map((ref) => ({ ref, path: context.filePath(ref).path })),
      selectDocuments<Flight>(context.workspace.db, 'flight').map(({ doc }) => doc),
    ),
  }),
  'footage.sawPoint': (
    { at, heightM }: CallInput<'footage.sawPoint'>,
    context: Context,
  ): CallOutput<'footage.sawPoint'> => {
    const { db } = context.workspace
    refreshLooks(db)
    return { seen: sawPoint(looksNear(db, at), at, heightM).slice(0, MOST_SEEN) }
  },
  'footage.coverage': (
    { siteId, fromMs, toMs }: CallInput<'footage.coverage'>,
    context: Context,
  ): CallOutput<'footage.coverage'> => {
    const { db } = context.workspace
    const { boundary, assets } = stored<Site>(context, 'site', siteId).doc
    refreshLooks(db)
    const found = coverage(boundary, assets, looksOver(db, boundary, fromMs, toMs))
    return { ...found, cells: [...found.cells], assets: [...found.assets] }
  },
  'footage.list': (
    { flightId }: { flightId: string | null },
    context: Context,
  ): CallOutput<'footage.list'> =>
    flightId
      ? selectDocuments<Footage>(context.workspace.db, 'footage', 'flight_id = ? ORDER BY id', [flightId])
      : selectDocuments<Footage>(context.workspace.db, 'footage', 'TRUE ORDER BY id'),
  'footage.place': (
    { id, base, placement }: CallInput<'footage.place'>,
    context: Context,
  ): CallOutput<'footage.place'> =>
    write(context, 'footage.place', (tx) => {
      const doc: Footage = { ...tx.get<Footage>('footage', id).doc, placement }
      return { revision: tx.put('footage', base, doc), doc }
    }),
  'footage.review': (
    { id, base, outcome }: CallInput<'footage.review'>,
    context: Context,
  ): CallOutput<'footage.review'> =>
    write(context, 'footage.review', (tx) => {
      const doc: Footage = { ...tx.get<Footage>('footage', id).doc }
      if (outcome === null) delete doc.review
      else doc.review = { outcome, by: context.actor.name.slice(0, 100), atMs: context.nowMs() }
      return { revision: tx.put('footage', base, doc), doc }
    }),
  'footage.interchange': (
    { id, format }: CallInput<'footage.interchange'>,
    context: Context,
  ): CallOutput<'footage.interchange'> => {
    const footage = stored<Footage>(context, 'footage', id).doc
    const flight = footage.flightId ? stored<Flight>(context, 'flight', footage.flightId).doc : null
    const mission = flight?.missionId ? stored<Mission>(context, 'mission', flight.missionId).doc : null
    const looks = looksOf(footage, flight?.track ?? [])
    if (looks.length === 0) throw new Refusal('nothing_placed', { file: footage.fileName })
    const clip = { footage, looks, homeAmslM: mission?.home.amslM ?? null }
    const stem = footage.fileName.replace(/\.[^.]+$/, '')
    const [fileName, mimeType, text] =
      format === 'fmv-csv'
        ? [`${stem}.csv`, 'text/csv', fmvCsv(clip)]
        : [`${stem}.mfjson`, 'application/json', mfJson(clip)]
    return { fileName, downloadId: context.offerDownload(fileName, mimeType, Buffer.from(text)) }
  },
  'footage.setClock': setClock,
} satisfies Partial<Handlers>

/** The clock of one camera for one flight, as an officer confirmed it. */
function setClock(
  { flightId, device, aheadS, why }: CallInput<'footage.setClock'>,
  context: Context,
): CallOutput<'footage.setClock'> {
  const { track } = stored<Flight>(context, 'flight', flightId).doc
  const own = selectDocuments<Footage>(context.workspace.db, 'footage', 'flight_id = ? ORDER BY id', [
    flightId,
  ]).filter(({ doc }) => deviceOf(doc) === device && isOwnClock(doc))
  return write(context, 'footage.setClock', (tx) => ({
    footage: own.flatMap(({ doc, revision }) => {
      const { takenAt } = doc
      if (!takenAt) return []
      const utcMs = Math.round(takenAt.utcMs - aheadS * 1000)
      if (utcMs < 0) return []
      const set: Footage = {
        ...doc,
        takenAt: {
          ...takenAt,
          utcMs,
          aheadS: Math.round(((takenAt.aheadS ?? 0) + aheadS) * 1000) / 1000,
          aheadWhy: why,
        },
      }
      const placement =
        set.placement?.by === 'track' || !set.placement ? placeFromTrack(set, track) : set.placement
      const now: Footage = { ...set, placement }
      return [{ revision: tx.put('footage', revision, now), doc: now }]
    }),
  }))
}

type Brought = { footage: Footage; path: string; name: string }

/**
 * Copies and proves every file first, then records all of them, and what they tell of the flight, in one entry. A file
 * that cannot be read is noted and left; a full disk, a card that is pulled out or somebody's "stop" ends the copying,
 * and what was brought until then is recorded. Begun again, nothing is copied twice.
 */
async function ingest(
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
  const total = chosen.reduce(
    (sum, { path }) => sum + (fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0),
    0,
  )
  const notes: Note[] = []
  const brought: Brought[] = []
  const recorded = originalsBySize(context.workspace.db)
  const known: string[] = []
  let done = 0
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
      const head = await readHead(path, name)
      if (head.length === 0) {
        notes.push(note('warning', 'empty_file', name))
        continue
      }
      const { sha256, sizeBytes } = await bring(
        context,
        recorded,
        path,
        name,
        (bytes) => {
          done += bytes
          context.emit({ type: 'progress', task: INGEST, label: name, done, total })
        },
        signal,
      )
      const [same] = selectDocuments<Footage>(context.workspace.db, 'footage', 'sha256 = ?', [sha256])
      if (same || brought.some(({ footage }) => footage.sha256 === sha256)) {
        notes.push(note('info', 'already_known', name))
        if (same) known.push(same.doc.id)
        continue
      }
      const { value, found } = await describe(vault.waitingPath(sha256), head)
      notes.push(...found.map((n) => ({ ...n, at: name })))
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
          ...value,
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
  context.emit({ type: 'progress', task: INGEST, label: '', done: 1, total: 1 })
  if (brought.length === 0) {
    if (refused && known.length === 0) throw refused
    return { seq: null, footage: [], known, notes }
  }

  // A flight that has its track keeps it; else the log that follows it longest gives one.
  const own = flight?.doc.track ?? []
  const logs = await readTracks(brought, notes)
  const log = own.length > 0 ? undefined : logs[0]
  const track: readonly TrackPoint[] = own.length > 0 ? own : (log?.track ?? [])
  const clips = [
    ...brought.map(({ footage }) => footage),
    ...(flight
      ? selectDocuments<Footage>(context.workspace.db, 'footage', 'flight_id = ?', [flight.doc.id]).map(
          ({ doc }) => doc,
        )
      : []),
  ]
  const placed = brought.map(({ footage, name }): Footage => {
    const whole = wholeOf(footage, clips)
    if (whole) return { ...footage, placement: null, previewOf: whole.id }
    const placement = footage.placement ?? placeFromTrack(footage, track)
    if (!placement && footage.kind !== 'log' && footage.kind !== 'document')
      notes.push(note('warning', 'not_placed', name))
    return { ...footage, placement }
  })
  const written = write(context, 'footage.ingest', (tx) => {
    const logIds = brought.flatMap(({ footage }) => (footage.kind === 'log' ? [footage.id] : []))
    if (flight && logIds.length > 0)
      tx.put('flight', flight.revision, {
        ...flight.doc,
        logIds: [...flight.doc.logIds, ...logIds].slice(0, MOST_LOGS),
        ...(log
          ? {
              track: thinTrack(log.track, TRACK_POINTS),
              takeoffAtMs: log.track[0]?.atMs ?? flight.doc.takeoffAtMs,
              landedAtMs: log.track.at(-1)?.atMs ?? flight.doc.landedAtMs,
            }
          : {}),
      })
    return { footage: placed.map((doc) => ({ revision: tx.put('footage', null, doc), doc })) }
  })
  for (const doc of placed) vault.settle(doc.sha256)
  return { seq: written.seq, footage: written.footage, known, notes }
}

/** Into the vault, or found there already: what an earlier import brought is recognised without being copied again. */
async function bring(
  context: Context,
  recorded: ReadonlyMap<number, readonly string[]>,
  path: string,
  name: string,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<{ sha256: string; sizeBytes: number }> {
  const { vault } = context.workspace
  try {
    const { size } = await fsp.stat(path)
    const candidates = new Set([...vault.waiting(size), ...(recorded.get(size) ?? [])])
    if (candidates.size > 0) {
      const sha256 = await hashFile(path, undefined, signal)
      if (
        candidates.has(sha256) &&
        (await hashFile(vault.waitingPath(sha256), undefined, signal)) === sha256
      ) {
        onBytes(size)
        return { sha256, sizeBytes: size }
      }
    }
    return await vault.bring(path, onBytes, signal)
  } catch (error) {
    if (signal.aborted) throw error
    if (error instanceof CopyDiffers) throw new Refusal('copy_differs', { file: name })
    const failure = failureOf(error, name)
    if (!failure.ok)
      throw new Refusal(
        failure.code === 'workspace_missing' || failure.code === 'internal' ? 'unknown_file' : failure.code,
        { file: name },
      )
    throw error
  }
}

async function readHead(path: string, name: string): Promise<Uint8Array> {
  try {
    return await readPart(path, 0, METADATA_BYTES)
  } catch {
    throw new Refusal('unreadable_file', { file: name, problem: 'cannot be read', at: '' })
  }
}

async function readPart(path: string, from: number, length: number): Promise<Uint8Array> {
  const file = await fsp.open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

type Described = Pick<
  Footage,
  | 'kind'
  | 'mimeType'
  | 'takenAt'
  | 'placement'
  | 'device'
  | 'widthPx'
  | 'heightPx'
  | 'lens'
  | 'durationS'
  | 'seconds'
>

/** What the file is and says of itself. */
async function describe(path: string, head: Uint8Array): Promise<{ value: Described; found: Note[] }> {
  const { kind, mimeType } = recognise(head)
  const plain: Described = {
    kind,
    mimeType,
    takenAt: null,
    placement: null,
    device: '',
    widthPx: null,
    heightPx: null,
    lens: null,
  }
  if (HAS_EXIF.includes(mimeType)) {
    // What is no JPEG may have its metadata further in.
    const part = mimeType === 'image/jpeg' ? head : await readPart(path, 0, LONG_METADATA_BYTES)
    const { value, notes } = readPhoto(part)
    if (!value) return { value: plain, found: notes }
    const { clockAheadS: _, ...own } = value
    return { value: { ...plain, ...own }, found: notes }
  }
  if (kind === 'clip') {
    const moov = await movieBox(path)
    const timed = moov && (await clipTrack(path, moov))
    const takenAt = timedStart(timed) ?? (moov && creationTime(moov))
    const durationS = (moov && clipDurationS(moov)) ?? undefined
    const value: Described = {
      ...plain,
      takenAt,
      placement: timed && timedPlacement(timed),
      device: timed?.protocol.model ?? '',
      ...(durationS === undefined ? {} : { durationS }),
      ...(timed ? { seconds: secondsOf(timed) } : {}),
    }
    return {
      value,
      found: [
        ...(takenAt ? [] : [note('warning', 'no_time')]),
        ...(timed?.protocol.isGuessed
          ? [note('warning', 'protocol_guessed', null, { name: timed.protocol.name })]
          : []),
      ],
    }
  }
  return { value: plain, found: [] }
}

const timedStart = (timed: ClipTrack | null): TakenAt | null =>
  timed?.startMs == null
    ? null
    : {
        raw: `${DJMD} ${new Date(timed.startMs).toISOString()}`,
        source: 'utc',
        assumedZone: null,
        utcMs: timed.startMs,
      }

/** One frame a second: where the camera was and looked. */
function secondsOf({ frames }: ClipTrack): NonNullable<Footage['seconds']> {
  const seconds: NonNullable<Footage['seconds']> = []
  for (const { atS, at, heightM, gimbal } of frames) {
    const s = Math.floor(atS)
    if (!at || s <= (seconds.at(-1)?.[0] ?? -1) || seconds.length >= MOST_SECONDS) continue
    seconds.push([s, at.lat, at.lon, heightM, gimbal?.yawDeg ?? null, gimbal?.pitchDeg ?? null])
  }
  return seconds
}

/** Where a clip began, by its own record. */
function timedPlacement({ frames }: ClipTrack): Placement | null {
  const first = frames.find(({ at }) => at !== null)
  return first?.at
    ? {
        at: first.at,
        heightM: first.heightM,
        headingDeg: first.gimbal?.yawDeg ?? null,
        pitchDeg: first.gimbal?.pitchDeg ?? null,
        by: 'own',
        reason: '',
      }
    : null
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

type Tracked = { id: string; track: readonly TrackPoint[] }

/** The tracks of the logs among what was brought, the longest first. */
async function readTracks(brought: readonly Brought[], notes: Note[]): Promise<Tracked[]> {
  const found: Tracked[] = []
  for (const { footage, path, name } of brought) {
    if (footage.kind !== 'log') continue
    const read = await readLogFile(path)
    if (!read.ok) {
      notes.push(note('warning', 'track_unreadable', name))
      continue
    }
    notes.push(...read.value.answer.notes.map((n) => ({ ...n, at: n.at ?? name })))
    if (read.value.track.length > 0) found.push({ id: footage.id, track: read.value.track })
  }
  const spanMs = ({ track }: Tracked) => (track.at(-1)?.atMs ?? 0) - (track[0]?.atMs ?? 0)
  return found.sort((a, b) => spanMs(b) - spanMs(a))
}

/** Where the flight was when the photo was taken; a clip is placed at its beginning. */
function placeFromTrack(footage: Footage, track: readonly TrackPoint[]): Placement | null {
  if (!footage.takenAt || (footage.kind !== 'photo' && footage.kind !== 'clip')) return null
  const at = positionAt(track, footage.takenAt.utcMs)
  return (
    at && {
      at: { lat: at.lat, lon: at.lon },
      heightM: at.heightM,
      headingDeg: null,
      pitchDeg: null,
      by: 'track',
      reason: '',
    }
  )
}
