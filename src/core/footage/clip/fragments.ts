import { boxAt, boxesOf, fullBox } from './boxes.ts'
import { MOST_SAMPLES, type TimedSample, timescaleOf, type Track, tracksOf } from './tracks.ts'

/** A `moof` box: where it begins in the file, and its body. */
export type Fragment = { readonly atByte: number; readonly body: Uint8Array }

/** Flags of `tfhd` and `trun` (ISO/IEC 14496-12, 8.8.7 and 8.8.8). */
const BASE_OFFSET = 0x1
const DESCRIPTION = 0x2
const DURATION = 0x8
const SIZE = 0x10
const MOOF_IS_BASE = 0x020000
const RUN_OFFSET = 0x1
const RUN_FIRST_FLAGS = 0x4
const RUN_DURATION = 0x100
const RUN_SIZE = 0x200
const RUN_FLAGS = 0x400
const RUN_SHIFT = 0x800

/** What every sample of a track takes where its run does not say. */
type Usual = { readonly duration: number; readonly size: number }

/**
 * The samples of one track in the fragments of a movie, which a camera writes that must be able to stop at any moment
 * (8.8); times are the track's own, s.
 */
export function fragmentSamples(
  moov: Uint8Array,
  track: Pick<Track, 'id' | 'timescale'>,
  fragments: readonly Fragment[],
): TimedSample[] {
  const samples: TimedSample[] = []
  run(moov, track.id, fragments, (offset, size, tick) => {
    // An offset is counted from its fragment, and one that lies may lead before the file.
    if (offset >= 0) samples.push({ offset, size, atS: tick / track.timescale })
    return samples.length < MOST_SAMPLES
  })
  return samples
}

/** How long the fragments of a movie are, s: by what it says itself, or by the last sample of any track; null of none. */
export function fragmentsDurationS(moov: Uint8Array, fragments: readonly Fragment[]): number | null {
  const said = fullBox(boxAt(moov, ['mvex', 'mehd']), 8)
  const scale = timescaleOf(boxAt(moov, ['mvhd']))
  const ticks = !said
    ? 0
    : said.version === 1 && said.view.byteLength >= 12
      ? Number(said.view.getBigUint64(4))
      : said.view.getUint32(4)
  if (ticks > 0 && scale !== null) return ticks / scale
  let longestS = 0
  for (const { id, timescale } of tracksOf(moov))
    longestS = Math.max(longestS, run(moov, id, fragments, () => true) / timescale)
  return longestS > 0 ? longestS : null
}

/** Goes over the samples of a track until it is told to stop; answers the tick behind the last one. */
function run(
  moov: Uint8Array,
  trackId: number,
  fragments: readonly Fragment[],
  found: (offset: number, size: number, tick: number) => boolean,
): number {
  const usual = usualOf(moov)
  let [tick, seen] = [0, 0]
  for (const { atByte, body } of fragments) {
    let end = atByte
    let isFirst = true
    for (const { type, body: part } of boxesOf(body)) {
      if (type !== 'traf') continue
      const head = headOf(part)
      if (!head) continue
      const isOurs = head.id === trackId
      const base = head.base ?? (head.isMoofBase || isFirst ? atByte : end)
      isFirst = false
      end = base
      const time = isOurs ? timeOf(part) : null
      if (time !== null) tick = time
      const own = usual.get(head.id) ?? { duration: 0, size: 0 }
      const { duration = own.duration, size = own.size } = head
      for (const { type: kind, body: bytes } of boxesOf(part)) {
        const box = kind === 'trun' ? fullBox(bytes, 8) : null
        if (!box) continue
        const { view, flags } = box
        let at = 8
        if (flags & RUN_OFFSET) {
          if (at + 4 > view.byteLength) break
          end = base + view.getInt32(at)
          at += 4
        }
        if (flags & RUN_FIRST_FLAGS) at += 4
        const each = 4 * [RUN_DURATION, RUN_SIZE, RUN_FLAGS, RUN_SHIFT].filter((flag) => flags & flag).length
        const count = view.getUint32(4)
        for (let i = 0; i < count && at + each <= view.byteLength && seen < 4 * MOST_SAMPLES; i++, seen++) {
          const ownDuration = flags & RUN_DURATION ? view.getUint32(at) : duration
          const sizeAt = at + (flags & RUN_DURATION ? 4 : 0)
          const ownSize = flags & RUN_SIZE ? view.getUint32(sizeAt) : size
          if (isOurs && !found(end, ownSize, tick)) return tick
          if (isOurs) tick += ownDuration
          end += ownSize
          at += each
        }
      }
    }
  }
  return tick
}

function headOf(traf: Uint8Array) {
  const box = fullBox(boxAt(traf, ['tfhd']), 8)
  if (!box) return null
  const { view, flags } = box
  const fields = [BASE_OFFSET, DESCRIPTION, DURATION, SIZE].filter((flag) => flags & flag)
  if (view.byteLength < 8 + fields.reduce((sum, flag) => sum + (flag === BASE_OFFSET ? 8 : 4), 0)) return null
  let at = 8
  const base = flags & BASE_OFFSET ? Number(view.getBigUint64(at)) : null
  if (flags & BASE_OFFSET) at += 8
  if (flags & DESCRIPTION) at += 4
  const duration = flags & DURATION ? view.getUint32(at) : undefined
  if (flags & DURATION) at += 4
  const size = flags & SIZE ? view.getUint32(at) : undefined
  return {
    id: view.getUint32(4),
    base,
    isMoofBase: (flags & MOOF_IS_BASE) !== 0,
    ...(duration === undefined ? {} : { duration }),
    ...(size === undefined ? {} : { size }),
  }
}

/** When a fragment begins in its track (8.8.12), ticks; null where it goes on from the last. */
function timeOf(traf: Uint8Array): number | null {
  const box = fullBox(boxAt(traf, ['tfdt']), 8)
  if (!box) return null
  if (box.version !== 1) return box.view.getUint32(4)
  return box.view.byteLength >= 12 ? Number(box.view.getBigUint64(4)) : null
}

function usualOf(moov: Uint8Array): Map<number, Usual> {
  const usual = new Map<number, Usual>()
  const extended = boxAt(moov, ['mvex'])
  for (const { type, body } of extended ? boxesOf(extended) : []) {
    const box = type === 'trex' ? fullBox(body, 24) : null
    if (box && usual.size < 100)
      usual.set(box.view.getUint32(4), { duration: box.view.getUint32(12), size: box.view.getUint32(16) })
  }
  return usual
}
