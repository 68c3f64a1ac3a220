import { canonicalJson } from '../units/canonical.ts'
import type { Change } from './entry.ts'
import { hashOfText, type Sha256 } from './hash.ts'

/** A version of a document; `doc` null: deleted. A getter is asked only where versions have to be joined. */
export type Version = {
  readonly hash: string
  readonly bases: readonly string[]
  readonly doc: unknown
}

/**
 * The hash of the version that a change makes: SHA-256 of the RFC 8785 JSON of exactly `aggregate`, `id`, `bases` and
 * `doc`. Versions of a document name those that they continue, so that they form a Merkle graph; the same change made alike
 * by two stations is one version.
 */
export const versionHash = (
  { aggregate, id, bases, doc }: Pick<Change, 'aggregate' | 'id' | 'bases' | 'doc'>,
  sha256: Sha256,
): string => hashOfText(canonicalJson({ aggregate, id, bases, doc }), sha256)

/** The revision of a version by those of its bases: a counter for people from 1, which two stations may make alike. */
export const revisionOf = (ofBases: readonly number[]): number =>
  1 + ofBases.reduce((a, b) => Math.max(a, b), 0)
