import { z } from 'zod'
import type { Release } from '../mission/release.ts'
import { blockingErrors } from './blocking.ts'
import type { Verdict } from './verdict.ts'

/** How a mission stands, in a line of a list: what its verdict counts, and what of it left. */
export const Standing = z.object({
  errors: z.int().min(0),
  warnings: z.int().min(0),
  unknown: z.int().min(0),
  /** It has errors, and releases of this revision let every one of them pass. */
  isReleased: z.boolean(),
  /** Whether a file of it left: never, as it is now, or only before it was changed. */
  left: z.enum(['never', 'asIs', 'changed']),
})
export type Standing = z.infer<typeof Standing>

/** What left the house of a mission: a revision (SHA-256 of the canonical mission), and the releases of it. */
export type Left = { readonly revision: string; readonly releases: readonly Release[] }

/** How a mission stands of which the verdict, the revision and all that left are known. */
export function standingOf(verdict: Verdict, revision: string, left: readonly Left[]): Standing {
  const { errors, warnings, unknown } = verdict
  const releases = left.flatMap((one) => one.releases)
  const isAsIs = left.some((one) => one.revision === revision)
  return {
    errors,
    warnings,
    unknown,
    isReleased: errors > 0 && blockingErrors(verdict, releases, revision).rules.length === 0,
    left: left.length === 0 ? 'never' : isAsIs ? 'asIs' : 'changed',
  }
}
