import fs from 'node:fs'
import fsp from 'node:fs/promises'
import { positionAt } from '../../core/flight/track.ts'
import type { Shot, Take, TrackPoint } from '../../core/flight/flight.ts'
import type { Cues } from '../../core/flight/logs/cueSeconds.ts'
import type { Log, Source } from '../../core/flight/logs/log.ts'
import { frameAt } from '../../core/geo/frame.ts'
import type { LatLon } from '../../core/geo/position.ts'
import { LOG_HEAD_BYTES, logKind, openLog } from '../../core/flight/logs/openLog.ts'
import { clipDurationS, clipPosition } from '../../core/footage/clip/clip.ts'
import { clipTime } from '../../core/footage/clip/clipTime.ts'
import type { Footage, LaserTarget, Lens, TakenAt } from '../../core/footage/footage.ts'
import { readPhoto } from '../../core/footage/photo/photo.ts'
import { lensesOf } from '../../core/footage/clip/subtitles.ts'
import { TRANSPORT_STREAM } from '../../core/footage/klv/packets.ts'
import { DJI_RECORD, HAS_EXIF, recognise } from '../../core/footage/recognise.ts'
import { type Note, note } from '../../core/units/note.ts'
import { fail, ok, type Result } from '../../core/units/result.ts'
import { clipTrack, trackOf } from './clipTrack.ts'
import { clipClockAheadS, clipNotes, LONG_METADATA_BYTES, METADATA_BYTES, readPart } from './describe.ts'
import { type DjiHeader, djiHeader } from './djiLog.ts'
import { movieBox } from './movieBox.ts'
import { transportClip, transportFields, transportNotes } from './transportClip.ts'
import type { Work } from '../host/work.ts'

const PIECE_BYTES = 1024 * 1024
/** Logs of one flight, of the aircraft and of the controller, tell of places no farther apart, m. */
const ONE_FLIGHT_M = 50

export type Position = { lat: number; lon: number; heightM: number | null; by: 'own' | 'track' }

/** What `sortie log` says of a file: ISO times with Z, null where unknown. */
export type LogAnswer = {
  file: string
  kind: string
  startUtc: string | null
  endUtc: string | null
  durationS: number | null
  distanceM: number
  points: number
  clockOffsetS: number | null
  device: string | null
  /** Where a photo or clip was taken: by itself, or by a track that is read beside it. */
  position: Position | null
  /** Which camera took a picture, how wide it saw and how far it was zoomed digitally; only where it says so. */
  lens?: LensAnswer
  /** What its laser measured; only where it did. */
  target?: LaserTarget
  /** Who else speaks in the log; only where several do. */
  sources?: readonly Source[]
  notes: Note[]
}
type LensAnswer = { kind: Footage['lensKind'] | null; zoom: number } & Partial<Lens>

export type LogRead = {
  answer: LogAnswer
  track: readonly TrackPoint[]
  takenAtMs: number | null
  /** The time of a photo or clip as it is kept. */
  taken?: TakenAt | null
  /** What a log tells of pictures and clips, in UTC. */
  shots?: readonly Shot[]
  takes?: readonly Take[]
  /** What the subtitles of a clip say of its seconds. */
  cues?: Cues
}

/**
 * Reads a flight log, a photo or a clip, by what it is and not by what it is called; never more than a piece in memory.
 * `source`: whose track of a log in which several speak (`Log.sources`).
 * @throws the signal's reason once it is aborted.
 */
export async function readLogFile(
  file: string,
  work: Work = {},
  source: string | null = null,
): Promise<Result<LogRead>> {
  const { signal, onBytes } = work
  try {
    const { size } = await fsp.stat(file)
    if (size === 0) return fail('unreadable_file', { file, problem: 'empty_file', at: '' })
    const head = await readPart(file, 0, Math.min(size, METADATA_BYTES))
    const { kind, mimeType } = recognise(head)
    if (HAS_EXIF.includes(mimeType)) {
      const isJpeg = mimeType === 'image/jpeg'
      const part = isJpeg ? head : await readPart(file, 0, Math.min(size, LONG_METADATA_BYTES))
      return ok(photoRead(file, part, isJpeg ? 'jpeg' : mimeType === 'image/heic' ? 'heic' : 'dng'))
    }
    if (mimeType === TRANSPORT_STREAM) return ok(await transportRead(file, work))
    if (kind === 'clip') return ok(await clipRead(file))
    if (mimeType === DJI_RECORD) {
      const header = await djiHeader(file)
      if (header) return ok(djiRead(file, header))
    }
    const found = logKind(head.subarray(0, LOG_HEAD_BYTES))
    if (!found) return fail('unreadable_file', { file, problem: 'unknown_format', at: '' })
    const reader = openLog(found, source)
    for await (const piece of fs.createReadStream(file, { highWaterMark: PIECE_BYTES })) {
      signal?.throwIfAborted()
      reader.take(piece as Buffer)
      onBytes?.((piece as Buffer).length)
    }
    return ok(logRead(file, reader.finish()))
  } catch (error) {
    signal?.throwIfAborted()
    const { code, message } = error as NodeJS.ErrnoException
    return fail('cannot_read', { file, problem: code ?? message })
  }
}

