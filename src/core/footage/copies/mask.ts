import { z } from 'zod'
import { PartId } from '../../units/id.ts'

/** Why a part of a picture is covered. Places are watched, never people: whatever tells who somebody is goes. */
export const MASK_REASONS = ['outside', 'person', 'vehicle', 'plate', 'other'] as const

/** A corner in shares of a picture's width and height from its top left. */
const Corner = z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)])
/** A part of a picture: its corners in order. */
export const MaskRing = z.array(Corner).min(3).max(50)
export type MaskRing = z.infer<typeof MaskRing>

/** Moments of a clip are told apart to a millisecond. */
const MomentS = z.number().min(0).max(86_400)

/**
 * A part of a picture that copies show covered. A photo's has one key; a clip's has one for each moment at which a person
 * set it, in order, and is on its way between two. It covers the whole clip unless it is said from when and until when.
 */
export const Mask = z
  .object({
    id: PartId,
    reason: z.enum(MASK_REASONS),
    fromS: MomentS.nullable(),
    toS: MomentS.nullable(),
    keys: z
      .array(z.object({ momentS: MomentS, ring: MaskRing }))
      .min(1)
      .max(500),
  })
  .refine(({ keys }) => keys.every(({ momentS }, i) => i === 0 || momentS > (keys[i - 1]?.momentS ?? 0)), {
    message: 'the keys are not in the order of their moments',
  })
  .refine(({ keys }) => keys.every(({ ring }) => ring.length === keys[0]?.ring.length), {
    message: 'the keys have different numbers of corners',
  })
  .refine(({ fromS, toS }) => fromS === null || toS === null || fromS < toS, {
    message: 'it ends before it begins',
  })
export type Mask = z.infer<typeof Mask>
export type MaskKey = Mask['keys'][number]
