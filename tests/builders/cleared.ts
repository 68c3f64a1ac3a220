import { createHash } from 'node:crypto'
import type { Mission } from '../../src/core/mission/mission.ts'
import { type Cleared, releaseGate } from '../../src/core/safety/releaseGate.ts'
import type { Site } from '../../src/core/site/site.ts'
import { canonicalJson } from '../../src/core/units/canonical.ts'
import { NOW_MS } from './mission.ts'

/** A mission that the gate let pass, whatever is wrong with it: released in a drill, with an emergency basis. */
export function aCleared(mission: Mission, sites: readonly Site[] = []): Cleared {
  const passed = releaseGate({
    mission,
    sites,
    surroundings: [],
    permits: null,
    nowMs: NOW_MS,
    revision: createHash('sha256').update(canonicalJson(mission), 'utf8').digest('hex'),
    known: [],
    request: { reason: 'drill', by: 'Wang', role: 'supervisor', emergencyBasis: 'drill' },
    isFlyable: true,
  })
  if (!passed.ok) throw new Error(passed.code)
  return passed.value
}
