import { z } from 'zod'
import { LayerFeature } from '../core/geo/layer.ts'
import { Site } from '../core/site/site.ts'
import { Id } from '../core/units/id.ts'
import { Note } from '../core/units/note.ts'
import { call } from './call.ts'
import { put, record, removal, removed, written } from './document.ts'
import { Beside, FileRef, IsSwapped } from './files.ts'
import { EVERYONE } from './roles.ts'

/** Geometries found in a KML, KMZ, GeoJSON or shapefile, as the file gives them: its datum is asked about. */
const ReadAreas = z.object({
  features: z.array(LayerFeature),
  notes: z.array(Note),
})

export const siteCalls = {
  'site.list': call('read', EVERYONE, z.object({ enterpriseId: Id.nullable() }), z.array(record(Site))),
  'site.put': call('write', EVERYONE, put(Site), written(Site)),
  'site.remove': call('write', EVERYONE, removal, removed),
  /** Geometries of a KML, KMZ or GeoJSON file, to choose a boundary from. */
  'site.readAreas': call(
    'read',
    EVERYONE,
    z.object({ file: FileRef, beside: Beside, isSwapped: IsSwapped }),
    ReadAreas,
  ),
} as const
