import { z } from 'zod'
import { LatLon } from '../geo/position.ts'
import { AtMs, Id, PartId, Sha256 } from '../units/id.ts'
import { Derived } from './copies/derived.ts'
import { PictureExport } from './copies/export.ts'
import { Mask } from './copies/mask.ts'
import { MOST_MASKS } from './copies/maskShape.ts'
import { Deletion, Hold } from './retention.ts'

/** Where and how footage was placed: by its own record, from the flight's track, or by hand with a reason. */
export const Placement = z.object({
  at: LatLon,
  heightM: z.number().nullable(),
  /** Bearing the camera looked to, degrees from north, and its pitch (-90 straight down); null when unknown. */
  headingDeg: z.number().nullable(),
  pitchDeg: z.number().nullable(),
  /** How far the camera was turned about where it looked, clockwise as it sees; absent: level. */
  rollDeg: z.number().min(-180).max(180).optional(),
  /** What the receiver itself gives as the error of the place, one standard deviation on the ground, m. */
  errorM: z.number().min(0).max(10_000).optional(),
  by: z.enum(['own', 'track', 'hand']),
  reason: z.string().max(500),
  /** The asset that somebody said it shows (人工指定): it is placed there, and no better. */
  asset: z.object({ siteId: Id, assetId: PartId }).optional(),
})
export type Placement = z.infer<typeof Placement>

/**
 * The time of footage, kept three ways: the text as the file has it, the zone that was assumed for it, and the UTC
 * that follows.
 */
export const TakenAt = z.object({
  raw: z.string().max(100),
  source: z.enum(['utc', 'exif', 'gps', 'subtitles', 'container', 'file', 'hand']),
  assumedZone: z.string().max(60).nullable(),
  utcMs: AtMs,
  /** How far the camera's clock was ahead as somebody confirmed, s: taken off `utcMs` already; and why. */
  aheadS: z.number().min(-1e9).max(1e9).optional(),
  aheadWhy: z.string().max(500).optional(),
})
export type TakenAt = z.infer<typeof TakenAt>

/** How wide a lens saw, degrees across and up the picture. */
export const Lens = z.object({ hfovDeg: z.number().gt(0).lt(180), vfovDeg: z.number().gt(0).lt(180) })
export type Lens = z.infer<typeof Lens>

/** Which of an aircraft's cameras took a picture. */
export const LENS_KINDS = ['wide', 'zoom', 'thermal', 'visible'] as const

/**
 * What a laser rangefinder measured in the middle of the picture: the place, its height above mean sea level and over
 * take-off, and how far from the camera it was; null where that was not said.
 */
export const LaserTarget = z.object({
  at: LatLon,
  amslM: z.number().nullable(),
  heightM: z.number().nullable(),
  distanceM: z.number().positive().nullable(),
})
export type LaserTarget = z.infer<typeof LaserTarget>

/** What somebody saw in a picture: nothing amiss, something (it became a finding), or nobody could tell from this view. */
export const REVIEWS = ['nothing', 'finding', 'unclear'] as const
export const Review = z.object({ outcome: z.enum(REVIEWS), by: z.string().max(100), atMs: AtMs })
export type Review = z.infer<typeof Review>

/** Different security markings of one clip, and the bytes of one: more is refused, never cut. */
export const MOST_MARKINGS = 16
export const LONGEST_MARKING = 4096

/** A photo, clip, log or paper kept as an original in the vault, by its SHA-256. Never edited. */
export const Footage = z.object({
  id: Id,
  sha256: Sha256,
  sizeBytes: z.number().int().min(0),
  fileName: z.string().min(1).max(255),
  mimeType: z.string().max(100),
  kind: z.enum(['photo', 'clip', 'log', 'document']),
  flightId: Id.nullable(),
  /** The visit that it was taken in, by a phone or a body-worn recorder; absent: none. */
  visitId: Id.nullable().optional(),
  takenAt: TakenAt.nullable(),
  placement: Placement.nullable(),
  device: z.string().max(200),
  widthPx: z.number().int().min(0).nullable(),
  heightPx: z.number().int().min(0).nullable(),
  /** How far the camera's own clock, in its zone, was ahead of the UTC that the same photo carries, s. */
  clockAheadS: z.number().optional(),
  /** Absent: nobody has looked at it yet. */
  review: Review.optional(),
  /** The clip that this is a small copy of, made by the camera (DJI's LRF): shown where the clip itself cannot be. */
  previewOf: Id.optional(),
  /** Where a picture that no camera wrote comes from. */
  derived: Derived.optional(),
  /** What copies of it show covered; absent: nothing, or what its clip has. */
  masks: z.array(Mask).max(MOST_MASKS).optional(),
  /** When it left the workspace, and as what; the journal keeps all of it. */
  exports: z.array(PictureExport).max(100).optional(),
  /** Holds on it and their releases, in any order. */
  holds: z.array(Hold).max(100).optional(),
  /** That its original is to be deleted, or was: the record stays. */
  deletion: Deletion.optional(),
  /** How long a clip is, s, where it says so. */
  durationS: z.number().min(0).optional(),
  /** How a clip's picture is coded (`H.264`, `H.265`), where it says so. */
  codec: z.string().max(20).optional(),
  /**
   * Where a clip was and looked in each of its seconds, by its own record: second, latitude, longitude, height, heading
   * and pitch; null where it does not say. The height is over take-off; of MISB ST 0601, over the ground in the picture.
   */
  seconds: z
    .array(
      z.tuple([
        z.number().int().min(0),
        z.number().min(-90).max(90),
        z.number().min(-180).max(180),
        z.number().nullable(),
        z.number().nullable(),
        z.number().nullable(),
      ]),
    )
    .max(14_400)
    .optional(),
  /**
   * The security markings that a clip carries (MISB ST 0102), each as it stands in the file, in hexadecimal digits. They
   * are passed on, never made: absent where the file has none.
   */
  security: z
    .array(
      z
        .string()
        .regex(/^(?:[0-9a-f]{2})+$/)
        .max(2 * LONGEST_MARKING),
    )
    .max(MOST_MARKINGS)
    .optional(),
  /** Null where the file does not say which lens took it. */
  lens: Lens.nullable(),
  /** From which of a clip's seconds on it saw how wide, across and up, degrees; before the first of them `lens` holds. */
  lenses: z
    .array(z.tuple([z.number().int().min(0), z.number().gt(0).lt(180), z.number().gt(0).lt(180)]))
    .max(14_400)
    .optional(),
  lensKind: z.enum(LENS_KINDS).optional(),
  /** How many times the picture was enlarged digitally; `lens` counts it already. Absent: not at all. */
  zoom: z.number().gt(1).max(1000).optional(),
  /** What the laser measured. */
  target: LaserTarget.optional(),
  /** Whose track it is of a log in which several speak, by name (`gps1`, `system2`); absent: the one taken by itself. */
  source: z.string().min(1).max(40).optional(),
  importedAtMs: AtMs,
})
export type Footage = z.infer<typeof Footage>
