import type { LayerFeature } from '../geo/layer.ts'
import type { LatLon } from '../geo/position.ts'
import { roleOf } from '../route/items.ts'
import { MAV_CMD, MAV_FRAME } from '../route/mav.ts'
import type { Item } from '../route/route.ts'
import { type Note, note, type Read, remark } from '../units/note.ts'
import { quantiseDeg, quantiseM } from '../units/quantise.ts'
import type { FormatInput, Written } from './formatInput.ts'
import { type ImportedMission, MOST_ITEMS } from './importedMission.ts'
import { decodeText, shown } from './text.ts'

const lonLat = ({ lat, lon }: LatLon): [number, number] => [lon, lat]
const closed = (ring: readonly LatLon[]): [number, number][] => [...ring, ...ring.slice(0, 1)].map(lonLat)

/**
 * GeoJSON (RFC 7946) for maps and for an application: the route as a line, each waypoint, fence, rally points and
 * home. Heights are metres over home and say so. It is no flyable format.
 */
export function writeGeoJson({ mission, route, revision }: FormatInput): Written {
  const feature = (geometry: object, properties: object) => ({ type: 'Feature', properties, geometry })
  const features = [
    feature(
      { type: 'Point', coordinates: lonLat(mission.home) },
      { kind: 'home', amslM: mission.home.amslM },
    ),
    ...(route.points.length > 1
      ? [
          feature(
            { type: 'LineString', coordinates: route.points.map((p) => [p.lon, p.lat]) },
            { kind: 'route', lengthM: route.figures.lengthM, airborneS: route.figures.airborneS },
          ),
        ]
      : []),
    ...route.items.map((item) =>
      feature(
        item.lat === 0 && item.lon === 0
          ? (null as unknown as object)
          : { type: 'Point', coordinates: lonLat(item) },
        {
          kind: 'item',
          seq: item.seq,
          command: item.command,
          frame: item.frame,
          params: item.params,
          altM: item.altM,
          autoContinue: item.autoContinue,
          role: item.role,
        },
      ),
    ),
    ...mission.fence.map((zone) =>
      zone.shape === 'polygon'
        ? feature(
            { type: 'Polygon', coordinates: [closed(zone.ring)] },
            { kind: 'fence', inclusion: zone.inclusion },
          )
        : feature(
            { type: 'Point', coordinates: lonLat(zone.center) },
            { kind: 'fence', inclusion: zone.inclusion, radiusM: zone.radiusM },
          ),
    ),
    ...mission.rallyPoints.map((point) =>
      feature({ type: 'Point', coordinates: lonLat(point) }, { kind: 'rally', heightM: point.heightM }),
    ),
  ]
  const collection = {
    type: 'FeatureCollection',
    sortie: {
      format: 'mission',
      version: 1,
      revision,
      name: mission.name,
      heights: 'metres over home',
      firmware: mission.vehicle.firmware,
      cruiseMS: mission.vehicle.cruiseMS,
    },
    features,
  }
  return {
    content: `${JSON.stringify(collection, null, 1)}\n`,
    notes: [note('info', 'not_flyable_format')],
  }
}

type Members = Record<string, unknown>
const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

/** The features of a file; with `isSwapped`, each position turned from latitude first. */
function parse(
  bytes: Uint8Array,
  isSwapped: boolean,
): { features: Members[] | null; root: Members; notes: Note[] } {
  const { text, notes } = decodeText(bytes)
  if (text === null) return { features: null, root: {}, notes }
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return {
      features: null,
      root: {},
      notes: [...notes, note('error', 'not_json', null, { problem: (error as Error).message.slice(0, 120) })],
    }
  }
  if (isSwapped) turnPositions(json, 0)
  if (isObject(json)) {
    if (json['type'] === 'FeatureCollection' && Array.isArray(json['features'])) {
      const all = json['features'] as unknown[]
      const features = all.filter(isObject)
      if (features.length < all.length)
        notes.push(note('warning', 'bad_geometry', 'features', { count: all.length - features.length }))
      return { features, root: json, notes }
    }
    if (json['type'] === 'Feature') return { features: [json], root: json, notes }
    if (typeof json['type'] === 'string' && GEOMETRIES.includes(json['type']))
      return { features: [{ type: 'Feature', properties: {}, geometry: json }], root: json, notes }
  }
  return { features: null, root: {}, notes: [...notes, note('error', 'not_geojson')] }
}

/** Turns the positions under every `coordinates`, in place. */
function turnPositions(value: unknown, depth: number): void {
  if (depth > 4 * DEEPEST || typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) {
    for (const [key, inner] of Object.entries(value))
      if (['coordinates', 'geometry', 'geometries', 'features'].includes(key)) turnPositions(inner, depth + 1)
    return
  }
  const [first, second] = value as unknown[]
  if (isNumber(first) && isNumber(second)) [value[0], value[1]] = [second, first]
  else for (const inner of value) turnPositions(inner, depth + 1)
}

