import type { LayerFeature } from '../../src/core/geo/layer.ts'
import type { Mission } from '../../src/core/mission/mission.ts'
import type { Permits } from '../../src/core/permit/permits.ts'
import type { Route } from '../../src/core/route/route.ts'
import type { Verdict } from '../../src/core/safety/verdict.ts'
import type { Site } from '../../src/core/site/site.ts'
import type { Answer, Question } from './worker.ts'

type Evaluated = { route: Route; verdict: Verdict }
type Port = {
  postMessage(question: Question): void
  onmessage: ((event: { data: Answer }) => void) | null
  terminate(): void
}

/** A question that is overtaken gets this long to be answered; then it is cut off, ms. */
const PATIENCE_MS = 200

/**
 * Asks a planning worker; the newest question wins. While one is worked on, later ones replace each other, so that
 * a drag is never more than one planning behind; work that an edit has overtaken and that takes long is given up, its
 * worker with it, and so is a draft once the drag is over. `told` hears of every answer that is still wanted.
 */
export function planningClient(start: () => Port, told: (evaluated: Evaluated, isNewest: boolean) => void) {
  let port: Port | null = null
  let lastId = 0
  let dropped = 0
  let working: Question | null = null
  let waiting: Question | null = null
  let patience: ReturnType<typeof setTimeout> | undefined
  const sendWaiting = () => {
    clearTimeout(patience)
    patience = undefined
    working = waiting
    waiting = null
    if (!working) return
    port ??= start()
    port.onmessage = answered
    port.postMessage(working)
  }
  const answered = ({ data: { id, route, verdict } }: { data: Answer }) => {
    sendWaiting()
    // An answer overtaken by a newer question is still the best there is until that is answered.
    if (id > dropped) told({ route, verdict }, id === lastId)
  }
  const giveUp = () => {
    if (port) {
      port.onmessage = null
      port.terminate()
      port = null
    }
    sendWaiting()
  }
  return {
    /** `isDraft` while somebody drags: quick, and nearly as well. */
    ask(
      mission: Mission,
      sites: Site[],
      nowMs: number,
      isDraft = false,
      surroundings: readonly LayerFeature[] = [],
      permits: Permits | null = null,
    ) {
      lastId += 1
      waiting = { id: lastId, mission, sites, nowMs, isDraft, surroundings, permits }
      if (!working) sendWaiting()
      // While somebody drags, each draft is let finish: cut off again and again, none would ever be seen.
      else if (!working.isDraft || !isDraft) patience ??= setTimeout(giveUp, PATIENCE_MS)
    },
    /** Ends what is worked on and forgets all questions: nothing is told until the next. */
    drop() {
      dropped = lastId
      waiting = null
      if (working) giveUp()
    },
  }
}

/** A worker that plans the open mission. */
export const startWorker = (): Port =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }) as unknown as Port
