import type { DjiNumbers, Vehicle } from './vehicle.ts'

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
  maxWindMS: 10,
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
  dji: null,
}

/** DJI's numbers: documented ones from the WPML pages of DJI's cloud API; where they are not, the row's source says so. */
const djiNumbers = (drone: number, droneSub: number, payload: number | null): DjiNumbers => ({
  drone,
  droneSub,
  payload,
  payloadSub: 0,
  payloadPosition: 0,
})

/** Rows that others are made of. */
const ROWS: readonly Vehicle[] = [
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
    maxWindMS: 12,
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
    dji: djiNumbers(67, 0, 52),
  },
  {
    ...DEFAULT_VEHICLE,
    id: 'dji-m3e',
    name: { zh: 'DJI Mavic 3 行业版', en: 'DJI Mavic 3 Enterprise' },
    firmware: 'dji',
    source:
      'Maker: 45 min flight time, 8 m/s up, 6 m/s down, 15 m/s mapping; taken lower here; no rally points, home only',
    maxWindMS: 12,
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
    dji: djiNumbers(77, 0, 66),
  },
]

/** Another aircraft of the same family: its own numbers, and what is known of it. */
function kin(of: string, row: Pick<Vehicle, 'id' | 'name' | 'source' | 'dji'> & Partial<Vehicle>): Vehicle {
  const found = ROWS.find(({ id }) => id === of)
  if (!found) throw new Error(`no row ${of}`)
  return { ...found, verified: false, ...row }
}

/** Vehicles to choose from; a mission takes a copy. */
export const VEHICLES: readonly Vehicle[] = [
  ...ROWS,
  kin('dji-m30', {
    id: 'dji-m30t',
    name: { zh: 'DJI 经纬 M30T', en: 'DJI Matrice 30T' },
    source: 'As the M30; numbers 67, 1 and 53 as documented',
    dji: djiNumbers(67, 1, 53),
  }),
  kin('dji-m30', {
    // Its id is of the time when it had one payload: missions and aircraft on record name it.
    id: 'dji-m350-h20t',
    name: { zh: 'DJI 经纬 M350 RTK', en: 'DJI Matrice 350 RTK' },
    source: 'Figures of the M30 until measured; numbers 89 and 0, and those of its payloads, as documented',
    dji: djiNumbers(89, 0, 43),
  }),
  kin('dji-m3e', {
    id: 'dji-m3t',
    name: { zh: 'DJI Mavic 3 行业版（热成像）', en: 'DJI Mavic 3 Thermal' },
    source: 'As the M3E; numbers 77, 1 and 67 as documented',
    dji: djiNumbers(77, 1, 67),
  }),
  kin('dji-m3e', {
    id: 'dji-m3m',
    name: { zh: 'DJI Mavic 3 多光谱版', en: 'DJI Mavic 3 Multispectral' },
    source: 'As the M3E; numbers 77, 2 and 68 as documented',
    dji: djiNumbers(77, 2, 68),
  }),
  kin('dji-m3e', {
    id: 'dji-m3td',
    name: { zh: 'DJI 经纬 M3TD（机场 2）', en: 'DJI Matrice 3TD (Dock 2)' },
    source: 'Figures of the M3E until measured; numbers 91, 1 and 81 as documented',
    dji: djiNumbers(91, 1, 81),
  }),
  kin('dji-m3e', {
    id: 'dji-m4e',
    name: { zh: 'DJI 经纬 M4E', en: 'DJI Matrice 4E' },
    source: 'Figures of the M3E until measured; numbers 99, 0 and 88 as documented',
    dji: djiNumbers(99, 0, 88),
  }),
  kin('dji-m3e', {
    id: 'dji-m4t',
    name: { zh: 'DJI 经纬 M4T', en: 'DJI Matrice 4T' },
    source: 'Figures of the M3E until measured; numbers 99, 1 and 89 as documented',
    dji: djiNumbers(99, 1, 89),
  }),
  kin('dji-m3e', {
    id: 'dji-mini-4-pro',
    name: { zh: 'DJI Mini 4 Pro（DJI Fly）', en: 'DJI Mini 4 Pro (DJI Fly)' },
    source: 'Maker: 34 min; taken lower here; number 68 seen in files that DJI Fly wrote, not documented',
    climbMS: 4,
    descentMS: 3,
    maxSpeedMS: 12,
    maxWindMS: 8,
    enduranceS: 1600,
    maxItems: 99,
    dji: djiNumbers(68, 0, null),
  }),
  kin('dji-m3e', {
    id: 'litchi-quad',
    name: { zh: 'Litchi 可用的 DJI 消费级机型', en: 'DJI consumer aircraft with Litchi' },
    firmware: 'litchi',
    source: 'Typical consumer aircraft, 30 min; taken lower here',
    climbMS: 3,
    descentMS: 2,
    maxSpeedMS: 12,
    maxWindMS: 8,
    enduranceS: 1400,
    maxItems: 99,
    dji: null,
  }),
  kin('dji-m3e', {
    id: 'autel-evo2-pro',
    name: { zh: '道通 EVO II Pro', en: 'Autel EVO II Pro' },
    firmware: 'autel',
    source: 'Maker: 40 min, 8 m/s up, 4 m/s down, 20 m/s; taken lower here; no rally points, home only',
    climbMS: 4,
    descentMS: 3,
    maxSpeedMS: 12,
    maxWindMS: 10,
    enduranceS: 1700,
    // How many waypoints its apps take is not stated: as few as the most careful of the others.
    maxItems: 99,
    dji: null,
  }),
  kin('dji-m3e', {
    id: 'autel-evo2-dual',
    name: { zh: '道通 EVO II Dual 640T', en: 'Autel EVO II Dual 640T' },
    firmware: 'autel',
    source: 'Figures of the EVO II Pro until measured',
    climbMS: 4,
    descentMS: 3,
    maxSpeedMS: 12,
    maxWindMS: 10,
    enduranceS: 1600,
    maxItems: 99,
    dji: null,
  }),
  kin('dji-m3e', {
    id: 'autel-max-4t',
    name: { zh: '道通 EVO Max 4T', en: 'Autel EVO Max 4T' },
    firmware: 'autel',
    source: 'Maker: 42 min, 12 m/s wind, 8 m/s up, 6 m/s down; taken lower here; no rally points, home only',
    enduranceS: 2000,
    maxItems: 99,
    dji: null,
  }),
  kin('dji-m3e', {
    id: 'autel-max-4n',
    name: { zh: '道通 EVO Max 4N', en: 'Autel EVO Max 4N' },
    firmware: 'autel',
    source: 'Figures of the EVO Max 4T until measured',
    enduranceS: 2000,
    maxItems: 99,
    dji: null,
  }),
]
