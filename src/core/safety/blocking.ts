import { type Release, saysWhy } from '../mission/release.ts'
import { RULES } from './registry.ts'
import type { RuleId, Verdict } from './verdict.ts'

/**
 * The rules whose errors still hold back a flyable export of a revision: `rules` need a release by a named person with
 * a reason; `needsEmergencyBasis` are those of them that pass only with a release that records an emergency basis.
 * Releases of another revision count for nothing, nor do those that say nothing.
 */
export function blockingErrors(
  verdict: Verdict,
  releases: readonly Release[],
  revision: string,
): { rules: RuleId[]; needsEmergencyBasis: RuleId[] } {
  const own = releases.filter((release) => release.revision === revision && saysWhy(release))
  const held = RULES.filter(({ id, release }) => {
    if (!verdict.items.some((item) => item.rule === id && item.severity === 'error')) return false
    return !own.some(
      ({ rules, emergencyBasis }) =>
        rules.includes(id) &&
        (release === 'reason' || (emergencyBasis !== null && emergencyBasis.trim() !== '')),
    )
  })
  return {
    rules: held.map(({ id }) => id),
    needsEmergencyBasis: held.filter(({ release }) => release === 'emergency').map(({ id }) => id),
  }
}
