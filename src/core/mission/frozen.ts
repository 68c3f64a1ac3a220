import { z } from 'zod'
import { Site } from '../site/site.ts'
import { AtMs, Id, Sha256 } from '../units/id.ts'
import { Mission } from './mission.ts'
import { Release } from './release.ts'

/**
 * A revision of a mission that left the house: exactly what was exported, under the SHA-256 of the canonical
 * mission. The mission may be edited further; this stays.
 */
export const FrozenMission = z.object({
  id: Id,
  missionId: Id,
  revision: Sha256,
  mission: Mission,
  sites: z.array(Site),
  releases: z.array(Release).max(100),
  exports: z
    .array(
      z.object({
        atMs: AtMs,
        by: z.string().max(100),
        format: z.string().max(40),
        fileName: z.string().max(255),
        sha256: Sha256,
      }),
    )
    .max(1000),
})
export type FrozenMission = z.infer<typeof FrozenMission>
