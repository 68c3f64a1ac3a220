import type { FenceZone, RallyPoint } from '../mission/mission.ts'
import type { Firmware } from '../mission/vehicle.ts'
import { isElsewhere, MAV_CMD, MAV_FRAME, PLACED_COMMANDS } from '../route/mav.ts'
import { roleOf } from '../route/items.ts'
import type { Item } from '../route/route.ts'
import { finiteIn } from '../units/finite.ts'
import { type Note, note, type Read, remark } from '../units/note.ts'
import { quantiseDeg, quantiseM } from '../units/quantise.ts'
import { type Complex, complexItems } from './qgcComplex.ts'
import type { FormatInput, Written } from './formatInput.ts'
import { homeFrom, type ImportedMission, MOST_ITEMS } from './importedMission.ts'
import { jumpsRenumbered } from './jumps.ts'
import { placeFrom } from './placeFrom.ts'
import { structureItems } from './qgcStructure.ts'
import { tally } from './tally.ts'
import { parseJson } from './json.ts'
import { decodeText, shown } from './text.ts'

/**
 * QGroundControl's `.plan`: https://docs.qgroundcontrol.com/master/en/qgc-dev-guide/file_formats/plan.html, and its
 * own loader, which is stricter (all three parts are needed, seven parameters, altitude members all or none).
 */

const FIRMWARE_TYPES: Record<Firmware, number> = { ardupilot: 3, px4: 12, dji: 0, litchi: 0, autel: 0 }
/** QGroundControl's altitude modes of a simple item: 1 over home, 2 over sea level, 4 over terrain. */
const altitudeMode = (frame: number): number =>
  frame === MAV_FRAME.GLOBAL || frame === MAV_FRAME.GLOBAL_INT
    ? 2
    : frame >= MAV_FRAME.GLOBAL_TERRAIN_ALT
      ? 4
      : 1

export function writeQgcPlan({ mission, route, releases, revision }: FormatInput): Written {
  const notes: Note[] = []
  const complex = complexItems(mission, route, simpleItem)
  if (complex.length > 0) notes.push(note('info', 'plan_survey_editable', null, { count: complex.length }))
  const plan = {
    fileType: 'Plan',
    version: 1,
    groundStation: 'Sortie',
    mission: {
      version: 2,
      firmwareType: FIRMWARE_TYPES[mission.vehicle.firmware],
      vehicleType: mission.vehicle.mavType,
      cruiseSpeed: mission.vehicle.cruiseMS,
      hoverSpeed: mission.vehicle.cruiseMS,
      globalPlanAltitudeMode: 1,
      plannedHomePosition: [mission.home.lat, mission.home.lon, mission.home.amslM ?? 0],
      items: planItems(route.items, complex),
    },
    geoFence: {
      version: 2,
      polygons: mission.fence.flatMap((zone) =>
        zone.shape === 'polygon'
          ? [{ version: 1, inclusion: zone.inclusion, polygon: zone.ring.map(({ lat, lon }) => [lat, lon]) }]
          : [],
      ),
      circles: mission.fence.flatMap((zone) =>
        zone.shape === 'circle'
          ? [
              {
                version: 1,
                inclusion: zone.inclusion,
                circle: { center: [zone.center.lat, zone.center.lon], radius: zone.radiusM },
              },
            ]
          : [],
      ),
      ...(mission.breachReturn
        ? { breachReturn: [mission.breachReturn.lat, mission.breachReturn.lon, mission.breachReturn.heightM] }
        : {}),
    },
    rallyPoints: {
      version: 2,
      points: mission.rallyPoints.map(({ lat, lon, heightM }) => [lat, lon, heightM]),
    },
    // Readers pass over members they do not know; this one says what was exported and on whose word.
    sortie: { revision, releases },
  }
  return { content: `${JSON.stringify(plan, null, 2)}\n`, notes }
}

/** The items in their order, those of a complex one in it. */
function planItems(items: readonly Item[], complex: readonly Complex[]): object[] {
  const list: object[] = []
  for (let i = 0; i < items.length; i++) {
    const whole = complex.find(({ from }) => from === i)
    list.push(whole?.item ?? simpleItem(items[i] as Item))
    if (whole) i = whole.to
  }
  return list
}