const GEOMETRIES = [
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
]
const labelOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '')
/** Nested collections deeper than this are somebody's joke. */
const DEEPEST = 8

/** Lines, areas and points of a GeoJSON file; parts of multi-geometries apart, what cannot be read said by its number. */
export function readGeoJsonAreas(bytes: Uint8Array, isSwapped = false): Read<LayerFeature[]> {
  const { features, notes } = parse(bytes, isSwapped)
  if (!features) return { value: null, notes }
  const found: LayerFeature[] = []
  for (const [i, feature] of features.entries()) {
    const properties = isObject(feature['properties']) ? feature['properties'] : {}
    const label = labelOf(properties['name'] ?? properties['label'])
    readGeometry(feature['geometry'], `feature ${i + 1}`, label, notes, found, 0)
  }
  return found.length > 0
    ? { value: found, notes }
    : { value: null, notes: [...notes, note('error', 'no_features')] }
}

function readGeometry(
  geometry: unknown,
  at: string,
  label: string,
  notes: Note[],
  found: LayerFeature[],
  depth: number,
): void {
  if (!isObject(geometry) || depth > DEEPEST) {
    remark(notes, note('warning', 'bad_geometry', at))
    return
  }
  const { type, coordinates } = geometry
  const add = (made: LayerFeature['geometry'] | null) =>
    made
      ? found.push({ geometry: made, kind: 'other', label })
      : remark(notes, note('warning', 'bad_geometry', at))
  const line = (value: unknown, least: number) => readLine(value, at, notes, least)
  const polygon = (value: unknown): LayerFeature['geometry'] | null => {
    const rings = Array.isArray(value) ? value.map((ring) => line(ring, 4)) : []
    return rings.length > 0 && rings.every((ring) => ring !== null)
      ? { type: 'Polygon', coordinates: rings }
      : null
  }
  const many = (value: unknown): unknown[] => (Array.isArray(value) ? value : [null])
  if (type === 'Point') add(point(readPosition(coordinates, at, notes)))
  else if (type === 'LineString') add(lineString(line(coordinates, 2)))
  else if (type === 'Polygon') add(polygon(coordinates))
  else if (type === 'MultiPoint')
    for (const part of many(coordinates)) add(point(readPosition(part, at, notes)))
  else if (type === 'MultiLineString') for (const part of many(coordinates)) add(lineString(line(part, 2)))
  else if (type === 'MultiPolygon') for (const part of many(coordinates)) add(polygon(part))
  else if (type === 'GeometryCollection')
    for (const part of many(geometry['geometries'])) readGeometry(part, at, label, notes, found, depth + 1)
  else remark(notes, note('warning', 'unsupported_geometry', at, { type: shown(type) }))
}

const point = (at: [number, number] | null): LayerFeature['geometry'] | null =>
  at && { type: 'Point', coordinates: at }
const lineString = (line: [number, number][] | null): LayerFeature['geometry'] | null =>
  line && { type: 'LineString', coordinates: line }

function readLine(value: unknown, at: string, notes: Note[], least: number): [number, number][] | null {
  if (!Array.isArray(value) || value.length < least) return null
  const line: [number, number][] = []
  for (const entry of value as unknown[]) {
    const position = readPosition(entry, at, notes)
    if (!position) return null
    line.push(position)
  }
  return line
}

function readPosition(value: unknown, at: string, notes: Note[]): [number, number] | null {
  const [lon, lat] = Array.isArray(value) ? (value as unknown[]) : []
  if (!isNumber(lon) || !isNumber(lat)) return null
  // A position has two numbers or three (RFC 7946, 3.1.1): more are commas for decimal points.
  if ((value as unknown[]).length > 3) {
    remark(notes, note('error', 'decimal_comma', at))
    return null
  }
  if (Math.abs(lat) > 90 && Math.abs(lon) <= 90) {
    // Every latitude is within 90: the pair can only be the other way round. It is said, never turned in silence.
    remark(notes, note('error', 'swapped_coordinates', at))
    return null
  }
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [lon, lat] : null
}

