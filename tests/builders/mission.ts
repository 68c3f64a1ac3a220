import type { LatLon } from '../../src/core/geo/position.ts'
import type { Authorisation, FenceZone, Mission } from '../../src/core/mission/mission.ts'
import type { Waypoints } from '../../src/core/mission/pattern.ts'
import type { Vehicle } from '../../src/core/mission/vehicle.ts'
import { box, ORIGIN, place } from './site.ts'

/** When files are written in tests: the bytes of an export depend on it. */
export const EXPORTED_AT_MS = Date.UTC(2026, 10, 27, 6, 30)

/** 2026-06-01 02:00 UTC: when the built missions are flown and judged. */
export const NOW_MS = Date.UTC(2026, 5, 1, 2)

/** A made-up quadcopter with round figures: no position error, brakes with 2 m/s². */
export const aVehicle = (over: Partial<Vehicle> = {}): Vehicle => ({
  id: 'sample-quad',
  name: { zh: '样例四旋翼', en: 'Sample quad' },
  firmware: 'ardupilot',
  source: 'sample row',
  verified: false,
  mavType: 2,
  cruiseMS: 8,
  maxSpeedMS: 15,
  maxWindMS: 12,
  climbMS: 2.5,
  descentMS: 1.5,
  accelerationMS2: 2,
  brakingMS2: 2,
  enduranceS: 1800,
  reserveShare: 0.25,
  maxItems: 650,
  positionErrorM: 2,
  return: { heightM: 60, rallyLimitM: 300, rallyIncludesHome: true, rtlType: null },
  fenceOnBoard: true,
  dji: null,
  ...over,
})

export const anAuthorisation = (over: Partial<Authorisation> = {}): Authorisation => ({
  number: 'A-1',
  authority: 'sample authority',
  fromMs: NOW_MS - 3_600_000,
  toMs: NOW_MS + 36_000_000,
  maxTrueHeightM: 120,
  area: null,
  djiUnlock: { kind: 'notNeeded' },
  ...over,
})

export const aPolygonZone = (
  ring: LatLon[],
  over: Partial<FenceZone & { shape: 'polygon' }> = {},
): FenceZone => ({
  id: 'zone',
  shape: 'polygon',
  inclusion: true,
  ring,
  floorM: null,
  ceilingM: null,
  ...over,
})

export const aCircleZone = (
  center: LatLon,
  radiusM: number,
  over: Partial<FenceZone & { shape: 'circle' }> = {},
): FenceZone => ({
  id: 'circle',
  shape: 'circle',
  inclusion: false,
  center,
  radiusM,
  floorM: null,
  ceilingM: null,
  ...over,
})

/** Waypoints by hand at one height. */
export const waypoints = (at: readonly LatLon[], heightM = 60, over: Partial<Waypoints> = {}): Waypoints => ({
  kind: 'waypoints',
  id: 'wp',
  verbatim: false,
  speedMS: 8,
  ...over,
  steps:
    over.steps ??
    at.map((position, i) => ({
      kind: 'waypoint' as const,
      id: `w${i + 1}`,
      at: position,
      heightM,
      holdS: 0,
      headingDeg: null,
      speedMS: null,
      photo: false,
    })),
})

/**
 * A mission that is safe as it is: home at the origin, four waypoints in a 200 × 200 m square at 60 m, a fence 60 m out
 * (the margin is 2 + 2 + 8 + 16 + 2 = 30 m), authorised and over declared ground.
 */
export const aMission = (over: Partial<Mission> = {}): Mission => ({
  id: '0190aaaa-0000-7000-8000-000000000010',
  name: { zh: '样例任务', en: 'Sample mission' },
  siteIds: ['0190aaaa-0000-7000-8000-000000000001'],
  home: { ...ORIGIN, amslM: 1300 },
  takeoffHeightM: 30,
  transitHeightM: 60,
  vehicle: aVehicle(),
  camera: null,
  patterns: [waypoints([place(50, 50), place(150, 50), place(150, 150), place(50, 150)])],
  part: null,
  patternOrder: 'kept',
  heightOver: 'home',
  followToleranceM: 5,
  terrain: null,
  overrides: [],
  fence: [aPolygonZone(box(-60, -60, 260, 260))],
  rallyPoints: [],
  contingency: {
    returnHeightM: 60,
    atEnd: 'return',
    onLostLink: 'return',
    onLowBattery: 'return',
    onLostPosition: 'land',
    onFenceBreach: 'return',
  },
  margin: { mapErrorM: 2, reactionS: null, gustDriftM: 2, windMS: 0 },
  conditions: { gustMS: null, temperatureC: null, batteryHealth: 1 },
  authorisation: anAuthorisation(),
  plannedAtMs: NOW_MS,
  onboard: null,
  crew: [],
  special: { relay: false, dropping: false, crowd: false, moving: false, distributed: false },
  remarks: '',
  ...over,
})
