/** Where one sample of a track stands in the file, and when it begins, s from the clip's start. */
export type TimedSample = { readonly offset: number; readonly size: number; readonly atS: number }

/** More samples than any clip has: an hour at 120 a second. */
const MOST_SAMPLES = 500_000
type Box = { readonly type: string; readonly body: Uint8Array }

function* boxesOf(bytes: Uint8Array): Generator<Box> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at) || bytes.length - at
    // Sixteen-byte headers are for boxes of four gigabytes: none of those is in a movie header.
    if (size < 8 || size > bytes.length - at) return
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    yield { type, body: bytes.subarray(at + 8, at + size) }
    at += size
  }
}

function boxAt(bytes: Uint8Array, path: readonly string[]): Uint8Array | null {
  const [type, ...rest] = path
  for (const box of boxesOf(bytes))
    if (box.type === type) return rest.length === 0 ? box.body : boxAt(box.body, rest)
  return null
}

/** A table of 32-bit numbers after a head of `skip` bytes and a count. */
function numbersOf(body: Uint8Array | null, skip: number, each: number): number[] | null {
  if (!body || body.length < skip + 4) return null
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  const count = Math.min(
    view.getUint32(skip),
    MOST_SAMPLES,
    Math.floor((body.length - skip - 4) / (4 * each)),
  )
  return Array.from({ length: count * each }, (_, i) => view.getUint32(skip + 4 + 4 * i))
}

/**
 * The samples of the first track whose sample entry has this name (ISO/IEC 14496-12, 8.5 to 8.7), from a clip's `moov`
 * body; null where there is no such track or its tables lie.
 */
export function timedSamples(moov: Uint8Array, entry: string): TimedSample[] | null {
  for (const { type, body } of boxesOf(moov)) {
    if (type !== 'trak') continue
    const table = boxAt(body, ['mdia', 'minf', 'stbl'])
    const described = table && boxAt(table, ['stsd'])
    if (!table || !described || String.fromCharCode(...described.subarray(12, 16)) !== entry) continue
    const header = boxAt(body, ['mdia', 'mdhd'])
    return samplesOf(table, header ? timescaleOf(header) : null)
  }
  return null
}

function timescaleOf(header: Uint8Array): number | null {
  const at = header[0] === 1 ? 20 : 12
  if (header.length < at + 4) return null
  return new DataView(header.buffer, header.byteOffset, header.byteLength).getUint32(at) || null
}

function samplesOf(table: Uint8Array, timescale: number | null): TimedSample[] | null {
  const sizes = sizesOf(boxAt(table, ['stsz']))
  const chunks = chunksOf(table)
  const runs = numbersOf(boxAt(table, ['stsc']), 4, 3)
  const durations = numbersOf(boxAt(table, ['stts']), 4, 2)
  if (!sizes || !chunks || !runs || !durations || timescale === null) return null
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
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
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
