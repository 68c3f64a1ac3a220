import type { Mission } from '../mission/mission.ts'
import { plan } from '../route/plan.ts'
import type { Route } from '../route/route.ts'
import type { Site } from '../site/site.ts'
import { applyFix } from './applyFix.ts'
import { judge } from './judge.ts'
import { coverReturns } from './rallyCover.ts'
import type { CheckItem, Fix, RuleId, Verdict } from './verdict.ts'

/** What was done, and for which rule. */
export type Applied = { readonly rule: RuleId; readonly fix: Fix }
export type Mended = {
  readonly mission: Mission
  readonly route: Route
  readonly verdict: Verdict
  readonly applied: readonly Applied[]
  /** Not all that is offered was tried: mended once more, it may get better still. */
  readonly isCut: boolean
}

/** Changes that are tried, over all: each is planned and judged anew; the fewer the more there is to judge. */
const MOST_TRIED = 120
const FEWEST_TRIED = 6
/** Waypoints times corners of the fence that are judged in all, and of missions for which several points are sought. */
const MOST_JUDGED = 500_000_000
const MOST_COVERED = 1_000_000

/**
 * A mission with the changes made that its verdict offers, one after the other: each is kept when fewer errors are left,
 * or the same number and less of them, or no more of them and fewer warnings; then the offers are those of the new
 * verdict. It ends when none helps any more. `rule`: what this one rule offers alone. `told` hears of each that is kept.
 */
export function mend(
  input: { mission: Mission; sites: readonly Site[]; nowMs: number; rule?: RuleId | null },
  told: (applied: Applied) => void = () => {},
): Mended {
  const { sites, nowMs, rule = null } = input
  const seen = (mission: Mission) => {
    const route = plan({ mission, sites })
    return { mission, route, verdict: judge({ mission, sites, route, nowMs }) }
  }
  const applied: Applied[] = []
  let best = seen(input.mission)
  let tried = 0
  let isCut = false
  const weight = best.route.points.length * cornersOf(input.mission)
  const mostTried = Math.max(FEWEST_TRIED, Math.min(MOST_TRIED, Math.floor(MOST_JUDGED / (weight + 1))))
  const step = (): Applied | null => {
    for (const { rule: whose, fix } of offers(best.verdict, rule)) {
      isCut = tried >= mostTried
      if (isCut) return null
      tried += 1
      for (const mission of changed(best.mission, fix)) {
        const next = seen(mission)
        if (!isBetter(next, best)) continue
        best = next
        return { rule: whose, fix }
      }
    }
    return null
  }
  /** A change as it is offered; rally points first as many as every return needs. */
  function changed(mission: Mission, fix: Fix): Mission[] {
    const plain = applyFix(mission, fix)
    const covered =
      fix.code === 'addRallyPoint' && weight <= MOST_COVERED
        ? coverReturns({ mission, sites, route: best.route, nowMs }).mission
        : null
    return [covered, plain].filter((one) => one !== null)
  }
  for (let done = step(); done; done = step()) {
    applied.push(done)
    told(done)
  }
  return { ...best, applied, isCut }
}

const cornersOf = ({ fence }: Mission): number =>
  fence.reduce((sum, zone) => sum + (zone.shape === 'polygon' ? zone.ring.length : 1), 0)

/** What a verdict offers, errors first, each change once. */
function offers({ items }: Verdict, rule: RuleId | null): Applied[] {
  const known = new Set<string>()
  return items
    .filter((item) => rule === null || item.rule === rule)
    .flatMap((item) => item.fixes.map((fix) => ({ rule: item.rule, fix })))
    .filter(({ fix }) => {
      const key = JSON.stringify(fix)
      return !known.has(key) && known.add(key)
    })
}

type Judged = { readonly route: Route; readonly verdict: Verdict }

function isBetter(next: Judged, before: Judged): boolean {
  // A mission that flies nothing has few errors.
  if (next.route.items.length === 0 && before.route.items.length > 0) return false
  const [a, b] = [next.verdict, before.verdict]
  if (a.errors !== b.errors) return a.errors < b.errors
  const [worse, better] = [harm(next), harm(before)]
  if (Math.abs(worse - better) > LEAST_HARM) return worse < better
  return a.warnings + a.unknown < b.warnings + b.unknown
}

/** Differences below this are none. */
const LEAST_HARM = 1e-3
const MOST_HARM = 10

/** How much is wrong: for each error the share of the route that it concerns, or how far beyond its limit a figure is. */
const harm = ({ route, verdict }: Judged): number =>
  verdict.items.reduce(
    (sum, item) => sum + (item.severity === 'error' ? harmOf(item, route.figures.lengthM) : 0),
    0,
  )

function harmOf({ params, value, limit }: CheckItem, routeM: number): number {
  const metres = params['lengthM']
  if (typeof metres === 'number') return Math.min(MOST_HARM, metres / Math.max(1, routeM))
  if (value === null || limit === null) return 1
  return Math.min(MOST_HARM, Math.abs(value - limit) / Math.max(1, Math.abs(limit)))
}
