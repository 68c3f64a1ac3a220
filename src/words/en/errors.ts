import type { ErrorCode } from '../../contract/errors.ts'
import type { ItemProblem } from '../../core/finding/order/ordering.ts'
import type { Lack } from '../../core/finding/steps.ts'
import type { Need } from '../../core/finding/transitions.ts'

/** What calls and commands refuse, and what a step of a finding needs. */
export const errors = {
  'error.bad_input': 'The input is not usable at {{path}}: {{problem}}',
  'error.unknown_call': 'This window and its services do not fit together: start Sortie again.',
  'error.not_found': 'It is not here: it was removed, or has not been received yet.',
  'error.conflict': 'It was changed elsewhere in the meantime. Look at the new state and try again.',
  'error.waits_for_decision': 'It was changed at two stations and waits for a decision.',
  'error.in_use': 'Something still refers to it: remove that first.',
  'error.missing_reference': 'It refers to something that is not here: {{aggregate}}',
  'error.does_not_fit': '{{aggregate}} “{{name}}” was not written. At {{path}}: {{problem}}',
  'error.record_unreadable':
    '{{aggregate}} “{{name}}” cannot be read and is left out; all else is shown. At {{path}}: {{problem}}. Undo the change that wrote it, or restore a backup.',
  'error.entry_unreadable': 'An entry of the journal cannot be taken: {{problem}}.',
  'error.note_unreadable': 'A signed head cannot be read: {{problem}} (line {{line}}).',
  'error.head_unreadable':
    'The head of the journal that was given is mistyped or none: {{problem}}. Nothing was checked with it.',
  'error.bag_unreadable': 'The evidence package cannot be read: {{file}}{{where}}: {{problem}}.',
  'error.undo_bag':
    'A package that was made may have left this machine and is not undone: withdraw it, and say why.',
  'error.bag_settled': 'Package {{file}} is {{bagState}} and does not change any more.',
  'error.bag_needs_receipt': 'Add the scan of the signed receipt, or say why there is none: {{file}}.',
  'error.bag_before_made': 'Package {{file}} was made at {{day}}: it cannot have been handed over before.',
  'error.bag_altered':
    '{{file}} is not as it was packed: {{what}} ({{count}} {{count|difference|differences}}). Nothing was put down: hand over the package as it was made, or make a new one.',
  'error.bag_other': '{{file}} is whole, but it is not {{bag}}. Nothing was put down.',
  'error.nothing_to_pack': 'There is no picture or log to pack.',
  'error.take_refused':
    'Nothing was taken in: the file has {{count}} {{count|mistake|mistakes}}. Correct them and look at it again.',
  'error.take_moved': 'Nothing was taken in: it would not change what was shown. Look at the file again.',
  'error.unmasked_needs_supervisor': 'Originals without their masks are let out by a supervisor alone.',
  'error.clock_wrong':
    'The clock of this computer is wrong ({{atMs}} ms): set its date. Nothing was written.',
  'error.read_only':
    'The workspace is on a write-protected medium: it can be looked at and verified, nothing was written. Copy the folder to a disk to work on it.',
  'error.undo_nothing': 'There is nothing to undo.',
  'error.undo_moved_on': 'It cannot be undone: it has been changed since.',
  'error.undo_given': 'It cannot be undone: another station has it already. Remove it instead.',
  'error.undo_frozen': 'It cannot be undone: this revision was exported.',
  'error.fits_one_battery': 'The mission fits one battery as it is.',
  'error.cannot_split':
    'No cut makes the mission fit: home is too far from it, or a single stretch too long.',
  'error.unsafe': 'Held back by the safety rules: {{rules}}',
  'error.format_cannot_hold': 'The format {{format}} cannot hold this mission{{where}}: {{problem}}',
  'error.needs_emergency_basis': 'Passes only with a recorded emergency basis: {{rule}}',
  'error.bad_transition': 'This step is not possible from {{from}} to {{to}}.',
  'error.needs_other_person':
    '{{by}} wrote down the report that it was put right: another person has to close it.',
  'error.needs_supervisor': 'What is major is closed by a supervisor.',
  'error.order_issued': 'Order {{no}} is issued and does not change any more.',
  'error.order_served': 'Order {{no}} was served already.',
  'error.order_withdrawn': 'Order {{no}} was withdrawn.',
  'error.order_not_issued': 'The order is not issued yet.',
  'error.order_not_served':
    'The order is not served yet: its deadline does not run, and there is nothing to extend.',
  'error.order_number_used': 'The number {{no}} was given before and is not given again: take another one.',
  'error.paper_not_of': '{{paperKind}} is not made of this.',
  'error.paper_lacks': '{{paperKind}} needs {{missing}}, and nothing is known of that: fill it in first.',
  'error.paper_fixed': 'Paper {{no}} is {{paperState}} and does not change any more.',
  'error.paper_unnumbered': 'The paper has no number yet: issue the order first.',
  'error.paper_unsigned': 'Paper {{no}} is not signed yet and cannot be served.',
  'error.paper_needs_scan': 'Add the scan of the signed or served paper, or say why there is none.',
  'error.template_unfit': '“{{file}}”: {{count}} {{count|mistake|mistakes}}, the first: {{problem}}',
  'error.paper_same': 'The file is version {{version}} as it is here already: nothing was changed.',
  'error.paper_photos_over':
    '{{paperKind}} would show {{count}} {{count|photo|photos}} ({{megabytes}} MB), and one paper shows {{most}} and {{limit}} MB at most: make the list of photos besides, which is made in parts and leaves none out.',
  'error.paper_files_over':
    '{{paperKind}} would list {{count}} {{count|file|files}}, and one paper lists {{most}} at most: {{left}} would be missing. Make the list of electronic data besides, which is made in parts and leaves none out.',
  'error.paper_data_over':
    '{{paperKind}} would be too long for one paper ({{count}} {{count|finding|findings}}): make it of less, in several papers.',
  'error.paper_busy':
    'No number could be given: others are given numbers all the time. Make the paper again in a moment.',
  'error.number_in_use': 'A paper bears the number {{no}}: withdraw or void that.',
  'error.number_voided': 'The number {{no}} is void already: {{reason}}',
  'error.kept': '{{file}} cannot be deleted: {{problem}}.',
  'error.needs_another': 'You asked to delete {{file}} yourself: somebody else has to look at it.',
  'error.not_asked': 'Nobody asked to delete {{file}} yet: ask first, and say why.',
  'error.not_held': 'Nobody holds {{file}}.',
  'error.original_deleted':
    'The original of {{file}} was deleted when its time was over: its record and hash alone are here.',
  'error.undo_deleted':
    'The original was deleted and does not come back by an undo; its record and hash stay.',
  'error.undo_number':
    'A number that was given is not taken back by an undo: withdraw or void the paper, and say why.',
  'error.order_item_unfit': '“{{title}}” cannot go into this order: {{why}}.',
  'error.term_past':
    'The day by which it is to be done, {{day}}, is over on {{on}}. Name a later day; of an order that was issued already, withdraw it and issue another.',
  'error.extension_back': 'A deadline moves later only: it was {{from}}, {{to}} was given.',
  'error.not_yet': '{{day}} has not come yet: check the date.',
  'error.agency_unknown': 'The table of agencies has no “{{id}}”: add it in the settings first.',
  'error.no_answer_awaited': 'Nothing that was sent to another agency waits for an answer.',
  'error.case_not_overdue':
    'It is not overdue, or was reported put right in time: a case is filed on what was not put right in time.',
  'error.needs_proof': 'The step needs: {{needs}}',
  'error.agency_none': 'Nobody is named who inspects: choose an agency that may.',
  'error.agency_cannot_inspect': '{{agency}} may organise, but has no power to inspect.',
  'error.agency_no_basis': '{{agency}} names no basis for inspecting: enter it first.',
  'error.visit_officers': 'An inspection takes two officers at least; assistants do not count.',
  'error.visit_witness': 'Where the enterprise refuses to sign, name the witness.',
  'error.visit_cap_reason': 'A visit that does not count towards the yearly cap needs a reason.',
  'error.visit_merged': 'This visit became part of another one: open that.',
  'error.visit_made': 'The visit from the air of this flight is there already.',
  'error.flight_saw_nothing': 'The footage of this flight did not really see a site of this enterprise.',
  'error.visits_apart':
    'Only planned visits on site of one enterprise, less than {{days}} {{days|day|days}} apart, can be made one.',
  'error.approval_needs_reason':
    'The approval comes after the beginning: an urgent inspection may be approved afterwards, with the reason.',
  'error.approval_future': 'An approval cannot be given at a time that is yet to come.',
  'error.round_unknown': 'The campaign has no such round: choose again.',
  'error.visit_other_enterprise':
    'That visit was made to another enterprise: choose a visit of the enterprise that the finding is of.',
  'error.round_other_enterprise': 'The enterprise is not one of this campaign: add it there first.',
  'error.checklist_version': 'The checklist "{{name}}" has no such version: choose again.',
  'error.unreadable_file': '{{file}} cannot be used{{where}}: {{problem}}',
  'error.swapped_file': 'Latitude and longitude of {{file}} seem to be exchanged{{where}}.',
  'error.partly_readable':
    'Parts of {{file}} cannot be read ({{count}}){{where}}: {{problem}} Nothing was made of it.',
  'error.several_routes': '{{file}} has {{count}} {{count|route|routes}}; choose one: {{list}}',
  'error.take_unknown': 'There is no route “{{take}}” in {{file}}; it has: {{list}}',
  'error.heights_mixed':
    'Of {{of}} {{of|point|points}} in {{file}}, {{count}} {{count|has|have}} no height, or one over something else than the rest: one height over take-off is needed for all.',
  'error.needs_home': '{{file}} does not say where home is.',
  'error.needs_home_height':
    '{{count}} {{count|height|heights}} of {{file}} {{count|is|are}} over the sea ({{heights}} m): the height of take-off over the sea is needed.',
  'error.unknown_file': 'The file is no longer at hand: choose it again.',
  'error.file_too_large': '{{file}} is too large: at most {{limit}} MB are read.',
  'error.took_too_long':
    '{{file}} was not done with after {{seconds}} {{seconds|second|seconds}}, and it was stopped. Split or simplify it and try again.',
  'error.needs_too_much_memory':
    '{{file}} needs more than {{megabytes}} MB of memory, and it was stopped. Split or simplify it and try again.',
  'error.copy_differs':
    'The copy of {{file}} differs from its source: nothing was kept. Check the card and try again.',
  'error.disk_full': 'The disk is full. Nothing was written.',
  'error.not_writable': 'The workspace cannot be written to: {{problem}}',
  'error.disk_failed':
    'Reading or writing failed: {{problem}}. Look whether the disk is still connected and sound, then try again.',
  'error.workspace_newer':
    'This workspace was written by a newer Sortie (format {{found}}, known {{known}}). Install the newer version.',
  'error.workspace_corrupt':
    'The workspace is damaged: {{problem}}. Restore a backup with "sortie workspace restore".',
  'error.workspace_missing': 'There is no workspace there.',
  'error.workspace_not_empty': 'The folder is not empty.',
  'error.journal_cut': 'The journal ends before its recorded head ({{last}} of {{head}}).',
  'error.head_missing':
    'Nothing was written: journal-head.json is gone although the journal has entries ({{last}}). Restore the newest backup into a new folder; sortie workspace verify says what else is amiss.',
  'error.head_behind':
    'Nothing was written: journal-head.json says {{head}}, the journal goes on to {{last}}. Somebody put an old one there: restore the newest backup into a new folder.',
  'error.upgrade_refused':
    'Nothing was changed: the backup that is made before an older workspace is brought up cannot be read ({{file}}). Look at the disk, then open it again.',
  'error.station_ahead':
    'Nothing was written: this folder goes to {{last}}, and its station has signed up to {{head}} already. It is an older copy, or was changed. Open the newer folder, or let this one go on as a new station: sortie workspace renew.',
  'error.entries_bad': 'Nothing was taken in: entry {{seq}} of station {{station}}: {{problem}}',
  'error.backup_bad': 'The backup does not hold: {{problem}}',
  'error.key_unreadable':
    'The key of this station cannot be used ({{file}}): {{problem}}. Nothing was written. Put the file right, or move it away: the next write then begins a new station.',
  'error.key_exposed':
    'Others on this computer may read the key of this station. Nothing was written. Run: chmod {{wanted}} "{{file}}" (it is {{mode}})',
  'error.key_wrapped':
    'The system’s keyring keeps the key of this station, and only the window gets at it. Nothing was written: write in the window, or switch the keyring off in its settings. ({{file}})',
  'error.key_not_written':
    'The key of this station cannot be kept in {{file}}: {{problem}}. Nothing was written. SORTIE_KEYS names another folder for keys.',
  'error.keyring_none': 'The keyring cannot keep the key: {{problem}}.',
  'error.exchange_none':
    'This is no exchange file: choose one that another station wrote by sending. Nothing was taken in.',
  'error.exchange_newer':
    'A newer Sortie wrote this exchange file (form {{found}}, this one reads {{known}}): install the newer version. Nothing was taken in.',
  'error.exchange_cut':
    'The exchange file ends at byte {{byte}}, before all that it promises: copy it again. Nothing was taken in.',
  'error.exchange_damaged':
    'The exchange file is damaged at byte {{byte}}: copy it again, or have it sent again. Nothing was taken in.',
  'error.exchange_too_large':
    'A part of the exchange file (at byte {{byte}}) is larger than the {{limit}} MB that such a part may have. Nothing was taken in.',
  'error.exchange_too_many':
    'The exchange file has more parts than the {{limit}} that one may have: have it sent in smaller steps, with a receipt. Nothing was taken in.',
  'error.exchange_name':
    'The exchange file names something by “{{name}}” (at byte {{byte}}), which is no hash: no such file is taken. Nothing was taken in.',
  'error.exchange_other_workspace':
    'The exchange file is of another workspace ({{found}}) than this one ({{own}}). Nothing was taken in.',
  'error.exchange_other_entry':
    'In the exchange file there is an entry of another workspace, as the first of station {{station}}. Nothing was taken in.',
  'error.exchange_gap':
    'The exchange file lacks entries of station {{station}}, from {{from}} to {{to}}: have it sent by your newest receipt, or without one. Nothing was taken in.',
  'error.exchange_chain':
    'In the exchange file, entry {{seq}} of station {{station}} is not what its chain says: it was changed, or exchanged for another. Nothing was taken in.',
  'error.exchange_no_document':
    'The exchange file lacks a document of entry {{seq}} of station {{station}}: have it sent again. Nothing was taken in.',
  'error.exchange_signature':
    'In the exchange file, the head of station {{station}} is not signed, or not by that station over these entries. Nothing was taken in.',
  'error.exchange_stray':
    'The exchange file holds something that no entry names ({{name}}…). Nothing was taken in.',
  'error.not_sent': 'Nothing was sent: {{problem}}. sortie workspace verify says more.',
  'error.receipt_none': 'This is no receipt: choose the one that the other station wrote when it received.',
  'error.receipt_newer':
    'A newer Sortie wrote this receipt (form {{found}}, this one reads {{known}}): install the newer version, or send without a receipt.',
  'error.receipt_damaged':
    'The receipt is damaged, or was changed after its station signed it: ask for it again, or send without one.',
  'error.receipt_other_workspace':
    'The receipt is of another workspace ({{found}}) than this one ({{own}}): choose the right one, or send without one.',
  'error.receipt_own':
    'This laptop wrote the receipt itself, for those who send to it: choose the one that the other station wrote, or send without one.',
  'error.station_unknown':
    'There is no such station here ({{station}}): sortie workspace stations lists those that entries came from.',
  'error.busy': 'The workspace is busy: try again.',
  'error.cancelled': 'Stopped.',
  'error.no_link': 'No vehicle is connected.',
  'error.bad_link':
    '“{{link}}” is no address; write udp:HOST:PORT, udpin:HOST:PORT, tcp:HOST:PORT or serial:DEVICE:BAUD',
  'error.link_not_opened': '{{link}}: cannot be opened ({{problem}})',
  'error.no_vehicle': '{{link}}: no vehicle answers; see that it is on, and that the address is its own',
  'error.other_vehicles': '{{system}} does not answer; these do: {{systems}}',
  'error.several_vehicles': 'several vehicles answer ({{systems}}); choose one',
  'error.vehicle_firmware': 'the vehicle is neither ArduPilot nor PX4; its lists are not known here',
  'error.vehicle_armed':
    'nothing uploaded: the vehicle is armed or in the air; upload on the ground, disarmed',
  'error.vehicle_armed_midway':
    'stopped during the {{kind}}: the vehicle was armed or took off; it was told, and keeps the {{kind}} it had',
  'error.vehicle_unsigned':
    '{{link}}: a vehicle answers, but nothing that is signed with this key; give the key that is set on the vehicle',
  'error.vehicle_other_firmware':
    'nothing uploaded: the mission was planned and judged for {{judged}}, and {{found}} answers; choose a vehicle with {{found}} for the mission, see its verdict, and upload then',
  'error.vehicle_other_class':
    'nothing uploaded: the mission was judged for another kind of vehicle ({{judgedClass}}) than answers ({{foundClass}}); connect the right one, or choose such a vehicle for the mission and see its verdict',
  'error.vehicle_other_params':
    'nothing uploaded: {{count}} {{count|parameter|parameters}} on board {{count|is|are}} not as the verdict reckons (that in brackets): {{params}}; set {{count|it|them}} on the vehicle, or read {{count|it|them}} into the mission, see its verdict, and upload then',
  'error.vehicle_item_strange':
    'the vehicle’s {{kind}} holds what no item can: item {{item}}, {{field}} {{value}}; nothing was kept, read it again or upload a good one',
  'error.vehicle_list_unfit':
    'what the vehicle holds is no mission that can be kept here (at {{at}}); nothing was kept',
  'error.vehicle_empty': 'vehicle {{system}} holds no mission, fence or rally points, and has no home yet',
  'error.item_cannot_leave':
    'nothing uploaded: item {{item}} of the {{kind}} has a number that no vehicle takes (place, height, frame or parameter); mend it first',
  'error.link_not_recorded': 'not connected: the record of the link cannot be written ({{problem}})',
  'error.vehicle_cannot_hold': 'The vehicle cannot hold a {{kind}}: nothing was sent.',
  'error.nothing_before_after':
    'There is nothing to lay side by side: the finding needs two sightings, one of them with a picture.',
  'error.not_a_picture': '{{file}} is neither a photo nor a clip',
  'error.changed_file':
    '{{file}} is not what was recorded any more, so it does not leave: verify the workspace',
  'error.masks_not_here':
    'The clip of {{file}} is not here yet, and with it what is to be covered: set masks on the picture itself, or give a reason to let it out without',
  'error.has_masks': '{{file}} has masks: export it with them, or give a reason to let it out without',
  'error.not_a_clip': '{{file}} is no clip: there are no frames to keep',
  'error.not_openable': '{{file}} is of a kind that is not handed to the system’s programs',
  'error.not_opened':
    '{{file}}: the system found no program to open it ({{problem}}); choose one for such files in the system’s settings',
  'error.nothing_placed': 'The clip has no position to write',
  'error.reshoot_no_picture': 'No picture of “{{name}}” is here: there is nothing to take again',
  'error.reshoot_too_many':
    '“{{name}}”: a patrol has 500 targets at most and is full; take the rest again with another one',
  'error.reshoot_no_place':
    'The picture of “{{name}}” has no place: place it on the map first, then it can be taken again',
  'error.reshoot_nothing':
    'Nothing to take again: none of the {{count}} {{count|finding|findings}} has a picture with a place',
  'error.unknown_choice': '“{{id}}” is not known; there are: {{known}}',
  'error.mission_refused':
    'the vehicle refused the {{kind}} ({{result}} at item {{item}}); it keeps what it had',
  'error.link_stalled':
    'no answer for {{seconds}} s during the {{kind}}; the vehicle keeps what it had, try again nearer',
  'error.link_too_slow':
    'given up during the {{kind}} after {{minutes}} min: the link is too slow or the vehicle does not get on; the vehicle keeps the {{kind}} it had, try again nearer',
  'error.link_cut': 'the link broke during the {{kind}} ({{problem}}); the vehicle keeps what it had',
  'error.link_cancelled': 'cancelled during the {{kind}}: the vehicle was told, and keeps what it had',
  'error.link_called_off': 'cancelled before anything was sent: the vehicle keeps what it had',
  'error.list_unconfirmed':
    'all of the {{kind}} was sent but not confirmed ({{problem}}): the vehicle may hold the old or the new one; read it back before flying',
  'error.list_mixed':
    'the {{kind}} broke off on the way ({{problem}}), and this vehicle replaces it item by item: it may now hold parts of the old and of the new one; do not fly, upload again',
  'error.half_uploaded':
    'the vehicle holds the new {{replaced}}, but the {{kind}} did not arrive ({{problem}}); do not fly, upload again',
  'error.not_read_back':
    'the {{kind}} was sent but could not be read back ({{problem}}); do not fly, upload again',
  'error.no_params': 'vehicle {{system}} answers no question about its parameters',
  'error.held_differs':
    'the vehicle holds something else than was sent: {{kind}} item {{seq}}, {{field}} {{sent}} became {{held}}; do not fly it',
  'error.day_to_come': '{{day}} has not come yet: say on which day it was done.',
  'error.no_such_day': '{{day}} is no day of this duty: choose one of its days.',
  'error.nothing_to_add': 'This enterprise has all the usual duties already.',
  'error.nothing_found': 'Nothing was found amiss with “{{what}}”: there is nothing to take over.',
  'error.taken_over': 'A finding was made of “{{what}}” already.',
  'error.draw_inspectors_few':
    'There are fewer inspectors than each target is to have: add some, or ask for fewer.',
  'error.draw_also_excluded': '{{name}} is in the list and left out too: take one of them away.',
  'error.draw_is_drawn': 'This was drawn already: draw again with a reason, the first draw stays.',
  'error.set_by_policy':
    'Not saved: {{by}} set this for all computers. It is changed in the policy file of this computer alone.',
  'error.policy_unreadable':
    'The policy of this computer ({{file}}) cannot be read{{where}}: {{problem}}. Whoever looks after the computers puts it right.',
  'error.policy_unfit':
    'The policy of this computer ({{file}}) is not right. At {{path}}: {{problem}}. Whoever looks after the computers puts it right.',
  'error.setting_unfit': 'Not saved: {{problem}}.',
  'error.draw_is_open': 'The last one was not drawn yet: draw it first.',
  'error.services_down': 'The services do not answer. What was saved is safe; start Sortie again.',
  'error.not_allowed':
    'Only {{roles}} may do this ({{subject}}); you work as {{role}}. Settings, People says who works here.',
  'error.sign_in_first':
    'Nobody has signed in here. Choose your name and type your passphrase; on the command line: --as NAME --passphrase-file FILE.',
  'error.locked': 'This window is locked. Sign in again to go on; what was under way goes on.',
  'error.actor_fixed': 'You act as {{name}} here. To act as somebody else, sign out and sign in.',
  'error.passphrase_wrong': 'That is not the passphrase of {{name}}.',
  'error.passphrase_wrong_wait':
    'That is not the passphrase of {{name}}. The next try is in {{seconds}} {{seconds|second|seconds}}.',
  'error.locked_out':
    'Too many wrong tries ({{name}}): the next one in {{seconds}} {{seconds|second|seconds}}.',
  'error.locked_out_back':
    'The clock of this computer was set back since the last wrong try ({{name}}): the wait begins anew, {{seconds}} {{seconds|second|seconds}}. Set the clock right.',
  'error.passphrase_short': 'The passphrase is too short: at least 8 characters.',
  'error.passphrase_plain':
    'The passphrase is too easily guessed: not your name, not a run such as 12345678, at least four different characters.',
  'error.passphrase_first': '{{name}} has no passphrase yet: it is set first, under Settings, People.',
  'error.passphrase_needed': '{{name}} needs a passphrase.',
  'error.passphrase_not_here':
    'In the demo nobody needs a passphrase: anybody may be any of its invented people.',
  'error.person_unknown':
    'Nobody of this name or number works here: {{name}}. Settings, People lists who does.',
  'error.person_ambiguous':
    '{{count}} people here are called {{name}}: name the number instead, or choose from the list.',
  'error.person_twin':
    '{{name}} ({{number}}) is here already. Change that entry, or give the other person their own number.',
  'error.person_begun': 'Somebody is named here already; a supervisor takes others in.',
  'error.last_supervisor':
    'Nobody would be left here who is a supervisor: give that role to another person first ({{name}}).',
  'error.person_has_work':
    '{{name}} has {{count}} {{count|piece|pieces}} of open work: {{list}}. Hand them over to somebody, or confirm that they stay with this name.',
  'error.hand_over_unfit':
    'Open work cannot go to {{name}}: choose somebody else who stays and does more than read.',
  'error.no_person': 'That needs a person of the workspace: say first who you are, under Settings, People.',
  'error.recovery_wrong': 'That is not the recovery code of {{name}}, or it was used already.',
  'error.release_no_supervisor': '{{name}} is no supervisor here who could let this pass.',
  'error.release_unproved':
    '{{name}} has to let it pass in person: signed in, with their passphrase typed now, or by a one-time code of their sheet.',
  'error.code_mistyped':
    'The code is mistyped: 16 characters in four groups of four; the last one checks the others.',
  'error.code_unknown': 'This code is of no sheet of this workspace.',
  'error.code_used':
    'This code was used already: by {{by}}, for “{{mission}}”. Each lets one revision pass, once.',
  'error.code_withdrawn': 'The sheet of this code was withdrawn, or its supervisor has left ({{name}}).',
  'error.undo_person': 'Persons, passphrases and codes are not undone: change them under Settings, People.',
  'error.not_let_in': 'This window may not do that: open Sortie again.',
  'error.internal':
    'Something went wrong inside Sortie. Try again; if it happens once more, start Sortie anew.',
  'need.reason': 'a reason',
  'need.duplicateOf': 'the finding it repeats',
  'need.order': 'an order: issuing it makes the step',
  'need.service': 'the service of its order',
  'need.transfer': 'a transfer to another agency',
  'need.onTheSpot':
    'a sighting on site that saw it put right, in the same visit in which it was seen (that of {{visitOn}})',
  'need.proof': 'what closes it',
  'need.goneSighting': 'a re-check that saw it gone',
  'need.proof_air': 'what its order names: a sighting from the air that saw it gone',
  'need.proof_site': 'what its order names: a sighting on site that saw it gone',
  'need.proof_document': 'what its order names: the document that a re-check looked at',
  'need.visit':
    'a visit: none of its sightings was made in one. Put down in the sheet of the visit that it was seen, and that it was put right',
  'need.look': 'a sighting or a document',
  'orderWhy.not_confirmed': 'it is not confirmed',
  'orderWhy.other_enterprise': 'it is another enterprise’s',
  'orderWhy.no_agency': 'nobody has said which agency is in charge',
  'orderWhy.not_covered': 'the basis of the agency that orders does not cover it: refer it instead',
  'orderWhy.air_only': 'it was seen from the air alone, and needs a sighting on site first',
  'orderWhy.not_partly': 'it is no rest of what was partly put right under the old order',
  'orderWhy.not_here': 'it is not here',
} satisfies Record<
  `error.${ErrorCode}` | `need.${Need | Lack}` | `orderWhy.${ItemProblem | 'not_here'}`,
  string
>