function simpleItem(item: Item): object {
  const placed = PLACED_COMMANDS.includes(item.command)
  return {
    type: 'SimpleItem',
    autoContinue: item.autoContinue,
    command: item.command,
    doJumpId: item.seq,
    frame: item.frame,
    params: [...item.params, item.lat, item.lon, item.altM],
    ...(placed
      ? { AltitudeMode: altitudeMode(item.frame), Altitude: item.altM, AMSLAltAboveTerrain: null }
      : {}),
  }
}

type Members = Record<string, unknown>
const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const isPlace = (lat: unknown, lon: unknown): boolean =>
  isNumber(lat) && isNumber(lon) && Math.abs(lat) <= 90 && Math.abs(lon) <= 180

export function readQgcPlan(bytes: Uint8Array, isSwapped = false): Read<ImportedMission> {
  const { text, notes } = decodeText(bytes)
  const stop = (
    code: string,
    at: string | null = null,
    params: Note['params'] = {},
  ): Read<ImportedMission> => ({
    value: null,
    notes: [...notes, note('error', code, at, params)],
  })
  if (text === null) return { value: null, notes }
  const { value: plan, error } = parseJson(text)
  if (error) return { value: null, notes: [...notes, error] }
  if (isSwapped) turnPlaces(plan, 0)
  if (!isObject(plan) || plan['fileType'] !== 'Plan') return stop('not_a_plan', 'fileType')
  if (plan['version'] !== 1) return stop('plan_version', 'version', { found: shown(plan['version']) })
  const mission = plan['mission']
  if (!isObject(mission)) return stop('plan_part_missing', 'mission')
  if (mission['version'] !== 2)
    return stop('plan_part_version', 'mission.version', { found: shown(mission['version']) })
  if (!Array.isArray(mission['items'])) return stop('plan_part_missing', 'mission.items')
  const counted = tally()
  for (const [members, known] of [
    [plan, PLAN_MEMBERS],
    [plan['geoFence'], FENCE_MEMBERS],
    [plan['rallyPoints'], RALLY_MEMBERS],
  ] as const)
    if (isObject(members))
      for (const [name, value] of Object.entries(members))
        if (!known.includes(name) && !isEmpty(value)) counted.unused(name)
  for (const part of ['geoFence', 'rallyPoints'])
    if (!isObject(plan[part])) remark(notes, note('warning', 'plan_part_missing', part))

  const read = readItems(mission['items'], notes)
  const items = jumpsRenumbered(
    read.map(({ item }) => item),
    read.map(({ id }) => id),
    notes,
  )
  const fence = readFence(plan['geoFence'], notes)
  const rallyPoints = readRally(plan['rallyPoints'], notes)
  if (items.length === 0)
    remark(
      notes,
      note(fence.length + rallyPoints.length > 0 ? 'warning' : 'error', 'no_waypoints', 'mission.items'),
    )
  if (items.length > MOST_ITEMS) remark(notes, note('error', 'too_many_items', null, { count: items.length }))
  const firmware = mission['firmwareType'] === 12 ? 'px4' : mission['firmwareType'] === 3 ? 'ardupilot' : null
  const speed = mission['hoverSpeed'] ?? mission['cruiseSpeed']
  return {
    value: {
      home: readHome(mission['plannedHomePosition'], notes),
      items: items.slice(0, MOST_ITEMS),
      fence,
      rallyPoints,
      ...readBreachReturn(plan['geoFence'], notes),
      firmware,
      mavType: isNumber(mission['vehicleType']) ? mission['vehicleType'] : null,
      cruiseMS: isNumber(speed) && speed > 0 ? speed : null,
    },
    notes: [...notes, ...counted.notes()],
  }
}

/** Members that are read, or that say nothing of the flight. */
const PLAN_MEMBERS: readonly string[] = [
  'fileType',
  'version',
  'groundStation',
  'mission',
  'geoFence',
  'rallyPoints',
  'sortie',
]
const FENCE_MEMBERS: readonly string[] = ['version', 'polygons', 'circles', 'breachReturn']
const RALLY_MEMBERS: readonly string[] = ['version', 'points']
const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)

/** Members that are places, or lists of them; of an item's seven parameters the fifth and sixth are one. */
const PLACES: readonly string[] = [
  'plannedHomePosition',
  'center',
  'breachReturn',
  'coordinate',
  'polygon',
  'polyline',
  'points',
]
const DEEPEST = 12

