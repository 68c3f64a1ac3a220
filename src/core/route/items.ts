import type { Mission } from '../mission/mission.ts'
import type { Waypoints } from '../mission/pattern.ts'
import type { Role } from '../mission/role.ts'
import { quantiseM, quantisePlace } from '../units/quantise.ts'
import { MAV_CMD, MAV_FRAME } from './mav.ts'
import type { Item, RoutePoint } from './route.ts'

type Params = Item['params']

/**
 * The MAVLink mission items of a route, one list for every flyable format and the link. Take-off and waypoints are in
 * frame 3 (over home), commands without a place in frame 2 (PX4 refuses a return in frame 3). "Not set" is NaN only
 * where PX4's protocol says so; ArduPilot refuses it (both seen), so it gets 0.
 */
export function buildItems(
  mission: {
    readonly vehicle: Pick<Mission['vehicle'], 'firmware'>
    readonly contingency: Pick<Mission['contingency'], 'atEnd'>
  },
  points: readonly RoutePoint[],
): Item[] {
  const items: Item[] = []
  const unset = mission.vehicle.firmware === 'px4' ? null : 0
  const push = (
    command: number,
    frame: number,
    params: Params,
    at: { lat: number; lon: number; altM: number },
    role: Role,
  ) => items.push({ seq: items.length + 1, command, frame, params, ...at, autoContinue: true, role })
  const nowhere = { lat: 0, lon: 0, altM: 0 }
  const instruct = (command: number, params: Params, role: Role) =>
    push(command, MAV_FRAME.MISSION, params, nowhere, role)

  let speedMS: number | null = null
  let photoEveryM: number | null = null
  let photoEveryS: number | null = null
  let gimbalPitchDeg: number | null = null
  let isFilming = false
  const setVideo = (isOn: boolean) => {
    if (isOn === isFilming) return
    // param1 0: every stream of the camera; param2 0: no reports while it records.
    instruct(isOn ? MAV_CMD.VIDEO_START_CAPTURE : MAV_CMD.VIDEO_STOP_CAPTURE, [0, 0, 0, 0], 'camera')
    isFilming = isOn
  }
  const setPhotos = (everyM: number | null) => {
    if (everyM === photoEveryM) return
    // param1 0 stops the trigger; param3 1 takes the first photo at once.
    instruct(MAV_CMD.DO_SET_CAM_TRIGG_DIST, [everyM ?? 0, 0, everyM === null ? 0 : 1, 0], 'camera')
    photoEveryM = everyM
  }
  const setPhotosByTime = (everyS: number | null) => {
    if (everyS === photoEveryS) return
    // param2: seconds between photos; param3 0: until stopped.
    if (everyS === null) instruct(MAV_CMD.IMAGE_STOP_CAPTURE, [0, 0, 0, 0], 'camera')
    else instruct(MAV_CMD.IMAGE_START_CAPTURE, [0, everyS, 0, 0], 'camera')
    photoEveryS = everyS
  }
  const setGimbal = (pitchDeg: number | null) => {
    if (pitchDeg === null || pitchDeg === gimbalPitchDeg) return
    // param1 pitch; param7 2: MAV_MOUNT_MODE_MAVLINK_TARGETING. Both firmwares know it; its successor wants NaN.
    push(
      MAV_CMD.DO_MOUNT_CONTROL,
      MAV_FRAME.MISSION,
      [pitchDeg, 0, 0, 0],
      { lat: 0, lon: 0, altM: 2 },
      'gimbal',
    )
    gimbalPitchDeg = pitchDeg
  }
  for (const point of points) {
    const at = { lat: point.lat, lon: point.lon, altM: point.heightM }
    if (point.role === 'takeoff') {
      push(MAV_CMD.NAV_TAKEOFF, MAV_FRAME.GLOBAL_RELATIVE_ALT, [0, 0, 0, unset], at, 'takeoff')
      continue
    }
    setPhotos(point.photoEveryM)
    setPhotosByTime(point.photoEveryS)
    setVideo(point.video === true)
    setGimbal(point.gimbalPitchDeg)
    if (point.speedMS !== speedMS) {
      // param1 1: ground speed; param3 -1: throttle unchanged.
      instruct(MAV_CMD.DO_CHANGE_SPEED, [1, point.speedMS, -1, 0], 'speed')
      speedMS = point.speedMS
    }
    if (point.headingDeg !== null && mission.vehicle.firmware !== 'px4')
      instruct(MAV_CMD.CONDITION_YAW, [point.headingDeg, 0, 0, 0], 'heading')
    const yaw = mission.vehicle.firmware === 'px4' ? point.headingDeg : 0
    push(MAV_CMD.NAV_WAYPOINT, MAV_FRAME.GLOBAL_RELATIVE_ALT, [point.holdS, 0, 0, yaw], at, point.role)
    if (point.photo) instruct(MAV_CMD.IMAGE_START_CAPTURE, [0, 0, 1, 0], 'camera')
  }
  setPhotos(null)
  setPhotosByTime(null)
  setVideo(false)
  const last = points[points.length - 1]
  if (mission.contingency.atEnd === 'return') instruct(MAV_CMD.NAV_RETURN_TO_LAUNCH, [0, 0, 0, 0], 'return')
  else if (mission.contingency.atEnd !== 'hover' && last)
    push(
      MAV_CMD.NAV_LAND,
      MAV_FRAME.GLOBAL_RELATIVE_ALT,
      [0, 0, 0, unset],
      { lat: last.lat, lon: last.lon, altM: 0 },
      'land',
    )
  return items
}

