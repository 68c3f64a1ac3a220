import { z } from 'zod'
import { STATISTICS } from '../core/finding/statistics.ts'
import { Level } from '../core/finding/finding.ts'
import { AtMs, Id } from '../core/units/id.ts'
import { call } from './call.ts'
import { PageLimit } from './document.ts'
import { FindingRow } from './finding.ts'
import { EVERYONE } from './roles.ts'

/** Up to the end of 2199: a chart has spans of years at most. */
const Moment = z
  .number()
  .int()
  .min(0)
  .max(Date.UTC(2200, 0, 1))

const Asked = z.object({
  fromMs: Moment,
  toMs: Moment,
  enterpriseId: Id.nullable(),
  level: Level.nullable(),
})

/** A number with its counts: `of`, among how many where it is a share; null where there is nothing to count from. */
export const StatisticRow = z.object({
  name: z.enum(STATISTICS),
  unit: z.enum(['count', 'share', 'days']),
  value: z.number().nullable(),
  of: z.number().int(),
  among: z.number().int().nullable(),
})

/** The findings that stood open at the end of a month or week, and what was opened and closed in it. */
const Span = z.object({
  fromMs: AtMs,
  opened: z.number().int(),
  closed: z.number().int(),
})

export const statisticsCalls = {
  'statistics.get': call(
    'read',
    EVERYONE,
    Asked,
    z.object({ rows: z.array(StatisticRow), spans: z.array(Span) }),
  ),
  /** The findings behind a number: those that it counts, or those among which. */
  'statistics.behind': call(
    'read',
    EVERYONE,
    Asked.extend({
      name: z.enum(STATISTICS),
      part: z.enum(['of', 'among']),
      skip: z.number().int().min(0).max(1_000_000).default(0),
      limit: PageLimit.default(100),
    }),
    z.object({ rows: z.array(FindingRow), total: z.number().int() }),
  ),
} as const