/** Reads a GeoJSON that this program wrote as a mission again; of others, each point is a waypoint and each line a route. */
export function readGeoJsonMission(bytes: Uint8Array, isSwapped = false): Read<ImportedMission> {
  const { features, root, notes } = parse(bytes, isSwapped)
  if (!features) return { value: null, notes }
  const own = isObject(root['sortie']) ? root['sortie'] : {}
  const imported: ImportedMission = {
    home: null,
    items: [],
    fence: [],
    rallyPoints: [],
    firmware: own['firmware'] === 'px4' || own['firmware'] === 'ardupilot' ? own['firmware'] : null,
    mavType: null,
    cruiseMS: isNumber(own['cruiseMS']) && own['cruiseMS'] > 0 ? own['cruiseMS'] : null,
  }
  for (const [i, feature] of features.entries())
    readMissionFeature(feature, `feature ${i + 1}`, imported, notes)
  if (imported.items.length > MOST_ITEMS) {
    remark(notes, note('warning', 'too_many_items', null, { count: imported.items.length }))
    imported.items.length = MOST_ITEMS
  }
  return imported.items.length > 0
    ? { value: imported, notes }
    : { value: null, notes: [...notes, note('error', 'no_features')] }
}

/** Height of waypoints from a file that states none, m over home. */
const ASSUMED_HEIGHT_M = 60

function readMissionFeature(feature: Members, at: string, imported: ImportedMission, notes: Note[]): void {
  const properties = isObject(feature['properties']) ? feature['properties'] : {}
  const geometry = isObject(feature['geometry']) ? feature['geometry'] : null
  const place = geometry?.['type'] === 'Point' ? readPosition(geometry['coordinates'], at, notes) : null
  const add = (lat: number, lon: number, altM: number, of: Partial<Item> = {}) =>
    imported.items.push({
      seq: imported.items.length + 1,
      command: MAV_CMD.NAV_WAYPOINT,
      frame: MAV_FRAME.GLOBAL_RELATIVE_ALT,
      params: [0, 0, 0, 0],
      lat: quantiseDeg(lat),
      lon: quantiseDeg(lon),
      altM: quantiseM(altM),
      autoContinue: true,
      role: 'waypoint',
      ...of,
    })
  const heightOf = (value: unknown) => (isNumber(value) && Math.abs(value) <= 1000 ? value : ASSUMED_HEIGHT_M)
  switch (properties['kind']) {
    case 'home':
      if (place)
        imported.home = {
          lat: place[1],
          lon: place[0],
          amslM: isNumber(properties['amslM']) ? properties['amslM'] : null,
        }
      return
    case 'route':
      return
    case 'fence':
      readFenceFeature(properties, geometry, place, at, imported, notes)
      return
    case 'rally':
      if (place)
        imported.rallyPoints.push({
          id: `rally-${imported.rallyPoints.length + 1}`,
          lat: place[1],
          lon: place[0],
          heightM: heightOf(properties['heightM']),
        })
      return
    case 'item': {
      const { command, frame, params, altM } = properties
      if (
        !isNumber(command) ||
        !isNumber(frame) ||
        !Array.isArray(params) ||
        params.length !== 4 ||
        !isNumber(altM) ||
        (geometry && !place)
      ) {
        remark(notes, note('warning', 'plan_bad_item', at))
        return
      }
      const numbers = params.map((value) => (isNumber(value) ? value : null)) as Item['params']
      add(place?.[1] ?? 0, place?.[0] ?? 0, altM, {
        command: Math.round(command),
        frame: Math.round(frame),
        params: numbers,
        autoContinue: properties['autoContinue'] !== false,
        role: roleOf(Math.round(command)),
      })
      return
    }
    default:
      if (place)
        add(
          place[1],
          place[0],
          heightOf(properties['heightM'] ?? (geometry?.['coordinates'] as unknown[])?.[2]),
        )
      else if (geometry?.['type'] === 'LineString') {
        const line = readLine(geometry['coordinates'], at, notes, 2)
        if (!line) remark(notes, note('warning', 'bad_geometry', at))
        for (const [j, [lon, lat]] of (line ?? []).entries())
          add(lat, lon, heightOf((geometry['coordinates'] as unknown[][])[j]?.[2]))
      } else remark(notes, note('warning', 'unsupported_geometry', at, { type: shown(geometry?.['type']) }))
  }
}

function readFenceFeature(
  properties: Members,
  geometry: Members | null,
  place: [number, number] | null,
  at: string,
  imported: ImportedMission,
  notes: Note[],
): void {
  const zone = {
    id: `fence-${imported.fence.length + 1}`,
    inclusion: properties['inclusion'] !== false,
    floorM: null,
    ceilingM: null,
  }
  const radiusM = properties['radiusM']
  const ring =
    geometry?.['type'] === 'Polygon'
      ? readLine((geometry['coordinates'] as unknown[])?.[0], at, notes, 4)
      : null
  if (ring)
    imported.fence.push({
      ...zone,
      shape: 'polygon',
      ring: ring.slice(0, -1).map(([lon, lat]) => ({ lat, lon })),
    })
  else if (place && isNumber(radiusM) && radiusM > 0 && radiusM <= 100_000)
    imported.fence.push({ ...zone, shape: 'circle', center: { lat: place[1], lon: place[0] }, radiusM })
  else remark(notes, note('warning', 'fence_bad_zone', at))
}
