import { evenly, MOST_CLOCKS, NO_TRACK, type Track, trackKeeper } from '../../flight/logs/log.ts'
import { median } from '../../units/median.ts'
import { type Note, note } from '../../units/note.ts'
import { type Footage, type Lens, LONGEST_MARKING, MOST_MARKINGS, type Placement } from '../footage.ts'
import { directionOf, overGroundM } from './direction.ts'
import { cellsOf, checksumHolds, type Found, itemsOf, keyReader } from './keys.ts'
import { toHex } from './security.ts'
import { addFault, type Fault, type MetadataPacket, noFault, transportReader } from './transport.ts'
import { type UasSet, uasSet } from './uasSet.ts'

/** What reading a clip's metadata may have to say; `byte` is where in the file first. */
export type KlvNoteCode =
  | 'packets_out_of_step'
  | 'packets_lost'
  | 'tables_damaged'
  | 'sets_damaged'
  | 'sets_checksum'
  | 'sets_unchecked'
  | 'keys_unknown'
  | 'marking_too_long'
  | 'security_marking'
  | 'mission_named'
  | 'streams_left'

/** Seconds of a clip that are kept: four hours. */
const MOST_SECONDS = 14_400

type Seconds = NonNullable<Footage['seconds']>
type Lenses = NonNullable<Footage['lenses']>
/** A lens that is wider or narrower by less than this share is the same. */
const SAME_LENS = 0.01

/** What a transport stream says of the camera that took it, by MISB ST 0601. */
export type KlvClip = {
  /** Sets that could be read. */
  readonly sets: number
  /** When the first picture was taken, UTC; null where no set says a time. */
  readonly startMs: number | null
  readonly durationS: number | null
  /** How its pictures are coded. */
  readonly codec: string | null
  readonly track: Track
  /** As on Footage: one a second, height over the ground that was looked at. */
  readonly seconds: Seconds
  readonly lens: Lens | null
  /** As on Footage: where the lens changes. */
  readonly lenses: Lenses
  readonly device: string
  readonly mission: string | null
  /** Where the camera was first, and looked. */
  readonly placement: Placement | null
  /** Each security marking that was met (ST 0102), in hexadecimal digits as it stands. */
  readonly security: readonly string[]
  readonly version: number | null
  readonly notes: readonly Note[]
}
export type KlvReader = { take(bytes: Uint8Array): void; finish(): KlvClip }

