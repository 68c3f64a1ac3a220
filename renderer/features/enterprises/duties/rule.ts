import { Rule } from '../../../../src/core/duty/rule.ts'
import { misfitsIn } from '../../../../src/core/units/fit.ts'
import { words } from '../../../i18n/index.ts'

/** What is amiss with a rule, in words; null: nothing is. */
export function ruleProblem(rule: Rule): string | null {
  const [misfit] = misfitsIn(Rule, rule)
  return misfit ? words('fit', misfit.problem, { limit: misfit.limit, found: misfit.found }) : null
}

/** Days of a month in a text, each once and in order; null where a piece of it is none. */
export function readMonthDays(text: string): number[] | null {
  const pieces = text.split(/[\s,，、;；日]+/).filter((piece) => piece !== '')
  const days = pieces.map((piece) => (/^\d{1,2}$/.test(piece) ? Number(piece) : Number.NaN))
  return days.every((day) => day >= 1 && day <= 31) ? [...new Set(days)].sort((a, b) => a - b) : null
}
