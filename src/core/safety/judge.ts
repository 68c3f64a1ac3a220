import type { LayerFeature } from '../geo/layer.ts'
import { fenceMargin } from '../mission/margin.ts'
import type { Mission } from '../mission/mission.ts'
import type { Permits } from '../permit/permits.ts'
import type { Route } from '../route/route.ts'
import type { Site } from '../site/site.ts'
import { RULES } from './registry.ts'
import { subjectOf } from './subject.ts'
import type { CheckItem, Verdict } from './verdict.ts'

const ORDER = { error: 0, unknown: 1, warning: 2 } as const

/**
 * What every rule says of a route: errors first, then what is unknown, then warnings, each in the order of the rules.
 * The same input gives the same verdict. `nowMs` is UTC now, for approvals that have run out.
 */
export function judge(input: {
  mission: Mission
  sites: readonly Site[]
  route: Route
  nowMs: number
  /** Features of the map's layers, where they are at hand: roads, railways, buildings. */
  surroundings?: readonly LayerFeature[]
  /** What the workspace knows of the mission's approval; absent: there is no workspace at hand. */
  permits?: Permits | null
}): Verdict {
  const subject = subjectOf(input)
  const items = RULES.flatMap((rule) => rule.check(subject)).sort(
    (p, q) => ORDER[p.severity] - ORDER[q.severity],
  )
  const count = (severity: CheckItem['severity']) => items.filter((item) => item.severity === severity).length
  const { marginM, terms } = fenceMargin(input.mission)
  const errors = count('error')
  return {
    ok: errors === 0,
    errors,
    warnings: count('warning'),
    unknown: count('unknown'),
    marginM,
    marginTerms: terms,
    items,
  }
}
