import type { Layer } from '../core/geo/layer.ts'
import type { ReadableDb } from './connection.ts'
import { cameFromElsewhere } from './stations.ts'
import type { Stored } from './documents.ts'
import { documentsWhere } from './select.ts'

/** All layers, the lowest on the map first. */
export const layersInOrder = (db: ReadableDb): Stored<Layer>[] =>
  documentsWhere(db, 'layer', "TRUE ORDER BY doc ->> '$.order', id")

/** Whether all layers of a map came from other stations: it is there, whether or not it is here. */
export function isMapElsewhere(db: ReadableDb, sha256: string): boolean {
  const layers = db.prepare("SELECT id FROM layer WHERE doc ->> '$.source.sha256' = ?").all(sha256) as {
    id: string
  }[]
  return layers.length > 0 && layers.every(({ id }) => cameFromElsewhere(db, 'layer', id))
}
