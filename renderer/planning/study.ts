import type { TrackPoint } from '../../src/core/flight/flight.ts'
import type { Mission } from '../../src/core/mission/mission.ts'
import type { Site } from '../../src/core/site/site.ts'
import type { Studied, Study, StudyAnswer, StudyQuestion } from './studyWorker.ts'

/** Studies missions one after the other, in a worker of their own: `told` hears of each as it is done. */
export function studyEach<S extends Study>(
  study: S,
  missions: readonly Mission[],
  sites: readonly Site[],
  told: (index: number, found: Studied<S>) => void,
  track: readonly TrackPoint[] = [],
): Promise<void> {
  if (missions.length === 0) return Promise.resolve()
  const worker = new Worker(new URL('./studyWorker.ts', import.meta.url), { type: 'module' })
  const nowMs = Date.now()
  return new Promise((done, failed) => {
    worker.onmessage = ({ data: { id, answer } }: MessageEvent<StudyAnswer>) => {
      told(id, answer as Studied<S>)
      if (id < missions.length - 1) return
      worker.terminate()
      done()
    }
    worker.onerror = () => {
      worker.terminate()
      failed(new Error('the study broke off'))
    }
    for (const [id, mission] of missions.entries())
      worker.postMessage({
        id,
        study,
        about: { mission, sites: ownSites(mission, sites), nowMs, track },
      } satisfies StudyQuestion)
  })
}

/** What one study says of a mission. */
export async function studyOf<S extends Study>(
  study: S,
  mission: Mission,
  sites: readonly Site[],
  track: readonly TrackPoint[] = [],
): Promise<Studied<S>> {
  let answer: Studied<S> | undefined
  const keep = (_: number, found: Studied<S>) => {
    answer = found
  }
  await studyEach(study, [mission], sites, keep, track)
  return answer as Studied<S>
}

const ownSites = (mission: Mission, sites: readonly Site[]): Site[] =>
  sites.filter(({ id }) => mission.siteIds.includes(id))
