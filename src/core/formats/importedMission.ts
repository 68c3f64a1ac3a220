import type { LatLon } from '../geo/position.ts'
import type { FenceZone, Home, Mission, RallyPoint } from '../mission/mission.ts'
import type { Step } from '../mission/pattern.ts'
import type { DjiNumbers, Firmware, Vehicle } from '../mission/vehicle.ts'
import { withVehicle } from '../mission/payloads.ts'
import { VEHICLES } from '../mission/vehicles.ts'
import { MAV_CMD, PLACED_COMMANDS } from '../route/mav.ts'
import type { Item } from '../route/route.ts'
import { finiteIn } from '../units/finite.ts'
import type { Note } from '../units/note.ts'
import { quantisePlace } from '../units/quantise.ts'
import type { WpmlTemplate } from './wpmlTemplate.ts'

/** What a mission file of any format comes to: items as they were, and what else the file holds. */
export type ImportedMission = {
  /** Null when the file names no home that is a place; `settle` finds one or asks. */
  home: Home | null
  items: Item[]
  fence: FenceZone[]
  rallyPoints: RallyPoint[]
  breachReturn?: Mission['breachReturn']
  firmware: Firmware | null
  mavType: number | null
  /** DJI's numbers of aircraft and payload, of a file that has them. */
  dji?: Pick<DjiNumbers, 'drone' | 'droneSub' | 'payload'>
  cruiseMS: number | null
  /** What is done when something fails, as far as the file says. */
  contingency?: Partial<Mission['contingency']>
  /** Areas and lines that the file's lanes were made of, where it has them. */
  template?: WpmlTemplate
  /** A drawing or an app's list that knows no home: it may be taken to begin at its first point. */
  isDrawing?: boolean
  /** Heights of placed items, as the file has them, are not over home: `settle` turns them into that. */
  heightsOver?: 'sea' | 'ellipsoid' | 'ground'
}

/** Most items a mission may have, of any format (the protocol counts them in 16 bits). */
export const MOST_ITEMS = 65_535

/**
 * A mission of one verbatim waypoints pattern, with the file's fence, rally points and home in place of those of
 * `base` (a new mission; its defaults stay where the file says nothing). A template's areas and lines are planned here
 * only where the file has no lanes, or where `isFromTemplate` asks for them: lanes are what would be flown.
 */
export function missionFrom(imported: ImportedMission, base: Mission, isFromTemplate = false): Mission {
  const { template } = imported
  const home = imported.home ?? startOf(imported)?.home ?? base.home
  const vehicle =
    vehicleOf(imported.dji) ??
    VEHICLES.find((row) => row.firmware === imported.firmware && row.mavType === imported.mavType) ??
    VEHICLES.find((row) => row.firmware === imported.firmware) ??
    base.vehicle
  const takeoff = imported.items.find((item) => item.command === MAV_CMD.NAV_TAKEOFF)
  const speedMS = imported.cruiseMS ?? vehicle.cruiseMS
  const isPlanned = template !== undefined && (isFromTemplate || imported.items.length === 0)
  const flown: Pick<Mission, 'patterns' | 'heightOver'> = isPlanned
    ? { patterns: template.patterns, heightOver: template.heightOver }
    : {
        patterns: [
          {
            kind: 'waypoints',
            id: 'imported',
            verbatim: true,
            speedMS: Math.min(50, Math.max(0.1, speedMS)),
            steps: imported.items.map(stepOf),
          },
        ],
        heightOver: base.heightOver,
      }
  return {
    ...base,
    home: { ...quantisePlace(home), amslM: home.amslM },
    takeoffHeightM: takeoff && takeoff.altM >= 1 && takeoff.altM <= 200 ? takeoff.altM : base.takeoffHeightM,
    vehicle,
    camera: withVehicle(base, vehicle).camera,
    ...flown,
    overrides: [],
    fence: imported.fence,
    rallyPoints: imported.rallyPoints,
    contingency: { ...base.contingency, ...imported.contingency },
    ...(imported.breachReturn ? { breachReturn: imported.breachReturn } : {}),
  }
}

/** The aircraft that DJI's numbers name, with the payload that they name; one that is not known has them on the first DJI row. */
function vehicleOf(dji: ImportedMission['dji']): Vehicle | null {
  if (!dji) return null
  const numbered = ({ dji: row }: Vehicle): boolean =>
    row?.drone === dji.drone && row.droneSub === dji.droneSub
  const row = VEHICLES.find(numbered) ?? VEHICLES.find(({ firmware }) => firmware === 'dji')
  return row?.dji ? { ...row, dji: { ...row.dji, ...dji } } : null
}

/** What was said of a file, without that its lanes are kept where its areas are planned anew. */
export const saidOf = (notes: readonly Note[], isFromTemplate = false): Note[] =>
  notes.filter(({ code }) => !(isFromTemplate && code === 'mapping_lanes_kept'))

/** Where a mission of a file without a home begins: its take-off, else its first place; null where it has none. */
export function startOf({
  items,
  template,
}: ImportedMission): { home: Home; from: 'takeoff' | 'first' } | null {
  const at = (place: LatLon | undefined, from: 'takeoff' | 'first') =>
    place && { home: { lat: place.lat, lon: place.lon, amslM: null }, from }
  const placed = items.filter((item) => PLACED_COMMANDS.includes(item.command) && isSomewhere(item))
  const takeoff = placed.find(({ command }) => command === MAV_CMD.NAV_TAKEOFF)
  return at(takeoff, 'takeoff') ?? at(placed[0] ?? (template && firstPlaceOf(template)), 'first') ?? null
}

/** Whether a place is one: 0, 0 is what tools write where they know none. */
export const isSomewhere = ({ lat, lon }: LatLon): boolean =>
  Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && !(lat === 0 && lon === 0)

/** Home as a file states it; null where it is no place. Height 0 is what tools write where they know none. */
export const homeFrom = (place: LatLon, amslM: number | null | undefined): Home | null =>
  isSomewhere(place)
    ? {
        ...quantisePlace(place),
        amslM: finiteIn(amslM || null, -500, 9000),
      }
    : null

const firstPlaceOf = ({ patterns: [pattern] }: WpmlTemplate): LatLon | undefined =>
  pattern?.kind === 'survey' ? pattern.area[0] : pattern?.kind === 'corridor' ? pattern.path[0] : undefined

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
