/** A GeoTIFF written by hand from TIFF 6.0 and GeoTIFF 1.1, and not with the reader's library: also what that one cannot write. */
export type GeoTiff = {
  width: number
  height: number
  /** Bands one after the other for each sample. */
  samples: Float32Array | Float64Array | Int16Array | Int32Array | Uint16Array | Uint8Array
  bands?: number
  photometric?: number
  /** What each band behind the first is (TIFF 6.0, section 18): 1 and 2 are alpha. */
  extraSamples?: readonly number[]
  /** Where the first cell's corner (or middle) is, and the steps east and south. */
  place?: { west: number; north: number; step: number } | null
  /** The 16 numbers of ModelTransformation, in place of `place`. */
  transformation?: readonly number[]
  /** GeoKeys of one short each, by their number (GeoTIFF 1.1, 7.1); null: none at all. */
  geoKeys?: Readonly<Record<number, number>> | null
  /** GDAL's own tag, as its text. */
  gdal?: string
  /** GDAL's tag for "nothing here", as its text. */
  noData?: string
  /** Red, green and blue of a palette, all of each colour in turn, 16 bits. */
  palette?: readonly number[]
  /** Where the next directory stands; it may be this one. */
  next?: number
}

type Entry = { tag: number; type: 2 | 3 | 4 | 12; values: readonly number[] | string }
const SIZES = { 2: 1, 3: 2, 4: 4, 12: 8 } as const

export function aGeoTiff(of: GeoTiff): Uint8Array {
  const { width, height, samples, bands = 1, photometric = 1, place, transformation, gdal } = of
  const keys = of.geoKeys === undefined ? { 1024: 2, 1025: 1, 2048: 4326 } : of.geoKeys
  const format = samples.constructor.name.startsWith('Float')
    ? 3
    : samples.constructor.name.startsWith('Int')
      ? 2
      : 1
  const each = (value: number) => Array.from({ length: bands }, () => value)
  const list = keys && Object.entries(keys).sort(([a], [b]) => Number(a) - Number(b))
  const entries: Entry[] = [
    { tag: 256, type: 4, values: [width] },
    { tag: 257, type: 4, values: [height] },
    { tag: 258, type: 3, values: each(8 * samples.BYTES_PER_ELEMENT) },
    { tag: 259, type: 3, values: [1] },
    { tag: 262, type: 3, values: [photometric] },
    { tag: 273, type: 4, values: [8] },
    { tag: 277, type: 3, values: [bands] },
    { tag: 278, type: 4, values: [height] },
    { tag: 279, type: 4, values: [samples.byteLength] },
    ...(of.palette ? [{ tag: 320, type: 3, values: of.palette } as const] : []),
    ...(of.extraSamples ? [{ tag: 338, type: 3, values: of.extraSamples } as const] : []),
    { tag: 339, type: 3, values: each(format) },
    ...(place
      ? [
          { tag: 33_550, type: 12, values: [place.step, place.step, 0] } as const,
          { tag: 33_922, type: 12, values: [0, 0, 0, place.west, place.north, 0] } as const,
        ]
      : []),
    ...(transformation ? [{ tag: 34_264, type: 12, values: transformation } as const] : []),
    ...(list
      ? [
          {
            tag: 34_735,
            type: 3,
            values: [1, 1, 0, list.length, ...list.flatMap(([key, value]) => [Number(key), 0, 1, value])],
          } as const,
        ]
      : []),
    ...(gdal ? [{ tag: 42_112, type: 2, values: `${gdal}\u0000` } as const] : []),
    ...(of.noData ? [{ tag: 42_113, type: 2, values: `${of.noData}\u0000` } as const] : []),
  ]
  const directoryAt = 8 + samples.byteLength + (samples.byteLength % 2)
  let restAt = directoryAt + 2 + 12 * entries.length + 4
  const rest: Uint8Array[] = []
  const directory = new DataView(new ArrayBuffer(2 + 12 * entries.length + 4))
  directory.setUint16(0, entries.length, true)
  directory.setUint32(2 + 12 * entries.length, of.next ?? 0, true)
  for (const [i, { tag, type, values }] of entries.entries()) {
    const at = 2 + 12 * i
    const bytes = new DataView(new ArrayBuffer(Math.max(4, SIZES[type] * values.length)))
    for (let k = 0; k < values.length; k++) {
      if (typeof values === 'string') bytes.setUint8(k, values.charCodeAt(k))
      else if (type === 3) bytes.setUint16(2 * k, values[k] as number, true)
      else if (type === 4) bytes.setUint32(4 * k, values[k] as number, true)
      else bytes.setFloat64(8 * k, values[k] as number, true)
    }
    directory.setUint16(at, tag, true)
    directory.setUint16(at + 2, type, true)
    directory.setUint32(at + 4, values.length, true)
    if (bytes.byteLength <= 4) directory.setUint32(at + 8, bytes.getUint32(0, true), true)
    else {
      directory.setUint32(at + 8, restAt, true)
      rest.push(new Uint8Array(bytes.buffer))
      restAt += bytes.byteLength
    }
  }
  const head = new DataView(new ArrayBuffer(8))
  head.setUint16(0, 0x4949, true)
  head.setUint16(2, 42, true)
  head.setUint32(4, directoryAt, true)
  return Buffer.concat([
    new Uint8Array(head.buffer),
    new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength),
    Buffer.alloc(samples.byteLength % 2),
    new Uint8Array(directory.buffer),
    ...rest,
  ])
}
