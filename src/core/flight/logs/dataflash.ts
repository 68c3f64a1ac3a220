import { heightMOf, isFix } from '../../geo/measured.ts'
import { finiteIn } from '../../units/finite.ts'
import { windowed } from './bytes.ts'
import { counter, evenly, type LogReader, logNote, logOf, MOST_CLOCKS, trackKeeper } from './log.ts'
import { median } from '../../units/median.ts'
import { shotKeeper } from './shots.ts'
import { chooseSource, speakersOf } from './speakers.ts'

/**
 * ArduPilot's on-board log (`.bin`, https://ardupilot.org/dev/docs/code-overview-adding-a-new-log-message.html):
 * records begin with A3 95 and a number; FMT records say how long each kind is and what its fields are. Its clock
 * counts microseconds since the board started; GPS week and milliseconds give UTC, less the leap seconds.
 */
const HEAD_1 = 0xa3
const HEAD_2 = 0x95
const FMT = 128
const FMT_LENGTH = 89
/** GPS began on 1980-01-06 and is ahead of UTC by this much since 2017. */
const GPS_EPOCH_MS = Date.UTC(1980, 0, 6)
const LEAP_MS = 18_000
const WEEK_MS = 7 * 24 * 3600_000
const FIX_3D = 3

const SIZES: Readonly<Record<string, number>> = {
  a: 64,
  b: 1,
  B: 1,
  h: 2,
  H: 2,
  i: 4,
  I: 4,
  f: 4,
  d: 8,
  n: 4,
  N: 16,
  Z: 64,
  c: 2,
  C: 2,
  e: 4,
  E: 4,
  L: 4,
  M: 1,
  q: 8,
  Q: 8,
  g: 2,
}
type Read = (view: DataView, at: number) => number
/** Reads a field that stands so many bytes behind the beginning of its record. */
type ReadFrom = (behind: number) => Read
const READS: Readonly<Record<string, ReadFrom>> = {
  b: (behind) => (view, at) => view.getInt8(at + behind),
  B: (behind) => (view, at) => view.getUint8(at + behind),
  M: (behind) => (view, at) => view.getUint8(at + behind),
  h: (behind) => (view, at) => view.getInt16(at + behind, true),
  H: (behind) => (view, at) => view.getUint16(at + behind, true),
  i: (behind) => (view, at) => view.getInt32(at + behind, true),
  I: (behind) => (view, at) => view.getUint32(at + behind, true),
  f: (behind) => (view, at) => view.getFloat32(at + behind, true),
  d: (behind) => (view, at) => view.getFloat64(at + behind, true),
  c: (behind) => (view, at) => view.getInt16(at + behind, true) / 100,
  C: (behind) => (view, at) => view.getUint16(at + behind, true) / 100,
  e: (behind) => (view, at) => view.getInt32(at + behind, true) / 100,
  E: (behind) => (view, at) => view.getUint32(at + behind, true) / 100,
  L: (behind) => (view, at) => view.getInt32(at + behind, true) / 1e7,
  q: (behind) => (view, at) =>
    view.getInt32(at + behind + 4, true) * 4_294_967_296 + view.getUint32(at + behind, true),
  Q: (behind) => (view, at) =>
    view.getUint32(at + behind + 4, true) * 4_294_967_296 + view.getUint32(at + behind, true),
}

/** How to get at what is wanted of a kind, made once when its format is read; NaN where it has no such field. */
type Fields = {
  readonly bootUs: Read
  readonly lat: Read
  readonly lon: Read
  readonly heightM: Read
  readonly altM: Read
  readonly week: Read
  readonly inWeekMs: Read
  readonly status: Read
  /** Which receiver it is; absent in logs of one. */
  readonly instance: Read
}
/** The kinds that are looked into, and as what; the others are stepped over. */
const LOOKED_INTO = {
  GPS: 'fix',
  POS: 'position',
  CAM: 'reported',
  TRIG: 'triggered',
  MSG: 'text',
} as const
type LookedInto = keyof typeof LOOKED_INTO
type Kind = {
  readonly is: (typeof LOOKED_INTO)[LookedInto] | null
  readonly length: number
  readonly fields: Fields
}
const ABSENT: Read = () => Number.NaN

