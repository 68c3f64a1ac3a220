import type { RasterLevel, Rgba } from './raster.ts'

/** What is unpacked of a picture stays in memory up to so many bytes. */
const MOST_KEPT_BYTES = 256 * 1024 * 1024

/**
 * A level that is read in chunks of `chunkWidth` by `chunkHeight` pixels, of which the last used stay: a picture is gone
 * through row by row of the map, and each chunk is unpacked once.
 */
export function chunkedLevel(
  size: { readonly widthPx: number; readonly heightPx: number },
  chunk: { readonly width: number; readonly height: number },
  read: (left: number, top: number, width: number, height: number) => Promise<Rgba>,
): RasterLevel {
  const { widthPx, heightPx } = size
  const kept = new Map<string, { readonly left: number; readonly width: number; readonly rgba: Rgba }>()
  const most = Math.max(2, Math.floor(MOST_KEPT_BYTES / (chunk.width * chunk.height * 4)))
  const chunkAt = async (column: number, row: number) => {
    const key = `${column} ${row}`
    const known = kept.get(key)
    kept.delete(key)
    const left = column * chunk.width
    const top = row * chunk.height
    const width = Math.min(chunk.width, widthPx - left)
    const height = Math.min(chunk.height, heightPx - top)
    const found = known ?? { left, width, rgba: await read(left, top, width, height) }
    kept.set(key, found)
    const oldest = kept.size > most ? kept.keys().next().value : undefined
    if (oldest !== undefined) kept.delete(oldest)
    return found
  }
  return {
    widthPx,
    heightPx,
    async part(left, top, width, height) {
      const made = new Uint8Array(width * height * 4)
      const rows = [Math.floor(top / chunk.height), Math.floor((top + height - 1) / chunk.height)] as const
      const columns = [Math.floor(left / chunk.width), Math.floor((left + width - 1) / chunk.width)] as const
      for (let row = rows[0]; row <= rows[1]; row++)
        for (let column = columns[0]; column <= columns[1]; column++) {
          const from = await chunkAt(column, row)
          const first = Math.max(left, from.left)
          const count = Math.min(left + width, from.left + from.width) - first
          const end = Math.min(top + height, (row + 1) * chunk.height)
          for (let y = Math.max(top, row * chunk.height); y < end; y++) {
            const at = ((y - row * chunk.height) * from.width + first - from.left) * 4
            made.set(from.rgba.subarray(at, at + count * 4), ((y - top) * width + first - left) * 4)
          }
        }
      return made
    },
  }
}
