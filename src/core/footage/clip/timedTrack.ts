import { boxAt, viewOn } from './boxes.ts'
import { type Fragment, fragmentSamples } from './fragments.ts'
import { LONGEST_S, MOST_SAMPLES, type TimedSample, tracksOf } from './tracks.ts'

/** A table of 32-bit numbers after a head of `skip` bytes and a count. */
function numbersOf(body: Uint8Array | null, skip: number, each: number): number[] | null {
  if (!body || body.length < skip + 4) return null
  const view = viewOn(body)
  const count = Math.min(
    view.getUint32(skip),
    MOST_SAMPLES,
    Math.floor((body.length - skip - 4) / (4 * each)),
  )
  return Array.from({ length: count * each }, (_, i) => view.getUint32(skip + 4 + 4 * i))
}

/**
 * The samples of the first track whose sample entry has this name (ISO/IEC 14496-12, 8.5 to 8.8), from the body of a
 * clip's `moov` box and its fragments, if it has any; null where there is no such track or its tables lie. Times are as
 * its edit list shows them.
 */
export function timedSamples(
  moov: Uint8Array,
  entry: string,
  fragments: readonly Fragment[] = [],
): TimedSample[] | null {
  for (const track of tracksOf(moov)) {
    if (track.entry !== entry) continue
    const whole = samplesOf(track.table, track.timescale)
    const rest = fragmentSamples(moov, track, fragments)
    if (!whole && rest.length === 0) return null
    const { fromS, atS: shownS } = track.shown
    return [...(whole ?? []), ...rest].flatMap(({ offset, size, atS }) => {
      const clipS = atS - fromS + shownS
      return atS > fromS - 1e-6 && clipS < LONGEST_S ? [{ offset, size, atS: clipS }] : []
    })
  }
  return null
}

function samplesOf(table: Uint8Array, timescale: number): TimedSample[] | null {
  const sizes = sizesOf(boxAt(table, ['stsz']))
  const chunks = chunksOf(table)
  const runs = numbersOf(boxAt(table, ['stsc']), 4, 3)
  const durations = numbersOf(boxAt(table, ['stts']), 4, 2)
  if (!sizes || !chunks || !runs || !durations) return null
  const samples: TimedSample[] = []
  let run = 0
  let [tick, left, step] = [0, durations[0] ?? 0, 0]
  for (const [i, start] of chunks.entries()) {
    // A run holds from its first chunk, counted from 1, until the next one's.
    while ((runs[(run + 1) * 3] ?? Number.POSITIVE_INFINITY) <= i + 1) run += 1
    let offset = start
    for (let k = 0; k < (runs[run * 3 + 1] ?? 0) && samples.length < sizes.length; k++) {
      const size = sizes[samples.length] as number
      samples.push({ offset, size, atS: tick / timescale })
      offset += size
      while (left === 0 && step * 2 + 2 < durations.length) left = durations[++step * 2] ?? 0
      tick += durations[step * 2 + 1] ?? 0
      left = Math.max(0, left - 1)
    }
  }
  return samples
}

function sizesOf(body: Uint8Array | null): number[] | null {
  if (!body || body.length < 12) return null
  const view = viewOn(body)
  const same = view.getUint32(4)
  if (same > 0) return Array.from({ length: Math.min(view.getUint32(8), MOST_SAMPLES) }, () => same)
  return numbersOf(body, 8, 1)
}

function chunksOf(table: Uint8Array): number[] | null {
  const short = numbersOf(boxAt(table, ['stco']), 4, 1)
  if (short) return short
  const halves = numbersOf(boxAt(table, ['co64']), 4, 2)
  return (
    halves &&
    Array.from(
      { length: halves.length / 2 },
      (_, i) => (halves[2 * i] as number) * 2 ** 32 + (halves[2 * i + 1] as number),
    )
  )
}
