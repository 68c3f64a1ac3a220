import { z } from 'zod'

/** What heights are measured from: a geoid (two versions of "above sea level"), the ellipsoid of GNSS, or nobody said. */
export const DATUMS = ['EGM96', 'EGM2008', 'ellipsoid', 'unknown'] as const

/** Most samples that a mission carries. */
export const MOST_SAMPLES = 250_000

/**
 * A piece of an elevation model: heights in decimetres above its datum, row by row from the north-west, each at the
 * middle of its cell; null where the model knows nothing. `errorM` is what the model may be wrong by.
 */
export const Terrain = z
  .object({
    source: z.string().min(1).max(200),
    datum: z.enum(DATUMS),
    errorM: z.number().min(0).max(100),
    /** The first sample, WGS-84 degrees, and the steps to the next one east and south. */
    west: z.number().min(-180).max(180),
    north: z.number().min(-90).max(90),
    stepLon: z.number().positive().max(1),
    stepLat: z.number().positive().max(1),
    width: z.number().int().min(2).max(5000),
    height: z.number().int().min(2).max(5000),
    heightsDm: z.array(z.number().int().min(-20_000).max(100_000).nullable()).max(MOST_SAMPLES),
  })
  .refine(({ width, height, heightsDm }) => width * height === heightsDm.length, { error: 'terrain_size' })
export type Terrain = z.infer<typeof Terrain>
