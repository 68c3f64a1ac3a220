import type { Cues } from './cueSeconds.ts'
import { heightMOf, isFix, momentMsOf } from '../../geo/measured.ts'
import { finiteIn } from '../../units/finite.ts'
import { type Note, note } from '../../units/note.ts'
import type { Shot, Take, TrackPoint } from '../flight.ts'

export const LOG_KINDS = ['tlog', 'bin', 'ulg', 'srt', 'airdata', 'litchi', 'gpx', 'kml'] as const
export type LogKind = (typeof LOG_KINDS)[number]

/** Everything that reading a log may have to say. */
export const LOG_NOTE_CODES = [
  'no_track',
  'points_skipped',
  'points_untimed',
  'points_swapped',
  'zero_position',
  'damaged_parts',
  'damaged_lines',
  'clock_ahead',
  'clock_unknown',
  'assumed_zone',
  'no_date',
  'order_guessed',
  'time_backwards',
  'dialects_mixed',
  'cut_short',
  'xml_entities',
  'records_encrypted',
  'header_only',
  'sources_left',
  'source_missing',
  'tracks_joined',
  'tracks_disagree',
  'drawn_beside',
] as const
export type LogNoteCode = (typeof LOG_NOTE_CODES)[number]

/**
 * One of several that speak in one log: a receiver, an instance of a topic, a vehicle, a track of a file. Their
 * positions are never put into one track: between two receivers a metre apart it would be kilometres long.
 */
export type Source = {
  /** As it is named to choose it: `gps1`, `system2`, `track3`. */
  readonly name: string
  readonly points: number
  readonly isTaken: boolean
}

/**
 * What a flight log says. Times are UTC: `clockOffsetS` is how far the log's own clock was ahead of it (null where
 * nothing in the log tells), and is taken off already.
 */
export type Log = {
  readonly kind: LogKind
  readonly startMs: number | null
  readonly endMs: number | null
  /** From the first to the last record, also where no clock gives a date. */
  readonly durationS: number | null
  /** Thinned evenly where there are very many; `count` and `distanceM` are of all. */
  readonly points: readonly TrackPoint[]
  readonly count: number
  readonly distanceM: number
  readonly clockOffsetS: number | null
  readonly device: string | null
  /** Pictures and stretches of video that the log tells of, in the order of time. */
  readonly shots: readonly Shot[]
  readonly takes: readonly Take[]
  /** What the subtitles of a clip say of its seconds. */
  readonly cues?: Cues
  /** Who else speaks in it, the one whose track it is among them; absent where there is one only. */
  readonly sources?: readonly Source[]
  readonly notes: readonly Note[]
}

/** Takes the bytes of a log as they come, in pieces of any size; memory grows with its track, not with the file. */
export type LogReader = { take(bytes: Uint8Array): void; finish(): Log }

export const logNote = (severity: Note['severity'], code: LogNoteCode, params: Note['params'] = {}): Note =>
  note(severity, code, null, params)

/**
 * Keeps a list from growing with the file: beyond `most` every other entry is dropped, and from then on only every
 * second, fourth, eighth is taken. What is kept lies evenly over the whole.
 */
export function evenly<T>(most: number): {
  readonly kept: T[]
  /** Counts an entry, and answers whether it is one to be kept: then it is put. */
  isNext(): boolean
  put(entry: T): void
  add(entry: T): void
} {
  const kept: T[] = []
  let stride = 1
  let toPass = 0
  const isNext = (): boolean => {
    if (toPass > 0) {
      toPass -= 1
      return false
    }
    toPass = stride - 1
    return true
  }
  const put = (entry: T): void => {
    kept.push(entry)
    if (kept.length <= most) return
    for (let i = 0; 2 * i < kept.length; i++) kept[i] = kept[2 * i] as T
    kept.length = Math.ceil(kept.length / 2)
    stride *= 2
    toPass = stride - 1
  }
  return {
    kept,
    isNext,
    put,
    add(entry) {
      if (isNext()) put(entry)
    },
  }
}

