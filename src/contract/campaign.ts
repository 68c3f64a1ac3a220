import { z } from 'zod'
import { Campaign } from '../core/campaign/campaign.ts'
import { VISIT_MODES } from '../core/campaign/visit.ts'
import { AtMs, Id, Name, PartId, Version } from '../core/units/id.ts'
import { call } from './call.ts'
import {
  byId,
  page,
  pageOf,
  put,
  record,
  removal,
  removed,
  Revision,
  SearchText,
  TimeCursor,
  written,
} from './document.ts'
import { EVERYONE, SUPERVISORS, WRITERS } from './roles.ts'

/** What lists show of a campaign. */
export const CampaignRow = z.object({
  id: Id,
  revision: Revision,
  name: Name,
  fromMs: AtMs,
  toMs: AtMs,
  closedAtMs: AtMs.nullable(),
  enterprises: z.number().int(),
  rounds: z.number().int(),
})
export type CampaignRow = z.infer<typeof CampaignRow>

/** How a visit stands with its approval (`src/core/campaign/approval.ts`). */
export const ApprovalState = z.enum(['approved', 'urgent', 'late', 'due', 'unapproved'])
/** Where an approval that a visit takes stands. */
export const ApprovedAt = z.enum(['visit', 'round', 'campaign'])

/** What an approval is given as: whoever asks gives it, now or when it was given on paper. */
export const approving = {
  no: z.string().max(100),
  /** Absent: now. */
  atMs: AtMs.optional(),
  /** Why it comes afterwards, where it does. */
  urgentReason: z.string().trim().min(1).max(2000).nullable(),
}

/** An enterprise's counter of inspections in the year. */
export const CapCount = z.object({
  year: z.number().int(),
  used: z.number().int(),
  perYear: z.number().int().nullable(),
  source: z.string(),
})
export type CapCount = z.infer<typeof CapCount>

/** An enterprise in a round: what was done there, and what was found. */
export const BoardCell = z.object({
  /** Its visits, those from the air among them, the earliest first. */
  visits: z.array(
    z.object({ id: Id, mode: z.enum(VISIT_MODES), isOver: z.boolean(), approval: ApprovalState }),
  ),
  /** A flight of the round's time was over one of its sites. */
  isFlown: z.boolean(),
  /** So many of these flights left what was approved (`flight.departures`). */
  departed: z.number().int(),
  /** The enterprise's own check in the round's time: made, missing, still to come, or not asked for (null). */
  selfCheck: z.enum(['done', 'missing', 'open']).nullable(),
  /** Findings that were opened in the round, as they stand now. */
  open: z.number().int(),
  overdue: z.number().int(),
  closed: z.number().int(),
})
export type BoardCell = z.infer<typeof BoardCell>

export const BoardRow = z.object({
  enterpriseId: Id,
  /** Null where the enterprise is not here. */
  name: Name.nullable(),
  cap: CapCount,
  risk: z.object({
    score: z.number(),
    colour: z.enum(['red', 'orange', 'yellow', 'blue']),
    category: z.enum(['I', 'II', 'III']).nullable(),
    openFindings: z.number().int(),
    overdue: z.number().int(),
    repeats: z.number().int(),
    daysSinceSeen: z.number().int().nullable(),
  }),
  /** One for each round; null: nothing happened, and nothing is planned. */
  cells: z.array(BoardCell.nullable()),
})
export type BoardRow = z.infer<typeof BoardRow>

export const Board = z.object({
  campaign: record(Campaign),
  rounds: z.array(
    z.object({
      id: PartId,
      no: z.number().int(),
      name: z.string(),
      fromMs: AtMs,
      toMs: AtMs,
      isApproved: z.boolean(),
      /** So many of the enterprises were seen from the air or on site, of so many. */
      seen: z.number().int(),
      of: z.number().int(),
    }),
  ),
  rows: z.array(BoardRow),
  /** Planned visits of one enterprise that are near enough to be made one. */
  merges: z.array(
    z.object({
      enterpriseId: Id,
      keep: z.object({ id: Id, version: Version, fromMs: AtMs }),
      others: z.array(z.object({ id: Id, version: Version, fromMs: AtMs })),
    }),
  ),
})
export type Board = z.infer<typeof Board>

export const campaignCalls = {
  /** Campaigns whose name or organiser has a text, those that begin last first. */
  'campaign.list': call(
    'read',
    EVERYONE,
    z.object({
      text: SearchText,
      /** Those that this enterprise is in; null: all. */
      enterpriseId: Id.nullable().default(null),
      ...page(TimeCursor),
    }),
    pageOf(CampaignRow, TimeCursor),
  ),
  'campaign.get': call('read', EVERYONE, byId, record(Campaign)),
  /** Keeps a campaign with its rounds. Approvals are given by `campaign.approve` alone: those that are here stay, where they still hold. */
  'campaign.put': call('write', WRITERS, put(Campaign), written(Campaign)),
  'campaign.remove': call('write', SUPERVISORS, removal, removed),
  /** Approves a campaign, or one of its rounds. */
  'campaign.approve': call(
    'write',
    SUPERVISORS,
    z.object({ id: Id, base: Version, roundId: PartId.nullable(), ...approving }),
    written(Campaign),
  ),
  /** Plans the next round as an earlier one was, with a visit for each enterprise that waits for a re-check. */
  'campaign.copyRound': call(
    'write',
    WRITERS,
    z.object({
      id: Id,
      base: Version,
      roundId: PartId,
      name: z.string().max(100),
      fromMs: AtMs,
      toMs: AtMs,
    }),
    written(Campaign).extend({ roundId: PartId, visitIds: z.array(Id) }),
  ),
  /** The campaign on one page: its enterprises by its rounds. */
  'campaign.board': call('read', EVERYONE, byId, Board),
} as const