/** What one receiver says: its positions, when it says that the board started, and what of it was no fix. */
const receiver = () => ({
  fixes: trackKeeper(),
  started: evenly<number>(MOST_CLOCKS),
  groundM: null as number | null,
  noFix: 0,
})

/** `source`: the receiver (`gps1`) that is to be the track, where there are several. */
export function dataflashReader(source: string | null = null): LogReader {
  const kinds: (Kind | undefined)[] = []
  const { counts, notes, damagedAt } = counter()
  // Times are those of the board until it is known when it started.
  const positions = trackKeeper()
  const receivers = speakersOf(receiver)
  /** Pictures as the camera reported them, and as it was told to take them: where it reports, the latter say them twice. */
  const [reported, triggered] = [shotKeeper(), shotKeeper()]
  let isDamaged = false
  let device: string | null = null

  const define = (bytes: Uint8Array, at: number): void => {
    const text = (from: number, length: number) => {
      let word = ''
      for (let i = 0; i < length && bytes[at + from + i] !== 0; i++)
        word += String.fromCharCode(bytes[at + from + i] as number)
      return word
    }
    const type = bytes[at + 3] as number
    const length = bytes[at + 4] as number
    const name = text(5, 4)
    const format = text(9, 16)
    const labels = text(25, 64).split(',')
    const found = new Map<string, Read>()
    let offset = 3
    for (let i = 0; i < format.length; i++) {
      const letter = format[i] as string
      const readFrom = READS[letter]
      // A format that reaches beyond its own record is damaged: what lies outside is not there.
      if (readFrom && labels[i] && offset + (SIZES[letter] ?? 0) <= length)
        found.set(labels[i] as string, readFrom(offset))
      offset += SIZES[letter] ?? 0
    }
    const of = (...names: string[]): Read => names.map((label) => found.get(label)).find(Boolean) ?? ABSENT
    const timeMs = of('TimeMS')
    const bootUs: Read = found.get('TimeUS') ?? ((view, from) => timeMs(view, from) * 1000)
    kinds[type] = {
      is: Object.hasOwn(LOOKED_INTO, name) ? LOOKED_INTO[name as LookedInto] : null,
      length,
      fields: {
        bootUs,
        lat: of('Lat'),
        lon: of('Lng'),
        heightM: of('RelHomeAlt', 'RelAlt'),
        altM: of('Alt'),
        week: of('GWk', 'GPSWeek', 'Week'),
        inWeekMs: of('GMS', 'GPSTime', 'TimeMS'),
        status: of('Status'),
        instance: of('I'),
      },
    }
  }
  const addShot = (shots: typeof reported, fields: Fields, view: DataView, at: number): void => {
    // The board's own microseconds are finer than GPS time, which is of the last fix.
    const bootMs = fields.bootUs(view, at) / 1000
    const week = fields.week(view, at)
    const gpsMs = GPS_EPOCH_MS + week * WEEK_MS + fields.inWeekMs(view, at) - LEAP_MS
    const ownMs = Number.isNaN(bootMs) && isWeek(week) ? gpsMs : Number.NaN
    shots.add(bootMs, fields.lat(view, at), fields.lon(view, at), ownMs)
  }
  const lookAtText = (bytes: Uint8Array, at: number, length: number): void => {
    const field = bytes.subarray(at + 11, at + length)
    const text = String.fromCharCode(...field.subarray(0, Math.max(0, field.indexOf(0))))
    if (device === null && /^(Ardu|APM|Copter|Plane|Rover)/.test(text)) device = text.slice(0, 60)
  }
  const lookAtPosition = (fields: Fields, view: DataView, at: number): void => {
    const lat = fields.lat(view, at)
    const lon = fields.lon(view, at)
    if (isFix(lat, lon)) positions.add(fields.bootUs(view, at) / 1000, lat, lon, fields.heightM(view, at))
    else counts.zero += 1
  }
  const lookAtFix = (fields: Fields, view: DataView, at: number): void => {
    const instance = fields.instance(view, at)
    const said = receivers.of(Number.isNaN(instance) ? 0 : instance)
    const lat = fields.lat(view, at)
    const lon = fields.lon(view, at)
    // A fix of two dimensions or none says nothing.
    if (!isFix(lat, lon) || fields.status(view, at) < FIX_3D) {
      said.noFix += 1
      return
    }
    const atMs = fields.bootUs(view, at) / 1000
    if (said.started.isNext()) {
      // An old log has no boot time beside GPS time: its TimeMS is the week's, and so is the whole track's.
      const week = fields.week(view, at)
      const startedMs = GPS_EPOCH_MS + week * WEEK_MS + fields.inWeekMs(view, at) - LEAP_MS - atMs
      if (isWeek(week) && Number.isFinite(startedMs)) said.started.put(startedMs)
    }
    const altM = heightMOf(fields.altM(view, at))
    said.groundM ??= altM
    said.fixes.add(atMs, lat, lon, altM === null || said.groundM === null ? null : altM - said.groundM)
  }
  const look = (kind: Kind, view: DataView, bytes: Uint8Array, at: number): void => {
    switch (kind.is) {
      case 'fix':
        lookAtFix(kind.fields, view, at)
        break
      case 'position':
        lookAtPosition(kind.fields, view, at)
        break
      case 'reported':
        addShot(reported, kind.fields, view, at)
        break
      case 'triggered':
        addShot(triggered, kind.fields, view, at)
        break
      case 'text':
        lookAtText(bytes, at, kind.length)
        break
      default:
    }
  }

  const stream = windowed((bytes, view, isLast, before) => {
    let at = 0
    const end = bytes.length
    const damaged = (): void => {
      if (!isDamaged) damagedAt(before + at)
      isDamaged = true
      at += 1
    }
    while (end - at >= 3) {
      if (bytes[at] !== HEAD_1 || bytes[at + 1] !== HEAD_2) {
        // Boards fill the end of a log with zeros.
        if (isLast && bytes.subarray(at).every((byte) => byte === 0 || byte === 0xff)) return end
        damaged()
        continue
      }
      const type = bytes[at + 2] as number
      const kind = kinds[type]
      const length = type === FMT ? FMT_LENGTH : kind?.length
      if (length === undefined || length < 3) {
        damaged()
        continue
      }
      if (end - at < length) {
        if (!isLast) break
        if (!isDamaged) damagedAt(before + at)
        return end
      }
      isDamaged = false
      if (type === FMT) define(bytes, at)
      else if (kind) look(kind, view, bytes, at)
      at += length
    }
    return at
  })

  return {
    take: stream.take,
    finish() {
      stream.end()
      const all = receivers.all()
      const chosen = chooseSource(
        all,
        { name: (instance) => `gps${instance}`, points: ({ fixes }) => fixes.counts.points },
        source,
      )
      const taken = chosen.taken ?? all[0]?.[1] ?? receiver()
      counts.zero += taken.noFix
      const bootMs = median(taken.started.kept)
      const said = [...notes()]
      if (bootMs === null) said.unshift(logNote('warning', 'clock_unknown'))
      // The board's own solution where it is written, with its height over home; else what the receiver said.
      const isFused = positions.counts.points > 0 && source === null
      const onBoard = (isFused ? positions : taken.fixes).done(bootMs ?? 0)
      const [first, last] = [onBoard.points[0], onBoard.points.at(-1)]
      const durationS = first && last ? (last.atMs - first.atMs) / 1000 : null
      return logOf('bin', bootMs === null ? { ...onBoard, points: [] } : onBoard, {
        ...(bootMs === null ? { durationS, startMs: null, endMs: null } : {}),
        clockOffsetS: bootMs === null ? null : 0,
        device: device ?? (reported.count > 0 ? `ArduPilot (CAM ${reported.count})` : 'ArduPilot'),
        shots: bootMs === null ? [] : (reported.count > 0 ? reported : triggered).done(bootMs),
        // The board's own position is of all its receivers: none of them is left out.
        ...(isFused ? {} : { sources: chosen.sources }),
        notes: [...said, ...(isFused ? [] : chosen.notes)],
      })
    },
  }
}

/** Weeks since GPS began, as far as the year 2100. */
const isWeek = (week: number): boolean => finiteIn(week, 1, 6262) !== null
