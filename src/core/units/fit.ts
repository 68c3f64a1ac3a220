import type { z } from 'zod'

/** What may keep a value from fitting its schema; each has words in both languages, with `limit` and `found`. */
export const FIT_CODES = [
  'fit_most',
  'fit_least',
  'fit_above',
  'fit_below',
  'fit_most_letters',
  'fit_least_letters',
  'fit_most_items',
  'fit_least_items',
  'fit_number',
  'fit_whole',
  'fit_missing',
  'fit_form',
  'fit_one_of',
  'fit_json',
  'fit_twice',
  // Rules between several members, as the schemas name them.
  'part_order',
  'flight_order',
  'ground_order',
  'terrain_size',
  'credit_code',
  'period_order',
  'report_order',
  'answer_order',
  'answer_halves',
  'not_a_zone',
  'amount_digits',
  'not_a_folder',
  'fit_unknown',
  'rule_days',
  'rule_years',
  'rule_ends_twice',
] as const
export type FitCode = (typeof FIT_CODES)[number]

/**
 * The first thing in a value that does not fit its schema: where (`patterns.0.steps.3.command`; `/` is the whole), what is
 * amiss, the limit that it breaks, and what stands there, cut short.
 */
export type Misfit = { path: string; problem: FitCode; limit: string | number; found: string }

/** The value as its schema gives it, without members that it does not know; else the first thing that does not fit. */
export function fit<T extends z.ZodType>(
  schema: T,
  value: unknown,
): { ok: true; value: z.output<T> } | { ok: false; misfit: Misfit } {
  const parsed = schema.safeParse(value)
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, misfit: misfitOf(parsed.error, value) }
}

/** All that does not fit in a value, each where it stands; none: it fits. */
export function misfitsIn(schema: z.ZodType, value: unknown): Misfit[] {
  const parsed = schema.safeParse(value)
  return parsed.success ? [] : parsed.error.issues.map((issue) => misfitOf({ issues: [issue] }, value))
}

type Issue = z.core.$ZodIssue

/** What a schema said first of a value that it did not take, as a misfit. */
export function misfitOf({ issues: [issue] }: Pick<z.ZodError, 'issues'>, value: unknown): Misfit {
  const path = issue?.path ?? []
  const at = path.reduce<unknown>(
    (part, key) =>
      typeof part === 'object' && part !== null ? (part as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  )
  return {
    path: path.length === 0 ? '/' : path.map(String).join('.').slice(0, 200),
    found: shown(at),
    ...(issue ? problemOf(issue, at) : { problem: 'fit_form', limit: '' }),
  }
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return String(value.length)
  if (typeof value === 'string') return value.slice(0, 60)
  return typeof value === 'object' && value !== null ? '{…}' : String(value)
}

function problemOf(issue: Issue, at: unknown): Pick<Misfit, 'problem' | 'limit'> {
  const limited = (problem: FitCode, limit: string | number = '') => ({ problem, limit })
  switch (issue.code) {
    case 'too_big': {
      const limit = Number(issue.maximum)
      if (issue.origin === 'string') return limited('fit_most_letters', limit)
      if (issue.origin === 'array') return limited('fit_most_items', limit)
      return limited(issue.inclusive === false ? 'fit_below' : 'fit_most', limit)
    }
    case 'too_small': {
      const limit = Number(issue.minimum)
      if (issue.origin === 'string') return limited('fit_least_letters', limit)
      if (issue.origin === 'array') return limited('fit_least_items', limit)
      return limited(issue.inclusive === false ? 'fit_above' : 'fit_least', limit)
    }
    case 'invalid_type':
      if (at === undefined) return limited('fit_missing')
      if (issue.expected === 'int') return limited('fit_whole')
      return limited(issue.expected === 'number' ? 'fit_number' : 'fit_form', issue.expected)
    case 'invalid_value':
      if (at === undefined) return limited('fit_missing')
      return limited('fit_one_of', issue.values.map(String).join(', ').slice(0, 200))
    case 'unrecognized_keys':
      return limited('fit_unknown', issue.keys.join(', ').slice(0, 200))
    case 'custom':
      return limited(FIT_CODES.find((code) => code === issue.message) ?? 'fit_form')
    default:
      return limited('fit_form')
  }
}
