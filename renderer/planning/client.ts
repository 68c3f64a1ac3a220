import type { Mission } from '../../src/core/mission/mission.ts'
import type { Route } from '../../src/core/route/route.ts'
import type { Verdict } from '../../src/core/safety/verdict.ts'
import type { Site } from '../../src/core/site/site.ts'
import type { Answer, Question } from './worker.ts'

type Evaluated = { route: Route; verdict: Verdict }
type Port = { postMessage(question: Question): void; onmessage: ((event: { data: Answer }) => void) | null }
type PlanningWorker = Port & { terminate(): void }

/**
 * Asks the planning worker; the newest question wins. While one is worked on, later ones replace each other, so that
 * a drag is never more than one planning behind. `told` hears of every answer that is still wanted.
 */
export function planningClient(port: Port, told: (evaluated: Evaluated, isNewest: boolean) => void) {
  let lastId = 0
  let working: number | null = null
  let waiting: Question | null = null
  const send = (question: Question) => {
    working = question.id
    port.postMessage(question)
  }
  port.onmessage = ({ data: { id, route, verdict } }) => {
    working = null
    if (waiting) {
      send(waiting)
      waiting = null
    }
    // An answer overtaken by a newer question is still the best there is until that is answered.
    if (id > dropped) told({ route, verdict }, id === lastId)
  }
  let dropped = 0
  return {
    /** `isDraft` while somebody drags: quick, and nearly as well. */
    ask(mission: Mission, sites: Site[], nowMs: number, isDraft = false) {
      lastId += 1
      const question = { id: lastId, mission, sites, nowMs, isDraft }
      if (working === null) send(question)
      else waiting = question
    },
    /** Forgets all questions: what comes back now belongs to another document. */
    drop() {
      dropped = lastId
      waiting = null
    },
  }
}

/** A worker that plans: one for the open mission, one more for each comparison. */
export const startWorker = (): PlanningWorker =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }) as unknown as PlanningWorker
