import { z } from 'zod'
import { RouteDifference } from '../core/formats/compareRoutes.ts'
import { EXPORT_FORMATS } from '../core/formats/formats.ts'
import { MapDatum } from '../core/geo/mapDatum.ts'
import { Application } from '../core/papers/flightApplication.ts'
import { LatLon } from '../core/geo/position.ts'
import { FrozenMission } from '../core/mission/frozen.ts'
import { Home, Mission } from '../core/mission/mission.ts'
import { MissionFile } from '../core/mission/missionFile.ts'
import { PATTERN_KINDS } from '../core/mission/pattern.ts'
import { ReleaseSaid } from '../core/mission/release.ts'
import { Route } from '../core/route/route.ts'
import { Standing } from '../core/safety/standing.ts'
import { Verdict } from '../core/safety/verdict.ts'
import { AtMs, Id, Name, Sha256, Version } from '../core/units/id.ts'
import { Note } from '../core/units/note.ts'
import { call, nothing } from './call.ts'
import {
  byId,
  GroupedCursor,
  made,
  page,
  pageOf,
  put,
  record,
  removal,
  removed,
  Revision,
  SearchText,
  written,
} from './document.ts'
import { FileRef, IsSwapped } from './files.ts'
import { EVERYONE, PLANNERS, SUPERVISORS, WRITERS } from './roles.ts'

export const Evaluation = z.object({ revision: Sha256, route: Route, verdict: Verdict })
export type Evaluation = z.infer<typeof Evaluation>

/** A format that a mission is written to; the flyable ones are held back while the verdict has errors. */
export const ExportFormat = z.enum(EXPORT_FORMATS)
export type ExportFormat = z.infer<typeof ExportFormat>
export { EXPORT_FORMATS }

/**
 * What somebody asks to let errors pass with. Where the workspace has persons `by` is one of its supervisors (name or
 * number), who is signed in, types their passphrase now, or gave a one-time code.
 */
export const ReleaseAsked = ReleaseSaid.extend({
  passphrase: z.string().max(200).optional(),
  code: z.string().max(100).optional(),
})
export type ReleaseAsked = z.infer<typeof ReleaseAsked>

/** What lists show of a mission; it is where the first of its sites is. A name is null where what has it is not here. */
export const MissionRow = z.object({
  id: Id,
  revision: Revision,
  name: Name,
  siteId: Id.nullable(),
  siteName: Name.nullable(),
  enterpriseId: Id.nullable(),
  enterpriseName: Name.nullable(),
  /** How far it has come: nothing of it left yet, a file did, it was flown. */
  stage: z.enum(['planned', 'left', 'flown']),
  kinds: z.array(z.enum(PATTERN_KINDS)),
  isAuthorised: z.boolean(),
  /** How often it was flown, and when it last took off, UTC ms; null: never. */
  flights: z.int().min(0),
  lastFlownAtMs: AtMs.nullable(),
})
export type MissionRow = z.infer<typeof MissionRow>

/** An export that was made: where its bytes are fetched, and what the format does not carry. */
const Written = z.object({
  ...made,
  downloadId: z.string(),
  fileName: z.string(),
  revision: Sha256,
  notes: z.array(Note),
})

