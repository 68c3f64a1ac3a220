import fs from 'node:fs'
import path from 'node:path'
import { type LocalCopy, localFile } from './localCopy.ts'
import { copyHashed, hashFile } from './vault.ts'
import { placeNamed } from './whole.ts'

/** What files of tiles a workspace keeps in its `maps`. */
export const MAP_FORMATS = ['mbtiles', 'pmtiles'] as const
export type MapFormat = (typeof MAP_FORMATS)[number]

/** How a file of tiles is called in `maps`. */
export const mapName = (sha256: string, format: MapFormat): string => `${sha256}.${format}`

/** The tiles of a layer as a file on this machine; null where they are gone, or something else stands in their place. */
export const findTiles = (dir: string, sha256: string, format: MapFormat = 'mbtiles'): LocalCopy | null =>
  localFile(path.join(dir, 'maps', mapName(sha256, format)))

/** Copies a file of tiles into a workspace's `maps` while it is hashed; answers the hash. What is there already stays. */
export async function keepTiles(
  file: string,
  dir: string,
  format: MapFormat,
  signal?: AbortSignal,
): Promise<string> {
  return placeNamed(path.join(dir, 'maps'), async (aside) => {
    const { sha256 } = await copyHashed(file, aside, undefined, signal)
    const target = path.join(dir, 'maps', mapName(sha256, format))
    const isThere = fs.existsSync(target) && (await hashFile(target)) === sha256
    // What stands there and is something else gives way.
    return { made: sha256, file: isThere ? null : target }
  })
}
