import type { Aggregate, DocumentOf } from './kinds.ts'

type MemberOf<D> = D extends unknown ? keyof D & string : never

/**
 * By what people call a document of a kind: a member of its own (of which it is `within`) that is a name, a text, a code or a
 * time (UTC ms); or the document that it belongs to, whose id a member has.
 */
export type CalledBy<D> =
  | { readonly member: MemberOf<D>; readonly within?: string }
  | { readonly member: MemberOf<D>; readonly of: Aggregate }

/** Where a document of a kind says by what it is called, as a path of JSON from the document on. */
export function calledAt(kind: Aggregate): readonly string[] {
  const { member, within }: { member: string; within?: string } = CALLED[kind]
  return within === undefined ? [member] : [member, within]
}

/** Every kind has its row, or does not compile. */
export const CALLED: { readonly [K in Aggregate]: CalledBy<DocumentOf<K>> } = {
  enterprise: { member: 'name' },
  site: { member: 'name' },
  mission: { member: 'name' },
  frozen: { member: 'missionId', of: 'mission' },
  flight: { member: 'takeoffAtMs' },
  footage: { member: 'fileName' },
  sighting: { member: 'findingId', of: 'finding' },
  finding: { member: 'title' },
  layer: { member: 'name' },
  rectificationOrder: { member: 'issued', within: 'no' },
  acceptance: { member: 'name' },
  campaign: { member: 'name' },
  visit: { member: 'enterpriseId', of: 'enterprise' },
  checklist: { member: 'name' },
  duty: { member: 'name' },
  selfCheck: { member: 'enterpriseId', of: 'enterprise' },
  draw: { member: 'name' },
  flightApproval: { member: 'number' },
  flightReport: { member: 'takeoffAtMs' },
  craft: { member: 'name' },
  battery: { member: 'name' },
  evidenceBag: { member: 'fileName' },
  person: { member: 'name' },
  releaseSheet: { member: 'tag' },
  setting: { member: 'value', within: 'name' },
  paperNumber: { member: 'text' },
  paper: { member: 'no' },
  paperTemplate: { member: 'kind' },
}