/** No battery lasts so long, and no log either: ten years, s. */
const LONGEST_S = 10 * 366 * 86_400
/** A track of this many points shows everything that a map can. */
const MOST_POINTS = 100_000
/** Clocks are compared this many times at most. */
export const MOST_CLOCKS = 20_000

/** Metres of a degree of latitude, and of longitude at the equator, on a sphere of the mean radius. */
const DEGREE_M = (6_371_009 * Math.PI) / 180
/** Within this many degrees of latitude the cosine is taken as it is: 1e-5 of a length at 41° N. */
const SAME_COSINE_DEG = 0.001
/** A jump like this within one log is a fault of the receiver, not a flight, m. */
const JUMP_M = 1_000_000

const [AT_MS, LAT, LON, HEIGHT_M] = [0, 1, 2, 3] as const
/** The length so far, and the cosine of the latitude about which it is measured. */
const [METRES, COS_AT, COS] = [0, 1, 2] as const

/**
 * Takes a track point by point: its length and number in full, its points evenly thinned when they are very many. What is
 * no place, or has no time, is left out and counted; a height that cannot be is none.
 */
export function trackKeeper() {
  const track = evenly<TrackPoint>(MOST_POINTS)
  const counts = { points: 0, backwards: 0, dropped: 0 }
  // The last point: its time, place and height (NaN: none). A log has millions, and only what is kept becomes an object;
  // numbers that change with each of them lie in arrays, since a variable of a closure would make an object of each.
  const last = new Float64Array(4)
  const length = Float64Array.of(0, Number.POSITIVE_INFINITY, 1)
  const lastPoint = (): TrackPoint => {
    const [atMs = 0, lat = 0, lon = 0, heightM = Number.NaN] = last
    return { atMs, lat, lon, heightM: Number.isNaN(heightM) ? null : heightM }
  }
  return {
    add(atMs: number, lat: number, lon: number, heightM: number | null): void {
      if (!Number.isFinite(atMs) || !isFix(lat, lon)) {
        counts.dropped += 1
        return
      }
      if (counts.points > 0) {
        if (Math.abs(lat - (length[COS_AT] as number)) > SAME_COSINE_DEG) {
          length[COS_AT] = lat
          length[COS] = Math.cos((lat * Math.PI) / 180)
        }
        let turn = lon - (last[LON] as number)
        if (turn > 180) turn -= 360
        else if (turn < -180) turn += 360
        const east = turn * (length[COS] as number)
        const north = lat - (last[LAT] as number)
        const step = Math.sqrt(east * east + north * north) * DEGREE_M
        if (step < JUMP_M) length[METRES] = (length[METRES] as number) + step
        if (atMs < (last[AT_MS] as number)) counts.backwards += 1
      }
      last[AT_MS] = atMs
      last[LAT] = lat
      last[LON] = lon
      last[HEIGHT_M] = heightMOf(heightM) ?? Number.NaN
      counts.points += 1
      if (track.isNext()) track.put(lastPoint())
    },
    counts,
    /** What was taken; `shifted` moves all its times. */
    done(shiftMs = 0): Track {
      const points = track.kept
      const end = points.at(-1)
      if (end && (end.atMs !== last[AT_MS] || end.lat !== last[LAT] || end.lon !== last[LON]))
        points.push(lastPoint())
      const moved = points.flatMap((point) => {
        const atMs = momentMsOf(point.atMs + shiftMs)
        return atMs === null ? [] : [{ ...point, atMs }]
      })
      const sorted = counts.backwards > 0 ? moved.sort((a, b) => a.atMs - b.atMs) : moved
      const untimed = points.length - moved.length
      return {
        points: sorted,
        count: counts.points,
        distanceM: length[METRES] as number,
        backwards: counts.backwards,
        dropped: counts.dropped + untimed,
      }
    },
  }
}

