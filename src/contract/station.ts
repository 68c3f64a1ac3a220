import { z } from 'zod'
import { WAITS } from '../core/journal/project.ts'
import { StationId } from '../core/journal/acceptance.ts'
import { AtMs, Id, Name, Sha256, Version } from '../core/units/id.ts'
import { call, nothing } from './call.ts'
import { Aggregate, made, madeIfAny, page, pageOf, Revision } from './document.ts'
import { FileRef } from './files.ts'
import { EVERYONE, OFFICERS, SUPERVISORS, WRITERS } from './roles.ts'

const Count = z.number().int().min(0)
/** A station for people to read out: `XXXXX-XXXXX`. */
const ShortCode = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
/** What a person calls a station, as its acceptance says it; '' where nobody has said. */
const StationName = z.string().max(100)
const NamedStation = z.object({ station: StationId, code: ShortCode, name: StationName })

/** Why entries of a station are kept and not shown. */
const WhyHidden = z.enum(['not_accepted', 'bases_missing', 'unknown_kind', 'newer_form'])

export const StationRow = NamedStation.extend({
  /** `former`: one that this one goes on from; `closed`: the journal of a workspace of the time before stations. */
  kind: z.enum(['own', 'former', 'other', 'closed']),
  isAccepted: z.boolean(),
  entries: Count,
  /** When its last entry was made, by its own clock. */
  lastAtMs: AtMs.nullable(),
  /** In how many branches its chain is here: more than one came back as two. */
  branches: Count,
  /** How many of its entries are kept and not shown, and why. */
  hidden: Count,
  why: WhyHidden.nullable(),
  /** Up to which of its entries were given to others from here, 0 for none. */
  givenSeq: Count,
})
export type StationRow = z.infer<typeof StationRow>

const ANY_JSON = z.unknown()
/** A version that waits beside another one: what it says (null: it is deleted), and who made it when and where. */
const WaitingHead = z.object({
  version: Version,
  doc: ANY_JSON,
  station: StationId,
  code: ShortCode,
  stationName: StationName,
  by: z.string(),
  role: z.string(),
  atMs: AtMs,
  action: z.string(),
  entry: Sha256,
})

/** After which row a page of what waits begins. */
const WaitingCursor = z.object({ aggregate: Aggregate, id: Id })

export const stationCalls = {
  /** The stations that entries came from; this one too. `waiting`: how many documents wait for a decision. */
  'station.list': call(
    'read',
    EVERYONE,
    nothing,
    z.object({
      own: StationId.nullable(),
      code: ShortCode.nullable(),
      /** This station's key has signed what is not here: nothing is written until `workspace.renew`. */
      isAhead: z.boolean(),
      stations: z.array(StationRow),
      waiting: Count,
    }),
  ),
  /** Lets the entries of a station count, under a name; `shown`: how many are shown now that were not. */
  'station.accept': call(
    'write',
    OFFICERS,
    z.object({ station: StationId, name: z.string().trim().min(1).max(100) }),
    z.object({ ...made, shown: Count }),
  ),
  /** What comes of a station from now on is kept and not shown; what counts of it stays. */
  'station.withdraw': call('write', SUPERVISORS, z.object({ station: StationId }), z.object(made)),
  /** Goes on as a new station, whose first entry names the head that it continues; `own` is the one that is left. */
  'workspace.renew': call(
    'write',
    SUPERVISORS,
    z.object({ own: StationId.nullable() }),
    z.object({ ...made, station: StationId, code: ShortCode }),
  ),
  /** Writes an exchange file, to be fetched; `since`: a receipt of the station that it is for. */
  'workspace.send': call(
    'task',
    WRITERS,
    z.object({ since: FileRef.nullable(), originals: z.enum(['all', 'none']) }),
    z.object({
      download: z.string(),
      fileName: z.string(),
      entries: Count,
      documents: Count,
      originals: Count,
      bytes: Count,
      /** Stations of which the receipt has what is not known here: all of theirs was sent. */
      unknown: z.array(ShortCode),
    }),
  ),
  /** What an exchange file holds: checked whole, nothing is taken in. */
  'workspace.look': call(
    'task',
    EVERYONE,
    z.object({ file: FileRef }),
    z.object({
      from: NamedStation.extend({ isKnown: z.boolean() }),
      stations: z.array(
        NamedStation.extend({ isAccepted: z.boolean(), isNew: z.boolean(), fromSeq: Count, toSeq: Count }),
      ),
      atMs: AtMs,
      entries: Count,
      /** How many of them are not here yet. */
      newEntries: Count,
      originals: Count,
      bytes: Count,
      alreadyHere: z.boolean(),
    }),
  ),
  /** Takes in an exchange file, all or nothing, and offers a receipt to be fetched. */
  'workspace.receive': call(
    'task',
    WRITERS,
    z.object({ file: FileRef }),
    z.object({
      /** The entry by which this laptop became a station of the workspace, where it was none. */
      ...madeIfAny,
      /** New ones; 0 where all of it was here. */
      entries: Count,
      originals: Count,
      waiting: Count,
      /** Entries that are kept and not shown, and the stations of theirs that nobody has accepted. */
      hidden: Count,
      unknownStations: z.array(z.object({ station: StationId, code: ShortCode })),
      /** Null where no receipt can be signed (`problem`: an error's code). */
      receipt: z.object({ download: z.string(), fileName: z.string() }).nullable(),
      problem: z.string().nullable(),
    }),
  ),
  /** Documents that were changed in ways that do not join: each waits for a person. */
  'waiting.list': call(
    'read',
    EVERYONE,
    z.object(page(WaitingCursor)),
    pageOf(
      WaitingCursor.extend({
        name: Name.nullable(),
        reason: z.enum(WAITS),
        stations: z.array(NamedStation),
        /** When the last of its versions was made. */
        sinceMs: AtMs,
      }),
      WaitingCursor,
    ),
  ),
  /** All versions that wait, what is shown meanwhile, and what refers to it. */
  'waiting.get': call(
    'read',
    EVERYONE,
    WaitingCursor,
    WaitingCursor.extend({
      reason: z.enum(WAITS),
      ancestor: z.object({ version: Version, doc: ANY_JSON }).nullable(),
      heads: z.array(WaitingHead),
      referredBy: z.array(WaitingCursor.extend({ name: Name.nullable() })),
    }),
  ),
  /**
   * Decides: one of the versions that wait, or a document made of them; `heads` are those that whoever decides has seen.
   * Missions are decided by who plans, all else by officers.
   */
  'waiting.decide': call(
    'write',
    WRITERS,
    WaitingCursor.extend({
      heads: z.array(Version).min(1).max(1000),
      choice: z.union([z.object({ version: Version }), z.object({ doc: z.record(z.string(), z.unknown()) })]),
    }),
    z.object({ ...made, revision: Revision, version: Version }),
  ),
} as const
