import { z } from 'zod'
import { Box } from '../core/geo/box.ts'
import { LayerFeature } from '../core/geo/layer.ts'
import { Ring } from '../core/geo/position.ts'
import { Site } from '../core/site/site.ts'
import { Id, Name } from '../core/units/id.ts'
import { Note } from '../core/units/note.ts'
import { call, nothing } from './call.ts'
import { byId, PageLimit, put, record, removal, removed, Revision, written } from './document.ts'
import { Beside, FileRef, IsSwapped } from './files.ts'
import { EVERYONE, SUPERVISORS, WRITERS } from './roles.ts'

/** Geometries found in a KML, KMZ, GeoJSON or shapefile, as the file gives them: its datum is asked about. */
const ReadAreas = z.object({
  features: z.array(LayerFeature),
  notes: z.array(Note),
})

/** What the map draws of a site whose assets nobody looks at. */
export const SiteRow = z.object({
  id: Id,
  revision: Revision,
  enterpriseId: Id,
  name: Name,
  /** How many assets it has. */
  assets: z.number().int().min(0),
  /** The corners of its boundary that show in the box that was asked for: the line through them lies within a pixel. */
  boundary: Ring,
})
export type SiteRow = z.infer<typeof SiteRow>

export const siteCalls = {
  'site.list': call('read', EVERYONE, z.object({ enterpriseId: Id.nullable() }), z.array(record(Site))),
  /**
   * The sites in a box, as they were registered, at most so many; and whether there are more. Of further ones, up to 5,000,
   * the middles of their boxes: latitude and longitude in turn, in ten millionths of a degree.
   */
  'site.within': call(
    'read',
    EVERYONE,
    z.object({ box: Box, limit: PageLimit }),
    z.object({ rows: z.array(SiteRow), isMore: z.boolean(), dots: z.array(z.number().int()) }),
  ),
  /** The names of all sites, as they were registered: one is chosen by its name. */
  'site.names': call('read', EVERYONE, nothing, z.array(z.object({ id: Id, name: Name }))),
  /** The box about all sites; null where there is none. */
  'site.extent': call('read', EVERYONE, nothing, z.object({ box: Box.nullable() })),
  /** Some sites, as they were registered; what is gone is left out. */
  'site.some': call('read', EVERYONE, z.object({ ids: z.array(Id).max(500) }), z.array(record(Site))),
  'site.get': call('read', EVERYONE, byId, record(Site)),
  'site.put': call('write', WRITERS, put(Site), written(Site)),
  'site.remove': call('write', SUPERVISORS, removal, removed),
  /** Geometries of a KML, KMZ or GeoJSON file, to choose a boundary from. */
  'site.readAreas': call(
    'read',
    EVERYONE,
    z.object({ file: FileRef, beside: Beside, isSwapped: IsSwapped }),
    ReadAreas,
  ),
} as const
