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
  /**
   * The person of the workspace who gave it, and by what that is known: signed in, their passphrase typed for it, a one-time
   * code (`code`: its sheet and number); `none` of a person who is alone. Absent where the workspace had no persons. No
   * reference: a release goes along in mission files to where the person is not.
   */
  personId: z.uuid().optional(),
  proof: z.enum(['none', 'signedIn', 'passphrase', 'code']).optional(),
  code: z.string().max(20).optional(),
})
export type Release = z.infer<typeof Release>

/** What a person says to let errors pass. */
export const ReleaseSaid = Release.pick({ reason: true, by: true, role: true, emergencyBasis: true })
export type ReleaseSaid = z.infer<typeof ReleaseSaid>

/** The same with what was found of who says it: a release without what only the gate knows. */
export const ReleaseRequest = Release.omit({ revision: true, rules: true, atMs: true })
export type ReleaseRequest = z.infer<typeof ReleaseRequest>

/** The releases of several records, each once, in the order they were made in each. */
export function together(...records: readonly (readonly Release[])[]): Release[] {
  const known = new Map(records.flat().map((release) => [canonicalJson(release), release]))
  return [...known.values()]
}

/** A release that says nothing is none: somebody is named, with a role and a reason. */
export const saysWhy = ({ reason, by, role }: ReleaseSaid): boolean =>
  [reason, by, role].every((text) => text.trim() !== '')
