import { canonicalJson } from '../units/canonical.ts'
import { documentOf, type FieldRule } from './fields.ts'
import type { Aggregate } from './kinds.ts'
import type { Version } from './version.ts'
import { joinedFields } from './writers.ts'

/**
 * How versions of a document that parted are joined.
 * - `field`: what one side changed and the other did not is taken from each; a field that both changed, to different values,
 *   waits. What a field is, is said in `fields.ts`.
 * - `whole`: the document is one field.
 * - `once`: it is made and never edited; two versions that are not alike wait.
 */
export type Rule = ({ readonly by: 'field' } & FieldRule) | { readonly by: 'whole' } | { readonly by: 'once' }

/** The rule of every kind. A kind without a row does not compile. */
export const JOINS: Readonly<Record<Aggregate, Rule>> = {
  enterprise: { by: 'field', together: [], apart: ['name'], lists: [] },
  site: { by: 'field', together: [['boundary', 'source']], apart: ['name', 'assets.*.name'], lists: [] },
  // A plan is proved safe as a whole: two halves of two plans are a third one, which nobody judged.
  mission: { by: 'whole' },
  frozen: {
    by: 'field',
    together: [['missionId', 'revision', 'mission', 'sites']],
    apart: [],
    lists: ['releases', 'exports'],
  },
  flight: {
    by: 'field',
    together: [
      ['missionId', 'missionRevision'],
      ['takeoffAtMs', 'landedAtMs', 'logIds', 'track', 'shots', 'takes'],
    ],
    apart: [],
    lists: [],
  },
  footage: {
    by: 'field',
    together: [
      ['sha256', 'sizeBytes', 'fileName', 'mimeType', 'kind', 'importedAtMs'],
      ['flightId', 'takenAt', 'placement', 'clockAheadS', 'seconds', 'source'],
      ['lens', 'lenses', 'lensKind', 'zoom', 'target'],
    ],
    apart: [],
    lists: ['exports', 'holds'],
  },
  sighting: { by: 'once' },
  finding: {
    by: 'field',
    together: [
      ['state', 'transitions', 'deadlines', 'rechecks', 'transfers'],
      ['enterpriseId', 'enterpriseBy', 'siteId', 'assetId'],
    ],
    apart: [],
    lists: ['cases'],
  },
  layer: { by: 'field', together: [], apart: ['name'], lists: [] },
  acceptance: { by: 'once' },
  // A table is proved by its source: two halves of two tables have none.
  setting: { by: 'field', together: [], apart: [], lists: [] },
  rectificationOrder: {
    by: 'field',
    together: [
      // What is put to the enterprise is one paper; it moves on by issue, service and withdrawal, one after the other.
      [
        'enterpriseId',
        'agency',
        'measure',
        'legalBasis',
        'items',
        'term',
        'recheck',
        'termSource',
        'replacesId',
        'drafted',
      ],
      ['issued', 'served', 'due', 'withdrawn'],
    ],
    apart: [],
    lists: [],
  },
  // A passphrase that two stations set waits: nobody may be let in by one that was meant to be gone.
  person: { by: 'field', together: [['joinedAtMs', 'leftAtMs']], apart: [], lists: [] },
  // A code that was used on two stations waits: each let another revision pass.
  releaseSheet: { by: 'field', together: [], apart: [], lists: [] },
  // An approval is of what stands beside it: an edit of that on one side and an approval on the other wait.
  campaign: {
    by: 'field',
    together: [
      ['approval', 'fromMs', 'toMs', 'enterpriseIds', 'agencies', 'basis'],
      ['rounds.*.approval', 'rounds.*.fromMs', 'rounds.*.toMs', 'rounds.*.agencyIds'],
    ],
    apart: ['name'],
    lists: [],
  },
  visit: {
    by: 'field',
    together: [
      ['approval', 'enterpriseId', 'siteIds', 'kind', 'mode', 'agencies'],
      ['campaignId', 'roundId'],
      ['fromMs', 'toMs'],
      ['countsTowardCap', 'capReason'],
    ],
    apart: [],
    lists: [],
  },
  // Versions are parts of their own: two that were made at once stand beside one another.
  checklist: { by: 'field', together: [], apart: ['name'], lists: [] },
  duty: { by: 'field', together: [], apart: ['name'], lists: ['done'] },
  selfCheck: { by: 'once' },
  // Each attempt goes on from the one before it: of two that both do, a person says which one holds.
  draw: { by: 'field', together: [['attempts']], apart: ['name'], lists: [] },
  // Given once by one station, and never to anything else.
  paperNumber: {
    by: 'field',
    together: [['text', 'kind', 'series', 'given', 'of']],
    apart: [],
    lists: [],
  },
  // What was signed is one version: a draft that was written on and one that was signed meanwhile wait for a person.
  paper: {
    by: 'field',
    together: [
      ['kind', 'of', 'enterpriseId', 'no'],
      ['versions', 'signed', 'served', 'voided'],
    ],
    apart: [],
    lists: [],
  },
  // Of two files that were put in the place of one, a person says which holds.
  paperTemplate: { by: 'whole' },
  // What was approved is one paper; each day's filing is a part of its own, its answer one with what was filed.
  flightApproval: {
    by: 'field',
    together: [
      [
        'kind',
        'number',
        'authority',
        'zone',
        'fromMs',
        'toMs',
        'hours',
        'area',
        'maxTrueHeightM',
        'maxAmslM',
        'covers',
        'withdrawnAtMs',
      ],
      [
        'filings.*.day',
        'filings.*.number',
        'filings.*.filedAtMs',
        'filings.*.urgent',
        'filings.*.answeredAtMs',
        'filings.*.agreed',
      ],
    ],
    apart: [],
    lists: ['scanIds'],
  },
  // The landing is told later, maybe by another station: it joins what was reported and confirmed before take-off.
  flightReport: {
    by: 'field',
    together: [['missionId', 'approvalId', 'takeoffAtMs', 'reportedAtMs', 'reportedBy', 'to', 'confirmed']],
    apart: [],
    lists: [],
  },
  craft: { by: 'field', together: [], apart: [], lists: [] },
  battery: { by: 'field', together: [['cycles', 'health']], apart: [], lists: [] },
  // What was packed is one thing; of two that say what became of it, a person says which one holds.
  evidenceBag: {
    by: 'field',
    together: [
      [
        'about',
        'title',
        'enterpriseIds',
        'fileName',
        'bytes',
        'manifestSha256',
        'tagManifestSha256',
        'unmasked',
        'made',
        'footageIds',
      ],
      ['handedOver', 'withdrawn'],
    ],
    apart: [],
    lists: [],
  },
}

