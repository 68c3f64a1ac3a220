import { z } from 'zod'
import { Finding, Level, Risk, Sighting, State } from '../core/finding/finding.ts'
import { Flight } from '../core/flight/flight.ts'
import { Recipe } from '../core/footage/copies/derived.ts'
import { MATCH_REASONS } from '../core/footage/matching.ts'
import { DeviceZone, Zone } from '../core/footage/zone.ts'
import { Mask } from '../core/footage/copies/mask.ts'
import { MOST_MASKS } from '../core/footage/copies/maskShape.ts'
import { Footage, Placement, REVIEWS } from '../core/footage/footage.ts'
import { RouteDifference } from '../core/formats/compareRoutes.ts'
import { Layer, LayerFeature } from '../core/geo/layer.ts'
import { MapDatum } from '../core/geo/mapDatum.ts'
import { LatLon } from '../core/geo/position.ts'
import { FrozenMission } from '../core/mission/frozen.ts'
import { Mission } from '../core/mission/mission.ts'
import { Route } from '../core/route/route.ts'
import { Verdict } from '../core/safety/verdict.ts'
import { Enterprise } from '../core/site/enterprise.ts'
import { Site } from '../core/site/site.ts'
import { Terrain } from '../core/terrain/terrain.ts'
import { AtMs, Id, Name, PartId, Sha256 } from '../core/units/id.ts'
import { Note } from '../core/units/note.ts'

/** The aggregates: each a document with a revision of its own. */
export const AGGREGATES = [
  'enterprise',
  'site',
  'mission',
  'frozen',
  'flight',
  'footage',
  'sighting',
  'finding',
  'layer',
] as const
export const Aggregate = z.enum(AGGREGATES)
export type Aggregate = z.infer<typeof Aggregate>

/** A document as it is stored: its revision counts from 1 and goes into the next edit as `base`. */
const record = <T extends z.ZodType>(doc: T) => z.object({ revision: z.number().int().min(1), doc })
/** What a write answers: the journal entry that it made, and the document as it now is. */
const written = <T extends z.ZodType>(doc: T) => record(doc).extend({ seq: z.number().int() })
/** An edit of a document; `base` is null for a new one. */
const put = <T extends z.ZodType>(doc: T) => z.object({ base: z.number().int().min(1).nullable(), doc })
const byId = z.object({ id: Id })
const removal = z.object({ id: Id, base: z.number().int().min(1) })
const removed = z.object({ seq: z.number().int() })
const nothing = z.object({})
const FileRef = z.string().min(1).max(200)

export const Actor = z.object({
  name: z.string().min(1).max(100),
  role: z.enum(['operator', 'officer', 'supervisor']),
})
export type Actor = z.infer<typeof Actor>

export const WorkspaceStatus = z.object({
  name: z.string(),
  kind: z.enum(['own', 'demo', 'folder']),
  empty: z.boolean(),
  schemaVersion: z.number().int(),
  counts: z.record(Aggregate, z.number().int()),
  journal: z.object({ entries: z.number().int(), head: Sha256.nullable() }),
  actor: Actor,
  /** Records that lists left out because they cannot be read, and where; `verify` names all of them. */
  unreadable: z.array(
    z.object({
      aggregate: z.string(),
      id: z.string(),
      name: z.string(),
      path: z.string(),
      problem: z.string(),
      limit: z.union([z.string(), z.number()]),
      found: z.string(),
    }),
  ),
  /** The folder is write-protected: everything is shown, and nothing can be written. */
  isReadOnly: z.boolean(),
  /** An error that keeps the workspace closed (`workspace_newer`, `workspace_corrupt`); everything else is empty then. */
  problem: z
    .object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
})
export type WorkspaceStatus = z.infer<typeof WorkspaceStatus>

const FilesFound = z.object({
  checked: z.number().int(),
  missing: z.array(z.string()),
  changed: z.array(z.string()),
  extra: z.array(z.string()),
})

