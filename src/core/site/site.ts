import { z } from 'zod'
import { ImportSource } from '../geo/mapDatum.ts'
import { LatLon, Path, Ring } from '../geo/position.ts'
import { Id, Name, PartId } from '../units/id.ts'

/** Where an asset stands: a point (a gate, a stack), an outline (a tank farm, a store), or a line (a fence). */
export const Footing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('point'), at: LatLon, radiusM: z.number().min(0).max(500) }),
  z.object({ kind: z.literal('area'), ring: Ring }),
  z.object({ kind: z.literal('line'), path: Path }),
])
export type Footing = z.infer<typeof Footing>

/**
 * An explosion-hazard zone (防爆区) about an asset: `radiusM` out from its footing, up to `topM` over the ground.
 * No take-off, landing, rally point or flight below `topM` may be in it.
 */
export const ExplosionZone = z.object({
  radiusM: z.number().min(0).max(1000),
  topM: z.number().min(0).max(500),
  source: z.string().max(200),
})
export type ExplosionZone = z.infer<typeof ExplosionZone>

/**
 * The air over an asset that is kept free of flight (禁飞越空间): out to `radiusM` from its footing, and `plumeM` further
 * where smoke or steam drifts, up to `topM` over the ground; null: at any height.
 */
export const NoOverflight = z.object({
  radiusM: z.number().min(0).max(1000),
  plumeM: z.number().min(0).max(1000),
  topM: z.number().min(0).max(1000).nullable(),
  source: z.string().max(200),
})
export type NoOverflight = z.infer<typeof NoOverflight>

export const ASSET_KINDS = [
  'tank',
  'store',
  'plant',
  'stack',
  'gate',
  'loadingBay',
  'fenceLine',
  'pipeline',
  'office',
  'yard',
  'other',
] as const

/** A part of a site that a patrol looks at (重点部位). Heights are over the ground it stands on. */
export const Asset = z.object({
  id: PartId,
  name: Name,
  kind: z.enum(ASSET_KINDS),
  footing: Footing,
  heightM: z.number().min(0).max(500),
  explosionZone: ExplosionZone.nullable(),
  noOverflight: NoOverflight.nullable().optional(),
})
export type Asset = z.infer<typeof Asset>

/**
 * The lowest and highest ground in a site, metres above mean sea level, as somebody stated it. Without an
 * elevation model this is all that is known of the ground, and rules then take the worst case.
 */
export const DeclaredGround = z
  .object({
    lowestM: z.number().min(-500).max(9000),
    highestM: z.number().min(-500).max(9000),
    source: z.string().min(1).max(200),
  })
  .refine((ground) => ground.lowestM <= ground.highestM, { error: 'ground_order' })
export type DeclaredGround = z.infer<typeof DeclaredGround>

/** Land of an enterprise: its boundary and the assets in it. */
export const Site = z.object({
  id: Id,
  enterpriseId: Id,
  name: Name,
  boundary: Ring,
  ground: DeclaredGround.nullable(),
  assets: z.array(Asset).max(2000),
  remarks: z.string().max(4000),
  /** The file that its boundary came from, where it was not drawn. */
  source: ImportSource.optional(),
})
export type Site = z.infer<typeof Site>