/** The one document that several versions join to, or why a person has to decide. */
export type Joined =
  | { readonly ok: true; readonly doc: unknown }
  | { readonly ok: false; readonly waits: 'both_changed' | 'deleted_and_changed' | 'no_fit' }

/**
 * What heads join to. `ready`: a set of versions that is whole (with each, all that it continues), each behind its bases;
 * `heads`: those that no other one continues. Of none, nothing is shown.
 */
export function joinedHeads(
  rule: Rule,
  ready: readonly Version[],
  heads: readonly Version[],
  fits: (doc: unknown) => boolean,
): Joined {
  const [first, ...others] = heads
  if (!first) return { ok: true, doc: null }
  if (others.length === 0) return { ok: true, doc: first.doc }
  const deleted = heads.filter(({ doc }) => doc === null).length
  if (deleted > 0 && deleted < heads.length) return { ok: false, waits: 'deleted_and_changed' }
  const text = canonicalJson(first.doc)
  if (others.every(({ doc }) => canonicalJson(doc) === text)) return { ok: true, doc: first.doc }
  if (rule.by === 'once') return { ok: false, waits: 'both_changed' }
  const fields = joinedFields(rule.by === 'field' ? rule : null, ready, heads)
  const doc = fields ? documentOf(fields) : undefined
  if (doc === undefined) return { ok: false, waits: 'both_changed' }
  return fits(doc) ? { ok: true, doc } : { ok: false, waits: 'no_fit' }
}