export const VerifyReport = z.object({
  ok: z.boolean(),
  originals: z.object({
    checked: z.number().int(),
    missing: z.array(z.string()),
    changed: z.array(z.string()),
    extra: z.array(z.string()),
  }),
  journal: z.object({
    entries: z.number().int(),
    head: Sha256.nullable(),
    /** Sequence number of the first entry that does not hold, or the number after a cut tail; null when whole. */
    brokenAt: z.number().int().nullable(),
    problem: z.string().nullable(),
  }),
  records: z.object({
    checked: z.number().int(),
    differing: z.array(z.object({ aggregate: z.string(), id: z.string(), problem: z.string() })),
  }),
  /** Small pictures, tracks and copies with masks, by their names under `derived`; and the files of map layers. */
  derived: FilesFound,
  maps: FilesFound,
})
export type VerifyReport = z.infer<typeof VerifyReport>

export const Evaluation = z.object({ revision: Sha256, route: Route, verdict: Verdict })
export type Evaluation = z.infer<typeof Evaluation>

/** Formats a mission is written to; the flyable ones are held back while the verdict has errors. */
export const EXPORT_FORMATS = [
  'qgc-plan',
  'wpl',
  'wpl-fence',
  'wpl-rally',
  'dji-wpml',
  'dji-mapping',
  'dji-fly',
  'dji-area',
  'litchi',
  'kml',
  'gpx',
  'geojson',
  'sheet',
  'application',
  'application-docx',
  'application-csv',
  'mission',
] as const
export const ExportFormat = z.enum(EXPORT_FORMATS)
export type ExportFormat = z.infer<typeof ExportFormat>

export const ReleaseRequest = z.object({
  reason: z.string().min(1).max(2000),
  by: z.string().min(1).max(100),
  role: z.string().min(1).max(100),
  emergencyBasis: z.string().min(1).max(2000).nullable(),
})
export type ReleaseRequest = z.infer<typeof ReleaseRequest>

/** What stands beside a loose shapefile, where files are chosen one by one: its `.dbf`, `.prj` and `.cpg`. */
const Beside = z.array(FileRef).max(8)

/** Whose track of a log is to be taken, where several speak in it (`sources` of its match). */
const ChosenSources = z.array(z.object({ file: FileRef, source: z.string().min(1).max(40) })).max(5000)

/** Geometries found in a KML, KMZ, GeoJSON or shapefile, as the file gives them: its datum is asked about. */
export /** Whether the file has its latitudes where longitudes belong; absent: nobody has said, and a file that seems so is told of. */
const IsSwapped = z.boolean().optional()
const ReadAreas = z.object({
  features: z.array(LayerFeature),
  notes: z.array(Note),
})

export const FindingFilter = z.object({
  enterpriseId: Id.nullable(),
  states: z.array(State),
  level: Level.nullable(),
  overdueOnly: z.boolean(),
  text: z.string().max(200),
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(500),
})
export type FindingFilter = z.infer<typeof FindingFilter>

const NewSighting = Sighting.omit({ id: true, findingId: true, author: true })
const NewFinding = z.object({
  title: z.string().min(1).max(200),
  category: z.string().max(100),
  level: Level,
  risk: Risk.nullable(),
  owner: z.string().max(100),
  assetId: PartId.nullable(),
  /** Corrects the enterprise that the site under the place gives; null leaves it to the site. */
  enterpriseId: Id.nullable(),
  recursOfId: Id.nullable(),
})

export const EnterpriseRow = record(Enterprise).extend({
  sites: z.number().int(),
  missions: z.number().int(),
  flights: z.number().int(),
  openFindings: z.number().int(),
})
export type EnterpriseRow = z.infer<typeof EnterpriseRow>

export const FindingRow = record(Finding).extend({
  enterpriseName: Name,
  overdue: z.boolean(),
  sightings: z.number().int(),
})
export type FindingRow = z.infer<typeof FindingRow>

export const JournalRow = z.object({
  seq: z.number().int(),
  atMs: AtMs,
  actor: Actor,
  action: z.string(),
  undoes: z.number().int().nullable(),
  changes: z.array(
    z.object({ aggregate: Aggregate, id: Id, revision: z.number().int(), deleted: z.boolean() }),
  ),
  hash: Sha256,
})
export type JournalRow = z.infer<typeof JournalRow>

