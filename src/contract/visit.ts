import { z } from 'zod'
import { Answer } from '../core/campaign/answer.ts'
import { Approval } from '../core/campaign/approval.ts'
import { Visit, VISIT_KINDS, VISIT_MODES } from '../core/campaign/visit.ts'
import { AtMs, Id, Name, PartId, Version } from '../core/units/id.ts'
import { call } from './call.ts'
import { ApprovalState, ApprovedAt, approving, CapCount } from './campaign.ts'
import {
  byId,
  page,
  pageOf,
  put,
  record,
  removal,
  removed,
  Revision,
  TimeCursor,
  written,
} from './document.ts'
import { EVERYONE, OFFICERS, SUPERVISORS } from './roles.ts'

/** What lists show of a visit. */
const VisitRow = z.object({
  id: Id,
  revision: Revision,
  enterpriseId: Id,
  /** Null where the enterprise is not here. */
  enterpriseName: Name.nullable(),
  campaignId: Id.nullable(),
  roundId: PartId.nullable(),
  kind: z.enum(VISIT_KINDS),
  mode: z.enum(VISIT_MODES),
  fromMs: AtMs,
  toMs: AtMs.nullable(),
  approval: ApprovalState,
  counts: z.boolean(),
  isMerged: z.boolean(),
})

/** A visit from the air that a flight offers. */
const OfferedVisit = z.object({
  enterpriseId: Id,
  enterpriseName: Name.nullable(),
  sites: z.array(z.object({ id: Id, share: z.number(), assets: z.number().int() })),
  campaign: z.object({ id: Id, name: Name, roundNo: z.number().int() }).nullable(),
  items: z.number().int(),
  /** The visit that was made of it already. */
  visitId: Id.nullable(),
})

export const visitCalls = {
  /** Visits of an enterprise, of a campaign, or all, those that begin last first. */
  'visit.list': call(
    'read',
    EVERYONE,
    z.object({
      enterpriseId: Id.nullable().default(null),
      campaignId: Id.nullable().default(null),
      ...page(TimeCursor),
    }),
    pageOf(VisitRow, TimeCursor),
  ),
  'visit.get': call(
    'read',
    EVERYONE,
    byId,
    record(Visit).extend({
      enterpriseName: Name.nullable(),
      campaignName: Name.nullable(),
      roundNo: z.number().int().nullable(),
      /** The approval that it takes, wherever that stands. */
      standing: z.object({
        state: ApprovalState,
        at: ApprovedAt.nullable(),
        approval: Approval.nullable(),
      }),
      cap: CapCount,
      /** What was taken in it by phones and body-worn recorders. */
      footageIds: z.array(Id),
      /** What was seen in it: an item of the checklist may name each. */
      sightings: z.array(z.object({ id: Id, findingId: Id, title: z.string().nullable(), seenAtMs: AtMs })),
      /** What was found of each item the last time: shown beside, never taken over by itself. */
      last: z.array(z.object({ itemId: PartId, visitId: Id, atMs: AtMs, answer: Answer, words: z.string() })),
    }),
  ),
  /** Keeps a visit. Its approval is given by `visit.approve` alone: the one that is here stays, where it still holds. */
  'visit.put': call('write', OFFICERS, put(Visit), written(Visit)),
  'visit.remove': call('write', SUPERVISORS, removal, removed),
  'visit.approve': call(
    'write',
    SUPERVISORS,
    z.object({ id: Id, base: Version, ...approving }),
    written(Visit),
  ),
  /** Makes planned visits of one enterprise one: the first takes what the others were for. */
  'visit.merge': call(
    'write',
    OFFICERS,
    z.object({
      id: Id,
      base: Version,
      others: z
        .array(z.object({ id: Id, base: Version }))
        .min(1)
        .max(20),
    }),
    written(Visit),
  ),
  /** The sheet of a visit on A4, to be filled in by hand or as it was: an HTML page that needs nothing from outside. */
  'visit.print': call(
    'read',
    EVERYONE,
    z.object({ id: Id, language: z.enum(['zh', 'en']) }),
    z.object({ downloadId: z.string(), fileName: z.string() }),
  ),
  /** The visits from the air that a flight offers: of the enterprises whose sites its footage really saw. */
  'visit.offers': call('read', EVERYONE, z.object({ flightId: Id }), z.array(OfferedVisit)),
  /** Takes an offered visit over. */
  'visit.fromFlight': call('write', OFFICERS, z.object({ flightId: Id, enterpriseId: Id }), written(Visit)),
} as const
