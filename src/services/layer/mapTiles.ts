import type { Layer } from '../../core/geo/layer.ts'
import { recognise } from '../../core/footage/recognise.ts'
import { getReadable } from '../../store/documents.ts'
import { findTiles } from '../../store/maps.ts'
import type { Workspace } from '../../store/workspace.ts'
import type { Threads } from '../host/jobTable.ts'

/** Media type of a vector tile (IANA). */
const VECTOR_TILE = 'application/vnd.mapbox-vector-tile'

export type Tile = { readonly bytes: Uint8Array; readonly mimeType: string }

/** Tiles of the layers of a workspace: read by a thread of their own, which has the files open. */
export type MapTiles = {
  /** A tile by zoom, column and row; null where the layer has none there, or cannot be read: the map draws on without it. */
  tile(workspace: Workspace, layerId: string, z: number, x: number, y: number): Promise<Tile | null>
  /** Lets go of the files: the workspace is left. */
  close(): Promise<void>
}

export function mapTiles(openThread: () => Threads): MapTiles {
  let thread: Threads | null = null
  return {
    async tile({ db, dir }, layerId, z, x, y) {
      if (!/^[0-9a-f-]{36}$/.test(layerId)) return null
      const layer = getReadable<Layer>(db, 'layer', layerId)?.doc
      if (layer?.source.kind !== 'tiles') return null
      const { sha256, format = 'mbtiles', content } = layer.source
      const file = findTiles(dir, sha256, format)?.path
      if (!file) return null
      thread ??= openThread()
      const found = await thread.run('tile', { file, format, z, x, y }).catch(() => null)
      const bytes = found && new Uint8Array(found)
      return bytes && { bytes, mimeType: content === 'vector' ? VECTOR_TILE : recognise(bytes).mimeType }
    },
    async close() {
      const left = thread
      thread = null
      await left?.close()
    },
  }
}
