import { heightMOf, isFix, momentMsOf } from '../../geo/measured.ts'
import { windowed } from './bytes.ts'
import { counter, evenly, type LogReader, logNote, logOf, MOST_CLOCKS, trackKeeper } from './log.ts'
import { median } from '../../units/median.ts'
import { shotKeeper } from './shots.ts'
import { chooseSource, speakersOf } from './speakers.ts'

/**
 * PX4's log (`.ulg`, https://docs.px4.io/main/en/dev_log/ulog_file_format.html): after the header, messages of a length,
 * a letter and a body; 'F' defines a format, 'A' subscribes to one, 'D' is data of it. Its clock counts microseconds since
 * the board started; the receiver's UTC beside it tells when that was.
 */
const HEADER = 16
const SIZES: Readonly<Record<string, number>> = {
  int8_t: 1,
  uint8_t: 1,
  int16_t: 2,
  uint16_t: 2,
  int32_t: 4,
  uint32_t: 4,
  int64_t: 8,
  uint64_t: 8,
  float: 4,
  double: 8,
  bool: 1,
  char: 1,
}
type Read = (view: DataView, at: number) => number
const READS: Readonly<Record<string, Read>> = {
  int8_t: (view, at) => view.getInt8(at),
  uint8_t: (view, at) => view.getUint8(at),
  bool: (view, at) => view.getUint8(at),
  int16_t: (view, at) => view.getInt16(at, true),
  uint16_t: (view, at) => view.getUint16(at, true),
  int32_t: (view, at) => view.getInt32(at, true),
  uint32_t: (view, at) => view.getUint32(at, true),
  float: (view, at) => view.getFloat32(at, true),
  double: (view, at) => view.getFloat64(at, true),
  int64_t: (view, at) => Number(view.getBigInt64(at, true)),
  uint64_t: (view, at) => Number(view.getBigUint64(at, true)),
}
type Fields = ReadonlyMap<string, { at: number; size: number; read: Read }>
const GPS = 'vehicle_gps_position'
/** One for each picture. */
const CAPTURE = 'camera_capture'
/** No flight is longer: what claims so is damage. */
const LONGEST_US = 7 * 24 * 3600 * 1e6
const EARLIEST_MS = Date.UTC(2000, 0, 1)

/** What a message may be: the letters of the file's format. */
const LETTERS: ReadonlySet<number> = new Set(new TextEncoder().encode('BFIMPQARDLCSO'))
const isMessage = (bytes: Uint8Array, at: number): boolean => LETTERS.has(bytes[at + 2] as number)
/**
 * Bytes of a message's body by its letter, at least and at most: as the format fixes them for flags, subscriptions and
 * their ends, parameters, synchronisation and dropouts, and more than loggers write of formats, words and lines. What
 * claims more is damage that happens to begin with a letter.
 */
const BOUNDS: Readonly<Record<string, readonly [number, number]>> = {
  B: [40, 40],
  A: [4, 258],
  R: [2, 2],
  P: [6, 300],
  Q: [7, 300],
  S: [8, 8],
  O: [2, 2],
  F: [4, 4096],
  I: [3, 1024],
  M: [4, 4096],
  L: [9, 1024],
  C: [11, 1024],
}
/** The padding at the end of data is not written. */
const MOST_PADDING = 7

/** What one instance of the receiver's topic says. */
const receiver = () => ({
  track: trackKeeper(),
  started: evenly<number>(MOST_CLOCKS),
  groundM: null as number | null,
  zero: 0,
  bad: 0,
})

