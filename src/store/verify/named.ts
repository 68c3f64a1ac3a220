import type { MapFormat } from '../maps.ts'
import type { ReadableDb } from '../connection.ts'
import { documentText } from '../journal/carried.ts'
import type { RecordedOriginal } from '../footage.ts'
import type { Replay } from './replay.ts'

/** The files that documents name. */
export type Named = {
  /** Originals that a document ever named. */
  readonly originals: ReadonlySet<string>
  /** Originals that an entry says were deleted, by two people or the only one. */
  readonly deleted: ReadonlySet<string>
  /** Copies that ever left, and maps that a layer ever named; maps that one names now. */
  readonly copies: ReadonlySet<string>
  readonly maps: ReadonlySet<string>
  readonly neededMaps: ReadonlyMap<string, MapFormat>
  /** The originals that the journal names now, where their records cannot be read. */
  readonly originalsNow: readonly RecordedOriginal[]
}

export function namedBy(db: ReadableDb, { documents }: Replay): Named {
  const neededMaps = new Map<string, MapFormat>()
  const [originals, deleted, copies, maps] = [
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
  ]
  const originalsNow: RecordedOriginal[] = []
  for (const [key, versions] of documents) {
    const kind = key.slice(0, key.indexOf(' '))
    if (kind !== 'footage' && kind !== 'layer') continue
    const continued = new Set(versions.flatMap(({ bases }) => bases))
    for (const { hash, doc } of versions) {
      if (doc === null) continue
      const said = read(db, doc)
      const isNow = !continued.has(hash)
      if (kind === 'footage') {
        const { sha256, fileName, sizeBytes } = said
        if (typeof sha256 !== 'string') continue
        originals.add(sha256)
        if ((said['deletion'] as { done?: unknown } | undefined)?.done) deleted.add(sha256)
        for (const copy of exportedBy(said)) copies.add(copy)
        if (isNow) originalsNow.push({ sha256, name: String(fileName), size: Number(sizeBytes) })
      } else {
        const source = said['source'] as { sha256?: unknown; format?: unknown } | undefined
        const tiles = source?.sha256
        if (typeof tiles !== 'string') continue
        maps.add(tiles)
        if (isNow) neededMaps.set(tiles, source?.format === 'pmtiles' ? 'pmtiles' : 'mbtiles')
      }
    }
  }
  return { originals, deleted, copies, maps, neededMaps, originalsNow }
}

function read(db: ReadableDb, hash: string): Record<string, unknown> {
  try {
    return (JSON.parse(documentText(db, hash) ?? '{}') as Record<string, unknown> | null) ?? {}
  } catch {
    return {}
  }
}

/** What a picture's document says that it left as. */
function exportedBy({ exports }: Record<string, unknown>): string[] {
  return (Array.isArray(exports) ? (exports as unknown[]) : []).flatMap((one) => {
    const { sha256 } = (one ?? {}) as { sha256?: unknown }
    return typeof sha256 === 'string' ? [sha256] : []
  })
}
