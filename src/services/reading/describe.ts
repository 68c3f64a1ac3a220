import { clipDurationS, clipPicture, clipPosition } from '../../core/footage/clip/clip.ts'
import { clipTime } from '../../core/footage/clip/clipTime.ts'
import { DJMD } from '../../core/footage/clip/djmd.ts'
import type { Footage, Placement, TakenAt } from '../../core/footage/footage.ts'
import { readPhoto } from '../../core/footage/photo/photo.ts'
import { TRANSPORT_STREAM } from '../../core/footage/klv/packets.ts'
import { HAS_EXIF, recognise } from '../../core/footage/recognise.ts'
import { type Note, note } from '../../core/units/note.ts'
import { type ClipTrack, clipTrack } from './clipTrack.ts'
import { type Movie, movieBox } from './movieBox.ts'
import { transportClip, transportFields, transportNotes } from './transportClip.ts'
import type { Work } from '../host/work.ts'
import { openPlain } from '../../store/openFile.ts'

/** EXIF and XMP stand in the first part of a photo. */
export const METADATA_BYTES = 256 * 1024
/** Enough of a HEIC or DNG to hold its metadata. */
export const LONG_METADATA_BYTES = 4 * 1024 * 1024
/** Seconds of a clip that are kept: four hours. */
const MOST_SECONDS = 14_400
/** A header's clock and the receiver's apart by more than this are worth a word, s. */
const CLOCK_APART_S = 2

/** A stretch of a file; shorter where the file ends. */
export async function readPart(path: string, from: number, length: number): Promise<Uint8Array> {
  const file = await openPlain(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

export type Described = Pick<
  Footage,
  | 'kind'
  | 'mimeType'
  | 'takenAt'
  | 'clockAheadS'
  | 'placement'
  | 'device'
  | 'widthPx'
  | 'heightPx'
  | 'lens'
  | 'lenses'
  | 'lensKind'
  | 'zoom'
  | 'target'
  | 'durationS'
  | 'codec'
  | 'seconds'
  | 'security'
>

/**
 * What the file is and says of itself.
 * @throws the signal's reason once it is aborted.
 */
export async function describe(
  path: string,
  head: Uint8Array,
  work: Pick<Work, 'signal'> = {},
): Promise<{ value: Described; found: Note[] }> {
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
    const { clockAheadS, ...own } = value
    const clock = clockAheadS === null ? {} : { clockAheadS }
    return { value: { ...plain, ...own, ...clock }, found: notes }
  }
  if (mimeType === TRANSPORT_STREAM) {
    const clip = await transportClip(path, work)
    return { value: { ...plain, ...transportFields(clip) }, found: transportNotes(clip) }
  }
  if (kind === 'clip') {
    const movie = await movieBox(path)
    const timed = movie && (await clipTrack(path, movie))
    const own = movie && clipTime(movie.moov).takenAt
    const takenAt = timedStart(timed) ?? own
    const clockAheadS = clipClockAheadS(timed, own)
    const durationS = movie && clipDurationS(movie.moov, movie.fragments)
    const picture = movie && clipPicture(movie.moov)
    const zoom = timed?.frames[0]?.zoom ?? 1
    const value: Described = {
      ...plain,
      takenAt,
      placement: (timed && timedPlacement(timed)) ?? (movie && startPlacement(movie.moov)),
      device: timed?.protocol.model ?? '',
      widthPx: picture?.widthPx ?? timed?.protocol.frame?.widthPx ?? null,
      heightPx: picture?.heightPx ?? timed?.protocol.frame?.heightPx ?? null,
      ...(clockAheadS === null ? {} : { clockAheadS }),
      ...(durationS === null ? {} : { durationS }),
      ...(picture ? { codec: picture.codec } : {}),
      ...(zoom > 1 ? { zoom } : {}),
      ...(timed ? { seconds: secondsOf(timed) } : {}),
    }
    return {
      value,
      found: [...(takenAt ? [] : [note('warning', 'no_time')]), ...clipNotes(movie, timed, own)],
    }
  }
  return { value: plain, found: [] }
}

/** How far the header's clock was ahead of the receiver's, s, to a tenth; null where a clip does not have both. */
export const clipClockAheadS = (timed: ClipTrack | null, own: TakenAt | null): number | null =>
  timed?.startMs == null || !own ? null : Math.round((own.utcMs - timed.startMs) / 100) / 10

/** What there is to say of how a clip was read. */
export function clipNotes(movie: Movie | null, timed: ClipTrack | null, own: TakenAt | null): Note[] {
  const seconds = clipClockAheadS(timed, own) ?? 0
  return [
    ...(Math.abs(seconds) > CLOCK_APART_S ? [note('info', 'clock_differs', null, { seconds })] : []),
    ...(movie ? headerNotes(movie) : []),
    ...(movie?.isCut ? [note('warning', 'cut_short')] : []),
    ...(timed?.protocol.isGuessed
      ? [note('warning', 'protocol_guessed', null, { name: timed.protocol.name })]
      : []),
  ]
}

/** A header whose time is not that of the date that was written beside it. */
function headerNotes({ moov }: Movie): Note[] {
  const seconds = clipTime(moov).headerAheadS ?? 0
  return Math.abs(seconds) > CLOCK_APART_S ? [note('info', 'header_differs', null, { seconds })] : []
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

/** Where a clip began as telephones write it: a place, and no height. */
function startPlacement(moov: Uint8Array): Placement | null {
  const at = clipPosition(moov)
  return at && { at, heightM: null, headingDeg: null, pitchDeg: null, by: 'own', reason: '' }
}