/** `source`: the instance (`gps1`) that is to be the track, where there are several. */
export function ulogReader(source: string | null = null): LogReader {
  const definitions = new Map<string, string>()
  const subscriptions = new Map<number, { name: string; instance: number; fields: Fields; size: number }>()
  const { counts, notes, damagedAt } = counter()
  const receivers = speakersOf(receiver)
  const shots = shotKeeper()
  let isHeader = true
  let isDamaged = false
  let device: string | null = null
  /** When the log began, by the header: some topics carry older samples. */
  let startUs = 0
  const spans = new Map<number, { firstUs: number; lastUs: number; samples: number }>()

  const sizeOf = (type: string, depth = 0): number => {
    const plain = SIZES[type]
    if (plain !== undefined || depth > 10) return plain ?? 0
    return (definitions.get(type) ?? '').split(';').reduce((sum, part) => {
      const [kind, count] = splitType(part.split(' ')[0] ?? '')
      return sum + sizeOf(kind, depth + 1) * count
    }, 0)
  }
  const fieldsOf = (name: string): Fields => {
    const fields = new Map<string, { at: number; size: number; read: Read }>()
    let at = 0
    for (const part of (definitions.get(name) ?? '').split(';')) {
      const [type = '', field = ''] = part.split(' ')
      const [kind, count] = splitType(type)
      const read = READS[kind]
      if (read && count === 1) fields.set(field, { at, size: sizeOf(kind), read })
      at += sizeOf(kind) * count
    }
    return fields
  }
  /** Whether the message at `at` is as long as its kind may be; data as long as what they are subscribed to. */
  const isSound = (bytes: Uint8Array, view: DataView, at: number): boolean => {
    const letter = String.fromCharCode(bytes[at + 2] as number)
    const length = view.getUint16(at, true)
    const [least, most] = BOUNDS[letter] ?? [0, Number.POSITIVE_INFINITY]
    if (length < least || length > most) return false
    if (letter !== 'D' || length < 2) return true
    const size = subscriptions.get(view.getUint16(at + 3, true))?.size
    // Data of a topic that nobody subscribed to are believed only where nothing is damaged.
    return size ? length - 2 <= size && length - 2 >= size - MOST_PADDING : !isDamaged
  }
  const gps = (said: ReturnType<typeof receiver>, fields: Fields, view: DataView, at: number): void => {
    const value = (...names: string[]): number | null => {
      for (const name of names) {
        const found = valueOf(fields, name, view, at)
        if (found !== null) return found
      }
      return null
    }
    const bootUs = value('timestamp') ?? 0
    const utcUs = value('time_utc_usec') ?? 0
    const utcMs = momentMsOf(utcUs / 1000)
    if (utcMs !== null && utcMs > EARLIEST_MS) said.started.add(utcUs / 1000 - bootUs / 1000)
    const isDegrees = fields.has('latitude_deg')
    const lat = isDegrees ? value('latitude_deg') : (value('lat') ?? 0) / 1e7
    const lon = isDegrees ? value('longitude_deg') : (value('lon') ?? 0) / 1e7
    const altM = heightMOf(isDegrees ? value('altitude_msl_m') : (value('alt') ?? 0) / 1000)
    if (lat === null || lon === null || (value('fix_type') ?? 3) < 3) said.bad += 1
    else if (!isFix(lat, lon)) said.zero += 1
    else {
      said.groundM ??= altM
      const heightM = altM === null || said.groundM === null ? null : altM - said.groundM
      said.track.add(bootUs / 1000, lat, lon, heightM)
    }
  }
  const capture = (fields: Fields, view: DataView, at: number): void => {
    const value = (name: string): number => valueOf(fields, name, view, at) ?? Number.NaN
    // 0: the camera took none; -1: it does not say.
    if (value('result') !== 0) shots.add(value('timestamp') / 1000, value('lat'), value('lon'))
  }

  const stream = windowed((bytes, view, isLast, before) => {
    let at = 0
    const end = bytes.length
    if (isHeader) {
      if (end < HEADER) return isLast ? end : 0
      isHeader = false
      at = HEADER
      startUs = Number(view.getBigUint64(8, true))
    }
    const text = (from: number, to: number) => new TextDecoder().decode(bytes.subarray(from, to))
    while (end - at >= 3) {
      const length = view.getUint16(at, true)
      // A message is one when another follows it; behind damage two of them, since a letter stands anywhere by chance, and
      // a false length leaps over hundreds of good ones.
      const next = at + 3 + length
      if (!isLast && next + 3 > end) break
      const isNext = next + 3 <= end
      const second = isNext && isDamaged ? next + 3 + view.getUint16(next, true) : next
      if (!isLast && isMessage(bytes, at) && isMessage(bytes, next) && second + 3 > end) break
      const isFollowed =
        !isNext || (isMessage(bytes, next) && second <= end && (second + 3 > end || isMessage(bytes, second)))
      if (!isMessage(bytes, at) || next > end || !isFollowed || !isSound(bytes, view, at)) {
        if (!isDamaged) damagedAt(before + at)
        isDamaged = true
        at += 1
        continue
      }
      isDamaged = false
      const body = at + 3
      const type = String.fromCharCode(bytes[at + 2] as number)
      if (type === 'F') {
        const [name = '', fields = ''] = text(body, body + length).split(':')
        definitions.set(name, fields)
      } else if (type === 'A' && length > 3) {
        const name = text(body + 3, body + length)
        subscriptions.set(view.getUint16(body + 1, true), {
          name,
          instance: bytes[body] as number,
          fields: fieldsOf(name),
          size: sizeOf(name),
        })
      } else if (type === 'D' && length >= 10) {
        const id = view.getUint16(body, true)
        const subscription = subscriptions.get(id)
        const us = Number(view.getBigUint64(body + 2, true))
        // The first eight bytes of all data are its time.
        if (us >= startUs && us < startUs + LONGEST_US) {
          const span = spans.get(id)
          if (!span) spans.set(id, { firstUs: us, lastUs: us, samples: 1 })
          else {
            span.firstUs = Math.min(span.firstUs, us)
            span.lastUs = Math.max(span.lastUs, us)
            span.samples += 1
          }
        }
        if (subscription?.name === GPS && length - 2 >= 40)
          gps(receivers.of(subscription.instance), subscription.fields, view, body + 2)
        if (subscription?.name === CAPTURE) capture(subscription.fields, view, body + 2)
      } else if (type === 'I' && length > 1) {
        const key = text(body + 1, body + 1 + (bytes[body] as number))
        const value = text(body + 1 + (bytes[body] as number), body + length)
        if (key.endsWith(' sys_name')) device = value.slice(0, 60)
        if (key.endsWith(' ver_hw')) device = `${device ?? 'PX4'} ${value}`.slice(0, 60)
      }
      at = next
    }
    return isLast ? end : at
  })

  return {
    take: stream.take,
    finish() {
      stream.end()
      const all = receivers.all()
      const chosen = chooseSource(
        all,
        { name: (instance) => `gps${instance}`, points: ({ track }) => track.counts.points },
        source,
      )
      const taken = chosen.taken ?? all[0]?.[1] ?? receiver()
      counts.zero += taken.zero
      counts.bad += taken.bad
      const bootMs = median(taken.started.kept)
      const onBoard = taken.track.done(bootMs ?? 0)
      // A topic that was written once may carry a time of long ago or of a plan: those that went on tell.
      const running = [...spans.values()].filter(({ samples }) => samples > 1)
      const firstUs = running.reduce((least, span) => Math.min(least, span.firstUs), Number.POSITIVE_INFINITY)
      const lastUs = running.reduce((most, span) => Math.max(most, span.lastUs), 0)
      const isTimed = running.length > 0
      const atMs = (us: number) => (!isTimed || bootMs === null ? null : Math.round(bootMs + us / 1000))
      return logOf('ulg', bootMs === null ? { ...onBoard, points: [] } : onBoard, {
        startMs: atMs(firstUs),
        endMs: atMs(lastUs),
        durationS: isTimed ? (lastUs - firstUs) / 1e6 : null,
        clockOffsetS: bootMs === null ? null : 0,
        device,
        shots: bootMs === null ? [] : shots.done(bootMs),
        sources: chosen.sources,
        notes: [
          ...(bootMs === null ? [logNote('warning', 'clock_unknown')] : []),
          ...notes(),
          ...chosen.notes,
        ],
      })
    },
  }
}

/** A field of data that begin at `at`; null where there is none, also where its format lies beyond the bytes. */
function valueOf(fields: Fields, name: string, view: DataView, at: number): number | null {
  const field = fields.get(name)
  return field && at + field.at + field.size <= view.byteLength ? field.read(view, at + field.at) : null
}

/** `float[3]` is three floats. */
function splitType(type: string): [string, number] {
  const match = /^(\w+)\[(\d+)\]$/.exec(type)
  return match ? [match[1] ?? '', Number(match[2])] : [type, 1]
}
