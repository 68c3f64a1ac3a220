import { z } from 'zod'
import { Id, Name, Sha256 } from '../units/id.ts'
import { Control } from './controlPoints.ts'
import { Terrain } from './elevation.ts'
import { ImportSource, MapDatum } from './mapDatum.ts'
import { LatLon, Place } from './position.ts'

/** A drawn feature of a vector layer with what it is, for its style and label. */
export const LayerFeature = z.object({
  geometry: Place,
  kind: z.enum(['road', 'railway', 'building', 'contour', 'water', 'boundary', 'other']),
  label: z.string().max(200),
})
export type LayerFeature = z.infer<typeof LayerFeature>

/**
 * A background of the map: tiles (an MBTiles or PMTiles file kept in `maps/`), a picture placed by its four corners
 * (an original of the vault), vector features brought in from KML, KMZ, GeoJSON or a shapefile, or ground heights that are
 * shaded and have contours.
 */
export const Layer = z.object({
  id: Id,
  name: Name,
  order: z.number().int(),
  visible: z.boolean(),
  opacity: z.number().min(0).max(1),
  source: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('tiles'),
      sha256: Sha256,
      /** What the file in `maps` is; MBTiles where nothing is said. */
      format: z.enum(['mbtiles', 'pmtiles']).optional(),
      /** Pictures, or shapes that are drawn here; pictures where nothing is said. */
      content: z.enum(['raster', 'vector']).optional(),
      minZoom: z.number().int().min(0).max(24),
      maxZoom: z.number().int().min(0).max(24),
      south: z.number(),
      west: z.number(),
      north: z.number(),
      east: z.number(),
      attribution: z.string().max(500),
      /** What the grid of the tiles and their bounds are measured in; while nobody has said, it is drawn as WGS-84. */
      datum: MapDatum.optional(),
    }),
    z.object({
      kind: z.literal('picture'),
      footageId: Id,
      /** Corners of the picture on the ground: top left, top right, bottom right, bottom left. */
      corners: z.tuple([LatLon, LatLon, LatLon, LatLon]),
      /** What the corners were found from; nothing where they were laid by hand or by the picture itself. */
      control: Control.optional(),
    }),
    z.object({
      kind: z.literal('vector'),
      features: z.array(LayerFeature).max(50_000),
      from: ImportSource.optional(),
    }),
    z.object({
      kind: z.literal('elevation'),
      terrain: Terrain,
      /** Whether it is shaded as light falls on it, and has lines of equal height. */
      shade: z.boolean(),
      contours: z.boolean(),
    }),
  ]),
})
export type Layer = z.infer<typeof Layer>
