import { rowFromNorth, type RowsFrom } from '../../src/core/formats/tileFolder.ts'
import { type StoredEntry, storedHead, zipEnd } from '../../src/core/formats/zipWrite.ts'
import { crc32 } from 'node:zlib'
import type { Box } from '../../src/core/geo/box.ts'
import { drawnTiles } from './tiles.ts'
import type { ZipMember } from './zips.ts'

/** The files of a folder of tiles over a box, `z/x/y.png` below a root, grey by position, rows counted from either side. */
export const tileFolder = (
  box: Box,
  zooms: readonly number[],
  { root = 'map/', rows = 'north' }: { root?: string; rows?: RowsFrom } = {},
): ZipMember[] =>
  Array.from(
    drawnTiles(box, zooms, ({ lat, lon }) => ((lat * 500) % 1 < 0.1 || (lon * 500) % 1 < 0.1 ? 240 : 120)),
    ({ z, x, y, png }) => ({
      name: `${root}${z}/${x}/${rowFromNorth(y, z, rows)}.png`,
      content: new Uint8Array(png),
    }),
  )

/** A ZIP of so many tiles of one picture, as they are: more than the 65,535 that a small directory counts. */
export function aZipOfMany(count: number, picture: Uint8Array): Uint8Array {
  const crc = crc32(picture)
  const parts: Uint8Array[] = []
  const entries: StoredEntry[] = []
  let at = 0
  for (let i = 0; i < count; i++) {
    const entry = {
      name: `map/18/${210_000 + (i % 400)}/${98_000 + Math.floor(i / 400)}.png`,
      crc,
      size: picture.length,
      at,
    }
    const head = storedHead(entry, 0)
    entries.push(entry)
    parts.push(head, picture)
    at += head.length + picture.length
  }
  return new Uint8Array(Buffer.concat([...parts, zipEnd(entries, at, 0)]))
}
