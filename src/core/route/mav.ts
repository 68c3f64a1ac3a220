/** Numbers of MAVLink's common dialect that routes use (https://mavlink.io/en/messages/common.html). */
export const MAV_CMD = {
  NAV_WAYPOINT: 16,
  NAV_LOITER_UNLIM: 17,
  NAV_LOITER_TURNS: 18,
  NAV_LOITER_TIME: 19,
  NAV_RETURN_TO_LAUNCH: 20,
  NAV_LAND: 21,
  NAV_TAKEOFF: 22,
  NAV_SPLINE_WAYPOINT: 82,
  DO_ORBIT: 34,
  NAV_DELAY: 93,
  NAV_LAST: 95,
  CONDITION_DELAY: 112,
  CONDITION_YAW: 115,
  DO_JUMP: 177,
  DO_CHANGE_SPEED: 178,
  DO_SET_HOME: 179,
  DO_SET_ROI_LOCATION: 195,
  DO_SET_ROI_WPNEXT_OFFSET: 196,
  DO_SET_ROI_NONE: 197,
  DO_SET_ROI: 201,
  DO_DIGICAM_CONTROL: 203,
  DO_MOUNT_CONTROL: 205,
  DO_SET_CAM_TRIGG_DIST: 206,
  DO_FENCE_ENABLE: 207,
  DO_SET_CAM_TRIGG_INTERVAL: 214,
  DO_GIMBAL_MANAGER_PITCHYAW: 1000,
  SET_CAMERA_MODE: 530,
  IMAGE_START_CAPTURE: 2000,
  IMAGE_STOP_CAPTURE: 2001,
  VIDEO_START_CAPTURE: 2500,
  VIDEO_STOP_CAPTURE: 2501,
  NAV_FENCE_RETURN_POINT: 5000,
  NAV_FENCE_POLYGON_VERTEX_INCLUSION: 5001,
  NAV_FENCE_POLYGON_VERTEX_EXCLUSION: 5002,
  NAV_FENCE_CIRCLE_INCLUSION: 5003,
  NAV_FENCE_CIRCLE_EXCLUSION: 5004,
  NAV_RALLY_POINT: 5100,
} as const

export const MAV_FRAME = {
  GLOBAL: 0,
  MISSION: 2,
  GLOBAL_RELATIVE_ALT: 3,
  GLOBAL_INT: 5,
  GLOBAL_RELATIVE_ALT_INT: 6,
  GLOBAL_TERRAIN_ALT: 10,
  GLOBAL_TERRAIN_ALT_INT: 11,
} as const

/** Commands whose item has a place that the vehicle flies to. */
export const PLACED_COMMANDS: readonly number[] = [
  MAV_CMD.NAV_WAYPOINT,
  MAV_CMD.NAV_LOITER_UNLIM,
  MAV_CMD.NAV_LOITER_TURNS,
  MAV_CMD.NAV_LOITER_TIME,
  MAV_CMD.NAV_LAND,
  MAV_CMD.NAV_TAKEOFF,
  MAV_CMD.NAV_SPLINE_WAYPOINT,
]

/** Frames whose fifth and sixth parameters are degrees and whose seventh is a height that can be told. */
const FRAMES_ON_EARTH: readonly number[] = [
  MAV_FRAME.GLOBAL,
  MAV_FRAME.GLOBAL_RELATIVE_ALT,
  MAV_FRAME.GLOBAL_INT,
  MAV_FRAME.GLOBAL_RELATIVE_ALT_INT,
  MAV_FRAME.GLOBAL_TERRAIN_ALT,
  MAV_FRAME.GLOBAL_TERRAIN_ALT_INT,
]

/** Whether an item that is flown to has its place in a frame that is none on Earth: metres from somewhere. */
export const isElsewhere = (command: number, frame: number): boolean =>
  PLACED_COMMANDS.includes(command) && !FRAMES_ON_EARTH.includes(frame)

/** MAV_MISSION_RESULT by number, as codes that have words. */
export const MISSION_RESULTS = [
  'accepted',
  'error',
  'unsupported_frame',
  'unsupported',
  'no_space',
  'invalid',
  'invalid_param1',
  'invalid_param2',
  'invalid_param3',
  'invalid_param4',
  'invalid_param5_x',
  'invalid_param6_y',
  'invalid_param7',
  'invalid_sequence',
  'denied',
  'operation_cancelled',
] as const
export type MissionResult = (typeof MISSION_RESULTS)[number]

/** The lists that a vehicle holds (MAV_MISSION_TYPE 0, 1, 2). */
export const MISSION_LISTS = ['mission', 'fence', 'rally'] as const
export type MissionList = (typeof MISSION_LISTS)[number]
