import type { Contingency } from '../mission/mission.ts'
import type { Firmware } from '../mission/vehicle.ts'
import { buildItems } from '../route/items.ts'
import { MAV_CMD, MAV_FRAME } from '../route/mav.ts'
import { isSinglePhoto } from '../route/verbatim.ts'
import type { Item, RoutePoint } from '../route/route.ts'
import { type Note, note } from '../units/note.ts'

/**
 * A place that is flown to, with what holds on the leg that ends there and what is done there: the view of a mission
 * that formats made of waypoints take. Heights in metres over home; speed m/s over ground; `headingDeg` from north.
 */
export type Stop = {
  lat: number
  lon: number
  heightM: number
  speedMS: number
  holdS: number
  headingDeg: number | null
  gimbalPitchDeg: number | null
  /** A photo here, and photos on the leg that ends here, every so many metres or seconds. */
  photo: boolean
  photoEveryM: number | null
  photoEveryS: number | null
  /** A clip is recorded on the leg that ends here; absent: none. */
  video?: boolean
}

export type Flown = {
  takeoffHeightM: number | null
  stops: Stop[]
  atEnd: Contingency['atEnd']
}

/** Commands whose place is flown to, all taken as a stop. */
const PLACES: readonly number[] = [
  MAV_CMD.NAV_WAYPOINT,
  MAV_CMD.NAV_SPLINE_WAYPOINT,
  MAV_CMD.NAV_LOITER_UNLIM,
  MAV_CMD.NAV_LOITER_TURNS,
  MAV_CMD.NAV_LOITER_TIME,
]
/** Those whose first parameter is a wait, s. */
const WAITS: readonly number[] = [MAV_CMD.NAV_WAYPOINT, MAV_CMD.NAV_LOITER_TIME]
const OVER_HOME: readonly number[] = [MAV_FRAME.GLOBAL_RELATIVE_ALT, MAV_FRAME.GLOBAL_RELATIVE_ALT_INT]
const OVER_SEA: readonly number[] = [MAV_FRAME.GLOBAL, MAV_FRAME.GLOBAL_INT]

/**
 * The stops of a mission's items, from the one list that every format takes. What stops cannot say is noted with its
 * command and number: nothing is left out in silence.
 */
