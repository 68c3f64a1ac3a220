import { outlineRound, southWestPoint } from '../geo/defaultFence.ts'
import type { LatLon } from '../geo/position.ts'
import type { Site } from '../site/site.ts'
import type { Name } from '../units/id.ts'
import { quantisePlace } from '../units/quantise.ts'
import { fenceMargin } from './margin.ts'
import type { FenceZone, Mission } from './mission.ts'
import type { Pattern } from './pattern.ts'
import type { Vehicle } from './vehicle.ts'
import { usualCamera } from './payloads.ts'
import { DEFAULT_VEHICLE } from './vehicles.ts'

/** A fence lies this far outside of what is flown over, beyond its own margin, m. */
export const FENCE_OUTWARD_M = 30
export const DEFAULT_HEIGHT_M = 60
export const DEFAULT_SPEED_MS = 8

/** What a new mission starts from. `areas` are what its fence goes round; the sites' boundaries by default. */
export type NewMission = {
  id: string
  name: Name
  sites: readonly Site[]
  areas?: readonly (readonly LatLon[])[]
  exclusions?: readonly (readonly LatLon[])[]
  home?: LatLon
  vehicle?: Vehicle
  patterns?: readonly Pattern[]
}

/** A mission with defaults that hold: home at the boundary's south-west, a fence round all, 60 m, 8 m/s. */
export function newMission(wish: NewMission): Mission {
  const vehicle = wish.vehicle ?? DEFAULT_VEHICLE
  const areas = wish.areas ?? wish.sites.map((site) => site.boundary)
  const home = wish.home ?? southWestPoint(areas[0] ?? [{ lat: 0, lon: 0 }])
  const mission: Mission = {
    id: wish.id,
    name: wish.name,
    siteIds: wish.sites.map((site) => site.id),
    home: { ...quantisePlace(home), amslM: groundAtHome(wish.sites) },
    takeoffHeightM: 30,
    transitHeightM: DEFAULT_HEIGHT_M,
    vehicle,
    camera: usualCamera(vehicle),
    patterns: [...(wish.patterns ?? [])],
    part: null,
    patternOrder: 'kept',
    heightOver: 'home',
    followToleranceM: 5,
    terrain: null,
    overrides: [],
    fence: [],
    rallyPoints: [],
    contingency: {
      returnHeightM: DEFAULT_HEIGHT_M,
      atEnd: 'return',
      onLostLink: 'return',
      onLowBattery: 'return',
      onLostPosition: 'land',
      onFenceBreach: 'return',
    },
    margin: { mapErrorM: 2, reactionS: null, gustDriftM: 2, windMS: null },
    conditions: { gustMS: null, temperatureC: null, batteryHealth: 1 },
    authorisation: null,
    plannedAtMs: null,
    onboard: null,
    crew: [],
    remarks: '',
  }
  return { ...mission, fence: defaultFence(mission, areas, wish.exclusions ?? []) }
}

/** One inclusion round the areas and home, 30 m plus the mission's margin outward, and the exclusions as they are. */
export function defaultFence(
  mission: Mission,
  areas: readonly (readonly LatLon[])[],
  exclusions: readonly (readonly LatLon[])[],
): FenceZone[] {
  const asFlown = mission.patterns.length > 0 ? mission : { ...mission, patterns: [AT_DEFAULT_SPEED] }
  const outwardM = FENCE_OUTWARD_M + fenceMargin(asFlown).marginM
  const zone = (id: string, inclusion: boolean, ring: readonly LatLon[]): FenceZone => ({
    id,
    shape: 'polygon',
    inclusion,
    ring: ring
      .map(quantisePlace)
      .filter(({ lat, lon }, i, all) => lat !== all.at(i - 1)?.lat || lon !== all.at(i - 1)?.lon),
    floorM: null,
    ceilingM: null,
  })
  return [
    ...(areas.length > 0 ? [zone('fence', true, outlineRound(areas, mission.home, outwardM))] : []),
    ...exclusions.map((ring, i) => zone(`exclusion-${i + 1}`, false, ring)),
  ]
}

/** Stands for a mission without patterns yet, so that its margin has a speed. */
const AT_DEFAULT_SPEED: Pattern = {
  kind: 'waypoints',
  id: 'none',
  verbatim: false,
  steps: [],
  speedMS: DEFAULT_SPEED_MS,
}

/** Home is taken to stand on the highest declared ground: the worst case for the height over the lowest. */
function groundAtHome(sites: readonly Site[]): number | null {
  const ground = sites[0]?.ground
  return ground ? ground.highestM : null
}
