import type { Aggregate, CallName, CallOutput } from '../contract/index.ts'
import type { ErrorCode } from '../contract/errors.ts'
import type { Need } from '../core/finding/transitions.ts'
import type { LogNoteCode } from '../core/flight/logs/log.ts'
import type { KlvNoteCode } from '../core/footage/klv/klvClip.ts'
import type { FootageNoteCode } from '../core/footage/photo/photo.ts'
import type { UnsoundCode } from '../core/footage/sound.ts'
import type { FormatNoteCode } from '../core/formats/noteCodes.ts'
import type { MarginCode } from '../core/mission/margin.ts'
import type { Deed } from '../core/mission/parameters.ts'
import type { RouteNoteCode } from '../core/pattern/noteCodes.ts'
import type { MissionList, MissionResult } from '../core/route/mav.ts'
import type { TerrainNoteCode } from '../core/terrain/grid.ts'
import type { ProofCode } from '../contract/proof.ts'
import type { FitCode } from '../core/units/fit.ts'
import type { ProblemCode } from '../core/units/problem.ts'
import type { CheckCode, FixCode } from '../core/safety/codes.ts'
import type { VehicleClass } from '../core/safety/judgedFor.ts'
import type { RuleId } from '../core/safety/verdict.ts'

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
  | `note.${RouteNoteCode | FormatNoteCode | FootageNoteCode | UnsoundCode | KlvNoteCode | LogNoteCode | TerrainNoteCode}`
  | `action.${WriteName}`
  | `aggregate.${Aggregate}`
  | `need.${Need}`
  | `deed.${Deed}`
  | `fit.${FitCode}`
  | `proof.${ProofCode}`
  | `problem.${ProblemCode}`
  | 'aggregate.journal'
  | 'aggregate.schema'
  | `list.${MissionList | 'params'}`
  | `vehicleClass.${VehicleClass}`
  | `missionResult.${MissionResult}`

