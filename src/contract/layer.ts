import { z } from 'zod'
import { Box } from '../core/geo/box.ts'
import { Layer } from '../core/geo/layer.ts'
import { MapDatum } from '../core/geo/mapDatum.ts'
import { LatLon } from '../core/geo/position.ts'
import { Name } from '../core/units/id.ts'
import { Note } from '../core/units/note.ts'
import { call, nothing } from './call.ts'
import { put, record, removal, removed, written } from './document.ts'
import { Beside, FileRef, IsSwapped } from './files.ts'
import { EVERYONE, WRITERS } from './roles.ts'

/** Corners of a picture on the ground: top left, top right, bottom right, bottom left. */
const Corners = z.tuple([LatLon, LatLon, LatLon, LatLon])

/** Where rows of tiles are counted from: the north (XYZ), or the south (TMS). */
const RowsFrom = z.enum(['north', 'south'])

export const layerCalls = {
  'layer.list': call('read', EVERYONE, nothing, z.array(record(Layer))),
  'layer.put': call('write', WRITERS, put(Layer), written(Layer)),
  'layer.remove': call('write', WRITERS, removal, removed),
  /** Where a picture says that it lies, by itself or by a world file and a `.prj` beside it. */
  'layer.look': call(
    'read',
    EVERYONE,
    z.object({ file: FileRef, beside: Beside }),
    z.object({
      /** It is drawn as tiles, since windows show no TIFF. */
      isTiff: z.boolean(),
      widthPx: z.number().int().min(1),
      heightPx: z.number().int().min(1),
      /** It says its system too; otherwise one of `places` is to be chosen. */
      isSaid: z.boolean(),
      /** Its corners by each system that it may be in (`epsg`; null: the one that a `.prj` describes). */
      places: z.array(z.object({ epsg: z.number().int().nullable(), corners: Corners })).max(100),
      /** Of a TIFF that has no place: a small picture of it, as an address of its own (`data:`). */
      preview: z.string().max(4_000_000).nullable(),
      notes: z.array(Note),
    }),
  ),
  /** How many pictures a KML, or a KMZ with its own, lays on the ground; those of a KML are chosen beside it. */
  'layer.overlays': call(
    'read',
    EVERYONE,
    z.object({ file: FileRef, beside: Beside }),
    z.object({ count: z.number().int().min(0), notes: z.array(Note) }),
  ),
  /**
   * The folder of tiles in a ZIP (`z/x/y.png`, as DJI Terra writes it), and what it covers by each way to count its rows; null
   * where there is none.
   */
  'layer.tileFolder': call(
    'read',
    EVERYONE,
    z.object({ file: FileRef }),
    z.object({
      found: z
        .object({
          count: z.number().int().min(1),
          minZoom: z.number().int().min(0).max(24),
          maxZoom: z.number().int().min(0).max(24),
          /** What the folder says of its rows; null where it says nothing. */
          rows: RowsFrom.nullable(),
          covers: z.object({ north: Box, south: Box }),
        })
        .nullable(),
    }),
  ),
  /**
   * Brings in one of these, as a new layer: an MBTiles or PMTiles file; a TIFF that lies where it says, in the system `epsg`
   * or by its `corners`; the features of a KML, KMZ, GeoJSON or shapefile; what a KML or KMZ lays on the ground
   * (`isOverlays`); the folder of tiles in a ZIP, by where its rows are counted from (`rows`). `datum` is theirs: null for
   * WGS-84, and for tiles of which nobody has said yet. Without a name it has the one that the tiles give themselves, else
   * its file's.
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
      epsg: z.number().int().optional(),
      corners: Corners.optional(),
      isOverlays: z.boolean().optional(),
      rows: RowsFrom.optional(),
    }),
    written(Layer).extend({ notes: z.array(Note) }),
  ),
  /** A picture (orthophoto, site plan) placed by its corners. */
  'layer.picture': call(
    'task',
    WRITERS,
    z.object({ file: FileRef, name: Name, corners: Corners }),
    written(Layer),
  ),
} as const