/** Photos and clips without a position, placed by the tracks that were read with them. */
export function placedByTracks(reads: readonly LogRead[]): LogRead[] {
  const tracks = reads.map(({ track }) => track).filter(({ length }) => length > 0)
  return reads.map((read) => {
    const { answer, takenAtMs } = read
    if (answer.position !== null || takenAtMs === null || read.track.length > 0 || tracks.length === 0)
      return read
    const places = tracks.flatMap((track) => positionAt(track, takenAtMs) ?? [])
    const [at] = places
    const noted = (code: 'not_placed' | 'tracks_disagree', params: Note['params'] = {}) => ({
      ...read,
      answer: { ...answer, notes: [...answer.notes, note('warning', code, null, params)] },
    })
    if (!at) return noted('not_placed')
    // Logs of one flight agree; those of two vehicles do not, and neither is asked for the other's pictures.
    const { toLocal } = frameAt(at)
    const apartM = Math.max(...places.map(toLocal).map(({ x, y }) => Math.hypot(x, y)))
    if (apartM > ONE_FLIGHT_M) return noted('tracks_disagree', { metres: Math.round(apartM) })
    const position: Position = { lat: at.lat, lon: at.lon, heightM: at.heightM, by: 'track' }
    return { ...read, answer: { ...answer, position } }
  })
}

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

function logRead(file: string, log: Log): LogRead {
  // Times that no date belongs to are the clip's own: they give a length, and no moment.
  const hasDate = log.startMs !== null
  return {
    track: hasDate ? log.points : [],
    takenAtMs: log.startMs,
    shots: hasDate ? log.shots : [],
    takes: hasDate ? log.takes : [],
    ...(log.cues ? { cues: log.cues } : {}),
    answer: {
      file,
      kind: log.kind,
      startUtc: iso(log.startMs),
      endUtc: iso(log.endMs),
      durationS: log.durationS,
      distanceM: Math.round(log.distanceM * 10) / 10,
      points: log.count,
      clockOffsetS: log.clockOffsetS,
      device: log.device,
      position: null,
      ...lensSaid({ lens: null, ...lensesOf({ widthPx: null, heightPx: null }, log.cues?.seconds ?? []) }),
      ...(log.sources ? { sources: log.sources } : {}),
      notes: [...log.notes],
    },
  }
}

function djiRead(file: string, { startMs, durationS, distanceM, at, device, notes }: DjiHeader): LogRead {
  return {
    track: [],
    takenAtMs: startMs,
    answer: {
      file,
      kind: 'dji-txt',
      startUtc: iso(startMs),
      endUtc: iso(startMs === null ? null : startMs + durationS * 1000),
      durationS,
      distanceM: Math.round(distanceM * 10) / 10,
      points: 0,
      clockOffsetS: null,
      device: device || null,
      position: at && { ...at, heightM: null, by: 'own' },
      notes: [...notes],
    },
  }
}

const still = { endUtc: null, durationS: null, distanceM: 0 }

function photoRead(file: string, head: Uint8Array, kind: string): LogRead {
  const { value, notes } = readPhoto(head)
  const taken = value?.takenAt ?? null
  const placement = value?.placement ?? null
  const takenAtMs = taken?.utcMs ?? null
  return {
    track: [],
    takenAtMs,
    taken,
    answer: {
      file,
      kind,
      ...still,
      startUtc: iso(takenAtMs),
      points: placement ? 1 : 0,
      clockOffsetS: value?.clockAheadS ?? null,
      device: value?.device || null,
      position: placement && { ...placement.at, heightM: placement.heightM, by: 'own' },
      ...(value ? lensSaid(value) : {}),
      ...(value?.target ? { target: value.target } : {}),
      notes: [...notes],
    },
  }
}

