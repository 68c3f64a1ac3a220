import { z } from 'zod'
import { LatLon } from '../core/geo/position.ts'
import { Terrain } from '../core/terrain/terrain.ts'
import { Note } from '../core/units/note.ts'
import { call } from './call.ts'
import { FileRef } from './files.ts'
import { EVERYONE } from './roles.ts'

export const terrainCalls = {
  /** The ground about some places, from an elevation model (GeoTIFF, HGT): for a mission to keep. */
  'terrain.read': call(
    'read',
    EVERYONE,
    z.object({ file: FileRef, places: z.array(LatLon).min(1).max(5000) }),
    z.object({ terrain: Terrain, notes: z.array(Note) }),
  ),
} as const
