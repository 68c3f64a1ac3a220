import { canonicalJson } from '../units/canonical.ts'
import type { Aggregate } from './kinds.ts'
import type { Version } from './version.ts'

/**
 * How versions of a document that parted are joined.
 * - `byField`: what one side changed and the other did not is taken from each; the same member changed to different values
 *   waits. Members of objects are fields; a list of parts with an `id` is joined by part; other lists are one field each.
 *   `together` names members that count as one field (paths with `*` for a part: `assets.*.footing`), `lists` those that
 *   only grow, joined as unions.
 * - `whole`: the document is one field.
 * - `once`: it is made and never edited; two versions that are not alike wait.
 */
export type Rule =
  | {
      readonly by: 'field'
      readonly together: readonly (readonly string[])[]
      readonly lists: readonly string[]
    }
  | { readonly by: 'whole' }
  | { readonly by: 'once' }

/** The rule of every kind. A kind without a row does not compile. */
export const JOINS: Readonly<Record<Aggregate, Rule>> = {
  enterprise: { by: 'field', together: [['safetyOfficer']], lists: [] },
  site: {
    by: 'field',
    together: [
      ['boundary', 'source'],
      ['ground'],
      ['assets.*.footing'],
      ['assets.*.explosionZone'],
      ['assets.*.noOverflight'],
    ],
    lists: [],
  },
  mission: { by: 'whole' },
  frozen: {
    by: 'field',
    together: [['missionId', 'revision', 'mission', 'sites']],
    lists: ['releases', 'exports'],
  },
  flight: {
    by: 'field',
    together: [
      ['missionId', 'missionRevision'],
      ['takeoffAtMs', 'landedAtMs', 'logIds', 'track', 'shots', 'takes'],
    ],
    lists: [],
  },
  footage: {
    by: 'field',
    together: [
      ['sha256', 'sizeBytes', 'fileName', 'mimeType', 'kind', 'importedAtMs'],
      ['flightId', 'takenAt', 'placement', 'clockAheadS', 'seconds', 'source'],
      ['lens', 'lenses', 'lensKind', 'zoom', 'target'],
      ['review'],
      ['derived'],
    ],
    lists: ['exports'],
  },
  sighting: { by: 'once' },
  finding: {
    by: 'field',
    together: [
      ['state', 'transitions', 'deadlines'],
      ['enterpriseId', 'enterpriseBy', 'siteId', 'assetId'],
      ['at'],
    ],
    lists: [],
  },
  layer: { by: 'field', together: [['source']], lists: [] },
  acceptance: { by: 'once' },
}

/** The one document that several versions join to, or why a person has to decide. */
export type Joined =
  | { readonly ok: true; readonly doc: unknown }
  | { readonly ok: false; readonly waits: 'both_changed' | 'deleted_and_changed' | 'no_fit' }

/** What heads join to. `ready`: all versions that they continue, with them; none of the heads: nothing, which is shown so. */
export function joinedHeads(
  _rule: Rule,
  _ready: readonly Version[],
  heads: readonly Version[],
  _fits: (doc: unknown) => boolean,
): Joined {
  const [first, ...others] = heads
  if (!first) return { ok: true, doc: null }
  if (others.length === 0) return { ok: true, doc: first.doc }
  const deleted = heads.filter(({ doc }) => doc === null).length
  if (deleted > 0 && deleted < heads.length) return { ok: false, waits: 'deleted_and_changed' }
  const text = canonicalJson(first.doc)
  return others.every(({ doc }) => canonicalJson(doc) === text)
    ? { ok: true, doc: first.doc }
    : { ok: false, waits: 'both_changed' }
}
