import { z } from 'zod'
import { Site } from '../site/site.ts'
import { Mission } from './mission.ts'
import { Release } from './release.ts'

/** A mission on disk that stands alone: the document, the sites it refers to, and its releases. */
export const MissionFile = z.object({
  format: z.literal('sortie-mission'),
  version: z.literal(1),
  mission: Mission,
  sites: z.array(Site),
  releases: z.array(Release),
})
export type MissionFile = z.infer<typeof MissionFile>