/** Reads the metadata of a transport stream that comes in pieces of any size; memory grows with its seconds alone. */
export function klvReader(): KlvReader {
  const track = trackKeeper()
  const starts = evenly<number>(MOST_CLOCKS)
  const seconds: Seconds = []
  const security = new Set<string>()
  const faults = {
    broken: noFault(),
    checksum: noFault(),
    unchecked: noFault(),
    unknown: noFault(),
    marking: noFault(),
    beside: noFault(),
  }
  const streams = new Map<number, ReturnType<typeof keyReader>>()
  let now: MetadataPacket | null = null
  /** The stream that told of a place first: what another camera says is not put into its track. */
  let takenPid: number | null = null
  let sets = 0
  let firstMs: number | null = null
  let lastMs: number | null = null
  let lastS = 0
  let said: Partial<Pick<UasSet, 'mission' | 'tail' | 'platform' | 'sensor' | 'version'>> = {}
  let placement: Placement | null = null
  let lens: Lens | null = null
  let lensNow: Lens | null = null
  const lenses: Lenses = []

  const at = (): number => now?.atByte ?? 0
  const mark = (bytes: Uint8Array): void => {
    if (bytes.length === 0) return
    if (bytes.length > LONGEST_MARKING) return addFault(faults.marking, at())
    const hex = toHex(bytes)
    if (!security.has(hex) && security.size >= MOST_MARKINGS) addFault(faults.marking, at())
    else security.add(hex)
  }
  const look = (set: UasSet): void => {
    if (set.at) takenPid ??= now?.pid ?? null
    if (takenPid !== null && now?.pid !== takenPid) return addFault(faults.beside, at())
    const { utcMs, hfovDeg, vfovDeg } = set
    sets += 1
    said = {
      mission: said.mission ?? set.mission,
      tail: said.tail ?? set.tail,
      platform: said.platform ?? set.platform,
      sensor: said.sensor ?? set.sensor,
      version: said.version ?? set.version,
    }
    if (set.security) mark(set.security)
    if (utcMs !== null) {
      firstMs ??= utcMs
      lastMs = utcMs
    }
    const own = utcMs !== null && firstMs !== null ? (utcMs - firstMs) / 1000 : null
    const atS = now?.atS ?? own
    if (atS !== null && utcMs !== null) starts.add(utcMs - atS * 1000)
    if (atS !== null) lastS = Math.max(lastS, atS)
    const s = Math.floor(atS ?? -1)
    zoom(s, hfovDeg, vfovDeg)
    if (!set.at) return
    if (utcMs !== null) track.add(Math.round(utcMs), set.at.lat, set.at.lon, null)
    const isDue = s > (seconds.at(-1)?.[0] ?? -1) && seconds.length < MOST_SECONDS
    if (placement && !isDue) return
    const direction = directionOf(set)
    const heightM = rounded(overGroundM(set), 2)
    const headingDeg = rounded(direction?.headingDeg ?? null, 3)
    const pitchDeg = rounded(direction?.pitchDeg ?? null, 3)
    placement ??= { at: set.at, heightM, headingDeg, pitchDeg, by: 'own', reason: '' }
    if (isDue) seconds.push([s, set.at.lat, set.at.lon, heightM, headingDeg, pitchDeg])
  }
  /** Kept at the first second of its own, so that no more lenses than seconds are kept. */
  const zoom = (s: number, across: number | null, up: number | null): void => {
    if (across === null || up === null) return
    const own = { hfovDeg: Math.round(across * 1000) / 1000, vfovDeg: Math.round(up * 1000) / 1000 }
    if (!isLens(own)) return
    if (lensNow && !isOther(own, lensNow)) return
    if (!lens) lens = own
    else if (s > (lenses.at(-1)?.[0] ?? -1) && lenses.length < MOST_SECONDS)
      lenses.push([s, own.hfovDeg, own.vfovDeg])
    else return
    lensNow = own
  }
  const found = (one: Found): void => {
    if (one.key === 'other') return addFault(faults.unknown, at())
    if (one.key === 'security') return mark(one.bytes)
    const holds = checksumHolds(one)
    if (holds === false) return addFault(faults.checksum, at())
    if (holds === null) addFault(faults.unchecked, at())
    const { items, isWhole } = itemsOf(one.bytes.subarray(one.from))
    if (!isWhole) addFault(faults.broken, at())
    if (items.length > 0) look(uasSet(items))
  }
  const transport = transportReader((packet) => {
    now = packet
    let stream = streams.get(packet.pid)
    if (!stream) {
      stream = keyReader(found, () => addFault(faults.broken, at()))
      streams.set(packet.pid, stream)
    }
    for (const bytes of packet.isCells ? cellsOf(packet.bytes) : [packet.bytes]) stream.take(bytes)
  })
  return {
    take: transport.take,
    finish() {
      const { durationS, codec, faults: carried } = transport.finish()
      for (const stream of streams.values()) stream.finish()
      const startMs = median(starts.kept)
      const ownS = firstMs !== null && lastMs !== null ? (lastMs - firstMs) / 1000 : lastS
      return {
        sets,
        startMs: startMs === null ? null : Math.round(startMs),
        codec,
        durationS: durationS ?? (sets > 0 ? ownS : null),
        track: track.counts.points > 0 ? track.done() : NO_TRACK,
        seconds,
        lens,
        lenses,
        device: [said.platform, said.tail, said.sensor].filter(Boolean).join(' ').slice(0, 200),
        mission: said.mission ?? null,
        placement,
        security: [...security],
        version: said.version ?? null,
        notes: [
          ...faultNote('packets_out_of_step', carried.step),
          ...faultNote('packets_lost', carried.lost),
          ...faultNote('tables_damaged', carried.tables),
          ...faultNote('sets_damaged', faults.broken),
          ...faultNote('sets_checksum', faults.checksum),
          ...faultNote('sets_unchecked', faults.unchecked, 'info'),
          ...faultNote('keys_unknown', faults.unknown, 'info'),
          ...faultNote('marking_too_long', faults.marking, 'error'),
          ...faultNote('streams_left', faults.beside),
        ],
      }
    },
  }
}

const isLens = ({ hfovDeg, vfovDeg }: Lens): boolean =>
  [hfovDeg, vfovDeg].every((deg) => deg > 0 && deg < 180)
const isOther = (one: Lens, other: Lens): boolean =>
  Math.abs(one.hfovDeg / other.hfovDeg - 1) > SAME_LENS ||
  Math.abs(one.vfovDeg / other.vfovDeg - 1) > SAME_LENS

const rounded = (value: number | null, digits: number): number | null =>
  value === null || !Number.isFinite(value) ? null : Math.round(value * 10 ** digits) / 10 ** digits

const faultNote = (
  code: KlvNoteCode,
  { count, firstAt }: Fault,
  severity: Note['severity'] = 'warning',
): Note[] => (count === 0 ? [] : [note(severity, code, null, { count, byte: firstAt })])