export type Track = {
  readonly points: readonly TrackPoint[]
  readonly count: number
  readonly distanceM: number
  readonly backwards: number
  /** Points that were none: no place, or no time. */
  readonly dropped: number
}
export const NO_TRACK: Track = { points: [], count: 0, distanceM: 0, backwards: 0, dropped: 0 }

/** How often something was found damaged, and where first: `byte` of a file from 0, `line` of a text from 1. */
type Damage = { count: number; first: number }

/** Counts what was left out, and says so once; of damage it says where the first was. */
export function counter() {
  const counts = { zero: 0, bad: 0 }
  const bytes: Damage = { count: 0, first: 0 }
  const lines: Damage = { count: 0, first: 0 }
  const hit = (damage: Damage, at: number): void => {
    if (damage.count === 0) damage.first = at
    damage.count += 1
  }
  const notes = (): Note[] => [
    ...(counts.zero > 0 ? [logNote('warning', 'zero_position', { count: counts.zero })] : []),
    ...(counts.bad > 0 ? [logNote('warning', 'points_skipped', { count: counts.bad })] : []),
    ...(bytes.count > 0
      ? [logNote('warning', 'damaged_parts', { count: bytes.count, byte: bytes.first })]
      : []),
    ...(lines.count > 0
      ? [logNote('warning', 'damaged_lines', { count: lines.count, line: lines.first })]
      : []),
  ]
  return {
    counts,
    notes,
    /** A damaged part that begins at a byte of the file. */
    damagedAt: (byte: number): void => hit(bytes, byte),
    /** A line that makes no sense. */
    damagedLine: (line: number): void => hit(lines, line),
  }
}

/** The reader's own notes, with what its track left out counted to what it left out itself. */
function withSkipped(notes: readonly Note[], dropped: number): Note[] {
  if (dropped === 0) return [...notes]
  const known = notes.find(({ code }) => code === 'points_skipped')
  const count = dropped + Number(known?.params['count'] ?? 0)
  return [...notes.filter((one) => one !== known), logNote('warning', 'points_skipped', { count })]
}

/** The whole of a log from its track. Times that cannot be are not said. */
export function logOf(
  kind: LogKind,
  track: Track,
  over: Partial<Omit<Log, 'kind' | 'points' | 'count' | 'distanceM'>> & { notes: readonly Note[] },
): Log {
  const { points, count, distanceM, backwards, dropped } = track
  const startMs = momentMsOf(over.startMs === undefined ? points[0]?.atMs : over.startMs)
  const endMs = momentMsOf(over.endMs === undefined ? points.at(-1)?.atMs : over.endMs)
  const own = startMs !== null && endMs !== null ? (endMs - startMs) / 1000 : null
  const durationS = finiteIn(over.durationS === undefined ? own : over.durationS, 0, LONGEST_S)
  const isTimed = ({ atMs }: { atMs: number }): boolean => momentMsOf(atMs) !== null
  return {
    kind,
    startMs,
    endMs,
    durationS,
    points,
    count,
    distanceM,
    clockOffsetS: over.clockOffsetS ?? null,
    device: over.device ?? null,
    shots: (over.shots ?? []).filter(isTimed),
    takes: (over.takes ?? []).filter(
      ({ fromMs, toMs }) => momentMsOf(fromMs) !== null && momentMsOf(toMs) !== null && fromMs <= toMs,
    ),
    ...(over.cues ? { cues: over.cues } : {}),
    ...(over.sources && over.sources.length > 0 ? { sources: over.sources } : {}),
    notes: [
      ...withSkipped(over.notes, dropped),
      ...(backwards > 0 ? [logNote('warning', 'time_backwards', { count: backwards })] : []),
      ...(count === 0 ? [logNote('warning', 'no_track')] : []),
    ],
  }
}
