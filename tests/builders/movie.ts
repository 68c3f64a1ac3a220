/** MP4 files written by hand from ISO/IEC 14496-12, and not with the reader's code; also ones that lie. */

export const u32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, i * 4)
  return bytes
}
const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}
export const box = (type: string, ...parts: Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts)
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body])
}
/** The same with its size in 64 bits. */
const longBox = (type: string, ...parts: Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts)
  return Buffer.concat([u32(1), Buffer.from(type, 'latin1'), u64(body.length + 16), body])
}

export type Picture = { entry: string; widthPx: number; heightPx: number; isTurned?: boolean }
export type Made = {
  /** Samples of a `djmd` track, so many a second. */
  samples: readonly Uint8Array[]
  perSecond: number
  createdMs: number | null
  pictures?: readonly Picture[]
  /** Boxes put into the header before all others. */
  first?: readonly Uint8Array[]
  last?: readonly Uint8Array[]
  /** Sizes in 64 bits of the data, the header and its tracks. */
  isLong?: boolean
  /** Samples in fragments of so many, none in the header. */
  perFragment?: number
  /** An edit list: the track is put off by so many milliseconds, and begins at so many of its own ticks. */
  edit?: { emptyMs: number; fromTick: number }
}

const EPOCH_S = 2_082_844_800

function pictureTrack({ entry, widthPx, heightPx, isTurned }: Picture, id: number): Buffer {
  const matrix = isTurned ? [0, 0x10000, 0, -0x10000, 0, 0] : [0x10000, 0, 0, 0, 0x10000, 0]
  const tkhd = box(
    'tkhd',
    u32(7, 0, 0, id, 0, 0, 0, 0, 0, 0, ...matrix, 0, 0, 0x40000000, widthPx << 16, heightPx << 16),
  )
  const size = Buffer.alloc(4)
  size.writeUInt16BE(widthPx, 0)
  size.writeUInt16BE(heightPx, 2)
  const described = box(entry, Buffer.alloc(24), size, Buffer.alloc(50))
  const empty = ['stts', 'stsc', 'stco'].map((type) => box(type, u32(0, 0)))
  const stbl = box('stbl', box('stsd', u32(0, 1), described), ...empty, box('stsz', u32(0, 0, 0)))
  return box('trak', tkhd, box('mdia', box('mdhd', u32(0, 0, 0, 30_000, 0, 0)), box('minf', stbl)))
}

/** A clip with a metadata track of three samples to a chunk, and the headers of pictures. */
export function movieOf(made: Made): Buffer {
  const {
    samples,
    perSecond,
    createdMs,
    pictures = [],
    first = [],
    last = [],
    isLong,
    perFragment,
    edit,
  } = made
  const large = isLong ? longBox : box
  const ftyp = box('ftyp', Buffer.from('isom'), u32(512), Buffer.from('isom'))
  const inHeader = perFragment ? [] : samples
  const chunks: Uint8Array[][] = []
  for (let i = 0; i < inHeader.length; i += 3) chunks.push(inHeader.slice(i, i + 3))
  const filler = Buffer.alloc(13, 0xee)
  const offsets: number[] = []
  let at = ftyp.length + (isLong ? 16 : 8)
  const data = chunks.flatMap((chunk) => {
    at += filler.length
    offsets.push(at)
    at += chunk.reduce((sum, sample) => sum + sample.length, 0)
    return [filler, ...chunk]
  })
  const created = createdMs === null ? 0 : Math.floor(createdMs / 1000) + EPOCH_S
  const units = perFragment ? 0 : Math.round((samples.length * 1000) / perSecond)
  const mvhd = box('mvhd', u32(0, created, created, 1000, units), Buffer.alloc(80))
  const rest = inHeader.length % 3
  const runs =
    inHeader.length === 0
      ? []
      : rest === 0 || chunks.length === 1
        ? [[1, Math.min(3, inHeader.length), 1]]
        : [
            [1, 3, 1],
            [chunks.length, rest, 1],
          ]
  const stbl = box(
    'stbl',
    box('stsd', u32(0, 1), box('djmd', Buffer.alloc(8))),
    box('stts', inHeader.length === 0 ? u32(0, 0) : u32(0, 1, inHeader.length, 1)),
    box('stsc', u32(0, runs.length, ...runs.flat())),
    box('stsz', u32(0, 0, inHeader.length, ...inHeader.map((sample) => sample.length))),
    isLong
      ? box('co64', u32(0, offsets.length), ...offsets.map(u64))
      : box('stco', u32(0, offsets.length, ...offsets)),
  )
  const edts = edit
    ? [box('edts', box('elst', u32(0, 2, edit.emptyMs, -1, 0x10000, 999_999, edit.fromTick, 0x10000)))]
    : []
  const mdhd = box('mdhd', u32(0, 0, 0, perSecond, inHeader.length, 0))
  const tkhd = box('tkhd', u32(7, 0, 0, 1, 0, 0), Buffer.alloc(60))
  const trak = large('trak', tkhd, ...edts, box('mdia', mdhd, box('minf', stbl)))
  const mvex = perFragment ? [box('mvex', box('trex', u32(0, 1, 1, 1, 0, 0)))] : []
  const moov = large(
    'moov',
    ...first,
    mvhd,
    ...pictures.map((picture, i) => pictureTrack(picture, i + 2)),
    trak,
    ...mvex,
    ...last,
  )
  if (!perFragment) return Buffer.concat([ftyp, large('mdat', ...data), moov])
  const fragments: Buffer[] = []
  for (let i = 0; i < samples.length; i += perFragment) {
    const own = samples.slice(i, i + perFragment)
    const head = (dataAt: number): Buffer =>
      box(
        'moof',
        box('mfhd', u32(0, i + 1)),
        box(
          'traf',
          box('tfhd', u32(0x020000, 1)),
          box('tfdt', u32(0x01000000), u64(i)),
          box('trun', u32(0x201, own.length, dataAt, ...own.map((sample) => sample.length))),
        ),
      )
    const moof = head(head(0).length + 8)
    fragments.push(moof, box('mdat', ...own))
  }
  return Buffer.concat([ftyp, moov, ...fragments])
}
