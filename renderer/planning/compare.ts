import type { Mission } from '../../src/core/mission/mission.ts'
import type { Figures } from '../../src/core/route/route.ts'
import type { Site } from '../../src/core/site/site.ts'
import { startWorker } from './client.ts'

/** `sorties`: null where no battery carries the longest stretch. */
export type Compared = { figures: Figures; errors: number; sorties: number | null }

/** Plans and judges missions one after the other in a worker of their own, and tells of each as it is done. */
export function compareMissions(
  missions: readonly Mission[],
  sites: Site[],
  told: (index: number, found: Compared) => void,
): Promise<void> {
  if (missions.length === 0) return Promise.resolve()
  const worker = startWorker()
  const nowMs = Date.now()
  return new Promise((done) => {
    worker.onmessage = ({ data: { id, route, verdict, sorties } }) => {
      told(id, { figures: route.figures, errors: verdict.errors, sorties })
      if (id < missions.length - 1) return
      worker.terminate()
      done()
    }
    missions.forEach((mission, id) =>
      worker.postMessage({ id, mission, sites, nowMs, isDraft: false, withSorties: true }),
    )
  })
}
