import { z } from 'zod'
import { canonicalJson } from '../units/canonical.ts'
import { AtMs, Sha256 } from '../units/id.ts'

/**
 * An exception (例外放行): a named person lets the exports of one revision pass although the verdict has errors.
 * A missing authorisation and an explosion zone pass only with a recorded emergency basis.
 */
export const Release = z.object({
  /** SHA-256 of the canonical mission that was judged: another revision needs another release. */
  revision: Sha256,
  rules: z.array(z.string()).min(1),
  reason: z.string().min(1).max(2000),
  by: z.string().min(1).max(100),
  role: z.string().min(1).max(100),
  emergencyBasis: z.string().min(1).max(2000).nullable(),
  atMs: AtMs,
})
export type Release = z.infer<typeof Release>

/** What a person says to let errors pass: a release without what only the gate knows. */
export const ReleaseRequest = Release.pick({ reason: true, by: true, role: true, emergencyBasis: true })
export type ReleaseRequest = z.infer<typeof ReleaseRequest>

/** The releases of several records, each once, in the order they were made in each. */
export function together(...records: readonly (readonly Release[])[]): Release[] {
  const known = new Map(records.flat().map((release) => [canonicalJson(release), release]))
  return [...known.values()]
}

/** A release that says nothing is none: somebody is named, with a role and a reason. */
export const saysWhy = ({ reason, by, role }: ReleaseRequest): boolean =>
  [reason, by, role].every((text) => text.trim() !== '')
