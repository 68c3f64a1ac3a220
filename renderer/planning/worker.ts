import type { LayerFeature } from '../../src/core/geo/layer.ts'
import type { Mission } from '../../src/core/mission/mission.ts'
import type { Permits } from '../../src/core/permit/permits.ts'
import { plan } from '../../src/core/route/plan.ts'
import type { Route } from '../../src/core/route/route.ts'
import { judge } from '../../src/core/safety/judge.ts'
import type { Verdict } from '../../src/core/safety/verdict.ts'
import type { Site } from '../../src/core/site/site.ts'

export type Question = {
  id: number
  mission: Mission
  sites: Site[]
  nowMs: number
  isDraft: boolean
  /** Roads and buildings of the map about the mission. */
  surroundings: readonly LayerFeature[]
  permits: Permits | null
}
export type Answer = { id: number; route: Route; verdict: Verdict }

// The window's own thread never plans: one question at a time, in the order they come.
self.onmessage = ({ data }: MessageEvent<Question>) => {
  const { id, mission, sites, nowMs, isDraft, surroundings, permits } = data
  const route = plan({ mission, sites, isDraft })
  const verdict = judge({ mission, sites, route, nowMs, surroundings, permits })
  // The items are for files and links, which are made of what was planned in full: a third of the way across less.
  self.postMessage({ id, route: isDraft ? { ...route, items: [] } : route, verdict } satisfies Answer)
}