export const missionCalls = {
  /**
   * Missions of a site or of all, whose name has a text, or whose site's or enterprise's: as they were made, or put together
   * by enterprise, by the month of the last flight (the newest first), or by how far they have come.
   */
  'mission.list': call(
    'read',
    EVERYONE,
    z.object({
      siteId: Id.nullable(),
      text: SearchText,
      order: z.enum(['made', 'enterprise', 'flown', 'stage']).default('made'),
      ...page(GroupedCursor),
    }),
    pageOf(MissionRow, GroupedCursor),
  ),
  /** All missions by name, to choose from. */
  'mission.names': call(
    'read',
    EVERYONE,
    nothing,
    z.array(z.object({ id: Id, name: Name, siteId: Id.nullable() })),
  ),
  /**
   * How missions stand, of those that are here. Null: it is not known yet, or could not be worked out; asking has it worked
   * out beside all calls, and the event `judged` tells when it is known.
   */
  'mission.standings': call(
    'read',
    EVERYONE,
    z.object({ ids: z.array(Id).max(100) }),
    z.array(z.object({ id: Id, standing: Standing.nullable() })),
  ),
  'mission.get': call('read', EVERYONE, byId, record(Mission)),
  'mission.put': call('write', WRITERS, put(Mission), written(Mission)),
  'mission.remove': call('write', SUPERVISORS, removal, removed),
  'mission.duplicate': call('write', PLANNERS, byId, written(Mission)),
  /** The route and the verdict of a stored mission, computed by the services. */
  'mission.evaluate': call('read', EVERYONE, byId, Evaluation),
  /** Writes a mission to a format; a flyable one is refused (`unsafe`) while the verdict has errors and no release is given. */
  'mission.export': call(
    'write',
    WRITERS,
    z.object({
      id: Id,
      base: Version,
      format: ExportFormat,
      release: ReleaseAsked.nullable(),
      /** The language of papers; Chinese where nobody says. */
      language: z.enum(['zh', 'en']).optional(),
    }),
    Written,
  ),
  /**
   * The same for a mission file, judged with what the workspace has of it: its layers, its version of the sites that it
   * knows, its releases beside those of the file. The mission is added where it is not there yet, never written over.
   */
  'mission.exportFile': call(
    'write',
    WRITERS,
    z.object({
      file: MissionFile,
      format: ExportFormat,
      release: ReleaseAsked.nullable(),
      language: z.enum(['zh', 'en']).optional(),
    }),
    Written,
  ),
  'mission.import': call(
    'write',
    PLANNERS,
    z.object({
      file: FileRef,
      siteIds: z.array(Id).max(50),
      datum: MapDatum,
      /** Areas of a DJI mapping file are planned anew, its lanes not kept. */
      isFromTemplate: z.boolean().optional(),
      isSwapped: IsSwapped,
      /** Of several routes (`several_routes`) one by its number or name, or "all". */
      take: z.string().max(200).optional(),
      /** Where the file names none (`needs_home`). */
      home: LatLon.optional(),
      /** Of home, for heights over the sea (`needs_home_height`). */
      homeAmslM: z.number().min(-500).max(9000).optional(),
      /** Over home, of all waypoints, in place of the heights of a drawing. */
      heightM: z.number().min(1).max(1000).optional(),
      /** What could be read is enough (`partly_readable`). */
      isPartial: z.boolean().optional(),
    }),
    written(Mission).extend({ notes: z.array(Note) }),
  ),
  /** Several missions, one a battery, of one that needs more; they stand beside it. */
  'mission.split': call(
    'write',
    PLANNERS,
    z.object({ id: Id, base: Version }),
    z.object({ ...made, docs: z.array(record(Mission)) }),
  ),
  /**
   * One patrol that takes the pictures of findings again, as they were taken, with another aircraft or the same: of those that
   * are named, by one sighting where it is, and of a campaign's enterprises what waits for a re-check. `home` null: as the
   * earlier mission had it; `cameraId` null: the aircraft's usual one. `left`: those without a picture, or without its place.
   */
  'mission.reshoot': call(
    'write',
    PLANNERS,
    z.object({
      findingIds: z.array(Id).max(500),
      sightingId: Id.nullable().default(null),
      campaignId: Id.nullable().default(null),
      vehicleId: z.string().max(60),
      cameraId: z.string().max(60).nullable().default(null),
      home: Home.nullable().default(null),
    }),
    written(Mission).extend({
      left: z.array(
        z.object({ findingId: Id, title: z.string(), why: z.enum(['no_picture', 'no_place', 'too_many']) }),
      ),
    }),
  ),
  /**
   * A route that a controller gave back against the newest exported revision of a mission, or the mission as it is where
   * nothing was exported.
   */
  'mission.compare': call(
    'read',
    EVERYONE,
    z.object({
      id: Id,
      file: FileRef,
      /** What it was written as; absent: it is told by what is in it. */
      format: ExportFormat.optional(),
    }),
    z.object({
      revision: Sha256,
      wasExported: z.boolean(),
      differences: z.array(RouteDifference),
      notes: z.array(Note),
    }),
  ),
  /**
   * The application for its flight by the law's thirteen items, filled from mission, route, crew, aircraft and approval, in
   * the order of the form; what is not known is said in words.
   */
  'mission.application': call(
    'read',
    EVERYONE,
    z.object({ id: Id, language: z.enum(['zh', 'en']) }),
    Application,
  ),
  /** The exported revisions of a mission, newest first. */
  'mission.frozen': call('read', EVERYONE, byId, z.array(record(FrozenMission))),
} as const
