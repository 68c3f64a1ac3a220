import type { Aggregate, CallName, CallOutput } from '../../../src/contract/index.ts'
import type { ErrorCode } from '../../../src/contract/errors.ts'
import type { Need } from '../../../src/core/finding/transitions.ts'
import type { FormatNoteCode } from '../../../src/core/formats/noteCodes.ts'
import type { MarginCode } from '../../../src/core/mission/margin.ts'
import type { RouteNoteCode } from '../../../src/core/pattern/noteCodes.ts'
import type { CheckCode, FixCode } from '../../../src/core/safety/codes.ts'
import type { RuleId } from '../../../src/core/safety/verdict.ts'

/** The calls that write: each is the action of a journal entry. */
type WriteName = {
  [N in CallName]: CallOutput<N> extends { seq: number | null } ? N : never
}[CallName]

/** Every code that must have words: one without them does not compile. */
type Words =
  | `error.${ErrorCode}`
  | `rule.${RuleId}`
  | `check.${CheckCode}`
  | `fix.${FixCode}`
  | `margin.${MarginCode}`
  | `note.${RouteNoteCode | FormatNoteCode | FootageNoteCode}`
  | `action.${WriteName}`
  | `aggregate.${Aggregate}`
  | `need.${Need}`

/** What reading footage and tracks may have to say. */
type FootageNoteCode =
  | 'already_known'
  | 'not_placed'
  | 'no_time'
  | 'track_unreadable'
  | 'no_metadata'
  | 'clock_differs'
  | 'no_position'
  | 'zero_position'
  | 'not_gpx'
  | 'points_skipped'
  | 'no_track'

