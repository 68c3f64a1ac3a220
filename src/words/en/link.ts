import type { MissionList, MissionResult } from '../../core/route/mav.ts'
import type { VehicleClass } from '../../core/safety/judgedFor.ts'

/** What goes over the link: the lists, what the vehicle says of them, and what it is. */
export const link = {
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
} satisfies Record<
  `list.${MissionList | 'params'}` | `vehicleClass.${VehicleClass}` | `missionResult.${MissionResult}`,
  string
>
