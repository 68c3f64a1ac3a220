import { z } from 'zod'
import { Box } from '../core/geo/box.ts'
import { Flight } from '../core/flight/flight.ts'
import { Recipe } from '../core/footage/copies/derived.ts'
import { Mask } from '../core/footage/copies/mask.ts'
import { MOST_MASKS } from '../core/footage/copies/maskShape.ts'
import { Footage, Placement, REVIEWS } from '../core/footage/footage.ts'
import { MATCH_REASONS } from '../core/footage/matching.ts'
import { DeviceZone, Zone } from '../core/footage/zone.ts'
import { LatLon } from '../core/geo/position.ts'
import { AtMs, Id, PartId, Sha256, Version } from '../core/units/id.ts'
import { Note } from '../core/units/note.ts'
import { call, nothing } from './call.ts'
import { byId, IdCursor, made, madeIfAny, page, PageLimit, pageOf, record, written } from './document.ts'
import { ChosenSources, FileRef } from './files.ts'
import { EVERYONE, WRITERS } from './roles.ts'

/** A photo or clip without what is known of each of a clip's seconds, which only its player and the map need. */
export const FootageRow = Footage.omit({ seconds: true, lenses: true, security: true })
export type FootageRow = z.infer<typeof FootageRow>

/** What the map shows of a photo or clip. */
export const FootageMark = Footage.pick({ id: true, flightId: true, kind: true, fileName: true }).extend({
  at: LatLon,
})
export type FootageMark = z.infer<typeof FootageMark>