/** The link to a vehicle and what is heard over it; null throughout while there is none. */
export const LinkStatus = z.object({
  link: z.string().nullable(),
  vehicle: z
    .object({
      system: z.number().int(),
      component: z.number().int(),
      firmware: z.enum(['ardupilot', 'px4']).nullable(),
      mavType: z.number().int(),
    })
    .nullable(),
  live: z
    .object({
      heardAtMs: AtMs,
      isArmed: z.boolean(),
      isInAir: z.boolean().nullable(),
      mode: z.number(),
      lat: z.number().nullable(),
      lon: z.number().nullable(),
      heightM: z.number().nullable(),
      amslM: z.number().nullable(),
      speedMS: z.number().nullable(),
      headingDeg: z.number().nullable(),
      batteryShare: z.number().nullable(),
      voltageV: z.number().nullable(),
      item: z.number().int().nullable(),
      isFenceBreached: z.boolean().nullable(),
      words: z.array(z.string()),
    })
    .nullable(),
  /** The `.tlog` that the link is recorded to. */
  record: z.string().nullable(),
  /** Why the record broke off, in the system's word (ENOSPC for one); the link goes on without it. */
  recordProblem: z.string().nullable(),
  busy: z.enum(['upload', 'download', 'params']).nullable(),
  /** Why the link ended by itself; null where it did not. */
  ended: z.string().nullable(),
})
export type LinkStatus = z.infer<typeof LinkStatus>
const ItemCounts = z.object({ mission: z.number(), fence: z.number(), rally: z.number() })

const call = <I extends z.ZodType, O extends z.ZodType>(
  kind: 'read' | 'write' | 'task',
  input: I,
  output: O,
) => ({
  kind,
  input,
  output,
})

/**
 * Every call of the one door: what goes in, what comes out. `read` changes nothing, `write` is one transaction with
 * one journal entry, `task` may take long and reports progress events.
 */
