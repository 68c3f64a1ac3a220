import { isFix } from '../../geo/measured.ts'
import { windowed } from './bytes.ts'
import { counter, evenly, type LogReader, logNote, logOf, MOST_CLOCKS, trackKeeper } from './log.ts'
import { mavlinkCrc } from '../../units/mavlinkCrc.ts'
import { median } from '../../units/median.ts'
import { shotKeeper } from './shots.ts'
import { chooseSource, speakersOf } from './speakers.ts'

/**
 * A ground station's telemetry log: before every MAVLink packet eight bytes of its own clock, microseconds since 1970,
 * highest byte first (https://mavlink.io/en/guide/serialization.html). That clock is not UTC: SYSTEM_TIME is, and the
 * median of their difference is taken off.
 */
const STAMP = 8
const MAGIC_1 = 0xfe
const MAGIC_2 = 0xfd
/** `needed`: in so many bytes stand the fields that are looked at. */
const HEARTBEAT = { id: 0, extra: 50, needed: 6 }
const SYSTEM_TIME = { id: 2, extra: 137, needed: 8 }
const GLOBAL_POSITION_INT = { id: 33, extra: 104, needed: 20 }
/** One for each picture: of ArduPilot's own triggering, and of a camera that speaks MAVLink. */
const CAMERA_FEEDBACK = { id: 180, extra: 52, needed: 16 }
const CAMERA_IMAGE_CAPTURED = { id: 263, extra: 133, needed: 20 }
/** Where the latter says whether there is a picture. */
const CAPTURE_RESULT = 49
/** Only these are looked into, and only their checksums are held: all others are stepped over. */
const LOOKED_INTO: readonly ({ id: number; extra: number; needed: number } | undefined)[] = (() => {
  const byId: { id: number; extra: number; needed: number }[] = []
  for (const message of [HEARTBEAT, SYSTEM_TIME, GLOBAL_POSITION_INT, CAMERA_FEEDBACK, CAMERA_IMAGE_CAPTURED])
    byId[message.id] = message
  return byId
})()
/** A stamp outside 2000 to 2100 is no beginning of a record, µs. */
const EARLIEST_US = 946_684_800_000_000
const LATEST_US = 4_102_444_800_000_000
const AUTOPILOTS: Readonly<Record<number, string>> = { 3: 'ArduPilot', 12: 'PX4' }

function crcHolds(bytes: Uint8Array, from: number, to: number, extra: number): boolean {
  const sum = mavlinkCrc(bytes, from, to, extra)
  return bytes[to] === (sum & 0xff) && bytes[to + 1] === sum >> 8
}

/** What one vehicle on the link says. */
const vehicle = () => ({
  track: trackKeeper(),
  shots: shotKeeper(),
  ahead: evenly<number>(MOST_CLOCKS),
  zero: 0,
  bad: 0,
  device: null as string | null,
})
/** One system may have several components that tell of its position, the autopilot (1) among them. */
const AUTOPILOT = 1
const speakerOf = (system: number, component: number) => system * 256 + component
const nameOf = (speaker: number) => {
  const [system, component] = [Math.floor(speaker / 256), speaker % 256]
  return component === AUTOPILOT ? `system${system}` : `system${system}.${component}`
}