export const footageCalls = {
  /**
   * Copies files into the vault; photos are placed from their own record or the flight's track. One entry for all. `zones`
   * are those of cameras whose clock is not China's.
   */
  'footage.ingest': call(
    'task',
    WRITERS,
    z.object({
      files: z.array(FileRef).min(1).max(5000),
      flightId: Id.nullable(),
      zones: z.array(DeviceZone).max(100).optional(),
      sources: ChosenSources.optional(),
      /** The visit that they were taken in, and the asset that they show (人工指定): what has no place of its own is placed there. */
      visit: z.object({ id: Id, asset: z.object({ siteId: Id, assetId: PartId }).nullable() }).optional(),
    }),
    z.object({
      ...madeIfAny,
      footage: z.array(record(Footage)),
      known: z.array(Id),
      notes: z.array(Note),
    }),
  ),
  /**
   * To which flight each file belongs by its own time and place. `flightId` is null where that is not certain: `why` says
   * so, `candidates` are recorded flights to choose from, the likeliest first, and `suggestedId` is one of them, or the
   * flight of a proposal. A proposal is a flight that is not recorded yet and that some logs are of, as it may be put. Times
   * without a zone are read in China's (of clips: as UTC) but for the cameras in `zones`.
   */
  'footage.match': call(
    'task',
    EVERYONE,
    z.object({
      files: z.array(FileRef).min(1).max(5000),
      zones: z.array(DeviceZone).max(100).optional(),
      sources: ChosenSources.optional(),
    }),
    z.object({
      matches: z.array(
        z.object({
          file: FileRef,
          kind: z.string().nullable(),
          startMs: AtMs.nullable(),
          flightId: Id.nullable(),
          candidates: z.array(Id).max(50),
          isEightHoursOff: z.boolean(),
          why: z.enum(MATCH_REASONS),
          suggestedId: Id.nullable(),
          /** Whole hours that have to be taken off for the time to fit. */
          hours: z.number().int(),
          /** The camera, as `zones` names it. */
          device: z.string(),
          /** The zone that its time was read in, where the file does not say; else null. */
          assumedZone: Zone.nullable(),
          /** Who speaks in the log, where several do: whose track it is, and who may be chosen in its place. */
          sources: z
            .array(z.object({ name: z.string(), points: z.number().int(), isTaken: z.boolean() }))
            .max(1000),
        }),
      ),
      proposals: z.array(
        z.object({
          flight: Flight,
          missions: z.array(z.object({ id: Id, revision: Sha256.nullable() })).max(50),
          files: z.array(FileRef),
        }),
      ),
    }),
  ),
  /**
   * Every photo and clip that looked at a place at one of some heights over its ground, newest first, with how well; by
   * the elevation model of its flight's mission where there is one, and nothing in between.
   */
  'footage.sawPoint': call(
    'read',
    EVERYONE,
    z.object({ at: LatLon, heightsM: z.array(z.number().min(-100).max(1000)).min(1).max(5) }),
    z.object({
      seen: z.array(
        z.object({
          footageId: Id,
          flightId: Id.nullable(),
          takenAtMs: AtMs.nullable(),
          /** The stretch of a clip, and its best moment, s from its beginning; null of a photo. */
          fromS: z.number().nullable(),
          toS: z.number().nullable(),
          bestS: z.number().nullable(),
          distanceM: z.number(),
          fromCentre: z.number(),
          angleDeg: z.number(),
          gsdM: z.number().nullable(),
          /** The height that it saw best, m over the ground. */
          heightM: z.number(),
          /** Measured by its laser: nothing was reckoned. */
          isLaser: z.boolean(),
          assumed: z.array(z.enum(['lens', 'attitude', 'ground'])),
        }),
      ),
      /** How many there are in all: the rest is older. */
      total: z.number().int(),
    }),
  ),
  /** What was seen of a site between two times, square by square and asset by asset. */
  'footage.coverage': call(
    'read',
    EVERYONE,
    z.object({ siteId: Id, fromMs: AtMs, toMs: AtMs }),
    z.object({
      cellM: z.number(),
      cells: z.array(z.object({ at: LatLon, gsdM: z.number().nullable(), seenAtMs: AtMs.nullable() })),
      seenShare: z.number(),
      /** Looked at, but too coarsely to count: the coarsest look that counts is `seenWithinM` a pixel. */
      coarseShare: z.number(),
      seenWithinM: z.number(),
      assets: z.array(
        z.object({
          assetId: PartId,
          footage: z.number().int(),
          gsdM: z.number().nullable(),
          seenAtMs: AtMs.nullable(),
        }),
      ),
      unsure: z.number().int(),
    }),
  ),
  /** What somebody saw in a picture; null takes it back. */
  'footage.review': call(
    'write',
    WRITERS,
    z.object({ id: Id, base: Version, outcome: z.enum(REVIEWS).nullable() }),
    written(Footage),
  ),
  /** A clip's seconds for programs that show video on a map: Esri's FMV table, or OGC MF-JSON. */
  'footage.interchange': call(
    'task',
    WRITERS,
    z.object({ id: Id, format: z.enum(['fmv-csv', 'mf-json']) }),
    z.object({ downloadId: z.string(), fileName: z.string() }),
  ),
  /**
   * Opens a file with the system's own program, as a read-only copy. Where there is no such way (a browser), the file is
   * offered to be fetched instead.
   */
  'footage.openOutside': call(
    'task',
    WRITERS,
    byId,
    z.object({ isOpened: z.boolean(), downloadId: z.string().nullable(), fileName: z.string() }),
  ),
  /**
   * Says that a photo or clip is shown large. Where it has masks, which are seen through there, the journal has one entry a
   * person, picture and hour of it; `isNoted`: it was made now. It is no write of whoever looks.
   */
  'footage.view': call('task', EVERYONE, byId, z.object({ isNoted: z.boolean() })),
  /** Sets what copies of a photo or clip show covered. */
  'footage.setMasks': call(
    'write',
    WRITERS,
    z.object({ id: Id, base: Version, masks: z.array(Mask).max(MOST_MASKS) }),
    written(Footage),
  ),
  /**
   * Lets pictures leave the workspace, with a list. One that has masks leaves as a copy that the window drew (null: the
   * one that was made with these masks before), or as it is where `unmasked` gives a reason, which the journal keeps.
   */
  'footage.export': call(
    'write',
    WRITERS,
    z.object({
      items: z
        .array(
          z.object({
            id: Id,
            base: Version,
            copy: z.object({ file: FileRef, recipe: Recipe }).nullable(),
          }),
        )
        .min(1)
        .max(2000)
        .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, {
          message: 'a picture twice',
        }),
      unmasked: z.object({ reason: z.string().trim().min(1).max(2000) }).nullable(),
      language: z.enum(['zh', 'en']).optional(),
    }),
    z.object({
      ...made,
      files: z.array(z.object({ downloadId: z.string(), fileName: z.string() })),
    }),
  ),
  /** Keeps one frame of a clip, drawn by the window as a PNG, as a picture of its own. A frame that is there is no write. */
  'footage.keepFrame': call(
    'write',
    WRITERS,
    z.object({ id: Id, momentS: z.number().min(0).max(86_400), file: FileRef, recipe: Recipe }),
    record(Footage).extend(madeIfAny),
  ),
  /**
   * Decides about the clock of one camera in one flight: it was `aheadS` ahead of UTC in all (nought: it was right), which
   * is taken off the times of its pictures; what was placed from the track is placed anew. Times that a receiver gave are
   * left alone.
   */
  'footage.setClock': call(
    'write',
    WRITERS,
    z.object({
      flightId: Id,
      device: z.string().max(200),
      aheadS: z.number().min(-1e9).max(1e9),
      why: z.string().min(1).max(500),
    }),
    z.object({ ...made, footage: z.array(record(Footage)) }),
  ),
  /** Keeps a small picture of a photo or clip that the window made (a JPEG), for lists: no evidence, not journalled. */
  'footage.keepPoster': call('read', WRITERS, z.object({ id: Id, file: FileRef }), nothing),
  /** The footage of a flight, or all, logs among it, as it came in. */
  'footage.list': call(
    'read',
    EVERYONE,
    z.object({ flightId: Id.nullable(), ...page(IdCursor) }),
    pageOf(record(FootageRow), IdCursor),
  ),
  /** The rows of some footage, as it came in; what is gone is left out. */
  'footage.rows': call(
    'read',
    EVERYONE,
    z.object({ ids: z.array(Id).max(2000) }),
    z.array(record(FootageRow)),
  ),
  /** What was made of a photo or clip: frames that were kept, and the camera's own small copy. */
  'footage.madeOf': call('read', EVERYONE, byId, z.array(record(FootageRow))),
  /** The other records of the same original: two stations may have taken in one card. */
  'footage.twins': call('read', EVERYONE, byId, z.array(record(FootageRow))),
  'footage.get': call('read', EVERYONE, byId, record(Footage)),
  /** The photos and clips that were taken in a box, the newest, at most so many; whether there are more. */
  'footage.within': call(
    'read',
    EVERYONE,
    z.object({ box: Box, limit: PageLimit }),
    z.object({ marks: z.array(FootageMark), isMore: z.boolean() }),
  ),
  'footage.place': call(
    'write',
    WRITERS,
    z.object({ id: Id, base: Version, placement: Placement }),
    written(Footage),
  ),
} as const
