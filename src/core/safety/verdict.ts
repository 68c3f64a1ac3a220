import { z } from 'zod'
import { Place } from '../geo/position.ts'
import { Params } from '../units/result.ts'

/** The rules by their ids: `RULES` in the registry has one file for each. */
export const RULE_IDS = [
  'fence.leg',
  'fence.return',
  'height.ceiling',
  'height.clearance',
  'energy.endurance',
  'energy.return',
  'wind.limit',
  'authorisation',
  'authorisation.filing',
  'authorisation.report',
  'authorisation.special',
  'zone.explosive',
  'takeoff',
  'route.first',
  'route.end',
  'link.sight',
  'camera.interval',
  'camera.coverage',
  'camera.reshoot',
  'camera.carried',
  'privacy.lookout',
  'vehicle.limits',
  'onboard',
  'ground.risk',
] as const
export const RuleId = z.enum(RULE_IDS)
export type RuleId = z.infer<typeof RuleId>

/**
 * A change that would mend an item: the name of a mission edit and what it takes. The window offers it as one
 * action; the words come from the code.
 */
export const Fix = z.object({ code: z.string(), params: Params })
export type Fix = z.infer<typeof Fix>

/** One thing a rule says of a route: what it measured, against which limit and whose, and where. */
export const CheckItem = z.object({
  rule: RuleId,
  severity: z.enum(['error', 'warning', 'unknown']),
  /** Names the case within the rule (`outside`, `no_authorisation`, …), for the words. */
  code: z.string(),
  value: z.number().nullable(),
  limit: z.number().nullable(),
  unit: z.enum(['m', 's', 'm/s', 'share', 'count', '']),
  source: z.string(),
  place: Place.nullable(),
  params: Params,
  fixes: z.array(Fix),
})
export type CheckItem = z.infer<typeof CheckItem>

/** One term of the fence margin, in metres, named for the words. */
export const MarginTerm = z.object({ code: z.string(), metres: z.number() })
export type MarginTerm = z.infer<typeof MarginTerm>

/** Safe (`ok`: no errors), and all that the rules found, errors first. */
export const Verdict = z.object({
  ok: z.boolean(),
  errors: z.number().int(),
  warnings: z.number().int(),
  unknown: z.number().int(),
  marginM: z.number(),
  marginTerms: z.array(MarginTerm),
  items: z.array(CheckItem),
})
export type Verdict = z.infer<typeof Verdict>
