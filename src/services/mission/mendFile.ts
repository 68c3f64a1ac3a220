import type { Mission } from '../../core/mission/mission.ts'
import type { MissionFile } from '../../core/mission/missionFile.ts'
import { partMission } from '../../core/mission/parts.ts'
import { planner } from '../../core/route/plan.ts'
import { splitParts } from '../../core/route/split.ts'
import { type Applied, mend } from '../../core/safety/mend.ts'
import { judge } from '../../core/safety/judge.ts'
import { type CheckItem, RULE_IDS, type RuleId, type Verdict } from '../../core/safety/verdict.ts'
import { fail, ok, type Result } from '../../core/units/result.ts'
import { newId } from '../host/newId.ts'
import { missionRevision } from './revision.ts'

/** One sortie of a mission, with what the rules say of it. */
export type Sortie = { readonly file: MissionFile; readonly revision: string; readonly verdict: Verdict }

/** The rules whose errors a split mends. */
const TOO_LONG: readonly RuleId[] = ['energy.endurance', 'energy.return']
const isTooLong = ({ severity, rule }: CheckItem): boolean => severity === 'error' && TOO_LONG.includes(rule)

/**
 * The sorties that a mission comes to when each must fit its battery: none when it fits as it is, null when no battery
 * carries the longest stretch, or the way home from it.
 */
export function sortiesOf(file: MissionFile, nowMs: number): Sortie[] | null {
  const { mission, sites } = file
  const route = planner({ mission, sites })
  const verdictOf = (one: Mission): Verdict => judge({ mission: one, sites, route: route(one.part), nowMs })
  if (!verdictOf(mission).items.some(isTooLong)) return []
  const parts = splitParts(mission, sites)
  if (!parts || parts.length < 2) return null
  const sorties = parts.map((_, i): Sortie => {
    const part = partMission(mission, parts, i, newId(nowMs))
    return {
      file: { ...file, mission: part, releases: [] },
      revision: missionRevision(part),
      verdict: verdictOf(part),
    }
  })
  return sorties.some(({ verdict: { items } }) => items.some(isTooLong)) ? null : sorties
}

/** A rule by its name. */
export function ruleOf(name: string): Result<RuleId> {
  const rule = RULE_IDS.find((id) => id === name)
  return rule ? ok(rule) : fail('unknown_rule', { rule: name, known: RULE_IDS.join(', ') })
}

/** `part` counts from 1; 0 is the mission as a whole. */
export type Done = Applied & { readonly part: number }
export type MendedFile = {
  readonly whole: Sortie
  /** Where one battery is not enough: what is flown instead of the whole. */
  readonly sorties: readonly Sortie[]
  readonly applied: readonly Done[]
  /** Not all that is offered was tried. */
  readonly isCut: boolean
}

/**
 * A mission file with the changes made that its verdict offers (those of one rule alone, where it is named); what then
 * exceeds a battery is split, as the window offers it, and each sortie is mended by itself.
 */
export function mendFile(
  file: MissionFile,
  rule: RuleId | null,
  nowMs: number,
  told: (done: Done) => void,
): MendedFile {
  const applied: Done[] = []
  let isCut = false
  const mended = (one: MissionFile, part: number): Sortie => {
    const { mission, verdict, ...more } = mend(
      { mission: one.mission, sites: one.sites, nowMs, rule },
      (done) => {
        applied.push({ ...done, part })
        told({ ...done, part })
      },
    )
    isCut ||= more.isCut
    return { file: { ...one, mission }, revision: missionRevision(mission), verdict }
  }
  const whole = mended(file, 0)
  if (rule !== null && !TOO_LONG.includes(rule)) return { whole, sorties: [], applied, isCut }
  const sorties = sortiesOf(whole.file, nowMs) ?? []
  const parts = sorties.map((sortie, i) => mended(sortie.file, i + 1))
  return { whole, sorties: parts, applied, isCut }
}
