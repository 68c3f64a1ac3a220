import type { Excluded, Member, Pool } from '../../../src/core/draw/draw.ts'
import type { PartId } from '../../../src/core/units/id.ts'

type Person = { readonly key: string; readonly name: string }

/** What is filled in for a draw. Enterprises are those of the workspace, without who is left out. */
export type Filled = {
  readonly name: string
  /** Why it is drawn again; of the first one nothing. */
  readonly reason: string
  readonly sharePercent: number
  readonly inspectorsPerTarget: number
  readonly targetsExcluded: readonly Excluded[]
  /** Enterprises of which the share is drawn by itself; those in none of them are one more. */
  readonly strata: readonly { readonly id: PartId; readonly name: string; readonly ids: readonly string[] }[]
  readonly inspectors: readonly Person[]
  readonly inspectorsExcluded: readonly Excluded[]
}

export const NOTHING: Filled = {
  name: '',
  reason: '',
  sharePercent: 30,
  inspectorsPerTarget: 2,
  targetsExcluded: [],
  strata: [],
  inspectors: [],
  inspectorsExcluded: [],
}

/** What was settled before, to be drawn from again. */
export const filledOf = (pool: Pool): Filled => ({
  ...NOTHING,
  sharePercent: pool.sharePercent,
  inspectorsPerTarget: pool.inspectorsPerTarget,
  targetsExcluded: pool.targetsExcluded,
  strata: [...new Set(pool.targets.map(({ stratum }) => stratum))]
    .filter((stratum) => stratum !== '')
    .map((stratum, i) => ({
      id: `was-${i + 1}`,
      name: stratum,
      ids: pool.targets.filter((target) => target.stratum === stratum).map(({ key }) => key),
    })),
  inspectors: pool.inspectors.map(({ key, name }) => ({ key, name })),
  inspectorsExcluded: pool.inspectorsExcluded,
})

/** Who may be drawn: in the order of the list, each in its stratum, without who is left out. */
export function poolOf(filled: Filled, enterprises: readonly Person[]): Pool {
  const out = new Set(filled.targetsExcluded.map(({ key }) => key))
  const stratumOf = (key: string): string =>
    filled.strata.find(({ ids }) => ids.includes(key))?.name.trim() ?? ''
  return {
    targets: enterprises
      .filter(({ key }) => !out.has(key))
      .map(({ key, name }): Member => ({ key, name, stratum: stratumOf(key) })),
    sharePercent: filled.sharePercent,
    targetsExcluded: [...filled.targetsExcluded],
    inspectors: filled.inspectors.map(({ key, name }): Member => ({ key, name, stratum: '' })),
    inspectorsPerTarget: filled.inspectorsPerTarget,
    inspectorsExcluded: [...filled.inspectorsExcluded],
  }
}

/** How many of each stratum may be drawn, in the order of the list. */
export function strataOf({ targets }: Pool): { name: string; n: number }[] {
  const counts = new Map<string, number>()
  for (const { stratum } of targets) counts.set(stratum, (counts.get(stratum) ?? 0) + 1)
  return [...counts].map(([name, n]) => ({ name, n }))
}
