import type { Home, Mission } from '../mission/mission.ts'
import { type Note, note } from '../units/note.ts'
import { MAV_CMD, MAV_FRAME, PLACED_COMMANDS } from './mav.ts'
import type { Item, RoutePoint } from './route.ts'

/** Commands that fly somewhere and are followed here. */
const FOLLOWED: readonly number[] = [
  MAV_CMD.NAV_WAYPOINT,
  MAV_CMD.NAV_LOITER_TIME,
  MAV_CMD.NAV_RETURN_TO_LAUNCH,
  MAV_CMD.NAV_LAND,
  MAV_CMD.NAV_TAKEOFF,
  MAV_CMD.NAV_SPLINE_WAYPOINT,
  MAV_CMD.NAV_DELAY,
]
/** Others that change where the vehicle flies, where it returns to, or whether its fence holds. */
const UNJUDGED: readonly number[] = [MAV_CMD.DO_JUMP, MAV_CMD.DO_SET_HOME, MAV_CMD.DO_FENCE_ENABLE]

/** Whether a command does something that planning here does not follow; numbers up to `NAV_LAST` fly somewhere. */
const isUnjudged = (command: number): boolean =>
  UNJUDGED.includes(command) || (command <= MAV_CMD.NAV_LAST && !FOLLOWED.includes(command))

/** The waypoints that a list of mission items comes to, as the vehicle reads it, heights turned into heights over home. */
export function pointsOfItems(
  items: readonly Item[],
  mission: Mission,
  patternId: string,
  speedMS: number,
): { points: RoutePoint[]; notes: Note[] } {
  const notes = new Map<string, Note>()
  const remark = (code: string, params: Note['params']) => {
    const key = `${code} ${JSON.stringify(params)}`
    const count = Number(notes.get(key)?.params['count'] ?? 0) + 1
    notes.set(key, note('warning', code, patternId, { ...params, count }))
  }
  const points: RoutePoint[] = []
  let speed = speedMS
  let photoEveryM: number | null = null
  let photoEveryS: number | null = null
  let isFilming = false
  let headingDeg: number | null = null
  let gimbalPitchDeg: number | null = null
  for (const item of items) {
    if (isUnjudged(item.command)) remark('unjudged_command', { command: item.command })
    if (item.command === MAV_CMD.DO_CHANGE_SPEED && (item.params[1] ?? 0) > 0)
      speed = item.params[1] as number
    if (item.command === MAV_CMD.DO_SET_CAM_TRIGG_DIST)
      photoEveryM = (item.params[0] ?? 0) > 0 ? item.params[0] : null
    // param1 milliseconds between photos; not set, or 0: the interval stays as it is.
    if (item.command === MAV_CMD.DO_SET_CAM_TRIGG_INTERVAL && item.params[0] !== null)
      photoEveryS = item.params[0] > 0 ? item.params[0] / 1000 : null
    if (item.command === MAV_CMD.VIDEO_START_CAPTURE) isFilming = true
    if (item.command === MAV_CMD.VIDEO_STOP_CAPTURE) isFilming = false
    if (item.command === MAV_CMD.CONDITION_YAW) headingDeg = item.params[0]
    // param1 of both is the pitch, degrees over the horizon.
    if (item.command === MAV_CMD.DO_MOUNT_CONTROL || item.command === MAV_CMD.DO_GIMBAL_MANAGER_PITCHYAW)
      gimbalPitchDeg = pitchOf(item.params[0])
    // IMAGE_START_CAPTURE: param2 seconds between photos, param3 how many (0: until stopped).
    if (item.command === MAV_CMD.IMAGE_START_CAPTURE && item.params[2] !== 1)
      photoEveryS = (item.params[1] ?? 0) > 0 ? item.params[1] : null
    if (item.command === MAV_CMD.IMAGE_STOP_CAPTURE) photoEveryS = null
    const previous = points[points.length - 1]
    // param1: seconds to wait where it is.
    if (item.command === MAV_CMD.NAV_DELAY && previous) previous.holdS += Math.max(0, item.params[0] ?? 0)
    if (isSinglePhoto(item) && previous) previous.photo = true
    if (!PLACED_COMMANDS.includes(item.command)) continue
    // 0, 0 means "where it is": above home for a take-off, the place before for the rest.
    const here = item.lat === 0 && item.lon === 0
    const place = here ? (previous ?? mission.home) : item
    if (!(Math.abs(place.lat) <= 90 && Math.abs(place.lon) <= 180)) continue
    const { heightM, known } = heightOverHome(item, mission.home)
    if (!known) remark('height_frame_unknown', { frame: item.frame })
    points.push({
      lat: place.lat,
      lon: place.lon,
      heightM,
      role: item.role === 'takeoff' || item.role === 'land' ? item.role : 'waypoint',
      patternId: item.role === 'takeoff' ? null : patternId,
      holdS:
        item.command === MAV_CMD.NAV_WAYPOINT || item.command === MAV_CMD.NAV_LOITER_TIME
          ? Math.max(0, item.params[0] ?? 0)
          : 0,
      headingDeg: item.role === 'takeoff' ? null : headingDeg,
      speedMS: speed,
      photoEveryM: item.role === 'takeoff' ? null : photoEveryM,
      photoEveryS: item.role === 'takeoff' ? null : photoEveryS,
      gimbalPitchDeg: item.role === 'takeoff' ? null : gimbalPitchDeg,
      photo: false,
      ...(isFilming && item.role !== 'takeoff' ? { video: true } : {}),
      place: null,
    })
    headingDeg = null
  }
  return { points, notes: [...notes.values()] }
}

/** One photo where it is: ArduPilot's old command says so in its fifth parameter. */
export const isSinglePhoto = ({ command, params, lat }: Item): boolean =>
  command === MAV_CMD.DO_DIGICAM_CONTROL
    ? lat === 1
    : command === MAV_CMD.IMAGE_START_CAPTURE && params[2] === 1

const pitchOf = (param: number | null): number | null =>
  param === null || !(param >= -120 && param <= 60) ? null : param

function heightOverHome(item: Item, home: Home): { heightM: number; known: boolean } {
  switch (item.frame) {
    case MAV_FRAME.GLOBAL:
    case MAV_FRAME.GLOBAL_INT:
      return home.amslM === null
        ? { heightM: item.altM, known: false }
        : { heightM: item.altM - home.amslM, known: true }
    case MAV_FRAME.GLOBAL_TERRAIN_ALT:
    case MAV_FRAME.GLOBAL_TERRAIN_ALT_INT:
      return { heightM: item.altM, known: false }
    default:
      return { heightM: item.altM, known: true }
  }
}
