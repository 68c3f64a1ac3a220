import type { LayerFeature } from '../geo/layer.ts'
import type { LatLon } from '../geo/position.ts'
import { roleOf } from '../route/items.ts'
import type { Item } from '../route/route.ts'
import { finiteIn } from '../units/finite.ts'
import { type Note, note, type Read, remark } from '../units/note.ts'
import { quantiseDeg, quantiseM } from '../units/quantise.ts'
import type { DrawnRow } from './drawnRow.ts'
import type { FormatInput, Written } from './formatInput.ts'
import { homeFrom, type ImportedMission, MOST_ITEMS } from './importedMission.ts'
import { type Tally, tally } from './tally.ts'
import { parseJson } from './json.ts'
import { decodeText, shown } from './text.ts'
import { missionOfWays, type Taking, type Way, type WayPoint } from './ways.ts'

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
    notes: [],
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
  const { value: json, error } = parseJson(text)
  if (error) return { features: null, root: {}, notes: [...notes, error] }
  if (isSwapped) turnPositions(json, 0)
  if (isObject(json)) {
    const system = systemOf(json)
    if (system !== null && LIKE_WGS84.test(system))
      notes.push(note('info', 'datum_stated', null, { system: system.slice(0, 60) }))
    else if (system !== null)
      return {
        features: null,
        root: json,
        notes: [...notes, note('error', 'geojson_crs', 'crs', { system: system.slice(0, 60) })],
      }
    if (json['type'] === 'FeatureCollection' && Array.isArray(json['features'])) {
      const all = json['features'] as unknown[]
      const features = all.filter(isObject)
      if (features.length < all.length)
        notes.push(note('error', 'bad_geometry', 'features', { count: all.length - features.length }))
      return { features, root: json, notes }
    }
    if (json['type'] === 'Feature') return { features: [json], root: json, notes }
    if (typeof json['type'] === 'string' && GEOMETRIES.includes(json['type']))
      return { features: [{ type: 'Feature', properties: {}, geometry: json }], root: json, notes }
  }
  return { features: null, root: {}, notes: [...notes, note('error', 'not_geojson')] }
}

/** WGS-84 and CGCS2000 in degrees, within decimetres of one another. */
const LIKE_WGS84 = /CRS:?84|EPSG:+(?:[\d.]*:)?(?:4326|4979|4490|4480)$/i

