import type { Category } from './checklist.ts'

/** What an enterprise's risk is reckoned from, as it is printed beside the colour. */
export type RiskInputs = {
  /** The most severe category of what it holds; null: nothing that is controlled. */
  readonly category: Category | null
  readonly openFindings: number
  readonly overdue: number
  /** Findings that came back after they were closed. */
  readonly repeats: number
  /** Since somebody was there or saw it from the air; null: never. */
  readonly daysSinceSeen: number | null
}

/** How much each input weighs, and from which sum on a colour begins. */
export type RiskWeights = {
  readonly category: Readonly<Record<Category, number>>
  readonly openFinding: number
  readonly overdue: number
  readonly repeat: number
  /** For each 30 days in which nobody looked, six times at most. */
  readonly unseenMonth: number
  readonly orange: number
  readonly red: number
  readonly yellow: number
}

/** A draft (草稿): no formula was found in any rule; the unit edits it. */
export const RISK_WEIGHTS: RiskWeights = {
  category: { I: 6, II: 4, III: 2 },
  openFinding: 1,
  overdue: 2,
  repeat: 2,
  unseenMonth: 1,
  yellow: 4,
  orange: 8,
  red: 12,
}

export type RiskColour = 'red' | 'orange' | 'yellow' | 'blue'

const MONTH_DAYS = 30
const MOST_MONTHS = 6

/** The sum and the colour (红橙黄蓝) of an enterprise: apart from the level of any finding. */
export function riskOf(
  { category, openFindings, overdue, repeats, daysSinceSeen }: RiskInputs,
  weights: RiskWeights = RISK_WEIGHTS,
): { score: number; colour: RiskColour } {
  const months =
    daysSinceSeen === null ? MOST_MONTHS : Math.min(MOST_MONTHS, Math.floor(daysSinceSeen / MONTH_DAYS))
  const score =
    (category === null ? 0 : weights.category[category]) +
    openFindings * weights.openFinding +
    overdue * weights.overdue +
    repeats * weights.repeat +
    months * weights.unseenMonth
  const colour =
    score >= weights.red
      ? 'red'
      : score >= weights.orange
        ? 'orange'
        : score >= weights.yellow
          ? 'yellow'
          : 'blue'
  return { score, colour }
}

/** The most severe category of some chemicals, by the ids of the catalogue (`II-5`); null of none. */
export const worstCategory = (chemicals: readonly string[]): Category | null =>
  (['I', 'II', 'III'] as const).find((category) =>
    chemicals.some((chemical) => chemical.startsWith(`${category}-`)),
  ) ?? null

/** The categories of some chemicals, each once, the most severe first. */
export const categoriesOf = (chemicals: readonly string[]): Category[] =>
  (['I', 'II', 'III'] as const).filter((category) =>
    chemicals.some((chemical) => chemical.startsWith(`${category}-`)),
  )
