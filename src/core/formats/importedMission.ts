import type { FenceZone, Home, Mission, RallyPoint } from '../mission/mission.ts'
import type { Step } from '../mission/pattern.ts'
import type { Firmware } from '../mission/vehicle.ts'
import { VEHICLES } from '../mission/vehicles.ts'
import { MAV_CMD } from '../route/mav.ts'
import type { Item } from '../route/route.ts'
import { quantiseDeg } from '../units/quantise.ts'

/** What a mission file of any format comes to: items as they were, and what else the file holds. */
export type ImportedMission = {
  /** Null when the file names no home: the first place of the mission then stands for it. */
  home: Home | null
  items: Item[]
  fence: FenceZone[]
  rallyPoints: RallyPoint[]
  breachReturn?: Mission['breachReturn']
  firmware: Firmware | null
  mavType: number | null
  cruiseMS: number | null
}

/** Most items a mission may have, of any format (the protocol counts them in 16 bits). */
export const MOST_ITEMS = 65_535

/**
 * A mission of one verbatim waypoints pattern, with the file's fence, rally points and home in place of those of
 * `base` (a new mission; its defaults stay where the file says nothing).
 */
export function missionFrom(imported: ImportedMission, base: Mission): Mission {
  const first = imported.items.find(
    (item) => item.command !== MAV_CMD.NAV_TAKEOFF && item.lat !== 0 && item.lon !== 0,
  )
  const home =
    imported.home ?? (first && isPlace(first) ? { lat: first.lat, lon: first.lon, amslM: null } : base.home)
  const vehicle =
    VEHICLES.find((row) => row.firmware === imported.firmware && row.mavType === imported.mavType) ??
    VEHICLES.find((row) => row.firmware === imported.firmware) ??
    base.vehicle
  const takeoff = imported.items.find((item) => item.command === MAV_CMD.NAV_TAKEOFF)
  const speedMS = imported.cruiseMS ?? vehicle.cruiseMS
  return {
    ...base,
    home: { lat: quantiseDeg(home.lat), lon: quantiseDeg(home.lon), amslM: home.amslM },
    takeoffHeightM: takeoff && takeoff.altM >= 1 && takeoff.altM <= 200 ? takeoff.altM : base.takeoffHeightM,
    vehicle,
    patterns: [
      {
        kind: 'waypoints',
        id: 'imported',
        verbatim: true,
        speedMS: Math.min(50, Math.max(0.1, speedMS)),
        steps: imported.items.map(stepOf),
      },
    ],
    overrides: [],
    fence: imported.fence,
    rallyPoints: imported.rallyPoints,
    ...(imported.breachReturn ? { breachReturn: imported.breachReturn } : {}),
  }
}

const isPlace = ({ lat, lon }: { lat: number; lon: number }) => Math.abs(lat) <= 90 && Math.abs(lon) <= 180

const stepOf = (item: Item): Step => ({
  kind: 'command',
  id: `item-${item.seq}`,
  command: item.command,
  frame: item.frame,
  params: item.params,
  lat: item.lat,
  lon: item.lon,
  altM: item.altM,
  autoContinue: item.autoContinue,
})