/** Words of every code that comes from the services, the planner, the rules and the readers. */
export const codes = {
  'error.bad_input': 'The input is not usable at {{path}}: {{problem}}',
  'error.unknown_call': 'This window and its services do not fit together: start Sortie again.',
  'error.not_found': 'It no longer exists.',
  'error.conflict': 'It was changed elsewhere in the meantime. Look at the new state and try again.',
  'error.in_use': 'Something still refers to it: remove that first.',
  'error.missing_reference': 'It refers to something that does not exist: {{aggregate}}',
  'error.undo_nothing': 'There is nothing to undo.',
  'error.undo_moved_on': 'It cannot be undone: it has been changed since.',
  'error.undo_frozen': 'It cannot be undone: this revision was exported.',
  'error.unsafe': 'Held back by the safety rules: {{rules}}',
  'error.needs_emergency_basis': 'Passes only with a recorded emergency basis: {{rule}}',
  'error.bad_transition': 'This step is not possible from {{from}} to {{to}}.',
  'error.needs_proof': 'The step needs: {{needs}}',
  'error.unreadable_file': '{{file}} cannot be used: {{problem}} {{at}}',
  'error.unknown_file': 'The file is no longer at hand: choose it again.',
  'error.file_too_large': '{{file}} is too large.',
  'error.copy_differs':
    'The copy of {{file}} differs from its source: nothing was kept. Check the card and try again.',
  'error.disk_full': 'The disk is full. Nothing was written.',
  'error.not_writable': 'The workspace cannot be written to: {{problem}}',
  'error.workspace_newer':
    'This workspace was written by a newer Sortie (format {{found}}, known {{known}}). Install the newer version.',
  'error.workspace_corrupt':
    'The workspace is damaged: {{problem}}. Restore a backup with "sortie workspace restore".',
  'error.workspace_missing': 'There is no workspace there.',
  'error.workspace_not_empty': 'The folder is not empty.',
  'error.journal_cut': 'The journal ends before its recorded head ({{last}} of {{head}}).',
  'error.backup_bad': 'The backup does not hold: {{problem}}',
  'error.busy': 'The workspace is busy: try again.',
  'error.services_down': 'The services do not answer. What was saved is safe; start Sortie again.',
  'error.not_allowed': 'This window may not do that: open Sortie again.',
  'error.internal': 'Something went wrong inside: {{problem}}',
  'rule.fence.leg': 'Fence',
  'rule.fence.return': 'Way home',
  'rule.height.ceiling': 'Height limit',
  'rule.energy.endurance': 'Battery',
  'rule.authorisation': 'Approval',
  'rule.zone.explosive': 'Explosion zone',
  'rule.vehicle.limits': 'Vehicle limits',
  'check.no_fence': 'There is no fence.',
  'check.fence_self_crossing': 'The fence crosses itself.',
  'check.outside': 'The flight leaves the fence or its margin ({{lengthM}} m in {{stretches}} stretches).',
  'check.in_exclusion':
    'The flight enters an exclusion or its margin ({{lengthM}} m in {{stretches}} stretches).',
  'check.below_floor': "The flight is below the fence's floor.",
  'check.above_ceiling': "The flight is above the fence's ceiling.",
  'check.curved_leg': 'A curved leg cannot be judged.',
  'check.height_unreadable': 'A height cannot be compared with home.',
  'check.rally_outside': 'A rally point is outside the fence or its margin.',
  'check.rally_on_asset': 'A rally point stands on an asset.',
  'check.return_outside': 'The way home leaves the fence.',
  'check.return_in_exclusion': 'The way home enters an exclusion.',
  'check.return_above_ceiling': "The way home is above the fence's ceiling.",
  'check.return_too_high': 'The return height is above the height limit.',
  'check.return_over_asset': 'The way home is too low over an asset.',
  'check.return_in_explosion_zone': 'The way home goes through an explosion zone.',
  'check.too_high': 'Higher over the ground than allowed.',
  'check.terrain_unknown': "The ground is not known: state the site's lowest and highest ground.",
  'check.endurance': 'The flight needs more than the battery less its reserve.',
  'check.no_authorisation': 'There is no flight approval.',
  'check.outside_area': 'The flight leaves the approved area.',
  'check.outside_window': 'The planned time is outside the approved window.',
  'check.expired': 'The approval has expired.',
  'check.above_authorised': 'Higher than approved.',
  'check.ground_point_in_zone': 'Take-off, landing or a rally point is in an explosion zone.',
  'check.low_in_zone': 'The flight is too low in an explosion zone.',
  'check.empty_route': 'The route is empty.',
  'check.too_many_items': 'More items than the vehicle takes.',
  'check.too_fast': 'Faster than the vehicle flies.',
  'check.bad_position': 'Item {{item}} has no usable position.',
  'check.below_home': 'The flight goes below the take-off point.',
  'check.home_changed': 'The home position changes during the flight.',
  'fix.addRallyPoint': 'Add a rally point',
  'fix.setReturnHeight': 'Return at {{heightM}} m',
  'fix.lowerPatterns': 'Fly at {{heightM}} m',
  'fix.slowDown': 'Fly at {{speedMS}} m/s',
  'fix.moveHome': 'Move home',
  'fix.shrink': 'Draw in by {{byM}} m',
  'margin.positionError': 'Position error',
  'margin.mapError': 'Map error',
  'margin.reaction': 'Reaction',
  'margin.braking': 'Braking',
  'margin.gustDrift': 'Gust drift',
  'note.area_self_crossing': 'The area crosses itself: it was read as it looks.',
  'note.area_not_free': 'Nothing of the area is left inside the fence and its margin.',
  'note.area_partly_uncovered': 'Parts of the area cannot be covered without leaving the fence.',
  'note.no_camera': 'The spacing needs a camera: choose one.',
  'note.no_way_inside': 'There is no way inside the fence between two places.',
  'note.standoff_too_large': 'The stand-off leaves nothing of the boundary.',
  'note.override_lost': 'A change made by hand found its waypoint no more.',
  'note.unjudged_command': 'Command {{command}} cannot be judged ({{count}} times).',
  'note.verbatim_among_others':
    'Items from a file stand among other patterns: their own take-off and return stay.',
  'note.height_frame_unknown': 'A height could not be turned into one over home.',
  'note.empty_pattern': 'A pattern has no waypoints.',
  'note.unknown_format': 'The format is not known.',
  'note.empty_file': 'The file is empty.',
  'note.not_text': 'The file is not text.',
  'note.not_json': 'Not JSON: {{problem}}',
  'note.decoded_as': 'Read as {{encoding}}.',
  'note.too_many_items': 'Too many items ({{count}}): the rest was left out.',
  'note.bad_coordinates': 'A position is out of range: {{text}}',
  'note.swapped_coordinates': 'Latitude and longitude seem to be swapped.',
  'note.not_a_number': 'Not a number: {{text}}',
  'note.not_xml': 'Not XML: {{problem}}',
  'note.xml_entities': 'XML with entities is refused.',
  'note.not_kml': 'Not a KML file.',
  'note.not_zip': 'Not a ZIP archive.',
  'note.zip_too_large': 'The archive unpacks to too much.',
  'note.zip_no_kml': 'There is no KML in the archive.',
  'note.not_geojson': 'Not GeoJSON.',
  'note.no_features': 'There are no features in it.',
  'note.bad_geometry': 'A geometry cannot be used.',
  'note.unsupported_geometry': 'Geometry of this kind is not read: {{type}}',
  'note.too_few_corners': 'An outline has too few corners ({{corners}}).',
  'note.not_a_plan': 'Not a QGroundControl plan.',
  'note.plan_version': 'A plan of another version.',
  'note.plan_part_missing': 'A part of the plan is missing.',
  'note.plan_part_version': 'A part of the plan has another version: {{found}}',
  'note.plan_bad_item': 'An item of the plan cannot be used.',
  'note.plan_unknown_item': 'An unknown item was left out: {{kind}}',
  'note.plan_complex_expanded': '{{kind}} was read as its {{count}} items.',
  'note.plan_complex_empty': '{{kind}} has no items in the file.',
  'note.plan_home_missing': 'The plan has no home.',
  'note.fence_bad_zone': 'A fence zone cannot be used.',
  'note.rally_bad_point': 'A rally point cannot be used.',
  'note.wpl_header': 'The first line is not "QGC WPL".',
  'note.wpl_version': 'WPL of another version: {{found}}',
  'note.wpl_line': 'A line has {{fields}} fields instead of 12.',
  'note.wpl_decimal_comma': 'Decimal commas: write points.',
  'note.wpl_index': 'The numbering is off: {{found}} instead of {{expected}}.',
  'note.wpl_no_home': 'There is no home line.',
  'note.mission_file_bad': 'Not a usable Sortie mission file: {{problem}}',
  'note.home_height_unknown': 'The height of home over the sea is not known: 0 was written.',
  'note.fence_heights_not_carried': 'The format carries no floor and ceiling of the fence.',
  'note.fence_not_carried': 'The format carries no fence: none is on board.',
  'note.rally_not_carried': 'The format carries no rally points.',
  'note.nan_written_as_zero': '"Not set" was written as 0.',
  'note.contingency_not_carried':
    'Return height and failsafe actions are not in the file: enter them on the vehicle.',
  'note.release_not_carried': 'The release is not in the file; the journal keeps it.',
  'note.not_flyable_format': 'For an application only: it cannot be flown.',
  'note.already_known': 'Known already.',
  'note.not_placed': 'It could not be placed.',
  'note.no_time': 'It says no time.',
  'note.track_unreadable': 'The track cannot be read.',
  'note.no_metadata': 'It carries no metadata.',
  'note.clock_differs': 'Its clock differs from GPS by {{seconds}} s.',
  'note.no_position': 'It says no position.',
  'note.zero_position': 'Its position is 0, 0 and was not used.',
  'note.not_gpx': 'Not a GPX file.',
  'note.points_skipped': 'Points left out: {{count}}',
  'note.no_track': 'There is no track in it.',
  'action.enterprise.put': 'saved an enterprise',
  'action.enterprise.remove': 'removed an enterprise',
  'action.site.put': 'saved a site',
  'action.site.remove': 'removed a site',
  'action.mission.put': 'saved a mission',
  'action.mission.remove': 'removed a mission',
  'action.mission.duplicate': 'duplicated a mission',
  'action.mission.export': 'exported a mission',
  'action.mission.import': 'imported a mission',
  'action.flight.put': 'saved a flight',
  'action.flight.remove': 'removed a flight',
  'action.footage.ingest': 'added footage',
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
  'aggregate.enterprise': 'enterprise',
  'aggregate.site': 'site',
  'aggregate.mission': 'mission',
  'aggregate.frozen': 'exported revision',
  'aggregate.flight': 'flight',
  'aggregate.footage': 'footage',
  'aggregate.sighting': 'sighting',
  'aggregate.finding': 'finding',
  'aggregate.layer': 'layer',
  'need.reason': 'a reason',
  'need.deadline': 'a deadline',
  'need.goneSighting': 'a re-check that saw it gone',
  'need.duplicateOf': 'the finding it repeats',
} satisfies Record<Words, string>
