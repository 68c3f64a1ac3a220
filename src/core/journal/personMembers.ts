import type { Aggregate } from './kinds.ts'

/**
 * As what a member names somebody. `holds`: they have something to do by it as long as the document is open, so that it has
 * to go to another where they leave (`src/services/people/openWork.ts`); `did`: a record of what was done, which goes on
 * naming them; `theirs`: somebody of the enterprise, of another body, or of another station, who leaves no team of ours.
 */
type As = 'holds' | 'did' | 'theirs'

/**
 * Every member of a document that names a person: by a reference, by an id, or by a name as a text. `[]`: of each element. A
 * test goes through the schemas: what names somebody and stands in no row does not pass.
 */
export const PERSON_MEMBERS = {
  enterprise: { 'safetyOfficer.name': 'theirs', 'contacts[].name': 'theirs' },
  site: {},
  mission: { 'crew[]': 'holds' },
  // A frozen revision is what was exported: its crew is the mission's, as it was.
  frozen: {
    'mission.crew[]': 'did',
    'releases[].by': 'did',
    'releases[].personId': 'did',
    'exports[].by': 'did',
  },
  flight: { pilot: 'did' },
  footage: {
    'review.by': 'did',
    'derived.by': 'did',
    'exports[].by': 'did',
    'holds[].by': 'did',
    'holds[].personId': 'did',
    'deletion.asked.by': 'did',
    'deletion.asked.personId': 'did',
    'deletion.done.by': 'did',
    'deletion.done.personId': 'did',
  },
  sighting: { author: 'did', 'knew.lastStep.by': 'did' },
  finding: {
    owner: 'holds',
    'deadlines[].by': 'did',
    'transitions[].by': 'did',
    'transitions[].personId': 'did',
    'rechecks[].by': 'did',
    'transfers[].by': 'holds',
    'transfers[].answer.by': 'theirs',
    'cases[].by': 'did',
  },
  layer: {},
  acceptance: { byName: 'did' },
  setting: { 'value.rows[].whom': 'holds' },
  rectificationOrder: {
    'drafted.by': 'holds',
    'issued.by': 'holds',
    'served.by': 'did',
    'extensions[].by': 'did',
    'withdrawn.by': 'did',
  },
  person: { name: 'did' },
  releaseSheet: { by: 'holds', 'codes[].used.by': 'did' },
  campaign: { organiser: 'holds', 'approval.by': 'did', 'rounds[].approval.by': 'did' },
  visit: {
    'approval.by': 'did',
    'officers[]': 'holds',
    'assistants[]': 'holds',
    'signature.by': 'theirs',
    'signature.witness': 'theirs',
  },
  checklist: { 'versions[].by': 'did' },
  // A draft is made again from what is here, by whoever is.
  paper: { 'versions[].made.by': 'did', 'signed.by': 'did', 'served.by': 'did', 'voided.by': 'did' },
  paperTemplate: { 'versions[].by': 'did' },
  paperNumber: { 'given.by': 'did', 'voided.by': 'did' },
  // What an enterprise owes is the enterprise's: nobody of ours is named for it before it is done.
  duty: { 'done[].by': 'did' },
  selfCheck: { 'checkedBy.name': 'theirs', enteredBy: 'did' },
  draw: {
    'attempts[].committedBy': 'holds',
    'attempts[].pool.inspectors[]': 'holds',
    'attempts[].pool.inspectorsExcluded[]': 'did',
    'attempts[].outcome.drawn[].inspectors[]': 'did',
    'attempts[].outcome.drawnBy': 'did',
  },
  flightApproval: {},
  // Whoever confirms is of the air traffic authority.
  flightReport: { reportedBy: 'did', 'confirmed.by': 'theirs', 'landing.by': 'did' },
  craft: {},
  battery: {},
  evidenceBag: { 'made.by': 'did', 'handedOver.by': 'did', 'withdrawn.by': 'did' },
} as const satisfies Readonly<Record<Aggregate, Readonly<Record<string, As>>>>

type Table = typeof PERSON_MEMBERS
/** The members by which somebody has something to do, each as `kind.member`. */
export type HeldMember = {
  [K in Aggregate]: {
    [M in keyof Table[K] & string]: Table[K][M] extends 'holds' ? `${K}.${M}` : never
  }[keyof Table[K] & string]
}[Aggregate]
