import type { LayerFeature } from '../geo/layer.ts'
import type { Mission } from '../mission/mission.ts'
import { type Release, type ReleaseRequest, saysWhy } from '../mission/release.ts'
import type { Permits } from '../permit/permits.ts'
import { plan } from '../route/plan.ts'
import type { Route } from '../route/route.ts'
import type { Site } from '../site/site.ts'
import { fail, type Failure, ok, type Result } from '../units/result.ts'
import { blockingErrors } from './blocking.ts'
import { judge } from './judge.ts'
import { type Answering, notJudgedFor } from './judgedFor.ts'
import type { Verdict } from './verdict.ts'

/** A mission as it is judged: with the sites it names, what is drawn about its home, and the moment, UTC ms. */
export type Judged = {
  readonly mission: Mission
  readonly sites: readonly Site[]
  /** What the map's layers show about home (`surroundingsOf`); empty where there are no layers. */
  readonly surroundings: readonly LayerFeature[]
  /** What the workspace knows of its approval; null: there is no workspace at hand. */
  readonly permits: Permits | null
  readonly nowMs: number
}

/** What asks to leave: a mission as it is judged, and what lets it pass although the verdict has errors. */
export type Leaving = Judged & {
  /** SHA-256 of the canonical mission: a release holds for it alone. */
  readonly revision: string
  /** The releases so far; those of other revisions count for nothing. */
  readonly known: readonly Release[]
  /** What somebody says now to let it pass; null, or nothing in it: nobody did. */
  readonly request: ReleaseRequest | null
  /** Whether a vehicle could fly what is to leave; what nobody flies is never held back. */
  readonly isFlyable: boolean
}

declare const byGate: unique symbol

/**
 * What may leave, as it was judged. Only the gate makes one, and what writes for a vehicle takes nothing else: mission,
 * route and releases are those that were looked at.
 */
export type Cleared = Judged & {
  readonly revision: string
  readonly route: Route
  readonly verdict: Verdict
  /** The releases of this revision that go on record, the one that was asked for last. */
  readonly releases: Release[]
  readonly isFlyable: boolean
  readonly [byGate]: true
}

/** Route and verdict of a mission. */
export function evaluated({ mission, sites, surroundings, permits, nowMs }: Judged): {
  route: Route
  verdict: Verdict
} {
  const route = plan({ mission, sites })
  return { route, verdict: judge({ mission, sites, route, nowMs, surroundings, permits }) }
}

/**
 * The one gate: whatever is to leave for a vehicle, as a file or over a link, passes here or does not leave. Plans and
 * judges anew. Failures: `unsafe { errors, rules, codes }` with every error that no release covers;
 * `needs_emergency_basis { rule }` where one was asked for that does not cover its rule.
 */
export function releaseGate(leaving: Leaving): Result<Cleared> {
  const { mission, sites, surroundings, permits, nowMs, revision, known, isFlyable } = leaving
  const request = leaving.request && saysWhy(leaving.request) ? leaving.request : null
  const { route, verdict } = evaluated(leaving)
  const releases = known.filter((release) => release.revision === revision)
  const errors = verdict.items.filter(({ severity }) => severity === 'error')
  const rules = [...new Set(errors.map(({ rule }) => rule))]
  if (request && rules.length > 0) releases.push({ revision, rules, ...request, atMs: nowMs })
  const blocking = blockingErrors(verdict, releases, revision)
  if (isFlyable && blocking.rules.length > 0) {
    const [emergency] = blocking.needsEmergencyBasis
    if (request && emergency) return fail('needs_emergency_basis', { rule: emergency })
    const held = errors.filter(({ rule }) => blocking.rules.includes(rule))
    return fail('unsafe', {
      errors: held.length,
      rules: blocking.rules.join(', '),
      codes: [...new Set(held.map(({ code }) => code))].join(', '),
    })
  }
  const judged = { mission, sites, surroundings, permits, nowMs }
  return ok({ ...judged, revision, route, verdict, releases, isFlyable } as unknown as Cleared)
}

/**
 * The gate once more where a vehicle answers: why what may leave may not go to this one (`notJudgedFor`); null: it may.
 * Misuse throws: what was cleared as a paper goes to no vehicle.
 */
export function heldFrom(cleared: Cleared, vehicle: Answering): Failure | null {
  if (!cleared.isFlyable) throw new Error('cleared as a paper')
  return notJudgedFor(cleared.mission, cleared.route, vehicle)
}