/** `source`: the vehicle (`system2`) that is to be the track, where several speak. */
export function tlogReader(source: string | null = null): LogReader {
  const vehicles = speakersOf(vehicle)
  const { counts, notes, damagedAt } = counter()
  let isDamaged = false
  /** The first and the last stamp, ms. */
  const span = Float64Array.of(Number.NaN, Number.NaN)
  const scratch = new Uint8Array(32)
  const scratchView = new DataView(scratch.buffer)

  const look = (
    bytes: Uint8Array,
    view: DataView,
    { id, needed }: { id: number; needed: number },
    payload: number,
    length: number,
    speaker: number,
    atMs: number,
  ) => {
    const said = vehicles.of(speaker)
    let from = view
    let at = payload
    if (length < needed) {
      // A packet of version 2 ends where only zeros follow: those are put back.
      scratch.fill(0)
      scratch.set(bytes.subarray(payload, payload + length))
      from = scratchView
      at = 0
    }
    if (id === GLOBAL_POSITION_INT.id) {
      const lat = from.getInt32(at + 4, true) / 1e7
      const lon = from.getInt32(at + 8, true) / 1e7
      if (lat === 0 && lon === 0) said.zero += 1
      else if (!isFix(lat, lon)) said.bad += 1
      else said.track.add(atMs, lat, lon, from.getInt32(at + 16, true) / 1000)
    } else if (id === SYSTEM_TIME.id) {
      const unixUs = unsigned64(from, at)
      if (unixUs > EARLIEST_US && said.ahead.isNext()) said.ahead.put(atMs - unixUs / 1000)
    } else if (id === CAMERA_FEEDBACK.id) {
      said.shots.add(
        atMs,
        from.getInt32(at + 8, true) / 1e7,
        from.getInt32(at + 12, true) / 1e7,
        unsigned64(from, at) / 1000,
      )
    } else if (id === CAMERA_IMAGE_CAPTURED.id) {
      const isTaken = length > CAPTURE_RESULT && bytes[payload + CAPTURE_RESULT] === 1
      const [lat, lon] = [from.getInt32(at + 12, true) / 1e7, from.getInt32(at + 16, true) / 1e7]
      if (isTaken) said.shots.add(atMs, lat, lon, unsigned64(from, at) / 1000)
    } else if (id === HEARTBEAT.id && said.device === null) {
      const name = AUTOPILOTS[from.getUint8(at + 5)]
      if (name) said.device = `${name} (MAVLink ${Math.floor(speaker / 256)})`
    }
  }

  const stream = windowed((bytes, view, isLast, before) => {
    let at = 0
    const end = bytes.length
    for (;;) {
      if (end - at < STAMP + 8) break
      const magic = bytes[at + STAMP]
      const us = view.getUint32(at) * 4_294_967_296 + view.getUint32(at + 4)
      const isTwo = magic === MAGIC_2
      if ((!isTwo && magic !== MAGIC_1) || us < EARLIEST_US || us > LATEST_US) {
        if (!isDamaged) damagedAt(before + at)
        isDamaged = true
        at += 1
        continue
      }
      const header = isTwo ? 10 : 6
      if (end - at < STAMP + header) break
      const length = bytes[at + STAMP + 1] as number
      const isSigned = isTwo && ((bytes[at + STAMP + 2] as number) & 1) !== 0
      const whole = STAMP + header + length + 2 + (isSigned ? 13 : 0)
      if (end - at < whole) {
        if (!isLast) break
        // The log ends in the middle of a packet.
        if (!isDamaged) damagedAt(before + at)
        return end
      }
      const begin = at + STAMP
      const id = isTwo
        ? (bytes[begin + 7] as number) |
          ((bytes[begin + 8] as number) << 8) |
          ((bytes[begin + 9] as number) << 16)
        : (bytes[begin + 5] as number)
      const message = LOOKED_INTO[id]
      if (message && !crcHolds(bytes, begin + 1, begin + header + length, message.extra)) {
        if (!isDamaged) damagedAt(before + at)
        isDamaged = true
        at += 1
        continue
      }
      isDamaged = false
      const atMs = us / 1000
      if (Number.isNaN(span[0])) span[0] = atMs
      span[1] = atMs
      if (message) {
        const from = begin + (isTwo ? 5 : 3)
        const speaker = speakerOf(bytes[from] as number, bytes[from + 1] as number)
        look(bytes, view, message, begin + header, length, speaker, atMs)
      }
      at += whole
    }
    return at
  })

  return {
    take: stream.take,
    finish() {
      stream.end()
      const all = vehicles.all()
      const chosen = chooseSource(all, { name: nameOf, points: ({ track }) => track.counts.points }, source)
      // A log without a position: who has a name, else who speaks of anything.
      const taken =
        chosen.taken ?? all.map(([, said]) => said).find(({ device }) => device !== null) ?? vehicle()
      counts.zero += taken.zero
      counts.bad += taken.bad
      // The station's clock is one, whoever tells it: another component of the vehicle, else another vehicle.
      const clocks = [taken, ...all.map(([, said]) => said)]
      const aheadMs = median(clocks.find(({ ahead }) => ahead.kept.length > 0)?.ahead.kept ?? [])
      const shift = aheadMs ?? 0
      const utc = taken.track.done(-shift)
      const clock =
        aheadMs === null
          ? logNote('warning', 'clock_unknown')
          : round3(aheadMs / 1000) === 0
            ? []
            : logNote('info', 'clock_ahead', { seconds: round3(aheadMs / 1000) })
      const shifted = (ms = Number.NaN) => (Number.isNaN(ms) ? null : Math.round(ms - shift))
      return logOf('tlog', utc, {
        ...(utc.count === 0 ? { startMs: shifted(span[0]), endMs: shifted(span[1]) } : {}),
        clockOffsetS: aheadMs === null ? null : round3(aheadMs / 1000),
        device: taken.device,
        shots: taken.shots.done(-shift),
        sources: chosen.sources,
        notes: [clock, notes(), chosen.notes].flat(),
      })
    },
  }
}

const round3 = (value: number): number => Math.round(value * 1000) / 1000
const unsigned64 = (view: DataView, at: number): number =>
  view.getUint32(at + 4, true) * 4_294_967_296 + view.getUint32(at, true)