export const calls = {
  'workspace.status': call('read', nothing, WorkspaceStatus),
  'workspace.openDemo': call('task', nothing, WorkspaceStatus),
  'workspace.openOwn': call('task', nothing, WorkspaceStatus),
  'workspace.verify': call('task', nothing, VerifyReport),
  /** Files that were handed over and that nobody will ask for again: uploads among them are removed. */
  'files.release': call('read', z.object({ files: z.array(FileRef).max(5000) }), nothing),
  'actor.set': call('read', Actor, Actor),

  'enterprise.list': call('read', nothing, z.array(EnterpriseRow)),
  'enterprise.put': call('write', put(Enterprise), written(Enterprise)),
  'enterprise.remove': call('write', removal, removed),
  /** Everything about one enterprise on one page (一企一档). */
  'enterprise.dossier': call(
    'read',
    byId,
    z.object({
      enterprise: record(Enterprise),
      sites: z.array(record(Site)),
      missions: z.array(record(Mission)),
      flights: z.array(record(Flight)),
      findings: z.array(FindingRow),
    }),
  ),

  'site.list': call('read', z.object({ enterpriseId: Id.nullable() }), z.array(record(Site))),
  'site.put': call('write', put(Site), written(Site)),
  'site.remove': call('write', removal, removed),
  /** Geometries of a KML, KMZ or GeoJSON file, to choose a boundary from. */
  'site.readAreas': call(
    'read',
    z.object({ file: FileRef, beside: Beside, isSwapped: IsSwapped }),
    ReadAreas,
  ),

  'mission.list': call('read', z.object({ siteId: Id.nullable() }), z.array(record(Mission))),
  'mission.get': call('read', byId, record(Mission)),
  'mission.put': call('write', put(Mission), written(Mission)),
  'mission.remove': call('write', removal, removed),
  'mission.duplicate': call('write', byId, written(Mission)),
  /** The route and the verdict of a stored mission, computed by the services. */
  'mission.evaluate': call('read', byId, Evaluation),
  /** Writes a mission to a format; a flyable one is refused (`unsafe`) while the verdict has errors and no release is given. */
  'mission.export': call(
    'write',
    z.object({
      id: Id,
      base: z.number().int().min(1),
      format: ExportFormat,
      release: ReleaseRequest.nullable(),
      /** The language of papers; Chinese where nobody says. */
      language: z.enum(['zh', 'en']).optional(),
    }),
    z.object({
      seq: z.number().int(),
      downloadId: z.string(),
      fileName: z.string(),
      revision: Sha256,
      notes: z.array(Note),
    }),
  ),
  'mission.import': call(
    'write',
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
    z.object({ id: Id, base: z.number().int().min(1) }),
    z.object({ seq: z.number().int(), docs: z.array(record(Mission)) }),
  ),
  /** The ground about some places, from an elevation model (GeoTIFF, HGT): for a mission to keep. */
  'terrain.read': call(
    'read',
    z.object({ file: FileRef, places: z.array(LatLon).min(1).max(5000) }),
    z.object({ terrain: Terrain, notes: z.array(Note) }),
  ),
  /**
   * A route that a controller gave back against the newest exported revision of a mission, or the mission as it is where
   * nothing was exported.
   */
  'mission.compare': call(
    'read',
    z.object({ id: Id, file: FileRef }),
    z.object({
      revision: Sha256,
      wasExported: z.boolean(),
      differences: z.array(RouteDifference),
      notes: z.array(Note),
    }),
  ),
  /** The exported revisions of a mission, newest first. */
  'mission.frozen': call('read', byId, z.array(record(FrozenMission))),

  'flight.list': call('read', z.object({ siteId: Id.nullable() }), z.array(record(Flight))),
  'flight.get': call('read', byId, record(Flight)),
  'flight.put': call('write', put(Flight), written(Flight)),
  /** The plan and what was flown of it, as a page to print. */
  'flight.report': call(
    'task',
    z.object({ id: Id, language: z.enum(['zh', 'en']) }),
    z.object({ downloadId: z.string(), fileName: z.string() }),
  ),
  'flight.remove': call('write', removal, removed),

  /**
   * Copies files into the vault; photos are placed from their own record or the flight's track. One entry for all. `zones`
   * are those of cameras whose clock is not China's.
   */
  'footage.ingest': call(
    'task',
    z.object({
      files: z.array(FileRef).min(1).max(5000),
      flightId: Id.nullable(),
      zones: z.array(DeviceZone).max(100).optional(),
      sources: ChosenSources.optional(),
    }),
    z.object({
      seq: z.number().int().nullable(),
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
    }),
  ),
  /** What was seen of a site between two times, square by square and asset by asset. */
  'footage.coverage': call(
    'read',
    z.object({ siteId: Id, fromMs: AtMs, toMs: AtMs }),
    z.object({
      cellM: z.number(),
      cells: z.array(z.object({ at: LatLon, gsdM: z.number().nullable(), seenAtMs: AtMs.nullable() })),
      seenShare: z.number(),
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
    z.object({ id: Id, base: z.number().int().min(1), outcome: z.enum(REVIEWS).nullable() }),
    written(Footage),
  ),
  /** A clip's seconds for programs that show video on a map: Esri's FMV table, or OGC MF-JSON. */
  'footage.interchange': call(
    'task',
    z.object({ id: Id, format: z.enum(['fmv-csv', 'mf-json']) }),
    z.object({ downloadId: z.string(), fileName: z.string() }),
  ),
  /**
   * Opens a file with the system's own program, as a read-only copy. Where there is no such way (a browser), the file is
   * offered to be fetched instead.
   */
  'footage.openOutside': call(
    'task',
    byId,
    z.object({ isOpened: z.boolean(), downloadId: z.string().nullable(), fileName: z.string() }),
  ),
  /** Sets what copies of a photo or clip show covered. */
  'footage.setMasks': call(
    'write',
    z.object({ id: Id, base: z.number().int().min(1), masks: z.array(Mask).max(MOST_MASKS) }),
    written(Footage),
  ),
  /**
   * Lets pictures leave the workspace, with a list. One that has masks leaves as a copy that the window drew (null: the
   * one that was made with these masks before), or as it is where `unmasked` gives a reason, which the journal keeps.
   */
  'footage.export': call(
    'write',
    z.object({
      items: z
        .array(
          z.object({
            id: Id,
            base: z.number().int().min(1),
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
      seq: z.number().int(),
      files: z.array(z.object({ downloadId: z.string(), fileName: z.string() })),
    }),
  ),
  /** Keeps one frame of a clip, drawn by the window as a PNG, as a picture of its own. A frame that is there is no write. */
  'footage.keepFrame': call(
    'write',
    z.object({ id: Id, momentS: z.number().min(0).max(86_400), file: FileRef, recipe: Recipe }),
    record(Footage).extend({ seq: z.number().int().nullable() }),
  ),
  /**
   * Decides about the clock of one camera in one flight: it was `aheadS` ahead of UTC in all (nought: it was right), which
   * is taken off the times of its pictures; what was placed from the track is placed anew. Times that a receiver gave are
   * left alone.
   */
  'footage.setClock': call(
    'write',
    z.object({
      flightId: Id,
      device: z.string().max(200),
      aheadS: z.number().min(-1e9).max(1e9),
      why: z.string().min(1).max(500),
    }),
    z.object({ seq: z.number().int(), footage: z.array(record(Footage)) }),
  ),
  /** Keeps a small picture of a photo or clip that the window made (a JPEG), for lists: no evidence, not journalled. */
  'footage.keepPoster': call('read', z.object({ id: Id, file: FileRef }), nothing),
  'footage.list': call('read', z.object({ flightId: Id.nullable() }), z.array(record(Footage))),
  'footage.place': call(
    'write',
    z.object({ id: Id, base: z.number().int().min(1), placement: Placement }),
    written(Footage),
  ),

  /** Places a sighting and makes a finding of it; the site under the place gives the enterprise. */
  'finding.open': call(
    'write',
    z.object({ sighting: NewSighting, finding: NewFinding }),
    written(Finding).extend({ sighting: record(Sighting) }),
  ),
  /** A re-check: a further sighting on a known finding. */
  'finding.addSighting': call(
    'write',
    z.object({ id: Id, base: z.number().int().min(1), sighting: NewSighting }),
    written(Finding).extend({ sighting: record(Sighting) }),
  ),
  'finding.list': call(
    'read',
    FindingFilter,
    z.object({ rows: z.array(FindingRow), total: z.number().int() }),
  ),
  'finding.get': call('read', byId, FindingRow.extend({ history: z.array(record(Sighting)) })),
  /** Findings about a place, newest first, offered before a new one is made. */
  'finding.nearby': call(
    'read',
    z.object({ at: LatLon, radiusM: z.number().positive().max(5000) }),
    z.array(FindingRow.extend({ distanceM: z.number() })),
  ),
  'finding.edit': call(
    'write',
    z.object({
      id: Id,
      base: z.number().int().min(1),
      change: Finding.pick({
        title: true,
        category: true,
        level: true,
        risk: true,
        owner: true,
        enterpriseId: true,
        assetId: true,
      }).partial(),
    }),
    written(Finding),
  ),
  'finding.transition': call(
    'write',
    z.object({
      id: Id,
      base: z.number().int().min(1),
      to: State,
      reason: z.string().max(2000),
      /** The order's deadline, needed for 已下发; an extension of it otherwise. */
      dueMs: AtMs.nullable(),
      duplicateOfId: Id.nullable(),
    }),
    written(Finding),
  ),
  'finding.extend': call(
    'write',
    z.object({ id: Id, base: z.number().int().min(1), dueMs: AtMs, reason: z.string().min(1).max(2000) }),
    written(Finding),
  ),

  /** The one link to a vehicle; it is told of by `link` events, and recorded. Nothing that goes out moves a vehicle. */
  'link.status': call('read', nothing, LinkStatus),
  'link.open': call(
    'task',
    z.object({
      link: z.string().min(1).max(200),
      /** The vehicle where several answer; null takes the only one. */
      system: z.number().int().min(1).max(255).nullable(),
      /** A file with a key for signing (MAVLink 2). */
      key: FileRef.nullable(),
    }),
    LinkStatus,
  ),
  'link.close': call('read', nothing, LinkStatus),
  /** Calls off the transfer that is under way; the vehicle keeps what it had. */
  'link.cancel': call('read', nothing, LinkStatus),
  /**
   * Mission, fence and rally points to a vehicle on the ground, read back and compared; held back like an export, and
   * while another vehicle answers than the one that the mission was judged for.
   */
  'link.upload': call(
    'write',
    z.object({ id: Id, base: z.number().int().min(1) }),
    z.object({
      seq: z.number().int(),
      revision: Sha256,
      counts: ItemCounts,
      opaqueIds: ItemCounts,
      /** Parameters that the verdict leans on and the vehicle did not tell. */
      unread: z.array(z.string()),
    }),
  ),
  /** The parameters that the verdict reckons with, as the vehicle has them; read only. */
  'link.params': call(
    'task',
    nothing,
    z.object({ source: z.string().max(200), params: z.record(z.string().max(16), z.number()) }),
  ),
  'link.download': call(
    'write',
    z.object({ siteIds: z.array(Id).max(50) }),
    written(Mission).extend({ notes: z.array(Note) }),
  ),

  'layer.list': call('read', nothing, z.array(record(Layer))),
  'layer.put': call('write', put(Layer), written(Layer)),
  'layer.remove': call('write', removal, removed),
  /** Brings in an MBTiles file, or the features of a KML, KMZ, GeoJSON or shapefile; `datum` is theirs. */
  'layer.import': call(
    'task',
    z.object({ file: FileRef, beside: Beside, name: Name, datum: MapDatum, isSwapped: IsSwapped }),
    written(Layer).extend({ notes: z.array(Note) }),
  ),
  /** A picture (orthophoto, site plan) placed by its corners. */
  'layer.picture': call(
    'task',
    z.object({ file: FileRef, name: Name, corners: z.tuple([LatLon, LatLon, LatLon, LatLon]) }),
    written(Layer),
  ),

  /** Calls off long work by its name; what it has done so far stays. */
  'task.cancel': call('read', z.object({ task: z.string().max(60) }), z.object({ wasRunning: z.boolean() })),

  'journal.list': call(
    'read',
    z.object({
      aggregate: Aggregate.nullable(),
      id: Id.nullable(),
      beforeSeq: z.number().int().nullable(),
      limit: z.number().int().min(1).max(500),
    }),
    z.array(JournalRow),
  ),
  /** Restores what entry `seq` changed, as a new entry; undoing an undo is redo. */
  'journal.undo': call(
    'write',
    z.object({ seq: z.number().int().min(1) }),
    z.object({ seq: z.number().int(), changes: JournalRow.shape.changes }),
  ),

  /** Unfinished work (a half-filled form): kept beside the journal, never exported. */
  'draft.get': call('read', z.object({ key: z.string().min(1).max(200) }), z.object({ value: z.unknown() })),
  'draft.put': call('read', z.object({ key: z.string().min(1).max(200), value: z.unknown() }), nothing),
} as const

export type CallName = keyof typeof calls

/**
 * Whether a call puts something into the workspace's folder: all that answer with an entry, and those that keep something
 * beside the journal. While the folder is write-protected they are refused.
 */
export function writesWorkspace(name: CallName): boolean {
  const { output } = calls[name]
  const makesEntry = output instanceof z.ZodObject && 'seq' in output.shape
  return makesEntry || ['draft.put', 'footage.keepPoster', 'link.open'].includes(name)
}

export type CallInput<N extends CallName> = z.input<(typeof calls)[N]['input']>
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['output']>
export const CALL_NAMES = Object.keys(calls) as CallName[]