/** Turns every place of a plan that has its longitudes first, in place. */
function turnPlaces(value: unknown, depth: number): void {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const inner of value) turnPlaces(inner, depth + 1)
    return
  }
  for (const [key, inner] of Object.entries(value)) {
    if (PLACES.includes(key) && Array.isArray(inner))
      for (const pair of Array.isArray(inner[0]) ? (inner as unknown[]) : [inner])
        if (Array.isArray(pair)) [pair[0], pair[1]] = [pair[1], pair[0]]
    if (key === 'params' && Array.isArray(inner) && inner.length === 7)
      [inner[4], inner[5]] = [inner[5], inner[4]]
    turnPlaces(inner, depth + 1)
  }
}

function readHome(value: unknown, notes: Note[]): ImportedMission['home'] {
  // Exactly three numbers, as QGroundControl demands: more are commas for decimal points.
  const [lat, lon, amslM] = Array.isArray(value) && value.length === 3 ? (value as unknown[]) : []
  if (!isPlace(lat, lon)) {
    remark(notes, note('warning', 'plan_home_missing', 'mission.plannedHomePosition'))
    return null
  }
  const home = homeFrom({ lat: lat as number, lon: lon as number }, finiteIn(amslM, -500, 9000))
  if (!home) remark(notes, note('warning', 'plan_home_missing', 'mission.plannedHomePosition'))
  return home
}

/** An item with the number that jumps know it by (`doJumpId`). */
type ReadItem = { item: Item; id: number | null }

/** Simple items as they are, complex ones by the simple items they carry; what cannot be read is said by its place. */
function readItems(list: readonly unknown[], notes: Note[], path = 'mission.items', depth = 0): ReadItem[] {
  const items: ReadItem[] = []
  const add = (item: Item, id: number | null) => items.push({ item: { ...item, seq: items.length + 1 }, id })
  for (const [i, entry] of list.entries()) {
    const at = `${path}[${i}]`
    if (!isObject(entry) || depth > DEEPEST) remark(notes, note('error', 'plan_bad_item', at))
    else if (entry['type'] === 'SimpleItem') {
      const item = readSimpleItem(entry)
      if (item) {
        const place = PLACED_COMMANDS.includes(item.command) ? placeFrom(item.lat, item.lon) : null
        if (typeof place === 'string')
          remark(notes, note('error', place, at, { text: `${item.lat}, ${item.lon}` }))
        else if (isElsewhere(item.command, item.frame))
          remark(notes, note('error', 'item_frame', at, { frame: item.frame }))
        else add(item, isNumber(entry['doJumpId']) ? entry['doJumpId'] : null)
      } else remark(notes, note('error', 'plan_bad_item', at))
    } else if (entry['type'] === 'ComplexItem') {
      const kind = shown(entry['complexItemType'])
      const style = isObject(entry['TransectStyleComplexItem']) ? entry['TransectStyleComplexItem'] : entry
      const inner = Array.isArray(style['Items']) ? (style['Items'] as unknown[]) : null
      const scan = !inner && kind === 'StructureScan' ? structureItems(entry) : null
      if (scan) {
        remark(notes, note('warning', 'plan_structure_scan', at, { count: scan.length }))
        for (const item of scan) add({ ...item, seq: 0 }, null)
      } else if (!inner)
        remark(
          notes,
          note('error', KNOWN_COMPLEX.includes(kind) ? 'plan_complex_empty' : 'plan_unknown_item', at, {
            kind,
          }),
        )
      else {
        remark(notes, note('info', 'plan_complex_expanded', at, { kind, count: inner.length }))
        for (const { item, id } of readItems(inner, notes, `${at}.Items`, depth + 1)) add(item, id)
      }
    } else remark(notes, note('error', 'plan_unknown_item', at, { kind: shown(entry['type']) }))
  }
  return items
}

const KNOWN_COMPLEX: readonly string[] = [
  'survey',
  'CorridorScan',
  'StructureScan',
  'fwLandingPattern',
  'vtolLandingPattern',
]

