import fs from 'node:fs'
import { gzipSync } from 'node:zlib'
import { zxyToTileId } from 'pmtiles'
import type { Box } from '../../src/core/geo/box.ts'
import type { TileAt } from '../../src/core/geo/webMercator.ts'

const HEADER_BYTES = 127

/** A number as base-128 groups, the lowest first. */
export function varint(value: number): number[] {
  const bytes: number[] = []
  let left = value
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) + 128)
  return [...bytes, left]
}

/** Kinds of tiles, by their numbers in a header. */
const TYPES = { mvt: 1, png: 2, avif: 5 } as const

/** A PMTiles file (version 3, one directory) of tiles over a box, written by the specification alone. */
export function pmtilesOf(
  tiles: Iterable<TileAt & { bytes: Uint8Array }>,
  about: { box: Box; type: keyof typeof TYPES; metadata?: object; entries?: number },
): Buffer {
  const isPacked = about.type === 'mvt'
  const sorted = [...tiles]
    .map(({ z, x, y, bytes }) => ({ id: zxyToTileId(z, x, y), z, data: isPacked ? gzipSync(bytes) : bytes }))
    .sort((a, b) => a.id - b.id)
  const directory = gzipSync(
    Uint8Array.from([
      ...varint(about.entries ?? sorted.length),
      ...sorted.flatMap(({ id }, i) => varint(id - (sorted[i - 1]?.id ?? 0))),
      ...sorted.flatMap(() => varint(1)),
      ...sorted.flatMap(({ data }) => varint(data.length)),
      // 0: right behind the one before.
      ...sorted.flatMap((_, i) => varint(i === 0 ? 1 : 0)),
    ]),
  )
  const metadata = gzipSync(JSON.stringify(about.metadata ?? {}))
  const data = Buffer.concat(sorted.map((tile) => tile.data))
  const header = Buffer.alloc(HEADER_BYTES)
  header.write('PMTiles', 0, 'latin1')
  header[7] = 3
  const [directoryAt, metadataAt] = [HEADER_BYTES, HEADER_BYTES + directory.length]
  const dataAt = metadataAt + metadata.length
  const longs = [directoryAt, directory.length, metadataAt, metadata.length, dataAt, 0, dataAt, data.length]
  for (const [i, value] of [...longs, ...Array.from({ length: 3 }, () => sorted.length)].entries())
    header.writeBigUInt64LE(BigInt(value), 8 + 8 * i)
  header[96] = 1
  header[97] = 2
  header[98] = isPacked ? 2 : 1
  header[99] = TYPES[about.type]
  const zooms = sorted.map(({ z }) => z)
  header[100] = Math.min(...zooms, 24)
  header[101] = Math.max(...zooms, 0)
  const { west, south, east, north } = about.box
  for (const [i, deg] of [west, south, east, north].entries())
    header.writeInt32LE(Math.round(deg * 1e7), 102 + 4 * i)
  return Buffer.concat([header, directory, metadata, data])
}

/** Writes such a file. */
export const writePmtiles = (file: string, ...of: Parameters<typeof pmtilesOf>): void =>
  fs.writeFileSync(file, pmtilesOf(...of))

/** A shape of a vector tile: where it is, in 4096ths of the tile, and what it is. */
export type DrawnShape = {
  readonly layer: string
  readonly type: 'line' | 'polygon' | 'point'
  readonly at: readonly (readonly [number, number])[]
  readonly is: Readonly<Record<string, string>>
}

/** A vector tile (Mapbox Vector Tile 2.1) of some shapes, written by the specification alone. */
export function vectorTileOf(shapes: readonly DrawnShape[]): Uint8Array {
  const field = (number: number, bytes: readonly number[]) => [
    ...varint(number * 8 + 2),
    ...varint(bytes.length),
    ...bytes,
  ]
  const text = (value: string) => [...Buffer.from(value)]
  const zigzag = (value: number) => varint(value < 0 ? -2 * value - 1 : 2 * value)
  const layers = [...new Set(shapes.map(({ layer }) => layer))]
  return Uint8Array.from(
    layers.flatMap((name) => {
      const own = shapes.filter(({ layer }) => layer === name)
      const keys = [...new Set(own.flatMap(({ is }) => Object.keys(is)))]
      const values = [...new Set(own.flatMap(({ is }) => Object.values(is)))]
      const features = own.map(({ type, at, is }) => {
        const tags = Object.entries(is).flatMap(([key, value]) => [
          ...varint(keys.indexOf(key)),
          ...varint(values.indexOf(value)),
        ])
        const steps = at.map(([x, y], i) => [
          ...zigzag(x - (at[i - 1]?.[0] ?? 0)),
          ...zigzag(y - (at[i - 1]?.[1] ?? 0)),
        ])
        const lines = at.length > 1 ? [...varint((at.length - 1) * 8 + 2), ...steps.slice(1).flat()] : []
        const geometry = [...varint(9), ...(steps[0] ?? []), ...lines, ...(type === 'polygon' ? [15] : [])]
        const kind = { point: 1, line: 2, polygon: 3 }[type]
        return field(2, [...field(2, tags), ...varint(24), kind, ...field(4, geometry)])
      })
      return field(3, [
        ...field(1, text(name)),
        ...features.flat(),
        ...keys.flatMap((key) => field(3, text(key))),
        ...values.flatMap((value) => field(4, field(1, text(value)))),
        ...varint(40),
        ...varint(4096),
        ...varint(120),
        2,
      ])
    }),
  )
}
