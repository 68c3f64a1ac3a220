import { z } from 'zod'
import { Box } from '../core/geo/box.ts'
import { Finding, Level, Risk, Sighting, State } from '../core/finding/finding.ts'
import { LatLon } from '../core/geo/position.ts'
import { AtMs, Id, Name, PartId, Version } from '../core/units/id.ts'
import { call } from './call.ts'
import { byId, page, PageLimit, pageOf, record, Revision, TimeCursor, written } from './document.ts'
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
})

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
    FindingFilter.extend(page(TimeCursor)),
    pageOf(FindingRow, TimeCursor),
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
      }).partial(),
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
      /** The order's deadline, needed for 已下发; an extension of it otherwise. */
      dueMs: AtMs.nullable(),
      duplicateOfId: Id.nullable(),
    }),
    written(Finding),
  ),
  'finding.extend': call(
    'write',
    SUPERVISORS,
    z.object({ id: Id, base: Version, dueMs: AtMs, reason: z.string().min(1).max(2000) }),
    written(Finding),
  ),
} as const
