import { boxAt, boxesOf, fullBox, viewOn } from './boxes.ts'

/** Where one sample of a track stands in the file, and when it begins, s from the clip's start. */
export type TimedSample = { readonly offset: number; readonly size: number; readonly atS: number }

/** More samples than any clip has: an hour at 120 a second. */
export const MOST_SAMPLES = 500_000
/** No battery lasts a week: a time beyond it is none, s. */
export const LONGEST_S = 7 * 86_400
/** Cameras write pictures, sound, and a few of metadata. */
const MOST_TRACKS = 32

/** A track of a movie, as its headers describe it. */
export type Track = {
  readonly id: number
  /** Type of its first sample entry, and what stands in that. */
  readonly entry: string
  readonly described: Uint8Array
  /** Ticks a second. */
  readonly timescale: number
  /** Its edit list: from which of its own times on it is shown, and when in the clip that is, s. */
  readonly shown: { readonly fromS: number; readonly atS: number }
  /** Whether it is shown turned by a quarter. */
  readonly isTurned: boolean
  /** Its box of sample tables. */
  readonly table: Uint8Array
  readonly body: Uint8Array
}

/** The tracks in the body of a `moov` box (ISO/IEC 14496-12, 8.3 to 8.6), those that lack a header left out. */
export function* tracksOf(moov: Uint8Array): Generator<Track> {
  const movieScale = timescaleOf(boxAt(moov, ['mvhd']))
  let tracks = 0
  for (const { type, body } of boxesOf(moov)) {
    if (type !== 'trak' || tracks++ >= MOST_TRACKS) continue
    const table = boxAt(body, ['mdia', 'minf', 'stbl'])
    const descriptions = table && boxAt(table, ['stsd'])
    const timescale = timescaleOf(boxAt(body, ['mdia', 'mdhd']))
    if (!table || !descriptions || descriptions.length < 16 || timescale === null) continue
    const [first] = boxesOf(descriptions.subarray(8))
    // A first entry that lies about its length still says what it is.
    const entry = first?.type ?? String.fromCharCode(...descriptions.subarray(12, 16))
    const described = first?.body ?? descriptions.subarray(16)
    yield {
      id: idOf(boxAt(body, ['tkhd'])),
      entry,
      described,
      timescale,
      shown: shownOf(boxAt(body, ['edts', 'elst']), movieScale, timescale),
      isTurned: isTurned(boxAt(body, ['tkhd'])),
      table,
      body,
    }
  }
}

/** Ticks a second of `mvhd` and `mdhd`, which stand at the same place in both. */
export function timescaleOf(header: Uint8Array | null): number | null {
  const box = fullBox(header, 4)
  const at = box?.version === 1 ? 20 : 12
  return box && box.view.byteLength >= at + 4 ? box.view.getUint32(at) || null : null
}

function idOf(header: Uint8Array | null): number {
  const box = fullBox(header, 16)
  const at = box?.version === 1 ? 20 : 12
  return box && box.view.byteLength >= at + 4 ? box.view.getUint32(at) : 0
}

/** The matrix of a track header turns by a quarter where its first number is nought and its second is not (8.3.2). */
function isTurned(header: Uint8Array | null): boolean {
  const at = header?.[0] === 1 ? 52 : 40
  if (!header || header.length < at + 8) return false
  const view = viewOn(header)
  return view.getInt32(at) === 0 && view.getInt32(at + 4) !== 0
}

/** Empty edits put a track off, the first other one says at which of its times it begins (8.6.6). */
function shownOf(list: Uint8Array | null, movieScale: number | null, timescale: number): Track['shown'] {
  const box = fullBox(list, 8)
  if (!box) return { fromS: 0, atS: 0 }
  const isLong = box.version === 1
  const each = isLong ? 20 : 12
  let atS = 0
  for (let i = 0, at = 8; i < box.view.getUint32(4) && at + each <= box.view.byteLength; i++, at += each) {
    const length = isLong ? Number(box.view.getBigUint64(at)) : box.view.getUint32(at)
    const from = isLong ? Number(box.view.getBigInt64(at + 8)) : box.view.getInt32(at + 4)
    if (from >= 0) return { fromS: from / timescale, atS }
    atS += movieScale === null ? 0 : length / movieScale
  }
  return { fromS: 0, atS }
}
