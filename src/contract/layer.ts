import { z } from 'zod'
import { Layer } from '../core/geo/layer.ts'
import { MapDatum } from '../core/geo/mapDatum.ts'
import { LatLon } from '../core/geo/position.ts'
import { Name } from '../core/units/id.ts'
import { Note } from '../core/units/note.ts'
import { call, nothing } from './call.ts'
import { put, record, removal, removed, written } from './document.ts'
import { Beside, FileRef, IsSwapped } from './files.ts'
import { EVERYONE, WRITERS } from './roles.ts'

export const layerCalls = {
  'layer.list': call('read', EVERYONE, nothing, z.array(record(Layer))),
  'layer.put': call('write', WRITERS, put(Layer), written(Layer)),
  'layer.remove': call('write', WRITERS, removal, removed),
  /**
   * Brings in an MBTiles or PMTiles file, or the features of a KML, KMZ, GeoJSON or shapefile; `datum` is theirs: null for WGS-84, and
   * for tiles of which nobody has said yet. Without a name it has the one that the tiles give themselves, else its file's.
   */
  'layer.import': call(
    'task',
    WRITERS,
    z.object({
      file: FileRef,
      beside: Beside,
      name: Name.nullable(),
      datum: MapDatum.nullable(),
      isSwapped: IsSwapped,
    }),
    written(Layer).extend({ notes: z.array(Note) }),
  ),
  /** A picture (orthophoto, site plan) placed by its corners. */
  'layer.picture': call(
    'task',
    WRITERS,
    z.object({ file: FileRef, name: Name, corners: z.tuple([LatLon, LatLon, LatLon, LatLon]) }),
    written(Layer),
  ),
} as const