/** The steps of a verbatim pattern as the items that they were. */
export function verbatimItems(pattern: Waypoints): Item[] {
  return pattern.steps.map(
    (step, i): Item =>
      step.kind === 'command'
        ? {
            seq: i + 1,
            command: step.command,
            frame: step.frame,
            params: step.params,
            ...quantisePlace(step),
            altM: quantiseM(step.altM),
            autoContinue: step.autoContinue,
            role: roleOf(step.command),
          }
        : {
            seq: i + 1,
            command: MAV_CMD.NAV_WAYPOINT,
            frame: MAV_FRAME.GLOBAL_RELATIVE_ALT,
            params: [step.holdS, 0, 0, step.headingDeg ?? 0],
            ...quantisePlace(step.at),
            altM: quantiseM(step.heightM),
            autoContinue: true,
            role: 'waypoint',
          },
  )
}

const ROLES: ReadonlyMap<number, Role> = new Map<number, Role>([
  [MAV_CMD.NAV_WAYPOINT, 'waypoint'],
  [MAV_CMD.NAV_SPLINE_WAYPOINT, 'waypoint'],
  [MAV_CMD.NAV_LOITER_UNLIM, 'waypoint'],
  [MAV_CMD.NAV_LOITER_TURNS, 'waypoint'],
  [MAV_CMD.NAV_LOITER_TIME, 'waypoint'],
  [MAV_CMD.NAV_RETURN_TO_LAUNCH, 'return'],
  [MAV_CMD.NAV_LAND, 'land'],
  [MAV_CMD.NAV_TAKEOFF, 'takeoff'],
  [MAV_CMD.DO_CHANGE_SPEED, 'speed'],
  [MAV_CMD.CONDITION_YAW, 'heading'],
  [MAV_CMD.DO_MOUNT_CONTROL, 'gimbal'],
  [MAV_CMD.DO_GIMBAL_MANAGER_PITCHYAW, 'gimbal'],
  [MAV_CMD.DO_SET_CAM_TRIGG_DIST, 'camera'],
  [MAV_CMD.DO_SET_CAM_TRIGG_INTERVAL, 'camera'],
  [MAV_CMD.DO_DIGICAM_CONTROL, 'camera'],
  [MAV_CMD.IMAGE_START_CAPTURE, 'camera'],
  [MAV_CMD.IMAGE_STOP_CAPTURE, 'camera'],
  [MAV_CMD.VIDEO_START_CAPTURE, 'camera'],
  [MAV_CMD.VIDEO_STOP_CAPTURE, 'camera'],
])

export const roleOf = (command: number): Role => ROLES.get(command) ?? 'other'
