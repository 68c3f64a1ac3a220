import type { TrackPoint } from '../../src/core/flight/flight.ts'
import { type PlanFlown, planFlown } from '../../src/core/flight/planFlown.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import type { Mission } from '../../src/core/mission/mission.ts'
import { plan } from '../../src/core/route/plan.ts'
import type { Figures } from '../../src/core/route/route.ts'
import { splitParts } from '../../src/core/route/split.ts'
import { judge } from '../../src/core/safety/judge.ts'
import { type Covered, coverReturns } from '../../src/core/safety/rallyCover.ts'
import { type TakeoffRegion, takeoffRegion } from '../../src/core/safety/takeoffRegion.ts'
import type { Site } from '../../src/core/site/site.ts'

type About = {
  mission: Mission
  sites: readonly Site[]
  nowMs: number
  /** What was flown, for a comparison with the plan. */
  track: readonly TrackPoint[]
}
/** What a mission comes to. `sorties`: null where no battery carries the longest stretch. */
export type Compared = { figures: Figures; errors: number; sorties: number | null }

/** What takes longer than an edit may, done when somebody asks for it. */
const STUDIES = {
  compare: ({ mission, sites, nowMs }: About): Compared => {
    const route = plan({ mission, sites })
    const { errors } = judge({ mission, sites, route, nowMs })
    return { figures: route.figures, errors, sorties: splitParts(mission, sites)?.length ?? null }
  },
  rallyCover: ({ mission, sites, nowMs }: About): Covered =>
    coverReturns({ mission, sites, route: plan({ mission, sites }), nowMs }),
  takeoff: ({ mission, sites, nowMs }: About): TakeoffRegion =>
    takeoffRegion({ mission, sites, route: plan({ mission, sites }), nowMs }),
  flown: ({ mission, sites, track }: About): { found: PlanFlown; way: LatLon[] } => {
    const route = plan({ mission, sites })
    const way = route.points.map(({ lat, lon }) => ({ lat, lon }))
    return { found: planFlown(mission, route, track), way }
  },
}
export type Study = keyof typeof STUDIES
export type Studied<S extends Study> = ReturnType<(typeof STUDIES)[S]>
export type StudyQuestion = { id: number; study: Study; about: About }
export type StudyAnswer = { id: number; answer: Studied<Study> }

self.onmessage = ({ data: { id, study, about } }: MessageEvent<StudyQuestion>) => {
  self.postMessage({ id, answer: STUDIES[study](about) } satisfies StudyAnswer)
}
