export { systemFailure } from '../core/units/systemFailure.ts'

/** What was asked has an answer, and it is no: the command line ends with 1. */
const NO = 'no'
/** It could not be asked so, or not now: the command line ends with 2. */
const UNFIT = 'unfit'

/**
 * Every code that may travel across a door, and whether it answers what was asked. The window has words for each in both
 * languages; one without words does not compile.
 */
const ERRORS = {
  /** The input does not fit the call's schema: `path`, `problem`, `limit`, `found`. */
  bad_input: UNFIT,
  unknown_call: UNFIT,
  /** No such aggregate: `aggregate`, `id`. */
  not_found: UNFIT,
  /** The aggregate has moved on since the version that the edit was made on: `aggregate`, `id`, `base`, `current` ("": none). */
  conflict: UNFIT,
  /** Its versions parted, and only a decision goes on from them: `aggregate`, `id`, `versions` with commas between. */
  waits_for_decision: UNFIT,
  /** Something still refers to it: `aggregate`, `by`, `count`. */
  in_use: UNFIT,
  /** What it refers to is not here: `aggregate`, `id`. */
  missing_reference: UNFIT,
  /** A document that its schema does not allow; nothing was written: `aggregate`, `name`, `path`, `problem`, `limit`, `found`. */
  does_not_fit: UNFIT,
  /** A stored document that does not fit its schema: the same. */
  record_unreadable: UNFIT,
  /** An entry of a journal that cannot be taken: `problem`; of its form: where (`path`), `misfit`, `limit`, `found`. */
  entry_unreadable: UNFIT,
  /** A signed note or checkpoint that is none: `problem`, `line`. */
  note_unreadable: UNFIT,
  /** A head of a chain that was typed wrongly: `problem`; which `row` of the printed form, how many characters (`found`) of `limit`. */
  head_unreadable: UNFIT,
  /** An evidence package, or what is to be one, that is none: `file` in it, where (`at`), `problem`. */
  bag_unreadable: UNFIT,
  /** An original that is kept: `file`, why (`problem`), of whom or on what (`what`), until which day (`until`). */
  kept: NO,
  /** Whoever asked to delete it does not look at it as well: `file`. */
  needs_another: NO,
  /** Nobody asked to delete it: `file`. */
  not_asked: UNFIT,
  /** Nobody laid a hold on it: `file`. */
  not_held: UNFIT,
  /** What was deleted does not come back by an undo. */
  undo_deleted: UNFIT,
  original_deleted: UNFIT,
  /** Something of a file cannot be taken in, so that nothing of it was: how many mistakes (`count`). */
  take_refused: UNFIT,
  /** Taking a file in would not change what was shown: somebody was quicker, or it is another file. */
  take_moved: UNFIT,
  /** Nothing was taken that could be packed. */
  nothing_to_pack: UNFIT,
  /** Originals without their masks are let out by a supervisor. */
  unmasked_needs_supervisor: NO,
  /** The computer's clock is before 1970: `atMs`. */
  clock_wrong: UNFIT,
  /** The workspace is on a write-protected medium. */
  read_only: UNFIT,
  undo_nothing: UNFIT,
  /** Undo of an entry whose aggregates have changed since: `aggregate`, `id`. */
  undo_moved_on: UNFIT,
  /** What the entry made anew is with another station by now: `aggregate`, `id`. */
  undo_given: UNFIT,
  /** Undo of a mission revision that was exported. */
  undo_frozen: UNFIT,
  /** The verdict has errors and there is no release: `errors`, `rules`. */
  unsafe: NO,
  format_cannot_hold: UNFIT,
  /** A rule that passes only with a recorded emergency basis: `rule`. */
  needs_emergency_basis: NO,
  /** A mission that needs no second sortie, and one that no cut makes fit. */
  fits_one_battery: UNFIT,
  cannot_split: NO,
  /** The transition is not one of the state's: `from`, `to`. */
  bad_transition: UNFIT,
  /** Who wrote down the report does not close: `by`. */
  needs_other_person: UNFIT,
  /** What is major (重大) is closed by a supervisor. */
  needs_supervisor: NO,
  /** An order as it stands is past that step: `no`; not yet there. */
  order_issued: UNFIT,
  order_served: UNFIT,
  order_withdrawn: UNFIT,
  order_not_issued: UNFIT,
  order_not_served: UNFIT,
  /** Another order has the number: `no`. */
  order_number_used: UNFIT,
  /** A paper of a kind that is not made of that: `paperKind`, `subject`. */
  paper_not_of: UNFIT,
  /** What a paper may not be without: `paperKind`, `missing`. */
  paper_lacks: UNFIT,
  /** It was signed, served or voided (`paperState`) and does not change any more: `no`. */
  paper_fixed: UNFIT,
  paper_unnumbered: UNFIT,
  paper_unsigned: UNFIT,
  /** Neither a scan nor a reason was given: `no`. */
  paper_needs_scan: UNFIT,
  /** A template or a paper with something wrong: the first note of `count`, its `file`. */
  template_unfit: UNFIT,
  /** The file is the version that is here already: `no`, `version`. */
  paper_same: UNFIT,
  /** A paper that is no list would show more photos than one holds: `paperKind`, `count`, `megabytes`, `most`, `limit` in MB. */
  paper_photos_over: UNFIT,
  /** And name more files: `paperKind`, `count`, `most`, `left`. */
  paper_files_over: UNFIT,
  /** And say more than one can, of so many findings (`count`): `paperKind`. */
  paper_data_over: UNFIT,
  /** Another number was given meanwhile, again and again. */
  paper_busy: UNFIT,
  /** A document bears the number: `no`. */
  number_in_use: UNFIT,
  /** It was voided before: `no`, `reason`. */
  number_voided: UNFIT,
  /** A number that was given is not given again: `undo` would do that. */
  undo_number: UNFIT,
  /** A package that was made may have left: `undo` would forget it. */
  undo_bag: UNFIT,
  /** It was handed over or withdrawn before: `file`, `bagState`. */
  bag_settled: UNFIT,
  /** Neither the scan of the receipt, nor why there is none: `file`. */
  bag_needs_receipt: UNFIT,
  /** It was made (`day`, with its time) after it is said to have been handed over: `file`. */
  bag_before_made: UNFIT,
  /** The package is not as it was packed any more: `file`, the first path (`what`), and how many (`count`). */
  bag_altered: UNFIT,
  /** It is whole, and another one: `file`, and the one that was meant (`bag`). */
  bag_other: UNFIT,
  /** A finding may not go into the order: its `title`, `why`, the `agency` that orders. */
  order_item_unfit: UNFIT,
  /** A deadline moves later, not earlier: `from`, `to`. */
  extension_back: UNFIT,
  /** A day by which something is to be done, `day`, is over when it is asked for, `on`. */
  term_past: UNFIT,
  /** Something is said to have been done on a day that has not come: `day`. */
  not_yet: UNFIT,
  /** No agency of this `id` in the table. */
  agency_unknown: UNFIT,
  no_answer_awaited: UNFIT,
  /** A case is filed on what is past its deadline and was not reported put right. */
  case_not_overdue: UNFIT,
  /** A transition without the proof it needs: `to`, `needs`. */
  needs_proof: UNFIT,
  /** Nobody is named who inspects; a body that may not (`agency`); one that names no basis (`agency`). */
  agency_none: UNFIT,
  agency_cannot_inspect: NO,
  agency_no_basis: UNFIT,
  /** A visit with fewer than two officers; a refusal to sign without a witness; one that does not count, without a reason. */
  visit_officers: NO,
  visit_witness: UNFIT,
  visit_cap_reason: UNFIT,
  /** It became part of another one; a visit was made of this flight already; its footage saw none of the sites. */
  visit_merged: UNFIT,
  visit_made: UNFIT,
  flight_saw_nothing: NO,
  /** Visits that are not to be made one: of several enterprises, no longer planned, or more than `days` apart. */
  visits_apart: NO,
  /** An approval after what it is of began, without a reason; one that is yet to come. */
  approval_needs_reason: UNFIT,
  approval_future: UNFIT,
  /** The campaign has no such round; the enterprise is not one of the campaign's. */
  round_unknown: UNFIT,
  round_other_enterprise: UNFIT,
  /** What is said to have been seen in a visit is of another enterprise than the visit. */
  visit_other_enterprise: UNFIT,
  /** A checklist has no such version: `name`, `version`. */
  checklist_version: UNFIT,
  /** A day that has not come yet, of what is said to be done: `day`. A day on which a duty is not due: `day`. */
  day_to_come: UNFIT,
  no_such_day: UNFIT,
  /** An enterprise has all the usual duties. */
  nothing_to_add: UNFIT,
  /** Rows of a setting's table that do not go together: `setting`, `problem`, `what`. */
  setting_unfit: UNFIT,
  /** Whoever looks after the computers set it, `by`: it is changed in the policy file alone. */
  set_by_policy: NO,
  /** The policy of this computer cannot be read, and nothing is opened without it: `file`, `problem`, `at`. */
  policy_unreadable: UNFIT,
  /** Something in it does not fit: `file`, `path`, `problem`, `limit`, `found`, `what`. */
  policy_unfit: UNFIT,
  /** An item of a self-check with which nothing was amiss, and one of which there is a finding already: `what`. */
  nothing_found: UNFIT,
  taken_over: UNFIT,
  /** A draw from too few inspectors; of somebody who is left out too: `name`. */
  draw_inspectors_few: UNFIT,
  draw_also_excluded: UNFIT,
  /** What was committed to last is drawn already; or is not drawn yet. */
  draw_is_drawn: UNFIT,
  draw_is_open: UNFIT,
  /** Nothing usable in the file: `file`, `problem`. */
  unreadable_file: UNFIT,
  /** Places with latitudes beyond 90 degrees: `file`, `at`. */
  swapped_file: UNFIT,
  /** Parts of a mission cannot be read: `file`, `count`, and the first `problem` with its `at`. */
  partly_readable: UNFIT,
  /** Which of several routes is to be flown: `file`, `count`, `list` with ` | ` between; `take` names none of them. */
  several_routes: UNFIT,
  take_unknown: UNFIT,
  /** Heights of `count` of `of` points are missing, or over something else than the rest. */
  heights_mixed: UNFIT,
  /** The file does not say where home is: `file`. */
  needs_home: UNFIT,
  /** Heights over the sea, and nobody knows that of home: `file`, `count`, `lowestM`, `highestM`. */
  needs_home_height: UNFIT,
  unknown_file: UNFIT,
  /** More than is read at once: `file`, `limit` in MB. */
  file_too_large: UNFIT,
  /** Work was ended at its limit: `file`, and `seconds` without a word of progress, or `megabytes` of memory. */
  took_too_long: UNFIT,
  needs_too_much_memory: UNFIT,
  /** The copy in the vault differs from the source: `file`. */
  copy_differs: UNFIT,
  /** Of `file`, or where it was to be. */
  disk_full: UNFIT,
  /** `file`, `problem`. */
  not_writable: UNFIT,
  /** The disk, share or stick with `file` fails or is gone: `problem`. */
  disk_failed: UNFIT,
  /** The database was written by a newer version: `found`, `known`. */
  workspace_newer: UNFIT,
  workspace_corrupt: UNFIT,
  workspace_missing: UNFIT,
  /** The folder is not empty and no workspace: `dir`. */
  workspace_not_empty: UNFIT,
  /** The journal ends before its recorded head: `head`, `last`. */
  journal_cut: UNFIT,
  /** The recorded head is gone or stays behind, although the journal has entries: `last`. */
  head_missing: UNFIT,
  head_behind: UNFIT,
  backup_bad: UNFIT,
  /** The backup that is made before a workspace is brought up to this version cannot be read: `file`. */
  upgrade_refused: UNFIT,
  /** The station's key has signed more than the folder has: `head`, `last`. */
  station_ahead: UNFIT,
  /** Entries of other stations do not hold: `problem`, `station`, `seq`. */
  entries_bad: UNFIT,
  /** The file of the station's key cannot be used: `file`, `problem`; others may read it: `file`, `mode`, `wanted`. */
  key_unreadable: UNFIT,
  key_exposed: UNFIT,
  /** The system's keyring holds it, and this program does not get at it: `file`. */
  key_wrapped: UNFIT,
  /** A new key, or its new form, could not be kept: `file`, `problem`. */
  key_not_written: UNFIT,
  /** The system has no keyring to keep keys: `problem`. */
  keyring_none: UNFIT,
  /** An exchange file is refused whole: it is none; of a later form (`found`, `known`). */
  exchange_none: UNFIT,
  exchange_newer: UNFIT,
  /** It ends before what it promises, or is not what its hashes, its form and its order say: `byte`, from 0. */
  exchange_cut: UNFIT,
  exchange_damaged: UNFIT,
  /** A part beyond what one may have: `byte`, `limit` in MB; more parts than may be: `limit`. */
  exchange_too_large: UNFIT,
  exchange_too_many: UNFIT,
  /** A name in it that is no hash: `name`, `byte`. */
  exchange_name: UNFIT,
  /** It is of another workspace (`found`, `own`), or the first entry of a station's chain is: `station`, its short code. */
  exchange_other_workspace: UNFIT,
  exchange_other_entry: UNFIT,
  /** Entries `from` to `to` of a station are missing. */
  exchange_gap: UNFIT,
  /** An entry is not what its chain says, or names a document that is neither there nor withheld: `station`, `seq`. */
  exchange_chain: UNFIT,
  exchange_no_document: UNFIT,
  /** The signature of a station's head is missing, or not that of these entries by this station: `station`. */
  exchange_signature: UNFIT,
  /** It holds what no entry names: `name`, the beginning of its hash. */
  exchange_stray: UNFIT,
  /** What is here does not hold, and is not sent: `problem`, with the `station` and number (`seq`) of an entry. */
  not_sent: UNFIT,
  /** A receipt that is none, of a later form (`found`, `known`), not as it was signed, or of another workspace (`found`, `own`). */
  receipt_none: UNFIT,
  receipt_newer: UNFIT,
  receipt_damaged: UNFIT,
  receipt_other_workspace: UNFIT,
  /** This station wrote the receipt itself: it is for those that send to it. */
  receipt_own: UNFIT,
  /** No entry came from a station of this code that could be accepted, or withdrawn: `station`. */
  station_unknown: UNFIT,
  busy: UNFIT,
  /** Somebody stopped it; nothing was changed. */
  cancelled: NO,
  /** The link to a vehicle: `link`, and what each needs. */
  no_link: UNFIT,
  bad_link: UNFIT,
  link_not_opened: UNFIT,
  no_vehicle: UNFIT,
  other_vehicles: UNFIT,
  several_vehicles: UNFIT,
  vehicle_firmware: NO,
  vehicle_armed: NO,
  /** While a list went over: `kind`. */
  vehicle_armed_midway: NO,
  /** Answers come, but none that is signed with the link's key: `link`. */
  vehicle_unsigned: NO,
  /** Another vehicle answers than the mission was judged for: `judged`, `found`; its classes; its parameters. */
  vehicle_other_firmware: NO,
  vehicle_other_class: NO,
  vehicle_other_params: NO,
  /** What the vehicle gives is no mission: an item's `field` and `value`; where it does not fit; nothing at all. */
  vehicle_item_strange: NO,
  vehicle_list_unfit: NO,
  vehicle_empty: NO,
  /** An item that may not be sent: `kind`, `item`. */
  item_cannot_leave: NO,
  link_not_recorded: UNFIT,
  mission_refused: NO,
  /** A finding without two sightings, or without any picture of them. */
  nothing_before_after: UNFIT,
  nothing_placed: UNFIT,
  /** Nothing that could be taken again: a finding `name` without a picture; its picture has no place; none of `count`. */
  reshoot_no_picture: NO,
  reshoot_no_place: NO,
  /** A finding that a re-shoot has no room for: `name`. */
  reshoot_too_many: UNFIT,
  reshoot_nothing: NO,
  /** A row of a table that it does not have: `path`, `id`; `known`. */
  unknown_choice: UNFIT,
  /** No photo and no clip: `file`. */
  not_a_picture: UNFIT,
  /** A file of the workspace is not what was recorded of it, and does not leave: `file`. */
  changed_file: UNFIT,
  /** It has masks, and would leave without them: `file`. */
  has_masks: UNFIT,
  /** The clip whose masks would hold for it is not here, and it would leave without them: `file`. */
  masks_not_here: UNFIT,
  /** A frame of what is no clip: `file`. */
  not_a_clip: UNFIT,
  /** A file of a kind that is not handed to the system's programs: `file`. */
  not_openable: UNFIT,
  /** The system found no program for the file: `file`, `problem`. */
  not_opened: UNFIT,
  vehicle_cannot_hold: NO,
  link_stalled: NO,
  /** Longer than all lists may take together: `kind`, `minutes`. */
  link_too_slow: NO,
  /** Broken off while item by item replaced the old list: `kind`, `problem`. */
  list_mixed: NO,
  link_cut: NO,
  link_cancelled: NO,
  link_called_off: NO,
  list_unconfirmed: NO,
  half_uploaded: NO,
  no_params: NO,
  not_read_back: NO,
  held_differs: NO,
  services_down: UNFIT,
  /** Whoever acts has a role that may not make the call: `call`, its `subject`, the `role`, and the `roles` that may. */
  not_allowed: NO,
  /** The workspace has persons, and nobody has signed in here; the window is locked. */
  sign_in_first: UNFIT,
  locked: UNFIT,
  /** Who acts is a person of the workspace (`name`), and is not somebody else for the asking. */
  actor_fixed: UNFIT,
  /** Not the passphrase of `name`; the next try may be made now, or in `seconds`. */
  passphrase_wrong: NO,
  passphrase_wrong_wait: NO,
  /** Too many wrong tries of `name`: the next one in `seconds`; `isBack` where the clock was set back. */
  locked_out: NO,
  locked_out_back: NO,
  /** A passphrase that will not do: fewer than `least` characters; too easily guessed. */
  passphrase_short: UNFIT,
  passphrase_plain: UNFIT,
  /** `name` has to have a passphrase before a second person comes; the new person does. */
  passphrase_first: UNFIT,
  passphrase_needed: UNFIT,
  /** The demo's people need none. */
  passphrase_not_here: UNFIT,
  /** No person of this `name`, or who has left; several, `count`. */
  person_unknown: UNFIT,
  person_ambiguous: UNFIT,
  /** A person of this `name` and `number` is there already. */
  person_twin: UNFIT,
  /** There is a first person already. */
  person_begun: UNFIT,
  /** Nobody would be left who may do what a supervisor does: `name`. */
  last_supervisor: UNFIT,
  /** `name` has `count` pieces of open work: `list`. */
  person_has_work: UNFIT,
  /** Open work is not handed over to `name`: they leave themselves, or read only. */
  hand_over_unfit: UNFIT,
  /** It is not one's own, or one has no person here. */
  no_person: UNFIT,
  /** A recovery code that is none of `name`'s. */
  recovery_wrong: NO,
  /** A release is given by a supervisor of the workspace: `name` is none. */
  release_no_supervisor: NO,
  /** A supervisor's release is proved by their passphrase or a code: `name`. */
  release_unproved: NO,
  /** A one-time code: mistyped; of no sheet here; used for another revision, by `by`; its sheet was withdrawn. */
  code_mistyped: UNFIT,
  code_unknown: NO,
  code_used: NO,
  code_withdrawn: NO,
  /** What is set, printed or used up is not taken back by an undo. */
  undo_person: UNFIT,
  /** Whoever asks was not let in by this door: `problem`. */
  not_let_in: UNFIT,
  internal: UNFIT,
} as const satisfies Record<string, typeof NO | typeof UNFIT>
export type ErrorCode = keyof typeof ERRORS

/** Whether a failure is the answer "no"; false for codes that are none of these. */
export const answersNo = (code: string): boolean =>
  Object.hasOwn(ERRORS, code) && ERRORS[code as ErrorCode] === NO