/** Words of every code that comes from the services, the planner, the rules and the readers. */
export const codes = {
  'problem.no_picture': 'it is no picture',
  'problem.no_png': 'it is no PNG',
  'problem.no_copy': 'it is no copy of this picture',
  'problem.unread': 'it cannot be read',
  'problem.after_clip_end': 'that is after the end of the clip',
  'problem.one_key_a_mask': 'a photo has one position a mask',
  'problem.too_large': 'it is too large',
  'problem.too_deep': 'it is nested too deeply',
  'problem.not_plain': 'it is no plain data',
  'problem.body_not_json': 'the request is no JSON',
  'problem.body_type': 'the request must be JSON',
  'problem.file_name_needed': 'a file name is needed',
  'problem.upload_broke': 'the upload broke off; send it again',
  'problem.upload_slow': 'too little of it arrived for too long; send it again',
  'problem.body_slow': 'it did not arrive whole in time; try again',
  'problem.address_used': 'this address has been used; start sortie serve again for a new one',
  'problem.address_needed': 'open the address that sortie serve printed',
  'problem.address_unreadable': 'the address cannot be read',
  'problem.get_or_post': 'only GET and POST are answered',
  'problem.not_sqlite': 'it is no SQLite file',
  'problem.not_workspace': 'it is no Sortie workspace',
  'problem.database_damaged': 'the database is damaged',
  'problem.not_a_folder': 'a file stands there in the place of a folder',
  'problem.NOT_A_FILE': 'it is no plain file',
  'problem.backup_no_list': 'its list {{file}} is missing',
  'problem.backup_line': 'a line of its list makes no sense: {{file}}',
  'problem.backup_changed': '{{file}} is not what was backed up',
  'problem.backup_no_database': '{{file}} is missing in it',
  'problem.closed': 'it was closed',
  'problem.vehicle_armed_midway': 'the vehicle was armed or took off',
  'problem.EACCES': 'no permission',
  'problem.EADDRINUSE': 'the address is in use',
  'problem.EADDRNOTAVAIL': 'this computer has no such address',
  'problem.EBADF': 'it was closed already',
  'problem.EBUSY': 'it is in use',
  'problem.ECONNREFUSED': 'nobody answers there',
  'problem.ECONNRESET': 'the other side closed it',
  'problem.EEXIST': 'it exists already',
  'problem.EHOSTUNREACH': 'there is no way to that computer',
  'problem.EINVAL': 'it is not of the right form',
  'problem.EIO': 'the disk or the cable has a fault',
  'problem.EDQUOT': 'the space given to you is full',
  'problem.EFBIG': 'it is larger than may be',
  'problem.ELOOP': 'a link leads round in a circle',
  'problem.EISDIR': 'it is a folder',
  'problem.EMFILE': 'too many files are open',
  'problem.ENAMETOOLONG': 'its name is too long',
  'problem.ENETUNREACH': 'there is no network',
  'problem.ENODEV': 'there is no such device',
  'problem.ENOENT': 'it is not there',
  'problem.ENOSPC': 'the disk is full',
  'problem.ENOTDIR': 'a part of its path is no folder',
  'problem.ENOTEMPTY': 'the folder is not empty',
  'problem.ENOTFOUND': 'no computer has that name',
  'problem.ENXIO': 'there is no such device',
  'problem.EPERM': 'no permission',
  'problem.EPIPE': 'the other side closed it',
  'problem.EROFS': 'the medium is write-protected',
  'problem.ETIMEDOUT': 'it did not answer in time',
  'problem.EXDEV': 'it lies on another disk',
  'error.bad_input': 'The input is not usable at {{path}}: {{problem}}',
  'error.unknown_call': 'This window and its services do not fit together: start Sortie again.',
  'error.not_found': 'It no longer exists.',
  'error.conflict': 'It was changed elsewhere in the meantime. Look at the new state and try again.',
  'error.in_use': 'Something still refers to it: remove that first.',
  'error.missing_reference': 'It refers to something that does not exist: {{aggregate}}',
  'error.does_not_fit': '{{aggregate}} “{{name}}” was not written. At {{path}}: {{problem}}',
  'error.record_unreadable':
    '{{aggregate}} “{{name}}” cannot be read and is left out; all else is shown. At {{path}}: {{problem}}. Undo the change that wrote it, or restore a backup.',
  'error.clock_wrong':
    'The clock of this computer is wrong ({{atMs}} ms): set its date. Nothing was written.',
  'error.read_only':
    'The workspace is on a write-protected medium: it can be looked at and verified, nothing was written. Copy the folder to a disk to work on it.',
  'error.undo_nothing': 'There is nothing to undo.',
  'error.undo_moved_on': 'It cannot be undone: it has been changed since.',
  'error.undo_frozen': 'It cannot be undone: this revision was exported.',
  'error.fits_one_battery': 'The mission fits one battery as it is.',
  'error.cannot_split':
    'No cut makes the mission fit: home is too far from it, or a single stretch too long.',
  'error.unsafe': 'Held back by the safety rules: {{rules}}',
  'error.format_cannot_hold': 'The format {{format}} cannot hold this mission{{where}}: {{problem}}',
  'error.needs_emergency_basis': 'Passes only with a recorded emergency basis: {{rule}}',
  'error.bad_transition': 'This step is not possible from {{from}} to {{to}}.',
  'error.needs_proof': 'The step needs: {{needs}}',
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
  'error.backup_bad': 'The backup does not hold: {{problem}}',
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
  'error.nothing_to_compare': 'The flight has no mission or no track to compare.',
  'error.not_a_picture': '{{file}} is neither a photo nor a clip',
  'error.changed_file':
    '{{file}} is not what was recorded any more, so it does not leave: verify the workspace',
  'error.has_masks': '{{file}} has masks: export it with them, or give a reason to let it out without',
  'error.not_a_clip': '{{file}} is no clip: there are no frames to keep',
  'error.not_openable': '{{file}} is of a kind that is not handed to the system’s programs',
  'error.not_opened':
    '{{file}}: the system found no program to open it ({{problem}}); choose one for such files in the system’s settings',
  'error.nothing_placed': 'The clip has no position to write',
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
  'error.services_down': 'The services do not answer. What was saved is safe; start Sortie again.',
  'error.not_allowed': 'This window may not do that: open Sortie again.',
  'error.internal':
    'Something went wrong inside Sortie. Try again; if it happens once more, start Sortie anew.',
  'list.mission': 'mission',
  'list.fence': 'fence',
  'list.rally': 'list of rally points',
  'list.params': 'parameters',
  'vehicleClass.multicopter': 'multicopter',
  'vehicleClass.helicopter': 'helicopter',
  'vehicleClass.plane': 'plane',
  'vehicleClass.vtol': 'VTOL',
  'vehicleClass.rover': 'rover',
  'vehicleClass.boat': 'boat',
  'vehicleClass.submarine': 'submarine',
  'vehicleClass.other': 'of unknown kind',
  'missionResult.accepted': 'it was taken',
  'missionResult.error': 'an error of its own',
  'missionResult.unsupported_frame': 'a coordinate frame that it does not know',
  'missionResult.unsupported': 'a command that it does not know',
  'missionResult.no_space': 'no space for so many items',
  'missionResult.invalid': 'an invalid item',
  'missionResult.invalid_param1': 'parameter 1 is invalid',
  'missionResult.invalid_param2': 'parameter 2 is invalid',
  'missionResult.invalid_param3': 'parameter 3 is invalid',
  'missionResult.invalid_param4': 'parameter 4 is invalid',
  'missionResult.invalid_param5_x': 'the latitude is invalid',
  'missionResult.invalid_param6_y': 'the longitude is invalid',
  'missionResult.invalid_param7': 'the height is invalid',
  'missionResult.invalid_sequence': 'an item out of order',
  'missionResult.denied': 'it takes no list now',
  'missionResult.operation_cancelled': 'called off by the vehicle',
  'rule.fence.leg': 'Fence',
  'rule.fence.return': 'Way home',
  'rule.height.ceiling': 'Height limit',
  'rule.energy.endurance': 'Battery',
  'rule.authorisation': 'Approval',
  'rule.zone.explosive': 'Explosion zone',
  'rule.vehicle.limits': 'Vehicle limits',
  'rule.height.clearance': 'Clearance',
  'rule.energy.return': 'Battery for the way home',
  'rule.wind.limit': 'Wind',
  'rule.takeoff': 'Take-off',
  'rule.route.first': 'First waypoint',
  'rule.link.sight': 'Sight',
  'rule.camera.interval': 'Shutter',
  'rule.camera.coverage': 'Coverage',
  'rule.privacy.lookout': 'Neighbours in view',
  'rule.onboard': 'Parameters on board',
  'rule.ground.risk': 'People below',
  'check.people_below': 'Roads or buildings lie within the height of the flight: {{count}}.',
  'check.onboard_differs': '{{name}} is {{held}} on board; the verdict reckons with {{wanted}}.',
  'check.onboard_acts':
    '{{name}} is {{held}} on board: {{deed}}. The verdict reckons with this: {{wantedDeed}} ({{wanted}}).',
  'check.onboard_unknown':
    '{{name}} is not among the parameters read: whether the vehicle does what the verdict reckons with is unknown.',
  'deed.nothing': 'it does nothing',
  'deed.report': 'it only reports',
  'deed.continue': 'it flies on',
  'deed.hover': 'it brakes and hovers, and lands where it cannot',
  'deed.return': 'it returns',
  'deed.smartReturn': 'it returns along the way flown',
  'deed.smartReturnOrLand': 'it returns along the way flown, or lands on the spot',
  'deed.missionLanding': "it flies to the mission's landing, or returns",
  'deed.land': 'it lands on the spot',
  'deed.terminate': 'it stops its motors in flight',
  'deed.disarm': 'it disarms in flight',
  'note.home_not_told':
    'The vehicle has no home yet: home was put where the first thing lies that it holds. Move it to the take-off point before the verdict counts.',
  'note.params_of_others':
    'Several vehicles speak in this log: the parameters are those of {{taken}}; left out: {{names}}.',
  'note.params_none': 'No parameters in the file.',
  'note.params_skipped': 'Lines that are no parameters were skipped: {{count}}.',
  'check.no_fence': 'There is no fence.',
  'check.fence_self_crossing': 'The fence crosses itself.',
  'check.outside':
    'The flight leaves the fence or its margin ({{lengthM}} m in {{stretches}} {{stretches|stretch|stretches}}).',
  'check.in_exclusion':
    'The flight enters an exclusion or its margin ({{lengthM}} m in {{stretches}} {{stretches|stretch|stretches}}).',
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
  'check.return_in_no_overflight': 'The way home goes through a no-overflight volume.',
  'check.unlock_unstated': 'Nobody has said whether the place needs unlocking by DJI.',
  'check.unlock_window': 'The DJI unlock certificate is not valid for the whole flight.',
  'check.ground_point_in_no_overflight':
    'Take-off, landing or a rally point is under a no-overflight volume.',
  'check.low_in_no_overflight': 'The flight goes through a no-overflight volume.',
  'check.breach_return_outside': 'The return point of a breach is outside the fence.',
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
  'check.not_so_fast':
    'The autopilot will not fly as fast as it is told: time and energy are reckoned with its own limit.',
  'check.bad_position': 'Item {{item}} has no usable position.',
  'check.below_home': 'The flight goes below the take-off point.',
  'check.home_changed': 'The home position changes during the flight.',
  'check.low_over_ground': 'Too low over the ground.',
  'check.low_over_asset': 'Too low over an asset: {{heightM}} m over home are needed there.',
  'check.return_endurance':
    'From {{points}} {{points|point|points}} the way home needs more than is left in the battery.',
  'check.wind_unknown': 'Nobody has stated the wind.',
  'check.too_windy': 'More wind or gusts than the vehicle may fly in.',
  'check.no_headway': 'Against this wind the vehicle hardly comes forward.',
  'check.takeoff_outside': 'The take-off point is outside the fence.',
  'check.first_far': 'The first waypoint is far from home.',
  'check.sight_blocked':
    '{{count}} {{count|place|places}} where ground or an asset hides the vehicle from home',
  'check.out_of_sight': 'The flight goes beyond sight of the crew.',
  'check.shutter_too_slow': 'Photos are asked for faster than the camera takes them.',
  'check.not_covered': 'Parts of the area are not seen.',
  'check.sees_neighbours': 'The camera sees much that is outside the inspected sites.',
  'fix.addRallyPoint': 'Add a rally point',
  'fix.setReturnHeight': 'Return at {{heightM}} m',
  'fix.lowerPatterns': 'Fly at {{heightM}} m',
  'rule.route.end': 'Where it comes down',
  'check.ends_at_rally':
    'The flight ends at rally point {{rally}}, {{homeM}} m from home: on its last return the firmware flies to the nearest.',
  'check.ends_at_either':
    'The flight ends at home or at rally point {{rally}}, {{homeM}} m away: which one is not known before.',
  'fix.landAtHome': 'Fly home and land there',
  'fix.slowDown': 'Fly at {{speedMS}} m/s',
  'fix.moveHome': 'Move home',
  'fix.shrink': 'Draw in by {{byM}} m',
  'fix.pullInside': 'Move the waypoints outside into the fence',
  'margin.positionError': 'Position error',
  'margin.mapError': 'Map error',
  'margin.reaction': 'Reaction',
  'margin.braking': 'Braking',
  'margin.gustDrift': 'Gust drift',
  'note.area_too_jagged': 'The outline is a saw: nothing was planned. Simplify it.',
  'note.off_earth':
    'The route would lead over a pole: nothing was planned. Move the site, or make distances and heights smaller.',
  'note.route_too_long':
    'The route would be {{km}} km long, and no mission may be longer than {{mostKm}} km: nothing was planned. Choose a larger spacing, or split the area.',
  'note.too_many_waypoints':
    'The route would have {{count}} {{count|waypoint|waypoints}}, and no mission holds more than {{most}}: nothing was planned. Simplify the outline, choose a larger spacing, or split the area.',
  'note.ways_too_intricate':
    'The ways inside the fence are too intricate to be found: nothing was planned. Simplify the outlines, choose a larger spacing, or split the area.',
  'note.outline_simplified':
    'The outline has very many corners: lanes were laid over a simpler one that lies within {{toleranceM}} m of it.',
  'note.fence_simplified':
    'The fence has very many corners: ways were planned inside a simpler one, up to {{toleranceM}} m farther in. It is judged as drawn.',
  'note.area_self_crossing': 'The area crosses itself: it was read as it looks.',
  'note.area_not_free': 'Nothing of the area is left inside the fence and its margin.',
  'note.area_partly_uncovered': 'Parts of the area cannot be covered without leaving the fence.',
  'note.no_camera': 'The spacing needs a camera: choose one.',
  'note.ends_at_rally': 'The flight ends at rally point {{rally}}, {{homeM}} m from home.',
  'note.no_way_inside': 'There is no way inside the fence between two places.',
  'note.standoff_too_large': 'The stand-off leaves nothing of the boundary.',
  'note.override_lost': 'A change made by hand found its waypoint no more.',
  'note.commands_left_out':
    '{{count}} {{count|command of an imported route is|commands of an imported route are}} left out: beside other patterns only waypoints by hand are flown. Keep the imported route alone.',
  'note.unjudged_command': 'Command {{command}} cannot be judged ({{count}} {{count|time|times}}).',
  'note.height_frame_unknown': 'A height could not be turned into one over home.',
  'note.empty_pattern': 'A pattern has no waypoints.',
  'note.terrain_unreadable':
    'The elevation model cannot be read: it is damaged, or no GeoTIFF and no HGT tile.',
  'note.terrain_not_heights':
    'This is a picture ({{bands}} {{bands|band|bands}} of {{bits}} {{bits|bit|bits}}), no elevation model: give a file of one band of heights in 16 or 32 bits.',
  'note.terrain_no_crs':
    'The elevation model names no coordinate system: save it again with one (EPSG 4326, UTM or CGCS2000).',
  'note.terrain_units':
    'The elevation model is in a unit that is not known here ({{unit}}): save it in metres.',
  'note.terrain_rotated':
    'The elevation model is turned, mirrored or has no place: save it with its rows from west to east.',
  'note.terrain_scaled':
    'Heights were reckoned by what the model says of its numbers: {{scale}} m each, from {{offset}}.',
  'note.hgt_size':
    'The HGT tile has {{bytes}} {{bytes|byte|bytes}}: one of 1201 or 3601 samples a side is needed.',
  'note.hgt_name': 'An HGT tile is named after its corner, like N41E109.hgt: rename it.',
  'note.terrain_projection':
    'The elevation model is in EPSG {{epsg}}: degrees, UTM and CGCS2000 Gauss-Kruger are read.',
  'note.terrain_too_large': 'The elevation model is too large ({{samples}} {{samples|sample|samples}}).',
  'note.terrain_nothing_here':
    'The elevation model has no height where the mission is: its cells are empty there. Give one that has.',
  'note.terrain_not_metres':
    'The numbers of the elevation model ({{sample}}) are too large for metres, and it does not say what they are: save it in metres.',
  'note.terrain_elsewhere': 'The elevation model does not cover the mission.',
  'note.terrain_datum_unknown': 'The elevation model does not say what its heights are measured from.',
  'note.terrain_missing':
    'Heights are over the ground, but there is no elevation model: they were taken as over home.',
  'note.terrain_partly_unknown': 'The ground is not known under {{metres}} m of the way: bridged.',
  'note.heights_as_over_home':
    'The height of home above sea level is not known: heights were taken as over home.',
  'note.orbit_too_close':
    'The ring comes nearer than {{clearRadiusM}} m to its middle: a larger radius is needed.',
  'note.target_not_free': 'Target {{target}} cannot be seen from any side inside the fence.',
  'note.unknown_format': 'The format is not known.',
  'note.empty_file': 'The file is empty.',
  'note.not_text': 'The file is not text.',
  'note.not_json': 'It is no JSON, or it is damaged.',
  'note.too_deep': 'Its parts stand in one another deeper than {{most}}, as in no plan or drawing.',
  'note.too_many_values': 'It holds more values than {{most}}: split it into several files.',
  'note.line_too_long': 'A line or tag that is longer than {{most}} is not read.',
  'note.decoded_as': 'Read as {{encoding}}.',
  'note.too_many_items': 'Too many items ({{count}}): the rest was left out.',
  'note.bad_coordinates': 'A position is out of range: {{text}}',
  'note.swapped_coordinates': 'Latitude and longitude seem to be swapped.',
  'note.not_a_number': 'Not a number: {{text}}',
  'note.not_xml': 'It is no XML, or it is damaged.',
  'note.xml_entities': 'XML with entities is refused.',
  'note.not_kml': 'It is neither KML nor GPX.',
  'note.litchi_row':
    'A row has {{fields}} {{fields|field|fields}} where the file has {{columns}} {{columns|column|columns}}.',
  'note.more_notes': 'There is more of this kind than is listed.',
  'note.numbers_left':
    'A position has more numbers than longitude, latitude and height; the others were left out: {{text}}',
  'note.decimal_comma':
    'Numbers have commas for decimal points ({{text}}): the columns cannot be told apart. Save the file with points.',
  'note.zip_too_many':
    'The archive has {{count}} {{count|file|files}} of this kind; at most {{most}} {{most|is|are}} read.',
  'note.zip_encrypted': 'A file of the archive is encrypted: unpack it with its password first.',
  'note.tiles_not_mbtiles': 'It is no MBTiles file.',
  'note.tiles_computed':
    'Its tiles are computed by the file itself, which is not run: save it with its tiles in a plain table.',
  'note.tiles_vector': 'Its tiles are no pictures (png, jpg or webp): raster tiles are needed.',
  'note.tiles_none': 'It holds no tiles.',
  'note.zip_damaged': 'A file of the archive is damaged.',
  'note.not_zip': 'Not a ZIP archive.',
  'note.zip_twice':
    'The archive has two files of one name, or two in the same bytes: nothing was taken from it. Pack it anew.',
  'note.zip_too_large':
    'The archive unpacks to more than {{megabytes}} MB: {{files}} {{files|file was|files were}} left out.',
  'note.zip_no_kml': 'There is no KML in the archive.',
  'note.not_geojson': 'It is JSON, but no GeoJSON.',
  'note.no_features': 'There are no features in it.',
  'note.xml_too_large': 'The file is too large to be read as a mission (over {{megabytes}} MB of text).',
  'note.datum_stated': 'The file states its coordinate system: {{system}}.',
  'note.datum_converted': 'Coordinates were converted from {{system}} to WGS-84.',
  'note.not_shapefile': 'This is no shapefile.',
  'note.tiles_from_north': 'The rows of its tiles count from the north; they were read so.',
  'note.shp_no_prj': 'There is no .prj: coordinates were read as degrees.',
  'note.shp_needs_prj':
    'Its numbers ({{text}}) are no degrees, and there is no .prj that says what they are: choose the .prj beside it as well, or put it into the zip.',
  'note.shp_bad_prj': 'The projection in the .prj is not known: {{problem}}',
  'note.shp_datum_shift': '{{system}} may differ from WGS-84 by tens of metres: check the position.',
  'note.shp_no_names': 'The attribute table has no names.',
  'note.no_polygon': 'No area in the file.',
  'note.no_points': 'No points in the file.',
  'note.bad_geometry': 'A geometry cannot be used.',
  'note.unsupported_geometry': 'Geometry of this kind is not read: {{type}}',
  'note.too_few_corners': 'An outline has too few corners ({{corners}}).',
  'note.not_a_plan': 'It is neither a QGroundControl plan nor GeoJSON.',
  'note.plan_version': 'A plan of another version.',
  'note.plan_part_missing': 'A part of the plan is missing.',
  'note.plan_part_version': 'A part of the plan has another version: {{found}}',
  'note.plan_bad_item': 'An item of the plan cannot be used.',
  'note.plan_unknown_item': 'An unknown item was left out: {{kind}}',
  'note.plan_complex_expanded': '{{kind}} was read as its {{count}} {{count|item|items}}.',
  'note.plan_complex_empty': '{{kind}} has no items in the file.',
  'note.drawn_beside': 'Points and drawings beside the track are no flight and are left out: {{count}}.',
  'note.left_points': 'Points in the file that are not used: {{count}} of {{of}}.',
  'note.left_lines': 'Lines in the file that are not used: {{count}} of {{of}}.',
  'note.left_tracks': 'Tracks in the file that are not used: {{count}} of {{of}}.',
  'note.left_areas': 'Areas in the file that are not used: {{count}} of {{of}}.',
  'note.left_holes': 'Holes of areas in the file that are not used: {{count}} of {{of}}.',
  'note.left_unplaced': 'Entries of the file that have no place: {{count}}.',
  'note.left_heights':
    'Heights drawn in the file are not used: {{count}} {{count|shape lies|shapes lie}} on the ground here.',
  'note.left_named': 'Not used from the file: {{names}}.',
  'note.left_files': 'Further drawings in the archive are not read ({{count}}): {{names}}',
  'note.several_routes': 'The file has {{count}} {{count|route|routes}}; choose one: {{list}}',
  'note.take_unknown': 'There is no route “{{take}}” in the file; it has: {{list}}',
  'note.way_taken': 'The one route of the file is flown: {{name}}, {{count}} {{count|point|points}}.',
  'note.ways_joined':
    '{{count}} {{count|route of the file is|routes of the file are}} flown one after the other, with straight legs between them.',
  'note.segments_joined':
    'A track is broken off {{count}} {{count|time|times}}: its pieces are one route here, with straight legs between them.',
  'note.heights_given':
    'All waypoints are {{heightM}} m over take-off, as you say; heights of the file are not used.',
  'note.heights_assumed': 'The file has no heights: all waypoints are {{heightM}} m over take-off. Check it.',
  'note.heights_draped':
    'The drawing lies on the ground, so its numbers are no heights: all waypoints are {{heightM}} m over take-off. Check it.',
  'note.heights_mixed':
    'Heights of {{count}} of {{of}} {{of|point|points}} are missing or over something else than the rest: give one height for all, or mend the file.',
  'note.heights_over_sea':
    'Heights of the file are over the sea ({{heights}} m): with take-off at {{homeM}} m they are {{become}} m over take-off.',
  'note.heights_over_ellipsoid':
    'Heights of the file are over the WGS-84 ellipsoid ({{heights}} m), which may lie tens of metres from the sea: with take-off at {{homeM}} m they are {{become}} m over take-off. Check that both are measured from the same.',
  'note.heights_over_ground':
    'Heights of the file are over the ground under each point ({{heights}} m): without an elevation model they are taken as over take-off. Check them where the ground is not level.',
  'note.heights_by_model':
    'Heights of the file are over the ground under each point ({{heights}} m): by the elevation model they are {{become}} m over take-off.',
  'note.heights_below_home':
    'Waypoints lie at or below the height of take-off (the lowest at {{lowestM}} m): check what the heights are over.',
  'note.home_from_takeoff': 'The file names no home: it is where the mission takes off ({{lat}}, {{lon}}).',
  'note.home_at_first':
    'The file names no home: it is taken to be at the first point ({{lat}}, {{lon}}). Move it to where you take off.',
  'note.home_of_site':
    'The file names no home: it is that of the site ({{lat}}, {{lon}}). Move it to where you take off.',
  'note.home_by_model': 'Take-off is {{homeM}} m over the sea by the elevation model.',
  'note.home_far': 'Home lies {{km}} km from the first point: check it.',
  'note.item_frame': 'A waypoint has its place in frame {{frame}}, which is none on Earth.',
  'note.closed_lines_as_areas': 'Closed lines are taken as areas: {{count}}.',
  'note.geojson_crs': 'Its coordinates are in {{system}}, not in degrees of WGS-84: convert the file.',
  'note.rings_turned':
    'Outlines or holes run the wrong way round ({{count}}): what lies inside another is taken as its hole.',
  'note.plan_home_missing': 'The plan has no home.',
  'note.fence_bad_zone': 'A fence zone cannot be used.',
  'note.rally_bad_point': 'A rally point cannot be used.',
  'note.wpl_header': 'The first line is not "QGC WPL".',
  'note.wpl_version': 'WPL of another version: {{found}}',
  'note.wpl_line': 'A line has {{fields}} {{fields|field|fields}} instead of 12.',
  'note.wpl_decimal_comma': 'Decimal commas: write points.',
  'note.wpl_index': 'The numbering is off: {{found}} instead of {{expected}}.',
  'note.wpl_no_home': 'The home line is missing or has no place.',
  'note.mission_file_bad': 'Not a usable Sortie mission file: {{problem}}',
  'note.home_height_unknown': 'The height of home over the sea is not known: 0 was written.',
  'note.fence_heights_not_carried': 'The format carries no floor and ceiling of the fence.',
  'note.fence_not_carried': 'The format carries no fence: none is on board.',
  'note.no_rally_to_write': 'There are no rally points to write.',
  'note.plan_survey_editable':
    '{{count}} {{count|pattern|patterns}} can be edited in QGroundControl as its own; once changed there, it plans anew and this verdict no longer holds.',
  'note.rally_not_carried': 'The format carries no rally points.',
  'note.nan_written_as_zero': '"Not set" was written as 0.',
  'note.contingency_not_carried':
    'Return height and failsafe actions are not in the file: enter them on the vehicle.',
  'note.release_not_carried': 'The release is not in the file; the journal keeps it.',
  'note.not_flyable_format': 'For an application only: it cannot be flown.',
  'note.wpml_no_template': 'The file has no template: Pilot 2 will refuse it.',
  'note.wpml_no_route': 'There is no route in the file.',
  'note.wpml_files_differ':
    'Template and route of the file do not agree: the controller may fly another way than is shown.',
  'note.wpml_index': 'A waypoint is numbered {{found}}, expected {{expected}}.',
  'note.wpml_height_mode': 'Nobody knows what its heights are over: “{{mode}}”.',
  'note.wpml_no_height': 'A waypoint has no height.',
  'note.wpml_action': 'An action of the file has no counterpart and is left out: {{action}}.',
  'note.litchi_header': 'Not a Litchi file: its columns are missing.',
  'note.litchi_action': 'Action {{action}} of the file is left out.',
  'note.litchi_not_in_file':
    'Heading mode, finish action, path and cruise speed are not in a Litchi file: set them.',
  'note.areas_no_route':
    'It draws {{count}} {{count|area|areas}} and no route: take it as the area of a pattern, as plan --area does.',
  'note.nothing_to_fly': 'It draws no route or points, only: {{names}}.',
  'note.litchi_unit': 'A unit of its columns is not known: {{unit}}.',
  'note.table_is_log': 'This is the log of a flight (it has times), not a mission: bring it in as a log.',
  'note.no_waypoints': 'There are no waypoints in the file.',
  'note.item_not_carried': 'Command {{command}} cannot be carried by this format.',
  'note.height_not_over_home': "A height is not over home (frame {{frame}}), and home's height is unknown.",
  'note.no_fence_on_board': 'No fence on board: it does not travel with this file.',
  'note.video_from_first': 'Recording cannot begin before the first waypoint: it begins there.',
  'note.plan_structure_scan':
    'A structure scan holds no items of its own: what QGroundControl makes of its outline and layers was made here: {{count}}. Its own may differ.',
  'note.plan_jump_lost':
    'A jump names item {{target}}, which is not in the file: its number was left as it is. Mend it before flying.',
  'note.plan_jump_twice':
    'Item number {{id}} occurs {{count}} {{count|time|times}}: jumps go to the first of them.',
  'note.wpml_several_lines':
    'The file has {{count}} {{count|wayline|waylines}}: read as one route, one after the other.',
  'note.mapping_lanes_kept':
    'The file has an area and lanes over it: its lanes are kept as they would be flown. Where it is brought in, the area can be planned anew instead.',
  'note.mapping_planned_here': 'The file has an area but no lanes: they are planned here.',
  'note.mapping_no_area': 'The template ({{type}}) has no area or line that can be read.',
  'note.mapping_extra': '{{what}} of the template is left out.',
  'note.mapping_oblique':
    'Of an oblique template only the lanes straight down are read; the four oblique routes ({{pitch}}°) are left out.',
  'note.mapping_overlap_missing': 'An overlap is not stated: {{overlap}} % is taken.',
  'note.mapping_by_time': 'Photos by time are planned by distance, at the same overlap.',
  'note.mapping_sides':
    'The strip is {{left}} m wide on its left and {{right}} m on its right: both sides take the wider one.',
  'note.mapping_rebuilt':
    'DJI Pilot 2 and FlightHub 2 may lay the lanes anew from the area, in ways that were not proved here. After loading, save the route there, export it and hold it against this one (`sortie compare`, or “Check a route from the controller”).',
  'note.mapping_rounded':
    'DJI takes whole degrees and percent: direction {{direction}}°, overlap {{overlap}} %, side overlap {{sidelap}} %.',
  'note.mapping_over_ground':
    'Following the ground, the controller needs an elevation model of its own; its heights may differ from the proved ones.',
  'note.mapping_not_one_survey':
    'A mapping template holds one survey and nothing else; this mission has {{patterns}} {{patterns|pattern|patterns}}.',
  'note.mapping_holes': 'A mapping template has no place for holes ({{count}}).',
  'note.mapping_self_crossing': 'The area crosses itself: a mapping template cannot hold it.',
  'note.mapping_cross_grid': 'A mapping template has one direction, no cross grid.',
  'note.mapping_lead_in': 'A mapping template has no lead-in ({{metres}} m).',
  'note.mapping_part': 'A part of a survey is no area: a mapping template cannot hold it.',
  'note.mapping_by_hand': 'Changes by hand ({{count}}) have no place in a mapping template.',
  'note.mapping_over_sea':
    'Heights over sea level need ellipsoidal heights as well, which are not known here.',
  'note.mapping_no_payload': 'The aircraft has no camera number of DJI.',
  'note.mapping_no_lanes': 'The survey has no lanes.',
  'note.mapping_directions': 'The lanes lie in more than one direction: a mapping template has one.',
  'note.mapping_no_camera': 'Without a camera there are no overlaps, which a mapping template needs.',
  'note.mapping_photos': 'A mapping template takes photos by distance or time; this survey: {{by}}.',
  'note.mapping_overlaps':
    'Overlaps of {{overlap}} % and {{sidelap}} % cannot be written: the spacing is wider than the picture.',
  'note.photos_as_stops': 'Photos on the way become {{count}} {{count|stop|stops}} of their own.',
  'note.too_few_points':
    'The format needs at least {{least}} {{least|waypoint|waypoints}}; there {{count|is|are}} {{count}}.',
  'note.too_many_points': '{{count}} {{count|waypoint|waypoints}}; at most {{most}} {{most|is|are}} taken.',
  'note.no_dji_numbers':
    'The aircraft ({{vehicle}}) has no DJI numbers: choose a DJI aircraft, or enter them.',
  'note.speed_lowered': 'Speeds are lowered to {{speedMS}} m/s, the most that the format allows.',
  'note.litchi_by_hand':
    'Set by hand in Litchi: heading mode "custom", path mode "straight lines", cruise speed {{speedMS}} m/s, finish action ({{finish}}).',
  'note.litchi_actions': 'More than 15 actions at one waypoint: the rest is left out.',
  'note.flight_area_docks_only': 'A custom flight area reaches docks only; other aircraft take none.',
  'note.flight_area_overlap': 'Several areas to stay in: DJI does not allow that they overlap.',
  'note.no_fence_to_write': 'The mission has no fence.',
  'note.too_many_corners':
    'A zone has {{corners}} {{corners|corner|corners}}; at most {{most}} {{most|is|are}} taken.',
  'note.circle_too_small': 'A circle has a radius of {{radiusM}} m; at least {{least}} m are needed.',
  'note.file_failed': 'It could not be brought in: {{problem}}',
  'note.unsound_time': 'what it says of its time cannot be',
  'note.unsound_place': 'what it says of its place cannot be',
  'note.unsound_lens': 'what it says of its lens cannot be',
  'note.unsound_record': 'what it says of itself cannot be kept',
  'note.ingest_cancelled':
    'Stopped: {{left}} {{left|file is|files are}} left; put {{left|it|them}} in again to go on from here.',
  'note.ingest_stopped':
    'The disk is full: {{left}} {{left|file is|files are}} left; make room and put {{left|it|them}} in again to go on.',
  'note.records_encrypted':
    'DJI encrypts the records: only the head was read (time, distance, aircraft). For the track, export a CSV elsewhere.',
  'note.streams_left':
    '{{count}} {{count|set|sets}} of another camera in this stream {{count|was|were}} left out, the first at byte {{byte}}.',
  'note.sources_left':
    'Several speak in this log: its track is that of {{taken}}; left out, with their positions: {{names}}.',
  'note.source_missing': 'There is no {{wished}} in this log: {{names}}.',
  'note.tracks_joined':
    '{{count}} {{count|track was|tracks that follow one another were}} taken as one flight.',
  'note.header_only': 'Only the head was read (time, distance, aircraft).',
  'note.already_known': 'Known already.',
  'note.tracks_disagree':
    'It was not placed: the logs that were read with it are {{metres}} m apart at its moment.',
  'note.not_placed': 'It could not be placed.',
  'note.start_only':
    'It says only where it began: all of it is taken to be there, without a height or a footprint.',
  'note.no_time': 'It says no time.',
  'note.apart_from_track':
    'In {{count}} {{count|file the place it carries|files the place they carry}} is more than 30 m from the track at that time (up to {{metres}} m): check the clock of the camera.',
  'note.track_unreadable': 'The track cannot be read.',
  'note.no_metadata': 'It carries no metadata.',
  'note.clock_differs': 'Its clock differs from GPS by {{seconds}} s.',
  'note.no_position': 'It says no position.',
  'note.zero_position': 'Its position is 0, 0 and was not used.',
  'note.gps_invalid': 'Its receiver calls the position invalid; it was not used.',
  'note.gps_unreadable': 'Its position is not a place on Earth; it was not used.',
  'note.gps_hemisphere': 'Its position does not say north or south, east or west; it was not used.',
  'note.gps_dop': 'The satellites stood badly (DOP {{dop}}): its place may be tens of metres off.',
  'note.map_datum':
    'Its place is given in the datum {{name}}, not in WGS-84: it may be off by some hundred metres.',
  'note.change_time': 'It does not say when it was taken: its time is that of the last change to the file.',
  'note.header_differs':
    'The time in its header differs by {{seconds}} s from the date that was written beside it, which was taken.',
  'note.laser_unusable': 'What its laser says of a target cannot be; it was not used.',
  'note.not_gpx': 'Not a GPX file.',
  'note.damaged_parts': 'Damaged parts were skipped: {{count}}, the first at byte {{byte}}.',
  'note.damaged_lines': 'Lines that make no sense were skipped: {{count}}, the first is line {{line}}.',
  'note.clock_ahead': 'The clock of the log was {{seconds}} s ahead of UTC; corrected.',
  'note.clock_unknown': 'Nothing in the log tells its UTC.',
  'note.assumed_zone': 'Local time, read as of {{zone}}.',
  'note.packets_out_of_step':
    'Packets of the stream were lost or spoilt at {{count}} {{count|place|places}}, first at byte {{byte}}.',
  'note.packets_lost':
    'Packets with metadata are missing at {{count}} {{count|place|places}}, first at byte {{byte}}.',
  'note.tables_damaged': 'Damaged tables of the stream: {{count}}, first at byte {{byte}}.',
  'note.sets_damaged': 'Damaged metadata sets: {{count}}, first at byte {{byte}}.',
  'note.sets_checksum':
    'Metadata sets left out because their checksum is wrong: {{count}}, first at byte {{byte}}.',
  'note.sets_unchecked': 'Metadata sets without a checksum: {{count}}, first at byte {{byte}}.',
  'note.keys_unknown': 'Metadata of other kinds were passed over: {{count}}, first at byte {{byte}}.',
  'note.marking_too_long':
    'Security markings that are too long or too many to keep: {{count}}, first at byte {{byte}}. See the original.',
  'note.security_marking': 'Security marking: {{marking}}',
  'note.mission_named': 'Mission: {{name}}',
  'note.protocol_guessed':
    'The clip’s metadata format “{{name}}” is not known; read like a similar one: check it.',
  'note.no_date': 'The log has no date.',
  'note.order_guessed': 'Which number is the latitude is a guess: check the place.',
  'note.time_backwards': 'Times run backwards at {{count}} {{count|place|places}}; put in order.',
  'note.dialects_mixed': 'The file mixes two dialects.',
  'note.cut_short': 'Too large to read whole.',
  'note.points_untimed': 'Points without a time, which are no track: {{count}}.',
  'note.points_swapped': 'Points left out whose latitude and longitude are exchanged: {{count}}.',
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
  'fit.fit_most': 'at most {{limit}} is allowed, it is {{found}}',
  'fit.fit_least': 'at least {{limit}} is needed, it is {{found}}',
  'fit.fit_above': 'it must be more than {{limit}}, it is {{found}}',
  'fit.fit_below': 'it must be less than {{limit}}, it is {{found}}',
  'fit.fit_most_letters': 'at most {{limit}} {{limit|character is|characters are}} allowed',
  'fit.fit_least_letters': 'at least {{limit}} {{limit|character is|characters are}} needed',
  'fit.fit_most_items': 'at most {{limit}} {{limit|is|are}} allowed, there {{found|is|are}} {{found}}',
  'fit.fit_least_items': 'at least {{limit}} {{limit|is|are}} needed, there {{found|is|are}} {{found}}',
  'fit.fit_number': 'it is no number: {{found}}',
  'fit.fit_whole': 'it must be a whole number, it is {{found}}',
  'fit.fit_missing': 'it is missing',
  'fit.fit_form': 'it has not the form that is needed: {{found}}',
  'fit.fit_one_of': 'it must be one of {{limit}}, it is {{found}}',
  'fit.fit_json': 'what is stored is damaged',
  'fit.fit_twice': 'there is one already that may be there but once',
  'fit.part_order': 'the part must begin before it ends',
  'fit.flight_order': 'the landing is before the take-off',
  'fit.ground_order': 'the lowest ground is above the highest',
  'fit.terrain_size': 'the elevation model has not as many heights as it says',
  'fit.credit_code': 'the credit code is not valid',
  'proof.gap': 'numbers are missing before it',
  'proof.unreadable': 'it cannot be read {{detail}}',
  'proof.previous_hash': 'it does not follow from the entry before it',
  'proof.hash': 'its content is not what its hash says',
  'proof.index': 'the index of changes does not fit it',
  'proof.unknown_aggregate': 'it changes a kind of record that there is not',
  'proof.cut_tail': 'entries were cut off that {{detail}} still knows',
  'proof.other_head': '{{detail}} knows another entry there',
  'proof.head_behind': '{{detail}} is older than it can be',
  'proof.head_file_missing': 'journal-head.json is gone',
  'proof.head_file_unreadable': 'journal-head.json cannot be read',
  'proof.not_in_journal': 'no entry made it',
  'proof.revision': 'another revision than the journal has',
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
  'aggregate.layer': 'layer',
  'need.reason': 'a reason',
  'need.deadline': 'a deadline',
  'need.goneSighting': 'a re-check that saw it gone',
  'need.duplicateOf': 'the finding it repeats',
} satisfies Record<Words, string>
