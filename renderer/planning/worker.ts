import '../jitless.ts'
import type { Mission } from '../../src/core/mission/mission.ts'
import { plan } from '../../src/core/route/plan.ts'
import { splitParts } from '../../src/core/route/split.ts'
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
  /** Whether to say how many sorties the mission takes as well. */
  withSorties?: boolean
}
/** `sorties`: null where no battery carries the longest stretch, or nobody asked. */
export type Answer = { id: number; route: Route; verdict: Verdict; sorties: number | null }

// The window's own thread never plans: one question at a time, in the order they come.
self.onmessage = ({ data }: MessageEvent<Question>) => {
  const { id, mission, sites, nowMs, isDraft, withSorties } = data
  const route = plan({ mission, sites, isDraft })
  const verdict = judge({ mission, sites, route, nowMs })
  const sorties = withSorties ? (splitParts(mission, sites)?.length ?? null) : null
  self.postMessage({ id, route, verdict, sorties } satisfies Answer)
}