const lensSaid = ({
  lens,
  lensKind,
  zoom,
}: Pick<Footage, 'lens' | 'lensKind' | 'zoom'>): { lens?: LensAnswer } =>
  lens || lensKind
    ? {
        lens: {
          kind: lensKind ?? null,
          zoom: zoom ?? 1,
          ...(lens && { hfovDeg: hundredth(lens.hfovDeg), vfovDeg: hundredth(lens.vfovDeg) }),
        },
      }
    : {}

const hundredth = (value: number): number => Math.round(value * 100) / 100

async function clipRead(file: string): Promise<LogRead> {
  const movie = await movieBox(file)
  const timed = movie && (await clipTrack(file, movie))
  const own = movie && clipTime(movie.moov).takenAt
  const takenAtMs = timed?.startMs ?? own?.utcMs ?? null
  const durationS = movie && clipDurationS(movie.moov, movie.fragments)
  const track = timed && takenAtMs !== null ? trackOf(timed, takenAtMs) : []
  const places = timed?.frames.filter(({ at }) => at !== null) ?? []
  const [place] = places
  const at = place?.at ?? (movie && clipPosition(movie.moov))
  const notes: Note[] = [
    ...(movie ? [] : [note('warning', 'no_metadata')]),
    ...(takenAtMs === null ? [note('warning', 'no_time')] : []),
    ...(at ? [] : [note('warning', 'no_position')]),
    ...clipNotes(movie, timed, own),
  ]
  return {
    track,
    takenAtMs,
    // A start by the clip's own seconds is a receiver's, not its header's.
    taken: timed?.startMs == null ? own : null,
    answer: {
      file,
      kind: 'mp4',
      ...still,
      distanceM: Math.round(lengthM(places.flatMap((one) => (one.at ? [one.at] : []))) * 10) / 10,
      startUtc: iso(takenAtMs),
      endUtc: takenAtMs === null || durationS === null ? null : iso(Math.round(takenAtMs + durationS * 1000)),
      durationS,
      points: Math.max(places.length, at ? 1 : 0),
      clockOffsetS: clipClockAheadS(timed, own),
      device: timed?.protocol.model || null,
      position: at && { ...at, heightM: place?.heightM ?? null, by: 'own' },
      notes,
    },
  }
}

async function transportRead(file: string, work: Work): Promise<LogRead> {
  const clip = await transportClip(file, work)
  const { startMs, durationS, track, mission } = clip
  const { placement, device, lens } = transportFields(clip)
  return {
    track: track.points,
    takenAtMs: startMs,
    answer: {
      file,
      kind: 'ts',
      startUtc: iso(startMs),
      endUtc: startMs === null || durationS === null ? null : iso(Math.round(startMs + durationS * 1000)),
      durationS,
      distanceM: Math.round(track.distanceM * 10) / 10,
      points: track.count,
      clockOffsetS: null,
      device: device || null,
      position: placement && { ...placement.at, heightM: placement.heightM, by: 'own' },
      ...lensSaid({ lens }),
      notes: [
        ...(mission === null ? [] : [note('info', 'mission_named', null, { name: mission })]),
        ...transportNotes(clip),
      ],
    },
  }
}

const lengthM = (places: readonly LatLon[]): number =>
  places.reduce((sum, place, i) => {
    const before = places[i - 1]
    const step = before ? frameAt(before).toLocal(place) : { x: 0, y: 0 }
    return sum + Math.hypot(step.x, step.y)
  }, 0)

/** The tracks as lines with their times, and the photos as points, for any map program. */
export function trackGeoJson(reads: readonly LogRead[]): string {
  const features = reads.flatMap(({ answer, track }): object[] => {
    const { kind, file, position } = answer
    if (position)
      return [
        {
          type: 'Feature',
          properties: { kind, file, startUtc: answer.startUtc, by: position.by },
          geometry: { type: 'Point', coordinates: [position.lon, position.lat] },
        },
      ]
    if (track.length === 0) return []
    return [
      {
        type: 'Feature',
        properties: {
          kind,
          file,
          startUtc: answer.startUtc,
          times: track.map(({ atMs }) => new Date(atMs).toISOString()),
          heightsM: track.map(({ heightM }) => heightM),
        },
        geometry: { type: 'LineString', coordinates: track.map(({ lat, lon }) => [lon, lat]) },
      },
    ]
  })
  return `${JSON.stringify({ type: 'FeatureCollection', features }, null, 1)}\n`
}