function readSimpleItem(entry: Members): Item | null {
  const { command, frame, params, autoContinue } = entry
  if (!isNumber(command) || !Number.isInteger(command) || command < 0 || command > 65_535) return null
  if (!isNumber(frame) || !Number.isInteger(frame) || frame < 0 || frame > 255) return null
  // QGroundControl once wrote four parameters and the place beside them.
  const { coordinate } = entry
  const all = Array.isArray(params) && Array.isArray(coordinate) ? [...params, ...coordinate] : params
  if (!Array.isArray(all) || all.length !== 7) return null
  if (!all.every((value) => value === null || isNumber(value))) return null
  const [p1, p2, p3, p4, lat, lon, alt] = all as (number | null)[]
  // "Not set" means the place and height where it is, which is one for a take-off or a landing alone.
  const isSet = lat !== null && lon !== null && alt !== null
  if (!isSet && PLACED_COMMANDS.includes(command) && !MAY_BE_HERE.includes(command)) return null
  return {
    seq: 0,
    command,
    frame,
    params: [p1 ?? null, p2 ?? null, p3 ?? null, p4 ?? null],
    lat: quantiseDeg(lat ?? 0),
    lon: quantiseDeg(lon ?? 0),
    altM: quantiseM(alt ?? 0),
    autoContinue: autoContinue !== false,
    role: roleOf(command),
  }
}

/** Commands that may be done where the vehicle is: MAVLink's NaN, or 0, for a place. */
const MAY_BE_HERE: readonly number[] = [
  MAV_CMD.NAV_TAKEOFF,
  MAV_CMD.NAV_LAND,
  MAV_CMD.NAV_LOITER_UNLIM,
  MAV_CMD.NAV_LOITER_TURNS,
  MAV_CMD.NAV_LOITER_TIME,
]

function readFence(value: unknown, notes: Note[]): FenceZone[] {
  if (!isObject(value)) return []
  if (value['version'] !== undefined && value['version'] !== 2)
    remark(
      notes,
      note('warning', 'plan_part_version', 'geoFence.version', { found: shown(value['version']) }),
    )
  const zones: FenceZone[] = []
  for (const [i, entry] of listOf(value['polygons']).entries()) {
    const ring = isObject(entry) ? listOf(entry['polygon']).map((pair) => readPair(pair)) : []
    if (ring.length < 3 || ring.some((corner) => corner === null))
      remark(notes, note('error', 'fence_bad_zone', `geoFence.polygons[${i}]`))
    else
      zones.push({
        id: `fence-${zones.length + 1}`,
        shape: 'polygon',
        inclusion: (entry as Members)['inclusion'] !== false,
        ring: ring as { lat: number; lon: number }[],
        floorM: null,
        ceilingM: null,
      })
  }
  for (const [i, entry] of listOf(value['circles']).entries()) {
    const circle = isObject(entry) && isObject(entry['circle']) ? entry['circle'] : {}
    const center = readPair(circle['center'])
    const radiusM = circle['radius']
    if (!center || !isNumber(radiusM) || radiusM <= 0 || radiusM > 100_000)
      remark(notes, note('error', 'fence_bad_zone', `geoFence.circles[${i}]`))
    else
      zones.push({
        id: `fence-${zones.length + 1}`,
        shape: 'circle',
        inclusion: (entry as Members)['inclusion'] !== false,
        center,
        radiusM,
        floorM: null,
        ceilingM: null,
      })
  }
  return zones
}

function readBreachReturn(value: unknown, notes: Note[]): Pick<ImportedMission, 'breachReturn'> {
  const entry = isObject(value) ? value['breachReturn'] : undefined
  if (entry === undefined || entry === null) return {}
  const place = readPair(entry, 3)
  const heightM = Array.isArray(entry) ? (entry as unknown[])[2] : null
  if (place && isNumber(heightM) && heightM >= -200 && heightM <= 1000)
    return { breachReturn: { ...place, heightM } }
  remark(notes, note('error', 'fence_bad_zone', 'geoFence.breachReturn'))
  return {}
}

function readRally(value: unknown, notes: Note[]): RallyPoint[] {
  if (!isObject(value)) return []
  return listOf(value['points']).flatMap((entry, i) => {
    const place = readPair(entry, 3)
    const heightM = Array.isArray(entry) ? (entry as unknown[])[2] : null
    if (place && isNumber(heightM) && heightM >= -200 && heightM <= 1000)
      return [{ id: `rally-${i + 1}`, ...place, heightM }]
    remark(notes, note('error', 'rally_bad_point', `rallyPoints.points[${i}]`))
    return []
  })
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** A place of as many numbers as QGroundControl demands there: two, or three with a height. */
function readPair(value: unknown, numbers: 2 | 3 = 2): { lat: number; lon: number } | null {
  const [lat, lon] = Array.isArray(value) && value.length === numbers ? (value as unknown[]) : []
  return isPlace(lat, lon) ? { lat: lat as number, lon: lon as number } : null
}
