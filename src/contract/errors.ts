/**
 * Every code that may travel across a door. The renderer has words for each in both languages; one without words
 * does not compile.
 */
export const ERROR_CODES = [
  /** The input does not fit the call's schema: `path`, `problem`. */
  'bad_input',
  'unknown_call',
  /** No such aggregate: `aggregate`, `id`. */
  'not_found',
  /** The aggregate has moved on since the revision the edit was made on: `aggregate`, `id`, `base`, `current`. */
  'conflict',
  /** Something still refers to it: `aggregate`, `by`, `count`. */
  'in_use',
  /** The reference it names does not exist: `aggregate`, `id`. */
  'missing_reference',
  /** A document that its schema does not allow; nothing was written: `aggregate`, `name`, `path`, `problem`, `limit`, `found`. */
  'does_not_fit',
  /** A stored document that does not fit its schema: the same. */
  'record_unreadable',
  /** The computer's clock is before 1970: `atMs`. */
  'clock_wrong',
  /** The workspace is on a write-protected medium. */
  'read_only',
  'undo_nothing',
  /** Undo of an entry whose aggregates have changed since: `aggregate`, `id`. */
  'undo_moved_on',
  /** Undo of a mission revision that was exported. */
  'undo_frozen',
  /** The verdict has errors and there is no release: `errors`, `rules`. */
  'unsafe',
  'format_cannot_hold',
  /** A rule that passes only with a recorded emergency basis: `rule`. */
  'needs_emergency_basis',
  /** A mission that needs no second sortie, and one that no cut makes fit. */
  'fits_one_battery',
  'cannot_split',
  /** The transition is not one of the state's: `from`, `to`. */
  'bad_transition',
  /** A transition without the proof it needs: `to`, `needs`. */
  'needs_proof',
  /** Nothing usable in the file: `file`, `problem`. */
  'unreadable_file',
  /** Places with latitudes beyond 90 degrees: `file`, `at`. */
  'swapped_file',
  /** Parts of a mission cannot be read: `file`, `count`, and the first `problem` with its `at`. */
  'partly_readable',
  /** Which of several routes is to be flown: `file`, `count`, `list` with ` | ` between; `take` names none of them. */
  'several_routes',
  'take_unknown',
  /** Heights of `count` of `of` points are missing, or over something else than the rest. */
  'heights_mixed',
  /** The file does not say where home is: `file`. */
  'needs_home',
  /** Heights over the sea, and nobody knows that of home: `file`, `count`, `lowestM`, `highestM`. */
  'needs_home_height',
  'unknown_file',
  /** More than is read at once: `file`, `limit` in MB. */
  'file_too_large',
  /** Work was ended at its limit: `file`, and `seconds` without a word of progress, or `megabytes` of memory. */
  'took_too_long',
  'needs_too_much_memory',
  /** The copy in the vault differs from the source: `file`. */
  'copy_differs',
  'disk_full',
  'not_writable',
  /** The database was written by a newer version: `found`, `known`. */
  'workspace_newer',
  'workspace_corrupt',
  'workspace_missing',
  /** The folder is not empty and no workspace: `dir`. */
  'workspace_not_empty',
  /** The journal ends before its recorded head: `head`, `last`. */
  'journal_cut',
  /** The recorded head is gone or stays behind, although the journal has entries: `last`. */
  'head_missing',
  'head_behind',
  'backup_bad',
  'busy',
  /** Somebody stopped it; nothing was changed. */
  'cancelled',
  /** The link to a vehicle: `link`, and what each needs. */
  'no_link',
  'bad_link',
  'link_not_opened',
  'no_vehicle',
  'other_vehicles',
  'several_vehicles',
  'vehicle_firmware',
  'vehicle_armed',
  /** While a list went over: `kind`. */
  'vehicle_armed_midway',
  /** Answers come, but none that is signed with the link's key: `link`. */
  'vehicle_unsigned',
  /** Another vehicle answers than the mission was judged for: `judged`, `found`; its classes; its parameters. */
  'vehicle_other_firmware',
  'vehicle_other_class',
  'vehicle_other_params',
  /** What the vehicle gives is no mission: an item's `field` and `value`; where it does not fit; nothing at all. */
  'vehicle_item_strange',
  'vehicle_list_unfit',
  'vehicle_empty',
  /** An item that may not be sent: `kind`, `item`. */
  'item_cannot_leave',
  'link_not_recorded',
  'mission_refused',
  'nothing_to_compare',
  'nothing_placed',
  /** No photo and no clip: `file`. */
  'not_a_picture',
  /** A file of the workspace is not what was recorded of it, and does not leave: `file`. */
  'changed_file',
  /** It has masks, and would leave without them: `file`. */
  'has_masks',
  /** A frame of what is no clip: `file`. */
  'not_a_clip',
  /** A file of a kind that is not handed to the system's programs: `file`. */
  'not_openable',
  /** The system found no program for the file: `file`, `problem`. */
  'not_opened',
  'vehicle_cannot_hold',
  'link_stalled',
  /** Longer than all lists may take together: `kind`, `minutes`. */
  'link_too_slow',
  /** Broken off while item by item replaced the old list: `kind`, `problem`. */
  'list_mixed',
  'link_cut',
  'link_cancelled',
  'link_called_off',
  'list_unconfirmed',
  'half_uploaded',
  'no_params',
  'not_read_back',
  'held_differs',
  'services_down',
  /** Whoever acts has a role that may not make the call: `call`, its `subject`, the `role`, and the `roles` that may. */
  'not_allowed',
  /** Whoever asks was not let in by this door: `problem`. */
  'not_let_in',
  'internal',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]
