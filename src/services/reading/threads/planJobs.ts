import type { CallOutput } from '../../../contract/index.ts'
import type { Mission } from '../../../core/mission/mission.ts'
import type { Site } from '../../../core/site/site.ts'
import type { Note } from '../../../core/units/note.ts'
import { ok, type Result } from '../../../core/units/result.ts'
import type { HeldLists } from '../../link/heldMission.ts'
import type { Cleared, Judged } from '../../../core/safety/releaseGate.ts'
import type { Left, Standing } from '../../../core/safety/standing.ts'
import type { Exported, exported, Passing } from '../../mission/missionWork.ts'

type Planned = { readonly name: string; readonly mission: Mission; readonly sites: readonly Site[] }

/** What is planned, judged and written of a mission; `name`: what a person calls it. */
export const planJobs = {
  evaluate: async ({ judged }: { name: string; judged: Judged }): Promise<CallOutput<'mission.evaluate'>> =>
    (await import('../../mission/missionWork.ts')).evaluate(judged),

  /** How a mission stands, `left` being what left of it. */
  standing: async ({
    judged,
    left,
  }: {
    name: string
    judged: Judged
    left: readonly Left[]
  }): Promise<Standing> => {
    const { evaluate } = await import('../../mission/missionWork.ts')
    const { verdict, revision } = evaluate(judged)
    return (await import('../../../core/safety/standing.ts')).standingOf(verdict, revision, left)
  },

  exportMission: async ({
    judged,
    how,
  }: {
    name: string
    judged: Judged
    how: Parameters<typeof exported>[1]
  }): Promise<Result<Exported>> => (await import('../../mission/missionWork.ts')).exported(judged, how),

  /** A mission that may be flown, as the gate lets it pass; or why not. */
  cleared: async ({
    judged,
    passing,
  }: {
    name: string
    judged: Judged
    passing: Passing
  }): Promise<Result<Cleared>> => (await import('../../mission/missionWork.ts')).cleared(judged, passing),

  /** A mission made of `base` and what a vehicle holds: as JSON, which `add` takes. */
  heldMission: async ({
    held,
    base,
  }: {
    name: string
    held: HeldLists
    base: Mission
  }): Promise<Result<{ text: string; notes: Note[] }>> => {
    const made = (await import('../../link/heldMission.ts')).missionOfLists(held, base)
    return made.ok ? ok({ text: JSON.stringify(made.value.mission), notes: made.value.notes }) : made
  },

  /** The parts of a mission that needs more than one battery, as `splitParts` has them. */
  split: async ({ mission, sites }: Planned) =>
    (await import('../../../core/route/split.ts')).splitParts(mission, sites),
}