export function stopsOf(
  items: readonly Item[],
  given: { readonly cruiseMS: number; readonly homeAmslM: number | null },
): { flown: Flown; notes: Note[] } {
  const notes: Note[] = []
  const flown: Flown = { takeoffHeightM: null, stops: [], atEnd: 'hover' }
  let speedMS = given.cruiseMS
  let headingDeg: number | null = null
  let gimbalPitchDeg: number | null = null
  let photoEveryM: number | null = null
  let photoEveryS: number | null = null
  /** The item that began to record, until it stops. */
  let filming: Item | null = null
  const lose = (item: Item) =>
    notes.push(note('warning', 'item_not_carried', `item ${item.seq}`, { command: item.command }))
  for (const item of items) {
    const [p1, p2, p3, p4] = item.params
    if (PLACES.includes(item.command)) {
      const heightM = OVER_HOME.includes(item.frame)
        ? item.altM
        : OVER_SEA.includes(item.frame) && given.homeAmslM !== null
          ? item.altM - given.homeAmslM
          : null
      if (heightM === null) {
        notes.push(note('error', 'height_not_over_home', `item ${item.seq}`, { frame: item.frame }))
        continue
      }
      // Everything becomes a plain waypoint that may wait: circles, a curve and what has no end are said to be lost.
      if (item.command !== MAV_CMD.NAV_WAYPOINT && item.command !== MAV_CMD.NAV_LOITER_TIME) lose(item)
      const ownHeading = p4 !== null && p4 !== 0 && item.command === MAV_CMD.NAV_WAYPOINT ? p4 : null
      flown.stops.push({
        lat: item.lat,
        lon: item.lon,
        heightM,
        speedMS,
        holdS: WAITS.includes(item.command) ? Math.max(0, p1 ?? 0) : 0,
        headingDeg: headingDeg ?? ownHeading,
        gimbalPitchDeg,
        photo: false,
        photoEveryM,
        photoEveryS,
        ...(filming ? { video: true } : {}),
      })
      headingDeg = null
      continue
    }
    const last = flown.stops.at(-1)
    switch (item.command) {
      case MAV_CMD.NAV_TAKEOFF:
        flown.takeoffHeightM = item.altM
        break
      case MAV_CMD.NAV_RETURN_TO_LAUNCH:
        flown.atEnd = 'return'
        break
      case MAV_CMD.NAV_LAND:
        flown.atEnd = 'land'
        break
      case MAV_CMD.DO_CHANGE_SPEED:
        if (p2 !== null && p2 > 0) speedMS = p2
        break
      case MAV_CMD.CONDITION_YAW:
        headingDeg = p1
        break
      case MAV_CMD.DO_MOUNT_CONTROL:
      case MAV_CMD.DO_GIMBAL_MANAGER_PITCHYAW:
        // A turn of the camera to the side has no place in a stop.
        gimbalPitchDeg = p1
        if (turnOf(item) !== 0) lose(item)
        break
      case MAV_CMD.NAV_DELAY:
        if (last && p1 !== null && p1 >= 0) last.holdS += p1
        else lose(item)
        break
      case MAV_CMD.DO_SET_CAM_TRIGG_INTERVAL:
        if (p1 !== null) photoEveryS = p1 > 0 ? p1 / 1000 : null
        break
      case MAV_CMD.VIDEO_START_CAPTURE:
        filming ??= item
        break
      case MAV_CMD.VIDEO_STOP_CAPTURE:
        if (filming && last?.video !== true) lose(filming)
        filming = null
        break
      case MAV_CMD.DO_SET_CAM_TRIGG_DIST:
        photoEveryM = p1 !== null && p1 > 0 ? p1 : null
        break
      case MAV_CMD.IMAGE_START_CAPTURE:
      case MAV_CMD.DO_DIGICAM_CONTROL:
        if (isSinglePhoto(item) && last) last.photo = true
        else if (item.command === MAV_CMD.IMAGE_START_CAPTURE && p2 !== null && p2 > 0 && p3 !== 1) {
          photoEveryS = p2
          // Until so many are taken: a stop knows only until it is stopped.
          if ((p3 ?? 0) > 1) lose(item)
        } else lose(item)
        break
      case MAV_CMD.IMAGE_STOP_CAPTURE:
        photoEveryS = null
        break
      default:
        lose(item)
    }
  }
  if (filming && flown.stops.at(-1)?.video !== true) lose(filming)
  return { flown, notes }
}

/** Where the camera is turned to the side: yaw is the third parameter of the old command, the second of its successor. */
const turnOf = ({ command, params }: Item): number =>
  (command === MAV_CMD.DO_MOUNT_CONTROL ? params[2] : params[1]) ?? 0

/** The items that stops come to: those that a route of the same points would have. */
export function itemsOfStops(flown: Flown, home: { lat: number; lon: number }, firmware: Firmware): Item[] {
  const point = (stop: Stop): RoutePoint => ({ ...stop, role: 'waypoint', patternId: null, place: null })
  const takeoff: RoutePoint[] =
    flown.takeoffHeightM === null
      ? []
      : [
          {
            ...home,
            heightM: flown.takeoffHeightM,
            role: 'takeoff',
            patternId: null,
            holdS: 0,
            headingDeg: null,
            speedMS: 1,
            photoEveryM: null,
            photoEveryS: null,
            gimbalPitchDeg: null,
            photo: false,
            place: null,
          },
        ]
  return buildItems({ vehicle: { firmware }, contingency: { atEnd: flown.atEnd } }, [
    ...takeoff,
    ...flown.stops.map(point),
  ])
}
