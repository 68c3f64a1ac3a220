import type { MarginCode } from '../../core/mission/margin.ts'
import type { Deed } from '../../core/mission/parameters.ts'
import type { CHINA_ZONE } from '../../core/units/wallClock.ts'
import type { CheckCode, FixCode } from '../../core/safety/codes.ts'
import type { RuleId } from '../../core/safety/verdict.ts'

/** The safety rules: their names, what they find, how it is put right, the terms of the margin, what failsafes do, zones of time. */
export const rules = {
  'zone.Asia/Shanghai': 'Chinese time',
  'rule.fence.leg': 'Fence',
  'rule.fence.return': 'Way home',
  'rule.height.ceiling': 'Height limit',
  'rule.energy.endurance': 'Battery',
  'rule.authorisation': 'Approval',
  'rule.authorisation.filing': 'Filing',
  'rule.authorisation.report': 'Report before take-off',
  'rule.authorisation.special': 'Cases that need an application',
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
  'rule.camera.reshoot': 'Re-shoot',
  'rule.camera.carried': 'Camera of the aircraft',
  'rule.privacy.lookout': 'Neighbours in view',
  'rule.onboard': 'Parameters on board',
  'rule.ground.risk': 'People below',
  'rule.route.end': 'Where it comes down',
  'check.people_below': 'Roads or buildings lie within the height of the flight: {{count}}.',
  'check.onboard_differs': '{{name}} is {{held}} on board; the verdict reckons with {{wanted}}.',
  'check.onboard_acts':
    '{{name}} is {{held}} on board: {{deed}}. The verdict reckons with this: {{wantedDeed}} ({{wanted}}).',
  'check.onboard_unknown':
    '{{name}} is not among the parameters read: whether the vehicle does what the verdict reckons with is unknown.',
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
  'check.site_not_here':
    '{{count}} {{count|site|sites}} of the mission {{count|is|are}} not here yet: what stands there is not known.',
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
  'check.approval_withdrawn': 'The approval {{number}} was withdrawn on {{at}}.',
  'check.approval_changed':
    'The mission has not what the record of its approval now says ({{number}}): choose the approval again.',
  'check.rally_outside_area':
    '{{count}} rally {{count|point is|points are}} outside the approved area ({{number}}).',
  'check.fence_beyond_area':
    'The fence reaches beyond the approved area ({{number}}): it would not hold the flight within it.',
  'check.outside_hours': 'The planned time is outside the daily hours of {{number}} ({{hours}}, {{zone}}).',
  'check.above_amsl': 'Higher over the sea than approved ({{number}}).',
  'check.amsl_unknown':
    'The approval {{number}} is of a height over the sea; how high the take-off point lies is not known.',
  'check.approval_not_here':
    'The record of the approval {{number}} is not at hand: whether the day was filed is not known.',
  'check.filing_no_time':
    'Nobody has said when it is flown: under {{number}} each day is filed by 12:00 of the day before.',
  'check.filing_refused': 'The filing for {{day}} under {{number}} was refused.',
  'check.filing_due': 'The plan for {{day}} has to be filed under {{number}} by {{by}} ({{zone}}).',
  'check.filing_waits':
    'The filing for {{day}} under {{number}} waits for its answer, which is due by {{by}} ({{zone}}).',
  'check.filed_late': 'The plan for {{day}} was filed under {{number}} after {{by}} ({{zone}}).',
  'check.not_filed':
    'The plan for {{day}} was not filed under {{number}} by {{by}} ({{zone}}): an urgent one is filed 30 min before take-off.',
  'check.filing_unanswered':
    'The filing for {{day}} under {{number}} was not answered by {{by}} ({{zone}}): ask the authority.',
  'check.report_due': 'The flight has to be reported by {{by}} ({{zone}}), one hour before take-off.',
  'check.not_reported': 'The flight was not reported by {{by}} ({{zone}}), one hour before take-off.',
  'check.reported_late': 'The flight was reported at {{at}}, after {{by}} ({{zone}}): one hour is asked for.',
  'check.confirmation_due':
    'The report waits for its confirmation: no take-off before it. Take-off is planned for {{by}} ({{zone}}).',
  'check.not_confirmed': 'The report was not confirmed by the planned take-off, {{by}} ({{zone}}).',
  'check.special_relay':
    'Control is relayed over a telephone network or the Internet, and the approval does not name it.',
  'check.special_dropping': 'Something is dropped or spread, and the approval does not name it.',
  'check.special_crowd': 'It flies over crowds, and the approval does not name it.',
  'check.special_moving': 'It is flown from a moving vehicle, and the approval does not name it.',
  'check.special_distributed': 'It is a distributed operation or a swarm, and the approval does not name it.',
  'check.special_unanswered':
    '{{count}} of the five cases that need an application all the same {{count|is|are}} not answered: relay over a network, dropping, over crowds, from a moving vehicle, distributed or swarm.',
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
  'check.reshoot_height':
    '“{{name}}”: how high the earlier or this take-off lies over the sea is not known, so the earlier height cannot be carried here: state the height.',
  'check.reshoot_may_miss':
    '“{{name}}”: the picture may miss it. The earlier place is known to ± {{errorM}} m, and the frame is {{frameM}} m there.',
  'check.reshoot_lens_matched':
    '“{{name}}”: the earlier lens is not at hand. To see as finely, the distance along the same line of sight is {{awayM}} m instead of {{beforeM}} m.',
  'check.reshoot_lens_kept':
    '“{{name}}”: another lens than before, and nothing to match it by. The place is kept; the frame will differ.',
  'check.reshoot_lens_unknown':
    '“{{name}}”: the earlier picture does not say its lens. The place is kept; the frame may differ.',
  'check.camera_not_carried':
    '{{aircraftRow}} does not carry the camera {{cameraRow}}: resolution, spacing and photos are reckoned with another camera than it has.',
  'check.payload_differs':
    'The camera {{cameraRow}} is not of the payload that the file names ({{number}}): the controller would not take its pictures.',
  'check.reshoot_direction':
    '“{{name}}”: the earlier picture does not say where it looked. It is aimed at where the finding lies, or straight down where that is not known either.',
  'check.sees_neighbours': 'The camera sees much that is outside the inspected sites.',
  'check.ends_at_rally':
    'The flight ends at rally point {{rally}}, {{homeM}} m from home: on its last return the firmware flies to the nearest.',
  'check.ends_at_either':
    'The flight ends at home or at rally point {{rally}}, {{homeM}} m away: which one is not known before.',
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
  'fix.takeCamera': 'Take {{cameraRow}}',
  'fix.addRallyPoint': 'Add a rally point',
  'fix.setReturnHeight': 'Return at {{heightM}} m',
  'fix.lowerPatterns': 'Fly at {{heightM}} m',
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
} satisfies Record<
  | `rule.${RuleId}`
  | `check.${CheckCode}`
  | `fix.${FixCode}`
  | `margin.${MarginCode}`
  | `deed.${Deed}`
  | `zone.${typeof CHINA_ZONE}`,
  string
>
