import type { CallOutput } from '../../contract/index.ts'
import type { Mission } from '../../core/mission/mission.ts'
import type { Site } from '../../core/site/site.ts'
import type { Exported, exported, Judged } from '../missionWork.ts'

/** What is planned, judged and written of a mission; `name`: what a person calls it. */
export const planJobs = {
  evaluate: async ({ judged }: { name: string; judged: Judged }): Promise<CallOutput<'mission.evaluate'>> =>
    (await import('../missionWork.ts')).evaluate(judged),

  exportMission: async ({
    judged,
    how,
  }: {
    name: string
    judged: Judged
    how: Parameters<typeof exported>[1]
  }): Promise<Exported> => (await import('../missionWork.ts')).exported(judged, how),

  /** The parts of a mission that needs more than one battery, as `splitParts` has them. */
  split: async ({ mission, sites }: { name: string; mission: Mission; sites: readonly Site[] }) =>
    (await import('../../core/route/split.ts')).splitParts(mission, sites),
}
