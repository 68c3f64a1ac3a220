import { z } from 'zod'
import { Box } from '../core/geo/box.ts'
import {
  Finding,
  Level,
  Recheck,
  Risk,
  Sighting,
  State,
  Transfer,
  CaseFiled,
} from '../core/finding/finding.ts'
import { RectificationOrder } from '../core/finding/order/order.ts'
import { LatLon } from '../core/geo/position.ts'
import { AtMs, Id, Name, PartId, Version } from '../core/units/id.ts'
import { call } from './call.ts'
import { byId, page, PageLimit, pageOf, record, Revision, GroupedTimeCursor, written } from './document.ts'
import { EVERYONE, OFFICERS, SUPERVISORS, WRITERS } from './roles.ts'

export const FindingFilter = z.object({
  enterpriseId: Id.nullable(),
  states: z.array(State),
  level: Level.nullable(),
  overdueOnly: z.boolean(),
  text: z.string().max(200),
})
export type FindingFilter = z.infer<typeof FindingFilter>

const NewSighting = Sighting.omit({ id: true, findingId: true, author: true, knew: true })
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
  /** Whose matter it is, by the table of agencies; null or absent: nobody has said. */
  agencyId: PartId.nullable().optional(),
})

const OverdueOf = z.enum(['enterprise', 'ours']).nullable()
const Clock = z.object({ startMs: AtMs, dueMs: AtMs.nullable(), stoppedMs: AtMs.nullable() }).nullable()

/** What lists and the map show of a finding. */
export const FindingRow = z.object({
  id: Id,
  revision: Revision,
  version: Version,
  title: Finding.shape.title,
  state: State,
  level: Level,
  at: LatLon,
  openedAtMs: AtMs,
  /** When something is due of it; null where nothing is on a day. */
  dueMs: AtMs.nullable(),
  /** Whose clock is over: the enterprise's or ours. */
  overdueOf: OverdueOf,
  overdue: z.boolean(),
  enterpriseId: Id,
  /** Null where the enterprise is not here: another station may have it. */
  enterpriseName: Name.nullable(),
})
export type FindingRow = z.infer<typeof FindingRow>

export const findingCalls = {
  /** Places a sighting and makes a finding of it; the site under the place gives the enterprise. */
  'finding.open': call(
    'write',
    WRITERS,
    z.object({ sighting: NewSighting, finding: NewFinding }),
    written(Finding).extend({ sighting: record(Sighting) }),
  ),
  /** A re-check: a further sighting on a known finding. */
  'finding.addSighting': call(
    'write',
    WRITERS,
    z.object({ id: Id, base: Version, sighting: NewSighting }),
    written(Finding).extend({ sighting: record(Sighting) }),
  ),
  'finding.list': call(
    'read',
    EVERYONE,
    FindingFilter.extend({
      /** In the order of what is due, of all or at each enterprise or in each state. */
      order: z.enum(['due', 'enterprise', 'state']).default('due'),
      ...page(GroupedTimeCursor),
    }),
    pageOf(FindingRow, GroupedTimeCursor),
  ),
  /** The findings in a box, those opened last first, at most so many; whether there are more. */
  'finding.within': call(
    'read',
    EVERYONE,
    z.object({ box: Box, limit: PageLimit }),
    z.object({ rows: z.array(FindingRow), isMore: z.boolean() }),
  ),
  'finding.get': call(
    'read',
    EVERYONE,
    byId,
    record(Finding).extend({
      /** As in the rows. */
      enterpriseName: Name.nullable(),
      overdue: z.boolean(),
      overdueOf: OverdueOf,
      /** Both clocks (`src/core/finding/clocks.ts`), and for what it waits. */
      clocks: z.object({ enterprise: Clock, ours: Clock }),
      waitsFor: z
        .enum(['verifying', 'order', 'service', 'enterprise', 'recheck', 'closing', 'answer'])
        .nullable(),
      /** Its last order; null where it has none, or that is not here. */
      order: record(RectificationOrder).nullable(),
      history: z.array(record(Sighting)),
    }),
  ),
  /** Findings about a place, newest first, offered before a new one is made. */
  'finding.nearby': call(
    'read',
    EVERYONE,
    z.object({ at: LatLon, radiusM: z.number().positive().max(5000) }),
    z.array(FindingRow.extend({ distanceM: z.number() })),
  ),
  'finding.edit': call(
    'write',
    OFFICERS,
    z.object({
      id: Id,
      base: Version,
      change: Finding.pick({
        title: true,
        category: true,
        level: true,
        risk: true,
        owner: true,
        enterpriseId: true,
        assetId: true,
      })
        .partial()
        .extend({ agencyId: PartId.optional() }),
    }),
    written(Finding),
  ),
  'finding.transition': call(
    'write',
    OFFICERS,
    z.object({
      id: Id,
      base: Version,
      to: State,
      reason: z.string().max(2000),
      /** When the enterprise reported, of the step to 待复查; absent: now. */
      happenedAtMs: AtMs.nullable().optional(),
      duplicateOfId: Id.nullable(),
    }),
    written(Finding),
  ),
  /** What a re-check came to; it closes nothing by itself. */
  'finding.recheck': call(
    'write',
    OFFICERS,
    z.object({
      id: Id,
      base: Version,
      result: Recheck.shape.result,
      sightingId: Id.nullable(),
      document: Recheck.shape.document,
      words: Recheck.shape.words,
    }),
    written(Finding),
  ),
  /** Sends a finding to another agency, as its matter (移送) or for it to know (抄告). */
  'finding.transfer': call(
    'write',
    OFFICERS,
    z.object({
      id: Id,
      base: Version,
      how: Transfer.shape.how,
      agencyId: PartId,
      receipt: Transfer.shape.receipt,
      awaitedAtMs: AtMs.nullable(),
      words: Transfer.shape.words,
    }),
    written(Finding),
  ),
  /** What the other agency answered. */
  'finding.answer': call(
    'write',
    OFFICERS,
    z.object({ id: Id, base: Version, words: z.string().min(1).max(2000) }),
    written(Finding),
  ),
  /** A case on what was not put right in time (逾期未改): the finding stays open. */
  'finding.fileCase': call(
    'write',
    OFFICERS,
    z.object({
      id: Id,
      base: Version,
      kind: CaseFiled.shape.kind,
      no: CaseFiled.shape.no,
      words: CaseFiled.shape.words,
    }),
    written(Finding),
  ),
  /** Of findings that are older than orders: their deadline stands on themselves. */
  'finding.extend': call(
    'write',
    SUPERVISORS,
    z.object({ id: Id, base: Version, dueMs: AtMs, reason: z.string().min(1).max(2000) }),
    written(Finding),
  ),
} as const
