import type { Aggregate, CallName, CallOutput, Role } from '../../contract/index.ts'
import type { ProofCode } from '../../contract/proof.ts'

/** The calls that write: each is the action of a journal entry. */
type WriteName = {
  [N in CallName]: CallOutput<N> extends { entry: string | null } ? N : never
}[CallName]
/** What a call is about, where that is no aggregate: the first part of its name. */
type Subject = Exclude<
  CallName extends infer N ? (N extends `${infer S}.${string}` ? S : never) : never,
  Aggregate | 'journal'
>

/** The journal: who did what to what, and what a verification finds. */
export const journal = {
  'action.enterprise.put': 'saved an enterprise',
  'action.enterprise.remove': 'removed an enterprise',
  'action.site.put': 'saved a site',
  'action.site.remove': 'removed a site',
  'action.mission.put': 'saved a mission',
  'action.mission.remove': 'removed a mission',
  'action.mission.duplicate': 'duplicated a mission',
  'action.mission.export': 'exported a mission',
  'action.mission.exportFile': 'exported a mission file',
  'action.mission.split': 'split a mission',
  'action.mission.import': 'imported a mission',
  'action.flight.put': 'saved a flight',
  'action.flight.remove': 'removed a flight',
  'action.footage.ingest': 'added footage',
  'action.link.upload': 'uploaded to a vehicle',
  'action.link.download': 'read from a vehicle',
  'action.footage.setMasks': 'Set masks',
  'action.footage.export': 'Export pictures',
  'action.footage.keepFrame': 'Keep a frame',
  'action.footage.setClock': 'set a camera clock right',
  'action.footage.review': 'Review of a picture',
  'action.footage.place': 'placed footage',
  'action.finding.open': 'opened a finding',
  'action.finding.addSighting': 'added a sighting',
  'action.finding.edit': 'corrected a finding',
  'action.finding.transition': 'moved a finding on',
  'action.finding.extend': 'extended a deadline',
  'action.layer.put': 'saved a layer',
  'action.layer.remove': 'removed a layer',
  'action.layer.import': 'brought in a layer',
  'action.layer.picture': 'placed a picture',
  'action.journal.undo': 'undid a change',
  'proof.gap': 'numbers are missing before it',
  'proof.unreadable': 'it cannot be read {{detail}}',
  'proof.previous_hash': 'it does not follow from the entry before it',
  'proof.hash': 'its content is not what its hash says',
  'proof.index': 'the index of changes does not fit it',
  'proof.unknown_aggregate': 'it changes a kind of record that there is not',
  'proof.cut_tail': 'entries were cut off at the end {{detail}}',
  'proof.rewritten': 'it was written anew: what was signed before is not there',
  'proof.rolled_back': 'the folder is an older copy: the station’s key has signed more',
  'proof.fork': 'the station has two branches from here on: somebody else wrote with its key',
  'proof.document': 'a document of it is not what its hash says',
  'proof.document_missing': 'a document of it is gone',
  'proof.other_head': '{{detail}} knows another entry there',
  'proof.head_behind': '{{detail}} is older than it can be',
  'proof.head_file_missing': 'journal-head.json is gone',
  'proof.head_file_unreadable': 'journal-head.json cannot be read',
  'proof.not_in_journal': 'no entry made it',
  'proof.revision': 'another revision than the journal has',
  'proof.version': 'another version than the journal has',
  'proof.heads': 'its newest versions are not those of the journal',
  'proof.waiting': 'what waits for a decision is not as the journal has it',
  'proof.changed': 'changed: {{detail}}',
  'proof.missing': 'it is gone',
  'proof.schema_dropped': 'it was taken out',
  'proof.schema_added': 'it was put in',
  'proof.schema_changed': 'it was changed',
  'aggregate.journal': 'journal entry',
  'aggregate.schema': 'database',
  'aggregate.enterprise': 'enterprise',
  'aggregate.site': 'site',
  'aggregate.mission': 'mission',
  'aggregate.frozen': 'exported revision',
  'aggregate.flight': 'flight',
  'aggregate.footage': 'footage',
  'aggregate.sighting': 'sighting',
  'aggregate.finding': 'finding',
  'aggregate.acceptance': 'accepted station',
  'aggregate.layer': 'layer',
  'subject.workspace': 'workspace',
  'subject.files': 'files',
  'subject.actor': 'who acts',
  'subject.terrain': 'ground heights',
  'subject.link': 'link to a vehicle',
  'subject.task': 'work that is under way',
  'subject.draft': 'draft',
  'role.operator': 'Operator',
  'role.officer': 'Officer',
  'role.supervisor': 'Supervisor',
} satisfies Record<
  | `action.${WriteName}`
  | `aggregate.${Aggregate | 'journal' | 'schema'}`
  | `subject.${Subject}`
  | `role.${Role}`
  | `proof.${ProofCode}`,
  string
>
