import type { Camera, Vehicle } from './vehicle.ts'

/** What a new mission flies with unless somebody chooses. */
export const DEFAULT_VEHICLE: Vehicle = {
  id: 'ardupilot-quad',
  name: { zh: 'ArduPilot 四旋翼（通用）', en: 'ArduPilot quadcopter (generic)' },
  firmware: 'ardupilot',
  source:
    'ArduPilot Copter parameter defaults: WPNAV_SPEED_UP 2.5, WPNAV_SPEED_DN 1.5, WPNAV_ACCEL 2.5 m/s², RALLY_LIMIT_KM 0.3; endurance and item limit to be set per airframe',
  verified: false,
  mavType: 2,
  cruiseMS: 8,
  maxSpeedMS: 15,
  climbMS: 2.5,
  descentMS: 1.5,
  accelerationMS2: 2,
  brakingMS2: 2.5,
  enduranceS: 1800,
  reserveShare: 0.25,
  maxItems: 650,
  positionErrorM: 2.5,
  return: { heightM: 15, rallyLimitM: 300, rallyIncludesHome: true, rtlType: null },
  fenceOnBoard: true,
}

/** Vehicles to choose from; a mission takes a copy. */
export const VEHICLES: readonly Vehicle[] = [
  DEFAULT_VEHICLE,
  {
    ...DEFAULT_VEHICLE,
    id: 'px4-quad',
    name: { zh: 'PX4 四旋翼（通用）', en: 'PX4 quadcopter (generic)' },
    firmware: 'px4',
    source:
      'PX4 parameter defaults: MPC_Z_VEL_MAX_UP 3, MPC_Z_VEL_MAX_DN 1.5, RTL_RETURN_ALT 60 m, RTL_TYPE 0; endurance to be set per airframe',
    climbMS: 3,
    descentMS: 1.5,
    accelerationMS2: 2,
    maxItems: 999,
    return: { heightM: 60, rallyLimitM: null, rallyIncludesHome: true, rtlType: 0 },
  },
  {
    ...DEFAULT_VEHICLE,
    id: 'ardupilot-hexa',
    name: { zh: 'ArduPilot 六旋翼（长航时）', en: 'ArduPilot hexacopter (long endurance)' },
    source:
      'ArduPilot Copter parameter defaults; endurance of a 2 × 16 Ah airframe, to be measured on the own one',
    mavType: 13,
    enduranceS: 2700,
    maxSpeedMS: 14,
  },
  {
    ...DEFAULT_VEHICLE,
    id: 'dji-m30',
    name: { zh: 'DJI 经纬 M30', en: 'DJI Matrice 30' },
    firmware: 'dji',
    source:
      'Maker: 41 min hovering endurance, 6 m/s up, 5 m/s down, 23 m/s; taken lower here; no rally points, home only',
    climbMS: 5,
    descentMS: 4,
    maxSpeedMS: 15,
    accelerationMS2: 3,
    brakingMS2: 4,
    enduranceS: 2100,
    maxItems: 65_535,
    positionErrorM: 1.5,
    return: { heightM: 100, rallyLimitM: null, rallyIncludesHome: true, rtlType: null },
    fenceOnBoard: false,
  },
  {
    ...DEFAULT_VEHICLE,
    id: 'dji-m3e',
    name: { zh: 'DJI Mavic 3 行业版', en: 'DJI Mavic 3 Enterprise' },
    firmware: 'dji',
    source:
      'Maker: 45 min flight time, 8 m/s up, 6 m/s down, 15 m/s mapping; taken lower here; no rally points, home only',
    climbMS: 5,
    descentMS: 4,
    maxSpeedMS: 15,
    accelerationMS2: 3,
    brakingMS2: 4,
    enduranceS: 2300,
    maxItems: 65_535,
    positionErrorM: 1.5,
    return: { heightM: 100, rallyLimitM: null, rallyIncludesHome: true, rtlType: null },
    fenceOnBoard: false,
  },
]

/** Cameras to choose from: sensor and lens as their makers state them. */
export const CAMERAS: readonly Camera[] = [
  {
    id: 'm3e-wide',
    name: { zh: 'DJI M3E 广角', en: 'DJI M3E wide' },
    source:
      'Maker: 4/3 type sensor, 17.3 × 13 mm, 5280 × 3956 px, 12.29 mm (24 mm equivalent), shutter interval 0.7 s',
    sensorWidthMm: 17.3,
    sensorHeightMm: 13,
    imageWidthPx: 5280,
    imageHeightPx: 3956,
    focalLengthMm: 12.29,
    minIntervalS: 0.7,
  },
  {
    id: 'm30-wide',
    name: { zh: 'DJI M30 广角', en: 'DJI M30 wide' },
    source: 'Maker: 1/2 type sensor, 6.4 × 4.8 mm, 4000 × 3000 px, 4.5 mm (24 mm equivalent)',
    sensorWidthMm: 6.4,
    sensorHeightMm: 4.8,
    imageWidthPx: 4000,
    imageHeightPx: 3000,
    focalLengthMm: 4.5,
    minIntervalS: 2,
  },
  {
    id: 'one-inch-20mp',
    name: { zh: '1 英寸 2000 万像素', en: '1 inch, 20 megapixels' },
    source: 'Typical 1 inch camera: 13.2 × 8.8 mm, 5472 × 3648 px, 8.8 mm',
    sensorWidthMm: 13.2,
    sensorHeightMm: 8.8,
    imageWidthPx: 5472,
    imageHeightPx: 3648,
    focalLengthMm: 8.8,
    minIntervalS: 2,
  },
  {
    id: 'small-12mp',
    name: { zh: '1/2.3 英寸 1200 万像素', en: '1/2.3 inch, 12 megapixels' },
    source: 'Typical 1/2.3 inch camera: 6.17 × 4.55 mm, 4000 × 3000 px, 4.5 mm',
    sensorWidthMm: 6.17,
    sensorHeightMm: 4.55,
    imageWidthPx: 4000,
    imageHeightPx: 3000,
    focalLengthMm: 4.5,
    minIntervalS: 2,
  },
]
