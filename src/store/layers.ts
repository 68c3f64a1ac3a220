import type { Layer } from '../core/geo/layer.ts'
import type { ReadableDb } from './connection.ts'
import type { Stored } from './documents.ts'
import { documentsWhere } from './select.ts'

/** All layers, the lowest on the map first. */
export const layersInOrder = (db: ReadableDb): Stored<Layer>[] =>
  documentsWhere(db, 'layer', "TRUE ORDER BY doc ->> '$.order', id")
