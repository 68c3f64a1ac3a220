import type { FenceZone, Mission, RallyPoint } from '../mission/mission.ts'
import { type Note, note } from '../units/note.ts'
import { MAV_CMD, MAV_FRAME } from './mav.ts'
import type { Item } from './route.ts'

/**
 * The fence and the rally points as MAVLink items (mission types 1 and 2), one list for the link and for the side files
 * of a waypoint list, and back. https://mavlink.io/en/services/mission.html
 */

const item = (
  command: number,
  frame: number,
  param1: number,
  at: { lat: number; lon: number },
  altM: number,
): Omit<Item, 'seq'> => ({
  command,
  frame,
  params: [param1, 0, 0, 0],
  lat: at.lat,
  lon: at.lon,
  altM,
  autoContinue: true,
  role: 'other',
})

const numbered = (items: readonly Omit<Item, 'seq'>[]): Item[] =>
  items.map((one, i) => ({ ...one, seq: i + 1 }))

/** The return point of a breach, then the vertices of each polygon in a row, each with their count, and circles. */
export function fenceItems({
  fence,
  breachReturn,
  vehicle,
}: Pick<Mission, 'fence' | 'breachReturn'> & {
  readonly vehicle: Pick<Mission['vehicle'], 'firmware'>
}): Item[] {
  const zones = fence.flatMap((zone): Omit<Item, 'seq'>[] => {
    const frame = MAV_FRAME.GLOBAL
    if (zone.shape === 'circle') {
      const command = zone.inclusion ? MAV_CMD.NAV_FENCE_CIRCLE_INCLUSION : MAV_CMD.NAV_FENCE_CIRCLE_EXCLUSION
      return [item(command, frame, zone.radiusM, zone.center, 0)]
    }
    const command = zone.inclusion
      ? MAV_CMD.NAV_FENCE_POLYGON_VERTEX_INCLUSION
      : MAV_CMD.NAV_FENCE_POLYGON_VERTEX_EXCLUSION
    return zone.ring.map((corner) => item(command, frame, zone.ring.length, corner, 0))
  })
  // PX4 returns from a breach as from anything else.
  const back =
    breachReturn && zones.length > 0 && vehicle.firmware === 'ardupilot'
      ? [
          item(
            MAV_CMD.NAV_FENCE_RETURN_POINT,
            MAV_FRAME.GLOBAL_RELATIVE_ALT,
            0,
            breachReturn,
            breachReturn.heightM,
          ),
        ]
      : []
  return numbered([...back, ...zones])
}

/** Rally points, heights over home. */
export const rallyItems = ({ rallyPoints }: Pick<Mission, 'rallyPoints'>): Item[] =>
  numbered(
    rallyPoints.map((point) =>
      item(MAV_CMD.NAV_RALLY_POINT, MAV_FRAME.GLOBAL_RELATIVE_ALT, 0, point, point.heightM),
    ),
  )

type Listed = Pick<Item, 'command' | 'params' | 'lat' | 'lon' | 'altM'>

/** Whether a command belongs to the list of the fence, or to that of the rally points. */
export const isFenceCommand = (command: number): boolean =>
  command >= MAV_CMD.NAV_FENCE_RETURN_POINT && command <= MAV_CMD.NAV_FENCE_CIRCLE_EXCLUSION
export const isRallyCommand = (command: number): boolean => command === MAV_CMD.NAV_RALLY_POINT

/** The fence that a list of items makes; what makes none is noted by its number. */
export function fenceOfItems(
  items: readonly Listed[],
  notes: Note[],
): { fence: FenceZone[]; breachReturn: Mission['breachReturn'] } {
  const fence: FenceZone[] = []
  let breachReturn: Mission['breachReturn']
  const bad = (i: number) => notes.push(note('error', 'fence_bad_zone', `item ${i + 1}`))
  for (let i = 0; i < items.length; i++) {
    const { command, params, lat, lon, altM } = items[i] as Listed
    const common = { id: `fence-${fence.length + 1}`, floorM: null, ceilingM: null }
    const count = params[0] ?? 0
    if (command === MAV_CMD.NAV_FENCE_RETURN_POINT) {
      breachReturn = { lat, lon, heightM: Math.min(1000, Math.max(-200, altM)) }
      continue
    }
    if (command === MAV_CMD.NAV_FENCE_CIRCLE_INCLUSION || command === MAV_CMD.NAV_FENCE_CIRCLE_EXCLUSION) {
      const inclusion = command === MAV_CMD.NAV_FENCE_CIRCLE_INCLUSION
      if (count > 0 && count <= 100_000)
        fence.push({ ...common, inclusion, shape: 'circle', center: { lat, lon }, radiusM: count })
      else bad(i)
      continue
    }
    const isInclusion = command === MAV_CMD.NAV_FENCE_POLYGON_VERTEX_INCLUSION
    const isVertex = isInclusion || command === MAV_CMD.NAV_FENCE_POLYGON_VERTEX_EXCLUSION
    const corners = Math.round(count)
    const ring = isVertex ? items.slice(i, i + corners).filter((other) => other.command === command) : []
    if (corners >= 3 && ring.length === corners) {
      fence.push({
        ...common,
        inclusion: isInclusion,
        shape: 'polygon',
        ring: ring.map((corner) => ({ lat: corner.lat, lon: corner.lon })),
      })
      i += corners - 1
    } else bad(i)
  }
  return { fence, breachReturn }
}

/** The rally points of a list of items. */
export const rallyOfItems = (items: readonly Listed[]): RallyPoint[] =>
  items.map(({ lat, lon, altM }, i) => ({
    id: `rally-${i + 1}`,
    lat,
    lon,
    heightM: Math.min(1000, Math.max(-200, altM)),
  }))