/** The system that the member `crs` names (GeoJSON of 2008, which RFC 7946 took it out of); null where there is none. */
function systemOf(root: Members): string | null {
  const crs = root['crs']
  if (crs === undefined || crs === null) return null
  const properties = isObject(crs) && isObject(crs['properties']) ? crs['properties'] : {}
  return shown(properties['name'] ?? properties['href'] ?? properties['code'] ?? crs)
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
/** Features of one file beyond this many are left out, with a note. */
const MOST_FEATURES = 50_000
/** Nested collections deeper than this are somebody's joke. */
const DEEPEST = 8

/** Whether JSON is GeoJSON, told by its words, so that a large file is not taken apart twice; what is broken its reader reports. */
export const isGeoJson = (text: string): boolean =>
  !/"fileType"\s*:\s*"Plan"/.test(text) &&
  /"type"\s*:\s*"(Feature|Point|LineString|Polygon|Multi|Geometry)/.test(text)

/** Lines, areas and points of a GeoJSON file; parts of multi-geometries apart, what cannot be read said by its number. */
export function readGeoJsonAreas(bytes: Uint8Array, isSwapped = false): Read<LayerFeature[]> {
  const { value, notes } = readGeoJsonRows(bytes, isSwapped)
  if (!value) return { value, notes }
  const all = value.flatMap(({ features }) => features)
  const found = all.slice(0, MOST_FEATURES)
  if (all.length > found.length) notes.push(note('warning', 'too_many_items', null, { count: all.length }))
  return found.length > 0
    ? { value: found, notes }
    : { value: null, notes: [...notes, note('error', 'no_features')] }
}

/** The features of a GeoJSON file one by one, each with its properties. */
export function readGeoJsonRows(bytes: Uint8Array, isSwapped = false): Read<DrawnRow[]> {
  const { features, notes } = parse(bytes, isSwapped)
  if (!features) return { value: null, notes }
  const counted = tally()
  const rows = features.map((feature, i): DrawnRow => {
    const properties = isObject(feature['properties']) ? feature['properties'] : {}
    const label = labelOf(properties['name'] ?? properties['label'])
    const at = `feature ${i + 1}`
    const drawn = partsOf(feature['geometry'], at, counted, notes).flatMap((part): LayerFeature[] => {
      const geometry = drawnOf(part, notes)
      if (!geometry) remark(notes, note('error', 'bad_geometry', part.at))
      else if (hasHeights(part.coordinates)) counted.met('height')
      return geometry ? [{ geometry, kind: 'other', label }] : []
    })
    const members = new Map<string, string | number>()
    for (const [name, value] of Object.entries(properties))
      if (typeof value === 'string' || isNumber(value)) members.set(name, value)
    return { at, members, features: drawn }
  })
  return { value: rows, notes: [...notes, ...counted.notes()] }
}

/** A geometry that is none of several, as the file has it. */
type Part = { type: 'Point' | 'LineString' | 'Polygon'; coordinates: unknown; at: string }

const PARTS: Readonly<Record<string, Part['type']>> = {
  MultiPoint: 'Point',
  MultiLineString: 'LineString',
  MultiPolygon: 'Polygon',
}

/** The parts of a geometry one by one; one without a place is counted, one that is none is an error. */
function partsOf(geometry: unknown, at: string, counted: Tally, notes: Note[], depth = 0): Part[] {
  if (geometry === null || geometry === undefined) {
    counted.met('unplaced')
    return []
  }
  const bad = (code: Note['code'], params: Note['params'] = {}): Part[] => {
    remark(notes, note('error', code, at, params))
    return []
  }
  if (!isObject(geometry) || depth > DEEPEST) return bad('bad_geometry')
  const { type, coordinates } = geometry
  if (type === 'Point' || type === 'LineString' || type === 'Polygon') return [{ type, coordinates, at }]
  const part = typeof type === 'string' && Object.hasOwn(PARTS, type) ? PARTS[type] : undefined
  if (part && Array.isArray(coordinates))
    return coordinates.map((one: unknown) => ({ type: part, coordinates: one, at }))
  if (type === 'GeometryCollection' && Array.isArray(geometry['geometries']))
    return geometry['geometries'].flatMap((one: unknown) => partsOf(one, at, counted, notes, depth + 1))
  return part || type === 'GeometryCollection'
    ? bad('bad_geometry')
    : bad('unsupported_geometry', { type: shown(type) })
}

/** Whether positions have a third number that is not nought. */
const hasHeights = (value: unknown): boolean =>
  Array.isArray(value) &&
  (isNumber(value[0]) ? isNumber(value[2]) && value[2] !== 0 : value.some((one: unknown) => hasHeights(one)))

/** What a part draws; null where its coordinates do not. */
function drawnOf({ type, coordinates, at }: Part, notes: Note[]): LayerFeature['geometry'] | null {
  if (type === 'Point') return point(readPosition(coordinates, at, notes))
  if (type === 'LineString') return lineString(readLine(coordinates, at, notes, 2))
  const rings = Array.isArray(coordinates) ? coordinates.map((ring) => readLine(ring, at, notes, 4)) : []
  return rings.length > 0 && rings.every((ring) => ring !== null) ? { type, coordinates: rings } : null
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
  // A position has two numbers or three (RFC 7946, 3.1.1): of four, a whole one first is a comma for a decimal point; others are
  // what some program writes beside the height.
  if ((value as unknown[]).length > 3) {
    const text = JSON.stringify(value).slice(0, 60)
    if (Number.isInteger(lon) || Number.isInteger(lat)) {
      remark(notes, note('error', 'decimal_comma', at, { text }))
      return null
    }
    remark(notes, note('warning', 'numbers_left', at, { text }))
  }
  if (Math.abs(lat) > 90 && Math.abs(lat) <= 180 && Math.abs(lon) <= 90) {
    // Every latitude is within 90: the pair can only be the other way round. It is said, never turned in silence.
    remark(notes, note('error', 'swapped_coordinates', at))
    return null
  }
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [lon, lat] : null
}

/**
 * Reads a GeoJSON that this program wrote as a mission again; of others, a line or the points are flown. A third number of a
 * position is a height over the ellipsoid of WGS-84 (RFC 7946, 3.1.1), a property `heightM` one over home.
 */
export function readGeoJsonMission(
  bytes: Uint8Array,
  isSwapped = false,
  taking: Taking = {},
): Read<ImportedMission> {
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
  const counted = tally()
  const drawn: Drawing = { isOwn: isObject(root['sortie']), ways: [], loose: [] }
  for (const [i, feature] of features.entries())
    readMissionFeature(feature, `feature ${i + 1}`, imported, drawn, counted, notes)
  const { ways, loose } = drawn
  if (loose.length > 0) ways.push({ kind: 'point', element: 'Point', name: '', points: loose })
  if (imported.items.length > MOST_ITEMS) {
    remark(notes, note('error', 'too_many_items', null, { count: imported.items.length }))
    imported.items.length = MOST_ITEMS
  }
  if (imported.items.length === 0) {
    const { home, fence, rallyPoints, firmware, cruiseMS } = imported
    return missionOfWays(ways, { home, fence, rallyPoints, firmware, cruiseMS }, taking, counted, notes)
  }
  for (const { kind, points } of ways) counted.met(kind, kind === 'point' ? points.length : 1)
  return { value: imported, notes: [...notes, ...counted.notes()] }
}

/** What others drew: each line, and all points in their order. */
type Drawing = { readonly isOwn: boolean; ways: Way[]; loose: WayPoint[] }

function readMissionFeature(
  feature: Members,
  at: string,
  imported: ImportedMission,
  drawn: Drawing,
  counted: Tally,
  notes: Note[],
): void {
  const properties = isObject(feature['properties']) ? feature['properties'] : {}
  const geometry = isObject(feature['geometry']) ? feature['geometry'] : null
  const bad = (code: Note['code']) => remark(notes, note('error', code, at))
  const placeOf = () =>
    geometry?.['type'] === 'Point' ? readPosition(geometry['coordinates'], at, notes) : null
  switch (properties['kind']) {
    case 'home': {
      const place = placeOf()
      if (place)
        imported.home = homeFrom(
          { lat: place[1], lon: place[0] },
          isNumber(properties['amslM']) ? properties['amslM'] : null,
        )
      return
    }
    case 'route':
      // The way of the items, once more.
      if (drawn.isOwn) return
      break
    case 'fence':
      if (geometry?.['type'] === 'Polygon' && Array.isArray(geometry['coordinates']))
        counted.met('hole', geometry['coordinates'].length - 1)
      readFenceFeature(properties, geometry, placeOf(), at, imported, notes)
      return
    case 'rally': {
      const place = placeOf()
      const heightM = finiteIn(properties['heightM'], -200, 1000)
      if (!place || heightM === null) bad('rally_bad_point')
      else
        imported.rallyPoints.push({
          id: `rally-${imported.rallyPoints.length + 1}`,
          lat: place[1],
          lon: place[0],
          heightM,
        })
      return
    }
    case 'item': {
      const item = readItem(properties, geometry, placeOf())
      if (item) imported.items.push({ ...item, seq: imported.items.length + 1 })
      else bad('plan_bad_item')
      return
    }
  }
  const ownM = finiteIn(properties['heightM'], -1000, 1000)
  const pointOf = (position: [number, number], raw: unknown): WayPoint => {
    const third = Array.isArray(raw) ? (raw as unknown[])[2] : undefined
    return {
      lat: quantiseDeg(position[1]),
      lon: quantiseDeg(position[0]),
      altM: ownM ?? (isNumber(third) ? third : null),
      over: ownM === null ? 'ellipsoid' : 'home',
    }
  }
  for (const part of partsOf(feature['geometry'], at, counted, notes)) {
    const { type, coordinates } = part
    const made = drawnOf(part, notes)
    if (!made) bad('bad_geometry')
    else if (made.type === 'Point') drawn.loose.push(pointOf(made.coordinates, coordinates))
    else if (made.type === 'LineString')
      drawn.ways.push({
        kind: 'line',
        element: type,
        name: labelOf(properties['name'] ?? properties['label']),
        points: made.coordinates.map((position, i) => pointOf(position, (coordinates as unknown[])[i])),
      })
    else {
      counted.met('area')
      counted.met('hole', made.coordinates.length - 1)
    }
  }
}

/** A mission item as this program writes it; null where a member of it is missing or none. */
function readItem(
  { command, frame, params, altM, autoContinue }: Members,
  geometry: Members | null,
  place: [number, number] | null,
): Omit<Item, 'seq'> | null {
  const [known, over] = [wholeIn(command, 65_535), wholeIn(frame, 255)]
  if (known === null || over === null || !isNumber(altM) || (geometry && !place)) return null
  if (!Array.isArray(params) || params.length !== 4) return null
  return {
    command: known,
    frame: over,
    params: params.map((value) => (isNumber(value) ? value : null)) as Item['params'],
    lat: quantiseDeg(place?.[1] ?? 0),
    lon: quantiseDeg(place?.[0] ?? 0),
    altM: quantiseM(altM),
    autoContinue: autoContinue !== false,
    role: roleOf(known),
  }
}

const wholeIn = (value: unknown, most: number): number | null =>
  Number.isInteger(value) ? finiteIn(value, 0, most) : null

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
  else remark(notes, note('error', 'fence_bad_zone', at))
}
