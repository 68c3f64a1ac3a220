import type { Vec } from '../../src/core/geo/frame.ts'
import { frameAt } from '../../src/core/geo/frame.ts'
import type { Mission } from '../../src/core/mission/mission.ts'
import type { Item, Route, RoutePoint } from '../../src/core/route/route.ts'

/** A route straight through places in metres about the mission's home, built without the planner. */
export function aRoute(
  mission: Mission,
  path: readonly Vec[],
  heightM = 60,
  over: Partial<Route> = {},
): Route {
  const frame = frameAt(mission.home)
  const points = [{ x: 0, y: 0 }, ...path].map(
    (at, i): RoutePoint => ({
      ...frame.toLatLon(at),
      heightM,
      role: i === 0 ? 'takeoff' : 'waypoint',
      patternId: i === 0 ? null : 'wp',
      holdS: 0,
      headingDeg: null,
      speedMS: 8,
      photoEveryM: null,
      photoEveryS: null,
      gimbalPitchDeg: null,
      photo: false,
      place: null,
    }),
  )
  return {
    vehicle: mission.vehicle.id,
    firmware: mission.vehicle.firmware,
    home: mission.home,
    points,
    items: points.map(
      ({ lat, lon, role }, i): Item => ({
        seq: i + 1,
        command: i === 0 ? 22 : 16,
        frame: 3,
        params: [0, 0, 0, 0],
        lat,
        lon,
        altM: heightM,
        autoContinue: true,
        role,
      }),
    ),
    figures: {
      lengthM: 0,
      laneLengthM: 0,
      transitLengthM: 0,
      laneSegments: 0,
      turns: 0,
      timeS: 60,
      airborneS: 120,
      photos: 0,
      storageMB: 0,
      gsdFinestM: null,
      gsdCoarsestM: null,
      coverageShare: 1,
      outsideM: 0,
      energyShare: 0.1,
    },
    estimates: [],
    uncovered: [],
    notes: [],
    ...over,
  }
}
